"""Strength sessions keep their distance, from start to start."""

import pytest

from . import scene
from .scene import AUTUMN, SPRING, eased, legal, loosened, points, rule, session

NAME = "gap_between_strength"
DEFAULT = rule(NAME)


def strength_b(day, clock, kind="heavy", **more):
    return session(day, clock, kind, title="Strength B", **more)


def test_says_what_its_docstring_promises():
    said = scene.says(DEFAULT, session(1, "18:00"), strength_b(3, "06:00"))

    assert scene.says_when_violated(NAME) in said


@pytest.mark.parametrize(
    ("one", "other", "day", "clock", "kept"),
    [
        pytest.param("heavy", "heavy", 3, "18:00", True, id="heavy: exactly 48 h"),
        pytest.param("heavy", "heavy", 3, "17:59", False, id="heavy: a minute less"),
        pytest.param("moderate", "heavy", 3, "17:59", False, id="moderate and heavy: 48 h"),
        pytest.param("moderate", "moderate", 3, "18:00", True, id="moderate: exactly 48 h"),
        pytest.param("heavy", "light", 2, "18:00", True, id="one light: exactly 24 h"),
        pytest.param("light", "heavy", 2, "17:59", False, id="one light: a minute less"),
        pytest.param("light", "light", 2, "18:00", True, id="two light: exactly 24 h"),
        pytest.param("core", "heavy", 1, "18:50", True, id="core: none"),
        pytest.param("light", "core", 1, "18:50", True, id="light and core: none"),
    ],
)
def test_the_least_gap_of_a_pair(one, other, day, clock, kept):
    assert legal(DEFAULT, session(1, "18:00", one), strength_b(day, clock, other)) is kept


def test_a_fixed_class_counts_as_strength():
    circuit = session(1, "18:00", "moderate", origin="fixed", title="Circuit class")

    assert legal(DEFAULT, circuit, strength_b(3, "18:00"))
    assert not legal(DEFAULT, circuit, strength_b(3, "17:59"))
    assert not legal(DEFAULT, strength_b(0, "06:00"), circuit)


@pytest.mark.parametrize(
    ("horizon", "clock", "kept"),
    [
        pytest.param(SPRING, "19:00", True, id="the short night: 48 h of 49 on the clock"),
        pytest.param(SPRING, "18:59", False, id="the short night, a minute less"),
        pytest.param(AUTUMN, "17:00", True, id="the long night: 48 h of 47 on the clock"),
        pytest.param(AUTUMN, "16:59", False, id="the long night, a minute less"),
    ],
)
def test_hours_are_elapsed_hours_over_a_daylight_saving_night(horizon, clock, kept):
    friday = session(4, "18:00", horizon=horizon)

    assert legal(DEFAULT, friday, strength_b(6, clock, horizon=horizon), horizon=horizon) is kept


def test_strength_of_last_sunday_is_seen_from_this_week():
    last_sunday = session(-1, "18:00", origin="done")

    assert legal(DEFAULT, last_sunday, strength_b(1, "18:00"))
    assert not legal(DEFAULT, last_sunday, strength_b(1, "17:59"))


def test_a_standing_week_meets_itself():
    assert legal(DEFAULT, session(0, "06:00"), strength_b(5, "06:00"), standing=True)
    assert not legal(DEFAULT, session(0, "06:00"), strength_b(5, "06:01"), standing=True)


@pytest.mark.parametrize(
    ("one", "other", "day", "clock", "cost"),
    [
        pytest.param("heavy", "heavy", 4, "18:00", 0, id="heavy: the target of 72 h"),
        pytest.param("heavy", "heavy", 4, "06:00", 7.5, id="heavy: half of the way"),
        pytest.param("heavy", "heavy", 3, "18:00", 15, id="heavy: exactly the least"),
        pytest.param("moderate", "moderate", 3, "18:00", 8, id="moderate: exactly the least"),
        pytest.param("moderate", "heavy", 3, "18:00", 15, id="mixed: the larger of both"),
        pytest.param("heavy", "light", 2, "18:00", 0, id="with light no target"),
    ],
)
def test_points_for_a_short_gap(one, other, day, clock, cost):
    assert points(DEFAULT, session(1, "18:00", one), strength_b(day, clock, other)) == cost


def test_a_mixed_pair_takes_the_larger_least_of_both_and_lifts_the_target():
    moderate_80 = rule(NAME, moderate={"min": "80h"})

    assert not legal(moderate_80, session(0, "06:00"), strength_b(3, "13:59", "moderate"))
    assert legal(moderate_80, session(0, "06:00"), strength_b(3, "14:00", "moderate"))


def test_looser_than_its_floor():
    assert loosened(NAME, heavy={"min": "36h"}, moderate={"min": "47h"}) == [
        ("heavy", "min"),
        ("moderate", "min"),
    ]


def test_off_it_asks_for_nothing():
    assert scene.says(rule(NAME, off=True), session(1, "18:00"), strength_b(1, "20:00")) == []


def test_a_least_may_be_eased_down_to_its_floor_and_no_further():
    assert eased(NAME, moderate={"min": "60h"}, light={"min": "24h"}) == [
        ("moderate.min", "60h", "48h", None)
    ]
    assert eased(NAME, heavy={"min": "36h"}, because="tried for a year") == []
    assert eased(NAME) == []
