"""The numbers of progression, as data: one name a row of ``progress.csv``, with its reason."""

import csv
from dataclasses import dataclass, fields
from functools import cache

from scheduler.resources import constraints_folder


@dataclass(frozen=True, slots=True)
class Paces:
    """How fast loads, reps and sets rise, and how far they fall after time off."""

    least_rise: float  # of a load [%]
    most_rise: float  # [%]
    rise: float  # usually [%]
    rise_calves: float  # of calf raises [%]
    most_rise_calves: float  # [%]
    beyond: float  # so many reps more than asked, in the last set of two sessions
    beyond_range: float  # more reps than the range where the next weight is too far [%]
    repeat_after: float  # so long without strength nothing rises [weeks]
    back_after: float  # [weeks]
    back: float  # [%]
    restart_after: float  # [weeks]
    restart: float  # [%]
    absent: float  # an exercise that was not done for so long [d]
    sets_a_week: float
    pain: float  # above it an exercise is left out [0 to 10]
    pain_days: float  # for so long [d]
    weaker: float  # a difference between the sides that counts [%]
    weaker_sessions: float  # as the mean of so many


@cache
def paces() -> Paces:
    """The numbers of the shipped table."""
    path = constraints_folder() / "exercises" / "progress.csv"
    with path.open(encoding="utf-8", newline="") as file:
        values = {row["name"]: float(row["value"]) for row in csv.DictReader(file)}
    return Paces(**{field.name: values[field.name] for field in fields(Paces)})
