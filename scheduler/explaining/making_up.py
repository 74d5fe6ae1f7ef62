"""A missed session is made up for where its backup keeps the rules, and else dropped.

It is not heaped on the days that follow: the rest of the week is planned without it, and only a
slot that keeps every must beside that plan is taken, if the session is worth its points there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.errors import NotKnownError
from scheduler.explain.backup import NO_SAY, best_slot
from scheduler.explain.slots import QUESTION, starts_at
from scheduler.explain.solver import Solver
from scheduler.lowering import where_of
from scheduler.outcome import Solution
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.requirements import Requirement
from scheduler.rules import requirements_of
from scheduler.training import Missed, Plan, Request, Wanted, Week

NO_SLOT = "no slot that is left keeps your rules with the rest as planned"
DEAR = "the slot that is left would cost more than it is worth"
NO_TIME = "the time ran out before a slot was found"


@dataclass(frozen=True)
class Solved:
    """A week with its requirements, and the best plan of it."""

    week: Week
    requirements: tuple[Requirement, ...]
    solution: Solution


def with_missed(
    source: AthleteSource, week: Week, requirements: Sequence[Requirement], solver: Solver
) -> Solved:
    """The best plan of a week, in which missed strength is made up for as far as it may be."""
    solved = Solved(week, tuple(requirements), solver.solve(week, requirements))
    for missed in week.missed:
        if week.horizon.inside(missed.session.start) and solved.solution.plan is not None:
            solved = _made_up(source, solved, missed, solver)
    return solved


def _made_up(source: AthleteSource, solved: Solved, missed: Missed, solver: Solver) -> Solved:
    """The plan with one missed session in its backup, or without it, and a word on that."""
    if missed.wanted is None:
        return _noted(solved, missed, "its load is not counted")
    says = NO_SLOT
    try:
        for start in _starts(solved, missed, solver):
            again = _with(source, solved, missed.wanted, start, solver)
            if again is not None:
                slot = solved.week.horizon.says(start)
                return _noted(again, missed, f"its backup is used, {slot}")
            says = DEAR
    except NotKnownError:
        says = NO_TIME
    return _noted(solved, missed, f"it is dropped: {says}")


def _starts(solved: Solved, missed: Missed, solver: Solver) -> Iterator[int]:
    """Where it may be made up for: where the last plan did, else its backup."""
    kept = solved.week.kept.get(missed.session.key)
    if kept is not None:
        yield kept.start
    start = _backup(solved, missed, solver)
    if start is not None:
        yield start


def _backup(solved: Solved, missed: Missed, solver: Solver) -> int | None:
    """The best slot beside the rest as it is planned [min]."""
    week, plan, wanted = solved.week, solved.solution.plan, missed.wanted
    if wanted is None or plan is None:
        return None
    alone = replace(
        week,
        fixed=plan.sessions(week),
        wanted=(wanted,),
        pinned={**week.pinned, wanted.key: wanted},
    )
    asked = [found for found in solved.requirements if found.rule not in NO_SAY]
    slot = best_slot(alone, asked, missed.session.start + missed.session.minutes, solver)
    return None if slot is None else slot.start


def _with(
    source: AthleteSource, solved: Solved, wanted: Wanted, start: int, solver: Solver
) -> Solved | None:
    """The best plan with a session at a start; None where it, or another for it, is left out.

    Raises
    ------
    NotKnownError
        The time ran out before a plan was found that leaves out none of them.
    """
    week, requirements = _asking(source, solved.week, solved.requirements, wanted, start)
    solution = solver.solve(week, requirements)
    placed = solved.solution.plan.slots.keys() if solved.solution.plan is not None else set()
    if solution.plan is not None and solution.plan.slots.keys() >= {*placed, wanted.key}:
        return Solved(week, requirements, solution)
    if not solution.is_proven:
        raise NotKnownError
    return None


def _asking(
    source: AthleteSource,
    week: Week,
    requirements: Sequence[Requirement],
    wanted: Wanted,
    start: int,
) -> tuple[Week, tuple[Requirement, ...]]:
    """The week in which a session is wanted again, at a start or not at all."""
    again = replace(
        week,
        wanted=tuple(sorted((*week.wanted, wanted), key=_rank)),
        requests=tuple(_asked_again(week, wanted)),
        pinned={**week.pinned, wanted.key: wanted},
    )
    own = requirements_of(source.file.rules, again, lambda *path: where_of(source, *path))
    here = [found for found in requirements if found.rule == QUESTION]
    return again, (*own, *here, starts_at(wanted, start))


def likewise(
    source: AthleteSource, week: Week, requirements: Sequence[Requirement], plan: Plan
) -> tuple[Week, tuple[Requirement, ...]]:
    """A week of a changed file in which is made up for what a plan makes up for, at the same times.

    ``plan`` is that of the file as it is.
    """
    found = week, tuple(requirements)
    for missed in week.missed:
        slot = plan.slots.get(missed.session.key)
        if missed.wanted is not None and slot is not None:
            found = _asking(source, *found, missed.wanted, slot.start)
    return found


def _asked_again(week: Week, wanted: Wanted) -> Iterator[Request]:
    """The requests of the week, in one of which a session is no longer settled."""
    of_a_week = len(week.requests) // week.horizon.weeks
    for number, request in enumerate(week.requests):
        if number == wanted.week * of_a_week + (wanted.request or 0):
            keys = tuple(sorted((*request.keys, wanted.key), key=_by_number))
            yield replace(request, keys=keys, settled=request.settled - 1)
        else:
            yield request


def _rank(wanted: Wanted) -> tuple[object, ...]:
    """The order of the written tie-break: runs as they are, then strength by request and number."""
    if wanted.request is None:
        return (0,)
    return 1, wanted.week, wanted.request, _by_number(wanted.key)


def _by_number(key: str) -> tuple[int, str]:
    return len(key), key


def _noted(solved: Solved, missed: Missed, says: str) -> Solved:
    week, session = solved.week, missed.session
    tense = "was" if week.has_begun(session) else "is"
    note = f"{session.title} ({week.horizon.says(session.start)}) {tense} missed; {says}"
    return replace(solved, week=replace(week, notes=(*week.notes, note)))
