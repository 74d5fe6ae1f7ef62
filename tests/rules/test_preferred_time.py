"""When the athlete likes to do strength."""

import pytest

from . import scene
from .scene import legal, points, rule, session

NAME = "preferred_time"
EVENING = rule(NAME, windows={"tue,thu": ["17:30-20:00"], "fri": ["22:30-01:00"]})


def test_says_what_its_docstring_promises():
    assert scene.says(EVENING, session(1, "07:00")) == [scene.says_when_violated(NAME)]


@pytest.mark.parametrize(
    ("day", "clock", "cost"),
    [
        pytest.param(1, "17:30", 0, id="from its start"),
        pytest.param(1, "17:29", 5, id="a minute earlier"),
        pytest.param(1, "19:10", 0, id="up to its end"),
        pytest.param(1, "19:11", 5, id="a minute later"),
        pytest.param(2, "18:00", 5, id="on a day without a window"),
        pytest.param(4, "23:40", 0, id="in a window over midnight"),
        pytest.param(5, "00:10", 0, id="after midnight, in the window of the day before"),
        pytest.param(5, "00:11", 5, id="a minute too late for it"),
    ],
)
def test_a_session_lies_wholly_in_a_preferred_window(day, clock, cost):
    assert points(EVENING, session(day, clock)) == cost


def test_windows_that_touch_are_one():
    joined = rule(NAME, windows={"daily": ["07:00-07:30", "07:30-08:00"]})

    assert points(joined, session(1, "07:05")) == 0


def test_runs_have_no_preferred_time():
    assert points(EVENING, session(1, "07:00", "easy", origin="planned")) == 0


def test_as_a_must_it_binds():
    must = rule(NAME, windows={"tue": ["17:30-20:00"]}, level="must")

    assert legal(must, session(1, "19:10"))
    assert not legal(must, session(1, "19:11"))


def test_off_or_without_windows_it_asks_for_nothing():
    assert scene.lowered(rule(NAME), scene.week()) == ()
    assert scene.lowered(rule(NAME, windows={"tue": ["17:30-20:00"]}, off=True), scene.week()) == ()
