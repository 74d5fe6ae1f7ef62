"""What is known to stand on the calendar server, so that what changes there can be told.

The file is written before a request goes out and again when its answer has come. So at any moment,
also after a crash, it names every version of ours that the server may hold.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from scheduler.store.files import File, write_together
from scheduler.store.kept_json import KeptJson
from scheduler.store.locks import locked, refused
from scheduler.write.ics import Entry

NAME = "caldav.json"

_NOTES = KeptJson(
    "microcycle-caldav/1",
    "notes of microcycle on a calendar server",
    "move it away: what is on the server is then told from the plans, and what you deleted there"
    " since the last `microcycle publish` comes back",
)


@dataclass(frozen=True, slots=True)
class Published:
    """One event on the server."""

    href: str  # its address
    versions: tuple[Entry, ...]  # of ours that it may hold; the newest last
    confirmed: bool  # whether it has been seen there


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that was published of one athlete, by UID."""

    calendar: str  # the address of the collection
    events: Mapping[str, Published] = field(default_factory=dict)
    account: str = ""  # the address by which it was found, which may be on another host

    def having(self, uid: str, event: Published | None) -> "Ledger":
        """The ledger with one event otherwise, or without it."""
        others = {known: there for known, there in self.events.items() if known != uid}
        return replace(self, events=others if event is None else {**others, uid: event})


def read_ledger(folder: Path) -> Ledger | None:
    """Read what was published; None where nothing was.

    Raises
    ------
    FileError
        The file is damaged, or from a newer version.
    """
    return _NOTES.read(folder / NAME, _ledgers())


def write_ledger(folder: Path, ledger: Ledger | None) -> None:
    """Note what was published; None where nothing is any more.

    Whoever writes what has grown from the notes holds the folder from reading them on.

    Raises
    ------
    FileError
        The file cannot be written.
    """
    path = folder / NAME
    with locked(folder, path):
        if ledger is not None:
            write_together([_file(path, ledger)])
            return
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise refused(path, f"cannot be deleted: {error.strerror or error}") from error


def forgetting(folder: Path, uids: Iterable[str]) -> list[File]:
    """The notes without events that are no longer on the server and can be published anew.

    To be written while the folder is held; none where there is nothing to forget.

    Raises
    ------
    FileError
        The file is damaged, or from a newer version.
    """
    gone = set(uids)
    ledger = read_ledger(folder) if gone else None
    if ledger is None:
        return []
    left = {uid: there for uid, there in ledger.events.items() if uid not in gone}
    return [_file(folder / NAME, replace(ledger, events=left))]


def _file(path: Path, ledger: Ledger) -> File:
    return File(path, _NOTES.written(_ledgers().dump_python(ledger, mode="json")), private=True)


@cache
def _ledgers() -> TypeAdapter[Ledger]:
    return TypeAdapter(Ledger)
