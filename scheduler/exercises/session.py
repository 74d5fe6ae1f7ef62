"""A strength session as it is to be done."""

import math
from dataclasses import dataclass

from scheduler.exercises.done import Done
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
    load: float | None = None  # [kg]
    extra: Side | None = None  # the side of one set more
    easy: bool = False  # in a week of fewer sets
    held: bool = False  # in a phase in which nothing rises


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
    load: float | None = None  # beside the body [kg]; None where nobody says
    extra: Side | None = None  # the side that does one set more
    last: Done | None = None  # as it was done last
    why: str = ""  # why it does not rise as usual
    easy: bool = False  # in a week of fewer sets
    held: bool = False  # in a phase in which nothing rises

    @property
    def given(self) -> Given:
        """The same, as it is kept."""
        own, done = self.exercise.id, (self.sets, self.reps, self.effort)
        return Given(own, *done, self.load, self.extra, self.easy, self.held)

    @property
    def all_sets(self) -> int:
        """How many sets, the one more of a side included."""
        return self.sets + (self.extra is not None)

    @property
    def seconds(self) -> float:
        """How long all its sets take, with their rests [s]."""
        more = 0 if self.extra is None else self.exercise.seconds_of_a_side(self.reps)
        return self.sets * self.exercise.seconds(self.reps) + more


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
    def is_easy(self) -> bool:
        """Whether it has fewer sets, since its week is an easy one."""
        return any(line.easy for line in self.lines)

    @property
    def given(self) -> tuple[Given, ...]:
        """What is done, as it is kept."""
        return tuple(line.given for line in self.lines)

    @property
    def minutes(self) -> int:
        """How long it takes, with the warm-up if it holds anything; begun minutes whole [min]."""
        warm_up = WARM_UP if self.lines else 0
        return warm_up + math.ceil(sum(line.seconds for line in self.lines) / _SECONDS)
