"""The CSV exports that can be read: their columns, and in what they count time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from scheduler.past import Sport
from scheduler.read.file.sections import History
from scheduler.read.history import words
from scheduler.read.history.table import Found, Table
from scheduler.read.history.trouble import ExportError, NotSettledError


@dataclass(frozen=True)
class Format:
    """How one program writes its CSV."""

    columns: words.Columns
    needed: tuple[str, ...]
    counts: Literal["clock", "s", "min", "h"] = "clock"  # how lengths are written
    metres: bool = False  # distances are in metres, whatever the account shows
    utc: bool = False  # times are UTC, not the athlete's
    sport: Sport | None = None  # holds this sport alone
    plans: bool = False  # holds planned sessions too: those without a length


FORMATS: Mapping[str, Format] = {
    "garmin": Format(words.GARMIN, ("start", "sport", "time")),
    "strava": Format(words.STRAVA, ("start", "sport", "time"), counts="s", utc=True),
    "intervals": Format(words.INTERVALS, ("start", "sport", "time"), counts="s", metres=True),
    "trainingpeaks": Format(
        words.TRAININGPEAKS, ("start", "sport", "time"), counts="h", metres=True, plans=True
    ),
    "hevy": Format(words.HEVY, ("start", "end"), sport="strength"),
    "csv": Format(words.PLAIN, ("start", "sport", "time"), counts="min"),
}


def located(table: Table, entry: History) -> Found:
    """Find the columns of an export by their names, by the athlete's word, or by their place.

    Where a name comes twice the last column is meant: Strava's first ones are for show.

    Raises
    ------
    NotSettledError
        A column that is needed is not there under a name that is known.
    ExportError
        The file is not of the format that the entry names.
    """
    form = FORMATS[entry.format]
    place = {
        field: places[-1]
        for field, names in form.columns.items()
        if (places := table.places(names))
    }
    if entry.format == "strava":
        place = _by_repetition(table, place)
    for field, name in entry.columns.items():
        told = table.places((name,))
        if not told:
            raise NotSettledError(f"there is no column `{name}`", f"it has: {_listed(table)}")
        place[field] = told[-1]
    missing = [field for field in form.needed if field not in place]
    if len(missing) == len(form.needed):
        hint = f"look whether it is of the format `{entry.format}`; it has: {_listed(table)}"
        raise ExportError(f"has no column that a {entry.format} export has", hint)
    if missing:
        says = f"no column is known to hold {' and '.join(_HELD[field] for field in missing)}"
        named = ", ".join(f"{field}: ..." for field in missing)
        hint = f"add `columns: {{{named}}}` to this entry; the file has: {_listed(table)}"
        raise NotSettledError(says, hint)
    return Found(table, place)


_HELD = {
    "start": "the date", "end": "the end", "sport": "the kind of sport", "time": "the length",
}  # fmt: skip
_SHOWN = 20  # names in a message


def _listed(table: Table) -> str:
    more = ", ..." if len(table.header) > _SHOWN else ""
    return ", ".join(table.header[:_SHOWN]) + more


def _by_repetition(table: Table, place: dict[str, int]) -> dict[str, int]:
    """Strava's columns in any language: elapsed time and distance are named twice.

    The shape is: id, date, name, type, description, elapsed time, distance, ... and later again
    elapsed time, moving time, distance, all of them exact.
    """
    elapsed, distance = 5, 6
    if len(table.header) <= distance:
        return place
    again = [table.places((table.header[column],)) for column in (elapsed, distance)]
    if [places[0] for places in again] != [elapsed, distance] or min(map(len, again)) < 2:  # noqa: PLR2004
        return place
    first = {"start": 1, "title": 2, "sport": 3, "shown": distance}
    exact = {"elapsed": again[0][1], "time": again[0][1] + 1, "distance": again[1][1]}
    return {**first, **exact, **({"rpe": place["rpe"]} if "rpe" in place else {})}
