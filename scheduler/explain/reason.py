"""What some parts of the musts ask for, as half a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.explain import words
from scheduler.explain.parts import Part, together
from scheduler.explain.slots import QUESTION
from scheduler.horizon import Span, hours
from scheduler.outcome import Sentence
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
from scheduler.training import STRENGTH, Session, Week
from scheduler.units import DAY

LONGEST_DAY = DAY + 60  # of the night in which the clocks go back [min]

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


def sort_of(requirement: Requirement, week: Week) -> tuple[object, ...]:
    """What must be equal in two parts for one sentence to say both."""
    match requirement:
        case Gap():
            sides = (bool(requirement.earlier & STRENGTH), bool(requirement.later & STRENGTH))
            of = (not requirement.only, _is_open(requirement, week))
            return (requirement.rule, requirement.least, requirement.from_start, sides, of)
        case Window():
            return (requirement.rule, requirement.inside, requirement.says, requirement.keys)
        case Cap():
            return (requirement.rule, requirement.limit, requirement.measure)
        case _:
            return (requirement.rule, type(requirement))


@dataclass(frozen=True)
class Reason:
    """Parts that one sentence says."""

    week: Week
    parts: tuple[Part, ...]

    @property
    def rules(self) -> tuple[tuple[str, str], ...]:
        """The rules and lines that ask for it."""
        asked = ((part.requirement.rule, part.requirement.where) for part in self.parts)
        return tuple(dict.fromkeys(asked))

    @property
    def is_question(self) -> bool:
        """Whether it is no rule, but where the session was asked to be."""
        return self.parts[0].requirement.rule == QUESTION

    @property
    def start(self) -> int:
        """Where the session was asked to be [min]."""
        first = self.parts[0].requirement
        return first.spans[0][0] if isinstance(first, Window) else 0

    @property
    def couples(self) -> bool:
        """Whether it can stand between two sessions that are both to be placed."""
        first = self.parts[0].requirement
        if isinstance(first, Gap):
            both = bool(first.earlier & first.later) or first.earlier | first.later <= STRENGTH
            return both or _is_open(first, self.week)
        return not isinstance(first, Window)

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
        horizon = self.week.horizon
        found = [span for window in windows for span in self._of_this_week(window.spans)]
        if first.rule == "rest_day":
            return f"you rest on {words.days(horizon, [horizon.day(start) for start, _ in found])}"
        if first.inside:
            said = ", ".join(words.spans(horizon, found)) or "no day at all"
            if first.is_availability and not found:
                return "you have no hours to train"
            if first.rule == "availability":
                whose = "you can train" if first.is_availability else "its own windows are"
                return f"{whose} only on {said}"
            return f"{_HOURS.get(first.rule, 'it is to lie in')} {said}"
        if first.names:
            return f"{self._calendar(windows)}"
        start, end = found[0]
        return f"it is already {horizon.says(end)}" if start <= 0 else "that time is closed"

    def _of_this_week(self, spans: Iterable[Span]) -> list[Span]:
        """Those of several weeks that lie in the one that is spoken of."""
        first, end = self.week.horizon.week(self.week.wanted[0].week)
        return [span for span in spans if first <= span[0] < end or span[0] < first < span[1]]

    def _calendar(self, windows: Sequence[Window]) -> str:
        horizon = self.week.horizon
        days: dict[str, list[int]] = {}
        for window in windows:
            for (start, end), name in zip(window.spans, window.names, strict=True):
                last = range(horizon.day(max(start, 0)), horizon.day(max(end - 1, 0)) + 1)
                days.setdefault(name, []).extend(last)
        if not windows[0].whole:
            away = [f"{words.days(horizon, found)} ({name})" for name, found in days.items()]
            return f"you are away on {words.listed(away)}"
        if len(days) > words.MOST + 1:
            on = words.days(horizon, [day for found in days.values() for day in found])
            return f"your calendar holds {len(days)} events on {on}"
        events = [f"{name} on {words.days(horizon, found)}" for name, found in days.items()]
        return f"your calendar holds {words.listed(events)}"

    def _of_gap(self, whole: Sequence[Requirement]) -> str:
        gaps = [gap for gap in whole if isinstance(gap, Gap)]
        first = gaps[0]
        only = frozenset(key for gap in gaps for key in gap.only or ())
        movable = (own.title for own in self.week.wanted if own.key in only)
        fixed = words.named(self.week.horizon, self._runs(only))
        runs = words.listed([*fixed, *movable])
        before = bool(first.earlier & STRENGTH)
        kinds = [kind for gap in gaps for kind in (gap.earlier if before else gap.later)]
        if first.earlier <= STRENGTH and first.later <= STRENGTH:
            both = [kind for gap in gaps for kind in (*gap.earlier, *gap.later)]
            named = words.classes(both, joint="and") or "strength"
            near = self._fixed_strength(frozenset(both), first.least)
            also = f", also from {words.listed(near)}" if near else ""
            return f"{named} sessions are to start {words.long(first.least)} apart{also}"
        if first.earlier & first.later:
            return _of_any(first, runs)
        side = "end" if before else "wait"
        order = "before" if before else "after"
        least = words.long(first.least)
        return f"{words.classes(kinds)} strength is to {side} {least} {order} {runs}"

    def _fixed_strength(self, kinds: frozenset[str], reach: int) -> list[str]:
        """Fixed strength from which a gap is felt in the hours of the week that is spoken of."""
        first, end = self.week.horizon.week(self.week.wanted[0].week)
        hours = [span for span in self.week.available if span[0] < end and span[1] > first]
        near = [
            session
            for session in self.week.fixed
            if any(start - reach < session.start < stop + reach for start, stop in hours)
        ]
        return words.named(self.week.horizon, [s for s in near if s.kind in kinds])

    def _runs(self, only: frozenset[str]) -> list[Session]:
        seen: dict[str, Session] = {}
        for session in self.week.fixed:
            if session.key in only:
                seen.setdefault(session.key, session)
        return list(seen.values())

    def _of_cap(self, whole: Sequence[Requirement]) -> str:
        caps = [cap for cap in whole if isinstance(cap, Cap)]
        first, horizon = caps[0], self.week.horizon
        days = [horizon.day(cap.period[0]) for cap in caps]
        one_day = first.period[1] - first.period[0] <= LONGEST_DAY
        on = f"on {words.days(horizon, days)}" if one_day else "in the week"
        if first.measure == "count":
            most = counted(first.limit, "session")
            return f"{on} there may be no more than {most} {first.says.rpartition(' on ')[0]}"
        unit = "AU" if first.measure == "load" else "min"
        fixed = {self._fixed(cap) for cap in caps}
        taken = f", and what is fixed takes {max(fixed)}" if len(fixed) == 1 and any(fixed) else ""
        return f"at most {first.limit} {unit} are wanted {on}{taken}"

    def _fixed(self, cap: Cap) -> int:
        """What is fixed in the period of a cap."""
        start, end = cap.period
        return sum(
            cap.amount(session)
            for session in self.week.fixed
            if start <= session.start < end and session.kind in cap.kinds
        )

    def _of_same_day(self, same: SameDay) -> str:
        horizon = self.week.horizon
        fixed = [s for s in self.week.fixed if s.kind in same.others and horizon.inside(s.start)]
        kinds = words.classes(same.kinds)
        if same.together:
            return f"{kinds} strength is to share its day with a hard run"
        runs = words.listed(words.named(horizon, fixed))
        return f"{kinds} strength is to stay off the day of {runs or 'such a run'}"


def _is_open(gap: Gap, week: Week) -> bool:
    """Whether it speaks of a run that is yet to be placed."""
    return any(own.key in (gap.only or ()) for own in week.wanted)


def _of_any(gap: Gap, runs: str) -> str:
    """A gap between any two sessions: none may overlap, or some time is to lie between them."""
    if gap.least:
        other = runs or "the next session"
        return f"there is to be {hours(gap.least)} between a session and {other}"
    return f"you already have {runs}" if runs else "two sessions cannot be at the same time"
