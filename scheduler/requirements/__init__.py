"""What a finished week must and should be, as a few kinds of plain data.

A rule becomes requirements of these kinds; each kind judges a finished week in plain Python and
says what it found. The solver knows the kinds and no rule; this package knows no solver.

============= ====================================================================
`Window`      a session lies inside, or clear of, some spans
`Gap`         so long between two sessions, in this order
`SameDay`     a session on a day with, or without, some other session
`Cap`         a sum over the sessions of a period stays below a limit
`Ask`         a session is wanted, best in its first mode
`Monotony`    the week's loads are not all alike
`Streak`      hard days do not follow each other for too long
`FreeDays`    so many days of a week stay empty
============= ====================================================================
"""

from collections.abc import Iterable

from scheduler.requirements.ask import Ask
from scheduler.requirements.cap import Cap
from scheduler.requirements.finished import Finding, Finished, Requirement, rounded
from scheduler.requirements.gap import Gap
from scheduler.requirements.same_day import SameDay
from scheduler.requirements.spread import FreeDays, Monotony, Streak
from scheduler.requirements.window import Window

__all__ = [
    "Ask",
    "Cap",
    "Finding",
    "Finished",
    "FreeDays",
    "Gap",
    "Monotony",
    "Requirement",
    "SameDay",
    "Streak",
    "Window",
    "judge",
    "rounded",
]


def judge(requirements: Iterable[Requirement], finished: Finished) -> tuple[Finding, ...]:
    """All that the requirements find in a finished week: what is broken and what costs points."""
    return tuple(finding for requirement in requirements for finding in requirement.judge(finished))
