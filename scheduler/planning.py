"""The pipeline, and the only module that joins the rooms: read, rules, solve, judge, explain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.errors import NotKnownError
from scheduler.explain.keeps import kept_by
from scheduler.explain.lately import lately, warnings_of
from scheduler.explain.notes import notes
from scheduler.explain.refusals import missing_sessions
from scheduler.explaining.changes import with_changes
from scheduler.explaining.explained import (
    explained,
    session_meant,
    told_if_late,
    with_next_best,
    with_why_not,
)
from scheduler.explaining.making_up import Solved, with_missed
from scheduler.explaining.planned import Planned
from scheduler.lowering import PlanOptions, loads, lower
from scheduler.outcome import Outcome, Solution, Status
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.running.lengths import kilometres_told
from scheduler.read.week import Kept
from scheduler.requirements import Finding, Finished, judge
from scheduler.training import Plan, Week

QUESTION_LIMIT = 10.0  # of each search that only explains [s]


class Mismatch(Exception):  # noqa: N818 - a bug, never shown as a user's error
    """The judge and the solver disagree about a plan: a bug, so nothing is written."""

    def __init__(self, says: str, week: Week) -> None:
        super().__init__(says)
        self.week = week  # the instance, to be saved


def plan(source: AthleteSource, options: PlanOptions, kept: Kept | None = None) -> Outcome:
    """Place the sessions of one or more weeks, say what is missing or new and why, and what to do.

    Where the time ran out before any plan was found, nothing is placed and nothing is known.

    Raises
    ------
    Mismatch
        The judge disagrees with the solver: a bug.
    """
    from scheduler.filling import filled

    kept = kept or Kept()
    planned, solution = _planned(source, options, kept)
    outcome = with_changes(planned, explained(planned, solution))
    return filled(source, told_if_late(planned, outcome), kept, time_limit=options.time_limit)


def sessions(source: AthleteSource, options: PlanOptions, kept: Kept | None = None) -> Outcome:
    """The plan with what to do in each session, and without its reasons.

    Raises
    ------
    Mismatch
        The judge disagrees with the solver: a bug.
    """
    from scheduler.filling import filled

    kept = kept or Kept()
    planned, _ = _planned(source, options, kept)
    return filled(source, planned.outcome, kept, time_limit=options.time_limit)


@dataclass(frozen=True)
class Question:
    """What is to be explained beside the plan."""

    session: str | None = None  # the title or UID of the one that is meant; None for all
    at: int | None = None  # a slot, and why the session is not there [min]
    runs_may_move: bool = False  # moving one run of the file is a way out too


def explain_plan(
    source: AthleteSource, options: PlanOptions, kept: Kept | None, question: Question
) -> Outcome:
    """Plan, and say beside it why each session is where it is and not elsewhere.

    Raises
    ------
    Mismatch
        The judge disagrees with the solver: a bug.
    UsageError
        There is no such session to be placed.
    NotKnownError
        The time ran out before the answer was known.
    """
    planned, solution = _planned(source, options, kept or Kept())
    planned = replace(planned, runs_may_move=question.runs_may_move)
    meant = session_meant(planned.outcome, question.session, question.at)
    if question.at is None:
        outcome = explained(planned, solution)
        if solution.is_proven:
            outcome = with_next_best(planned, outcome, meant)
        return told_if_late(planned, outcome)
    if solution.is_proven:
        return with_why_not(planned, meant, question.at)
    if solution.plan is not None:
        raise NotKnownError
    return planned.outcome


def _planned(source: AthleteSource, options: PlanOptions, kept: Kept) -> tuple[Planned, Solution]:
    from scheduler.explaining.answers import Answers
    from scheduler.solve import SolveOptions

    week, requirements = lower(source, options, kept)
    # One limit for the plan and for all that is made up for; another one for explaining.
    search = SolveOptions(time_limit=options.time_limit, presolve=options.weeks > 1)
    searching = Answers.within(options.time_limit, search)
    solved = with_missed(source, week, requirements, searching)
    outcome = _outcome(source, options, solved)
    # No question is about more than one week, which is found faster without presolving.
    asking = Answers.within(options.time_limit, SolveOptions(time_limit=QUESTION_LIMIT))
    found = Planned(source, options, kept, solved.requirements, outcome, asking)
    return found, solved.solution


def _outcome(source: AthleteSource, options: PlanOptions, solved: Solved) -> Outcome:
    """The plan judged, with its load and what every plan says beside its sessions."""
    week, requirements, solution = solved.week, solved.requirements, solved.solution
    finished = Finished.of(week, solution.plan or Plan({}))
    known = solution.proof != "unknown"
    findings = judge(requirements, finished) if known else ()
    if solution.plan is not None:
        _agree(week, findings, solution)
    history = lately(week, finished.sessions, source.file.warn.limits, kilometres_told)
    return Outcome(
        week=week,
        sessions=finished.sessions,
        status=_status(week, solution),
        proof=solution.proof,
        findings=findings,
        points=None if solution.plan is None else sum(found.points for found in findings),
        bound=solution.bound,
        missing=missing_sessions(week, requirements, solution) if known else (),
        load=loads(source, week, finished.sessions),
        lately=history,
        keeps=kept_by(requirements, finished),
        notes=(
            *week.notes,
            *notes(source.file.rules, source.floor, week, findings),
            *warnings_of(history, week),
            *_out_of_time(known, options),
        ),
    )


def _out_of_time(known: bool, options: PlanOptions) -> Iterator[str]:  # noqa: FBT001
    if not known:
        yield (
            f"no plan was found in {options.time_limit:g} s; whether there is one is not known:"
            " allow more with --time-limit"
        )


def _agree(week: Week, findings: Sequence[Finding], solution: Solution) -> None:
    """The plan keeps every must, and its points are those that the solver counted.

    A search that was cut off has not yet made its points as few as the plan's are.
    """
    broken = [finding.says for finding in findings if finding.breaks]
    total, points = sum(finding.points for finding in findings), solution.points or 0
    if broken or total > points or (total < points and solution.proof == "optimal"):
        says = "; ".join(broken) or f"the judge counts {total}, the solver {points} hundredths"
        raise Mismatch(says, week)


def _status(week: Week, solution: Solution) -> Status:
    """Whether everything asked for is placed; a request is content with its least."""
    if solution.proof == "unknown":
        return "out_of_time"
    if solution.plan is None:
        return "none"
    plan = solution.plan
    full = all(
        request.settled + sum(key in plan.slots for key in request.keys) >= request.least
        for request in week.requests
    ) and all(wanted.key in plan.slots for wanted in week.wanted if not wanted.is_strength)
    if full:
        return "planned"
    settled = any(request.settled for request in week.requests)
    return "partial" if plan.slots or settled else "none"
