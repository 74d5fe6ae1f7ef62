"""The folder that is served: whose plans it keeps, and their feeds, made anew when they change.

Nothing is ever looked up by a name that came from outside: the folder is listed, and what it holds
is compared with what was asked for. A link that leads out of the folder is not followed.
"""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG

from scheduler.errors import FileError, Place, Problem
from scheduler.store.plans import KeptWeek, dates_kept, read_week
from scheduler.sync.feeds import Feeds, feeds_of, is_over
from scheduler.sync.last_good import LastGood, Mark, mark

PLANS = "plans"
# Four weeks, and a day because today has begun in the east when it has not in the west.
PAST = dt.timedelta(weeks=4, days=1)

_Look = tuple[bool, tuple[tuple[dt.date, Mark], ...]]  # whether any week is recent, and the files


class ServedFolder:
    """The feeds of all athletes whose plans a folder keeps.

    Parameters
    ----------
    root
        The folder that holds ``plans/``.
    tell
        Is told of what cannot be used, once.
    """

    def __init__(self, root: Path, tell: Callable[[str], None]) -> None:
        self.root = _real(root)
        self._tell = tell
        self._made: dict[str, LastGood[Feeds]] = {}

    def athletes(self) -> list[str]:
        """Who has a kept week, in order of names."""
        try:
            names = sorted(path.name for path in (self.root / PLANS).iterdir())
        except OSError:
            return []
        return [name for name in names if _can_be_told(name) and self._knows(name)]

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
        made = self._made.setdefault(athlete, LastGood(self._teller(athlete)))
        try:
            look = self._look(athlete, since)
        except OSError:  # for once, as when too many files are open
            return made.good
        if not look[1]:
            del self._made[athlete]
            raise LookupError(athlete)
        return made.of(look, lambda: self._make(athlete, look, since))

    def _teller(self, athlete: str) -> Callable[[str], None]:
        return lambda text: self._tell(f"{athlete}: {text}")

    def _knows(self, athlete: str) -> bool:
        try:
            return bool(self._weeks(athlete))
        except OSError as error:
            self._tell(f"{athlete}: the plans cannot be looked at: {error.strerror or error}")
            return False

    def _look(self, athlete: str, since: dt.date) -> _Look:
        """What a request looks at, so that the files are read only when they have changed."""
        weeks = sorted(self._weeks(athlete))
        recent = [week for week in weeks if not is_over(week[0], since)]
        return bool(recent), tuple(recent or weeks[-1:])

    def _weeks(self, athlete: str) -> list[tuple[dt.date, Mark]]:
        folder = self.root / PLANS / athlete
        if not self._holds(folder):
            return []
        try:
            with os.scandir(folder) as found:
                files = {entry.name: entry for entry in found}
        except (FileNotFoundError, NotADirectoryError):
            return []
        weeks = ((date, self._mark(files[name])) for date, name in dates_kept(files).items())
        return [(date, mark) for date, mark in weeks if mark is not None]

    def _mark(self, entry: "os.DirEntry[str]") -> Mark | None:
        path = Path(entry.path)
        if entry.is_symlink() and not (path.exists() and self._holds(path)):
            return None
        try:
            found = entry.stat()
        except FileNotFoundError:
            return None
        return mark(found) if S_ISREG(found.st_mode) else None

    def _holds(self, path: Path) -> bool:
        return _real(path).is_relative_to(self.root)

    def _make(self, athlete: str, look: _Look, since: dt.date) -> Feeds:
        folder = self.root / PLANS / athlete
        try:
            return feeds_of([_week(folder, date) for date, _ in look[1]], since=since)
        # A file that is well formed may still hold times and texts that no calendar can say.
        except (ArithmeticError, LookupError, OSError, ValueError) as error:
            says = f"a kept week is damaged: {error}"
            raise FileError([Problem(Place(str(folder)), says)]) from error


def _week(folder: Path, date: dt.date) -> KeptWeek:
    found = read_week(folder, date)
    if found is None:  # without it, its events would be deleted for every subscriber
        raise FileError([Problem(Place(str(folder)), f"the week of {date} was just taken away")])
    return found


def _real(path: Path) -> Path:
    """Where a path leads; unlike ``resolve``, one that goes round in circles is no error."""
    return Path(os.path.realpath(path))


def _can_be_told(name: str) -> bool:
    """Whether a name can stand in an address and on a terminal."""
    return name.isprintable() and not name.startswith(".")
