"""`--calendar-now`: the kept weeks as the athlete's own calendar shows them now."""

from dataclasses import replace
from pathlib import Path

from scheduler.cli.publish import SERVER
from scheduler.cli.shared import needed
from scheduler.cli.situation import Situation
from scheduler.errors import CalendarError, Place, UsageError
from scheduler.store.readback import FAR, ReadBack, read_back, restamped
from scheduler.store.recall import unedited

CALDAV = "caldav"  # the calendar that was published to


def as_calendar_says(here: Situation, calendar: str | None, *, fresh: bool) -> Situation:
    """Take in what the athlete did in a calendar; with ``fresh``, forget what was done before.

    Raises
    ------
    CalendarError, UsageError
        The calendar cannot be read, is not one, or is not named.
    RemoteError
        It could not be fetched.
    """
    if calendar is not None and not calendar.strip():
        says = "--calendar-now names no calendar: give a path, a URL, or caldav"
        raise UsageError(f"{says} (is a variable of a script not set?)")
    if fresh:
        before = tuple(unedited(week, now=here.now) for week in here.before)
        deleted = {uid for week in here.before for uid, edit in week.edits.items() if edit.deleted}
        here = replace(here, before=before, restored=frozenset(deleted))
    if calendar is None or not here.before:
        return here
    back = _read_back(here, calendar)
    pairs = zip(here.before, back.weeks, strict=True)
    changed = tuple(
        restamped(was, week.edits, now=here.now) for was, week in pairs if week.edits != was.edits
    )
    return replace(here, before=back.weeks, read_back=changed, remarks=(*here.remarks, *back.notes))


def _read_back(here: Situation, calendar: str) -> ReadBack:
    from scheduler.read.calendar.calendars import read_calendar

    if calendar == CALDAV:
        with needed(*SERVER):
            from scheduler.cli.server import read_back_from_server

        return read_back_from_server(here)
    name, data = _bytes_of(calendar)
    reading = read_calendar(
        data,
        name=name,
        first=here.before[0].week - FAR,
        last=here.before[-1].week + FAR,
        zone=here.horizon.zone,
        cancelled=True,
    )
    back = read_back(here.before, reading.events, now=here.now)
    return replace(back, notes=(*back.notes, *reading.warnings))


def _bytes_of(calendar: str) -> tuple[str, bytes]:
    if "://" in calendar:
        from scheduler.read.calendar.feeds import fetch_calendar, host_of

        if calendar.lower().startswith("file:"):
            raise UsageError(f"--calendar-now {calendar}: a file is named by its path alone")
        name = f"the calendar at {host_of(calendar)}" if host_of(calendar) else "--calendar-now"
        return name, fetch_calendar(calendar, name=name)
    try:
        return calendar, Path(calendar).read_bytes()
    except OSError as error:
        says = f"{calendar} cannot be read: {error.strerror or error}"
        found = CalendarError(says)
        found.place = Place(calendar)
        raise found from error
