"""What is read from other people's calendars, and what the runner is told about the rest."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.read.calendars import read_calendar
from scheduler.read.events import CalendarEvent, CalendarReading

ICS = Path(__file__).parent.parent / "ics"
LONDON = ZoneInfo("Europe/London")


def read(data: bytes, **options) -> CalendarReading:
    week = {"first": dt.date(2026, 11, 23), "last": dt.date(2026, 11, 29), "zone": LONDON}
    return read_calendar(data, **{"name": "work", **week, **options})


def shown(event: CalendarEvent) -> str:
    """One line for an event, as the golden files write it."""
    marks = [
        *(["all-day"] if event.all_day else []),
        *(["free"] if event.free else []),
        *(["tentative"] if event.tentative else []),
        *([] if event.timed_end else ["no end"]),
        *([f"{event.estimated_minutes} min"] if event.estimated_minutes else []),
        *event.categories,
    ]
    times = " - ".join(f"{moment:%Y-%m-%d %H:%M%z}" for moment in (event.start, event.end))
    return f"{times}  {event.title}" + (f"  [{', '.join(marks)}]" if marks else "")


@pytest.mark.parametrize("path", sorted(ICS.glob("*.ics")), ids=lambda path: path.stem)
def test_a_calendar_is_read_as_written_beside_it(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    first, _, last, zone = expected.split("\n", 1)[0].split()
    days = {"first": dt.date.fromisoformat(first), "last": dt.date.fromisoformat(last)}

    reading = read(path.read_bytes(), zone=ZoneInfo(zone), **days)

    parts = [f"{first} to {last} {zone}", *("\n".join(map(shown, reading.events)),)]
    told = [*filter(None, parts), *filter(None, ["\n".join(reading.warnings)])]
    assert "\n\n".join(told).split("\n") == expected.strip().split("\n")


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*events: str) -> bytes:
    return "\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR", ""]).encode()


def series(*lines: str) -> str:
    return event("DTSTART:19000101T090000Z", "DTEND:19000101T091500Z", *lines, "SUMMARY:Odd")


FINE = event("UID:fine", "DTSTART:20261124T090000Z", "DTEND:20261124T100000Z", "SUMMARY:Fine")


def times(count: int, line: str) -> str:
    begin = dt.datetime(2000, 1, 1)  # noqa: DTZ001
    return "\n".join(f"{line}:{begin + dt.timedelta(hours=n):%Y%m%dT%H%M%SZ}" for n in range(count))


HOSTILE = {
    "every second without end": series("RRULE:FREQ=SECONDLY"),
    "every minute since 1900": series("RRULE:FREQ=MINUTELY"),
    "a minute rule disguised as a daily one": series(
        "RRULE:FREQ=DAILY;BYMINUTE=" + ",".join(map(str, range(60)))
    ),
    "30 February": series("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    "no Monday is ever reached": series("RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU"),
    "a thousand endless series since 1900": "\n".join([series("RRULE:FREQ=DAILY")] * 1_000),
    "counted to a hundred million": series("RRULE:FREQ=DAILY;COUNT=100000000"),
    "three hundred counted from 1900": "\n".join(
        [series("RRULE:FREQ=DAILY;BYMONTH=2;COUNT=100000000")] * 300
    ),
    "overlapping itself for ever": event(
        "DTSTART:19000101T090000Z", "DURATION:P90000D", "RRULE:FREQ=DAILY", "SUMMARY:Odd"
    ),
    "50,000 further dates": series(times(50_000, "RDATE")),
    "50,000 dates left out": series("RRULE:FREQ=DAILY", times(50_000, "EXDATE")),
    "one line of 5 MB": event("DTSTART:20200101T090000Z", "SUMMARY:" + "x\\," * 1_600_000),
    "one shown line of 5 MB": event("DTSTART:20261125T090000Z", "SUMMARY:" + "x\\," * 1_600_000),
    "5 MB of parameters": event("DTSTART:20261125T090000Z", "SUMMARY" + ';A="' * 1_200_000),
    "3,000 events inside each other": "BEGIN:VEVENT\n" * 3_000 + "END:VEVENT\n" * 3_000,
    "many events that only begin": "BEGIN:VEVENT\n" * 900_000,
    "many alarms that only begin": event("BEGIN:VALARM\n" * 900_000),
    "a zone that changes every second": "\n".join(
        [
            "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:16010101T000000",
            "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=SECONDLY",
            "END:STANDARD\nEND:VTIMEZONE",
            event("DTSTART;TZID=Odd:20261125T090000", "SUMMARY:Odd"),
        ]
    ),
    "a thousand zones of its own": "\n".join(
        f"BEGIN:VTIMEZONE\nTZID:Odd{n}\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
        "END:STANDARD\nEND:VTIMEZONE\n" + event(f"DTSTART;TZID=Odd{n}:20261125T090000")
        for n in range(1_000)
    ),
    "3,000 changes to all that follows": "\n".join(
        [
            series("UID:odd", "RRULE:FREQ=DAILY"),
            *(
                event(
                    "UID:odd",
                    f"RECURRENCE-ID;RANGE=THISANDFUTURE:{day:%Y%m%d}T090000Z",
                    f"DTSTART:{day:%Y%m%d}T100000Z",
                )
                for day in (dt.date(2000, 1, 1) + dt.timedelta(days=n) for n in range(3_000))
            ),
        ]
    ),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_takes_little_time_and_hides_nothing_else(hostile: str) -> None:
    data = calendar(FINE, hostile)
    begin = time.monotonic()

    reading = read(data)

    assert time.monotonic() - begin < 8
    assert "Fine" in {event.title for event in reading.events}
