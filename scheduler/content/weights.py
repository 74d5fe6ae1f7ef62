"""Loads as they can be had: a weight more, or less, within what is stated."""

import math
from dataclasses import dataclass

from scheduler.content.paces import paces
from scheduler.exercises.exercise import Exercise

WEIGHTS = frozenset({
    "barbell", "cable", "dumbbell", "kettlebell", "machine", "medicine_ball", "trap_bar",
})  # fmt: skip
_NEARLY = 1e-9


def takes_weight(exercise: Exercise, equipment: frozenset[str]) -> bool:
    """Whether there is a weight that makes an exercise harder."""
    words = {word for group in exercise.extras for word in group.split("/")}
    words |= {word for group in exercise.needs for word in group}
    return bool(words & WEIGHTS & equipment)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of an athlete, as far as they count for an exercise."""

    smallest: float  # by which they rise [kg]
    is_calf: bool

    def heavier(self, load: float) -> float | None:
        """The weight within the rise that is nearest to the usual one; None where there is none."""
        numbers = paces()
        usual, most = (
            (numbers.rise_calves, numbers.most_rise_calves)
            if self.is_calf
            else (numbers.rise, numbers.most_rise)
        )
        first = math.ceil(load * (1 + numbers.least_rise / 100) / self.smallest - _NEARLY)
        last = math.floor(load * (1 + most / 100) / self.smallest + _NEARLY)
        found = [number * self.smallest for number in range(first, last + 1)]
        return min(found, key=lambda one: abs(one - load * (1 + usual / 100)), default=None)

    def lighter(self, load: float, percent: float) -> float | None:
        """The weight so much below a load; None where the next one is more than twice as far."""
        found = math.floor(load * (100 - percent) / 100 / self.smallest + _NEARLY) * self.smallest
        return found if found >= load * (100 - 2 * percent) / 100 and found > 0 else None
