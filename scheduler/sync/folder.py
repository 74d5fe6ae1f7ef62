"""The folder that is served: whose plans it keeps, and their feeds, made anew when they change.

Nothing is ever looked up by a name that came from outside: the folder is listed, and what it holds
is compared with what was asked for. A link that leads out of the folder is not followed.
"""

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from scheduler.errors import FileError
from scheduler.store.plans import KeptWeek, dates_kept, read_week
from scheduler.sync.feeds import WEEK, Feeds, feeds_of

PLANS = "plans"
# Four weeks, and a day because today has begun in the east when it has not in the west.
PAST = dt.timedelta(weeks=4, days=1)

_Mark = tuple[dt.date, int, int, int]  # of a file: its week, and what changes when it does
_Look = tuple[bool, tuple[_Mark, ...]]  # whether any week is recent, and what feeds are made of


@dataclass(frozen=True)
class _Made:
    look: _Look
    feeds: Feeds | None  # None as long as there is nothing good to send


class ServedFolder:
    """The feeds of all athletes whose plans a folder keeps.

    Parameters
    ----------
    root
        The folder that holds ``plans/``.
    tell
        Is told of a kept week that cannot be used, once.
    """

    def __init__(self, root: Path, tell: Callable[[str], None]) -> None:
        self.root = root.resolve()
        self._tell = tell
        self._made: dict[str, _Made] = {}

    def athletes(self) -> list[str]:
        """Who has a kept week, in order of names."""
        try:
            names = sorted(path.name for path in (self.root / PLANS).iterdir())
            return [name for name in names if _can_be_told(name) and self._weeks(name)]
        except OSError:
            return []

    def feeds(self, athlete: str, now: dt.datetime) -> Feeds | None:
        """The feeds of an athlete as of now, or the last good ones.

        Parameters
        ----------
        athlete
            One whom the folder knew; a name that is not to be trusted does not belong here.
        now
            The present moment: what is older than four weeks is left out.

        Returns
        -------
        Feeds or None
            None where nothing good has been seen since the start.

        Raises
        ------
        LookupError
            The athlete has no kept week, or no longer.
        """
        since = now.astimezone(dt.UTC).date() - PAST
        made = self._made.get(athlete)
        try:
            look = self._look(athlete, since)
        except OSError:  # for once, as when too many files are open
            return made.feeds if made else None
        if not look[1]:
            self._made.pop(athlete, None)
            raise LookupError(athlete)
        if made is None or made.look != look:
            last = made.feeds if made else None
            made = _Made(look, self._make(athlete, look, since) or last)
            self._made[athlete] = made
        return made.feeds

    def _look(self, athlete: str, since: dt.date) -> _Look:
        """What a request looks at, so that the files are read only when they have changed."""
        weeks = sorted(self._weeks(athlete))
        recent = [mark for mark in weeks if mark[0] + WEEK > since]
        return bool(recent), tuple(recent or weeks[-1:])

    def _weeks(self, athlete: str) -> list[_Mark]:
        folder = self.root / PLANS / athlete
        if not self._holds(folder):
            return []
        try:
            with os.scandir(folder) as found:
                files = {entry.name: entry for entry in found}
        except (FileNotFoundError, NotADirectoryError):
            return []
        marks = ((date, self._mark(files[name])) for date, name in dates_kept(files).items())
        return [(date, *mark) for date, mark in marks if mark is not None]

    def _mark(self, entry: "os.DirEntry[str]") -> tuple[int, int, int] | None:
        if entry.is_symlink() and not self._holds(Path(entry.path)):
            return None
        try:
            found = entry.stat()
        except FileNotFoundError:
            return None
        return (found.st_mtime_ns, found.st_size, found.st_ino) if S_ISREG(found.st_mode) else None

    def _holds(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.root)

    def _make(self, athlete: str, look: _Look, since: dt.date) -> Feeds | None:
        folder = self.root / PLANS / athlete
        try:
            found = [read_week(folder, mark[0]) for mark in look[1]]
            weeks: list[KeptWeek] = [week for week in found if week is not None]
            return feeds_of(weeks, since=since) if weeks else None
        except FileError as error:
            self._tell(f"{athlete}: {error}")
        # A file that is well formed may still hold times and texts that no calendar can say.
        except (ArithmeticError, LookupError, ValueError) as error:
            self._tell(f"{athlete}: a kept week is damaged: {error}")
        return None


def _can_be_told(name: str) -> bool:
    """Whether a name can stand in an address and on a terminal."""
    return name.isprintable() and not name.startswith(".")
