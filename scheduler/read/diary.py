"""The athlete's calendars, read for the weeks to plan: what is busy, and what runs are told."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.errors import CalendarError, Place, SchedulerError
from scheduler.horizon import Horizon
from scheduler.read.calendar.events import CalendarEvent
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.file.sections import Calendar
from scheduler.training import Busy

Dates = tuple[dt.date, dt.date]
# What each calendar held on some dates, and what the exports held, so that a change to the file can
# be tried without reading them again.
Readings = dict[tuple[object, ...], Any]


@dataclass(frozen=True)
class Surroundings:
    """What reading calendars needs to know of the machine and the moment."""

    environment: Mapping[str, str]
    copies: Path  # where the last good copies of feeds are kept
    now: dt.datetime
    keep_copies: bool = True
    whole: bool = False  # the whole week is meant, whatever of it is past
    readings: Readings = field(default_factory=dict)


@dataclass(frozen=True)
class Diary:
    """What the calendars say."""

    busy: tuple[Busy, ...]
    runs: tuple[tuple[Calendar, str, CalendarEvent], ...]
    warnings: tuple[str, ...]


def read_diary(
    source: AthleteSource,
    horizon: Horizon,
    dates: Dates,
    surroundings: Surroundings,
    own: frozenset[str],
) -> Diary:
    """Read all calendars: busy times of the days to plan, runs of ``dates``; not ``own`` UIDs."""
    busy: list[Busy] = []
    runs: list[tuple[Calendar, str, CalendarEvent]] = []
    warnings: list[str] = []
    for number, calendar in enumerate(source.file.calendars):
        where = shown(source, number)
        near = (horizon.date(-1), horizon.date(horizon.days))
        days = near if calendar.holds == "busy" else dates
        with _placed(source, number):
            events, told = _read_once(source, number, horizon, days, surroundings)
        warnings += told
        if calendar.holds == "runs":
            runs += [(calendar, where, event) for event in events if event.uid not in own]
        else:
            busy += [
                _busy(source, number, horizon, event)
                for event in events
                if event.uid not in own and _is_busy(calendar, event)
            ]
    return Diary(tuple(busy), tuple(runs), tuple(warnings))


def _read_once(
    source: AthleteSource, number: int, horizon: Horizon, dates: Dates, surroundings: Surroundings
) -> tuple[tuple[CalendarEvent, ...], tuple[str, ...]]:
    calendar, where = source.file.calendars[number], shown(source, number)
    known = (where, calendar.url, dates, horizon.zone, calendar.no_end)
    if known not in surroundings.readings:
        data, told = _bytes_of(source, number, surroundings)
        events, more = _events(data, calendar, where, dates, horizon.zone)
        surroundings.readings[known] = events, (*told, *more)
    events, told = surroundings.readings[known]
    return events, told


@contextmanager
def _placed(source: AthleteSource, number: int) -> Iterator[None]:
    """Let an error about a calendar tell its file, or the line that names its address."""
    try:
        yield
    except SchedulerError as error:
        calendar = source.file.calendars[number]
        if calendar.path is not None:
            error.place = Place(shown(source, number))
        else:
            error.place = source.merged.top.at(("calendars", number, "url")).place
        raise


def shown(source: AthleteSource, number: int) -> str:
    """How a calendar is named to the athlete: its path as seen from here, never a secret."""
    calendar = source.file.calendars[number]
    if calendar.path is None:
        address = str(source.merged.top.at(("calendars", number, "url")).value)
        return address if address.startswith("${") else _feed_called(address)
    written = source.merged.top.at(("calendars", number, "path"))
    path = Path(source.merged.counted_from(written)).parent / calendar.path
    return os.path.normpath(path)


def _feed_called(address: str) -> str:
    from scheduler.read.calendar.feeds import host_of

    return f"the feed of {host_of(address)}" if host_of(address) else "the feed"


def _bytes_of(
    source: AthleteSource, number: int, surroundings: Surroundings
) -> tuple[bytes, tuple[str, ...]]:
    calendar = source.file.calendars[number]
    if calendar.path is not None:
        written = source.merged.top.at(("calendars", number, "path"))
        try:
            return source.merged.path_of(written).read_bytes(), ()
        except OSError as error:
            name = shown(source, number)
            raise CalendarError(f"{name} cannot be read: {error.strerror or error}") from error
    from scheduler.read.calendar.feeds import fetch_feed
    from scheduler.read.file.checks import filled_in

    address = filled_in(str(calendar.url), surroundings.environment)
    return fetch_feed(
        address,
        copies=surroundings.copies,
        name=shown(source, number),
        now=surroundings.now,
        keep=surroundings.keep_copies,
    )


def _events(
    data: bytes, calendar: Calendar, where: str, dates: Dates, zone: ZoneInfo
) -> tuple[tuple[CalendarEvent, ...], tuple[str, ...]]:
    from scheduler.read.calendar.calendars import read_calendar

    reading = read_calendar(
        data,
        name=where,
        first=dates[0],
        last=dates[1],
        zone=zone,
        no_end_minutes=calendar.no_end,
    )
    return reading.events, reading.warnings


def _is_busy(calendar: Calendar, event: CalendarEvent) -> bool:
    if event.free or event.end <= event.start or event.start.replace(tzinfo=None) in calendar.skip:
        return False
    if event.all_day:
        return calendar.all_day == "busy"
    return not event.tentative or calendar.tentative == "busy"


def _busy(source: AthleteSource, number: int, horizon: Horizon, event: CalendarEvent) -> Busy:
    calendar = source.file.calendars[number]
    start, end = horizon.minute(event.start), horizon.minute(event.end, up=True)
    return Busy(
        start - calendar.buffer,
        end + calendar.buffer,
        f"{event.title} ({event.start:%H:%M}-{event.end:%H:%M})",
        shown(source, number),
        number,
        f"{event.start:%Y-%m-%d %H:%M}",
    )


def dates_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The dates from the first to the last, both included."""
    for day in range((last - first).days + 1):
        yield first + dt.timedelta(days=day)
