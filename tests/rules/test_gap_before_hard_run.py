"""Strength ends long enough before quality runs, long runs and races."""

import pytest

from . import scene
from .scene import AUTUMN, SPRING, eased, findings, legal, loosened, points, rule, session

NAME = "gap_before_hard_run"
DEFAULT = rule(NAME)
INTERVALS = session(2, "06:00", "intervals", 60, title="Intervals")


def test_says_what_its_docstring_promises():
    said = scene.says(DEFAULT, session(1, "17:30"), INTERVALS)

    assert scene.says_when_violated(NAME) in said


@pytest.mark.parametrize(
    ("day", "clock", "kind", "kept"),
    [
        pytest.param(1, "05:10", "heavy", True, id="ends exactly 24 h before"),
        pytest.param(1, "05:11", "heavy", False, id="ends 23 h 59 min before"),
        pytest.param(1, "05:10", "moderate", True, id="moderate, exactly 24 h"),
        pytest.param(1, "05:11", "moderate", False, id="moderate, a minute less"),
        pytest.param(1, "17:10", "light", True, id="light, exactly 12 h"),
        pytest.param(1, "17:11", "light", False, id="light, a minute less"),
        pytest.param(2, "05:10", "core", True, id="core ends as the run starts"),
        pytest.param(2, "07:00", "heavy", True, id="after the run"),
    ],
)
def test_the_least_gap(day, clock, kind, kept):
    assert legal(DEFAULT, session(day, clock, kind), INTERVALS) is kept


@pytest.mark.parametrize(
    "kind", ["tempo", "threshold", "hills", "fartlek", "quality", "long", "race"]
)
def test_every_hard_run_counts(kind):
    assert not legal(DEFAULT, session(1, "17:30"), session(2, "06:00", kind))


@pytest.mark.parametrize("kind", ["easy", "steady", "recovery", "strides", "cross"])
def test_no_other_run_counts(kind):
    assert legal(DEFAULT, session(1, "17:30"), session(2, "06:00", kind))


@pytest.mark.parametrize(
    ("horizon", "clock", "kept"),
    [
        pytest.param(SPRING, "07:10", True, id="the short night: 24 h of 25 on the clock"),
        pytest.param(SPRING, "07:11", False, id="the short night, a minute less"),
        pytest.param(AUTUMN, "09:10", True, id="the long night: 24 h of 23 on the clock"),
        pytest.param(AUTUMN, "09:11", False, id="the long night, a minute less"),
    ],
)
def test_hours_are_elapsed_hours_over_a_daylight_saving_night(horizon, clock, kept):
    long_run = session(6, "09:00", "long", 120, horizon=horizon)

    assert legal(DEFAULT, session(5, clock, horizon=horizon), long_run, horizon=horizon) is kept


def test_a_run_of_next_monday_is_seen_from_sunday():
    next_monday = session(7, "06:00", "tempo")

    assert legal(DEFAULT, session(6, "05:10"), next_monday)
    assert not legal(DEFAULT, session(6, "05:11"), next_monday)


def test_a_standing_week_meets_its_own_monday():
    own_monday = session(0, "06:00", "tempo")

    assert legal(DEFAULT, session(6, "05:10"), own_monday, standing=True)
    assert not legal(DEFAULT, session(6, "05:11"), own_monday, standing=True)


def test_strength_of_last_sunday_binds_a_run_that_is_placed():
    last_sunday = session(-1, "18:00", origin="done")
    tempo = session(0, "18:49", "tempo", origin="planned")

    assert not legal(DEFAULT, last_sunday, tempo)
    assert legal(DEFAULT, last_sunday, session(0, "18:50", "tempo", origin="planned"))


@pytest.mark.parametrize(
    ("strength", "run", "cost"),
    [
        pytest.param(session(0, "05:10"), INTERVALS, 0, id="the target of 48 h costs nothing"),
        pytest.param(session(0, "05:11"), INTERVALS, 0.03, id="a minute short: 40/1440 points"),
        pytest.param(session(0, "17:10"), INTERVALS, 20, id="half of the way down"),
        pytest.param(session(1, "05:10"), INTERVALS, 40, id="all of it at the least gap"),
        pytest.param(session(1, "05:10"), session(2, "06:00", "long"), 25, id="a long run: 25"),
        pytest.param(session(1, "05:10"), session(2, "06:00", "race"), 0, id="a race has its own"),
        pytest.param(session(1, "05:10"), session(2, "06:00", "tempo", key_run=True), 60, id="key"),
        pytest.param(session(1, "05:10", "moderate"), INTERVALS, 40, id="moderate, 36 h wanted"),
        pytest.param(session(1, "11:10", "light"), INTERVALS, 20, id="light with its own hours"),
        pytest.param(session(2, "05:10", "core"), INTERVALS, 0, id="core never costs"),
    ],
)
def test_points_for_a_short_gap(strength, run, cost):
    assert points(DEFAULT, strength, run) == cost


def test_only_the_nearest_quality_run_and_the_nearest_long_run_cost():
    strength = session(0, "05:10")
    near, far = session(1, "18:00", "tempo"), session(1, "23:00", "hills", key_run=True)
    long_run = session(1, "18:00", "long", key="long")

    assert points(DEFAULT, strength, near, far) == 20
    assert points(DEFAULT, strength, near, far, long_run) == 20 + 12.5


def test_a_least_raised_above_its_target_lifts_the_target():
    raised = rule(NAME, heavy={"min": "50h"})

    assert not legal(raised, session(0, "03:11"), INTERVALS)
    assert points(raised, session(0, "03:10"), INTERVALS) == 0


def test_as_a_wish_the_points_grow_from_the_least_down_to_nothing():
    wish = rule(NAME, level="wish", quality_points=0)

    assert legal(wish, session(1, "17:10"), INTERVALS)
    assert points(wish, session(1, "17:10"), INTERVALS) == 20


def test_off_it_asks_for_nothing():
    assert findings(rule(NAME, off=True), session(1, "20:00"), INTERVALS) == ()


def test_each_requirement_names_its_own_line():
    found = {(f.where, f.level) for f in scene.lowered(DEFAULT, scene.week())}

    assert {("heavy.min", "must"), ("heavy.target", "wish"), ("light.min", "must")} <= found
    assert ("core.min", "must") not in found


def test_looser_than_its_floor():
    assert loosened(NAME, heavy={"min": "23h"}, light={"min": "12h"}) == [("heavy", "min")]
    assert loosened(NAME, level="wish") == [("level",)]
    assert loosened(NAME, off=True) == [("off",)]
    assert loosened(NAME, heavy={"min": "48h"}) == []


def test_each_least_above_its_floor_may_be_eased_down_to_it_on_the_grid():
    own = {"heavy": {"min": "62.75h"}, "core": {"min": "6h"}}

    assert eased(NAME, **own) == [
        ("heavy.min", "62.75h", "24h", None),
        ("core.min", "6h", "0h", None),
    ]


def test_a_least_at_its_floor_or_below_is_not_eased():
    assert eased(NAME) == []
    assert eased(NAME, heavy={"min": "12h"}, because="tried for a year") == []
