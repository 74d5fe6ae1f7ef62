"""A strength session as it is to be done."""

import math
from dataclasses import dataclass

from scheduler.exercises.exercise import Exercise
from scheduler.exercises.words import Phase, Side

WARM_UP = 6  # at the start of each session [min]
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Given:
    """One exercise as a plan gave it, for as long as plans are kept."""

    exercise: str  # its id
    sets: int
    reps: int
    effort: int


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise of a session."""

    exercise: Exercise
    sets: int
    reps: int  # in the exercise's unit; on each side where it says so
    effort: int  # of a set [RPE]
    change: str = ""  # what a limit asks to be done otherwise
    first_side: Side | None = None  # the weaker one
    is_new: bool = False

    @property
    def given(self) -> Given:
        """The same, as it is kept."""
        return Given(self.exercise.id, self.sets, self.reps, self.effort)

    @property
    def seconds(self) -> float:
        """How long all its sets take, with their rests [s]."""
        return self.sets * self.exercise.seconds(self.reps)


@dataclass(frozen=True, slots=True)
class Unmet:
    """One requirement or wish that the week's sessions cannot keep, and why."""

    requirement: str  # R1 to R14 with its part, `heavy` or `favourites`
    says: str
    session: str | None = None  # its key; None for the week


@dataclass(frozen=True, slots=True)
class Filled:
    """One session with what to do in it, in order."""

    key: str
    phase: Phase
    lines: tuple[Line, ...]

    @property
    def given(self) -> tuple[Given, ...]:
        """What is done, as it is kept."""
        return tuple(line.given for line in self.lines)

    @property
    def minutes(self) -> int:
        """How long it takes, with the warm-up; begun minutes count whole [min]."""
        return WARM_UP + math.ceil(sum(line.seconds for line in self.lines) / _SECONDS)
