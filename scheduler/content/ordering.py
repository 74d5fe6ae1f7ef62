"""The order of a session: R13, and within it the harder work first."""

from scheduler.exercises.exercise import Exercise
from scheduler.exercises.words import STRESSES

_RANKS: dict[str, int] = {
    "plyo_intensive": 0, "multi_directional": 0, "plyo_extensive": 0,
    "calf_gastroc": 3, "calf_soleus": 3, "foot_intrinsic": 3, "tibialis": 3,
    "core_anti_extension": 5, "core_anti_rotation": 5, "core_rotational": 5, "core_lateral": 5,
    "mobility": 6,
}  # fmt: skip
_HEAVY, _LIFT, _HIPS = 1, 2, 4


def place_of(exercise: Exercise) -> tuple[int, int, int]:
    """Jumps, heavy lifts, other lifts, calves and feet, hips, core, mobility.

    Among jumps the lighter ones come first, since they prepare; elsewhere the harder ones.
    """
    rank = _RANKS.get(exercise.pattern, _LIFT)
    if rank == 0:
        return rank, exercise.impact, exercise.doms
    if exercise.leg_stress == "heavy":
        rank = _HEAVY
    elif exercise.pattern == "hip_abduction_lateral" and exercise.leg_stress != "moderate":
        rank = _HIPS
    return rank, -STRESSES.index(exercise.leg_stress), -exercise.rpe.most
