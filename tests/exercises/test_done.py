"""What the athlete says of exercises beside what exports show of them."""

import datetime as dt
from dataclasses import replace

from scheduler.exercises.done import Done, SetDone, joined

DAY = dt.date(2027, 1, 12)
SHOWN = Done("rfess", "A", DAY, (SetDone(8, 14),))
SAID = Done("rfess", "A", DAY, (SetDone(10, 16),))


def test_what_is_said_of_an_exercise_of_a_session_beats_what_is_shown():
    assert joined([SAID], [SHOWN]) == (SAID,)


def test_where_the_export_knows_no_session_the_day_tells():
    assert joined([SAID], [replace(SHOWN, session="")]) == (SAID,)


def test_two_sessions_of_a_day_and_two_exercises_of_a_session_are_two():
    others = (replace(SHOWN, session="B"), replace(SHOWN, exercise="pogo"))

    assert joined([SAID], others) == (SAID, *others)


def test_of_another_day_and_no_session_it_is_another_thing():
    other = replace(SHOWN, session="", date=DAY + dt.timedelta(days=1))

    assert joined([SAID], [other]) == (SAID, other)


def test_pain_that_is_said_without_sets_goes_with_the_sets_shown():
    said = replace(SAID, sets=(), pain=6)

    assert joined([said], [SHOWN]) == (replace(SHOWN, pain=6),)
