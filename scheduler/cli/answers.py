"""The answers to the questions of `init`, read with the same readers as the athlete file.

Each reader takes what was typed and returns lines for the file, or raises ValueError with a
sentence and an example.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from scheduler.read.file.fields import minutes, read_text, read_timezone, whole
from scheduler.read.file.near import near
from scheduler.training import RUN_KINDS
from scheduler.units import read_clock, read_days, read_window, write_clock

FEED = "RUN_FEED"  # the environment's name for a secret address
MOST_SESSIONS = 7  # one a day

_ADDRESS = re.compile(r"(https?|webcal)://\S+", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+)(min)?")
_DASH = re.compile(r"\s*(?:[-\u2013]|\bto\b)\s*")
_PLAIN = re.compile(r"[^\W\d][\w.' -]*(?<! )")  # text that YAML takes for text
_NO_TEXT = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
_NONE = frozenset({"none", "no", "-"})


def read_name(typed: str) -> str:
    """A name, quoted for the file where it must be."""
    return quoted(read_text(typed))


def read_zone(typed: str) -> str:
    """A time zone that this machine knows."""
    return read_timezone(typed)


def read_availability(typed: str) -> tuple[str, ...]:
    """Read ``mon-fri 06:00-08:00 and 17:30-21:00; sat-sun 08:00-12:00``."""
    windows: dict[str, list[str]] = {}
    for part in _parts(typed):
        days, times = _days_and_windows(part)
        windows.setdefault(days, []).extend(times)
    if not windows:
        raise ValueError("say at least one day and time, such as: mon-fri 06:00-08:00")
    return tuple(f"{_key(days)}: [{', '.join(times)}]" for days, times in windows.items())


def _days_and_windows(part: str) -> tuple[str, list[str]]:
    words = _DASH.sub("-", part).split()
    times = [str(read_window(word)) for word in words if ":" in word]
    days = _days([word for word in words if ":" not in word])
    if not times:
        raise ValueError(f"`{part:.40}` says no time: write, for example, {days} 06:00-08:00")
    return days, times


def read_runs(typed: str, *, folder: Path) -> tuple[str, tuple[str, ...]]:
    """Read a calendar's path, a feed's address, or ``tue 06:30 intervals 60; sun long 90``.

    Parameters
    ----------
    typed
        The answer.
    folder
        Where the athlete file will be: paths in it are counted from there.

    Returns
    -------
    str
        The section of the file, ``calendars`` or ``runs``.
    tuple[str, ...]
        Its entries; an address is not among them, since it is a secret.
    """
    answer = typed.strip()
    if answer.lower() in _NONE:
        return "runs", ()
    if _ADDRESS.fullmatch(answer):
        return "calendars", (f'{{url: "${{{FEED}}}", holds: runs}}',)
    if answer.lower().endswith((".ics", ".ical")):
        return "calendars", (f"{{path: {quoted(_path(answer, folder))}, holds: runs}}",)
    return "runs", tuple(_run(part) for part in _parts(answer))


def _path(answer: str, folder: Path) -> str:
    path = Path(answer).expanduser()
    if not path.is_file():
        raise ValueError(f"there is no file {answer}: its path is counted from where you are now")
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive of Windows
        return path.resolve().as_posix()


def _run(part: str) -> str:
    """One run, its words in any order: days, perhaps a start, a kind and a length."""
    days: list[str] = []
    found: dict[str, str] = {}
    for word in _DASH.sub("-", part).split():
        key, value = _word_of_run(word)
        if key == "day":
            days.append(value)
        elif key in found:
            raise ValueError(f"`{part:.40}` holds more than one run: write `;` between runs")
        else:
            found[key] = value
    for key, example in (("kind", "easy, long or intervals"), ("minutes", "60")):
        if key not in found:
            raise ValueError(f"`{part:.40}` does not say its {key}: add, for example, {example}")
    said = {"day": _key(_days(days)), **found}
    keys = (key for key in ("day", "start", "minutes", "kind") if key in said)
    return f"{{{', '.join(f'{key}: {said[key]}' for key in keys)}}}"


def _word_of_run(word: str) -> tuple[str, str]:
    """What a word is about, and what it says, as it is to stand in the file."""
    lowered = word.lower().strip(",")
    length = _LENGTH.fullmatch(lowered)
    if length:
        return "minutes", str(minutes(5, 600)(length[1]))
    if ":" in lowered:
        return "start", write_clock(read_clock(lowered))
    if lowered in RUN_KINDS:
        return "kind", lowered
    if lowered == "and":
        return "day", lowered
    try:
        read_days(lowered)
    except ValueError:
        kinds = near(lowered, RUN_KINDS)
        raise ValueError(f"`{word:.40}` is no day, time, kind of run or length; {kinds}") from None
    return "day", lowered


def read_sessions(typed: str) -> str:
    """Read ``2``, or ``2-3``: three are wanted, two are enough."""
    counts = [whole(1, MOST_SESSIONS)(part) for part in _DASH.split(typed.strip())]
    match counts:
        case [count]:
            return str(count)
        case [least, target] if least < target:
            return f"{{target: {target}, min: {least}}}"
        case _:
            raise ValueError(f"`{typed:.40}` is no number of sessions: write 2, or 2-3")


def quoted(text: str) -> str:
    """Text as the file holds it: plain where YAML takes it for text, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    return "'" + text.replace("'", "''") + "'"


def _parts(typed: str) -> Iterator[str]:
    yield from (part.strip() for part in typed.split(";") if part.strip())


def _days(words: list[str]) -> str:
    named = [word.strip(",") for word in words if word.lower() != "and"]
    days = ",".join(named).lower() or "daily"
    read_days(days)
    return days


def _key(days: str) -> str:
    return f'"{days}"' if "," in days else days
