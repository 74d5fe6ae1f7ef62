"""What a watch calls an exercise: words of the FIT format, which shows and counts by them."""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from scheduler.errors import FileError, Place, Problem
from scheduler.exercises.catalogue import Catalogue, shipped
from scheduler.resources import constraints_folder

Row = Mapping[Any, Any]
_COLUMNS = ("id", "category", "name")
_WORD = re.compile(r"(?:[a-z0-9]+(?:_[a-z0-9]+)*)?")


class WatchName(NamedTuple):
    """FIT's own words; empty where it has none that fits."""

    category: str
    name: str = ""


def read_watch_names(
    path: Path, catalogue: Catalogue, *, shown: str = "watch.csv"
) -> Mapping[str, WatchName]:
    """Read what each exercise of a catalogue is called on a watch.

    Parameters
    ----------
    path
        A CSV file in UTF-8 whose columns are explained in ``constraints/exercises/README.md``.
    catalogue
        The exercises, each of which has its row.
    shown
        What the file is called in messages.

    Raises
    ------
    FileError
        Once, with all problems of the file.
    """
    found: dict[str, WatchName] = {}
    problems: list[Problem] = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != _COLUMNS:
            says = f"the columns are {', '.join(_COLUMNS)}"
            raise FileError([Problem(Place(shown, 1), says)])
        for row in rows:
            wrong = _wrong(row, found, catalogue)
            problems += [Problem(Place(shown, rows.line_num), says) for says in wrong]
            found[row["id"]] = WatchName(row["category"] or "", row["name"] or "")
    missing = [f"the exercise `{one}` has no row" for one in catalogue if one not in found]
    problems += [Problem(Place(shown), says) for says in missing]
    if problems:
        raise FileError(problems)
    return found


def _wrong(row: Row, before: Mapping[str, WatchName], known: Catalogue) -> Iterator[str]:
    if None in row or None in row.values():
        yield f"the row has not {len(_COLUMNS)} cells"
        return
    if row["id"] not in known:
        yield f"there is no exercise `{row['id']}`"
    if row["id"] in before:
        yield f"there is another row for `{row['id']}`"
    for column in _COLUMNS[1:]:
        if not _WORD.fullmatch(row[column]):
            yield f"`{column}` is {row[column]!r}: write small letters, digits and _"
    if row["name"] and not row["category"]:
        yield "a `name` wants its `category`"


@cache
def watch_names() -> Mapping[str, WatchName]:
    """The names of the shipped exercises, by id."""
    path = constraints_folder() / "exercises" / "watch.csv"
    return read_watch_names(path, shipped())
