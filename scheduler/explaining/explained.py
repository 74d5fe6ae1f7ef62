"""The outcome of planning with its reasons: why here, why not there, why not at all, what helps."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from scheduler.errors import NotKnownError, UsageError
from scheduler.explain.backup import backups
from scheduler.explain.conflict import Conflict
from scheduler.explain.elsewhere import as_asked, next_best
from scheduler.explain.keeps import kept_by
from scheduler.explain.missing import forbidden, told_why
from scheduler.explain.slots import is_alike
from scheduler.explain.why_not import why_not
from scheduler.explaining.planned import Planned
from scheduler.explaining.ways_out import ways_out
from scheduler.identity import is_called, uid_of
from scheduler.lowering import loads
from scheduler.outcome import Missing, Outcome, Solution, WhyNot
from scheduler.requirements import Finished, judge
from scheduler.training import Plan, Session, Wanted


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
    week, asked, known = planned.outcome.week, planned.requirements, list[Conflict]()
    before = list[Wanted]()
    for missing in planned.outcome.missing:
        conflict = next(filter(None, (one.seen_from(missing.wanted) for one in known)), None)
        if conflict is None:
            told, conflict = told_why(week, asked, solution, missing, planned.solver)
        else:
            told = forbidden(missing, conflict, planned.solver)
        if told.why and not any(is_alike(other, missing.wanted) for other in before):
            ways = ways_out(planned, missing.wanted, conflict)
            done = planned.options.weeks == 1 and not planned.solver.ran_out
            told = replace(told, would_help=ways, all_tried=done)
        before.append(missing.wanted)
        known += [conflict] if conflict else []
        yield told


def told_if_late(planned: Planned, outcome: Outcome) -> Outcome:
    """The outcome with a word about the time, where it did not suffice for all explanations."""
    if not planned.solver.ran_out:
        return outcome
    limit = f"{planned.options.time_limit:g} s"
    says = f"explaining took more than {limit}, so some of it is missing: allow more, --time-limit"
    return replace(outcome, notes=(*outcome.notes, says))


def with_next_best(planned: Planned, outcome: Outcome, session: Wanted | Session | None) -> Outcome:
    """The outcome with what other slots would have cost, of all sessions or of one."""
    placed, asked = outcome.plan.slots, planned.requirements
    found, in_full = {}, {}
    for own in outcome.week.wanted:
        if own.key in placed and (own.key == session.key if session else own.is_strength):
            with suppress(NotKnownError):
                found[own.key] = next_best(outcome, asked, own, planned.solver)
                if placed[own.key].mode != own.modes[0]:
                    in_full[own.key] = as_asked(outcome, asked, own, planned.solver)
    about = session.key if session else None
    return replace(outcome, about=about, elsewhere=found, as_asked=in_full)


def with_why_not(planned: Planned, session: Wanted | Session | None, start: int) -> Outcome:
    """The outcome with the answer to why a session is not in a slot.

    Of sessions that are alike, the one that the slot suits best stands for all. Without a session,
    that strength session is meant which the slot suits best; where it is open to none, the first
    one that is missing, or else the first of all.
    """
    outcome = planned.outcome
    if isinstance(session, Session):
        raise UsageError(f"--session: {_is_fixed(outcome, session)}")
    number = outcome.week.horizon.day(start) // 7
    strength = [own for own in outcome.week.wanted if own.is_strength and own.week == number]
    asked = strength if session is None else _alike_in(outcome, session)
    if not asked:
        raise UsageError("--at: there is no strength session to be placed in this week")
    missing = {missing.wanted.key for missing in outcome.missing}
    asked.sort(key=lambda own: (own != session, own.key not in missing))
    answers = list(_answers(planned, asked, start))
    if not answers:
        raise NotKnownError
    best = min(answers, key=_suits)
    if best.plan is not None:
        best = replace(best, week=_whole(planned, best.plan))
    named = session.title if session else None
    return replace(outcome, about=best.wanted.key, why_not=replace(best, named=named))


def _alike_in(outcome: Outcome, session: Wanted) -> list[Wanted]:
    return [own for own in outcome.week.wanted if is_alike(own, session)]


def _answers(planned: Planned, asked: Iterable[Wanted], start: int) -> Iterator[WhyNot]:
    """An answer for each session for which it is known."""
    for own in asked:
        with suppress(NotKnownError):
            yield why_not(planned.outcome, planned.requirements, own, start, planned.solver)


def _whole(planned: Planned, plan: Plan) -> Outcome:
    """Another plan of the same week, with all that is told of a plan."""
    outcome = planned.outcome
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


def session_meant(outcome: Outcome, name: str | None, at: int | None) -> Wanted | Session | None:
    """The session that is named: by its title, the end of it, or its UID; None for no name.

    Of several weeks the one in whose week the slot lies is meant, or else the first.

    Raises
    ------
    UsageError
        There is none of that name, or it is a run that is fixed.
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
            if session.activity == "strength":
                return session
            raise UsageError(f"--session: {_is_fixed(outcome, session)}")
    titles = ", ".join(dict.fromkeys(own.title for own in week.wanted)) or "none"
    raise UsageError(f"--session: no session of the week is called {name!r}; there are: {titles}")


def _is_fixed(outcome: Outcome, session: Session) -> str:
    says = outcome.week.horizon.says(session.start)
    if session.where:
        return f"{session.title} is fixed ({session.where}), so no rule has put it there"
    return f"{session.title} has begun ({says}), and the plan no longer moves it"


def _is_called(outcome: Outcome, key: str, title: str, name: str) -> bool:
    return is_called(name, key, uid_of(outcome.week.identity, key), title, ending=title)
