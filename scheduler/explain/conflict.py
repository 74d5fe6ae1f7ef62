"""Why a session cannot be placed at all: musts that forbid it together, each of them needed.

Theory of operation
-------------------
The session is asked of the week together with those that the plan places. Where no plan holds them
all, parts of the musts are left out, many at once and then fewer, as long as there still is no plan
(deletion; Chinneck, Feasibility and Infeasibility in Optimization, 2008, chapter 6). Where there is
one, the parts that it breaks are looked at: if it is a single one, that part is needed. A needed
part stays needed when others are left out, since fewer parts allow more. Other sessions come out
first, so that the conflict speaks of as few as it can.

Nothing is taken on the solver's word alone: what is left at the end is searched a second time, in
another way.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from scheduler.errors import NotKnownError
from scheduler.explain.parts import Part, parts_of, together
from scheduler.explain.slots import is_alike, must_ask
from scheduler.explain.solver import Solver
from scheduler.requirements import Ask, Cap, Finished, Gap, Requirement, Window
from scheduler.training import Plan, Wanted, Week, in_order, placed_session

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True)
class Conflict:
    """Musts that together leave no slot for a session."""

    week: Week  # with the sessions concerned, and every start that they could have
    wanted: Wanted  # the session that finds no slot
    parts: tuple[Part, ...]

    @property
    def others(self) -> tuple[Wanted, ...]:
        """The other sessions concerned."""
        return tuple(own for own in self.week.wanted if own.key != self.wanted.key)

    @property
    def rules(self) -> frozenset[str]:
        """The rules concerned."""
        return frozenset(part.requirement.rule for part in self.parts)

    def seen_from(self, other: Wanted) -> "Conflict | None":
        """The same for a session asked for in the same way; None where a part tells them apart."""
        ways = [(part.requirement, mode.kind) for part in self.parts for mode in other.modes]
        if (
            not is_alike(self.wanted, other)
            or other.key in {own.key for own in self.others}
            or any(
                must.concerns(self.wanted.key, k) != must.concerns(other.key, k) for must, k in ways
            )
        ):
            return None
        wanted = tuple(
            replace(other, offered=own.offered) if own.key == self.wanted.key else own
            for own in self.week.wanted
        )
        return replace(self, week=replace(self.week, wanted=wanted), wanted=other)


def irreducible(
    groups: Sequence[Sequence[Item]], broken: Callable[[Sequence[Item]], Collection[Item] | None]
) -> list[Item]:
    """Leave out all items that can be left out while no solution keeps the rest.

    Parameters
    ----------
    groups
        The items, each different; those of the first group are left out first.
    broken
        Of some items those among all that a solution which keeps them breaks; None where there is
        no solution. The fewer items are kept, the more is possible.

    Returns
    -------
    list
        Items that no solution keeps together, in their order; without any one of them, one does.

    >>> items, solutions = [1, 2, 3, 4, 5], [{1, 2, 3, 5}, {1, 3, 4, 5}]
    >>> def broken(kept):
    ...     return next((set(items) - one for one in solutions if set(kept) <= one), None)
    >>> irreducible([items], broken)
    [2, 4]
    """
    items = [item for group in groups for item in group]
    kept = set(items)
    chunks = [list(group) for group in reversed(groups) if group]
    while chunks:
        chunk = chunks.pop()
        rest = kept.difference(chunk)
        found = broken([item for item in items if item in rest])
        if found is None:
            kept = rest
            continue
        # Every solution breaks one of the chunk: if this one breaks a single one, that is needed.
        suspects = [item for item in chunk if item in found]
        if not suspects:
            raise ValueError("a solution keeps all the items, which no solution does")
        middle = len(suspects) // 2
        others = [item for item in chunk if item not in found]
        chunks += [part for part in (suspects[middle:], suspects[:middle]) if middle and part]
        chunks += [others] if others else []
    return [item for item in items if item in kept]


def conflict_of(
    asked: Week, requirements: Sequence[Requirement], wanted: Wanted, solver: Solver
) -> Conflict | None:
    """The conflict that keeps a session out of a week beside all others that are asked for there.

    None where they all fit.

    Raises
    ------
    NotKnownError
        The time ran out first.
    """
    week = solver.on_offer(asked, requirements)
    parts = sorted(_askable(week, requirements, wanted), key=_first_left_out)
    trial = _Trial(week, wanted, parts, solver)
    everything = range(len(parts))
    if trial.broken(everything) is not None:
        return None
    groups = [list(group) for _, group in groupby(everything, lambda n: _first_left_out(parts[n]))]
    kept = irreducible(groups, trial.broken)
    found = Conflict(trial.week_of(kept), wanted, tuple(parts[number] for number in kept))
    if solver.any_plan(found.week, trial.told(kept), confirm=True) is not None:
        raise NotKnownError
    return found


def together_with(
    week: Week, requirements: Sequence[Requirement], wanted: Wanted, plan: Plan
) -> Week:
    """The week in which a session is asked for beside those that the plan holds.

    A run is asked for beside runs alone, since strength yields to it. What must be there is asked
    for, placed or not.
    """
    musts = must_be_there(requirements)
    beside = tuple(
        own
        for own in week.wanted
        if own.key == wanted.key or own.key in plan.slots or own.key in musts
    )
    if not wanted.is_strength:
        beside = tuple(own for own in beside if not own.is_strength or own.key in musts)
    return replace(week, wanted=beside)


def must_be_there(requirements: Sequence[Requirement]) -> set[str]:
    """The keys of the sessions that no plan may leave out."""
    return {ask.key for ask in requirements if isinstance(ask, Ask) and ask.level == "must"}


def other_weeks_settled(week: Week, plan: Plan, number: int) -> Week:
    """One of several weeks, in which the others stay as planned."""
    settled = [
        replace(placed_session(own, plan.slots[own.key]), decided=False)
        for own in week.wanted
        if own.week != number and own.key in plan.slots
    ]
    own = tuple(own for own in week.wanted if own.week == number)
    return replace(week, fixed=in_order([*week.fixed, *settled]), wanted=own)


def _askable(week: Week, requirements: Sequence[Requirement], wanted: Wanted) -> list[Part]:
    """The parts of the musts, and of the other sessions that are asked for."""
    rest = [requirement for requirement in requirements if not isinstance(requirement, Ask)]
    asks = [must_ask(own) for own in week.wanted if own.key != wanted.key]
    return parts_of(week, [*rest, *asks])


def _first_left_out(part: Part) -> int:  # noqa: PLR0911 - a table
    """Sessions first, then what is hard to say; the times of the athlete last."""
    match part.requirement:
        case Ask():
            return 0
        case Cap():
            return 2
        case Gap(least=0) | Gap(rule="between_sessions"):
            return 3
        case Gap():
            return 5
        case Window(inside=True):
            return 6
        case Window():
            return 4
        case _:
            return 1


@dataclass(frozen=True)
class _Trial:
    """Some parts of the musts, by number, tried with one session that has to be there."""

    week: Week
    wanted: Wanted
    parts: Sequence[Part]
    solver: Solver

    def broken(self, numbers: Sequence[int]) -> set[int] | None:
        """The parts that a plan breaks which keeps these; None where there is no such plan."""
        plan = self.solver.any_plan(self.week_of(numbers), self.told(numbers))
        if plan is None:
            return None
        finished, kept = Finished.of(self.week, plan), set(numbers)
        return {
            number
            for number, part in enumerate(self.parts)
            if number not in kept
            and any(finding.breaks for finding in part.requirement.judge(finished))
        }

    def week_of(self, numbers: Sequence[int]) -> Week:
        """The week with the sessions that the parts ask for, and the one concerned."""
        keys = {self.parts[number].asks_for for number in numbers} | {self.wanted.key}
        wanted = tuple(own for own in self.week.wanted if own.key in keys)
        return replace(self.week, wanted=wanted)

    def told(self, numbers: Sequence[int]) -> tuple[Requirement, ...]:
        """What the solver is told."""
        return (*together(self.parts[number] for number in numbers), must_ask(self.wanted))
