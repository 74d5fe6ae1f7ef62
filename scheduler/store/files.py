"""Files that are there as a whole or not at all."""

import os
import shutil
from pathlib import Path

from scheduler.errors import FileError, Place, Problem

_ANYBODY, _OWNER = 0o666, 0o600  # the first as far as the system's mask lets


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> bool:
    """Write a file so that whoever reads it sees the old bytes or the new ones, never a part.

    Parameters
    ----------
    path
        The file; its folder is made if there is none. A link is followed.
    data
        The whole of its new content.
    private
        Nobody but its owner may read it, at any moment.

    Returns
    -------
    bool
        False where the file already held just this; then it is left untouched.

    Raises
    ------
    FileError
        The place cannot be written; the old file, if any, is still as it was.
    """
    try:
        return _replace(path.resolve(), data, private=private)
    except OSError as error:
        says = f"cannot be written: {error.strerror or error}"
        hint = "nothing was changed; free the place or name another one"
        raise FileError([Problem(Place(str(path)), says, hint)]) from error


def _replace(path: Path, data: bytes, *, private: bool) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    mode = _OWNER if private else _ANYBODY
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, because only a rename within one file system is atomic.
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.unlink(missing_ok=True)  # one left behind by a crash keeps its own rights
        _write_through(draft, data, mode)
        if path.exists() and not private:
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True


def _write_through(path: Path, data: bytes, mode: int) -> None:
    """Write down to the disk, as a rename may outlast a power cut that the bytes do not."""
    created = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(created, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
