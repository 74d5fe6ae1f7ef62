"""The way down: an athlete file is read, and becomes a week with its rules as requirements."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.horizon import Horizon, first_day_of_week
from scheduler.load import WeekLoad, week_load
from scheduler.past import Activity
from scheduler.read.diary import Diary, Readings, Surroundings
from scheduler.read.file.athlete_file import AthleteSource, read_athlete_file
from scheduler.read.past import exports_of
from scheduler.read.week import Kept, read_calendars, read_week
from scheduler.requirements import Requirement
from scheduler.rules import requirements_of
from scheduler.training import Session, Week
from scheduler.units import WEEKDAYS

TIME_LIMIT = 60.0  # [s]
GRID = 15  # [min]


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
    readings: Readings = field(default_factory=dict)  # calendars that were read already


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
    week = read_week(source, horizon, _surroundings(options), kept, grid=options.grid)
    return week, requirements_of(source.file.rules, week, lambda *path: where_of(source, *path))


def told(source: AthleteSource, options: PlanOptions, kept: Kept) -> Diary:
    """What the athlete's calendars say; sessions of ours that stand in them are passed over."""
    horizon = Horizon(zone_of(source), options.first, options.weeks)
    return read_calendars(source, horizon, _surroundings(options), kept)


def shown(source: AthleteSource, options: PlanOptions) -> tuple[Activity, ...]:
    """What the athlete's exports show, in order of time."""
    horizon = Horizon(zone_of(source), options.first, options.weeks)
    exports = exports_of(source, horizon, _surroundings(options))
    return exports.activities if exports else ()


def _surroundings(options: PlanOptions) -> Surroundings:
    return Surroundings(
        options.environment,
        options.copies or Path("feeds"),
        options.now,
        keep_copies=options.keep_copies,
        whole=options.whole,
        readings=options.readings,
    )


def where_of(source: AthleteSource, rule: str, *path: str) -> str:
    """The line that asks for a rule: `availability` is a key of its own."""
    if rule == "availability" and source.file.availability:
        return source.merged.where(("availability",))
    return source.merged.rule_where(rule, *path)


def loads(source: AthleteSource, week: Week, sessions: Sequence[Session]) -> tuple[WeekLoad, ...]:
    """The load of each week to plan, day by day."""
    horizon, ddof = week.horizon, source.file.rules.monotony.ddof
    by_day = [
        sum(s.load for s in sessions if horizon.day(s.start) == day) for day in horizon.all_days()
    ]
    return tuple(
        week_load(by_day[7 * number : 7 * number + 7], ddof=ddof) for number in range(horizon.weeks)
    )
