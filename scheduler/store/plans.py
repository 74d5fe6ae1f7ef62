"""The kept plans of one athlete: a folder with one file per week, named by its first date.

The files are made to be read by people too. They are written as a whole or not at all, one run at
a time, and never over a file that is not understood: a week's history cannot be had again.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, NonNegativeInt, TypeAdapter

from scheduler.exercises.session import Given
from scheduler.horizon import MARGIN_DAYS, Horizon
from scheduler.store.edits import Edit
from scheduler.store.files import File, write_together
from scheduler.store.kept_json import KeptJson
from scheduler.store.locks import locked, refused
from scheduler.store.stamps import KeptEvent

HOME = "MICROCYCLE_HOME"
NEAR = dt.timedelta(days=MARGIN_DAYS)  # kept weeks farther away say nothing of those to plan

_FILE = re.compile(r"(\d{4}-\d{2}-\d{2})\.json")
_PLAN = KeptJson(
    "microcycle-plan/1",
    "kept plan of microcycle",
    "move it away to start this week anew, or bring back a good copy",
)


@dataclass(frozen=True, slots=True)
class KeptSession:
    """One session as it was placed, or as it was fixed."""

    key: str  # its identity in the week's request
    uid: str
    activity: str  # strength, run or race
    kind: str
    title: str
    start: AwareDatetime
    minutes: int  # [min]
    rpe: float  # [0 to 10]
    load: int  # [AU]
    origin: str  # planned, fixed, pinned, done or missed
    asked: str  # the class asked for, which may be heavier than its kind
    exercises: tuple[Given, ...] = ()  # what was to be done


@dataclass(frozen=True, slots=True)
class Revision:
    """One plan of the week, and when it was made."""

    made: AwareDatetime
    sessions: tuple[KeptSession, ...]
    missing: tuple[str, ...] = ()  # the keys of those that found no place


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """All that is kept of one week: its plans, oldest first, and its calendar events by UID."""

    athlete: str
    week: dt.date  # its first date
    revisions: tuple[Revision, ...]
    events: Mapping[str, KeptEvent]
    name: str | None = None  # how the athlete is called; plans of before feeds do not say it,
    zone: str | None = None  # nor the time zone in which the events were written (IANA name)
    # The number, from 0, of the plan last made from each; see ``inputs_of``.
    inputs: Mapping[str, NonNegativeInt] = field(default_factory=dict)
    edits: Mapping[str, Edit] = field(default_factory=dict)  # the athlete's, by UID


def plans_folder(athlete_file: Path, environ: Mapping[str, str]) -> Path:
    """Name the folder of an athlete's kept plans.

    Parameters
    ----------
    athlete_file
        The athlete's constraint file.
    environ
        The environment; ``MICROCYCLE_HOME`` names another folder for ``plans/`` to lie in.

    Returns
    -------
    Path
        ``plans/<stem of the athlete's file>``, beside that file where nothing else is said.
    """
    base = Path(environ[HOME]).expanduser() if is_shared(environ) else athlete_file.parent
    return base / "plans" / athlete_file.stem


def is_shared(environ: Mapping[str, str]) -> bool:
    """Whether the plans lie where those of another athlete file of the same stem may lie too.

    Beside an athlete's file they are that athlete's, however the athlete is called there.
    """
    return bool(environ.get(HOME))


def dates_kept(names: Iterable[str]) -> dict[dt.date, str]:
    """The files that keep a week, of all the names in a folder, by the week's first date."""
    found = ((_date_of(name), name) for name in sorted(names))
    return {date: name for date, name in found if date is not None}


def _date_of(name: str) -> dt.date | None:
    found = _FILE.fullmatch(name)
    try:
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def with_revision(kept: KeptWeek, revision: Revision, made_from: str | None = None) -> KeptWeek:
    """Add a plan to the week, unless it places or leaves out every session as the last one did.

    With ``made_from``, see ``inputs_of``, it is known again as the plan of these inputs.
    """
    last = kept.revisions[-1] if kept.revisions else None
    if last is None or not _say_the_same(last, revision):
        kept = replace(kept, revisions=(*kept.revisions, revision))
    if made_from is None:
        return kept
    return replace(kept, inputs={**kept.inputs, made_from: len(kept.revisions) - 1})


def read_week(folder: Path, week: dt.date, *, athlete: str | None = None) -> KeptWeek | None:
    """Read what is kept of one week.

    Parameters
    ----------
    folder
        The athlete's kept plans, see ``plans_folder``.
    week
        The week's first date.
    athlete
        Whose week it must be; None takes anybody's.

    Returns
    -------
    KeptWeek or None
        None where nothing is kept of this week.

    Raises
    ------
    FileError
        The file is damaged, from a newer version, or of another week or athlete.
    """
    path = _path(folder, week)
    kept = _PLAN.read(path, _weeks())
    if kept is None:
        return None
    if kept.week != week:
        raise _PLAN.damaged(path, f"holds the week of {kept.week}, not of {week}")
    if athlete is not None and kept.athlete != athlete:
        hint = f"give each athlete a file name of their own, set {HOME}, or move it away"
        raise refused(path, f"is the week of {kept.athlete}, not of {athlete}", hint)
    return kept


def kept_weeks(folder: Path, horizon: Horizon, athlete: str | None = None) -> tuple[KeptWeek, ...]:
    """The kept weeks in the horizon and beside it, in order; with ``athlete``, only that one's.

    Raises
    ------
    FileError
        One of them is damaged, from a newer version, or another athlete's.
    """
    dates = dates_kept(path.name for path in folder.glob("*.json"))
    last = horizon.date(horizon.days)
    near = (date for date in dates if horizon.first - NEAR <= date < last + NEAR)
    found = (read_week(folder, date, athlete=athlete) for date in near)
    return tuple(week for week in found if week is not None)


def write_week(folder: Path, kept: KeptWeek, was: KeptWeek | None = None) -> Path:
    """Keep a week; where the file already says just this, it is left untouched.

    Parameters
    ----------
    folder
        The athlete's kept plans, see ``plans_folder``; made if there is none.
    kept
        The week as it is to be.
    was
        The week as it was read, from which it has grown; None where nothing was kept of it.

    Returns
    -------
    Path
        The week's file.

    Raises
    ------
    FileError
        See ``week_file``; or the folder cannot be written.
    """
    with locked(folder, _path(folder, kept.week)):
        file = week_file(folder, kept, was)
        write_together([file])
    return file.path


def week_file(folder: Path, kept: KeptWeek, was: KeptWeek | None) -> File:
    """The file of a week, to be written while the folder is held; see ``write_week``.

    Raises
    ------
    FileError
        The file there is damaged, from a newer version, of another athlete, or was changed by
        another run since it was read.
    """
    path = _path(folder, kept.week)
    weeks = (read_week(folder, kept.week, athlete=kept.athlete), was, kept)
    there, *known = (None if week is None else _written(week) for week in weeks)
    if there not in known:
        raise refused(path, "another run has changed it meanwhile", "run the command again")
    return File(path, _PLAN.written(_written(kept)))


def _path(folder: Path, week: dt.date) -> Path:
    return folder / f"{week.isoformat()}.json"


@cache
def _weeks() -> TypeAdapter[KeptWeek]:
    return TypeAdapter(KeptWeek)


@cache
def _sessions() -> TypeAdapter[tuple[KeptSession, ...]]:
    return TypeAdapter(tuple[KeptSession, ...])


def _written(kept: KeptWeek) -> dict[str, Any]:
    """The week as its file says it.

    Weeks are compared so, because two aware times of a doubled hour are never equal across zones.
    """
    found: dict[str, Any] = _weeks().dump_python(kept, mode="json")
    return found


def _say_the_same(one: Revision, other: Revision) -> bool:
    """Whether two plans are one, compared as they are written."""
    written = [_sessions().dump_python(plan.sessions, mode="json") for plan in (one, other)]
    return one.missing == other.missing and written[0] == written[1]
