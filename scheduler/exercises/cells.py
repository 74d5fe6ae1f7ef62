"""The cells of the catalogue, read from text.

A reader raises ValueError with the end of a sentence: what is wrong with the cell.
"""

import re
from collections.abc import Callable
from typing import Any, get_args

from scheduler.exercises.exercise import Span
from scheduler.exercises.words import Equipment, Limit

Reader = Callable[[str], Any]
_ID = re.compile(r"[a-z][a-z0-9_]*")
_SPAN = re.compile(r"(\d+)(?:-(\d+))?")
_TEMPO = re.compile(r"|X|iso|\d+-\d+-(?:\d+|X)")
_ITEMS = get_args(Equipment)
_LIMITS = get_args(Limit)
_CHANGES = ("flat_floor_only",)  # under which an exercise is allowed after all


def text(cell: str) -> str:
    """Any text but none."""
    if not cell.strip():
        raise ValueError("is empty")
    return cell.strip()


def an_id(cell: str) -> str:
    """A key in small letters: ``split_squat``."""
    if not _ID.fullmatch(cell):
        raise ValueError(f"is {cell!r}: write small letters, digits and _")
    return cell


def one_of(choices: tuple[str, ...]) -> Reader:
    """Make a reader of one of these words."""

    def read(cell: str) -> str:
        if cell not in choices:
            raise ValueError(f"is {cell!r}: write one of {', '.join(choices)}")
        return cell

    return read


def some_of(choices: tuple[str, ...]) -> Reader:
    """Make a reader of these words, joined with ``|``."""
    one = one_of(choices)
    return lambda cell: tuple(one(part) for part in cell.split("|")) if cell else ()


def yes_or_no(cell: str) -> bool:
    """``yes`` or ``no``."""
    return bool(one_of(("yes", "no"))(cell) == "yes")


def whole(least: int, most: int) -> Reader:
    """Make a reader of whole numbers."""

    def read(cell: str) -> int:
        if not (cell.isascii() and cell.isdigit() and least <= int(cell) <= most):
            raise ValueError(f"is {cell!r}: write a whole number from {least} to {most}")
        return int(cell)

    return read


def span(cell: str) -> Span:
    """``3``, or ``2-3``."""
    found = _SPAN.fullmatch(cell)
    if found is None:
        raise ValueError(f"is {cell!r}: write a number, or a range like 2-3")
    read = Span(int(found[1]), int(found[2] or found[1]))
    if read.least > read.most:
        raise ValueError(f"is {cell!r}: the smaller number comes first")
    return read


def tempo(cell: str) -> str:
    """``3-0-1``, ``2-0-X``, ``X``, ``iso`` or nothing."""
    if not _TEMPO.fullmatch(cell):
        raise ValueError(f"is {cell!r}: write one like 3-0-1, 2-0-X, X or iso")
    return cell


def equipment(cell: str) -> tuple[frozenset[str], ...]:
    """``box/bench|dumbbell``: a box or a bench, and a dumbbell; nothing where nothing is needed."""
    one = one_of(_ITEMS)
    groups = cell.split("|") if cell else []
    return tuple(frozenset(one(item) for item in group.split("/")) for group in groups)


def extras(cell: str) -> tuple[str, ...]:
    """The same, kept as written: what may be added and excludes nothing."""
    equipment(cell)
    return tuple(cell.split("|")) if cell else ()


def bars(cell: str) -> dict[str, str]:
    """``pfp_acute|achilles_insertional:flat_floor_only``: the limits, and what lifts them."""
    found: dict[str, str] = {}
    for part in cell.split("|") if cell else ():
        limit, colon, change = part.partition(":")
        one_of(_LIMITS)(limit)
        found[limit] = one_of(_CHANGES)(change) if colon else ""
    return found
