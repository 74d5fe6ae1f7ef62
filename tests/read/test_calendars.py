"""What is read from other people's calendars, and what the runner is told about the rest."""

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.errors import CalendarError
from scheduler.read.calendar.calendars import read_calendar
from scheduler.read.calendar.events import CalendarEvent, CalendarReading

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
    "many events that only begin": "BEGIN:VEVENT\n" * 90_000,
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
    begin = time.process_time()

    reading = read(data)

    assert time.process_time() - begin < 8
    assert "Fine" in {event.title for event in reading.events}


def test_the_series_that_never_ends_still_shows_where_it_is_sound() -> None:
    reading = read(calendar(series("RRULE:FREQ=DAILY")))

    assert [e.start.day for e in reading.events] == [23, 24, 25, 26, 27, 28, 29]


def test_many_finished_series_do_not_use_up_what_a_running_one_needs() -> None:
    finished = event("DTSTART:20150105T090000Z", "RRULE:FREQ=WEEKLY;COUNT=10", "SUMMARY:Over")
    running = event("DTSTART:20251117T090000Z", "RRULE:FREQ=WEEKLY;COUNT=54", "SUMMARY:On")

    reading = read(calendar(*[finished] * 3_000, running))

    assert list(map(shown, reading.events)) == [
        "2026-11-23 09:00+0000 - 2026-11-23 10:00+0000  On  [no end]"
    ]
    assert reading.warnings == ()


def test_five_thousand_events_in_a_week_are_all_read() -> None:
    busy = [FINE.replace("UID:fine", f"UID:{number}") for number in range(5_000)]

    assert len(read(calendar(*busy)).events) == 5_000


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "work is empty: is the export complete?", id="empty"),
        pytest.param(
            b"\r\n<!DOCTYPE html><html>Log in</html>",
            "work is a web page, not a calendar: its address may ask for a log-in",
            id="log-in page",
        ),
        pytest.param(
            b"\x89PNG\r\n\x1a\n",
            "work is no iCalendar file: it does not begin with BEGIN:VCALENDAR",
            id="picture",
        ),
        pytest.param(
            b"BEGIN:VCALENDAR" + b" " * 20_000_000,
            "work is larger than 20 MB: export fewer years of it",
            id="a byte over 20 MB",
        ),
        pytest.param(
            b"BEGIN:VCALENDAR" + b"\n" * 1_000_001,
            "work has more than 1,000,000 lines: export fewer years of it",
            id="a line too many",
        ),
        pytest.param(
            calendar("BEGIN:VEVENT\nEND:VEVENT\n" * 100_001),
            "work has more than 100,000 events: export fewer years of it",
            id="an event too many",
        ),
        pytest.param(
            calendar("BEGIN:VEVENT\nEND:VEVENT\n" * 20_001),
            "work has 20,001 events that may touch 2026-11-23 to 2026-11-29,"
            " and at most 20,000 are read",
            id="too many for the week",
        ),
    ],
)
def test_what_cannot_be_read_as_a_whole_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(CalendarError) as caught:
        read(data)

    assert str(caught.value) == says


def test_an_event_keeps_its_uid_and_its_text() -> None:
    (found,) = read(
        calendar(
            event(
                "UID:abc@example.org",
                "DTSTART:20261124T090000Z",
                "DESCRIPTION:Planned Time: 0:40\\nEasy\\; flat\\\\hilly\u202e",
                "SUMMARY:" + "long " * 100,
            )
        )
    ).events

    assert found.uid == "abc@example.org"
    assert found.text == "Planned Time: 0:40\nEasy; flat\\hilly"
    assert len(found.title) == 200
    assert found.title.endswith("…")


def test_the_length_of_an_event_without_an_end_is_the_callers_choice() -> None:
    (found,) = read(calendar(event("DTSTART:20261124T090000Z")), no_end_minutes=90).events

    assert found.end - found.start == dt.timedelta(minutes=90)


@pytest.mark.parametrize(
    ("start", "end", "touches"),
    [
        pytest.param("20261122T230000", "20261123T000000", False, id="ends as the week begins"),
        pytest.param("20261122T230000", "20261123T000100", True, id="reaches a minute into it"),
        pytest.param("20261123T000000", "20261123T000000", True, id="a moment at its begin"),
        pytest.param("20261129T235900", "20261130T010000", True, id="starts in its last minute"),
        pytest.param("20261130T000000", "20261130T010000", False, id="starts as it is over"),
    ],
)
def test_the_week_is_that_of_the_runners_clock(start: str, end: str, *, touches: bool) -> None:
    data = calendar(event(f"DTSTART:{start}", f"DTEND:{end}", "SUMMARY:Edge"))

    assert bool(read(data, zone=ZoneInfo("Pacific/Auckland")).events) is touches


def test_an_end_of_the_other_kind_than_its_start_is_made_to_fit() -> None:
    dated = event("DTSTART:20261124", "DTEND:20261126T120000Z", "SUMMARY:Dated")
    timed = event("DTSTART:20261124T090000Z", "DTEND;VALUE=DATE:20261125", "SUMMARY:Timed")

    assert list(map(shown, read(calendar(dated, timed)).events)) == [
        "2026-11-24 00:00+0000 - 2026-11-26 00:00+0000  Dated  [all-day]",
        "2026-11-24 09:00+0000 - 2026-11-25 00:00+0000  Timed",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["RRULE:FREQ=WEEKLY;BYDAY=XX"], id="no such weekday"),
        pytest.param(["RRULE:FREQ=WEEKLY;BYEASTER=1"], id="a part of another standard"),
        pytest.param(["RRULE:FREQ=WEEKLY;COUNT=many"], id="no number"),
        pytest.param(["RRULE:FREQ=WEEKLY;UNTIL=never"], id="no date"),
        pytest.param(["RRULE:BYDAY=MO"], id="no frequency"),
        pytest.param(["RDATE:20261131"], id="a date that does not exist"),
        pytest.param(["EXDATE:2026-11-24", "EXDATE:20261124T0"], id="left-out date unreadable"),
    ],
)
def test_a_series_that_cannot_be_followed_never_stops_the_reading(lines: list[str]) -> None:
    odd = event("DTSTART:20261101T090000Z", *lines, "SUMMARY:Odd")

    assert [e.title for e in read(calendar(odd, FINE)).events] == ["Fine"]


def test_a_series_may_leave_out_only_so_many_dates() -> None:
    odd = event(
        "DTSTART:19990101T090000Z", "DURATION:P20000D", times(30_000, "EXDATE"), "SUMMARY:Odd"
    )

    assert read(calendar(odd)).warnings == (
        'work: "Odd" (1999-01-01) is left out: it leaves out too many dates.',
    )


def test_a_change_far_away_does_not_cost_the_series_its_own_dates() -> None:
    change = event(
        "UID:a", "RECURRENCE-ID:20250107T090000Z", "DTSTART:20250108T090000Z", "SUMMARY:Moved"
    )
    weekly = event("UID:a", "DTSTART:20240102T090000Z", "RRULE:FREQ=WEEKLY", "SUMMARY:Weekly")

    assert [e.title for e in read(calendar(change, weekly)).events] == ["Weekly"]


def test_of_two_versions_of_a_change_the_later_counts() -> None:
    old, new = (
        event(
            "UID:a",
            f"SEQUENCE:{sequence}",
            "RECURRENCE-ID:20261201T090000Z",
            f"DTSTART:{day}T090000Z",
            "SUMMARY:Moved",
        )
        for sequence, day in ((1, "20261125"), (2, "20270301"))
    )

    assert read(calendar(old, new)).events == ()


def test_the_zones_of_a_calendar_are_not_remembered_for_the_next() -> None:
    def office(offset: str) -> bytes:
        return calendar(
            "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19700101T000000",
            f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE",
            event("DTSTART;TZID=Office:20261124T120000"),
        )

    hours = [read(office(offset)).events[0].start.hour for offset in ("+0300", "-0500")]

    assert hours == [9, 17]


def test_reading_twice_gives_the_same() -> None:
    names = ("3,000 changes to all that follows", "a thousand zones of its own")
    data = calendar(FINE, *(HOSTILE[name] for name in names))

    assert read(data) == read(data)


def test_nothing_heavy_is_loaded_before_a_calendar_is_read() -> None:
    code = (
        "import sys, scheduler.read.calendar.calendars;"
        " print({'icalendar', 'dateutil'} & {*sys.modules})"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603

    assert done.stdout == "set()\n"
