"""The words that the athlete file may use where a choice is wanted."""

from typing import Literal

from scheduler.training import RunKind, StrengthClass

AnyKind = Literal[RunKind, StrengthClass, "rest", "strength"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
