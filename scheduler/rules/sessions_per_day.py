"""`sessions_per_day`: so many sessions a day, runs and strength together."""

from typing import ClassVar

from scheduler.rules.per_day import PerDay
from scheduler.training import ANY_KIND


class SessionsPerDay(PerDay):
    """At most three sessions a day, runs and strength together: coaching judgement.

    Says when violated
    ------------------
    4 sessions in all on Tue; at most 3 wanted
    """

    name: ClassVar[str] = "sessions_per_day"
    kinds: ClassVar[frozenset[str]] = ANY_KIND
    noun: ClassVar[str] = "in all"
