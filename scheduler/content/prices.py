"""What the wishes for a week of sessions weigh, as data: coaching judgement, most of it.

All points are of the content alone; they never touch the score of the week.
"""

from dataclasses import dataclass
from functools import cache

from scheduler.content.numbers import numbers


@dataclass(frozen=True, slots=True)
class Prices:
    """One number a name, in points where no unit is given; ``wishes.csv`` says why."""

    leg_set: int  # short of the target
    leg_target: int  # how far it lies between the least and the most leg sets [%]
    leg_set_takes: int  # with its rest [min]
    beside_legs: int  # room for the rest of a session [min]
    heavy_set: int  # short of what makes heavy, in a session placed as heavy
    core_set: int  # short of those wanted
    core_sets: int  # that many, in a session that is long enough
    core_set_per: int  # of the session's length one [min]
    no_mobility: int
    no_jump: int
    exercises: int  # that many are enough
    too_many: int  # one beyond those
    favourite: int  # that does not appear in the week
    big_lift: int  # no lift on both legs in the week, where performance is the goal
    fuller: int  # of anti-rotation and rotation only one
    rare: int  # a pattern that is easily left out does not appear in the week
    set: int  # each
    turn: int  # for each place in the turn of its pattern
    beside: int  # what is no squat, step, hinge, calf raise, jump, core or mobility
    unusual: int  # one that the session did not hold last time
    bilateral: int  # a lift on both legs, where durability is the goal
    spared: int  # a set on the calves, near the runs that load them
    soreness: int  # a set, for each class of soreness, near a hard run
    near_calf_run: int  # [h]
    near_long_run: int  # [h]
    near_hard_run: int  # [h]


@cache
def prices() -> Prices:
    """The numbers of the shipped table."""
    return numbers(Prices, "wishes")
