"""Where a strength session could still be done if it is missed, with the rest as it is."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.errors import NotKnownError
from scheduler.explain.compare import broken_alone
from scheduler.explain.slots import FAR, QUESTION, inside, must_ask, starts_outside
from scheduler.explain.solver import Solver
from scheduler.outcome import Backup, Outcome
from scheduler.requirements import Ask, Requirement
from scheduler.training import Mode, Session, Slot, Wanted, Week

# Where a session was before, or is made up for, has no say: a backup is no move.
NO_SAY = frozenset({"keep_last_plan", QUESTION})
NONE = Backup("no slot is left in the week")


def backups(
    outcome: Outcome, requirements: Sequence[Requirement], solver: Solver
) -> dict[str, Backup]:
    """The backup of each strength session that lies ahead, by key."""
    week = outcome.week
    asked = [found for found in requirements if found.rule not in NO_SAY]
    found = {
        session.key: _backup(week, asked, outcome.beside(session), session, solver)
        for session in outcome.own
        if session.activity == "strength" and not week.has_begun(session)
    }
    return {key: backup for key, backup in found.items() if backup is not None}


def _backup(
    week: Week,
    requirements: Sequence[Requirement],
    rest: tuple[Session, ...],
    session: Session,
    solver: Solver,
) -> Backup | None:
    wanted = _wanted_again(week, session)
    left = replace(week, fixed=rest, wanted=(wanted,))
    try:
        slot = best_slot(left, requirements, session.end, solver)
    except NotKnownError:
        return None
    if slot is None:
        return NONE
    kind = "" if slot.mode.kind == session.kind else f", {slot.mode.kind}"
    short = "" if slot.mode.minutes == session.minutes else f", {slot.mode.minutes} min"
    says = f"{week.horizon.says(slot.start)}{kind}{short}"
    return Backup(says, slot.start, slot.mode.minutes, slot.mode.kind)


def best_slot(
    week: Week, requirements: Sequence[Requirement], after: int, solver: Solver
) -> Slot | None:
    """The best slot of the one session that the week wants.

    The solver takes the rest for fact; what the rest would rather not have is asked of the judge.
    """
    (wanted,) = week.wanted
    week = replace(week, kept={})
    asked = [found for found in requirements if not isinstance(found, Ask)]
    own = [found for found in requirements if isinstance(found, Ask) and found.key == wanted.key]
    asked.append(replace(own[0], level="must") if own else must_ask(wanted))
    if wanted.key in week.pinned and wanted.windows is not None:
        asked.append(inside(wanted, wanted.windows))
    refused = [starts_outside({wanted.key}, (-FAR, after))]
    while True:
        solution = solver.solve(week, [*asked, *refused])
        if not solution.is_proven:
            raise NotKnownError
        slot = solution.plan.slots[wanted.key] if solution.plan is not None else None
        if slot is None or not broken_alone(week, asked, wanted, slot):
            return slot
        here = starts_outside({wanted.key}, (slot.start, slot.start + 1))
        refused.append(replace(here, kinds=frozenset({slot.mode.kind})))


def _wanted_again(week: Week, session: Session) -> Wanted:
    """The session as one that is still to be placed, in its own week."""
    known = {own.key: own for own in week.wanted} | {**week.pinned}
    if session.key in known:
        return known[session.key]
    mode = Mode(session.kind, session.minutes, session.load, session.rpe)
    number = week.horizon.day(session.start) // 7
    return Wanted(session.key, session.title, (mode,), number, request=-1, where=session.where)
