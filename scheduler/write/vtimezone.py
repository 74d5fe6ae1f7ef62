"""A zone's clock changes as yearly rules, the form that every calendar program reads right.

The rule comes from the last line of the zone's own data, written as in POSIX ``TZ``:
``GMT0BST,M3.5.0/1,M10.5.0`` reads "GMT; BST from the last Sunday of March at 1:00 until the last
Sunday of October at 2:00". That line speaks of the years after the data's last listed change, so
it is trusted only where it gives what ``zoneinfo`` gives for every year of a fixed span: fixed,
because the same zone must be written alike today and next year.

Dated lists of changes are never written: several programs place summer events an hour off by them.
"""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

FIRST_YEAR, LAST_YEAR = 2026, 2037

_LAST_WEEK = 5
_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)
# No zone has ever changed its clocks twice within a week.
_STEP = dt.timedelta(weeks=1)
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")

_NAME = r"(<[^>]+>|[A-Za-z]+)"
_TIME = r"([+-]?\d+(?::\d+){0,2})"
_ONSET = rf"M(\d+)\.(\d)\.(\d)(?:/{_TIME})?"
_FOOTER = re.compile(rf"{_NAME}{_TIME}(?:{_NAME}{_TIME}?,{_ONSET},{_ONSET})?")


class _Onset(NamedTuple):
    """When in each year the clocks change, read on the clock in force until then."""

    month: int
    week: int  # of the month; 5 is the last
    weekday: int  # 0 is Sunday
    time: dt.timedelta  # since midnight; the law may name hours of the day before or after

    @property
    def within_day(self) -> bool:
        """Whether the hour lies in the named day, so that a weekday alone says which day it is."""
        return dt.timedelta(0) <= self.time < _DAY

    def in_year(self, year: int) -> dt.datetime:
        """The moment in one year, without a zone."""
        first = dt.datetime(year, self.month, 1)  # noqa: DTZ001 - a local clock, its offset apart
        day = first + (self.weekday - first.isoweekday()) % 7 * _DAY
        day += (self.week - 1) * 7 * _DAY
        if day.month != self.month:
            day -= 7 * _DAY
        return day + self.time

    def rule(self) -> dict[str, str | int]:
        """The recurrence rule of RFC 5545."""
        week = -1 if self.week == _LAST_WEEK else self.week
        by_day = f"{week}{_WEEKDAYS[self.weekday]}"
        return {"FREQ": "YEARLY", "BYMONTH": self.month, "BYDAY": by_day}


@dataclass(frozen=True, slots=True)
class _Clock:
    """A clock that a zone keeps from its onset on; without an onset, all the year."""

    name: str
    offset: dt.timedelta
    before: dt.timedelta
    onset: _Onset | None = None

    def begins(self, year: int) -> dt.datetime:
        """The moment in one year from which this clock is kept, in UTC."""
        local = self.onset.in_year(year) if self.onset else dt.datetime(year, 1, 1)  # noqa: DTZ001
        return (local - self.before).replace(tzinfo=dt.UTC)


def follows_yearly_rules(zone_name: str) -> bool:
    """Whether a calendar may name this zone; else its times must be written in UTC."""
    return bool(_clocks(zone_name))


def vtimezone(zone_name: str) -> Timezone | None:
    """Describe a zone by yearly rules that begin in 1970.

    Parameters
    ----------
    zone_name
        The zone's IANA name.

    Returns
    -------
    Timezone or None
        A new component; its text depends on the zone alone. None where times must be written in
        UTC: UTC itself, zones that no yearly rule reproduces, and zones whose rule would have to
        name a weekday and days of the month together, which Outlook is said not to read.

    Raises
    ------
    zoneinfo.ZoneInfoNotFoundError
        There is no zone of this name.
    """
    if not follows_yearly_rules(zone_name):
        return None
    component = Timezone()
    component.add("TZID", zone_name)
    component.add("X-LIC-LOCATION", zone_name)
    for clock in _clocks(zone_name):
        component.add_component(_observance(clock))
    return component


def _observance(clock: _Clock) -> TimezoneStandard | TimezoneDaylight:
    # The later clock is the daylight one, also in Ireland, whose law calls summer the standard.
    part = TimezoneDaylight() if clock.offset > clock.before else TimezoneStandard()
    first = clock.onset.in_year(1970) if clock.onset else dt.datetime(1970, 1, 1)  # noqa: DTZ001
    part.add("DTSTART", first)
    part.add("TZOFFSETFROM", clock.before)
    part.add("TZOFFSETTO", clock.offset)
    part.add("TZNAME", clock.name)
    if clock.onset:
        part.add("RRULE", clock.onset.rule())
    return part


@cache
def _clocks(zone_name: str) -> tuple[_Clock, ...]:
    """The clocks by which a zone may be written; none where it must be written in UTC."""
    zone = zoneinfo.ZoneInfo(zone_name)
    clocks = _read_footer(_footer(zone_name))
    utc = (_Clock("UTC", dt.timedelta(0), dt.timedelta(0)),)
    plain = all(clock.onset is None or clock.onset.within_day for clock in clocks)
    return clocks if clocks != utc and plain and _reproduce(clocks, zone) else ()


def _footer(zone_name: str) -> str:
    """The last line of a zone's data, looked for where ``zoneinfo`` looks."""
    places = (Path(folder, zone_name) for folder in zoneinfo.TZPATH)
    found = next((place for place in places if place.is_file()), None)
    packaged = resources.files("tzdata").joinpath("zoneinfo", *zone_name.split("/"))
    data = (found or packaged).read_bytes()
    return data.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii", "replace")


def _read_footer(text: str) -> tuple[_Clock, ...]:
    """The clocks named by a POSIX ``TZ`` text; none where it is of another form."""
    found = _FOOTER.fullmatch(text)
    if found is None:
        return ()
    # POSIX counts offsets westwards.
    name, offset = found[1].strip("<>"), -_read_time(found[2])
    if found[3] is None:
        return (_Clock(name, offset, offset),)
    other = -_read_time(found[4]) if found[4] else offset + dt.timedelta(hours=1)
    return (
        _Clock(found[3].strip("<>"), other, offset, _read_onset(*found.groups()[4:8])),
        _Clock(name, offset, other, _read_onset(*found.groups()[8:12])),
    )


def _read_onset(month: str, week: str, weekday: str, time: str | None) -> _Onset:
    return _Onset(int(month), int(week), int(weekday), _read_time(time or "2"))


def _read_time(text: str) -> dt.timedelta:
    """Read ``-3``, ``5:30`` or ``26:00:00``."""
    hours, minutes, seconds = (*map(int, text.lstrip("+-").split(":")), 0, 0)[:3]
    size = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -size if text.startswith("-") else size


def _reproduce(clocks: tuple[_Clock, ...], zone: zoneinfo.ZoneInfo) -> bool:
    """Whether the clocks give the zone's own offsets and names all through the span of years."""
    return bool(clocks) and all(
        (local.utcoffset(), local.tzname()) == (clock.offset, clock.name)
        for clock, moment in _samples(clocks)
        for local in [moment.astimezone(zone)]
    )


def _samples(clocks: tuple[_Clock, ...]) -> Iterator[tuple[_Clock, dt.datetime]]:
    """Each clock with the first and last second of its reigns, and the weeks between."""
    first, last = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (FIRST_YEAR, LAST_YEAR + 1))
    years = range(FIRST_YEAR - 1, LAST_YEAR + 2)
    reigns = sorted(((clock.begins(year), clock) for year in years for clock in clocks), key=_start)
    for (begins, clock), (ends, _) in pairwise(reigns):
        moment, until = max(begins, first), min(ends, last)
        if moment < until:
            yield clock, until - _SECOND
        while moment < until:
            yield clock, moment
            moment += _STEP


def _start(reign: tuple[dt.datetime, _Clock]) -> dt.datetime:
    return reign[0]
