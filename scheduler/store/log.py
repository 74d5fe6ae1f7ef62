"""What the athlete says of sessions and exercises: a line for each word, never changed.

``log.jsonl`` lies beside the kept plans and is made to be read by people too. Its first line names
its form and whose it is. A word is taken back by a further line, so that nothing said is lost; the
last word on a session is the one that counts, and the last one on each exercise of it.
"""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    TypeAdapter,
    with_config,
)

from scheduler.exercises.done import Done
from scheduler.exercises.written import WrittenSet, read_set
from scheduler.past import Word
from scheduler.store.files import write_atomically
from scheduler.store.kept_json import KeptJson
from scheduler.store.locks import locked, refused

NAME = "log.jsonl"
_as_known = with_config(ConfigDict(extra="forbid"))
_AsWritten = Annotated[
    WrittenSet,
    BeforeValidator(lambda value: read_set(value) if isinstance(value, str) else value),
    PlainSerializer(str),
]

_LOG = KeptJson(
    "microcycle-log/1",
    "log of microcycle",
    "move it away to start a new log, or bring back a good copy",
)


@dataclass(frozen=True, slots=True)
class _Head:
    """The first line."""

    athlete: str


@_as_known
@dataclass(frozen=True, slots=True)
class Exercised:
    """What was said of one exercise of a session."""

    id: str
    sets: tuple[_AsWritten, ...] = ()
    rpe: float | None = None  # of each set [0 to 10]
    pain: Annotated[int, Field(ge=0, le=10)] | None = None  # at worst [0 to 10]
    worse: bool = False  # the next morning


@_as_known
@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said of a session, and when."""

    said: AwareDatetime
    what: Literal["done", "missed", "moved", "sets", "undone"]
    key: str  # the session's identity in its week
    title: str
    start: AwareDatetime  # when it was done, or was to be done
    plans: int = 0  # how many its week had by then
    minutes: int | None = None  # where not as planned [min]
    rpe: float | None = None  # where not as planned [0 to 10]
    exercise: Exercised | None = None  # the one that `sets` were said of

    @property
    def moment(self) -> tuple[dt.datetime, int]:
        """When it was said, to be compared with a plan's time and number of the week, from 0."""
        return self.said, self.plans

    @property
    def word(self) -> Word:
        """What it says of the session."""
        assert self.what != "undone"  # noqa: S101 - such a line takes a word back
        assert self.what != "sets"  # noqa: S101 - it says nothing of that
        return Word(self.what, self.start, self.minutes, self.rpe)

    @property
    def done(self) -> Done:
        """What it says of an exercise; its day is the one on the athlete's clock."""
        assert self.exercise is not None  # noqa: S101 - other lines say nothing of any
        told = self.exercise
        return Done(
            exercise=told.id,
            session=self.key,
            date=self.start.date(),
            sets=tuple(one for written in told.sets for one in written.done(told.rpe)),
            pain=told.pain or 0,
            worse_after=told.worse,
        )


@dataclass(frozen=True)
class Log:
    """All that was said, oldest first."""

    athlete: str
    entries: tuple[Entry, ...] = ()

    @property
    def standing(self) -> tuple[Entry, ...]:
        """The words that were not taken back, oldest first."""
        return self._sorted[0]

    @property
    def last(self) -> dict[str, Entry]:
        """The last word on each session, by its key."""
        return {entry.key: entry for entry in self.standing if entry.what != "sets"}

    @property
    def of_exercises(self) -> dict[tuple[str, str], Entry]:
        """The last word on each exercise, by the key of its session and its id."""
        told = ((entry, entry.exercise) for entry in self.standing)
        return {(entry.key, one.id): entry for entry, one in told if one is not None}

    def taken_back(self, key: str) -> list[tuple[Entry, Entry]]:
        """Each word on a session that was taken back, and the line that did so."""
        words = ((word, by) for word, by in self._sorted[1] if word.what != "sets")
        return [(word, by) for word, by in words if word.key == key]

    @cached_property
    def _sorted(self) -> tuple[tuple[Entry, ...], list[tuple[Entry, Entry]]]:
        stands: list[Entry] = []
        back: list[tuple[Entry, Entry]] = []
        for entry in self.entries:
            if entry.what != "undone":
                stands.append(entry)
            elif stands:
                back.append((stands.pop(), entry))
        return tuple(stands), back


def read_log(folder: Path, *, athlete: str, owner: str | None = None) -> Log:
    """Read what was said of an athlete's sessions; an empty log where there is none.

    Parameters
    ----------
    folder
        The athlete's kept plans.
    athlete
        Whose log a new one is.
    owner
        Whose it must be; None takes anybody's.

    Raises
    ------
    FileError
        The file is damaged, from a newer version, or another athlete's.
    """
    path = folder / NAME
    data = _LOG.data(path)
    if data is None:
        return Log(athlete)
    try:
        # Not `splitlines`, which also ends a line at marks that a title may hold, like U+2028.
        first, *lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise _LOG.damaged(path, "is damaged: it is no UTF-8 text") from error
    head = _LOG.checked(path, _LOG.parsed(path, first, 1), 1)
    whose = _LOG.understood(path, _heads(), head, 1).athlete
    if owner is not None and whose != owner:
        raise _LOG.damaged(path, f"is the log of {whose}, not of {owner}")
    listed = enumerate(lines, 2)
    return Log(whose, tuple(_entry(path, n, line) for n, line in listed if line.strip()))


def append(folder: Path, log: Log, entry: Entry) -> None:
    """Add a line to the log that was read.

    Raises
    ------
    FileError
        The log was changed by another run since, or cannot be written; it is left as it is.
    """
    path = folder / NAME
    with locked(folder, path):
        if read_log(folder, athlete=log.athlete) != log:
            raise refused(path, "another run has changed it meanwhile", "run the command again")
        lines = [{"schema": _LOG.schema, "athlete": log.athlete}]
        lines += [_written(one) for one in (*log.entries, entry)]
        text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        write_atomically(path, text.encode())


def undone(entry: Entry, *, now: dt.datetime, plans: int) -> Entry:
    """The line that takes another one back, its week having so many plans by now."""
    return Entry(now, "undone", entry.key, entry.title, entry.start, plans)


@cache
def _heads() -> TypeAdapter[_Head]:
    return TypeAdapter(_Head)


@cache
def _entries() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)


def _written(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = _entries().dump_python(entry, mode="json", exclude_none=True)
    return found


def _entry(path: Path, number: int, line: str) -> Entry:
    entry = _LOG.understood(path, _entries(), _LOG.parsed(path, line, number), number)
    if (entry.what == "sets") != (entry.exercise is not None):
        raise _LOG.damaged(path, "is damaged: sets are those of an exercise", number)
    return entry
