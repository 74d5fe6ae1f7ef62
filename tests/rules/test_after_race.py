"""The legs recover from a race before strength comes back."""

import datetime as dt

import pytest

from scheduler.horizon import Horizon

from . import scene
from .scene import AUTUMN, LONDON, SPRING, eased, legal, loosened, points, rule, session

NAME = "after_race"
DEFAULT = rule(NAME)


def race(day, clock="09:00", distance="marathon", **more):
    return session(day, clock, "race", 210, title="City Marathon", race=("A", distance), **more)


def test_says_what_its_docstring_promises():
    monday = Horizon(LONDON, dt.date(2027, 4, 19))
    said = scene.says(
        DEFAULT, race(-1, horizon=monday), session(1, "18:00", horizon=monday), horizon=monday
    )

    assert said == [scene.says_when_violated(NAME)]


@pytest.mark.parametrize(
    ("distance", "kind", "hours"),
    [
        ("5k", "heavy", 48), ("5k", "moderate", 24), ("5k", "light", 24), ("5k", "core", 0),
        ("10k", "heavy", 72), ("10k", "moderate", 48), ("10k", "light", 48), ("10k", "core", 0),
        ("half", "heavy", 96), ("half", "moderate", 72), ("half", "light", 72), ("half", "core", 0),
        ("marathon", "heavy", 14 * 24), ("marathon", "moderate", 7 * 24),
        ("marathon", "light", 7 * 24), ("marathon", "core", 72),
        ("ultra", "heavy", 21 * 24), ("ultra", "moderate", 14 * 24),
        ("ultra", "light", 14 * 24), ("ultra", "core", 72),
    ],
)  # fmt: skip
def test_exactly_the_least_is_legal_and_a_minute_less_is_not(distance, kind, hours):
    the_race = race(3 - hours // 24, "09:00", distance)
    earliest = the_race.end + hours * 60

    assert legal(DEFAULT, the_race, _at(earliest, kind))
    if hours:
        assert not legal(DEFAULT, the_race, _at(earliest - 1, kind))


def _at(minute, kind, horizon=scene.JANUARY):
    return session(horizon.day(minute), f"{horizon.clock(minute):%H:%M}", kind, horizon=horizon)


@pytest.mark.parametrize("horizon", [SPRING, AUTUMN], ids=["the short night", "the long night"])
def test_hours_are_elapsed_hours_over_a_daylight_saving_night(horizon):
    five_k = race(4, "14:30", "5k", horizon=horizon)
    earliest = five_k.end + 48 * 60

    assert legal(DEFAULT, five_k, _at(earliest, "heavy", horizon), horizon=horizon)
    assert not legal(DEFAULT, five_k, _at(earliest - 1, "heavy", horizon), horizon=horizon)


def test_a_target_of_the_athletes_own_costs_points():
    own = rule(NAME, **{"5k": {"heavy": {"min": "48h", "target": "96h", "points": 10}}})
    five_k = race(0, distance="5k")

    assert points(own, five_k, _at(five_k.end + 72 * 60, "heavy")) == 5


def test_each_requirement_names_its_distance():
    asked = scene.lowered(DEFAULT, scene.week(race(-1, distance="half")))

    assert [found.where for found in asked] == [
        "half.heavy.min",
        "half.moderate.min",
        "half.light.min",
    ]


def test_looser_than_its_floor():
    assert loosened(NAME, half={"light": {"min": "71h"}}) == [("half", "light", "min")]
    assert loosened(NAME, **{"10k": {"heavy": {"min": "1h"}}}) == [("10k", "heavy", "min")]


def test_off_it_asks_for_nothing():
    assert scene.says(rule(NAME, off=True), race(0), session(0, "18:00")) == []


def test_each_least_above_its_floor_may_be_eased_down_to_it_on_the_grid():
    own = {"5k": {"heavy": {"min": "60h"}}, "ultra": {"core": {"min": "73h"}}}

    assert eased(NAME, **own) == [
        ("5k.heavy.min", "60h", "48h", None),
        ("ultra.core.min", "73h", "72h", None),
    ]


def test_a_least_at_its_floor_or_below_is_not_eased():
    assert eased(NAME) == []
    assert eased(NAME, half={"light": {"min": "24h"}}, because="tried for a year") == []
