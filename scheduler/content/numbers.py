"""Tables of named numbers in the shipped folder: one a row, with its unit and its reason."""

import csv
from typing import TypeVar

from scheduler.resources import constraints_folder

T = TypeVar("T")


def numbers(kind: type[T], table: str) -> T:
    """Read a table into a dataclass whose fields are its names; whole numbers are ints."""
    path = constraints_folder() / "exercises" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return kind(**{row["name"]: _number(row["value"]) for row in csv.DictReader(file)})


def _number(cell: str) -> float:
    return int(cell) if cell.isdigit() else float(cell)
