"""All exports that an athlete file names, as one list of what was done."""

import datetime as dt
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.errors import FileError, Place, Problem
from scheduler.exercises.names import Names
from scheduler.past import Activity
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.file.sections import History
from scheduler.read.history.bounds import MOST_BYTES
from scheduler.read.history.export import Export
from scheduler.read.history.trouble import ExportError, NotSettledError

ALIKE = 10  # two exports tell of one activity if its starts or lengths differ by no more [min]


@dataclass(frozen=True)
class Exports:
    """What the exports tell, in order of time, each activity once."""

    activities: tuple[Activity, ...] = ()
    notes: tuple[str, ...] = ()


def read_exports(source: AthleteSource, home: ZoneInfo) -> Exports:
    """Read every entry of `history`; of an activity that two of them tell, the fuller is kept.

    Raises
    ------
    FileError
        Once, with what is wrong with all of them: a file that cannot be read, or a thing that only
        the athlete can say, at the line of its entry.
    """
    found: list[Activity] = []
    notes: list[str] = []
    problems: list[Problem] = []
    names = source.file.exercises.called()
    for number, entry in enumerate(source.file.history):
        for path, where in _files(source, number, entry):
            try:
                export = _read(path, entry, home, where, names)
            except NotSettledError as error:
                written = source.merged.top.at(("history", number))
                says = f"{where}: {error.says}"
                problems.append(source.merged.problem(written, says, error.hint))
            except ExportError as error:
                problems.append(Problem(Place(where), error.says, error.hint))
            else:
                found += export.activities
                notes += export.notes
    if problems:
        raise FileError(problems)
    return Exports(tuple(_each_once(found)), tuple(notes))


def _files(source: AthleteSource, number: int, entry: History) -> Iterator[tuple[Path, str]]:
    """The files of an entry, and how each is named: counted from where the command runs."""
    written = source.merged.top.at(("history", number, "path"))
    path = source.merged.path_of(written)
    shown = os.path.normpath(Path(source.merged.counted_from(written)).parent / entry.path)
    if not path.is_dir():
        yield path, shown
        return
    for inside in sorted(path.iterdir()):
        if inside.suffix.casefold() == ".fit":
            yield inside, os.path.join(shown, inside.name)  # noqa: PTH118 - a name, no path


def _read(path: Path, entry: History, home: ZoneInfo, where: str, names: Names) -> Export:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ExportError(f"cannot be read: {error.strerror or error}") from error
    if len(data) > MOST_BYTES:
        raise ExportError(f"is larger than {MOST_BYTES // 10**6} MB", "export a shorter time")
    if entry.format == "fit":
        from scheduler.read.history.fit import read_fit

        return read_fit(data, home, where)
    from scheduler.read.history.rows import read_rows

    return read_rows(data, entry, home, where, names)


def _each_once(activities: list[Activity]) -> list[Activity]:
    """Of each activity one telling, with what the others know beside it."""
    days: dict[dt.date, list[Activity]] = {}
    for activity in sorted(activities, key=_when):
        kept = days.setdefault(activity.date, [])
        same = next((n for n, other in enumerate(kept) if _is_same(other, activity)), None)
        if same is None:
            kept.append(activity)
        else:
            kept[same] = _fuller(kept[same], activity)
    return [activity for kept in days.values() for activity in kept]


def _when(activity: Activity) -> tuple[object, ...]:
    at = math.inf if activity.start is None else activity.start.timestamp()
    return activity.date, at, activity.sport, activity.title, activity.minutes


def _is_same(one: Activity, other: Activity) -> bool:
    """Whether two exports tell of one activity of a day; of one export no two are the same."""
    if one.sport != other.sport or one.where == other.where:
        return False
    if one.start is not None and other.start is not None:
        return abs(one.start.timestamp() - other.start.timestamp()) <= ALIKE * 60
    return abs(one.minutes - other.minutes) <= ALIKE


def _fuller(one: Activity, other: Activity) -> Activity:
    return replace(
        one,
        start=one.start or other.start,
        km=one.km or other.km,
        rpe=one.rpe if one.rpe is not None else other.rpe,
        done=one.done or other.done,
    )
