"""The numbers behind R1 to R14, as data: most of them are coaching judgement."""

from dataclasses import dataclass
from functools import cache

from scheduler.content.numbers import numbers


@dataclass(frozen=True, slots=True)
class Limits:
    """One number a name; units and reasons stand beside them in ``limits.csv``."""

    single_leg_durability: int  # R1 [%]
    single_leg_performance: int  # R1 [%]
    calf_rest: int  # R5, from start to start [h]
    full_range: int  # R6 [%]
    sets_of_a_lift: int  # R8
    very_sore: int  # R9, exercises of the highest class in a session
    new_sets: int  # R9 [%]
    new_before_hard: int  # R9 [h]
    intensive: int  # R10 [%]
    week_of_contacts: int  # R10, so many sessions' worth
    heavy_sets: int  # R14: from here on a session is heavy
    heavy_effort: int  # of such a set [RPE]
    heavy_contacts: int
    light_effort: int  # R14: up to here a session is light [RPE]
    light_soreness: int
    light_contacts: int
    b_race_days: int  # of a race week before a B race [d]
    easy_least: int  # of the sets, in an easy week [%]
    easy_most: int  # [%]
    settled: int  # weeks of base training from which on heavy work is done [weeks]

    def single_leg(self, goal: str) -> int:
        """The share of single-leg sets that a goal asks for [%]."""
        both = {"durability": self.single_leg_durability}
        return both.get(goal, self.single_leg_performance)


@cache
def limits() -> Limits:
    """The numbers of the shipped table."""
    return numbers(Limits, "limits")
