"""The numbers of progression, as data: most of them are coaching judgement."""

from dataclasses import dataclass
from functools import cache

from scheduler.content.numbers import numbers


@dataclass(frozen=True, slots=True)
class Paces:
    """One number a name; units and reasons stand beside them in ``progress.csv``."""

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
    return numbers(Paces, "progress")
