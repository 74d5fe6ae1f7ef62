"""Why a session is missing: the conflict that forbids it, or the price that is too high."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.errors import NotKnownError
from scheduler.explain.because import because, clauses
from scheduler.explain.conflict import Conflict, conflict_of, other_weeks_settled, together_with
from scheduler.explain.refusals import DEAR, NO_SLOT
from scheduler.explain.solver import Solver
from scheduler.explain.worth import price_of, refused_as_dear, too_dear
from scheduler.outcome import Missing, Refusal, Solution
from scheduler.requirements import Requirement
from scheduler.training import Plan, Week


def told_why(
    week: Week,
    requirements: Sequence[Requirement],
    solution: Solution,
    missing: Missing,
    solver: Solver,
) -> tuple[Missing, Conflict | None]:
    """The missing session with its conflict or its price in sentences; and the conflict itself.

    Of a search that was cut off nothing is said to be impossible, and where the time runs out here
    too, the refused slots alone are told.
    """
    try:
        plan = solution.plan or Plan({})
        settled = other_weeks_settled(week, plan, missing.wanted.week)
        asked = together_with(settled, requirements, missing.wanted, plan)
        conflict = conflict_of(asked, requirements, missing.wanted, solver)
        if conflict is not None:
            return forbidden(missing, conflict, solver), conflict
        if solution.proof == "optimal":
            return _dear(week, requirements, solution, missing, solver), None
    except NotKnownError:
        pass
    return missing, None


def forbidden(missing: Missing, conflict: Conflict, solver: Solver) -> Missing:
    """The missing session with the conflict that forbids it."""
    says = NO_SLOT if missing.says == DEAR else missing.says
    told = because(conflict, solver)
    return replace(missing, says=says, conflict=clauses(conflict), why=told)


def _dear(
    week: Week,
    requirements: Sequence[Requirement],
    solution: Solution,
    missing: Missing,
    solver: Solver,
) -> Missing:
    price = price_of(week, requirements, missing.wanted, solution, solver)
    known = {(refusal.rule, refusal.slot) for refusal in missing.because}
    more: tuple[Refusal, ...] = tuple(
        refusal for refusal in refused_as_dear(price) if (refusal.rule, refusal.slot) not in known
    )
    why = too_dear(week, missing.wanted, price)
    return replace(missing, says=DEAR, because=(*missing.because, *more), why=why)
