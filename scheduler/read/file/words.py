"""The words that the athlete file may use where a choice is wanted."""

from typing import Literal

from scheduler.training import RunKind, StrengthClass

AnyKind = Literal[RunKind, StrengthClass, "rest", "strength"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
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
