"""Files that are there as a whole or not at all, alone and together."""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import FileError, Place, Problem

_ANYBODY, _OWNER = 0o666, 0o600  # the first as far as the system's mask lets


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is to be."""

    path: Path  # its folder is made if there is none; a link is followed
    data: bytes  # the whole of its content
    private: bool = False  # nobody but its owner may read it, at any moment


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> bool:
    """Write a file so that whoever reads it sees the old bytes or the new ones, never a part.

    Returns
    -------
    bool
        False where the file already held just this; then it is left untouched.

    Raises
    ------
    FileError
        The place cannot be written; the old file, if any, is still as it was.
    """
    return bool(write_together([File(path, data, private)]))


def write_together(files: Sequence[File]) -> list[Path]:
    """Write files one after the other, each atomically; where one cannot be written, none is.

    All are put down beside their places before the first one takes its own. A run that is killed
    leaves the first ones new and the others old.

    Returns
    -------
    list
        The files that did not already hold just this; the others are left untouched.

    Raises
    ------
    FileError
        A place cannot be written; all files are still as they were.
    """
    _refuse_doubled([file.path for file in files])
    with ExitStack() as undoing, ExitStack() as clearing:
        drafts = []
        for file in files:
            with _told(file.path):
                draft = _drafted(file)
                if draft is not None:
                    clearing.callback(draft.unlink, missing_ok=True)
                    drafts.append((file.path, draft))
        for path, draft in drafts:
            with _told(path):
                target = path.resolve()
                before = target.read_bytes() if target.exists() else None
                draft.replace(target)
            undoing.callback(_as_before, target, draft, before)
        undoing.pop_all()  # all are there, so there is nothing to undo
    return [path for path, _ in drafts]


def _refuse_doubled(paths: Sequence[Path]) -> None:
    places = [path.resolve() for path in paths]
    for path, place in zip(paths, places, strict=True):
        if places.count(place) > 1:
            raise _refused(path, "cannot be written: two files of this run have this place")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refused(path, f"cannot be written: {error.strerror or error}") from error


def _refused(path: Path, says: str) -> FileError:
    hint = "nothing was changed; free the place or name another one"
    return FileError([Problem(Place(str(path)), says, hint)])


def _drafted(file: File) -> Path | None:
    """The content beside its place; None where it stands there already."""
    path = file.path.resolve()
    if path.is_file() and path.read_bytes() == file.data:
        return None
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, because only a rename within one file system is atomic.
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)  # one left behind by a crash keeps its own rights
    try:
        _write_through(draft, file.data, _OWNER if file.private else _ANYBODY)
        if path.exists() and not file.private:
            shutil.copymode(path, draft)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _as_before(path: Path, draft: Path, data: bytes | None) -> None:
    """Take a file back to what it held; None to nothing."""
    if data is None:
        path.unlink()
        return
    _write_through(draft, data, _OWNER)
    shutil.copymode(path, draft)
    draft.replace(path)


def _write_through(path: Path, data: bytes, mode: int) -> None:
    """Write down to the disk, as a rename may outlast a power cut that the bytes do not."""
    created = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(created, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
