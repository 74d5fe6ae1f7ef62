"""The pipeline, and the only module that joins the rooms: read, rules, solve, judge, explain."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.explain.keeps import kept_by
from scheduler.explain.notes import notes
from scheduler.explain.refusals import missing_sessions
from scheduler.horizon import Horizon, first_day_of_week
from scheduler.load import WeekLoad, week_load
from scheduler.outcome import Outcome, Solution, Status
from scheduler.read.diary import Surroundings
from scheduler.read.file.athlete_file import AthleteSource, read_athlete_file
from scheduler.read.week import Kept, read_week
from scheduler.requirements import Finding, Finished, Requirement, judge
from scheduler.rules import requirements_of
from scheduler.training import Plan, Session, Week
from scheduler.units import WEEKDAYS

TIME_LIMIT = 60.0  # [s]
GRID = 15  # [min]


class Mismatch(Exception):  # noqa: N818 - a bug, never shown as a user's error
    """The judge and the solver disagree about a plan: a bug, so nothing is written."""

    def __init__(self, says: str, week: Week) -> None:
        super().__init__(says)
        self.week = week  # the instance, to be saved


@dataclass(frozen=True)
class PlanOptions:
    """What the command line may say beside the athlete file."""

    first: dt.date  # of the first week
    now: dt.datetime
    weeks: int = 1
    grid: int = GRID  # [min]
    time_limit: float = TIME_LIMIT  # [s]
    environment: Mapping[str, str] = field(default_factory=dict)
    copies: Path | None = None  # where the last good copies of feeds are kept
    keep_copies: bool = True
    whole: bool = False  # the whole week is meant, whatever of it is past


def read_athlete(path: Path, *, environment: Mapping[str, str] | None = None) -> AthleteSource:
    """Read and validate an athlete file; all its problems are raised at once (FileError)."""
    return read_athlete_file(path, shown=os.fspath(path), environment=environment)


def zone_of(source: AthleteSource) -> ZoneInfo:
    """The athlete's time zone."""
    return ZoneInfo(source.file.athlete.timezone)


def week_of(source: AthleteSource, date: dt.date) -> dt.date:
    """The first day of the athlete's week in which a date lies."""
    return first_day_of_week(date, WEEKDAYS.index(source.file.week.starts))


def lower(
    source: AthleteSource, options: PlanOptions, kept: Kept
) -> tuple[Week, tuple[Requirement, ...]]:
    """The week, and its rules as requirements."""
    horizon = Horizon(zone_of(source), options.first, options.weeks)
    surroundings = Surroundings(
        options.environment,
        options.copies or Path("feeds"),
        options.now,
        keep_copies=options.keep_copies,
        whole=options.whole,
    )
    week = read_week(source, horizon, surroundings, kept, grid=options.grid)
    return week, requirements_of(source.file.rules, week, lambda *path: where_of(source, *path))


def where_of(source: AthleteSource, rule: str, *path: str) -> str:
    """The line that asks for a rule: `availability` is a key of its own."""
    if rule == "availability" and source.file.availability:
        return source.merged.where(("availability",))
    return source.merged.rule_where(rule, *path)


def plan(source: AthleteSource, options: PlanOptions, kept: Kept | None = None) -> Outcome:
    """Place the sessions of one or more weeks, judge the result, and say what is missing.

    Where the time ran out before any plan was found, nothing is placed and nothing is known.

    Raises
    ------
    Mismatch
        The judge disagrees with the solver: a bug.
    """
    from scheduler.solve import SolveOptions, solve

    week, requirements = lower(source, options, kept or Kept())
    several = options.weeks > 1
    solution = solve(
        week,
        requirements,
        SolveOptions(time_limit=options.time_limit, presolve=several),
    )
    found = solution.plan or Plan({})
    finished = Finished.of(week, found)
    known = solution.proof != "unknown"
    findings = judge(requirements, finished) if known else ()
    total = sum(finding.points for finding in findings)
    if solution.plan is not None:
        _agree(week, findings, solution)
    missing = missing_sessions(week, requirements, solution) if known else ()
    return Outcome(
        week=week,
        sessions=finished.sessions,
        status=_status(week, solution),
        proof=solution.proof,
        findings=findings,
        points=None if solution.plan is None else total,
        bound=solution.bound,
        missing=missing,
        load=loads(source, week, finished.sessions),
        keeps=kept_by(requirements, finished),
        notes=(
            *week.notes,
            *notes(source.file.rules, source.floor, week, findings),
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


def loads(source: AthleteSource, week: Week, sessions: Sequence[Session]) -> tuple[WeekLoad, ...]:
    """The load of each week to plan, day by day."""
    horizon, ddof = week.horizon, source.file.rules.monotony.ddof
    by_day = [
        sum(s.load for s in sessions if horizon.day(s.start) == day) for day in horizon.all_days()
    ]
    return tuple(
        week_load(by_day[7 * number : 7 * number + 7], ddof=ddof) for number in range(horizon.weeks)
    )
