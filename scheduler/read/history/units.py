"""Which unit an export's distances have: said by its format, shown by its data, or asked for."""

import math
import statistics
from collections.abc import Iterable, Mapping
from contextlib import suppress
from decimal import Decimal

from scheduler.read.file.sections import History
from scheduler.read.history.formats import FORMATS
from scheduler.read.history.numbers import decimal_mark, number
from scheduler.read.history.table import Found
from scheduler.read.history.trouble import NotSettledError, RowError

KM = {"km": Decimal(1), "mi": Decimal("1.609344"), "m": Decimal("0.001")}
_NAMED = {"km": "km", "miles": "mi"}  # columns that are called by their unit
_NEAR = Decimal("0.1")  # how far two ways to count one distance may differ


def kilometres_in_one(found: Found, entry: History, runs: Iterable[Mapping[str, str]]) -> Decimal:
    """How many kilometres the unit of the column `distance` is.

    Raises
    ------
    NotSettledError
        Neither the format nor the data tell it, nor does the entry.
    """
    if entry.units is not None:
        return KM[entry.units]
    if FORMATS[entry.format].metres:
        return KM["m"]
    named = found.table.header[found.place["distance"]].casefold()
    unit = _NAMED.get(named) or _shown(found, entry, list(runs))
    if unit is None:
        raise NotSettledError(
            "nothing in the file says whether its distances are kilometres or miles",
            "add `units: km` or `units: mi` to this entry",
        )
    return KM[unit]


def _shown(found: Found, entry: History, runs: list[Mapping[str, str]]) -> str | None:
    """The unit by another way to count the same runs, as far as it leaves one only.

    Strava has a second column, in kilometres or miles, beside one in metres; Garmin has steps a
    minute, and metres a step.
    """
    if "shown" in found.place:
        ratio = _median(found, entry, runs, other=("shown",))
        shown = (ratio * KM[unit] for unit in ("km", "mi"))
        return "m" if any(_is_near(one, KM["m"]) for one in shown) else None
    if {"cadence", "stride"} <= set(found.place):
        metres = _median(found, entry, runs, other=("cadence", "stride", "minutes"))
        return next((u for u in ("km", "mi") if _is_near(metres * KM["m"], KM[u])), None)
    return None


def _is_near(one: Decimal, other: Decimal) -> bool:
    return abs(one / other - 1) < _NEAR


def _median(
    found: Found, entry: History, runs: list[Mapping[str, str]], *, other: tuple[str, ...]
) -> Decimal:
    """What the product of other cells is to the distance, in the middle of all runs; 0 for none."""
    fields = ("distance", *other)
    marks = {field: mark_of(found, entry, field) for field in fields if field in found.place}
    ratios = []
    for run in runs:
        with suppress(RowError):
            distance, *others = (number(run[field], marks.get(field, ".")) for field in fields)
            if distance:
                ratios.append(math.prod(others, start=Decimal(1)) / distance)
    return statistics.median(ratios) if ratios else Decimal(0)


def mark_of(found: Found, entry: History, field: str) -> str:
    """The decimal mark of one column."""
    place = found.place[field]
    cells, column = found.table.column(place), found.table.header[place]
    return decimal_mark(cells, column=column, told=entry.decimal)
