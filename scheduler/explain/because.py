"""A conflict told in sentences that follow from each other.

First come the times at which the session could be done at all, then each reason with the times that
it takes away, then what is left for the sessions to share and why they cannot, and at last what
follows. Reasons of one rule are one sentence, however many runs, days or events they come from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scheduler.explain import words
from scheduler.explain.conflict import Conflict
from scheduler.explain.parts import Part, together
from scheduler.explain.reason import Reason, sort_of
from scheduler.explain.slots import QUESTION, must_ask
from scheduler.explain.solver import Solver
from scheduler.explain.stretches import Stretches
from scheduler.outcome import Clause, Sentence
from scheduler.requirements import Ask, Gap, Window
from scheduler.training import Wanted


def clauses(conflict: Conflict) -> tuple[Clause, ...]:
    """Each part of a conflict by itself: its rule, its line, what it asks and of whom."""
    return tuple(
        Clause(
            rule=part.requirement.rule,
            where=part.requirement.where,
            says=Reason(conflict.week, (part,)).says,
            sessions=_concerned(conflict, part),
        )
        for part in conflict.parts
        if part.requirement.rule != QUESTION
    )


def because(conflict: Conflict, solver: Solver) -> tuple[Sentence, ...]:
    """The conflict as sentences."""
    return tuple(_Telling(conflict, solver).sentences())


def _concerned(conflict: Conflict, part: Part) -> tuple[str, ...]:
    """The keys of the sessions that a part speaks of."""
    asked = part.requirement
    if isinstance(asked, Ask):
        return (asked.key,)
    others = [
        own.key
        for own in conflict.others
        if any(asked.concerns(own.key, mode.kind) for mode in own.modes)
    ]
    only = asked.only or () if isinstance(asked, Gap) else ()
    fixed = [session.key for session in conflict.week.fixed if session.key in only]
    runs = [own.key for own in conflict.others if own.key in only]
    return tuple(dict.fromkeys((conflict.wanted.key, *others, *runs, *fixed)))


@dataclass
class _Telling:
    """One conflict while it is told; ``open`` are the starts that no sentence has taken yet."""

    conflict: Conflict
    solver: Solver
    told: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open = self._starts([])

    def sentences(self) -> Iterator[Sentence]:
        """All of them."""
        left: list[Reason] = []
        coupled: list[Reason] = []  # told already, and still between the sessions
        for reason in self._reasons():
            before = self.open
            self.told += reason.parts
            self.open = self._starts(self.told)
            if reason.is_question:
                start = self.conflict.week.horizon.says(reason.start)
                yield Sentence(f"{self.conflict.wanted.title} is asked to start on {start}.")
            elif reason.is_hours:
                yield reason.sentence(self._hours_say(reason))
            elif before - self.open:
                yield reason.sentence(f"Because {reason.says}, nothing fits {self._taken(before)}.")
                coupled += [reason] if reason.couples else []
            else:
                left.append(reason)
        yield from self._conclusion(left, coupled)

    def _conclusion(self, left: Sequence[Reason], coupled: Sequence[Reason]) -> Iterator[Sentence]:
        own, others = self.conflict.wanted, self.conflict.others
        if not self.open:
            for reason in left:
                yield reason.sentence(f"{_upper(reason.says)}.")
            yield Sentence(f"So {own.title} finds no slot.")
            return
        for starts, titles in self._by_starts().items():
            if not starts >= self._starts([]):
                left_over = self._stretches(starts).said
                whose = f"{words.listed(titles)} could start only on {left_over}"
                yield Sentence(f"By these rules {whose}.")
        last = left or coupled
        because = " and ".join(reason.says for reason in last)
        rules = tuple(rule for reason in last for rule in reason.rules)
        beside = words.listed(other.title for other in others)
        end = f"does not fit beside {beside}" if others else "finds no slot"
        yield Sentence(f"Because {because}, {own.title} {end}.", rules)

    def _hours_say(self, reason: Reason) -> str:
        """When it could be done; where that is too short for it, how long it takes."""
        if self.open:
            return f"{_upper(reason.says)}."
        return f"{self.conflict.wanted.title} takes {self._at_least} min; {reason.says}."

    @property
    def _at_least(self) -> str:
        """``45``, or ``at least 35`` where it may become shorter."""
        lengths = [mode.minutes for mode in self.conflict.wanted.modes]
        return f"at least {min(lengths)}" if len(set(lengths)) > 1 else str(lengths[0])

    def _taken(self, before: frozenset[int]) -> str:
        """Where nothing fits any more, of the starts that were open before."""
        if before == self._starts([]) and not self.open:
            return "at all"
        return f"on {self._stretches(before).without(self.open)}"

    def _by_starts(self) -> dict[frozenset[int], list[str]]:
        """The titles of the sessions concerned, by what is left for them to start."""
        groups: dict[frozenset[int], list[str]] = {}
        for wanted in sorted(self.conflict.week.wanted, key=lambda own: own.title):
            groups.setdefault(self._starts(self.told, wanted), []).append(wanted.title)
        return groups

    def _starts(self, parts: Sequence[Part], wanted: Wanted | None = None) -> frozenset[int]:
        asked = wanted or self.conflict.wanted
        return self.solver.starts(self.conflict.week, asked, (*together(parts), must_ask(asked)))

    def _stretches(self, starts: frozenset[int]) -> Stretches:
        """Starts by the windows that are told, or else by days."""
        parts = (part.requirement for part in self.conflict.parts)
        hours = any(isinstance(part, Window) and part.is_availability for part in parts)
        week = self.conflict.week
        windows = week.available if hours else self.conflict.wanted.windows or ()
        return Stretches(week.horizon, windows, starts)

    def _reasons(self) -> list[Reason]:
        """The parts, those of one rule that say the same together."""
        groups: dict[tuple[object, ...], list[Part]] = {}
        for part in self.conflict.parts:
            if part.asks_for is None:
                groups.setdefault(sort_of(part.requirement, self.conflict.week), []).append(part)
        reasons = [Reason(self.conflict.week, tuple(parts)) for parts in groups.values()]
        return sorted(reasons, key=Reason.order)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
