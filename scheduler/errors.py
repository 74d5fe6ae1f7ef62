"""What a user can cause, each with its own text and exit code.

::

    SchedulerError            2
    ├── UsageError            2   a wrong option or argument
    ├── FileError             2   one or more problems in files that the user wrote
    ├── CalendarError         2   a calendar that cannot be read at all
    ├── RemoteError           5   a remote side failed
    └── NotKnownError         4   the time ran out before the answer was known

Anything else that is raised is a bug and keeps its traceback (exit code 1).
"""

from collections.abc import Iterable
from dataclasses import dataclass


class SchedulerError(Exception):
    """Something the user can mend; its text is ready to be shown."""

    exit_code = 2
    place: "Place | None" = None  # the file concerned, where it is not in the text


class UsageError(SchedulerError):
    """A wrong option or argument."""


class CalendarError(SchedulerError):
    """A calendar that cannot be read at all."""


class RemoteError(SchedulerError):
    """A remote side failed."""

    exit_code = 5


class NotKnownError(SchedulerError):
    """The time ran out before it was known whether a plan exists."""

    exit_code = 4

    def __init__(self) -> None:
        super().__init__("the time ran out before the answer was known: allow more, --time-limit")


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where in a text file something stands; line and column count from 1."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Write ``path:line:column``, as far as known."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)

    @property
    def where(self) -> str:
        """``path:line``, the form that plans and findings carry."""
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong in a file: where, what, what to do, and the line itself."""

    place: Place
    says: str
    hint: str = ""
    text: str = ""

    def __str__(self) -> str:
        """Write the message with the line below it and a caret under the column."""
        lines = [f"{self.place}: error: {self.says}"]
        if self.text and self.place.column:
            lines += [f"    {self.text}", f"    {' ' * (self.place.column - 1)}^"]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class FileError(SchedulerError):
    """All the problems of the user's files at once, ordered by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(
            sorted(
                problems,
                key=lambda found: (
                    found.place.path,
                    found.place.line or 0,
                    found.place.column or 0,
                    found.says,
                ),
            )
        )
        super().__init__("\n".join(map(str, self.problems)))
