"""Why a session is not in some slot: what forbids it there, or what the week would cost with it."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.errors import NotKnownError
from scheduler.explain import words
from scheduler.explain.because import because, clauses
from scheduler.explain.compare import broken_alone, compared, findings_of
from scheduler.explain.conflict import conflict_of, must_be_there
from scheduler.explain.one_week import best_of_one_week
from scheduler.explain.refusals import refused_by
from scheduler.explain.slots import for_sure, starts_at
from scheduler.explain.solver import Solver
from scheduler.outcome import Outcome, Refusal, WhyNot
from scheduler.requirements import Requirement
from scheduler.training import Plan, Slot, Wanted, Week


def why_not(
    outcome: Outcome,
    requirements: Sequence[Requirement],
    wanted: Wanted,
    start: int,
    solver: Solver,
) -> WhyNot:
    """What forbids a slot, or the best week with the session in it.

    The session is asked to start at this very minute, on the grid or not; the rest of the week may
    move, and other sessions may be left out for it, as their points allow. Other weeks
    rather stay.

    Raises
    ------
    NotKnownError
        The time ran out first.
    """
    week = outcome.week
    asked = [*for_sure({wanted.key}, requirements), starts_at(wanted, start)]
    solution = best_of_one_week(week, asked, outcome.plan, wanted.week, solver)
    if not solution.is_proven:
        raise NotKnownError
    if solution.plan is not None:
        return _allowed(outcome, requirements, wanted, solution.plan)
    mode = wanted.modes[0]
    if not _is_asked_for_on(wanted, week, start):
        return WhyNot(wanted, start, mode, forbidden_by=(_not_that_day(wanted, week, start),))
    broken = {
        way: broken_alone(week, requirements, wanted, Slot(start, way)) for way in wanted.modes
    }
    # Of ways that break as much, the lightest and shortest says most.
    least = min(reversed(wanted.modes), key=lambda way: len(broken[way]))
    if broken[least]:
        refused = tuple(refused_by(finding, start) for finding in broken[least])
        return WhyNot(wanted, start, least, forbidden_by=refused)
    return _in_company(outcome, requirements, wanted, start, solver)


def _allowed(
    outcome: Outcome, requirements: Sequence[Requirement], wanted: Wanted, plan: Plan
) -> WhyNot:
    week, slot = outcome.week, plan.slots[wanted.key]
    found = compared(outcome.findings, findings_of(week, requirements, plan))
    before = outcome.plan.slots
    lost = [own.title for own in week.wanted if own.key in before and own.key not in plan.slots]
    return WhyNot(
        wanted,
        slot.start,
        slot.mode,
        points=(outcome.points or 0) + found.more,
        more=found.more,
        rules=found.rules,
        costs=found.new,
        lost=tuple(lost),
        plan=plan,
    )


def _is_asked_for_on(wanted: Wanted, week: Week, start: int) -> bool:
    day = week.horizon.day(start)
    return day // 7 == wanted.week if wanted.days is None else day in wanted.days


def _not_that_day(wanted: Wanted, week: Week, start: int) -> Refusal:
    """What the athlete asks for is on other days."""
    horizon = week.horizon
    asked = wanted.days or range(7 * wanted.week, 7 * wanted.week + 7)
    rule = "strength_sessions" if wanted.is_strength else "runs"
    says = f"{wanted.title} is asked for on {words.days(horizon, asked)}"
    return Refusal(rule, wanted.where, says, slot=start)


def _in_company(
    outcome: Outcome,
    requirements: Sequence[Requirement],
    wanted: Wanted,
    start: int,
    solver: Solver,
) -> WhyNot:
    """The conflict with what has to be there too."""
    week, musts = outcome.week, must_be_there(requirements)
    beside = tuple(own for own in week.wanted if own.key == wanted.key or own.key in musts)
    here = [*requirements, starts_at(wanted, start)]
    conflict = conflict_of(replace(week, wanted=beside), here, wanted, solver)
    if conflict is None:
        raise NotKnownError
    return WhyNot(
        wanted,
        start,
        wanted.modes[0],
        conflict=clauses(conflict),
        why=because(conflict, solver),
    )
