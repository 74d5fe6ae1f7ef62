"""Strength waits after a quality run."""

import pytest

from . import scene
from .scene import AUTUMN, SPRING, eased, legal, loosened, points, rule, session

NAME = "gap_after_quality"
DEFAULT = rule(NAME)
INTERVALS = session(1, "06:00", "intervals", 60, title="Intervals")


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, INTERVALS, session(1, "11:30")) == [scene.says_when_violated(NAME)]


@pytest.mark.parametrize(
    ("clock", "kind", "kept"),
    [
        pytest.param("13:00", "heavy", True, id="exactly 6 h after its end"),
        pytest.param("12:59", "heavy", False, id="a minute less"),
        pytest.param("13:00", "moderate", True, id="moderate, exactly 6 h"),
        pytest.param("12:59", "moderate", False, id="moderate, a minute less"),
        pytest.param("10:00", "light", True, id="light, exactly 3 h"),
        pytest.param("09:59", "light", False, id="light, a minute less"),
        pytest.param("07:00", "core", True, id="core at once"),
        pytest.param("05:10", "heavy", True, id="before the run"),
    ],
)
def test_the_least_gap(clock, kind, kept):
    assert legal(DEFAULT, INTERVALS, session(1, clock, kind)) is kept


@pytest.mark.parametrize("kind", ["long", "race", "easy", "steady", "cross"])
def test_other_runs_have_rules_of_their_own(kind):
    assert legal(DEFAULT, session(1, "06:00", kind), session(1, "08:00"))


@pytest.mark.parametrize(
    ("horizon", "clock", "kept"),
    [
        pytest.param(SPRING, "06:30", True, id="the short night: 6 h of 7 on the clock"),
        pytest.param(SPRING, "06:29", False, id="the short night, a minute less"),
        pytest.param(AUTUMN, "04:30", True, id="the long night: 6 h of 5 on the clock"),
        pytest.param(AUTUMN, "04:29", False, id="the long night, a minute less"),
    ],
)
def test_hours_are_elapsed_hours_over_a_daylight_saving_night(horizon, clock, kept):
    late = session(5, "22:30", "tempo", 60, horizon=horizon)

    assert legal(DEFAULT, late, session(6, clock, horizon=horizon), horizon=horizon) is kept


def test_a_run_of_last_sunday_is_seen_from_monday():
    last_sunday = session(-1, "21:00", "tempo", 60)

    assert legal(DEFAULT, last_sunday, session(0, "04:00"))
    assert not legal(DEFAULT, last_sunday, session(0, "03:59"))


def test_a_standing_week_meets_its_own_sunday():
    own_sunday = session(6, "21:00", "tempo", 60)

    assert legal(DEFAULT, own_sunday, session(0, "04:00"), standing=True)
    assert not legal(DEFAULT, own_sunday, session(0, "03:59"), standing=True)


def test_a_target_of_the_athletes_own_costs_points_towards_the_nearest_run():
    own = rule(NAME, heavy={"min": "6h", "target": "12h", "points": 12})
    earlier = session(1, "05:00", "hills", 60)

    assert points(own, earlier, INTERVALS, session(1, "16:00")) == 6
    assert points(own, INTERVALS, session(1, "19:00")) == 0


def test_as_a_wish_it_costs_points():
    assert points(rule(NAME, level="wish"), INTERVALS, session(1, "10:00")) == 20


def test_off_it_asks_for_nothing():
    assert scene.says(rule(NAME, off=True), INTERVALS, session(1, "07:00")) == []


def test_looser_only_below_its_common_floor_of_3_h():
    assert loosened(NAME, heavy={"min": "3h"}) == []
    assert loosened(NAME, heavy={"min": "179min"}) == [("heavy", "min")]
    assert loosened(NAME, light={"min": "179min"}) == [("light", "min")]


def test_a_least_may_be_eased_down_to_the_common_floor_of_3_h():
    assert eased(NAME, core={"min": "1h"}) == [
        ("heavy.min", "6h", "3h", None),
        ("moderate.min", "6h", "3h", None),
        ("core.min", "1h", "0h", None),
    ]


def test_a_least_at_the_common_floor_or_below_is_not_eased():
    own = {"heavy": {"min": "3h"}, "moderate": {"min": "2h"}, "because": "tried for a year"}

    assert eased(NAME, **own) == []
