"""What a subscriber is given: whole, without what was left out, and the same until it changes."""

import datetime as dt
import gzip
import hashlib
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from scheduler.errors import FileError
from scheduler.store.plans import Revision
from scheduler.sync.feeds import Feed, feeds_of, standing
from scheduler.write.ics import Form, to_ics

from .scene import MADE, MONDAY, NOW, ZONE, entry, week

SINCE = dt.date(2026, 12, 14)
A, B = entry("a", "2027-01-12T17:30"), entry("b", "2027-01-14T07:00")
SUNDAY = MONDAY - dt.timedelta(days=1)

GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//microcycle//microcycle//EN
CALSCALE:GREGORIAN
NAME:Strength\\, Kim
X-WR-CALNAME:Strength\\, Kim
COLOR:seagreen
REFRESH-INTERVAL;VALUE=DURATION:PT4H
X-APPLE-CALENDAR-COLOR:#2E8B57
X-PUBLISHED-TTL:PT4H
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Strength a
DTSTART;TZID=Europe/Berlin:20270113T180000
DTEND;TZID=Europe/Berlin:20270113T184500
DTSTAMP:20270112T120000Z
UID:a
SEQUENCE:1
CATEGORIES:Strength
CLASS:PRIVATE
CREATED:20270110T180000Z
DESCRIPTION:Why here.
LAST-MODIFIED:20270112T120000Z
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Strength a
TRIGGER:-PT30M
UID:924234c0-2638-55d0-a11f-483bdc380263
END:VALARM
END:VEVENT
END:VCALENDAR
"""
BUSY = """\
BEGIN:VEVENT
SUMMARY:Busy
DTSTART;TZID=Europe/Berlin:20270113T180000
DTEND;TZID=Europe/Berlin:20270113T184500
DTSTAMP:20270112T120000Z
UID:74a8d6bb-a81b-591b-addb-49df368f280a
SEQUENCE:1
CLASS:PRIVATE
CREATED:20270110T180000Z
LAST-MODIFIED:20270112T120000Z
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
END:VCALENDAR
"""


def events(data):
    return {str(event["UID"]): event for event in Calendar.from_ical(data).events}


def full(*weeks, since=SINCE):
    return feeds_of(weeks, since=since).full.plain


@pytest.fixture
def moved():
    """A was moved by a day, and B was left out."""
    return week(entry("a", "2027-01-13T18:00"), made=NOW, before=week(A, B))


def test_whole_feed_of_a_week(moved):
    assert full(moved).decode() == GOLDEN.replace("\n", "\r\n")


def test_whole_event_of_a_busy_feed(moved):
    data = feeds_of([moved], since=SINCE).busy.plain.decode()

    assert data.partition("END:VTIMEZONE\r\n")[2] == BUSY.replace("\n", "\r\n")


def test_a_busy_feed_says_nothing_of_what_it_is(moved):
    data = feeds_of([moved], since=SINCE).busy.plain.lower()

    assert [word for word in (b"strength", b"why", b"alarm", b"categories") if word in data] == []


def test_an_event_is_the_one_of_the_file_line_for_line(moved):
    kept = [(event.entry, event.stamp) for event in moved.events.values()]
    file = events(to_ics(kept, name="Strength, Kim", zone=ZONE))

    assert {uid: event.to_ical() for uid, event in events(full(moved)).items()} == {
        "a": file["a"].to_ical()
    }
    assert file["b"]["STATUS"] == "CANCELLED"


def test_an_unchanged_plan_gives_the_same_feeds(moved):
    one, other = (feeds_of([moved], since=SINCE) for _ in range(2))

    assert (one.full.plain, one.busy.packed) == (other.full.plain, other.busy.packed)
    assert one.full.etags == other.full.etags


def test_the_marks_are_those_of_the_bytes_that_are_sent():
    feed = Feed(b"calendar", MADE)

    assert feed.etags[0] == f'"{hashlib.sha256(b"calendar").hexdigest()}"'
    assert feed.etags[1] == f'"{hashlib.sha256(feed.packed).hexdigest()}"'
    assert gzip.decompress(feed.packed) == b"calendar"


def test_it_was_modified_when_an_event_last_changed_or_was_left_out():
    left_out = week(A, made=NOW, before=week(A, B))

    assert feeds_of([week(A, B)], since=SINCE).full.modified == MADE
    assert feeds_of([left_out], since=SINCE).full.modified == NOW


def test_a_week_over_by_then_is_left_out_and_a_later_one_is_not():
    old = week(entry("old", "2026-12-13T20:00"), first=dt.date(2026, 12, 7))

    assert [*events(full(old, week(A), since=dt.date(2026, 12, 14)))] == ["a"]
    assert [*events(full(old, week(A), since=dt.date(2026, 12, 13)))] == ["old", "a"]


def test_a_feed_without_events_still_holds_something():
    old = week(A, first=MONDAY)

    calendar = Calendar.from_ical(full(old, since=dt.date(2027, 3, 1)))

    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_the_last_week_says_name_and_zone():
    home = week(A)
    away = replace(
        week(entry("c", "2027-01-19T07:00", "Asia/Tokyo"), first=MONDAY + dt.timedelta(weeks=1)),
        name="Kim T.",
        zone="Asia/Tokyo",
    )

    calendar = Calendar.from_ical(full(home, away))

    assert calendar["NAME"].to_ical() == b"Strength\\, Kim T."
    assert calendar["X-WR-TIMEZONE"] == "Asia/Tokyo"
    assert [event.start.astimezone(dt.UTC) for event in calendar.events] == [
        A.start.astimezone(dt.UTC),
        dt.datetime(2027, 1, 18, 22, tzinfo=dt.UTC),
    ]


def test_a_week_kept_before_zones_were_noted_takes_that_of_another():
    old = replace(week(A), name=None, zone=None)
    new = week(entry("c", "2027-01-19T07:00"), first=MONDAY + dt.timedelta(weeks=1))

    assert [*events(full(old, new))] == ["a", "c"]
    with pytest.raises(FileError, match=r"2027-01-11\.json: error: .* did not note the time zone"):
        full(old)


def uids(*weeks):
    found = standing(weeks, ZoneInfo(ZONE))
    return sorted(event.entry.uid for event in found)


def test_of_weeks_that_overlap_the_one_planned_later_speaks_of_what_was_ahead():
    early, late = week(A, B), week(entry("c", "2027-01-15T07:00"), first=SUNDAY, made=NOW)

    assert uids(early, late) == uids(late, early) == ["c"]


def test_of_weeks_that_overlap_the_earlier_one_speaks_of_what_had_begun():
    after_a = dt.datetime(2027, 1, 13, tzinfo=dt.UTC)
    late = week(entry("c", "2027-01-15T07:00"), first=SUNDAY, made=after_a)

    assert uids(week(A, B), late) == ["a", "c"]


def test_an_event_in_two_weeks_is_there_once_as_it_changed_last():
    early = week(A, B)
    late = week(replace(A, title="Strength moved"), first=SUNDAY, made=NOW, before=early)

    (found,) = [e for e in standing([late, early], ZoneInfo(ZONE)) if e.entry.uid == "a"]

    assert (found.entry.title, found.stamp.sequence) == ("Strength moved", 1)


@pytest.mark.parametrize("stale", [False, True])
def test_an_event_that_had_begun_in_two_weeks_is_there_as_it_changed_last(stale):
    after_a = dt.datetime(2027, 1, 13, tzinfo=dt.UTC)
    renamed = replace(A, title="Strength renamed")
    old, new = week(A), week(renamed, before=week(A))
    early, late = (new, old) if stale else (old, new)
    later = replace(late, week=SUNDAY, revisions=(Revision(after_a, ()),))

    (found,) = standing([early, later], ZoneInfo(ZONE))

    assert found.entry.title == "Strength renamed"


@given(st.permutations([week(entry(str(n), f"2027-01-{12 + 7 * n}T07:00"), first=MONDAY
    + dt.timedelta(weeks=n)) for n in range(3)]))  # fmt: skip
def test_weeks_side_by_side_are_all_there_whatever_their_order(weeks):
    assert uids(*weeks) == ["0", "1", "2"]


@pytest.mark.parametrize("form", [Form.FEED, Form.BUSY])
def test_a_zone_without_yearly_rules_is_written_in_utc(form):
    shown = entry("a", "2027-01-12T17:30", "Africa/Cairo")
    kept = week(shown, zone="Africa/Cairo").events["a"]

    data = to_ics([(kept.entry, kept.stamp)], name="x", zone="Africa/Cairo", form=form)

    assert b"DTSTART:20270112T153000Z" in data
