"""Sets as an athlete writes them: ``3x8@14kg``, ``3x12``, ``2x30s``, ``left:10@30lb``."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, cast

from scheduler.exercises.done import SetDone
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.words import Side, Unit

Mass = Literal["kg", "lb"]
KILOGRAMS: dict[Mass, Decimal] = {"kg": Decimal(1), "lb": Decimal("0.45359237")}  # in one
MOST_REPS = 1000  # of a set, whatever its unit
MOST_LOAD = 1000  # beside the body [kg]
_MOST_SETS = 20
_SET = re.compile(
    r"((?P<side>left|right):)?((?P<times>\d{1,4})[x*\u00d7])?"
    r"(?P<reps>\d{1,9})(?P<unit>s|m|reps|steps|contacts|)"
    r"(@(?P<load>\d{1,9}([.,]\d{1,2})?)(?P<mass>[a-z]*))?",
    re.ASCII,
)
_MASSES: dict[str, Mass] = {"kg": "kg", "lb": "lb", "lbs": "lb"}
_COUNTED: dict[Unit, tuple[str, str]] = {  # what follows the number, and the word for it
    "reps": ("", "repetitions"),
    "steps": ("", "steps"),
    "contacts": ("", "contacts with the ground"),
    "s": ("s", "seconds"),
    "m": ("m", "metres"),
}


@dataclass(frozen=True, slots=True)
class WrittenSet:
    """Some sets that are alike."""

    times: int
    reps: int
    unit: str = ""  # as written
    load: Decimal | None = None
    mass: Mass = "kg"  # in which the load is told
    side: Side | None = None  # the one that did them alone

    def __str__(self) -> str:
        """Write them in the shortest form."""
        side = f"{self.side}:" if self.side else ""
        times = f"{self.times}x" if self.times > 1 else ""
        load = "" if self.load is None else f"@{self.load.normalize():f}{self.mass}"
        return f"{side}{times}{self.reps}{self.unit}{load}"

    def done(self, effort: float | None = None) -> tuple[SetDone, ...]:
        """Each of the sets, all of them at an effort [RPE]."""
        load = None if self.load is None else float(self.load * KILOGRAMS[self.mass])
        return (SetDone(self.reps, load, self.side, effort),) * self.times


def read_set(text: str) -> WrittenSet:
    """Read ``3x8@14kg``: three sets of eight with 14 kg; without ``3x`` it is one.

    Raises
    ------
    ValueError
        It is no set, or does not say in what its load is told.
    """
    found = _SET.fullmatch("".join(text.split()).casefold())
    if found is None:
        raise ValueError(
            f"{text!r:.60} is no set: write one like 3x8@14kg, 3x12, 2x30s, 2x25m or left:10@14kg"
        )
    bare, _, load = text.partition("@")
    if load and found["mass"] not in _MASSES:
        number = found["load"]
        raise ValueError(
            f"{text!r} does not tell kilograms or pounds: write {bare}@{number}kg or"
            f" {bare}@{number}lb"
        )
    times, reps = int(found["times"] or 1), int(found["reps"])
    if not 1 <= times <= _MOST_SETS:
        raise ValueError(f"{text!r} is {times} sets: write 1 to {_MOST_SETS}")
    if not 1 <= reps <= MOST_REPS:
        raise ValueError(f"{text!r} is {reps} of a set: write 1 to {MOST_REPS}")
    side = cast(Side | None, found["side"])
    if not load:
        return WrittenSet(times, reps, found["unit"], side=side)
    mass = _MASSES[found["mass"]]
    return WrittenSet(times, reps, found["unit"], _load(text, found["load"], mass), mass, side)


def _load(text: str, number: str, mass: Mass) -> Decimal:
    load = Decimal(number.replace(",", "."))
    most = int(MOST_LOAD / KILOGRAMS[mass])
    if load > most:
        raise ValueError(f"{text!r} is {number} {mass}: write 0 to {most} {mass}")
    return load


def of_exercise(text: str, exercise: Exercise) -> WrittenSet:
    """Read a set of an exercise, in the unit and with the sides that it has.

    Raises
    ------
    ValueError
        It is no set, or none of this exercise; with what to write instead.
    """
    found = read_set(text)
    suffix, words = _COUNTED[exercise.unit]
    right = replace(found, unit=suffix)
    if found.unit not in {suffix, exercise.unit}:
        raise ValueError(f"{text!r}: {exercise.name} is counted in {words}: write {right}")
    if found.side and not (exercise.per_side or exercise.unilateral):
        both = replace(right, side=None)
        raise ValueError(f"{text!r}: both sides do {exercise.name} at once: write {both}")
    return right


def like(exercise: Exercise) -> WrittenSet:
    """An example of the sets of an exercise."""
    return WrittenSet(exercise.sets.most, exercise.reps.least, _COUNTED[exercise.unit][0])
