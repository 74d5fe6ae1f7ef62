"""`leg_sessions_per_day`: one leg session a day."""

from typing import ClassVar

from scheduler.rules.per_day import PerDay
from scheduler.training import LEG_CLASSES


class LegSessionsPerDay(PerDay):
    """At most one heavy, moderate or light strength session a day: coaching judgement.

    Says when violated
    ------------------
    2 sessions for the legs on Tue; at most 1 wanted
    """

    name: ClassVar[str] = "leg_sessions_per_day"
    kinds: ClassVar[frozenset[str]] = LEG_CLASSES
    noun: ClassVar[str] = "for the legs"
