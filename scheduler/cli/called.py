"""Which session is meant by a name on the command line."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from scheduler.errors import UsageError
from scheduler.identity import is_called

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Called:
    """What a session is called."""

    title: str
    start: dt.datetime  # on the athlete's clock
    ids: tuple[str, ...]
    is_strength: bool  # then the end of its title is enough

    @property
    def with_day(self) -> str:
        """``Easy run Thu``, where a week has several of one name."""
        return f"{self.title} {self.start:%a}"

    def is_meant_by(self, said: str) -> bool:
        """Whether this name, name and day, or id is its own."""
        ending = self.title if self.is_strength else ""
        return is_called(said, self.title, self.with_day, *self.ids, ending=ending)


def one_called(said: str, sessions: Iterable[T], called: Callable[[T], Called]) -> T | None:
    """The one session of the week that is meant; None where there is none.

    Raises
    ------
    UsageError
        Several are.
    """
    found = [session for session in sessions if called(session).is_meant_by(said)]
    if len(found) > 1:
        days = " or ".join(f'"{called(session).with_day}"'.lower() for session in found)
        raise UsageError(f"{said!r} is {len(found)} sessions of this week: write {days}")
    return found[0] if found else None
