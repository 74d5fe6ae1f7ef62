"""The phase of training that a date lies in, by the races around it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.content.doses import phases
from scheduler.content.limits import limits
from scheduler.exercises.words import Level, Phase
from scheduler.training import Priority


@dataclass(frozen=True, slots=True)
class RaceDay:
    """A race as the phases look at it."""

    date: dt.date
    priority: Priority
    recovery: int = 0  # days after it in which no heavy work is done [d]


def phase_of(date: dt.date, races: Iterable[RaceDay], level: Level) -> Phase:
    """The phase of a date.

    The days after a race are for recovery, those before a B race are its race week, and an A race
    gives its phases to all that lies before it. Without any, novices build their base, and the
    others build.
    """
    listed = tuple(races)
    days = [((race.date - date).days, race) for race in listed]
    if any(0 < -left <= race.recovery for left, race in days):
        return "recovery"
    if any(0 <= left <= limits().b_race_days and race.priority == "B" for left, race in days):
        return "race_week"
    to_a_race = [left for left, race in days if left >= 0 and race.priority == "A"]
    if not to_a_race:
        return "base" if level == "novice" else "build"
    found = (
        phase
        for phase, dose in phases().items()
        if dose.from_days is not None and min(to_a_race) >= dose.from_days
    )
    return next(found)
