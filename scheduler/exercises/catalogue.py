"""The catalogue: read, checked as a whole, and changed by an athlete's own exercises and wishes."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from scheduler.errors import FileError, Place, Problem
from scheduler.exercises import cells
from scheduler.exercises.exercise import PER_MINUTE, Exercise
from scheduler.exercises.words import (
    PHASES,
    STRESSES,
    Pattern,
    Plane,
    Tissue,
    Unit,
)
from scheduler.resources import constraints_folder

Catalogue = Mapping[str, Exercise]  # by id, in the order of the file
_TENTH = 0.05  # what rounding to a tenth may take or add [min]

# Each column, the field it becomes, and how it is read.
_COLUMNS: dict[str, tuple[str, cells.Reader]] = {
    "id": ("id", cells.an_id),
    "name": ("name", cells.text),
    "pattern": ("pattern", cells.one_of(get_args(Pattern))),
    "unilateral": ("unilateral", cells.yes_or_no),
    "plane": ("plane", cells.one_of(get_args(Plane))),
    "equip_required": ("needs", cells.equipment),
    "equip_optional": ("extras", cells.extras),
    "tissue_emphasis": ("tissues", cells.some_of(get_args(Tissue))),
    "level": ("level", cells.whole(1, 3)),
    "sets": ("sets", cells.span),
    "reps": ("reps", cells.span),
    "rep_unit": ("unit", cells.one_of(get_args(Unit))),
    "per_side": ("per_side", cells.yes_or_no),
    "intensity": ("intensity", cells.text),
    "rpe": ("rpe", cells.span),
    "rest_s": ("rest", cells.whole(0, 600)),
    "tempo": ("tempo", cells.tempo),
    "full_rom": ("full_rom", cells.yes_or_no),
    "leg_stress": ("leg_stress", cells.one_of(STRESSES)),
    "doms_class": ("doms", cells.whole(0, 3)),
    "impact_class": ("impact", cells.whole(0, 3)),
    "contacts_per_set": ("contacts", cells.whole(0, 200)),
    "phases": ("phases", lambda cell: frozenset(cells.some_of(PHASES)(cell))),
    "contraindications": ("bars", cells.bars),
    "regression_id": ("easier", str),
    "progression_id": ("harder", str),
    "notes": ("notes", str),
}
_MINUTES = "min_per_set"  # computed, and written for whoever reads the file


def read_catalogue(path: Path, *, shown: str = "exercises.csv") -> Catalogue:
    """Read a catalogue.

    Parameters
    ----------
    path
        A CSV file in UTF-8 whose columns are explained in ``constraints/exercises/README.md``.
    shown
        What the file is called in messages.

    Raises
    ------
    FileError
        Once, with all problems of the file: columns, cells, links and sums.
    """
    found: list[Exercise] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        problems += _columns(rows.fieldnames or (), shown)
        for row in rows if not problems else ():
            place = Place(shown, rows.line_num)
            exercise, wrong = _exercise(row)
            problems += [Problem(place, says) for says in wrong]
            if exercise is not None:
                found.append(exercise)
                lines.setdefault(exercise.id, rows.line_num)
    for exercise, says in disagreements(found):
        problems.append(Problem(Place(shown, lines[exercise.id]), says))
    if problems:
        raise FileError(problems)
    return {exercise.id: exercise for exercise in found}


def _columns(names: Iterable[str], shown: str) -> Iterator[Problem]:
    wanted, given = {*_COLUMNS, _MINUTES}, set(names)
    for name in sorted(wanted - given):
        yield Problem(Place(shown, 1), f"the column `{name}` is missing")
    for name in sorted(given - wanted):
        yield Problem(Place(shown, 1), f"there is no column `{name}`")


def _exercise(row: Mapping[str, str]) -> tuple[Exercise | None, list[str]]:
    """One row, or what is wrong with it."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for column, (name, read) in _COLUMNS.items():
        try:
            values[name] = read(row[column] or "")
        except ValueError as error:
            wrong.append(f"`{column}` {error}")
    if wrong:
        return None, wrong
    exercise = Exercise(**values)
    return exercise, list(_minutes(exercise, row[_MINUTES]))


def _minutes(exercise: Exercise, written: str) -> Iterator[str]:
    minutes = exercise.seconds_per_set / PER_MINUTE
    try:
        fits = abs(float(written) - minutes) <= _TENTH + 1e-9
    except ValueError:
        fits = False
    if not fits:
        yield f"`{_MINUTES}` is {written!r}: reps, tempo and rest come to {minutes:.1f}"


def disagreements(exercises: Iterable[Exercise]) -> Iterator[tuple[Exercise, str]]:
    """What does not agree within an exercise, or between them: ids, links, contacts."""
    listed = list(exercises)
    ids = [exercise.id for exercise in listed]
    for number, exercise in enumerate(listed):
        if exercise.id in ids[:number]:
            yield exercise, f"there is another exercise `{exercise.id}`"
        for word, link in (("easier", exercise.easier), ("harder", exercise.harder)):
            if link and link not in ids:
                yield exercise, f"the {word} one, `{link}`, is no exercise"
        sides = 2 if exercise.per_side else 1
        landed = exercise.reps.middle * sides if exercise.unit == "contacts" else 0
        if exercise.contacts != landed:
            yield exercise, f"a set has {exercise.contacts} contacts; its reps come to {landed:g}"


@cache
def shipped() -> Catalogue:
    """The catalogue that comes with the program."""
    path = constraints_folder() / "exercises" / "exercises.csv"
    return read_catalogue(path)


def with_own(own: Iterable[Exercise]) -> Catalogue:
    """The shipped catalogue and an athlete's own exercises; an own one replaces its namesake."""
    return {**shipped(), **{exercise.id: exercise for exercise in own}}
