"""The section of the athlete file about exercises: own ones, banned ones, favourites, the phase."""

import re
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from scheduler.exercises.catalogue import Catalogue, with_own
from scheduler.exercises.exercise import Exercise, Span
from scheduler.exercises.names import Names
from scheduler.exercises.words import (
    LEVELS,
    Equipment,
    LegStress,
    Level,
    Limit,
    Pattern,
    Phase,
    Plane,
    Tissue,
    Unit,
)
from scheduler.read.file.fields import Flag, Text, Weight
from scheduler.read.file.near import near
from scheduler.read.file.sections import Section

_ITEMS = get_args(Equipment)
_MOST = 1000  # reps, seconds or metres in a set
_REST = 60  # where none is given [s]
_LONGEST_REST = 600  # [s]
_SETS, _EFFORT = Span(2, 3), Span(6, 8)
_USUAL: tuple[Phase, ...] = ("base", "build", "recovery")
_SORENESS = ("none", "little", "some", "much")
_LANDING = ("none", "low", "middle", "high")
_ID = r"^[a-z][a-z0-9_]{0,39}$"
_RANGE = r"^\d{1,4}(-\d{1,4})?$"
_NEED = rf"^({'|'.join(_ITEMS)})(/({'|'.join(_ITEMS)}))*$"
_SECONDS = r"^\d{1,3} ?(s|min)$"
_TEMPO = r"^(X|iso|\d-\d-[\dX])$"


def read_id(text: object) -> str:
    """Read a key of small letters: ``hill_sprawl``."""
    if not re.fullmatch(_ID, str(text)):
        raise ValueError(
            f"`{text!s:.40}` is no id: write small letters, digits and _, such as my_lunge"
        )
    return str(text)


def read_range(least: int, most: int, example: str) -> BeforeValidator:
    """Make a reader of ``8-12``, or of one number."""

    def read(text: object) -> Span:
        if isinstance(text, Span):
            return text
        written = str(text).strip()
        ends = [int(part) for part in written.split("-")] if re.fullmatch(_RANGE, written) else []
        if not ends or not least <= ends[0] <= ends[-1] <= most:
            raise ValueError(
                f"`{text!s:.40}` is no range: write one from {least} to {most}, such as {example}"
            )
        return Span(ends[0], ends[-1])

    return BeforeValidator(read)


def read_need(text: object) -> frozenset[str]:
    """Read ``box/bench``: one of these has to be there."""
    if isinstance(text, frozenset):
        return text
    items = [item.strip() for item in str(text).split("/")]
    for item in items:
        if item not in _ITEMS:
            raise ValueError(f"there is no equipment `{item:.40}`\n{near(item, _ITEMS)}")
    return frozenset(items)


def read_rest(text: object) -> int:
    """Read ``90s`` or ``2min`` [s]."""
    if isinstance(text, int):
        return text
    found = re.fullmatch(r"(\d{1,3}) ?(s|min)", str(text).strip())
    seconds = int(found[1]) * (60 if found[2] == "min" else 1) if found else -1
    if not 0 <= seconds <= _LONGEST_REST:
        raise ValueError(f"`{text!s:.40}` is no rest: write one from 0s to 10min, such as 90s")
    return seconds


def read_tempo(text: object) -> str:
    """Read ``3-0-1``: seconds down, still, up; ``X`` is as fast as possible, ``iso`` a hold."""
    if not re.fullmatch(_TEMPO, str(text).strip()):
        raise ValueError(f"`{text!s:.40}` is no tempo: write one like 3-0-1, 2-0-X, X or iso")
    return str(text).strip()


def _shaped(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["string", "integer"], "pattern": pattern})


ExerciseId = Annotated[str, BeforeValidator(read_id), _shaped(_ID)]
Reps = Annotated[Span, read_range(1, _MOST, "8-12"), _shaped(_RANGE)]
Sets = Annotated[Span, read_range(1, 4, "2-3"), _shaped(_RANGE)]
Effort = Annotated[Span, read_range(1, 9, "6-8"), _shaped(_RANGE)]
# Sorted, because a set has another order in each process, and kept plans are known by this.
_IN_ORDER = PlainSerializer(sorted, return_type=list[str])
Need = Annotated[frozenset[str], BeforeValidator(read_need), _IN_ORDER, _shaped(_NEED)]
Rest = Annotated[int, BeforeValidator(read_rest), _shaped(_SECONDS)]
Tempo = Annotated[str, BeforeValidator(read_tempo), _shaped(_TEMPO)]


class OwnExercise(Section):
    """An exercise that the catalogue does not have, or has otherwise."""

    id: ExerciseId = Field(
        description="Its key; one of the catalogue's replaces that one", examples=["sled_push"]
    )
    name: Text = Field(description="Its name in the sessions", examples=["Sled push"])
    pattern: Pattern = Field(description="The family of movement", examples=["single_leg_squat"])
    leg_stress: LegStress = Field(
        description="How much it asks of the legs, from which the class of a session follows",
        examples=["moderate"],
    )
    reps: Reps = Field(description="How much a set is, in `unit`", examples=["8-12"])
    unit: Unit = Field(default="reps", description="What `reps` counts", examples=["m"])
    per_side: Flag = Field(default=False, description="Whether `reps` is done on each side")
    unilateral: Flag = Field(default=False, description="Whether it trains one side at a time")
    sets: Sets = Field(default=_SETS, description="How many sets; else 2-3", examples=["2-3"])
    effort: Effort = Field(default=_EFFORT, description="RPE of a set; else 6-8", examples=["6-8"])
    rest: Rest | None = Field(
        default=None, description="Rest after a set; else 60s", examples=["90s"]
    )
    tempo: Tempo | None = Field(
        default=None, description="Seconds down, still, up; `iso` is a hold", examples=["3-0-1"]
    )
    plane: Plane = Field(default="sagittal", description="The main plane of movement")
    needs: tuple[Need, ...] = Field(
        default=(), description="What has to be there; `/` is or", examples=["[box/bench, band]"]
    )
    tissues: tuple[Tissue, ...] = Field(
        default=(), description="What it loads", examples=["[glute_hip]"]
    )
    level: Level = Field(default="novice", description="The lowest level that may do it")
    full_range: Flag = Field(default=False, description="Whether it goes through the full range")
    soreness: Literal["none", "little", "some", "much"] = Field(
        default="some", description="How sore it makes"
    )
    landing: Literal["none", "low", "middle", "high"] = Field(
        default="none", description="How hard one lands"
    )
    phases: tuple[Phase, ...] = Field(
        default=_USUAL,
        description="The phases it has a place in; else base, build and recovery",
        examples=["[base, build]"],
    )
    limits: tuple[Limit, ...] = Field(
        default=(), description="Limits that rule it out", examples=["[knee_flexion_pain]"]
    )
    notes: Text | None = Field(default=None, description="What to look out for")

    def exercise(self) -> Exercise:
        """The same as an exercise of the catalogue."""
        landed = self.reps.middle * (2 if self.per_side else 1) if self.unit == "contacts" else 0
        return Exercise(
            id=self.id,
            name=self.name,
            pattern=self.pattern,
            unilateral=self.unilateral,
            plane=self.plane,
            needs=self.needs,
            tissues=self.tissues,
            level=LEVELS.index(self.level) + 1,
            sets=self.sets,
            reps=self.reps,
            unit=self.unit,
            per_side=self.per_side,
            rpe=self.effort,
            rest=_REST if self.rest is None else self.rest,
            leg_stress=self.leg_stress,
            phases=frozenset(self.phases),
            tempo=self.tempo or "",
            full_rom=self.full_range,
            doms=_SORENESS.index(self.soreness),
            impact=_LANDING.index(self.landing),
            contacts=-int(-landed // 1),
            bars=dict.fromkeys(self.limits, ""),
            notes=self.notes or "",
        )


class Exercises(Section):
    """What the sessions are made of."""

    favourites: tuple[Text, ...] = Field(
        default=(), description="Exercises to be preferred, by id", examples=["[split_squat]"]
    )
    banned: tuple[Text, ...] = Field(
        default=(), description="Exercises never to be given, by id", examples=["[nordic]"]
    )
    own: tuple[OwnExercise, ...] = Field(
        default=(), description="Exercises that the catalogue does not have"
    )
    smallest_step: Weight = Field(
        default=1.0,
        description="By how much your weights rise from one to the next",
        examples=["2kg"],
    )
    phase: Phase | None = Field(
        default=None,
        description="The phase of training; without it, it follows from the races",
        examples=["build"],
    )
    names: dict[Text, Text] = Field(
        default={},
        description="What your app calls an exercise, with its id; `none` where it is none of them",
        examples=["{Rear Foot Elevated Squat: rfess, Bench Press (Barbell): none}"],
    )

    def catalogue(self) -> Catalogue:
        """The shipped exercises and the athlete's own."""
        return with_own(own.exercise() for own in self.own)

    def called(self) -> Names:
        """What they are called."""
        return Names(self.catalogue(), self.names)
