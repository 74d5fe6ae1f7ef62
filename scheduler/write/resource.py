"""One event as a calendar server keeps it: a calendar of its own, with nothing of a file's head.

Where the athlete's program has had the event in hand, what we do not speak of stays as it is there:
reminders, places, colours, whatever that program adds.
"""

from icalendar import Calendar, Event

from scheduler.errors import CalendarError
from scheduler.write.ics import PRODID, Entry, Stamp, vevent, zone_of
from scheduler.write.vtimezone import vtimezone

_OURS = ("DTSTART", "DTEND", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "STATUS")


def to_resource(entry: Entry, stamp: Stamp, *, zone: str) -> bytes:
    """Write a new event (RFC 4791, section 4.1)."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    event = vevent(entry, stamp, zone)
    _define_zone(calendar, event)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def revised(
    data: bytes, entry: Entry, stamp: Stamp, *, zone: str, own_words: frozenset[str] = frozenset()
) -> bytes:
    """Write an event over the one that the server has.

    Parameters
    ----------
    data
        What the server has.
    own_words
        The texts (SUMMARY, DESCRIPTION) that are wholly the athlete's: they stay as they are.

    Raises
    ------
    CalendarError
        The server's version cannot be read.
    """
    ours = vevent(entry, stamp, zone)
    try:
        calendar = Calendar.from_ical(data)
        (theirs,) = (e for e in calendar.events if e["UID"] == entry.uid and "RRULE" not in e)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise CalendarError(f"{entry.title} cannot be read as it is on the server") from error
    theirs.pop("DURATION", None)
    for name in (*_OURS, *sorted({"SUMMARY", "DESCRIPTION"} - own_words)):
        theirs[name] = ours[name]
    _define_zone(calendar, theirs)
    return bytes(calendar.to_ical())


def _define_zone(calendar: Calendar, event: Event) -> None:
    zone = zone_of(event)
    known = {str(one["TZID"]) for one in calendar.walk("VTIMEZONE")}
    rules = vtimezone(zone) if zone and zone not in known else None
    if rules is not None:
        calendar.add_component(rules)
