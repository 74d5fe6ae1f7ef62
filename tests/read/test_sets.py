"""Sets in exports: which count, in which unit, of which exercise and of which session."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.exercises.done import SetDone
from scheduler.exercises.names import Names
from scheduler.horizon import Horizon
from scheduler.read.file.sections import History
from scheduler.read.history.rows import read_rows
from scheduler.read.history.trouble import NotSettledError
from scheduler.read.week import Kept
from scheduler.training import Session

SAMPLE = (Path(__file__).parent / "exports" / "hevy-sets.csv").read_text(encoding="utf-8")
BERLIN = ZoneInfo("Europe/Berlin")
POUND = 0.45359237  # [kg]
HEAD = (
    "title,start_time,end_time,exercise_title,set_type,weight_kg,reps,distance_km,"
    "duration_seconds,rpe"
)


def export(text, names=None, **told):
    entry = History(path="x.csv", format="hevy", **told)
    return read_rows(text.encode(), entry, BERLIN, "x.csv", names)


def sets(text, names=None, **told):
    """The sets of each exercise of the one activity."""
    (activity,) = export(text, names, **told).activities
    return {done.exercise: done.sets for done in activity.done}


def rows(*cells, head=HEAD):
    lines = (f'Gym,"12 Jan 2027, 17:04","12 Jan 2027, 17:49",{one}' for one in cells)
    return "\n".join([head, *lines]) + "\n"


def test_the_sets_of_a_workout_are_those_of_its_exercises():
    assert sets(SAMPLE) == {
        "rfess": (SetDone(8, 14, effort=8), SetDone(7, 14, effort=10)),
        "side_plank": (SetDone(40),),
        "suitcase_carry": (SetDone(25, 22.5),),
        "push_up": (SetDone(12),),
    }


def test_what_cannot_be_taken_in_is_told_once():
    unknown, without = export(SAMPLE).notes

    assert unknown == (
        "x.csv: exercises that are not known: Bench Press (Barbell), Bicep Curl (Dumbbell); to have"
        ' them counted, tell which they are, `exercises: {names: {"Bench Press (Barbell)": ID}}`,'
        " with an id of the catalogue or `none`"
    )
    assert without == "x.csv: left out: a set of Front plank, for which no seconds are told"


def test_the_athlete_tells_which_exercise_is_meant_and_which_is_none():
    own = {"Bench Press (Barbell)": "none", "bicep curl (dumbbell)": "row_sa", "Plank": "none"}
    found = export(SAMPLE, Names(own=own))

    assert found.notes == []
    assert [done.exercise for done in found.activities[0].done][-1] == "row_sa"


def test_of_many_unknown_names_the_commonest_are_told():
    found = export(rows(*(f"Curl {n},normal,10,8,,," for n in (1, 2, 3, 4, 5, 6, 7, 7))))

    assert "not known: Curl 7, Curl 1, Curl 2, Curl 3, Curl 4 and 2 more; to" in found.notes[0]


def test_pounds_and_miles_are_brought_to_kilograms_and_metres():
    head = HEAD.replace("_kg", "_lbs").replace("_km", "_miles")
    text = rows("Suitcase Carry,normal,50,,0.025,,", head=head)

    assert sets(text) == {"suitcase_carry": (SetDone(40, 50 * POUND),)}


def test_a_decimal_comma_is_read_where_the_column_shows_it():
    text = rows('Step Up,normal,"12,5",8,,,"7,5"', 'Step Up,normal,"14",8,,,8')

    assert sets(text) == {"step_up": (SetDone(8, 12.5, effort=7.5), SetDone(8, 14, effort=8))}


def test_a_weight_that_can_be_read_in_two_ways_is_asked_for():
    text = rows('Step Up,normal,"1,125",8,,,')

    with pytest.raises(NotSettledError, match="`1,125` in the column `weight_kg` can be read in"):
        export(text)
    assert sets(text, decimal="comma") == {"step_up": (SetDone(8, 1.125),)}


def test_a_set_that_cannot_be_read_is_left_out_and_told():
    text = rows("Step Up,normal,-10,8,,,", "Step Up,normal,many,8,,,", "Step Up,normal,10,8,,,11")
    found = export(text)

    assert [activity.done for activity in found.activities] == [()]
    (note,) = found.notes
    assert note == (
        "x.csv: left out: row 2: a set has `-10` kg; row 3: `many` is no number; row 4: a set has"
        " `11` rpe"
    )


def test_an_export_without_columns_for_sets_still_tells_the_workout():
    text = 'title,start_time,end_time\nLegs,"7 Jan 2027, 18:00","7 Jan 2027, 18:45"\n'

    assert [(one.minutes, one.done) for one in export(text).activities] == [(45, ())]


KIM = """\
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}
strength: {sessions: 2, class: heavy, minutes: 45}
history: [{path: done.csv, format: hevy}]
"""
HERE = Horizon(BERLIN, dt.date(2027, 1, 11))
A = "2027-01-11/strength-1-1"


@pytest.fixture
def shown(planned, tmp_path):
    """Plan on the Thursday after this export, and tell the exercises with their sessions."""

    def plan(text, *, begun=True):
        (tmp_path / "done.csv").write_text(text)
        start = HERE.midnight(1) + 17 * 60
        session = Session(A, "heavy", "Strength A", start, 45, 315, 7, asked="heavy")
        kept = Kept(sessions=(session,) if begun else ())
        outcome = planned(KIM, kept, now=dt.datetime(2027, 1, 14, 8, tzinfo=BERLIN))
        return [(done.exercise, done.session, done.date) for done in outcome.week.before.done]

    return plan


STEPS = rows("Step Up,normal,10,8,,,")


def test_the_sets_belong_to_the_session_that_the_workout_is(shown):
    assert shown(STEPS) == [("step_up", A, dt.date(2027, 1, 12))]


def test_on_another_day_they_belong_to_the_session_that_nobody_has_done_yet(shown):
    assert shown(STEPS.replace("12 Jan", "13 Jan")) == [("step_up", A, dt.date(2027, 1, 13))]


def test_long_ago_they_belong_to_no_session(shown):
    assert shown(STEPS.replace("12 Jan 2027", "12 Jul 2026")) == [
        ("step_up", "", dt.date(2026, 7, 12))
    ]


def test_beyond_all_that_is_asked_for_they_belong_to_no_session(shown):
    three = STEPS + "".join(
        STEPS.splitlines()[1].replace("12 Jan", f"{day} Jan") + "\n" for day in (11, 13)
    )

    assert sorted(key for _, key, _ in shown(three)) == ["", A, A[:-1] + "2"]


def test_sets_to_come_are_not_taken_in(shown):
    assert shown(STEPS.replace("12 Jan", "15 Jan")) == []
