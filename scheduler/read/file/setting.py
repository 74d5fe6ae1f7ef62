"""One value of an athlete file set otherwise, as ``--what-if`` says it; the file stays as it is.

``rules.gap_before_hard_run.heavy.min=36h`` replaces a value (maps merge, as in a file that extends
another), ``availability.wed+=12:00-13:00`` adds to a list. An entry of a list is named by its
number, counted from 1; where there is only one entry, it needs no number.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.errors import FileError, Place, Problem, UsageError
from scheduler.read.file.athlete_file import AthleteSource, validated
from scheduler.read.file.merge import Merged, in_full_form, merged, with_requests_listed
from scheduler.read.file.source import Source, read_value
from scheduler.read.file.written import Written
from scheduler.rules import RULES
from scheduler.units import WEEKDAYS, ClockWindow, Days, read_days, read_window, windows_on

_SHAPE = re.compile(r"(?P<path>[^=+]+?)\s*(?P<sign>\+?=)\s*(?P<value>.*)")
_EXAMPLE = "write one like rules.gap_before_hard_run.heavy.min=36h or availability.wed+=12:00-13:00"
_WINDOWS = ("availability", "windows")  # maps of windows by day
_GIVEN = (("extends",), ("week", "starts"), ("athlete", "id"))  # the files, the days, the events
_BEGIN = "begin with the section, as in strength.1.minutes"
_MONDAY = dt.date(1970, 1, 5)  # of a week whose dates no file names

Below = Written | None  # what stands there before


@dataclass(frozen=True)
class Setting:
    """A value of the file, and what it is set to."""

    path: tuple[str, ...]
    value: str  # as it would be written in the file
    adds: bool = False

    def __str__(self) -> str:
        """Write ``rules.weekly_load.cap=2500``."""
        return f"{'.'.join(self.path)}{'+=' if self.adds else '='}{self.value}"


def read_setting(text: str) -> Setting:
    """Read a setting.

    Raises
    ------
    UsageError
        It has no such form.
    """
    found = _SHAPE.fullmatch(text.strip())
    path = tuple(part.strip() for part in found["path"].split(".")) if found else ()
    if found is None or not all(path):
        raise UsageError(f"--what-if {text!r} does not say what to set: {_EXAMPLE}")
    return Setting(path, found["value"], adds=found["sign"] == "+=")


def with_settings(
    source: AthleteSource,
    settings: Sequence[Setting],
    environment: Mapping[str, str] | None = None,
) -> AthleteSource:
    """The athlete file as if some values were set otherwise.

    Raises
    ------
    FileError
        Once, with all problems of what the settings say.
    """
    found, problems = source.merged, list[Problem]()
    for setting in settings:
        found, wrong = _with(found, setting)
        problems += wrong
    try:
        changed = validated(found, environment, floor=source.floor)
    except FileError as error:
        raise FileError([*problems, *error.problems]) from None
    if problems:
        raise FileError(problems)
    return changed


def _with(whole: Merged, setting: Setting) -> tuple[Merged, tuple[Problem, ...]]:
    """The file with one setting, or as it is where that cannot be laid over it."""
    shown = f"--what-if {setting}"
    value, problems = read_value(setting.value, shown=shown)
    if problems:
        return whole, problems
    if value.value == {}:
        says = f"`{setting}` sets nothing: an empty map changes none of what stands there"
        return whole, (Problem(Place(shown), says, "name what is to be set"),)
    if setting.path[0].isdecimal() or any(_sets(setting.path, value, key) for key in _GIVEN):
        says = f"`{'.'.join(setting.path)}` cannot be set by --what-if"
        hint = _BEGIN if setting.path[0].isdecimal() else "change the file itself"
        return whole, (Problem(Place(shown), says, hint),)
    setting = _of_main_key(setting)
    path, change = setting.path, _change(setting, value)
    if setting.adds and len(path) > 1 and path[-2] in _WINDOWS:
        days = path[-1]
        path, change = path[:-1], lambda below: _more_windows(below, days, value)
    try:
        top = _laid(whole.top, path, change)
    except _LostError as lost:
        return whole, (Problem(Place(shown), str(lost), lost.hint),)
    nothing = Written({}, value.place, value.place)
    told = Source(shown, whole.own.path, nothing, counted_from=whole.own.shown)
    top = with_requests_listed(top)
    return replace(whole, top=top, sources={**whole.sources, shown: told}), ()


def _sets(path: Sequence[str], value: Written, key: Sequence[str]) -> bool:
    """Whether a value laid at a path sets a key, or something below it."""
    if len(path) >= len(key):
        return tuple(path[: len(key)]) == tuple(key)
    found: Below = value if tuple(key[: len(path)]) == tuple(path) else None
    for name in key[len(path) :]:
        found = found.part(name) if found is not None else None
    return found is not None


def _of_main_key(setting: Setting) -> Setting:
    """What is added to a rule is added to the list that its bare value stands for."""
    if setting.adds and len(setting.path) == 2 and setting.path[0] == "rules":  # noqa: PLR2004
        main = RULES[setting.path[1]].main if setting.path[1] in RULES else None
        return replace(setting, path=(*setting.path, main)) if main else setting
    return setting


class _LostError(Exception):
    """The path leads nowhere."""

    def __init__(self, says: str, hint: str) -> None:
        super().__init__(says)
        self.hint = hint


def _laid(below: Below, path: Sequence[str], change: Callable[[Below], Written]) -> Written:
    """The value with a change made at the end of a path."""
    if not path:
        return change(below)
    if below is not None and isinstance(below.value, list):
        number, rest = _entry(below.value, path)
        entries = [*below.value]
        entries[number] = _laid(entries[number], rest, change)
        return replace(below, value=entries)
    name, *rest = path
    if below is None and name.isdecimal():
        raise _LostError(f"there is no entry {name}", "the list is empty: set it as a whole")
    around = below if below is not None and isinstance(below.value, dict) else None
    inside = around.value if around is not None and isinstance(around.value, dict) else {}
    laid = _laid(inside.get(name), rest, change)
    return replace(around or laid, value={**inside, name: laid})


def _entry(entries: Sequence[Written], path: Sequence[str]) -> tuple[int, Sequence[str]]:
    """Which entry of a list is meant, and the path below it."""
    name, *rest = path
    if not name.isdecimal():
        if len(entries) == 1:
            return 0, path
        says = f"`{name}`: it is not said which of {len(entries)} entries is meant"
        key = name if not rest or any(entry.part(name) for entry in entries) else rest[0]
        hint = f"write its number, as in 1.{key}" if entries else "the list is empty"
        raise _LostError(says, hint)
    if not 1 <= int(name) <= len(entries):
        counted = {0: "the list is empty", 1: "there is one, counted from 1"}
        hint = counted.get(len(entries), f"there are {len(entries)}, counted from 1")
        raise _LostError(f"there is no entry {name}", hint)
    return int(name) - 1, rest


def _change(setting: Setting, value: Written) -> Callable[[Below], Written]:
    """What becomes of the value that stands at the end of the path."""
    full = _in_full_form(setting.path, value)
    if setting.adds:
        return lambda below: _added(below, full)
    return lambda below: full if below is None else merged(below, full)


def _in_full_form(path: Sequence[str], value: Written) -> Written:
    """The value as it would be read in the place where the path ends, short forms written out."""
    section, *rest = (name for name in path if not name.isdecimal())
    inside = value
    for name in reversed(rest):
        inside = replace(value, value={name: inside})
    is_entry = section == "calendars" and not isinstance(inside.value, list)
    listed = replace(value, value=[inside]) if is_entry else inside
    found = in_full_form(replace(value, value={section: listed})).part(section)
    for step in ((0,) if is_entry else ()) + tuple(rest):
        found = found.part(step) if found is not None else None
    return found or value


def _added(below: Below, value: Written) -> Written:
    """A list with more entries."""
    more = value.value if isinstance(value.value, list) else [value]
    if below is None:
        return replace(value, value=more)
    if not isinstance(below.value, list):
        raise _LostError("`+=` adds to a list, and this is none", "use `=`")
    return replace(value, value=[*below.value, *more])


def _more_windows(below: Below, days: str, value: Written) -> Written:
    """A map of windows in which some days have more; each keeps those that it has by any key."""
    known = below.value if below is not None and isinstance(below.value, dict) else {}
    if days in known:
        changed = {days: _added(known[days], value)}
    else:
        try:
            named = [day for part in read_days(days) for day in _dates(part)]
            windows = {
                key: tuple(read_window(window.value) for window in written.value)
                for key, written in known.items()
                if isinstance(written.value, list)
            }
        except ValueError:
            named, windows = [(days, _MONDAY)], {}  # the validation says what is wrong
        changed = {name: _added(_told(windows_on(windows, on), value), value) for name, on in named}
    return replace(below or value, value={**known, **changed})


def _dates(days: Days) -> list[tuple[str, dt.date]]:
    """The key of each of some days by itself, and a date that is such a day."""
    if days.date is not None:
        return [(days.date.isoformat(), days.date)]
    return [(WEEKDAYS[n], _MONDAY + dt.timedelta(days=n)) for n in sorted(days.weekdays)]


def _told(windows: Sequence[ClockWindow], value: Written) -> Written:
    """Windows as if they were written where a value stands."""
    listed = [Written(str(window), value.place, value.place) for window in windows]
    return Written(listed, value.place, value.place)
