"""What the next best slot for a session would have cost."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.errors import NotKnownError
from scheduler.explain import words
from scheduler.explain.compare import Comparison, compared, findings_of, number
from scheduler.explain.one_week import best_of_one_week
from scheduler.explain.slots import alike, for_sure, starts_outside
from scheduler.explain.solver import Solver
from scheduler.horizon import Span
from scheduler.outcome import Elsewhere, Outcome
from scheduler.requirements import Requirement
from scheduler.training import Plan, Slot, Wanted, Week


def next_best(
    outcome: Outcome, requirements: Sequence[Requirement], wanted: Wanted, solver: Solver
) -> tuple[Elsewhere | None, Elsewhere | None]:
    """The best plan with a session in another slot, and with it on another day; None for none.

    The rest of the week may move with it; other weeks rather stay. Of sessions that are alike none
    takes the slot and none is left out: had they changed places, the week would be the same.

    Raises
    ------
    NotKnownError
        The time ran out first.
    """
    start = outcome.plan.slots[wanted.key].start
    day = outcome.week.horizon.day(start)
    spans = ((start, start + 1), outcome.week.horizon.span(day))
    found = tuple(_outside(outcome, requirements, wanted, span, solver) for span in spans)
    return found[0], found[1]


def as_asked(
    outcome: Outcome, requirements: Sequence[Requirement], wanted: Wanted, solver: Solver
) -> Elsewhere | None:
    """The best plan with a session done as it was asked for; None for none.

    Those of its sort that already are stay so: it is not to change places with one of them.

    Raises
    ------
    NotKnownError
        The time ran out first.
    """
    week, before, mode = outcome.week, outcome.plan.slots, wanted.modes[0]
    same = alike(week, wanted)
    full = {key for key in same & before.keys() if before[key].mode == mode} | {wanted.key}
    in_full = [replace(own, modes=(mode,)) if own.key in full else own for own in week.wanted]
    asked = for_sure(full, requirements)
    plan = _best(outcome, replace(week, wanted=tuple(in_full)), asked, wanted, solver)
    if plan is None:
        return None
    found = _told(outcome, requirements, plan, plan.slots[wanted.key], same)
    return replace(found, says=f"{mode.kind}, {mode.minutes} min: {found.says}")


def _outside(
    outcome: Outcome,
    requirements: Sequence[Requirement],
    wanted: Wanted,
    span: Span,
    solver: Solver,
) -> Elsewhere | None:
    same = alike(outcome.week, wanted)
    placed = same & outcome.plan.slots.keys()
    asked = [*for_sure(placed, requirements), starts_outside(same, span)]
    plan = _best(outcome, outcome.week, asked, wanted, solver)
    if plan is None:
        return None
    slot = _new_slot(plan, outcome.plan, wanted, same)
    return _told(outcome, requirements, plan, slot, same)


def _best(
    outcome: Outcome, week: Week, asked: Sequence[Requirement], wanted: Wanted, solver: Solver
) -> Plan | None:
    solution = best_of_one_week(week, asked, outcome.plan, wanted.week, solver)
    if not solution.is_proven:
        raise NotKnownError
    return solution.plan


def _told(
    outcome: Outcome,
    requirements: Sequence[Requirement],
    plan: Plan,
    slot: Slot,
    same: frozenset[str],
) -> Elsewhere:
    """What a plan costs more, for one slot of it."""
    found = compared(outcome.findings, findings_of(outcome.week, requirements, plan))
    costs = _would_cost(found, _lost(outcome, plan), _moved(outcome, plan, found, same))
    several = len(same & outcome.plan.slots.keys()) > 1
    instead = " instead" if several else ""  # of this one, whatever those alike do
    says = f"{outcome.week.horizon.says(slot.start)}{instead} {costs}"
    return Elsewhere(slot.start, slot.mode.minutes, slot.mode.kind, found.more, says)


def _new_slot(plan: Plan, before: Plan, wanted: Wanted, same: frozenset[str]) -> Slot:
    """The slot that no session of the sort had before."""
    known = {slot.start for key, slot in before.slots.items() if key in same}
    keys = (wanted.key, *sorted(same & plan.slots.keys()))
    return next(slot for key in keys if (slot := plan.slots[key]).start not in known)


def _lost(outcome: Outcome, plan: Plan) -> str:
    """The runs that find no slot then; they have no points."""
    before = outcome.plan.slots
    runs = [own for own in outcome.week.wanted if not own.is_strength and own.key in before]
    lost = [own.title for own in runs if own.key not in plan.slots]
    return f"{words.listed(lost)} would find no slot" if lost else ""


def _moved(outcome: Outcome, plan: Plan, found: Comparison, same: frozenset[str]) -> str:
    """Which other session moves, where the week costs more for its sake."""
    if not found.new or same & set(found.new[0].sessions):
        return ""
    before, says = outcome.plan.slots, outcome.week.horizon.says
    moved = [
        f"{own.title} then moves to {says(plan.slots[own.key].start)}"
        for own in outcome.week.wanted
        if own.key in found.new[0].sessions and own.key in before and own.key in plan.slots
        if plan.slots[own.key].start != before[own.key].start
    ]
    return words.listed(moved)


def _would_cost(found: Comparison, lost: str, moved: str) -> str:
    """``would cost 31 more: it ends 11.7 h before Intervals``."""
    if found.more < 0:
        return f"would cost {number(-found.more)} less{f', but {lost}' if lost else ''}"
    more = f"{number(found.more)} more" if found.more else "the same"
    because = f", as {moved}" if moved else ""
    reason = f": {found.reason}" if found.reason and found.more else ""
    return f"would cost {more}{because}{reason}{f'; {lost}' if lost else ''}"
