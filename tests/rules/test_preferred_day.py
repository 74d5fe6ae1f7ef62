"""On which days the athlete likes to do strength."""

import pytest

from . import scene
from .scene import legal, points, rule, session

NAME = "preferred_day"
TUE_THU = rule(NAME, days=["tue,thu", "2027-01-16"])


def test_says_what_its_docstring_promises():
    assert scene.says(TUE_THU, session(2, "18:00")) == [scene.says_when_violated(NAME)]


@pytest.mark.parametrize(
    ("day", "clock", "cost"),
    [
        pytest.param(1, "00:00", 0, id="from midnight"),
        pytest.param(0, "23:59", 10, id="a minute before"),
        pytest.param(1, "23:59", 0, id="it belongs to the day it starts on"),
        pytest.param(5, "09:00", 0, id="a date"),
        pytest.param(6, "09:00", 10, id="another day"),
    ],
)
def test_another_day_costs(day, clock, cost):
    assert points(TUE_THU, session(day, clock)) == cost


def test_runs_have_no_preferred_day():
    assert points(TUE_THU, session(0, "07:00", "easy", origin="planned")) == 0


def test_as_a_must_it_binds():
    must = rule(NAME, days=["tue"], level="must")

    assert legal(must, session(1, "23:59"))
    assert not legal(must, session(2, "00:00"))


def test_off_or_without_days_it_asks_for_nothing():
    assert scene.lowered(rule(NAME), scene.week()) == ()
    assert scene.lowered(rule(NAME, days=["tue"], off=True), scene.week()) == ()
