"""From what a week is planned: what counts, and what does not."""

import datetime as dt
from dataclasses import replace

import pytest

from scheduler.exercises.done import Done, SetDone
from scheduler.past import Word
from scheduler.read.week import Kept
from scheduler.store.inputs import inputs_of, last_placed
from scheduler.training import HAND, Session

MONDAY = dt.date(2027, 1, 11)
NEXT = dt.date(2027, 1, 18)
KIM = """\
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}
calendars:
  - {path: work.ics, holds: busy}
  - {path: runs.ics, holds: runs}
strength: {sessions: 2, class: heavy, minutes: 45}
"""
NOTHING: dict[str, Word] = {}
NOBODY = Kept()
RULES = "rules: {gap_between_strength: {heavy: 72h}}\n"


def calendar(*starts, more=""):
    events = (
        f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTART:{start}\r\nDURATION:PT1H\r\n"
        f"SUMMARY:Easy run\r\n{more}END:VEVENT\r\n"
        for number, start in enumerate(starts)
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//microcycle//tests//EN\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n"


@pytest.fixture
def inputs(athlete, options, tmp_path):
    """The inputs of the weeks from 11 January on."""

    def find(lines=KIM, *, busy=(), runs=(), said=NOBODY, told="", **more):
        (tmp_path / "work.ics").write_text(calendar(*busy, more=told), newline="")
        (tmp_path / "runs.ics").write_text(calendar(*runs, more=told), newline="")
        return inputs_of(athlete(lines), options(**more), said)

    return find


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(f"# a comment\n{KIM}", id="a comment"),
        pytest.param(f"{KIM.splitlines()[-1]}\n{KIM.rpartition('strength')[0]}", id="the order"),
        pytest.param(
            KIM.replace("mon-fri: [17:00-20:00]", "mon-fri: ['17:00-20:00']"), id="quotes"
        ),
    ],
)
def test_how_a_file_is_written_does_not_count(inputs, lines):
    assert inputs(lines) == inputs()


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(KIM.replace("sat:", "tue: [], sat:"), id="a window"),
        pytest.param(KIM + RULES, id="a rule"),
        pytest.param(KIM.replace("sessions: 2", "sessions: 1"), id="what is asked"),
        pytest.param(f"extends: [masters]\n{KIM}", id="what it extends"),
    ],
)
def test_what_a_file_says_counts(inputs, lines):
    assert inputs(lines)[MONDAY] != inputs()[MONDAY]


def test_the_present_moment_does_not_count(inputs):
    later = dt.datetime(2027, 1, 13, 12, tzinfo=dt.UTC)

    assert inputs(now=later) == inputs()


def test_the_grid_counts(inputs):
    assert inputs(grid=30)[MONDAY] != inputs()[MONDAY]


@pytest.mark.parametrize("which", ["busy", "runs"])
def test_an_event_counts_for_the_weeks_that_it_is_near(inputs, which):
    near = inputs(weeks=2, **{which: ["20270113T120000Z"]})
    none, moved = inputs(weeks=2), inputs(weeks=2, **{which: ["20270113T130000Z"]})

    assert len({near[MONDAY], none[MONDAY], moved[MONDAY]}) == 3
    if which == "busy":
        assert near[NEXT] == none[NEXT] == moved[NEXT]


@pytest.mark.parametrize(
    "told",
    ["LAST-MODIFIED:20270102T030405Z\r\n", "DTSTAMP:20270102T030405Z\r\n", "SEQUENCE:7\r\n"],
)
def test_a_feed_that_says_it_was_changed_just_now_at_each_download_is_the_same(inputs, told):
    events = {"busy": ["20270113T120000Z"], "runs": ["20270114T120000Z"]}

    assert inputs(told=told, **events) == inputs(**events)


def test_a_week_is_the_same_planned_alone_or_beside_another(inputs):
    events = {"busy": ["20270113T120000Z"], "runs": ["20270121T120000Z", "20270107T120000Z"]}
    both = inputs(weeks=2, **events)

    assert both[MONDAY] == inputs(**events)[MONDAY]
    assert both[NEXT] == inputs(first=NEXT, **events)[NEXT]


FEBRUARY = dt.date(2027, 2, 22)
KEY = "2027-01-11/strength-1-1"


def test_what_the_log_says_of_a_session_counts_for_the_weeks_that_it_is_near(inputs):
    at = dt.datetime(2027, 1, 12, 17, tzinfo=dt.UTC)
    said = [Kept(words={KEY: Word(what, at)}) for what in ("done", "missed")]
    again = replace(said[1], missed={KEY: (at - dt.timedelta(days=1), at)})
    found = [inputs(said=one)[MONDAY] for one in (NOBODY, *said, again)]

    assert len(set(found)) == 4
    for one in (*said, again):
        assert inputs(said=one, first=FEBRUARY) == inputs(first=FEBRUARY)


def test_what_an_export_shows_counts_for_the_weeks_that_it_is_near(inputs, tmp_path):
    lines = f"{KIM}history: [{{path: done.csv, format: csv}}]\n"
    found = []
    for day, first in ((12, MONDAY), (12, FEBRUARY), (13, MONDAY), (13, FEBRUARY)):
        done = f"start,sport,title,minutes\n2027-01-{day} 17:00,strength,Gym,45\n"
        (tmp_path / "done.csv").write_text(done)
        found.append(inputs(lines, first=first)[first])

    assert found[0] != found[2]
    assert found[1] == found[3]


def put(start, minutes=45):
    """The first session where the athlete put it in the calendar [min]."""
    return Session(KEY, "heavy", "Strength A", start, minutes, 315, 7, origin="pinned", where=HAND)


@pytest.fixture
def by_hand(inputs, athlete, options):
    def find(*sessions, skipped=frozenset(), words=NOTHING):
        inputs()
        kept = Kept(sessions=sessions, skipped=skipped, words=words)
        return inputs_of(athlete(KIM), options(), kept)[MONDAY]

    return find


def test_what_the_athlete_moved_or_deleted_in_the_calendar_counts(by_hand):
    deleted = by_hand(skipped=frozenset({KEY}))
    moved = [by_hand(put(600)), by_hand(put(660)), by_hand(put(600, minutes=60))]

    assert len({by_hand(), deleted, *moved}) == 5
    assert by_hand(put(600)) == moved[0]


def test_where_a_session_was_put_before_it_was_missed_does_not_count(by_hand):
    missed = {KEY: Word("missed", dt.datetime(2027, 1, 11, 10, tzinfo=dt.UTC))}

    assert by_hand(put(600), words=missed) == by_hand(words=missed)


def test_a_session_that_the_plan_placed_does_not_count(by_hand):
    begun = Session(KEY, "heavy", "Strength A", 600, 45, 315, 7, origin="planned")

    assert by_hand(begun) == by_hand()


def told(day, reps=8):
    """A set of split squats on a day of January."""
    return Done("split_squat", KEY, dt.date(2027, 1, day), (SetDone(reps, 14),))


@pytest.fixture
def with_sets(inputs, athlete, options):
    def find(*done, **more):
        inputs()
        return inputs_of(athlete(KIM), options(**more), Kept(done=done))

    return find


def test_sets_that_were_done_count_apart_from_all_that_sessions_are_placed_by(with_sets):
    none, some, more = (with_sets(*sets)[MONDAY] for sets in ((), (told(5),), (told(5, 9),)))

    assert len({none, some, more}) == 3
    assert {one.partition("+")[0] for one in (none, some, more)} == {none}


def test_sets_count_from_the_week_on_in_which_they_were_done(with_sets):
    both = with_sets(told(19), weeks=2)

    assert both[MONDAY] == with_sets()[MONDAY]
    assert both[NEXT] != with_sets(weeks=2)[NEXT]
    assert both[NEXT] == with_sets(told(19), first=NEXT)[NEXT]


def test_sets_that_an_export_shows_count_likewise(inputs, tmp_path):
    head = "title,start_time,end_time,exercise_title,set_type,weight_kg,reps\n"
    rows = (f'A,"5 Jan 2027, 17:00","5 Jan 2027, 17:45",Step Up,normal,{kg},8\n' for kg in (8, 9))
    found = []
    for row in rows:
        (tmp_path / "hevy.csv").write_text(head + row)
        found.append(inputs(f"{KIM}history: [{{path: hevy.csv, format: hevy}}]\n")[MONDAY])

    assert found[0] != found[1]
    assert found[0].partition("+")[0] == found[1].partition("+")[0]


PLANS = {"a": 0, "a+x": 1, "b": 2, "a+y": 3, "b+x": 4}


@pytest.mark.parametrize(("made_from", "number"), [("a", 3), ("a+z", 3), ("b+x", 4), ("c+x", 9)])
def test_the_last_plan_placed_from_the_same_is_known_whatever_sets_were_done(made_from, number):
    assert last_placed(PLANS, made_from, 9) == number
