"""One exercise, and how long a set of it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scheduler.exercises.words import Joint, LegStress, Pattern, Phase, Plane, Tissue, Unit

_JOINTS: dict[Joint, frozenset[str]] = {
    "hip": frozenset({"glute_hip", "hip_flexor", "hip_rom", "adductor"}),
    "knee": frozenset({"quad_patellar"}),
    "ankle": frozenset({"calf_achilles", "ankle_rom", "shin"}),
}
_SECONDS: dict[str, float] = {"s": 1, "contacts": 0.6, "steps": 1, "m": 1}  # of one unit [s]
_UNCOUNTED = 2  # of a repetition whose tempo is not given, and the least of any [s]
PER_MINUTE = 60  # [s]


class Span(NamedTuple):
    """From the least to the most, both included."""

    least: int
    most: int

    @property
    def middle(self) -> float:
        """Halfway between the two."""
        return (self.least + self.most) / 2


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as the catalogue has it, or an athlete's own."""

    id: str
    name: str
    pattern: Pattern
    unilateral: bool  # trains one side at a time
    plane: Plane
    needs: tuple[frozenset[str], ...]  # something of each group has to be there
    tissues: tuple[Tissue, ...]
    level: int  # the lowest that may do it: 1 novice, 2 intermediate, 3 advanced
    sets: Span
    reps: Span  # of a set, in `unit`
    unit: Unit
    per_side: bool  # the reps are done on each side
    rpe: Span  # [0-10]
    rest: int  # after a set [s]
    leg_stress: LegStress
    phases: frozenset[Phase]
    intensity: str = ""  # the effort in words
    tempo: str = ""  # lowering-pause-lifting [s]; X as fast as possible; iso a hold
    full_rom: bool = False  # through the joint's full range
    doms: int = 0  # the soreness to expect, 0 to 3
    impact: int = 0  # the load of landing, 0 to 3
    contacts: int = 0  # with the ground in a set, both legs counted
    extras: tuple[str, ...] = ()  # what makes it harder or better; groups as in `needs`, as written
    bars: Mapping[str, str] = field(
        default_factory=dict
    )  # limit -> the change that lifts it, or ""
    easier: str = ""  # the id of the next easier exercise
    harder: str = ""  # the id of the next harder one
    notes: str = ""

    @property
    def is_leg(self) -> bool:
        """Whether its sets are leg work."""
        return self.leg_stress != "none"

    @property
    def is_hold(self) -> bool:
        """Whether it is held still."""
        return self.tempo == "iso"

    @property
    def is_calf(self) -> bool:
        """Whether it is a calf raise or hold."""
        return self.pattern in {"calf_gastroc", "calf_soleus"}

    @property
    def is_core(self) -> bool:
        """Whether it trains the trunk."""
        return self.pattern.startswith("core_")

    @property
    def is_jump(self) -> bool:
        """Whether one leaves the ground."""
        return self.contacts > 0

    @property
    def is_intensive(self) -> bool:
        """Whether its contacts count as intensive ones."""
        return self.is_jump and (self.pattern == "plyo_intensive" or self.impact > 1)

    @property
    def joints(self) -> frozenset[Joint]:
        """The joints that it moves, judged by the tissues it loads."""
        return frozenset(j for j, tissues in _JOINTS.items() if tissues & set(self.tissues))

    def seconds(self, reps: float) -> float:
        """How long a set of so many reps takes, its rest included [s]."""
        sides = 2 if self.per_side else 1
        return reps * self._pace * sides + self.rest

    def seconds_of_a_side(self, reps: float) -> float:
        """How long a set of so many reps on one side takes, its rest included [s]."""
        return reps * self._pace + self.rest

    @property
    def seconds_per_set(self) -> float:
        """The same for the middle of its reps: what a session is planned with [s]."""
        return self.seconds(self.reps.middle)

    @property
    def _pace(self) -> float:
        """How long one rep takes [s]."""
        if self.is_hold:
            return 1
        if self.unit in _SECONDS:
            return _SECONDS[self.unit]
        counts = [1 if count == "X" else int(count) for count in self.tempo.split("-") if count]
        return max(sum(counts) if len(counts) > 1 else _UNCOUNTED, _UNCOUNTED)
