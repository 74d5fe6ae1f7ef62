"""The words in which exercises are described, by the catalogue and by athletes alike."""

from typing import Literal, get_args

Level = Literal["novice", "intermediate", "advanced"]
Goal = Literal["durability", "performance"]
Side = Literal["left", "right"]
Phase = Literal["base", "build", "peak", "taper", "race_week", "recovery"]
Plane = Literal["sagittal", "frontal", "transverse", "multi"]
Unit = Literal["reps", "s", "m", "steps", "contacts"]
LegStress = Literal["none", "light", "moderate", "heavy"]
Joint = Literal["hip", "knee", "ankle"]
Pattern = Literal[
    "single_leg_squat", "step_up", "hinge_unilateral", "hinge_bilateral", "squat_bilateral",
    "hamstring_eccentric", "knee_isometric", "hip_adduction", "hip_abduction_lateral",
    "hip_flexor", "calf_gastroc", "calf_soleus", "foot_intrinsic", "tibialis",
    "core_anti_extension", "core_anti_rotation", "core_rotational", "core_lateral",
    "plyo_extensive", "plyo_intensive", "multi_directional", "mobility", "upper_push", "upper_pull",
]  # fmt: skip
Tissue = Literal[
    "quad_patellar", "glute_hip", "hamstring", "calf_achilles", "foot", "shin", "adductor",
    "hip_flexor", "trunk", "upper", "bone_impact", "ankle_rom", "hip_rom",
]  # fmt: skip
Equipment = Literal[
    "ab_wheel", "anchor", "band", "barbell", "bench", "box", "cable", "dumbbell", "heavy_band",
    "kettlebell", "machine", "medicine_ball", "partner", "rack", "rope", "slider", "step", "towel",
    "trap_bar", "wall",
]  # fmt: skip
Limit = Literal[
    "achilles_insertional", "achilles_reactive", "adductor_acute", "ankle_sprain_acute",
    "balance_impaired", "bsi_foot", "bsi_lower", "bsi_tibia", "calf_acute", "hamstring_acute",
    "hip_flexor_acute", "hip_impingement", "hypertension_uncontrolled", "knee_flexion_pain",
    "low_back_acute", "mtss", "no_impact", "patellar_acute", "pelvic_bsi", "pelvic_floor",
    "pfp_acute", "pht", "pregnancy_late", "pregnancy_supine", "shoulder_acute", "wrist_pain",
]  # fmt: skip
"""States that rule exercises out; bsi is a bone stress injury, mtss medial tibial stress syndrome,
pfp patellofemoral pain, pht proximal hamstring tendinopathy."""

JUMPS = frozenset[Pattern]({"plyo_extensive", "plyo_intensive", "multi_directional"})
LEVELS: tuple[Level, ...] = get_args(Level)  # from the least experienced on
PHASES: tuple[Phase, ...] = get_args(Phase)
STRESSES: tuple[LegStress, ...] = get_args(LegStress)  # from the lightest on


def phase_says(phase: str) -> str:
    """``race week`` for ``race_week``, and the others with the word that they want."""
    return "race week" if phase == "race_week" else f"{phase} phase"


_IMPLIED: dict[str, tuple[str, ...]] = {
    "bsi_tibia": ("bsi_lower",),
    "bsi_foot": ("bsi_lower",),
    "pelvic_bsi": ("bsi_lower",),
    "bsi_lower": ("no_impact",),
}


def implied(limits: tuple[str, ...]) -> frozenset[str]:
    """The limits with all that they bring along: a stress injury of the tibia allows no impact."""
    found: set[str] = set()
    waiting = list(limits)
    while waiting:
        limit = waiting.pop()
        found.add(limit)
        waiting += _IMPLIED.get(limit, ())
    return frozenset(found)
