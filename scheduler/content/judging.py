"""What the judge looks at: a session with its lines, and how such sessions are counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scheduler.content.asked import Asked, ToFill
from scheduler.content.doses import LevelDose, PhaseDose, levels, phases
from scheduler.content.limits import limits
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.session import Line
from scheduler.training import StrengthClass


@dataclass(frozen=True, slots=True)
class Breach:
    """One requirement that is not kept."""

    requirement: str  # R1 to R14, with the part that is missing
    says: str
    session: str | None = None  # its key; None for the week


@dataclass(frozen=True)
class Judged:
    """One session with its lines, and who does it."""

    asked: Asked
    session: ToFill
    lines: tuple[Line, ...]

    @property
    def level(self) -> LevelDose:
        """What the athlete's level allows."""
        return levels()[self.asked.runner.level]

    @property
    def phase(self) -> PhaseDose:
        """What the session's phase asks."""
        return phases()[self.session.phase]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Its exercises, in order."""
        return tuple(line.exercise for line in self.lines)

    def breach(self, requirement: str, says: str) -> Breach:
        """Something that this session does not keep."""
        return Breach(requirement, f"{self.session.title}: {says}", self.session.key)


def is_leg(exercise: Exercise) -> bool:
    """Whether an exercise's sets are leg work (the reference sessions count so)."""
    return exercise.leg_stress != "none"


def total(lines: Iterable[Line], of: Callable[[Exercise], float]) -> float:
    """A figure of each exercise, summed over all sets."""
    return sum(line.sets * of(line.exercise) for line in lines)


def leg_sets(lines: Iterable[Line]) -> int:
    """How many sets are leg work."""
    return sum(line.sets for line in lines if is_leg(line.exercise))


def contacts(lines: Iterable[Line]) -> int:
    """How often the feet land."""
    return int(total(lines, lambda one: one.contacts))


def intensive_contacts(lines: Iterable[Line]) -> int:
    """How often they land hard: intensive jumps, and all with a landing above the lowest class."""
    hard = [
        line
        for line in lines
        if line.exercise.pattern == "plyo_intensive" or line.exercise.impact >= 2  # noqa: PLR2004
    ]
    return contacts(hard)


def computed_class(lines: tuple[Line, ...]) -> StrengthClass:
    """The class of a session by what it holds (evidence 1.3)."""
    most, legs = limits(), [line for line in lines if is_leg(line.exercise)]
    heavy = sum(
        line.sets
        for line in legs
        if line.exercise.leg_stress == "heavy" and line.effort >= most.heavy_effort
    )
    if heavy >= most.heavy_sets or intensive_contacts(lines) >= most.heavy_contacts:
        return "heavy"
    if not legs:
        return "core"
    easy = all(
        line.effort <= most.light_effort
        and line.exercise.doms <= most.light_soreness
        and line.exercise.leg_stress != "heavy"
        for line in legs
    )
    return "light" if easy and contacts(lines) <= most.light_contacts else "moderate"
