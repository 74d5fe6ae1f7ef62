"""What must agree between several keys of the athlete file.

Each check is a function of the merged file that yields ``(place, sentence, hint)``. A value that
cannot be read is passed over here, because the validation speaks of it; so one run names everything
that is wrong.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from scheduler.read.file.fields import minutes, read_date, read_text, whole
from scheduler.read.file.merge import Merged
from scheduler.read.file.near import near
from scheduler.read.file.written import Written
from scheduler.training import ANY_KIND, CLASSES, RACE, RUN_KINDS, SHORTER_BY

Slip = tuple[Written, str, str]
Value = TypeVar("Value")
_LENGTH = minutes(5, 600)
_COUNT = whole(0, 14)


def slips(merged: Merged, environment: Mapping[str, str] | None) -> Iterator[Slip]:
    """Everything in the file that does not agree.

    Parameters
    ----------
    merged
        The file with its presets.
    environment
        Where ``${NAME}`` in addresses is looked up; None does not look.
    """
    top = merged.top
    for check in (_one_of_two, _away_ends, _names_differ, _pins_meet, _kinds_are_whole):
        yield from check(top)
    if merged.complete:
        yield from _availability_is_given(top)
    for request in entries(top, "strength"):
        yield from _lengths(request)
        yield from _counts(request)
        yield from _lighter(request)
    yield from _files_exist(merged)
    if environment is not None:
        yield from _environment_has(top, environment)


def entries(top: Written, section: str) -> Iterator[Written]:
    """The maps in the list of a section, as far as they are maps in a list."""
    listed = top.part(section)
    if listed is not None and isinstance(listed.value, list):
        yield from (entry for entry in listed.value if isinstance(entry.value, dict))


def _read(written: Written | None, reader: Callable[[Any], Value]) -> Value | None:
    """The value, or None where it is absent or cannot be read."""
    if written is None or not isinstance(written.value, str):
        return None
    try:
        return reader(written.value)
    except ValueError:
        return None


_PAIRS = {
    "runs": ("day", "date", "tue"),
    "fixed_strength": ("day", "date", "tue"),
    "calendars": ("path", "url", "work.ics"),
}


def _one_of_two(top: Written) -> Iterator[Slip]:
    for section, (one, other, example) in _PAIRS.items():
        for entry in entries(top, section):
            first, second = entry.part(one), entry.part(other)
            if first is not None and second is not None:
                yield second, f"`{one}` and `{other}` are both given", "keep one of the two"
            elif first is None and second is None:
                says = f"this entry of `{section}` needs `{one}` or `{other}`"
                yield entry, says, f"add, for example, `{one}: {example}`"


def _away_ends(top: Written) -> Iterator[Slip]:
    for away in entries(top, "away"):
        first, last = _read(away.part("from"), read_date), _read(away.part("to"), read_date)
        if first and last and last < first:
            yield away.at(("to",)), f"`to` ({last}) is before `from` ({first})", "swap them"


def _availability_is_given(top: Written) -> Iterator[Slip]:
    availability = top.part("availability")
    if availability is not None and availability.value != {}:
        return
    hint = "add, for example, `availability: {mon-fri: [06:00-08:00]}`"
    for request in entries(top, "strength"):
        sessions = request.part("sessions")
        if sessions is None or sessions.value != "0":
            says = "strength is to be placed, but `availability` does not say when"
            yield (availability or request), says, hint
            return
    for run in entries(top, "runs"):
        kind = run.part("kind")
        is_race = kind is not None and kind.value == "race"  # a race has a start of its own
        if run.part("start") is None and not is_race:
            says = "a run without `start` is to be placed, but `availability` does not say when"
            yield (availability or run), says, hint
            return


def _request_name(request: Written) -> str:
    return _read(request.part("name"), read_text) or "Strength"


def _names_differ(top: Written) -> Iterator[Slip]:
    seen: set[str] = set()
    for request in entries(top, "strength"):
        name = _request_name(request)
        if name in seen:
            says = f"two requests of `strength` are called `{name}`"
            yield request.part("name") or request, says, "give each a `name:` of its own"
        seen.add(name)


def _target(request: Written) -> int | None:
    sessions = request.part("sessions")
    counted = sessions.part("target") if sessions else None
    return _read(counted or sessions, _COUNT)


def _pins_meet(top: Written) -> Iterator[Slip]:
    targets = {_request_name(request): _target(request) for request in entries(top, "strength")}
    if None in targets.values():
        return  # how many there are is not known
    known = [
        f"{name} {chr(ord('A') + number)}"
        for name, target in targets.items()
        for number in range(target or 0)
    ]
    names = [_read(pin.part("session"), read_text) for pin in entries(top, "pins")]
    twice = Counter(names)
    for pin, name in zip(entries(top, "pins"), names, strict=True):
        if name is None:
            continue
        if name not in known:
            hint = near(name, known) if known else "ask for sessions in `strength` first"
            yield pin.at(("session",)), f"there is no session `{name}`", hint
        elif twice[name] > 1 and _same_date(pin, top, name):
            yield pin.at(("session",)), f"`{name}` is pinned twice on one date", "keep one"


def _same_date(pin: Written, top: Written, name: str) -> bool:
    """Whether an earlier pin of this session has the same date."""
    for other in entries(top, "pins"):
        if other is pin:
            return False
        if _read(other.part("session"), read_text) == name and (
            _read(other.part("date"), str) == _read(pin.part("date"), str)
        ):
            return True
    return False


def _kinds_are_whole(top: Written) -> Iterator[Slip]:
    """A preset gives these; a file may change them and not take them away."""
    kinds = top.part("kinds")
    for name in kinds.value if kinds is not None and isinstance(kinds.value, dict) else ():
        for key, needed in _NEEDED.items():
            written = top.at(("kinds", name)).part(key)
            if name in needed and written is not None and written.value is None:
                says = f"`{key}` of `{name}` is empty"
                yield written, says, "write a number, or remove the line to keep the preset's"


_NEEDED = {"rpe": ANY_KIND, "minutes": frozenset(RUN_KINDS), "pace": RACE}


def _lengths(request: Written) -> Iterator[Slip]:
    longest, shortest = (_read(request.part(key), _LENGTH) for key in ("minutes", "min_minutes"))
    if longest is None or shortest is None:
        return
    written = request.at(("min_minutes",))
    if shortest > longest:
        says = f"`min_minutes` ({shortest}) is longer than `minutes` ({longest})"
        yield written, says, f"write at most {longest}"
    elif (longest - shortest) % SHORTER_BY:
        steps = f"steps of {SHORTER_BY} minutes"
        says = f"from `minutes` ({longest}) one cannot get to {shortest} in {steps}"
        below = longest - (longest - shortest) // SHORTER_BY * SHORTER_BY
        yield written, says, f"write {below} or {max(below - SHORTER_BY, SHORTER_BY)}"


def _counts(request: Written) -> Iterator[Slip]:
    sessions = request.part("sessions")
    if sessions is None:
        return
    target, least = (_read(sessions.part(key), _COUNT) for key in ("target", "min"))
    if target is not None and least is not None and least > target:
        says = f"`min` ({least}) is more than `target` ({target})"
        yield sessions.at(("min",)), says, f"write at most {target}"


def _lighter(request: Written) -> Iterator[Slip]:
    asked, others = request.part("class"), request.part("may_become")
    if asked is None or asked.value not in CLASSES or others is None:
        return
    lighter = CLASSES[CLASSES.index(asked.value) + 1 :]
    for other in others.value if isinstance(others.value, list) else ():
        if other.value in CLASSES and other.value not in lighter:
            hint = f"write one of: {', '.join(lighter)}" if lighter else "remove `may_become`"
            yield other, f"`{other.value}` is not lighter than `{asked.value}`", hint


def _files_exist(merged: Merged) -> Iterator[Slip]:
    for section in ("calendars", "history"):
        for entry in entries(merged.top, section):
            path = entry.part("path")
            if path is None or not _read(path, read_text):
                continue
            found = merged.path_of(path)
            if found.is_dir() and not _may_be_a_folder(entry):
                yield path, f"`{path.value}` is a folder", "name a file in it"
            elif not found.exists():
                hint = "the path is counted from the folder of the file that names it"
                yield path, f"there is no file `{path.value}`", _beside(found) or hint


def _may_be_a_folder(entry: Written) -> bool:
    """Whether it names an export of which there is a file for each activity."""
    export = entry.part("format")
    return export is not None and export.value == "fit"


def _beside(path: "os.PathLike[str]") -> str:
    """The file of a like name in the same folder."""
    folder, name = os.path.split(path)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []  # noqa: PTH112, PTH208
    hint = near(name, names) if names else ""
    return hint.partition(" There are")[0] if hint.startswith("did you mean") else ""


def _environment_has(top: Written, environment: Mapping[str, str]) -> Iterator[Slip]:
    for entry in entries(top, "calendars"):
        url = entry.part("url")
        for name in names_in(str(url.value)) if url is not None else ():
            if not environment.get(name):
                says = f"the environment has no `{name}`, which this address needs"
                yield url or entry, says, f"set it first, for example: export {name}=https://..."


def names_in(url: str) -> tuple[str, ...]:
    """The names written ``${NAME}`` in an address."""
    return tuple(re.findall(r"\$\{(\w+)\}", url))


def filled_in(url: str, environment: Mapping[str, str]) -> str:
    """Put the values of the environment in place of each ``${NAME}``."""
    return re.sub(r"\$\{(\w+)\}", lambda found: environment.get(found[1], ""), url)
