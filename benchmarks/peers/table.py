"""A week as a table: what each choice costs by itself, and beside one other choice.

The choices are the candidates of the solver's own room, so that all peers choose among the same
starts. Everything else is read from the requirements and judged by them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from weeks import Instance

from peers import NotToldError
from scheduler.requirements import Ask, Finished, Gap, Requirement, SameDay, Window
from scheduler.requirements import judge as judge_all
from scheduler.solve.candidates import Facts, all_blocks, signature
from scheduler.training import Plan, Session, Slot, placed_session

A_RUN = 10**8  # what a missing run weighs: more than all points of a week


@dataclass(frozen=True, eq=False)
class Choice:
    """One way to place one session."""

    session: Session
    slot: Slot
    day: int
    own: int  # what it costs by itself and beside what is fixed
    nearest: int  # the least that the nearest runs will cost it, as far as they are fixed


@dataclass(frozen=True)
class Row:
    """All ways to place one session, and what leaving it out costs; None where it may not be."""

    key: str
    choices: tuple[Choice, ...]
    out: int | None


class Table:
    """The choices of a week, and how they are priced."""

    def __init__(self, instance: Instance) -> None:
        self.week, self.requirements = instance.week, instance.requirements
        self.facts = Facts.of(self.week)
        if self.week.standing or any(s.key_run for s in (*self.week.fixed, *self.week.wanted)):
            raise NotToldError("a standing week, or a key run")
        self.gaps = [found for found in self.requirements if isinstance(found, Gap)]
        self.rows = self._rows()

    @cached_property
    def whole(self) -> tuple[Requirement, ...]:
        """The requirements about more than two sessions: they are judged on the finished week."""
        return tuple(found for found in self.requirements if not self._is_local(found))

    @cached_property
    def constant(self) -> int:
        """What is fixed costs anyhow, as far as the requirements are local."""
        local = (f for f in self.requirements if self._is_local(f) and not isinstance(f, Ask))
        return sum(f.points for f in judge_all(local, Finished.of(self.week, Plan({}))))

    def _is_local(self, found: Requirement) -> bool:
        match found:
            case Window() | Ask():
                return True
            case Gap():
                return found.level == "must" or found.nearest is None
            case SameDay():
                return self.facts.settles(found)
            case _:
                return False

    def _rows(self) -> tuple[Row, ...]:
        blocks = all_blocks(self.facts, self.requirements)
        asks = {ask.key: ask for ask in self.requirements if isinstance(ask, Ask)}
        rows = []
        for wanted in self.week.wanted:
            choices = [
                self._choice(placed_session(wanted, slot), slot, block.day, block.cost)
                for block in blocks[wanted.key]
                for slot in (Slot(start, wanted.modes[block.mode]) for start in block.starts)
            ]
            ask = asks[wanted.key]
            out = A_RUN if ask.outranks else None if ask.level == "must" else ask.points
            rows.append(Row(wanted.key, tuple(choices), out))
        return tuple(rows)

    def _choice(self, session: Session, slot: Slot, day: int, cost: int) -> Choice:
        nearest = 0
        for gap in self.gaps:
            if gap.level == "wish":
                costs = [self.short(gap, session, fixed) for fixed in self.week.fixed]
                if gap.nearest is None:
                    cost += sum(costs)
                else:
                    nearest += max(costs, default=0)
        return Choice(session, slot, day, cost, nearest)

    @staticmethod
    def short(gap: Gap, one: Session, other: Session) -> int:
        """What a wish about a gap costs a pair, whichever is first."""
        earlier, later = sorted((one, other), key=lambda session: (session.start, session.key))
        if earlier.kind not in gap.earlier or later.kind not in gap.later:
            return 0
        if gap.only is not None and not {one.key, other.key} & gap.only:
            return 0
        return gap.cost(gap.between(earlier, later), key_run=False)

    def beside(self, one: Choice, other: Choice) -> int | None:
        """What two choices cost beside each other; None where they forbid each other."""
        first, second = one.session, other.session
        if (second.start, second.key) < (first.start, first.key):
            first, second = second, first
        cost = 0
        for gap in self.gaps:
            if first.kind in gap.earlier and second.kind in gap.later:
                minutes = gap.between(first, second)
                if gap.level == "must" and minutes < gap.least:
                    return None
                if gap.level == "wish" and gap.nearest is None and minutes < gap.target:
                    cost += gap.cost(minutes, key_run=False)
        return cost

    def alike(self, one: int, other: int) -> bool:
        """Whether two sessions can be told apart by their worth alone, the first being dearer."""
        first, second = self.week.wanted[one], self.week.wanted[other]
        dearer = (self.rows[one].out or A_RUN) >= (self.rows[other].out or A_RUN)
        same = signature(first, self.requirements) == signature(second, self.requirements)
        return first.is_strength and same and dearer

    def judged(self, choices: Sequence[Choice]) -> int | None:
        """What the requirements about the whole week say of a plan; None where it breaks one."""
        findings = judge_all(self.whole, self.finished(choices))
        if any(finding.breaks for finding in findings):
            return None
        return sum(finding.points for finding in findings)

    def finished(self, choices: Sequence[Choice]) -> Finished:
        """The week with these choices in it."""
        return Finished.of(self.week, Plan({c.session.key: c.slot for c in choices}))

    def points(self, choices: Sequence[Choice]) -> int | None:
        """What all requirements say of a plan; None where it breaks one."""
        findings = judge_all(self.requirements, self.finished(choices))
        if any(finding.breaks for finding in findings):
            return None
        return sum(finding.points for finding in findings)
