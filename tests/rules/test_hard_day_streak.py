"""Not too many hard days in a row."""

import pytest

from . import scene
from .scene import AUTUMN, eased, findings, legal, points, rule, session

NAME = "hard_day_streak"
DEFAULT = rule(NAME)
TUESDAY, WEDNESDAY = session(1, "06:00", "tempo"), session(2, "06:00", "long")


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, TUESDAY, WEDNESDAY, session(3, "18:00")) == [
        scene.says_when_violated(NAME)
    ]


@pytest.mark.parametrize(
    ("day", "kind", "cost"),
    [
        pytest.param(3, "heavy", 20, id="the third day"),
        pytest.param(3, "moderate", 20, id="moderate is hard too"),
        pytest.param(3, "light", 0, id="light is not"),
        pytest.param(0, "heavy", 20, id="the day before two hard ones"),
        pytest.param(4, "heavy", 0, id="after a day of rest"),
        pytest.param(2, "heavy", 0, id="on a hard day"),
    ],
)
def test_each_day_beyond_two_costs(day, kind, cost):
    assert points(DEFAULT, TUESDAY, WEDNESDAY, session(day, "18:00", kind)) == cost


def test_which_classes_make_a_day_hard_can_be_set():
    week = TUESDAY, WEDNESDAY, session(3, "18:00", "moderate")

    assert points(rule(NAME, classes=["heavy"]), *week) == 0
    assert points(rule(NAME, classes=["moderate"]), *week) == 20


def test_five_days_in_a_row_are_three_too_many():
    week = [session(day, "06:00", "tempo") for day in range(1, 6)]

    assert points(DEFAULT, *week) == 60


def test_days_of_the_weeks_beside_count():
    last_week = [session(-2, "06:00", "tempo"), session(-1, "06:00", "long")]
    next_week = [session(7, "06:00", "tempo"), session(8, "06:00", "long")]

    assert points(DEFAULT, *last_week, session(0, "18:00")) == 20
    assert points(DEFAULT, session(6, "18:00"), *next_week) == 20
    assert points(DEFAULT, *last_week) == 0


def test_a_standing_week_goes_round():
    weekend = [session(5, "06:00", "tempo"), session(6, "06:00", "long")]

    assert points(DEFAULT, *weekend, session(0, "18:00"), standing=True) == 20


def test_a_standing_week_goes_round_by_its_weekdays_also_where_a_day_is_long():
    hard = [(0, "06:00"), (5, "00:30"), (6, "06:00")]
    week = [session(day, clock, "tempo", horizon=AUTUMN) for day, clock in hard]

    assert points(DEFAULT, *week, standing=True, horizon=AUTUMN) == 20


def test_as_a_must_it_binds_the_plan_and_not_the_facts():
    must = rule(NAME, level="must")
    facts = [TUESDAY, WEDNESDAY, session(3, "06:00", "hills")]

    assert not legal(must, TUESDAY, WEDNESDAY, session(3, "18:00"))
    assert legal(must, *facts, session(3, "18:00"))
    (finding,) = findings(must, *facts)
    assert finding.fact


def test_off_it_asks_for_nothing():
    assert scene.lowered(rule(NAME, off=True), scene.week()) == ()


def test_the_days_may_be_eased_up_to_the_floor_one_by_one():
    assert eased(NAME, max=1) == [("max", "1", "2", 1)]
    assert eased(NAME) == []
    assert eased(NAME, max=3, because="tried for a year") == []
