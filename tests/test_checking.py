"""A calendar judged by the athlete's rules: which week, whose sessions, and what stands beside."""

import datetime as dt

import pytest

from scheduler.checking import ForeignCalendar, check
from scheduler.errors import CalendarError
from scheduler.horizon import Horizon
from scheduler.identity import uid_of
from scheduler.lowering import zone_of
from scheduler.read.week import Kept
from scheduler.training import Session

KIM = """\
availability: {daily: [06:00-09:00, 17:00-21:00]}
runs:
  - {day: wed, start: 06:30, minutes: 60, kind: intervals}
  - {day: sat, minutes: 50, kind: easy}
strength: {sessions: 2, class: heavy, minutes: 45}
"""
GYM = ("Gym: strength", "20200106T180000", "RRULE:FREQ=WEEKLY")
SUNDAY = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)


def calendar(*events):
    """A calendar of sessions of an hour: title, start, and further lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test"]
    for number, (title, start, *more) in enumerate(events):
        own = more if any(line.startswith("UID") for line in more) else [f"UID:{number}", *more]
        day = [] if "T" not in start else ["DURATION:PT1H"]
        value = f"DTSTART;VALUE=DATE:{start}" if not day else f"DTSTART:{start}"
        lines += ["BEGIN:VEVENT", "DTSTAMP:20200101T000000Z", value]
        lines += [f"SUMMARY:{title}", *day, *own, "END:VEVENT"]
    lines += ["END:VCALENDAR", ""]
    return ForeignCalendar("gym.ics", "\r\n".join(lines).encode())


@pytest.fixture
def checked(athlete, options):
    """Judge a calendar of these events."""

    def judge(*events, lines=KIM, kept=None, given=False, **more):
        source = athlete(lines)
        return check(source, calendar(*events), options(**more), kept or Kept(), week_given=given)

    return judge


def first(outcome):
    return outcome.week.horizon.first


def test_of_an_event_that_recurs_since_long_the_week_meant_is_judged(checked):
    assert first(checked(GYM)) == dt.date(2027, 1, 11)


def test_of_a_calendar_that_begins_later_the_next_week_with_strength_is_judged(checked):
    later = ("Strength", "20270211T180000")

    assert first(checked(later, ("Strength", "20270302T180000"))) == dt.date(2027, 2, 8)


def test_of_a_calendar_of_the_past_the_last_week_with_strength_is_judged(checked):
    past = [("Strength", "20260604T180000"), ("Strength", "20260811T180000")]

    assert first(checked(*past, ("Dentist", "20261203T090000"))) == dt.date(2026, 8, 10)


def test_a_calendar_without_strength_is_refused_with_the_reason(checked):
    with pytest.raises(CalendarError, match=r"gym\.ics holds no strength event from 2025-01-13 to"):
        checked(("Dentist", "20270112T090000"))


def test_the_week_that_was_given_is_judged_even_if_it_is_empty(checked):
    found = checked(("Strength", "20270211T180000"), given=True)

    assert (first(found), len(found.findings)) == (dt.date(2027, 1, 11), 3)


def test_two_weeks_are_judged_together(checked):
    found = checked(GYM, weeks=2)
    starts = [s.start for s in found.own if s.activity == "strength"]

    assert len(starts) == 2
    assert starts[1] - starts[0] == 7 * 24 * 60


@pytest.mark.parametrize(
    ("title", "more", "counts"),
    [
        ("Evening class", ("CATEGORIES:Strength",), True),
        ("Strength A (light)", (), True),
        ("Strength training", (), True),
        ("Evening class", (), False),
    ],
)
def test_strength_is_known_by_category_by_name_or_by_title(checked, title, more, counts):
    found = checked((title, "20270112T180000", *more), given=True)

    assert any(s.activity == "strength" for s in found.own) is counts


def classes(outcome):
    return [(s.title, s.kind, s.rpe) for s in outcome.own if s.activity == "strength"]


def test_a_class_in_the_title_counts_where_no_session_of_that_class_is_asked_for(checked):
    found = checked(("Strength (light)", "20270112T180000"))

    assert classes(found) == [("Strength (light)", "light", 4)]


def test_a_session_beyond_those_asked_for_is_of_the_first_requests_class(checked):
    events = [("Strength", f"202701{day}T180000") for day in (11, 14, 16)]

    assert [kind for _, kind, _ in classes(checked(*events))] == ["heavy"] * 3


def test_where_no_strength_is_asked_for_a_session_is_moderate(checked):
    lines = KIM.replace("strength: {", "strength: []\n# {")

    assert classes(checked(("Strength", "20270112T180000"), lines=lines)) == [
        ("Strength", "moderate", 6)
    ]


def test_an_event_of_a_whole_day_is_passed_over_and_told(checked):
    found = checked(("Strength", "20270112"), GYM)

    assert "Strength has no time and is passed over" in found.notes


def test_a_run_of_the_calendar_fills_the_run_that_wants_a_slot(checked):
    found = checked(GYM, ("Easy run", "20270116T080000"))
    run = next(s for s in found.own if s.kind == "easy")

    assert (run.title, run.decided) == ("Easy run", True)
    assert not any("Easy run (easy" in finding.says for finding in found.findings)


def test_a_run_that_the_file_knows_already_is_not_taken_twice(checked):
    found = checked(GYM, ("Intervals 6 x 800 m", "20270113T063000"))

    assert [s.title for s in found.own if s.kind == "intervals"] == ["Intervals run"]


def test_a_run_on_another_day_is_one_more(checked):
    found = checked(GYM, ("Easy run", "20270114T080000"))

    assert [s.title for s in found.own if s.kind == "easy"] == ["Easy run"]
    assert any(finding.rule == "runs" for finding in found.findings)


def beside(source, start, **more):
    """A heavy session that the kept plan of the week before holds."""
    horizon = Horizon(zone_of(source), dt.date(2027, 1, 11))
    session = Session(
        "2027-01-04/strength-1-2", "heavy", "Strength B",
        horizon.minute(start), 45, 315, 7.0, origin="planned", asked="heavy",
    )  # fmt: skip
    return Kept(sessions=(session,), **more)


def test_strength_kept_of_the_week_beside_is_seen_across_its_edge(checked, athlete):
    """A must between Sunday evening and Monday evening."""
    monday = ("Strength A (heavy)", "20270111T190000")
    kept = beside(athlete(KIM), dt.datetime(2027, 1, 10, 18, tzinfo=dt.UTC))
    alone, with_it = checked(monday), checked(monday, kept=kept)

    assert [f.rule for f in alone.findings if f.breaks and "Strength B (Sun" in f.says] == []
    assert {f.rule for f in with_it.findings if f.breaks} - {
        f.rule for f in alone.findings if f.breaks
    } == {"gap_between_strength"}


def test_an_athlete_renamed_is_still_known_by_the_uids_of_the_kept_plan(checked):
    """The run with our UID is that of Saturday, though its title tells nothing."""
    uid = uid_of("the old name", "2027-01-11/run-2027-01-16-1")
    event = ("Out with Jo", "20270116T080000", f"UID:{uid}")
    known = checked(GYM, event, kept=Kept(identity="the old name"))
    unknown = checked(GYM, event)

    assert [s.title for s in known.own if s.kind == "easy"] == ["Easy run"]
    assert [s.title for s in unknown.own if s.kind == "easy"] == []


def test_our_own_session_is_known_by_its_uid_whatever_it_is_called(checked):
    uid = uid_of("kim1", "2027-01-11/strength-1-2")
    found = checked(("With the coach", "20270112T180000", f"UID:{uid}"), given=True)

    assert [s.key for s in found.own if s.activity == "strength"] == ["2027-01-11/strength-1-2"]


def test_other_entries_of_a_whole_day_say_nothing(checked):
    found = checked(("Holiday", "20270113"), GYM)

    assert not any("Holiday" in note for note in found.notes)


def test_a_class_that_the_session_may_become_has_its_own_effort(checked):
    lines = KIM.replace("minutes: 45}", "minutes: 45, may_become: [light]}")
    found = checked(("Strength (light)", "20270112T180000"), lines=lines)

    assert classes(found) == [("Strength A", "light", 4)]


def test_another_class_by_our_uid_has_the_effort_of_that_class(checked):
    uid = uid_of("kim1", "2027-01-11/strength-1-1")
    found = checked(("Strength A (core)", "20270112T180000", f"UID:{uid}"), given=True)

    assert classes(found) == [("Strength A", "core", 3)]


@pytest.mark.parametrize(
    ("clock", "origin", "breaks"),
    [
        pytest.param("20270112T190000", "pinned", False, id="where it is pinned"),
        pytest.param("20270116T100000", "planned", True, id="elsewhere, the day before a long run"),
    ],
)
def test_a_session_is_judged_where_the_calendar_has_it_wherever_it_is_pinned(
    checked, clock, origin, breaks
):
    uid = uid_of("kim1", "2027-01-11/strength-1-1")
    pin = "pins: [{session: Strength A, date: 2027-01-12, start: 19:00}]\n"
    found = checked(("Strength A", clock, f"UID:{uid}"), lines=KIM + pin, given=True)
    (session,) = [own for own in found.own if own.title == "Strength A"]

    assert (f"{found.week.horizon.clock(session.start):%Y%m%dT%H%M%S}", session.origin) == (
        clock,
        origin,
    )
    assert any(f.breaks and session.key in f.sessions for f in found.findings) is breaks
