"""The parts of a session, in the order in which they are done: R13."""

from typing import NamedTuple

from scheduler.exercises.exercise import Exercise
from scheduler.exercises.words import JUMPS, STRESSES

PARTS = ("jumps", "heavy lifts", "lifts", "calves and feet", "hips", "core", "mobility")
_PART: dict[str, str] = {
    **dict.fromkeys(JUMPS, "jumps"),
    "calf_gastroc": "calves and feet", "calf_soleus": "calves and feet",
    "foot_intrinsic": "calves and feet", "tibialis": "calves and feet",
    "core_anti_extension": "core", "core_anti_rotation": "core", "core_rotational": "core",
    "core_lateral": "core", "mobility": "mobility",
}  # fmt: skip


class Place(NamedTuple):
    """Where an exercise stands in its session: the smaller the earlier."""

    part: int
    first: int
    then: int


def part_of(exercise: Exercise) -> str:
    """The part of a session that an exercise belongs to."""
    part = _PART.get(exercise.pattern, "lifts")
    if part != "jumps" and exercise.leg_stress == "heavy":
        return "heavy lifts"
    loaded = exercise.leg_stress == "moderate"
    return "hips" if exercise.pattern == "hip_abduction_lateral" and not loaded else part


def place_of(exercise: Exercise) -> Place:
    """Its place; among jumps the lighter ones come first, since they prepare, else the harder."""
    part = part_of(exercise)
    if part == "jumps":
        return Place(0, exercise.impact, exercise.doms)
    return Place(PARTS.index(part), -STRESSES.index(exercise.leg_stress), -exercise.rpe.most)
