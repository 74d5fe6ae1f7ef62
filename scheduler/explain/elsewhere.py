"""What the next best slot for a session would have cost."""

from collections.abc import Sequence

from scheduler.errors import NotKnownError
from scheduler.explain import words
from scheduler.explain.compare import Comparison, compared, findings_of
from scheduler.explain.slots import alike, for_sure, starts_outside
from scheduler.explain.solver import Solver
from scheduler.horizon import Span
from scheduler.outcome import Elsewhere, Outcome
from scheduler.requirements import Requirement
from scheduler.training import Plan, Slot, Wanted
from scheduler.units import HUNDREDTHS


def next_best(
    outcome: Outcome, requirements: Sequence[Requirement], wanted: Wanted, solver: Solver
) -> tuple[Elsewhere | None, Elsewhere | None]:
    """The best plan with a session in another slot, and with it on another day; None for none.

    The rest of the week may move with it. A session of the same sort does not count as another:
    had they changed places, the week would be the same.

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


def _outside(
    outcome: Outcome,
    requirements: Sequence[Requirement],
    wanted: Wanted,
    span: Span,
    solver: Solver,
) -> Elsewhere | None:
    same = alike(outcome.week, wanted)
    asked = [*for_sure(wanted, requirements), starts_outside(same, span)]
    solution = solver.solve(outcome.week, asked)
    if not solution.is_proven:
        raise NotKnownError
    plan = solution.plan
    if plan is None:
        return None
    slot = _new_slot(plan, outcome.plan, wanted, same)
    found = compared(outcome.findings, findings_of(outcome.week, requirements, plan))
    says = f"{outcome.week.horizon.says(slot.start)} {_would_cost(found)}{_lost(outcome, plan)}"
    return Elsewhere(slot.start, slot.mode.minutes, slot.mode.kind, found.more, says)


def _new_slot(plan: Plan, before: Plan, wanted: Wanted, same: frozenset[str]) -> Slot:
    """The slot that no session of the sort had before."""
    known = {slot.start for key, slot in before.slots.items() if key in same}
    slots = [plan.slots[key] for key in sorted(same & plan.slots.keys())]
    new = [slot for slot in slots if slot.start not in known]
    own = plan.slots[wanted.key]
    return own if own in new or not new else new[0]


def _lost(outcome: Outcome, plan: Plan) -> str:
    """The runs that find no slot then; they have no points."""
    before = outcome.plan.slots
    runs = [own for own in outcome.week.wanted if not own.is_strength and own.key in before]
    lost = [own.title for own in runs if own.key not in plan.slots]
    return f"; {words.listed(lost)} would find no slot" if lost else ""


def _would_cost(found: Comparison) -> str:
    if not found.more:
        return "would cost the same"
    if found.more < 0:
        return f"would cost {-found.more / HUNDREDTHS:g} less"
    more = f"would cost {found.more / HUNDREDTHS:g} more"
    return f"{more}: {found.reason}" if found.reason else more
