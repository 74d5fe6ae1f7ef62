"""A question about one of several weeks: what the plan has in the others rather stays as it is."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.explain.slots import for_sure, starts_at
from scheduler.explain.solver import Solver
from scheduler.outcome import Solution
from scheduler.requirements import Requirement
from scheduler.training import Plan, Wanted, Week


def best_of_one_week(
    week: Week, requirements: Sequence[Requirement], plan: Plan, number: int, solver: Solver
) -> Solution:
    """The best plan in which the other weeks stay; where there is none, they may move too."""
    if week.horizon.weeks > 1:
        solution = solver.solve(*_others_stay(week, requirements, plan, number))
        if solution.proof != "infeasible":
            return solution
    return solver.solve(week, requirements)


def _others_stay(
    week: Week, requirements: Sequence[Requirement], plan: Plan, number: int
) -> tuple[Week, list[Requirement]]:
    wanted, held = list[Wanted](), list[Requirement]()
    for own in week.wanted:
        slot = plan.slots.get(own.key)
        if own.week == number:
            wanted.append(own)
        elif slot is not None:
            wanted.append(replace(own, modes=(slot.mode,)))
            held.append(starts_at(own, slot.start))
    others = {own.key for own in wanted if own.week != number}
    return replace(week, wanted=tuple(wanted)), [*for_sure(others, requirements), *held]
