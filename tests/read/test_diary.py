"""What the calendars make busy, and the events that the athlete skips."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from scheduler.horizon import Horizon
from scheduler.read.diary import Surroundings, read_diary
from scheduler.read.file.athlete_file import read_athlete_file

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = Horizon(BERLIN, dt.date(2027, 1, 11))
AUTUMN = Horizon(BERLIN, dt.date(2027, 10, 25))  # the clocks go back on its Sunday
NOON = ("DTSTART:20270113T110000Z", "DTEND:20270113T120000Z", "SUMMARY:Lunch")
DAILY = (
    "DTSTART;TZID=Europe/Berlin:20270111T090000",
    "DTEND;TZID=Europe/Berlin:20270111T091500",
    "RRULE:FREQ=DAILY;COUNT=4",
    "SUMMARY:Stand-up",
)
FAIR = ("DTSTART;VALUE=DATE:20270113", "DTEND;VALUE=DATE:20270115", "SUMMARY:Fair")


@pytest.fixture
def diary(tmp_path):
    """Read one calendar of these events; ``more`` are keys of the calendar in the file."""

    def read(*events, more="", holds="busy", horizon=WEEK, readings=None):
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
        for number, event in enumerate(events):
            lines += ["BEGIN:VEVENT", f"UID:{number}", *event, "END:VEVENT"]
        (tmp_path / "work.ics").write_text("\r\n".join([*lines, "END:VCALENDAR", ""]))
        (tmp_path / "kim.yaml").write_text(
            "athlete: {name: Kim, timezone: Europe/Berlin}\n"
            f"calendars:\n  - {{path: work.ics, holds: {holds}{more and f', {more}'}}}\n"
        )
        source = read_athlete_file(tmp_path / "kim.yaml", shown="kim.yaml")
        dates = (horizon.date(0), horizon.date(6))
        now = dt.datetime(2027, 1, 10, 12, tzinfo=BERLIN)
        surroundings = Surroundings(
            {}, tmp_path, now, readings={} if readings is None else readings
        )
        return read_diary(source, horizon, dates, surroundings, frozenset())

    return read


@pytest.fixture
def busy(diary):
    """When each busy event begins on the athlete's clock, and its title."""

    def read(*events, skip, more="", **options):
        found = diary(*events, more=f"skip: {skip}{more and f', {more}'}", **options).busy
        return [f"{event.begins} {event.title}" for event in found]

    return read


def test_an_event_that_is_not_skipped_is_busy_with_its_start_and_calendar(diary):
    (lunch,) = diary(NOON).busy

    assert (lunch.title, lunch.begins, lunch.where, lunch.calendar) == (
        "Lunch (12:00-13:00)",
        "2027-01-13 12:00",
        "work.ics",
        0,
    )


@pytest.mark.parametrize("skip", ["2027-01-13 12:00", "2027-01-13T12:00"])
def test_an_event_is_skipped_by_its_start_on_the_athletes_clock(busy, skip):
    assert busy(NOON, skip=f"[{skip}]") == []


@pytest.mark.parametrize(
    "skip",
    [
        pytest.param("2027-01-13 11:00", id="its start in UTC"),
        pytest.param("2027-01-13 12:01", id="a minute later"),
        pytest.param("2027-01-13 13:00", id="its end"),
        pytest.param("2027-01-20 12:00", id="a week later"),
    ],
)
def test_another_moment_skips_nothing(busy, skip):
    assert busy(NOON, skip=f"[{skip}]") == ["2027-01-13 12:00 Lunch (12:00-13:00)"]


def test_of_a_series_one_occurrence_is_skipped(busy):
    assert busy(DAILY, skip="[2027-01-12 09:00, 2027-01-14 09:00]") == [
        "2027-01-11 09:00 Stand-up (09:00-09:15)",
        "2027-01-13 09:00 Stand-up (09:00-09:15)",
    ]


def test_all_events_of_one_start_are_skipped_together(busy):
    call = ("DTSTART:20270113T110000Z", "DURATION:PT15M", "SUMMARY:Call")

    assert busy(NOON, call, DAILY, skip="[2027-01-13 12:00]") == [
        f"2027-01-{day} 09:00 Stand-up (09:00-09:15)" for day in (11, 12, 13, 14)
    ]


def test_an_all_day_event_is_skipped_by_the_midnight_at_which_it_begins(busy):
    all_day = {"more": "all_day: busy"}

    assert busy(FAIR, skip="[2027-01-13 00:00]", **all_day) == []
    assert busy(FAIR, skip="[2027-01-12 24:00]", **all_day) == []
    assert busy(FAIR, skip="[2027-01-14 00:00]", **all_day) == [
        "2027-01-13 00:00 Fair (00:00-00:00)"
    ]


def test_an_event_without_a_zone_is_skipped_on_the_athletes_clock(busy):
    floating = ("DTSTART:20270113T180000", "DTEND:20270113T190000", "SUMMARY:Choir")

    assert busy(floating, skip="[2027-01-13 18:00]") == []


def test_the_hour_that_a_night_has_twice_is_skipped_twice(busy):
    first = ("DTSTART:20271031T003000Z", "DURATION:PT5M", "SUMMARY:First")
    second = ("DTSTART:20271031T013000Z", "DURATION:PT5M", "SUMMARY:Second")

    assert busy(first, second, skip="[]", horizon=AUTUMN) == [
        "2027-10-31 02:30 First (02:30-02:35)",
        "2027-10-31 02:30 Second (02:30-02:35)",
    ]
    assert busy(first, second, skip="[2027-10-31 02:30]", horizon=AUTUMN) == []


def test_the_buffer_of_a_skipped_event_is_free_too(diary):
    shown = "buffer: 30min, skip: [2027-01-13 09:00, 2027-01-11 09:00, 2027-01-12 09:00]"
    (left,) = diary(DAILY, more=shown).busy

    assert left.end - left.start == 15 + 2 * 30


def test_a_run_is_no_busy_event_and_is_not_skipped(diary):
    run = ("DTSTART:20270113T060000Z", "DURATION:PT1H", "SUMMARY:Easy run")
    found = diary(run, holds="runs", more="skip: [2027-01-13 07:00]")

    assert (found.busy, [event.title for _, _, event in found.runs]) == ((), ["Easy run"])


def test_a_calendar_is_read_once_however_often_its_file_is_tried_otherwise(diary):
    known = {}
    first = diary(NOON, readings=known)

    assert diary(DAILY, readings=known) == first
    assert diary(NOON, more="skip: [2027-01-13 12:00]", readings=known).busy == ()
    assert diary(DAILY).busy != first.busy
