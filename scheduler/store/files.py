"""Files that are there as a whole or not at all."""

import os
import shutil
from pathlib import Path

from scheduler.errors import FileError, Place, Problem


def write_atomically(path: Path, data: bytes) -> bool:
    """Write a file so that whoever reads it sees the old bytes or the new ones, never a part.

    Parameters
    ----------
    path
        The file; its folder is made if there is none. A link is followed.
    data
        The whole of its new content.

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
        return _replace(path.resolve(), data)
    except OSError as error:
        says = f"cannot be written: {error.strerror or error}"
        hint = "nothing was changed; free the place or name another one"
        raise FileError([Problem(Place(str(path)), says, hint)]) from error


def _replace(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, because only a rename within one file system is atomic.
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _write_through(draft, data)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True


def _write_through(path: Path, data: bytes) -> None:
    """Write down to the disk, as a rename may outlast a power cut that the bytes do not."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
