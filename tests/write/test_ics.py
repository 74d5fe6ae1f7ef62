import datetime as dt
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from scheduler.errors import CalendarError
from scheduler.write.ics import Entry, Stamp, digest, to_ics
from scheduler.write.ics_back import read_stamps

LONDON = "Europe/London"
MADE = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)


def clock(text, zone=LONDON):
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def entry(when="2027-01-12T17:30", zone=LONDON, **changes):
    begins = clock(when, zone)
    basis = Entry("a", begins, begins + dt.timedelta(minutes=50), "Strength A", "Why here.")
    return replace(basis, **changes)


def stamp_of(shown, *, zone=LONDON, sequence=0, modified=MADE):
    return Stamp(digest(shown, zone=zone), sequence, MADE, modified)


def calendar(*shown, name="Strength", zone=LONDON):
    return to_ics([(one, stamp_of(one, zone=zone)) for one in shown], name=name, zone=zone)


def lines(data):
    """The lines of a file, with the folded ones joined again."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def lines_of(data, name):
    return [line for line in lines(data) if re.match(rf"{name}[;:]", line)]


SQUAT = entry(
    uid="2b1d0f7e-8f5c-5d7a-9a55-0c8c6a1f3f10",
    title="Strength A (heavy)",
    text="Squat 3x5, RPE 7; calf raises 3x12\nWhy here: 28 h after the intervals, très loin.",
)
MOVED = Stamp(digest(SQUAT, zone=LONDON), 1, MADE, MADE + dt.timedelta(days=1))
OFF = entry(
    "2027-01-14T07:00",
    uid="c7a9d5c2-45d2-5b1e-8d35-7f0a1f2f9b21",
    title="Strength B",
    text="Core.",
    cancelled=True,
)

GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//microcycle//microcycle//EN
CALSCALE:GREGORIAN
NAME:Strength\\, Ana
X-WR-CALNAME:Strength\\, Ana
COLOR:seagreen
X-APPLE-CALENDAR-COLOR:#2E8B57
X-WR-TIMEZONE:Europe/London
BEGIN:VTIMEZONE
TZID:Europe/London
X-LIC-LOCATION:Europe/London
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Strength A (heavy)
DTSTART;TZID=Europe/London:20270112T173000
DTEND;TZID=Europe/London:20270112T182000
DTSTAMP:20270105T090000Z
UID:2b1d0f7e-8f5c-5d7a-9a55-0c8c6a1f3f10
SEQUENCE:1
CATEGORIES:Strength
CLASS:PRIVATE
CREATED:20270104T090000Z
DESCRIPTION:Squat 3x5\\, RPE 7\\; calf raises 3x12\\nWhy here: 28 h after the
  intervals\\, très loin.
LAST-MODIFIED:20270105T090000Z
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Strength A (heavy)
TRIGGER:-PT30M
UID:ALARM
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:Strength B
DTSTART;TZID=Europe/London:20270114T070000
DTEND;TZID=Europe/London:20270114T075000
DTSTAMP:20270104T090000Z
UID:c7a9d5c2-45d2-5b1e-8d35-7f0a1f2f9b21
SEQUENCE:0
CATEGORIES:Strength
CLASS:PRIVATE
CREATED:20270104T090000Z
DESCRIPTION:Core.
LAST-MODIFIED:20270104T090000Z
STATUS:CANCELLED
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
END:VCALENDAR
"""


def test_whole_file_of_a_week():
    data = to_ics([(OFF, stamp_of(OFF)), (SQUAT, MOVED)], name="Strength, Ana", zone=LONDON)

    golden = GOLDEN.replace("UID:ALARM", "UID:8bccb0fa-40d7-5f34-8139-b05fd6cef3e9")
    assert data.decode() == golden.replace("\n", "\r\n")


def test_the_order_given_does_not_matter():
    days = {"b": "2027-01-15T07:00", "c": "2027-01-12T07:00", "a": "2027-01-15T07:00"}
    week = [entry(when, uid=uid) for uid, when in days.items()]

    assert calendar(*week) == calendar(*reversed(week))
    assert lines_of(calendar(*week), "UID")[::2] == ["UID:c", "UID:a", "UID:b"]


def test_events_are_in_order_of_elapsed_time_also_when_the_clocks_go_back():
    second = entry("2027-10-31T01:10", uid="second")
    second = replace(second, start=second.start.replace(fold=1))
    first = entry("2027-10-31T01:30", uid="first")

    assert lines_of(calendar(second, first), "UID")[::2] == ["UID:first", "UID:second"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("20271031T013000Z", "20271031T022000Z", id="as it begins"),
        pytest.param("20271030T235000Z", "20271031T011000Z", id="as it ends"),
    ],
)
def test_session_in_an_hour_passed_the_second_time_is_written_in_utc(start, end):
    night = [dt.datetime.fromisoformat(text).astimezone(ZoneInfo(LONDON)) for text in (start, end)]
    data = calendar(entry(start=night[0], end=night[1]))

    assert lines_of(data, "DTSTART") == [f"DTSTART:{start}"]
    assert lines_of(data, "DTEND") == [f"DTEND:{end}"]
    assert b"VTIMEZONE" not in data


def test_session_in_an_hour_passed_the_first_time_is_written_in_local_time():
    data = calendar(entry("2027-10-31T01:00"))

    assert "DTSTART;TZID=Europe/London:20271031T010000" in lines(data)
    assert "DTEND;TZID=Europe/London:20271031T015000" in lines(data)


@pytest.mark.parametrize("zone", ["Africa/Cairo", "UTC"])
def test_zone_without_yearly_rules_is_written_in_utc(zone):
    data = calendar(entry("2027-07-12T17:30", zone), zone=zone)

    begins = clock("2027-07-12T17:30", zone).astimezone(dt.UTC)
    assert lines_of(data, "DTSTART") == [f"DTSTART:{begins:%Y%m%dT%H%M%SZ}"]
    assert b"TZID" not in data


def test_times_are_said_in_the_athletes_zone_whatever_zone_they_come_in():
    shown = entry()
    elsewhere = replace(shown, start=shown.start.astimezone(ZoneInfo("Asia/Tokyo")))

    assert calendar(elsewhere) == calendar(shown)


def test_calendar_without_events_names_no_zone():
    assert b"VTIMEZONE" not in calendar()
    assert b"VEVENT" not in calendar()


@pytest.mark.parametrize(
    ("given", "written"),
    [
        pytest.param("x" * 60, "x" * 60, id="just short enough"),
        pytest.param("x" * 61, "x" * 59 + "…", id="one too long"),
        pytest.param("long " * 20, "long " * 11 + "long…", id="cut after a space"),
        pytest.param(" two\n lines\t", "two lines", id="on several lines"),
        pytest.param("bell\a", "bell", id="with a control character"),
    ],
)
def test_title_is_one_line_of_at_most_sixty_characters(given, written):
    data = calendar(entry(title=given))

    assert lines_of(data, "SUMMARY") == [f"SUMMARY:{written}"]


def test_a_name_cannot_smuggle_in_a_property():
    data = calendar(name="Ana\r\nMETHOD:CANCEL")

    assert lines_of(data, "METHOD") == []
    assert lines_of(data, "NAME") == ["NAME:Ana METHOD:CANCEL"]


def test_alarm_keeps_its_id_when_the_session_moves_and_goes_when_it_is_cancelled():
    alarm = lines_of(calendar(entry()), "UID")[1]

    assert lines_of(calendar(entry("2027-01-13T07:00")), "UID") == ["UID:a", alarm]
    assert lines_of(calendar(entry(uid="b")), "UID")[1] != alarm
    assert b"VALARM" not in calendar(entry(cancelled=True))


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(entry("2027-01-12T17:31"), id="later start"),
        pytest.param(entry(end=clock("2027-01-12T18:25")), id="later end"),
        pytest.param(entry(title="Strength B"), id="other title"),
        pytest.param(entry(text="Why there."), id="other text"),
        pytest.param(entry(category="Run"), id="other category"),
        pytest.param(entry(cancelled=True), id="cancelled"),
    ],
)
def test_digest_follows_what_is_visible(shown):
    assert digest(shown, zone=LONDON) != digest(entry(), zone=LONDON)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(entry(uid="b"), id="other event"),
        pytest.param(entry(title=" Strength  A"), id="title that is written alike"),
        pytest.param(entry(start=entry().start.astimezone(dt.UTC)), id="the same start in UTC"),
        pytest.param(entry(start=entry().start.replace(fold=1)), id="a fold where there is none"),
    ],
)
def test_digest_ignores_what_is_not_visible(shown):
    assert digest(shown, zone=LONDON) == digest(entry(), zone=LONDON)


def test_digest_follows_the_zone_the_times_are_written_in():
    assert digest(entry(), zone="Europe/Lisbon") != digest(entry(), zone=LONDON)


def test_digest_is_the_same_on_every_machine():
    assert digest(entry(), zone=LONDON) == (
        "8154c4dbdf89f9b36d2d4c6cfd0ea078ae81fed93339409f39711c295bfb5dff"
    )


def test_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="the times of Strength A need a zone"):
        entry(start=clock("2027-01-12T17:30").replace(tzinfo=None))


@pytest.mark.parametrize("which", ["created", "modified"])
def test_stamp_without_a_zone_is_refused(which):
    times = {"created": MADE, "modified": MADE} | {which: MADE.replace(tzinfo=None)}

    with pytest.raises(ValueError, match="the times of a stamp need a zone"):
        Stamp("digest", 0, **times)


@pytest.mark.parametrize("zone", [LONDON, "America/New_York", "Australia/Lord_Howe", "Asia/Gaza"])
def test_another_reader_finds_the_same_times(zone):
    """Read by recurring-ical-events, with the weeks in which clocks change among them."""
    days = ["2027-01-12", "2027-03-14", "2027-03-28", "2027-07-06", "2027-10-31", "2027-11-07"]
    week = [entry(f"{day}T06:30", zone, uid=day) for day in days]
    week = [replace(one, end=one.start + dt.timedelta(minutes=50)) for one in week]

    read = recurring_ical_events.of(Calendar.from_ical(calendar(*week, zone=zone)))

    found = [(event.start, event.end) for event in read.between((2027, 1, 1), (2028, 1, 1))]
    assert sorted(found) == [(one.start, one.end) for one in week]


def test_rules_of_the_zone_alone_give_the_same_times():
    """A reader that knows no zone by name has only what the file says."""
    data = calendar(entry("2027-07-06T06:30"), entry("2027-12-07T06:30", uid="b"))
    renamed = data.replace(b"Europe/London", b"Nowhere/Known")

    starts = [event.start.astimezone(dt.UTC) for event in Calendar.from_ical(renamed).events]
    assert [f"{start:%H:%M}" for start in starts] == ["05:30", "06:30"]


texts = st.text(st.characters(codec="utf-8"), max_size=200)


@settings(max_examples=50)
@given(title=texts, text=texts, name=texts)
def test_any_text_gives_a_proper_file(title, text, name):
    data = calendar(entry(title=title, text=text), name=name)

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert re.search(rb"[^\r]\n|\r[^\n]", data) is None
    assert all(len(lines_of(data, once)) == 1 for once in ("SUMMARY", "NAME", "DTEND", "STATUS"))
    assert data.decode().splitlines() == data.decode().split("\r\n")[:-1]


@settings(max_examples=50)
@given(title=texts, text=texts, cancelled=st.booleans())
def test_what_is_read_back_is_written_alike(title, text, cancelled):
    shown = entry(title=title, text=text, cancelled=cancelled)
    written = (shown, stamp_of(shown, sequence=7, modified=MADE + dt.timedelta(hours=1)))
    data = to_ics([written], name="Strength", zone=LONDON)

    read = read_stamps(data)

    assert read["a"][1] == written[1]
    assert to_ics(read.values(), name="Strength", zone=LONDON) == data


@pytest.mark.parametrize("zone", [LONDON, "Africa/Cairo"])
def test_events_are_read_back_as_they_were(zone):
    shown = entry("2027-07-12T17:30", zone, title="Jog", category="Run")
    kept = {"a": (shown, stamp_of(shown, zone=zone))}

    assert read_stamps(calendar(shown, zone=zone)) == kept


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param(b"END:VCALENDAR\r\n", b"", "cut off", id="cut off"),
        pytest.param(b"-//microcycle//", b"-//Coach//", "made by -//Coach//", id="not ours"),
        pytest.param(b"SEQUENCE:0", b"SEQUENCE:x", "damaged", id="no number"),
        pytest.param(b"UID:a\r\n", b"", "damaged", id="no UID"),
        pytest.param(b"END:VEVENT\r\n", b"", "damaged", id="unbalanced"),
        pytest.param(b"CREATED:20270104T090000Z\r\n", b"", "damaged", id="no history"),
        pytest.param(b"X-WR-TIMEZONE:Europe/London\r\n", b"", "damaged", id="no zone"),
        pytest.param(b"X-WR-TIMEZONE:Europe/London", b"X-WR-TIMEZONE:../x", "damaged", id="path"),
    ],
)
def test_file_that_is_not_whole_or_not_ours_is_refused(old, new, says):
    broken = calendar(entry()).replace(old, new)

    with pytest.raises(CalendarError, match=says):
        read_stamps(broken)


def test_a_text_that_ends_in_a_line_of_control_characters_is_read_back_alike():
    shown = entry(text="one\r\x1f")

    data = calendar(shown)

    assert read_stamps(data)["a"][0].text == "one"
    assert digest(shown, zone=LONDON) == digest(entry(text="one"), zone=LONDON)


ADVISED = replace(SQUAT, if_missed="Thu 07:00,\nwith 45 min.")


def test_advice_for_a_missed_session_stands_before_why_it_is_here():
    description, _ = lines_of(calendar(ADVISED), "DESCRIPTION")

    assert description.endswith(
        "calf raises 3x12\\nIf you miss it: Thu 07:00\\, with 45 min."
        "\\nWhy here: 28 h after the intervals\\, très loin."
    )


def test_advice_for_a_missed_session_is_no_part_of_what_counts_as_a_change():
    assert digest(ADVISED, zone=LONDON) == digest(SQUAT, zone=LONDON)


def test_advice_for_a_missed_session_is_read_back():
    shown, stamp = read_stamps(calendar(ADVISED))[SQUAT.uid]

    assert shown == replace(ADVISED, if_missed="Thu 07:00, with 45 min.")
    assert stamp == stamp_of(SQUAT)
