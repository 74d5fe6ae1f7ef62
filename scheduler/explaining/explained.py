"""The outcome of planning with its reasons: why here, why not there, why not at all, what helps."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from scheduler.errors import NotKnownError, UsageError
from scheduler.explain.backup import backups
from scheduler.explain.elsewhere import next_best
from scheduler.explain.keeps import kept_by
from scheduler.explain.missing import told_why
from scheduler.explain.slots import is_alike
from scheduler.explain.why_not import why_not
from scheduler.explaining.planned import Planned
from scheduler.explaining.ways_out import ways_out
from scheduler.identity import uid_of
from scheduler.lowering import loads
from scheduler.outcome import Missing, Outcome, Solution, WhyNot
from scheduler.requirements import Finished, judge
from scheduler.training import Plan, Wanted


def explained(planned: Planned, solution: Solution) -> Outcome:
    """The outcome with what every plan tells: why not at all, what would help, and the backups.

    A search that ran out of time is not followed by more of them.
    """
    outcome = planned.outcome
    if not solution.is_proven:
        return outcome
    return replace(
        outcome,
        missing=tuple(_with_reasons(planned, solution)),
        backups=backups(outcome, planned.requirements, planned.solver),
    )


def _with_reasons(planned: Planned, solution: Solution) -> Iterator[Missing]:
    """Each missing session with its reasons; of sessions that are alike, the first with ways out.

    The second of them fits only where the first already does, so what helps it is not one change.
    """
    week, before = planned.outcome.week, list[Wanted]()
    for missing in planned.outcome.missing:
        told, conflict = told_why(week, planned.requirements, solution, missing, planned.solver)
        if told.why and not any(is_alike(other, missing.wanted) for other in before):
            told = replace(told, would_help=ways_out(planned, missing.wanted, conflict))
        before.append(missing.wanted)
        yield told


def with_next_best(planned: Planned, outcome: Outcome, session: Wanted | None) -> Outcome:
    """The outcome with what other slots would have cost, of all sessions or of one."""
    placed = outcome.plan.slots
    asked = [session] if session else [own for own in outcome.week.wanted if own.is_strength]
    found = {}
    for own in asked:
        if own.key in placed:
            with suppress(NotKnownError):
                found[own.key] = next_best(outcome, planned.requirements, own, planned.solver)
    return replace(outcome, about=session.key if session else None, elsewhere=found)


def with_why_not(planned: Planned, outcome: Outcome, session: Wanted | None, start: int) -> Outcome:
    """The outcome with the answer to why a session is not in a slot.

    Without a session, that strength session is meant which the slot suits best; where it is open to
    none, the first one that is missing, or else the first of all.
    """
    number = outcome.week.horizon.day(start) // 7
    strength = [own for own in outcome.week.wanted if own.is_strength and own.week == number]
    asked = [session] if session else strength
    if not asked:
        raise UsageError("--at: there is no strength session to be placed in this week")
    missing = {missing.wanted.key for missing in outcome.missing}
    asked.sort(key=lambda own: own.key not in missing)
    answers = [why_not(outcome, planned.requirements, own, start, planned.solver) for own in asked]
    best = min(answers, key=_suits)
    if best.plan is not None:
        best = replace(best, week=_whole(planned, outcome, best.plan))
    return replace(outcome, about=best.wanted.key, why_not=best)


def _whole(planned: Planned, outcome: Outcome, plan: Plan) -> Outcome:
    """Another plan of the same week, with all that is told of a plan."""
    finished = Finished.of(outcome.week, plan)
    findings = judge(planned.requirements, finished)
    return replace(
        outcome,
        sessions=finished.sessions,
        findings=findings,
        points=sum(finding.points for finding in findings),
        bound=None,
        proof="optimal",
        missing=(),
        load=loads(planned.source, outcome.week, finished.sessions),
        keeps=kept_by(planned.requirements, finished),
        backups={},
    )


def _suits(answer: WhyNot) -> tuple[bool, int, int]:
    return not answer.allowed, len(answer.lost), answer.more


def session_meant(outcome: Outcome, name: str | None, at: int | None) -> Wanted | None:
    """The session that is named: by its title, the end of it, or its UID; None for no name.

    Of several weeks the one in whose week the slot lies is meant, or else the first.

    Raises
    ------
    UsageError
        There is none of that name, or it is not the plan that decides where it is.
    """
    if name is None:
        return None
    week = outcome.week
    found = [own for own in week.wanted if _is_called(outcome, own.key, own.title, name)]
    number = None if at is None else week.horizon.day(at) // 7
    found.sort(key=lambda own: own.week != number)
    if found:
        return found[0]
    for session in outcome.own:
        if _is_called(outcome, session.key, session.title, name):
            says = f"{session.title} is fixed ({session.where or 'it has begun'})"
            raise UsageError(f"--session: {says}, so no rule has put it there")
    titles = ", ".join(dict.fromkeys(own.title for own in week.wanted)) or "none"
    raise UsageError(f"--session {name!r} is not asked for in this week; there are: {titles}")


def _is_called(outcome: Outcome, key: str, title: str, name: str) -> bool:
    said, known = name.strip().casefold(), title.casefold()
    return said in {key, uid_of(outcome.week.identity, key), known} or known.endswith(f" {said}")
