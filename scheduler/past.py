"""The vocabulary of what was: what exports show, and what the athlete says of a session."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scheduler.exercises.done import Done

Sport = Literal["run", "strength", "cross"]
What = Literal["done", "missed", "moved"]


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that was done, as an export tells it."""

    date: dt.date  # on the athlete's clock
    start: dt.datetime | None  # aware; None where the export names the day alone
    sport: Sport
    title: str
    minutes: int
    where: str  # the file that tells it, as the athlete knows it
    km: Decimal | None = None
    rpe: float | None = None  # of the whole session, 0 to 10
    done: tuple[Done, ...] = ()  # of exercises, where the export tells their sets


@dataclass(frozen=True, slots=True)
class Word:
    """What the athlete says of one session; it beats what an export shows.

    A missed session was not done at `start`; a done or moved one was, or will be.
    """

    what: What
    start: dt.datetime
    minutes: int | None = None
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    """One run that was done."""

    date: dt.date
    title: str
    minutes: int
    km: Decimal | None = None


@dataclass(frozen=True)
class Before:
    """What exports tell of the days before the present.

    For the warnings of a plan, and for what its sessions hold; no placement follows from it.
    """

    now: dt.datetime  # up to when, on the athlete's clock
    loads: Mapping[dt.date, int] = field(default_factory=dict)  # of the days with any [AU]
    sports: frozenset[Sport] = frozenset()  # that were done in the last weeks
    runs: tuple[Ran, ...] = ()
    first: dt.date | None = None  # the first day that they tell of
    untold: int = 0  # activities whose effort nobody tells, of the runs and loads above
    done: tuple[Done, ...] = ()  # exercises, with the sessions that they belong to

    @property
    def until(self) -> dt.date:
        """The last day that is over."""
        return self.now.date() - dt.timedelta(days=1)

    def days(self, first: dt.date, last: dt.date) -> tuple[int, ...]:
        """The loads of the days from the first to the last, rest as 0 [AU]."""
        count = (last - first).days + 1
        dates = (first + dt.timedelta(days=day) for day in range(count))
        return tuple(self.loads.get(date, 0) for date in dates)


@dataclass(frozen=True, slots=True)
class Limits:
    """When a plan warns of what was done before; the numbers stand in the presets."""

    spike_days: int  # so far back runs are looked at [d]
    spike: tuple[int, int, int]  # upper edges of no, a small and a moderate spike [%]
    ramp: int  # more growth of a week's load than this is told [%]
    steep: int  # more than this is told as steep [%]
    short: int  # days of the short average [d]
    long: int  # days of the long average [d]
