"""A conflict told in sentences that follow from each other.

First come the times at which the session could be done at all, then each reason with the times that
it takes away, then what is left for the sessions to share and why they cannot, and at last what
follows. Reasons of one rule are one sentence, however many runs, days or events they come from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scheduler.explain import words
from scheduler.explain.conflict import Conflict
from scheduler.explain.parts import Part, together
from scheduler.explain.slots import is_alike, must_ask
from scheduler.explain.solver import Solver
from scheduler.horizon import Horizon, Span, hours
from scheduler.outcome import Clause, Sentence
from scheduler.requirements import (
    Ask,
    Cap,
    FreeDays,
    Gap,
    Monotony,
    Requirement,
    SameDay,
    Streak,
    Window,
)
from scheduler.requirements.finished import counted
from scheduler.training import STRENGTH, Session, Wanted, Week

_ORDER = (  # in which the reasons are told
    "availability",
    "rest_day",
    "quiet_hours",
    "preferred_day",
    "preferred_time",
    "keep_last_plan",
    "gap_before_hard_run",
    "gap_after_quality",
    "no_strength_on_long_run_day",
    "gap_after_long_run",
    "before_race",
    "after_race",
)
_HOURS = {  # what a must about hours says, before them
    "quiet_hours": "outside your quiet hours there is",
    "preferred_time": "it is to lie at a preferred time:",
    "preferred_day": "it is to lie on a preferred day:",
    "keep_last_plan": "it is to stay where it was:",
}


def clauses(conflict: Conflict) -> tuple[Clause, ...]:
    """Each part of a conflict by itself: its rule, its line, what it asks and of whom."""
    return tuple(
        Clause(
            rule=part.requirement.rule,
            where=part.requirement.where,
            says=_Reason.of(conflict.week, [part]).says,
            sessions=_concerned(conflict, part),
        )
        for part in conflict.parts
    )


def because(conflict: Conflict, solver: Solver) -> tuple[Sentence, ...]:
    """The conflict as sentences."""
    return tuple(_Telling(conflict, solver).sentences())


def _concerned(conflict: Conflict, part: Part) -> tuple[str, ...]:
    """The keys of the sessions that a part speaks of."""
    match part.requirement:
        case Ask(key=key):
            return (key,)
        case Gap(only=only) if only:
            fixed = {session.key for session in conflict.week.fixed}
            return (conflict.wanted.key, *sorted(only & fixed))
        case _:
            return (conflict.wanted.key,)


@dataclass
class _Telling:
    """One conflict while it is told; ``open`` are the starts that no sentence has taken yet."""

    conflict: Conflict
    solver: Solver
    told: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open = self._starts([])
        self.hours = self._hours()

    def sentences(self) -> Iterator[Sentence]:
        """All of them."""
        left: list[_Reason] = []
        for reason in self._reasons():
            before = self.open
            self.told += reason.parts
            self.open = self._starts(self.told)
            if reason.is_hours:
                yield reason.sentence(self._hours_say(reason))
            elif self.open < before:
                yield reason.sentence(f"Because {reason.says}, nothing fits {self._taken(before)}.")
            else:
                left.append(reason)
        yield from self._conclusion(left)

    def _conclusion(self, left: Sequence["_Reason"]) -> Iterator[Sentence]:
        own, others = self.conflict.wanted, self.conflict.others
        if not self.open:
            for reason in left:
                yield reason.sentence(f"{_upper(reason.says)}.")
            yield Sentence(f"So {own.title} finds no slot.")
            return
        for alike in self._groups():
            starts = self._starts(self.told, alike[0])
            if starts != self._starts([], alike[0]):
                names = words.listed(wanted.title for wanted in alike)
                yield Sentence(f"{names} can then only start {_starts_of(self, starts)}.")
        because = " and ".join(reason.says for reason in left)
        beside = f" beside {words.listed(other.title for other in others)}" if others else ""
        end = f"{own.title} finds no slot{beside}."
        rules = tuple(rule for reason in left for rule in reason.rules)
        yield Sentence(f"Because {because}, {end}" if because else f"So {end}", rules)

    def _hours_say(self, reason: "_Reason") -> str:
        """When it could be done; where that is too short for it, how long it takes."""
        if self.open:
            return f"{_upper(reason.says)}."
        least = min(mode.minutes for mode in self.conflict.wanted.modes)
        return f"{self.conflict.wanted.title} takes {least} min, and {reason.says}."

    def _taken(self, before: frozenset[int]) -> str:
        """Where nothing fits any more, of the starts that were open before."""
        if before == self._starts([]) and not self.open:
            return "at all"
        return f"on {_Stretches(self, before).without(self.open)}"

    def _groups(self) -> list[list[Wanted]]:
        """The sessions concerned, those that nothing tells apart together."""
        groups: list[list[Wanted]] = []
        for wanted in sorted(self.conflict.week.wanted, key=lambda own: own.title):
            alike = next((group for group in groups if is_alike(group[0], wanted)), None)
            if alike is None:
                groups.append([wanted])
            else:
                alike.append(wanted)
        return groups

    def _starts(self, parts: Sequence[Part], wanted: Wanted | None = None) -> frozenset[int]:
        asked = wanted or self.conflict.wanted
        return self.solver.starts(self.conflict.week, asked, (*together(parts), must_ask(asked)))

    def _hours(self) -> tuple[Span, ...]:
        """The windows in which the starts lie, as they are told: else whole days."""
        week, wanted = self.conflict.week, self.conflict.wanted
        if "availability" in self.conflict.rules:
            return week.available
        first = 7 * wanted.week
        return tuple(week.horizon.span(day) for day in wanted.days or range(first, first + 7))

    def _reasons(self) -> list["_Reason"]:
        """The parts, those of one rule that say the same together."""
        groups: dict[tuple[object, ...], list[Part]] = {}
        for part in self.conflict.parts:
            if part.asks_for is None:
                groups.setdefault(_sort(part.requirement), []).append(part)
        reasons = [_Reason.of(self.conflict.week, parts) for parts in groups.values()]
        return sorted(reasons, key=_Reason.order)


def _sort(requirement: Requirement) -> tuple[object, ...]:
    """What must be equal in two parts for one sentence to say both."""
    match requirement:
        case Gap():
            sides = (bool(requirement.earlier & STRENGTH), bool(requirement.later & STRENGTH))
            free = not requirement.only
            return (requirement.rule, requirement.least, requirement.from_start, sides, free)
        case Window():
            return (requirement.rule, requirement.inside, requirement.says, requirement.keys)
        case Cap():
            return (requirement.rule, requirement.limit, requirement.measure)
        case _:
            return (requirement.rule, type(requirement))


@dataclass(frozen=True)
class _Reason:
    """Parts that one sentence says."""

    week: Week
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, week: Week, parts: Iterable[Part]) -> "_Reason":
        return cls(week, tuple(parts))

    @property
    def rules(self) -> tuple[tuple[str, str], ...]:
        """The rules and lines that ask for it."""
        asked = ((part.requirement.rule, part.requirement.where) for part in self.parts)
        return tuple(dict.fromkeys(asked))

    @property
    def is_hours(self) -> bool:
        """Whether it says when the session can be done, rather than when not."""
        first = self.parts[0].requirement
        return isinstance(first, Window) and first.inside

    def order(self) -> tuple[int, int, str]:
        """Hours first, then what closes them, in the order of the table."""
        rule = self.parts[0].requirement.rule
        rank = _ORDER.index(rule) if rule in _ORDER else len(_ORDER)
        return (not self.is_hours, rank, rule)

    def sentence(self, says: str) -> Sentence:
        """A sentence with the rules behind it."""
        return Sentence(says, self.rules)

    @property
    def says(self) -> str:  # noqa: PLR0911 - one for each kind
        """What the parts ask for, as half a sentence."""
        whole = together(self.parts)
        match whole[0]:
            case Window():
                return self._of_window(whole)
            case Gap():
                return self._of_gap(whole)
            case Cap():
                return self._of_cap(whole)
            case SameDay():
                return self._of_same_day(whole[0])
            case FreeDays(count=count):
                return f"{counted(count, 'day')} of the week are to stay empty"
            case Streak(most=most):
                return f"no more than {counted(most, 'hard day')} may follow each other"
            case Monotony(start=start):
                return f"monotony is to be at most {float(start):g}"
            case Ask(asked=asked):
                return f"{asked} is asked for too"
            case other:
                raise TypeError(type(other).__name__)

    def _of_window(self, whole: Sequence[Requirement]) -> str:
        windows = [window for window in whole if isinstance(window, Window)]
        first = windows[0]
        found = [span for window in windows for span in window.spans]
        horizon = self.week.horizon
        if first.rule == "rest_day":
            return f"you rest on {words.days(horizon, [horizon.day(start) for start, _ in found])}"
        if first.inside:
            said = ", ".join(words.spans(horizon, found)) or "at no time at all"
            if first.rule == "availability":
                verb = "you can train only" if first.keys is None else "its request allows only"
                return f"{verb} {said}"
            return f"{_HOURS.get(first.rule, 'it is to lie in')} {said}"
        if first.names:
            return f"{self._calendar(windows)}"
        start, end = found[0]
        return f"it is already {horizon.says(end)}" if start <= 0 else "that time is closed"

    def _calendar(self, windows: Sequence[Window]) -> str:
        horizon = self.week.horizon
        days: dict[str, list[int]] = {}
        for window in windows:
            for (start, end), name in zip(window.spans, window.names, strict=True):
                last = range(horizon.day(max(start, 0)), horizon.day(max(end - 1, 0)) + 1)
                days.setdefault(name, []).extend(last)
        events = [f"{name} on {words.days(horizon, found)}" for name, found in days.items()]
        verb = "you are away:" if not windows[0].whole else "your calendar holds"
        return f"{verb} {words.listed(events)}"

    def _of_gap(self, whole: Sequence[Requirement]) -> str:
        gaps = [gap for gap in whole if isinstance(gap, Gap)]
        first = gaps[0]
        only = frozenset(key for gap in gaps for key in gap.only or ())
        runs = words.listed(words.named(self.week.horizon, self._runs(only)))
        before = bool(first.earlier & STRENGTH)
        kinds = [kind for gap in gaps for kind in (gap.earlier if before else gap.later)]
        if first.earlier <= STRENGTH and first.later <= STRENGTH:
            both = [kind for gap in gaps for kind in (*gap.earlier, *gap.later)]
            named = words.classes(both, joint="and") or "strength"
            return f"{named} sessions are to start {hours(first.least)} apart"
        if first.earlier & first.later:
            return _of_any(first, runs)
        side = "end" if before else "wait"
        order = "before" if before else "after"
        return f"{words.classes(kinds)} strength is to {side} {hours(first.least)} {order} {runs}"

    def _runs(self, only: frozenset[str]) -> list[Session]:
        seen: dict[str, Session] = {}
        for session in self.week.fixed:
            if session.key in only:
                seen.setdefault(session.key, session)
        return list(seen.values())

    def _of_cap(self, whole: Sequence[Requirement]) -> str:
        caps = [cap for cap in whole if isinstance(cap, Cap)]
        first, horizon = caps[0], self.week.horizon
        on = words.days(horizon, [horizon.day(cap.period[0]) for cap in caps])
        if first.measure == "count":
            noun = counted(first.limit, "session")
            said = first.says.rpartition(" on ")[0]
            return f"{noun} {said} a day is the most, also on {on}"
        unit = "AU" if first.measure == "load" else "min"
        period = "in the week" if first.period[1] - first.period[0] > 2 * 24 * 60 else f"on {on}"
        fixed = sum(
            first.amount(session)
            for session in self.week.fixed
            if first.period[0] <= session.start < first.period[1] and session.kind in first.kinds
        )
        taken = f", and what is fixed takes {fixed}" if fixed and len(caps) == 1 else ""
        return f"at most {first.limit} {unit} are wanted {period}{taken}"

    def _of_same_day(self, same: SameDay) -> str:
        horizon = self.week.horizon
        fixed = [s for s in self.week.fixed if s.kind in same.others and horizon.inside(s.start)]
        kinds = words.classes(same.kinds)
        if same.together:
            return f"{kinds} strength is to share its day with a hard run"
        runs = words.listed(words.named(horizon, fixed))
        return f"{kinds} strength is to stay off the day of {runs or 'such a run'}"


def _of_any(gap: Gap, runs: str) -> str:
    """A gap between any two sessions: none may overlap, or some time is to lie between them."""
    if gap.least:
        other = runs or "the next session"
        return f"{hours(gap.least)} are to lie between a session and {other}"
    return f"you already have {runs}" if runs else "two sessions cannot be at the same time"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class _Stretches:
    """Open starts, grouped by the window in which they lie."""

    telling: _Telling
    starts: frozenset[int]

    def without(self, kept: frozenset[int]) -> str:
        """The times that were open and are no longer, in words."""
        horizon = self.telling.conflict.week.horizon
        whole: list[Span] = []
        partly: list[str] = []
        for span, starts in self._by_window():
            left = [start for start in starts if start in kept]
            if not left:
                whole.append(span)
            elif len(left) < len(starts):
                partly.append(_partly(horizon, starts, left))
        return words.listed([*words.spans(horizon, whole), *partly], joint="or")

    def _by_window(self) -> Iterator[tuple[Span, list[int]]]:
        ordered = sorted(self.starts)
        for start, end in self.telling.hours:
            inside = [minute for minute in ordered if start <= minute < end]
            if inside:
                yield (start, end), inside


def _partly(horizon: Horizon, starts: Sequence[int], left: Sequence[int]) -> str:
    """Which of the starts of one window are gone."""
    gone = [start for start in starts if start not in set(left)]
    day = horizon.day_says(horizon.day(gone[0]))
    first, last = (f"{horizon.clock(minute):%H:%M}" for minute in (left[0], left[-1]))
    if gone[-1] < left[0]:
        return f"{day} before {first}"
    if gone[0] > left[-1]:
        return f"{day} after {last}"
    return f"{day} from {horizon.clock(gone[0]):%H:%M} to {horizon.clock(gone[-1]):%H:%M}"


def _starts_of(telling: _Telling, starts: frozenset[int]) -> str:
    """``Tue 17:00-19:10 or Thu 06:00``, as the times at which a session may start."""
    horizon = telling.conflict.week.horizon
    ranges: list[str] = []
    for _, inside in _Stretches(telling, starts)._by_window():  # noqa: SLF001
        first, last = inside[0], inside[-1]
        until = "" if first == last else f"-{horizon.clock(last):%H:%M}"
        ranges.append(f"{horizon.says(first)}{until}")
    return words.listed(ranges, joint="or") or "at no time"
