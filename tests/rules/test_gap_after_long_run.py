"""Strength waits after the long run."""

import datetime as dt

import pytest

from scheduler.horizon import Horizon

from . import scene
from .scene import AUTUMN, LONDON, SPRING, eased, legal, loosened, points, rule, session

NAME = "gap_after_long_run"
DEFAULT = rule(NAME)
LONG_RUN = session(1, "08:00", "long", 120, title="Long run")


def test_says_what_its_docstring_promises():
    saturday = Horizon(LONDON, dt.date(2027, 1, 9))  # a week in which Monday follows Sunday
    run = session(1, "08:00", "long", 120, title="Long run", horizon=saturday)
    strength = session(2, "07:00", horizon=saturday)

    said = scene.says(DEFAULT, run, strength, horizon=saturday)
    assert scene.says_when_violated(NAME) in said


@pytest.mark.parametrize(
    ("day", "clock", "kind", "kept"),
    [
        pytest.param(2, "10:00", "heavy", True, id="exactly 24 h after its end"),
        pytest.param(2, "09:59", "heavy", False, id="a minute less"),
        pytest.param(2, "10:00", "moderate", True, id="moderate, exactly 24 h"),
        pytest.param(2, "09:59", "moderate", False, id="moderate, a minute less"),
        pytest.param(1, "22:00", "light", True, id="light, exactly 12 h"),
        pytest.param(1, "21:59", "light", False, id="light, a minute less"),
        pytest.param(1, "10:00", "core", True, id="core at once"),
    ],
)
def test_the_least_gap(day, clock, kind, kept):
    assert legal(DEFAULT, LONG_RUN, session(day, clock, kind)) is kept


@pytest.mark.parametrize(
    ("horizon", "clock", "kept"),
    [
        pytest.param(SPRING, "11:00", True, id="the short night: 24 h of 25 on the clock"),
        pytest.param(SPRING, "10:59", False, id="the short night, a minute less"),
        pytest.param(AUTUMN, "09:00", True, id="the long night: 24 h of 23 on the clock"),
        pytest.param(AUTUMN, "08:59", False, id="the long night, a minute less"),
    ],
)
def test_hours_are_elapsed_hours_over_a_daylight_saving_night(horizon, clock, kept):
    run = session(5, "08:00", "long", 120, horizon=horizon)

    assert legal(DEFAULT, run, session(6, clock, horizon=horizon), horizon=horizon) is kept


@pytest.mark.parametrize("standing", [False, True], ids=["the week before", "a standing week"])
def test_sundays_run_is_seen_from_monday(standing):
    sunday = session(6 if standing else -1, "09:00", "long", 120)

    assert legal(DEFAULT, sunday, session(0, "11:00"), standing=standing)
    assert not legal(DEFAULT, sunday, session(0, "10:59"), standing=standing)


@pytest.mark.parametrize(
    ("clock", "kind", "cost"),
    [
        pytest.param("22:00", "heavy", 0, id="the target of 36 h"),
        pytest.param("16:00", "heavy", 10, id="half of the way"),
        pytest.param("10:00", "heavy", 20, id="exactly the least"),
        pytest.param("10:00", "moderate", 0, id="moderate has no target"),
    ],
)
def test_points_for_a_short_gap(clock, kind, cost):
    assert points(DEFAULT, LONG_RUN, session(2, clock, kind)) == cost


def test_only_the_nearest_long_run_costs():
    nearest = session(1, "14:00", "long", 120)

    assert points(DEFAULT, LONG_RUN, nearest, session(2, "22:00")) == 10


def test_looser_than_its_floor():
    assert loosened(NAME, light={"min": "11h"}) == [("light", "min")]
    assert loosened(NAME, heavy={"min": "30h"}) == []


def test_off_it_asks_for_nothing():
    assert scene.says(rule(NAME, off=True), LONG_RUN, session(1, "11:00")) == []


def test_a_key_long_run_makes_the_gap_half_as_dear_again():
    key = session(1, "08:00", "long", 120, title="Long run", key_run=True)

    assert points(DEFAULT, LONG_RUN, session(2, "16:00")) == 10
    assert points(DEFAULT, key, session(2, "16:00")) == 15


def test_a_least_may_be_eased_down_to_its_floor_and_no_further():
    assert eased(NAME, heavy={"min": "36h"}) == [("heavy.min", "36h", "24h", None)]
    assert eased(NAME, heavy={"min": "12h"}, because="tried for a year") == []
    assert eased(NAME) == []
