"""What is made of files: anew when they change, and the last good one while they are damaged."""

import os
from collections.abc import Callable
from typing import Generic, TypeVar

from scheduler.errors import FileError

T = TypeVar("T")

Mark = tuple[int, int, int]  # what of a file changes when its content does


class LastGood(Generic[T]):
    """Something made of files.

    Parameters
    ----------
    tell
        Is told why a file cannot be used: once, and not each time that it is tried again.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.good: T | None = None  # None as long as nothing good has been seen
        self._look: object = None
        self._told = ""
        self._tell = tell

    def of(self, look: object, make: Callable[[], T]) -> T | None:
        """Give what the files say, or what they last said when they could be understood.

        Parameters
        ----------
        look
            How the files look from outside, never None; it is made anew when this changes.
        make
            Reads them; what it cannot use is tried again the next time.
        """
        if look != self._look:
            try:
                self.good, self._look, self._told = make(), look, ""
            except FileError as error:
                self._complain(str(error))
        return self.good

    def _complain(self, text: str) -> None:
        if text != self._told:
            self._told = text
            self._tell(text)


def mark(found: os.stat_result) -> Mark:
    """What to know a file's content by, without reading it."""
    return found.st_mtime_ns, found.st_size, found.st_ino
