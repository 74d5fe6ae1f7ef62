"""Which exercises a requirement speaks of, by its name: ``R4 step-up``, ``R6 hip``."""

from collections.abc import Callable
from functools import partial

from scheduler.content.limits import limits
from scheduler.exercises.exercise import Exercise

Counts = Callable[[Exercise], bool | int]  # whether an exercise counts, or how much

FOUR = {  # the patterns of the article, in the runner's words
    "split squat": ("single_leg_squat",),
    "step-up": ("step_up",),
    "single-leg hinge": ("hinge_unilateral",),
    "single-leg calf raise": ("calf_gastroc", "calf_soleus"),
}
JOINTS = ("hip", "knee", "ankle")
RARE = ("hamstring_eccentric", "foot_intrinsic", "hip_adduction", "upper_pull")  # often left out
# What is no squat, step, hinge, calf raise, jump, core, mobility or sideways work of the hip.
BESIDE = frozenset({*RARE, "knee_isometric", "hip_flexor", "tibialis", "upper_push"})
_BOTH_LEGS = ("hinge_bilateral", "squat_bilateral")
_SHARED = frozenset({*(one for patterns in FOUR.values() for one in patterns), *_BOTH_LEGS})
_PATTERNS: dict[str, tuple[str, ...]] = {
    "R2": ("core_anti_extension", "core_lateral"),
    "R2 extension": ("core_anti_extension",),
    "R2 lateral": ("core_lateral",),
    "R2 rotation": ("core_anti_rotation", "core_rotational"),
    "R3 sideways": ("multi_directional", "hip_abduction_lateral"),
    "R5 gastrocnemius": ("calf_gastroc",),
    "R5 soleus": ("calf_soleus",),
}
_WHOLE = 100  # [%]


def sort_of(name: str) -> Counts:
    """The exercises of which a requirement wants at least one, or so many sets."""
    requirement, _, part = name.partition(" ")
    if name in _PATTERNS:
        return of(*_PATTERNS[name])
    if requirement == "R4":
        return partial(_is_single, FOUR[part])
    if part in JOINTS:
        return partial(_goes_through, part)
    return is_sideways if requirement == "R3" else is_leg


def of(*patterns: str) -> Counts:
    """The exercises of some patterns."""
    return partial(_has_pattern, patterns)


def named(exercise_id: str) -> Counts:
    """One exercise alone."""
    return partial(_is_named, exercise_id)


def is_leg(exercise: Exercise) -> bool:
    """Leg work."""
    return exercise.is_leg


def is_sideways(exercise: Exercise) -> bool:
    """Out of the plane of running."""
    return exercise.plane in {"frontal", "transverse"}


def is_raise(exercise: Exercise) -> bool:
    """Calf work that asks for two days of rest; a hold does not."""
    return exercise.is_calf and not exercise.is_hold


def is_heavy_lift(exercise: Exercise) -> bool:
    """A lift that makes a session heavy."""
    return exercise.leg_stress == "heavy" and not exercise.is_jump


def intensive(exercise: Exercise) -> int:
    """Its intensive contacts."""
    return exercise.contacts if exercise.is_intensive else 0


def more_intensive(exercise: Exercise) -> int:
    """By how much a jump moves the share of intensive contacts above the most [% of a contact]."""
    return ((_WHOLE if exercise.is_intensive else 0) - limits().intensive) * exercise.contacts


def fuller(exercise: Exercise) -> int:
    """By how much a leg exercise moves the share of the full range above the one wanted [%]."""
    return (_WHOLE if exercise.full_rom else 0) - limits().full_range if exercise.is_leg else 0


def single_leg(share: int, exercise: Exercise) -> int:
    """By how much a set moves the share of single-leg sets above the one wanted [%]."""
    if exercise.pattern not in _SHARED:
        return 0
    return (_WHOLE if exercise.unilateral else 0) - share


def _has_pattern(patterns: tuple[str, ...], exercise: Exercise) -> bool:
    return exercise.pattern in patterns


def _is_named(exercise_id: str, exercise: Exercise) -> bool:
    return exercise.id == exercise_id


def _is_single(patterns: tuple[str, ...], exercise: Exercise) -> bool:
    return exercise.unilateral and exercise.pattern in patterns


def _goes_through(joint: str, exercise: Exercise) -> bool:
    return exercise.full_rom and joint in exercise.joints
