"""The athlete's calendar file read back: what ``ics`` wrote, should the kept plans be lost."""

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from scheduler.errors import CalendarError
from scheduler.write.ics import IF_MISSED, PRODID, Entry, Stamp, digest


def read_stamps(data: bytes) -> dict[str, tuple[Entry, Stamp]]:
    """Read the events and their histories back from a file of ours, should the kept ones be lost.

    Parameters
    ----------
    data
        What ``to_ics`` wrote.

    Returns
    -------
    dict
        Each event with its history, by UID.

    Raises
    ------
    CalendarError
        The file is cut off, damaged or not ours.
    """
    if not data.rstrip().endswith(b"END:VCALENDAR"):
        raise CalendarError("the calendar is cut off: its last line is not END:VCALENDAR")
    try:
        calendar = Calendar.from_ical(data)
        if calendar.prodid != PRODID:
            raise CalendarError(f"the calendar was made by {calendar.prodid}, not by microcycle")
        zone = str(calendar["X-WR-TIMEZONE"])
        found = [_read_event(event, zone) for event in calendar.events]
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise CalendarError(f"the calendar is damaged: {error}") from error
    return {entry.uid: (entry, stamp) for entry, stamp in found}


def _read_event(event: Event, zone: str) -> tuple[Entry, Stamp]:
    text, if_missed = taken_apart(str(event["DESCRIPTION"]))
    entry = Entry(
        uid=str(event["UID"]),
        start=_moment(event.start).astimezone(ZoneInfo(zone)),
        end=_moment(event.end).astimezone(ZoneInfo(zone)),
        title=str(event["SUMMARY"]),
        text=text,
        category=event.categories[0],
        cancelled=event["STATUS"] == "CANCELLED",
        if_missed=if_missed,
    )
    created, modified = _moment(event.CREATED), _moment(event.LAST_MODIFIED)
    return entry, Stamp(digest(entry, zone=zone), event.sequence, created, modified)


def taken_apart(description: str) -> tuple[str, str]:
    """The text, and what it says for a session that is missed."""
    lines = description.split("\n")
    advice = [line for line in lines if line.startswith(IF_MISSED)]
    text = "\n".join(line for line in lines if line not in advice)
    return text, advice[0].removeprefix(IF_MISSED) if advice else ""


def _moment(found: dt.date | None) -> dt.datetime:
    if not isinstance(found, dt.datetime):
        raise TypeError(f"{found} is no moment in time")
    return found
