"""The one place where minutes meet clocks.

Theory of operation
-------------------
Inside the package every time is an integer: elapsed minutes since the first midnight of the
horizon, counted in UTC. 24 h are 24 h over a daylight-saving night, and a gap is a subtraction.
A local day therefore has 1380, 1440 or 1500 minutes, and the days' midnights are looked up, never
multiplied. Weeks beside the horizon have negative minutes or minutes past its end.

A clock time that the spring night skips is read as the instant that the old offset gives (02:30
becomes 03:30); one that the autumn night has twice is the first of the two.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from scheduler.units import DAY, ClockWindow, Windows, merged, windows_on

YEARS = range(1970, 2201)  # in which weeks are planned, and dates are taken for dates
MARGIN_DAYS = 35  # days beside the horizon that rules may look at: an ultra is felt for three weeks
SHORT = 120  # below this a gap is told in minutes [min]
Span = tuple[int, int]  # [start, end) in minutes
_Moment = TypeVar("_Moment", int, dt.datetime)


@dataclass(frozen=True)
class Horizon:
    """The days to plan, in the athlete's zone, and the days beside them."""

    zone: ZoneInfo
    first: dt.date
    weeks: int = 1

    @cached_property
    def _origin(self) -> int:
        return self._utc_minutes(dt.datetime.combine(self.first, dt.time(), self.zone))

    @cached_property
    def _midnights(self) -> tuple[int, ...]:
        days = range(-MARGIN_DAYS, self.days + MARGIN_DAYS + 1)
        return tuple(self.at(self.date(day), 0) for day in days)

    @staticmethod
    def _utc_minutes(moment: dt.datetime) -> int:
        return int(moment.timestamp() // 60)

    @property
    def days(self) -> int:
        """Number of days to plan."""
        return 7 * self.weeks

    @cached_property
    def end(self) -> int:
        """The midnight after the last day to plan [min]."""
        return self.midnight(self.days)

    def date(self, day: int) -> dt.date:
        """The date of a day, counted from the first one (0)."""
        return self.first + dt.timedelta(days=day)

    def day_of_date(self, date: dt.date) -> int:
        """The number of a date's day; the inverse of ``date``."""
        return (date - self.first).days

    def midnight(self, day: int) -> int:
        """The minute at which a day begins [min]."""
        return self._midnights[day + MARGIN_DAYS]

    def day(self, minute: int) -> int:
        """The day on which a minute lies; negative before the first."""
        return bisect_right(self._midnights, minute) - 1 - MARGIN_DAYS

    def span(self, day: int, days: int = 1) -> Span:
        """The minutes of ``days`` days from ``day`` on."""
        return self.midnight(day), self.midnight(day + days)

    def week(self, number: int) -> Span:
        """The minutes of one of the weeks to plan, counted from 0."""
        return self.span(7 * number, 7)

    def at(self, date: dt.date, clock: int) -> int:
        """The minute of a clock time (minutes since midnight, may pass 24:00) on a date."""
        days, clock = divmod(clock, DAY)
        local = dt.datetime.combine(
            date + dt.timedelta(days=days), dt.time(clock // 60, clock % 60), self.zone
        )
        return self._utc_minutes(local) - self._origin

    def window(self, date: dt.date, window: ClockWindow) -> Span:
        """The minutes of a clock window that belongs to a date."""
        return self.at(date, window.start), self.at(date, window.end)

    def windows(self, windows: Windows) -> tuple[Span, ...]:
        """The windows of the days to plan and of the days next to them, touching ones joined."""
        dates = [self.date(day) for day in range(-1, self.days + 1)]
        return merged(
            self.window(date, window) for date in dates for window in windows_on(windows, date)
        )

    def minute(self, moment: dt.datetime, *, up: bool = False) -> int:
        """The minute in which an aware moment lies, or with ``up`` the next whole one."""
        seconds = moment.timestamp()
        whole = -int(-seconds // 60) if up else int(seconds // 60)
        return whole - self._origin

    def clock(self, minute: int) -> dt.datetime:
        """The athlete's clock at a minute, as an aware datetime."""
        moment = dt.datetime.fromtimestamp((minute + self._origin) * 60, dt.UTC)
        return moment.astimezone(self.zone)

    def covers(self, minute: int) -> bool:
        """Whether the days that rules may look at hold the minute."""
        return self._midnights[0] <= minute < self._midnights[-1]

    def inside(self, minute: int) -> bool:
        """Whether the minute lies in the days to plan."""
        return 0 <= minute < self.end

    def day_says(self, day: int) -> str:
        """``Tue``, or with the date where the day is not one of those to plan."""
        date = self.date(day)
        near = self.weeks == 1 and 0 <= day < self.days
        return f"{date:%a}" if near else f"{date:%a} {date.day} {date:%b}"

    def says(self, minute: int) -> str:
        """``Tue 17:30``, or with the date where the day is not one of those to plan."""
        return f"{self.day_says(self.day(minute))} {self.clock(minute):%H:%M}"

    def all_days(self) -> Iterator[int]:
        """The days to plan."""
        return iter(range(self.days))


def has_begun(start: _Moment, now: _Moment) -> bool:
    """Whether something is past and so a fact; what begins at this very moment lies still ahead.

    Both are clocks, or both minutes of one horizon.
    """
    return _instant(start) < _instant(now)


def _instant(moment: int | dt.datetime) -> float:
    # In an hour that the clocks pass twice, Python compares what two of one zone show.
    return moment if isinstance(moment, int) else moment.timestamp()


def hours(minutes: int) -> str:
    """``11.7 h``, rounded down to a tenth, as a gap is told; short ones as ``45 min``."""
    if abs(minutes) < SHORT and minutes % 60:
        return f"{minutes} min"
    tenths = minutes * 10 // 60
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole}.{tenth} h" if tenth else f"{sign}{whole} h"


def first_day_of_week(date: dt.date, starts: int) -> dt.date:
    """The first day of the week in which a date lies, when weeks start on weekday ``starts``."""
    return date - dt.timedelta(days=(date.weekday() - starts) % 7)
