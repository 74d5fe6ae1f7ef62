"""Why a session that would fit is left out: it costs more than it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.errors import NotKnownError
from scheduler.explain import words
from scheduler.explain.compare import Comparison, compared, findings_of, number, points
from scheduler.explain.one_week import best_of_one_week
from scheduler.explain.refusals import refused_by
from scheduler.explain.slots import for_sure
from scheduler.explain.solver import Solver
from scheduler.outcome import Refusal, Sentence, Solution
from scheduler.requirements import Finding, Requirement
from scheduler.training import Plan, Slot, Wanted, Week

_TOLD = 3  # costs that are named


@dataclass(frozen=True)
class Price:
    """The best week with a session that is better left out."""

    slot: Slot
    costs: Comparison  # beside what leaving it out costs
    worth: int  # what leaving it out costs, in hundredths


def price_of(
    week: Week,
    requirements: Sequence[Requirement],
    wanted: Wanted,
    solution: Solution,
    solver: Solver,
) -> Price:
    """What the week would cost with the session in it.

    Raises
    ------
    NotKnownError
        The time ran out first.
    """
    before = solution.plan or Plan({})
    missing = {own.key for own in week.wanted if own.key not in before.slots}
    beside = tuple(own for own in week.wanted if own.key == wanted.key or own.key not in missing)
    asked = for_sure({wanted.key}, requirements)
    found = best_of_one_week(replace(week, wanted=beside), asked, before, wanted.week, solver)
    if found.plan is None or found.proof != "optimal":
        raise NotKnownError
    without = findings_of(week, requirements, before)
    worth = sum(finding.points for finding in without if _is_missing(finding, wanted))
    rest = [finding for finding in without if not _is_missing(finding, wanted)]
    costs = compared(rest, findings_of(week, requirements, found.plan))
    return Price(found.plan.slots[wanted.key], costs, worth)


def _is_missing(finding: Finding, wanted: Wanted) -> bool:
    return finding.rule == "strength_sessions" and finding.sessions == (wanted.key,)


def too_dear(week: Week, wanted: Wanted, price: Price) -> tuple[Sentence, ...]:
    """The price as sentences."""
    mode, says = price.slot.mode, week.horizon.says(price.slot.start)
    told = price.costs.new[:_TOLD]
    listed = words.listed(f"{found.says} ({points(found.points)})" for found in told)
    rules = tuple(dict.fromkeys((found.rule, found.where) for found in told))
    more = points(price.costs.more)
    return (
        Sentence(f"{wanted.title} would fit best on {says} ({mode.kind}, {mode.minutes} min)."),
        Sentence(f"Because {listed}, that would cost {more}.", rules),
        Sentence(f"Leaving it out costs {number(price.worth)}, so it is left out."),
    )


def refused_as_dear(price: Price) -> tuple[Refusal, ...]:
    """The wishes that would have to pay, and their points."""
    return tuple(refused_by(found, price.slot.start, costly=True) for found in price.costs.new)
