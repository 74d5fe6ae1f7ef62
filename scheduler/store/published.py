"""What is known to stand on the calendar server, so that what changes there can be told.

The file is written before a request goes out and again when its answer has come. So at any moment,
also after a crash, it names every version of ours that the server may hold.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from scheduler.errors import FileError
from scheduler.store.files import write_atomically
from scheduler.store.locks import refused
from scheduler.write.ics import Entry

NAME = "caldav.json"
SCHEMA = "microcycle-caldav/1"


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

    def having(self, uid: str, event: Published | None) -> "Ledger":
        """The ledger with one event otherwise, or without it."""
        others = {known: there for known, there in self.events.items() if known != uid}
        return replace(self, events=others if event is None else {**others, uid: event})


def read_ledger(folder: Path) -> Ledger | None:
    """Read what was published; None where nothing was.

    Raises
    ------
    FileError
        The file is damaged.
    """
    path = folder / NAME
    try:
        content = json.loads(path.read_bytes())
        if not isinstance(content, dict) or content.get("schema") != SCHEMA:
            raise _refused(path, "is not what microcycle notes of a calendar server")
        return _ledgers().validate_python(content)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror or error}") from error
    except (RecursionError, ValidationError, ValueError) as error:
        raise _refused(path, "is damaged") from error


def write_ledger(folder: Path, ledger: Ledger | None) -> None:
    """Note what was published; None where nothing is any more.

    Raises
    ------
    FileError
        The file cannot be written.
    """
    if ledger is None:
        (folder / NAME).unlink(missing_ok=True)
        return
    content = {"schema": SCHEMA, **_ledgers().dump_python(ledger, mode="json")}
    text = json.dumps(content, indent=2, ensure_ascii=False)
    write_atomically(folder / NAME, f"{text}\n".encode(), private=True)


def forget(folder: Path, uids: Iterable[str]) -> None:
    """Let go of events that are no longer on the server, so that they can be published anew."""
    gone = set(uids)
    ledger = read_ledger(folder) if gone else None
    if ledger is not None:
        left = {uid: there for uid, there in ledger.events.items() if uid not in gone}
        write_ledger(folder, replace(ledger, events=left))


@cache
def _ledgers() -> TypeAdapter[Ledger]:
    return TypeAdapter(Ledger)


def _refused(path: Path, says: str) -> FileError:
    hint = "move it away: what is on the server is then told from the plans"
    return refused(path, says, hint)
