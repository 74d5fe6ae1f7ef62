"""Days on which nothing is done: declared, left to the plan, or away."""

import datetime as dt

from scheduler.horizon import Horizon
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.file.sections import RestCount
from scheduler.read.running.known_runs import RunPlan
from scheduler.training import Busy
from scheduler.units import dates_of


def rest_days(source: AthleteSource, horizon: Horizon, plan: RunPlan) -> tuple[int, ...]:
    """The days that the file or a calendar declares, counted from the first."""
    dates = [horizon.date(day) for day in horizon.all_days()]
    declared: set[dt.date] = set(plan.rest)
    if not isinstance(source.file.rest_days, RestCount):
        declared |= set(dates_of([part for days in source.file.rest_days for part in days], dates))
    return tuple(horizon.day_of_date(date) for date in dates if date in declared)


def rest_count(source: AthleteSource) -> int:
    """How many more the plan has to find in a week."""
    rest = source.file.rest_days
    return rest.count if isinstance(rest, RestCount) else 0


def rest_where(source: AthleteSource) -> str:
    """The line that asks for rest; empty where none does."""
    return source.merged.where(("rest_days",)) if source.file.rest_days else ""


def away(source: AthleteSource, horizon: Horizon) -> tuple[Busy, ...]:
    """The days away, as times in which nothing is placed."""
    found = []
    for number, absence in enumerate(source.file.away):
        first = max(horizon.day_of_date(absence.from_), 0)
        last = min(horizon.day_of_date(absence.to), horizon.days - 1)
        if first <= last:
            span = horizon.midnight(first), horizon.midnight(last + 1)
            where = source.merged.where(("away", number))
            found.append(Busy(*span, absence.why or "away", where))
    return tuple(found)
