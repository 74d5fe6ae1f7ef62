"""How fast a calendar is read, beside the two libraries used plainly.

Run ``python benchmarks/calendars_bench.py``: for a synthetic feed of about 1 MB and one of about
10 MB it prints the median seconds of both ways to read one week, and their ratio. The occurrences
found must be the same.
"""

import datetime as dt
import gc
import random
import statistics
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from scheduler.read.calendar.calendars import read_calendar

ZONE = ZoneInfo("Europe/Berlin")
MONDAY, SUNDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 29)
TITLES = ("Standup", "Dentist", "Review, part 2", "Lunch with Zoë", "1:1", "Sprint planning")
NOTES = "Agenda and notes\\, see the shared page. "
VTIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
HEAD = f"""BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
X-WR-CALNAME:Work
{VTIMEZONE}"""


def synthetic_feed(events: int, *, seed: int = 1) -> bytes:
    """A feed in the manner of Google's: eleven years of single events, and one series in twelve."""
    draw = random.Random(seed)  # noqa: S311
    begin = dt.datetime(2016, 1, 4, tzinfo=ZONE)
    lines = HEAD.splitlines()
    for number in range(events):
        start = begin + dt.timedelta(days=draw.randrange(4200), minutes=15 * draw.randrange(28, 80))
        lines += _event(number, start, draw)
    folded = [piece for line in [*lines, "END:VCALENDAR"] for piece in _folded(line)]
    return "\r\n".join([*folded, ""]).encode()


def _event(number: int, start: dt.datetime, draw: random.Random) -> list[str]:
    end = start + dt.timedelta(minutes=draw.choice((30, 45, 60, 90)))
    uid = f"{draw.randrange(16**26):026x}@google.com"
    repeats = []
    times = [f"DTSTART:{_utc(start)}", f"DTEND:{_utc(end)}"]
    if number % 12 == 0:
        times = [
            f"DTSTART;TZID=Europe/Berlin:{_here(start)}",
            f"DTEND;TZID=Europe/Berlin:{_here(end)}",
        ]
        until = start + dt.timedelta(days=draw.choice((60, 200, 700)))
        limit = "" if number % 36 == 0 else f";UNTIL={_utc(until)}"
        repeats = [f"RRULE:FREQ=WEEKLY{limit};BYDAY={draw.choice(('MO', 'TU,TH', 'WE'))}"]
        repeats += [f"EXDATE;TZID=Europe/Berlin:{_here(start + dt.timedelta(days=28))}"]
    return [
        "BEGIN:VEVENT",
        *times,
        *repeats,
        "DTSTAMP:20261122T180000Z",
        f"UID:{uid}",
        "CREATED:20160104T080000Z",
        "DESCRIPTION:" + NOTES * draw.randrange(6),
        "LAST-MODIFIED:20260104T080000Z",
        "LOCATION:Room 4\\, second floor",
        "SEQUENCE:1",
        "STATUS:CONFIRMED",
        f"SUMMARY:{draw.choice(TITLES)}",
        "TRANSP:OPAQUE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:This is an event reminder",
        "TRIGGER:-P0DT0H10M0S",
        "END:VALARM",
        "END:VEVENT",
    ]


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _here(moment: dt.datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def _folded(line: str) -> list[str]:
    return [line[:70], *(f" {line[at : at + 69]}" for at in range(70, len(line), 69))]


def read_ours(data: bytes) -> int:
    """Occurrences that this product finds."""
    reading = read_calendar(data, name="bench", first=MONDAY, last=SUNDAY, zone=ZONE)
    return len(reading.events)


def read_plainly(data: bytes) -> int:
    """Occurrences that icalendar and recurring-ical-events find."""
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(data)
    begin = dt.datetime.combine(MONDAY, dt.time.min, ZONE)
    end = dt.datetime.combine(SUNDAY + dt.timedelta(days=1), dt.time.min, ZONE)
    return len(recurring_ical_events.of(calendar).between(begin, end))


def median_seconds(read: Callable[[bytes], int], data: bytes, *, times: int) -> tuple[float, int]:
    """Median wall time of ``times`` readings, and the occurrences found [s]."""
    seconds, found = [], 0
    for _ in range(times):
        gc.collect()
        begin = time.perf_counter()
        found = read(data)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds), found


def main() -> None:
    """Print the comparison."""
    for events, times in ((1_643, 5), (16_553, 3)):
        data = synthetic_feed(events)
        ours, found = median_seconds(read_ours, data, times=times)
        plain, expected = median_seconds(read_plainly, data, times=times)
        assert found == expected, (found, expected)
        print(
            f"{len(data) / 1e6:5.2f} MB, {events:,} events, {found} in the week:"
            f" ours {ours:.3f} s, plain {plain:.3f} s, ratio {ours / plain:.3f}"
        )


if __name__ == "__main__":
    main()
