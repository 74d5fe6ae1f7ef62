"""Read a calendar with one library: ``read_with.py LIBRARY FILE`` prints the events it sees.

One line an event: the start in UTC, STATUS where it is cancelled, and the title. Only the library
asked for is imported, so each can be missing.
"""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Berlin")  # for times that a library gives without a zone
EVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
Seen = tuple[dt.datetime, str, str]  # start, status, title


def with_icalendar(data: bytes) -> Iterator[Seen]:
    """The library that writes our files; its strict check as well."""
    from icalendar import Calendar

    calendar = Calendar.from_ical(data)
    for event in calendar.events:
        yield event.start, str(event.get("STATUS", "")), str(event["SUMMARY"])


def with_ical(data: bytes) -> Iterator[Seen]:
    """The library of Home Assistant."""
    from ical.calendar_stream import IcsCalendarStream

    for event in IcsCalendarStream.calendar_from_ics(data.decode()).events:
        yield event.dtstart, str(event.status or ""), event.summary


def with_vobject(data: bytes) -> Iterator[Seen]:
    """The library of Radicale; ``validate`` is strict about what must be there."""
    import vobject

    for calendar in vobject.readComponents(data.decode()):
        calendar.validate(raiseException=True)
        for event in calendar.vevent_list:
            yield event.dtstart.value, event.status.value, event.summary.value


def with_icalevents(data: bytes) -> Iterator[Seen]:
    """A reader for scripts."""
    from icalevents.icalevents import events

    for event in events(string_content=data, start=EVER[0], end=EVER[1]):
        yield event.start, str(event.status or ""), event.summary


def with_ics(data: bytes) -> Iterator[Seen]:
    """The library with the shortest name."""
    import ics

    for event in ics.Calendar(data.decode()).events:
        yield event.begin.datetime, str(event.status or ""), event.name


def with_libical(data: bytes) -> Iterator[Seen]:
    """The library of GNOME and of many more, with its check of what RFC 5545 and 5546 allow."""
    import gi

    gi.require_version("ICalGLib", "3.0")
    from gi.repository import ICalGLib as Ical

    root = Ical.Component.new_from_string(data.decode())
    Ical.restriction_check(root)
    wrong = [line for line in root.as_ical_string().splitlines() if line.startswith("X-LIC-ERROR")]
    if wrong:
        raise ValueError("; ".join(wrong))
    zone = Ical.Timezone.new()
    rules = root.get_first_component(Ical.ComponentKind.VTIMEZONE_COMPONENT)
    if rules is not None:
        zone.set_component(rules.clone())
    kind = Ical.ComponentKind.VEVENT_COMPONENT
    event = root.get_first_component(kind)
    while event is not None:
        start = event.get_dtstart()
        seconds = start.as_timet() if start.is_utc() else start.as_timet_with_zone(zone)
        cancelled = event.get_status() == Ical.PropertyStatus.CANCELLED
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
        yield moment, "CANCELLED" if cancelled else "", event.get_summary()
        event = root.get_next_component(kind)


LIBRARIES = {
    name.removeprefix("with_"): read for name, read in globals().items() if name[:5] == "with_"
}


def main(library: str, path: str) -> None:
    """Print what the library sees."""
    for start, status, title in LIBRARIES[library](Path(path).read_bytes()):
        moment = (start if start.tzinfo else start.replace(tzinfo=HERE)).astimezone(dt.UTC)
        mark = "cancelled" if "CANCELLED" in status.upper() else "-"
        print(f"{moment:%Y-%m-%dT%H:%MZ} {mark} {title}")


if __name__ == "__main__":
    main(*sys.argv[1:])
