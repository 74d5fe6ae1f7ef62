"""Time to travel and to shower between two sessions."""

import pytest

from . import scene
from .scene import AUTUMN, SPRING, eased, legal, loosened, points, rule, session

NAME = "between_sessions"
HALF_AN_HOUR = rule(NAME, min="30min")
EASY = session(2, "06:00", "easy", 60, title="Easy run")


def test_says_what_its_docstring_promises():
    said = scene.says(HALF_AN_HOUR, EASY, session(2, "07:15"))

    assert said == [scene.says_when_violated(NAME)]


def test_by_default_it_asks_for_nothing():
    assert scene.lowered(rule(NAME), scene.week(EASY)) == ()


@pytest.mark.parametrize(
    ("clock", "kept"),
    [
        pytest.param("07:30", True, id="exactly half an hour after"),
        pytest.param("07:29", False, id="a minute less"),
        pytest.param("04:40", True, id="ends exactly half an hour before"),
        pytest.param("04:41", False, id="ends a minute later"),
    ],
)
@pytest.mark.parametrize("kind", ["heavy", "core"])
def test_the_least_time(clock, kind, kept):
    assert legal(HALF_AN_HOUR, EASY, session(2, clock, kind)) is kept


def test_two_sessions_that_are_placed_keep_it_too():
    easy = session(2, "06:00", "easy", 60, origin="planned")

    assert legal(HALF_AN_HOUR, easy, session(2, "07:30"))
    assert not legal(HALF_AN_HOUR, easy, session(2, "07:29"))


@pytest.mark.parametrize(
    ("horizon", "clock"), [(SPRING, "02:30"), (AUTUMN, "01:00")], ids=["short night", "long night"]
)
def test_minutes_are_elapsed_minutes_in_a_daylight_saving_night(horizon, clock):
    late = session(6, "00:00", "easy", 60, horizon=horizon)
    two_hours = rule(NAME, min="90min")
    after = session(6, clock, horizon=horizon)
    elapsed = after.start - late.end

    assert legal(two_hours, late, after, horizon=horizon) is (elapsed >= 90)
    assert legal(rule(NAME, min=f"{max(elapsed, 0)}min"), late, after, horizon=horizon)
    assert not legal(rule(NAME, min=f"{elapsed + 1}min"), late, after, horizon=horizon)


@pytest.mark.parametrize("standing", [False, True], ids=["the weeks beside", "a standing week"])
def test_sunday_night_and_monday_are_neighbours(standing):
    monday = session(0 if standing else 7, "00:30", "easy")

    assert legal(HALF_AN_HOUR, session(6, "23:10"), monday, standing=standing)
    assert not legal(HALF_AN_HOUR, session(6, "23:11"), monday, standing=standing)


def test_as_a_wish_it_costs_points_pro_rata():
    wish = rule(NAME, min="30min", level="wish")

    assert points(wish, EASY, session(2, "07:15")) == 5
    assert points(wish, EASY, session(2, "07:30")) == 0


def test_looser_than_a_floor_that_asks_for_something():
    assert list(rule(NAME).looser(HALF_AN_HOUR)) == [(("min",), f"{NAME} asks for at least 30 min")]
    assert loosened(NAME, min="10min") == []


def test_off_it_asks_for_nothing():
    assert scene.says(rule(NAME, min="30min", off=True), EASY, session(2, "07:01")) == []


def test_the_time_may_be_eased_down_to_its_floor():
    assert eased(NAME, min="30min") == [("min", "30min", "0h", None)]
    assert eased(NAME, min="100min") == [("min", "100min", "0h", None)]
    assert eased(NAME) == []


def test_less_time_than_a_floor_is_not_eased():
    assert list(rule(NAME, min="10min").easing(HALF_AN_HOUR)) == []
