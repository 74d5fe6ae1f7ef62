"""What a changed athlete file gives, in words."""

from collections.abc import Iterator

from scheduler.explain.compare import number, points
from scheduler.outcome import Outcome
from scheduler.training import Plan, Wanted, Week


def gains(before: Outcome, week: Week, plan: Plan, cost: int, toll: int) -> str:
    """Which sessions the changed week places that were missing, what moves, and what it costs.

    ``toll`` is what the change itself costs the athlete [hundredths].
    """
    known = {*before.plan.slots, *(session.key for session in before.week.fixed)}
    placed = [
        _placed(week, own, plan)
        for own in week.wanted
        if own.key in plan.slots and (own.key not in known or _is_less(before, own, plan))
    ]
    least = before.points or 0
    less = f", {number(least - cost)} fewer than now" if cost < least else ""
    costs = f"the week then costs {points(cost)}{less}"
    counts = [f"the change itself counts {number(toll)}"] if toll else []
    skipped = [f"without {busy.title}" for busy in before.week.busy if busy not in week.busy]
    return "; ".join([*skipped, *placed, *_moved(before, week, plan), costs, *counts])


def _moved(before: Outcome, week: Week, plan: Plan) -> Iterator[str]:
    """Runs that were fixed and are no longer where they were."""
    fixed = {session.key: session for session in before.week.fixed}
    for own in week.wanted:
        was = fixed.get(own.key)
        if was is not None and own.key in plan.slots:
            now = plan.slots[own.key].start
            if now != was.start:
                yield f"{own.title} moves to {week.horizon.says(now)}"


def _placed(week: Week, wanted: Wanted, plan: Plan) -> str:
    """``Strength B Wed 18:00``, and what about it is not as it was asked for."""
    slot, asked = plan.slots[wanted.key], wanted.modes[0]
    kind = f", {slot.mode.kind}" if slot.mode.kind != asked.kind else ""
    length = f", {slot.mode.minutes} min" if slot.mode.minutes != asked.minutes else ""
    return f"{wanted.title} {week.horizon.says(slot.start)}{kind}{length}"


def _is_less(before: Outcome, wanted: Wanted, plan: Plan) -> bool:
    """Whether a session that was placed is now done in a lesser way."""
    was, now = before.plan.slots.get(wanted.key), plan.slots[wanted.key].mode
    return was is not None and (was.mode.kind, was.mode.minutes) != (now.kind, now.minutes)
