"""The sections of the athlete file about runs, races and strength sessions."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from scheduler.exercises.words import Equipment
from scheduler.read.file.fields import (
    Date,
    Flag,
    Movable,
    RaceMinutes,
    Rpe,
    SessionMinutes,
    Sessions,
    Text,
)
from scheduler.read.file.sections import Section, one_or_map
from scheduler.training import Distance, Priority, RunKind, StrengthClass
from scheduler.units import Clock, DaySelector, WeekWindows

RACE_START = 9 * 60  # where nothing tells it [min]


class PlannedRun(Section):
    """A run of the weekly pattern (`day`) or a single one (`date`)."""

    day: DaySelector | None = Field(
        default=None, description="The day or days of the week; this or `date`", examples=["tue"]
    )
    date: Date | None = Field(
        default=None, description="The date of a single run", examples=["2027-01-12"]
    )
    start: Clock | None = Field(
        default=None, description="Without it a slot is found that day", examples=["06:00"]
    )
    minutes: SessionMinutes = Field(description="Length, 5 to 600 minutes", examples=["60"])
    kind: RunKind = Field(description="What kind of run it is", examples=["intervals"])
    title: Text | None = Field(
        default=None, description="Its name in plans", examples=["6 x 800 m"]
    )
    rpe: Rpe | None = Field(
        default=None, description="Effort, 0 to 10; by kind where none is given", examples=["8"]
    )
    key: Flag = Field(
        default=False, description="A key run: strength too near to it costs half as much again"
    )
    movable: Movable = Field(
        default="no", description="May the plan move it: not, on its day, or to any day of the week"
    )


class Race(Section):
    """A race, coming or past."""

    date: Date = Field(description="The day", examples=["2027-04-18"])
    start: Clock = Field(default=RACE_START, description="The start", examples=["09:00"])
    minutes: RaceMinutes | None = Field(
        default=None, description="How long it will take", examples=["210"]
    )
    priority: Priority = Field(default="A", description="How much it matters")
    distance: Distance | None = Field(
        default=None, description="Decides the recovery after it", examples=["marathon"]
    )
    title: Text | None = Field(default=None, description="Its name", examples=["London Marathon"])


class SessionCount(Section):
    """How many sessions are wanted, and how many are enough."""

    target: Sessions = Field(description="So many are wanted", examples=["3"])
    min: Sessions = Field(description="So many are a full success", examples=["2"])


class StrengthRequest(Section):
    """Strength sessions that are wanted every week."""

    name: Text = Field(
        default="Strength", description="The sessions are called by it: Strength A, Strength B"
    )
    sessions: Annotated[
        Annotated[Sessions, Tag("one")] | Annotated[SessionCount, Tag("map")],
        Discriminator(one_or_map),
    ] = Field(description="How many a week, or `{target: 3, min: 2}`", examples=["2"])
    class_: StrengthClass = Field(
        alias="class", description="How heavy they are", examples=["heavy"]
    )
    minutes: SessionMinutes = Field(description="Length, 5 to 600 minutes", examples=["50"])
    min_minutes: SessionMinutes | None = Field(
        default=None,
        description="The shortest that still counts, in steps of 5; else `minutes`",
        examples=["35"],
    )
    rpe: Rpe | None = Field(
        default=None, description="Effort, 0 to 10; by class where none is given", examples=["7"]
    )
    may_become: tuple[StrengthClass, ...] = Field(
        default=(), description="Lighter classes to fall back to", examples=["[moderate, light]"]
    )
    windows: WeekWindows | None = Field(
        default=None,
        description="Narrower than `availability`, such as the gym's hours",
        examples=['{sat-sun: ["09:00-12:00"]}'],
    )
    equipment: tuple[Equipment, ...] | None = Field(
        default=None, description="What is there, where not the athlete's", examples=["[barbell]"]
    )

    @property
    def target(self) -> int:
        """How many sessions are wanted."""
        return self.sessions if isinstance(self.sessions, int) else self.sessions.target

    @property
    def least(self) -> int:
        """How many sessions are a full success."""
        return self.sessions if isinstance(self.sessions, int) else self.sessions.min

    @property
    def shortest(self) -> int:
        """The shortest length that still counts [min]."""
        return self.min_minutes or self.minutes

    @property
    def session_names(self) -> tuple[str, ...]:
        """``Strength A``, ``Strength B`` and so on, as many as are wanted."""
        return tuple(f"{self.name} {chr(ord('A') + number)}" for number in range(self.target))


class FixedStrength(Section):
    """A class or physiotherapy: counted as a session of the request of its class, and judged."""

    day: DaySelector | None = Field(
        default=None, description="The day or days of the week; this or `date`", examples=["tue"]
    )
    date: Date | None = Field(default=None, description="A single date", examples=["2027-01-12"])
    start: Clock = Field(description="The start", examples=["18:00"])
    minutes: SessionMinutes = Field(description="Length, 5 to 600 minutes", examples=["60"])
    class_: StrengthClass = Field(alias="class", description="How heavy it is", examples=["core"])
    title: Text | None = Field(default=None, description="Its name", examples=["Circuit class"])
    rpe: Rpe | None = Field(default=None, description="Effort, 0 to 10; else by class")


class Pin(Section):
    """A session that is to be exactly here."""

    session: Text = Field(description="The session's name", examples=["Strength A"])
    date: Date = Field(description="The day", examples=["2027-01-12"])
    start: Clock = Field(description="The start", examples=["17:30"])
