"""Strength ends long enough before a race."""

import datetime as dt

import pytest

from scheduler.horizon import Horizon

from . import scene
from .scene import AUTUMN, LONDON, SPRING, eased, legal, loosened, points, rule, session

NAME = "before_race"
DEFAULT = rule(NAME)


def race(day, clock="09:00", priority="A", **more):
    return session(
        day, clock, "race", 210, title="City Marathon", race=(priority, "marathon"), **more
    )


def test_says_what_its_docstring_promises():
    sunday = Horizon(LONDON, dt.date(2027, 4, 11))  # a week that ends before the race
    said = scene.says(
        DEFAULT, session(2, "17:30", horizon=sunday), race(7, horizon=sunday), horizon=sunday
    )

    assert scene.says_when_violated(NAME) in said


@pytest.mark.parametrize(
    ("priority", "kind", "hours"),
    [
        ("A", "heavy", 168), ("A", "moderate", 120), ("A", "light", 72), ("A", "core", 24),
        ("B", "heavy", 96), ("B", "moderate", 72), ("B", "light", 48), ("B", "core", 12),
        ("C", "heavy", 48), ("C", "moderate", 48), ("C", "light", 24), ("C", "core", 0),
    ],
)  # fmt: skip
def test_exactly_the_least_is_legal_and_a_minute_less_is_not(priority, kind, hours):
    the_race = race(7 if hours else 6, "12:00", priority)
    latest = the_race.start - hours * 60 - 50

    exactly = _at(latest, kind)
    assert legal(DEFAULT, exactly, the_race)
    if hours:
        assert not legal(DEFAULT, _at(latest + 1, kind), the_race)


def _at(minute, kind, horizon=scene.JANUARY):
    day = horizon.day(minute)
    return session(day, f"{horizon.clock(minute):%H:%M}", kind, horizon=horizon)


@pytest.mark.parametrize("horizon", [SPRING, AUTUMN], ids=["the short night", "the long night"])
def test_hours_are_elapsed_hours_over_a_daylight_saving_night(horizon):
    the_race = race(6, horizon=horizon)
    latest = the_race.start - 96 * 60 - 50
    b_race = race(6, priority="B", horizon=horizon)

    assert legal(DEFAULT, _at(latest, "heavy", horizon), b_race, horizon=horizon)
    assert not legal(DEFAULT, _at(latest + 1, "heavy", horizon), b_race, horizon=horizon)


def test_a_race_three_weeks_away_is_not_felt():
    assert legal(DEFAULT, session(6, "20:00"), race(20))
    assert points(DEFAULT, session(6, "20:00"), race(20)) == 0


@pytest.mark.parametrize(
    ("clock", "cost"),
    [
        pytest.param("08:10", 30, id="7 d: all of it"),
        pytest.param("02:10", 27.5, id="7 d 6 h: 30 x (240 - 174) / 72"),
    ],
)
def test_heavy_work_within_ten_days_of_an_a_race_costs(clock, cost):
    assert points(DEFAULT, session(1, clock), race(8)) == cost


def test_ten_days_before_it_costs_nothing():
    assert points(DEFAULT, session(0, "08:10"), race(10)) == 0
    assert points(DEFAULT, session(0, "08:10"), race(10, priority="B")) == 0


def test_after_the_race_it_is_another_rules_business():
    assert legal(DEFAULT, race(1), session(1, "14:00"))


def test_each_race_asks_for_itself_and_names_its_priority():
    asked = scene.lowered(DEFAULT, scene.week(race(7), race(14, priority="C")))

    assert {found.where for found in asked if found.later == {"race"}} == {
        "A.heavy.min", "A.moderate.min", "A.light.min", "A.core.min",
        "C.heavy.min", "C.moderate.min", "C.light.min",
    }  # fmt: skip


def test_looser_than_its_floor():
    assert loosened(NAME, B={"light": {"min": "47h"}}) == [("B", "light", "min")]
    assert loosened(NAME, A={"heavy": {"min": "10d"}}) == []


def test_off_it_asks_for_nothing():
    assert scene.says(rule(NAME, off=True), session(1, "18:00"), race(2)) == []


def test_each_least_above_its_floor_may_be_eased_down_to_it_on_the_grid():
    own = {"A": {"heavy": {"min": "10d"}}, "C": {"core": {"min": "30min"}}}

    assert eased(NAME, **own) == [
        ("A.heavy.min", "240h", "168h", None),
        ("C.core.min", "30min", "0h", None),
    ]


def test_a_least_at_its_floor_or_below_is_not_eased():
    assert eased(NAME) == []
    assert eased(NAME, A={"heavy": {"min": "72h"}}, because="tried for a year") == []
