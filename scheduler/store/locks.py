"""One run at a time writes an athlete's folder, and what it refuses it says in one way."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scheduler.errors import FileError, Place, Problem

_PATIENCE = 10  # for another run to finish [s]


def refused(
    path: Path, says: str, hint: str = "", line: int | None = None, column: int | None = None
) -> FileError:
    """A kept file that cannot be read or written: what is wrong, and what to do."""
    return FileError([Problem(Place(str(path), line, column), says, hint)])


@contextmanager
def locked(folder: Path, path: Path | None = None) -> Iterator[None]:
    """Hold a folder, which is made if there is none, while ``path`` or more in it is written.

    A run that holds it already goes on; it is free again when the run ends, however it ends.

    Raises
    ------
    FileError
        Another run holds it for too long, or the folder cannot be written.
    """
    path = path or folder
    lock = FileLock(folder / ".lock", is_singleton=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        raise refused(path, "another run is writing it", "wait for that run to end") from error
    except OSError as error:
        raise refused(path, f"cannot be written: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()
