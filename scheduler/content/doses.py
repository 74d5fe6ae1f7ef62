"""How much each phase and each level of experience takes: two small tables of the shipped folder.

Each row says why, and most of it is coaching judgement, which is why it is data.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from scheduler.content.limits import limits
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.words import LEVELS, Level, Phase
from scheduler.resources import constraints_folder
from scheduler.training import CLASSES, StrengthClass

HIGHEST_EFFORT = 10
_PERCENT = 100
_ROUNDED = {"s": 5, "m": 5}  # seconds and metres are told in fives


@dataclass(frozen=True, slots=True)
class PhaseDose:
    """How a phase of training is dosed."""

    from_days: int | None  # so many days before an A race, until the next phase's
    least_sets: int  # of a lift
    most_sets: int
    reps_pct: int  # where in an exercise's range of reps [%]
    top_pct: int  # up to where in it they rise [%]
    load_pct: int  # of the usual load [%]
    rir: int  # repetitions left in reserve
    contacts: int  # in one session of an intermediate runner
    least_pct: int  # of the level's least leg sets in a session [%]
    most_pct: int  # of the level's most [%]
    most_class: StrengthClass
    most_minutes: int | None  # of a session [min]
    rises: bool  # whether reps and loads do


@dataclass(frozen=True, slots=True)
class LevelDose:
    """How much experience allows."""

    least_leg_sets: int  # in a session
    most_leg_sets: int
    contacts: int  # in a session
    contacts_pct: int  # of the phase's contacts [%]
    least_rir: int  # repetitions left in reserve at least
    block: int  # after so many weeks, the last an easy one, other exercises have their turn
    intensive: bool  # whether intensive jumps are allowed


@dataclass(frozen=True, slots=True)
class Dose:
    """What one session takes: its phase, the athlete's level, and the class it was placed as."""

    phase: Phase
    kind: StrengthClass  # no heavier than placed, nor than the phase allows
    minutes: int  # [min]
    effort: int  # of a set at most [RPE]
    sets: tuple[int, int]  # of a lift, least and most
    leg_sets: tuple[int, int]
    contacts: int
    intensive: bool
    reps_pct: int  # [%]
    top_pct: int  # [%]
    load_pct: int  # [%]
    rises: bool

    def reps_of(self, exercise: Exercise) -> int:
        """How many reps, seconds, metres, steps or contacts a set has."""
        if exercise.is_jump:
            return int(exercise.reps.middle)
        return _within(exercise, self.reps_pct)

    def top_of(self, exercise: Exercise) -> int:
        """From how many reps on the load rises instead."""
        return _within(exercise, self.top_pct)

    def sets_of(self, exercise: Exercise) -> tuple[int, int]:
        """How many sets, from the least to the most."""
        most = min(exercise.sets.most, self.sets[1], limits().sets_of_a_lift)
        return min(exercise.sets.least, self.sets[0], most), most

    def effort_of(self, exercise: Exercise) -> int:
        """How hard a set is, on the scale of effort [RPE]."""
        return min(exercise.rpe.most, self.effort)


def eased(dose: Dose, usual: int | None) -> Dose:
    """What an easy week leaves of a dose: fewer sets, beside the leg sets of the week before."""
    numbers = limits()
    fewest, many = dose.leg_sets if usual is None else (usual, usual)
    most = max(many * numbers.easy_most // _PERCENT, 1)
    return replace(
        dose,
        sets=(1, max(dose.sets[1] * numbers.easy_most // _PERCENT, 1)),
        leg_sets=(min(-(-fewest * numbers.easy_least // _PERCENT), most), most),
        contacts=dose.contacts * numbers.easy_most // _PERCENT,
    )


def _within(exercise: Exercise, percent: int) -> int:
    """So far in an exercise's range of reps."""
    least, most = exercise.reps
    fives = _ROUNDED.get(exercise.unit, 1)
    nearest = least + ((most - least) * percent + _PERCENT // 2) // _PERCENT
    return max(nearest // fives * fives, least)


@cache
def dose(phase: Phase, level: Level, kind: StrengthClass, minutes: int) -> Dose:
    """What a session of this class and length [min] takes."""
    by_phase, by_level = phases()[phase], levels()[level]
    lighter = max(kind, by_phase.most_class, key=CLASSES.index)
    effort = HIGHEST_EFFORT - max(by_phase.rir, by_level.least_rir)
    scaled = by_phase.contacts * by_level.contacts_pct // _PERCENT
    return Dose(
        phase=phase,
        kind=lighter,
        minutes=min(minutes, by_phase.most_minutes or minutes),
        effort=min(effort, limits().light_effort) if lighter == "light" else effort,
        sets=(by_phase.least_sets, by_phase.most_sets),
        leg_sets=(
            -(-by_level.least_leg_sets * by_phase.least_pct // _PERCENT),
            by_level.most_leg_sets * by_phase.most_pct // _PERCENT,
        ),
        contacts=min(by_level.contacts, scaled),
        intensive=by_level.intensive,
        reps_pct=by_phase.reps_pct,
        top_pct=by_phase.top_pct,
        load_pct=by_phase.load_pct,
        rises=by_phase.rises,
    )


@cache
def phases() -> dict[Phase, PhaseDose]:
    """The table of the phases."""
    return {
        row["phase"]: PhaseDose(  # type: ignore[misc]
            **{key: int(row[key]) for key in _WHOLE_OF_PHASE},
            most_class=row["most_class"],  # type: ignore[arg-type]
            most_minutes=_whole_or_none(row["most_minutes"]),
            rises=row["rises"] == "yes",
            from_days=_whole_or_none(row["from_days"]),
        )
        for row in _rows("phases")
    }


@cache
def levels() -> dict[Level, LevelDose]:
    """The table of the levels."""
    return {
        level: LevelDose(
            **{key: int(row[key]) for key in _WHOLE_OF_LEVEL},
            intensive=row["intensive"] == "yes",
        )
        for level, row in zip(LEVELS, _rows("levels"), strict=True)
    }


_WHOLE_OF_PHASE = (
    "least_sets", "most_sets", "reps_pct", "top_pct", "load_pct", "rir", "contacts",
    "least_pct", "most_pct",
)  # fmt: skip
_WHOLE_OF_LEVEL = (
    "least_leg_sets", "most_leg_sets", "contacts", "contacts_pct", "least_rir", "block",
)  # fmt: skip


def _whole_or_none(cell: str) -> int | None:
    return int(cell) if cell else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = constraints_folder() / "exercises" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
