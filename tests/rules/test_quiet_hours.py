"""Not too early and not too late."""

import pytest

from . import scene
from .scene import AUTUMN, SPRING, eased, findings, legal, points, rule, session

NAME = "quiet_hours"
DEFAULT = rule(NAME)


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, session(1, "19:30")) == [scene.says_when_violated(NAME)]


@pytest.mark.parametrize(
    ("clock", "cost"),
    [
        pytest.param("06:00", 0, id="at six"),
        pytest.param("05:59", 6, id="a minute earlier"),
        pytest.param("19:10", 0, id="ends at eight"),
        pytest.param("19:11", 6, id="ends a minute later"),
        pytest.param("23:30", 6, id="over midnight, once"),
    ],
)
@pytest.mark.parametrize("horizon", [SPRING, AUTUMN], ids=["the short day", "the long day"])
def test_an_early_start_and_a_late_end_cost(clock, cost, horizon):
    assert points(DEFAULT, session(6, clock, horizon=horizon), horizon=horizon) == cost


def test_a_run_that_is_placed_counts_and_a_fixed_one_does_not():
    assert points(DEFAULT, session(1, "05:00", "easy", origin="planned")) == 6
    assert findings(DEFAULT, session(1, "05:00", "easy")) == ()


def test_as_a_must_no_session_is_there():
    must = rule(NAME, level="must")

    assert legal(must, session(1, "19:10"))
    assert not legal(must, session(1, "19:11"))


def test_off_it_asks_for_nothing():
    assert scene.lowered(rule(NAME, off=True), scene.week()) == ()


def test_each_clock_time_may_be_eased_to_that_of_the_floor_on_the_grid():
    assert eased(NAME, before="07:30") == [("before", "07:30", "06:00", None)]
    assert eased(NAME, after="18:00") == [("after", "18:00", "20:00", None)]
    assert len(eased(NAME, before="07:30", after="18:00")) == 2


def test_hours_as_long_as_those_of_the_floor_or_longer_are_not_eased():
    assert eased(NAME) == []
    assert eased(NAME, before="05:00", after="22:00") == []
