"""The rest days stay empty."""

from . import scene
from .scene import findings, legal, loosened, points, rule, session

NAME = "rest_day"
DEFAULT = rule(NAME)


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, session(0, "18:00"), rest_days=(0,)) == [
        scene.says_when_violated(NAME)
    ]


def test_a_session_belongs_to_the_day_it_starts_on():
    for day, clock, kept in ((1, "00:00", False), (1, "23:59", False), (0, "23:59", True)):
        assert legal(DEFAULT, session(day, clock), rest_days=(1,)) is kept


def test_a_fixed_run_on_a_rest_day_is_no_ones_business():
    assert findings(DEFAULT, session(0, "18:00", "easy"), rest_days=(0,)) == ()


def test_a_fixed_class_on_a_rest_day_is_a_fact():
    (finding,) = findings(DEFAULT, session(0, "18:00", origin="fixed"), rest_days=(0,))

    assert not finding.breaks


def test_a_number_of_days_stays_empty_where_the_plan_chooses():
    facts = [session(day, "06:00", "easy") for day in range(4)]

    assert legal(DEFAULT, *facts, session(4, "18:00"), rest_days_chosen=2)
    assert not legal(DEFAULT, *facts, session(4, "18:00"), rest_days_chosen=3)
    assert legal(DEFAULT, *facts, session(0, "18:00"), rest_days_chosen=3)


def test_where_facts_fill_the_week_no_empty_day_can_be_wanted():
    facts = [session(day, "06:00", "easy") for day in range(6)]

    assert legal(DEFAULT, *facts, session(0, "18:00"), rest_days_chosen=3)
    assert not legal(DEFAULT, *facts, session(6, "18:00"), rest_days_chosen=3)


def test_as_a_wish_each_session_or_missing_day_costs():
    wish = rule(NAME, level="wish")
    facts = [session(day, "06:00", "easy") for day in range(4)]

    assert points(wish, session(0, "18:00"), rest_days=(0,)) == 40
    assert points(wish, *facts, session(4, "18:00"), session(5, "18:00"), rest_days_chosen=3) == 80


def test_the_line_is_that_of_rest_days():
    (found,) = scene.lowered(DEFAULT, scene.week(rest_days=(0,), rest_where="ana.yaml:12"))

    assert found.where == "ana.yaml:12"


def test_off_or_without_rest_days_it_asks_for_nothing():
    assert scene.lowered(rule(NAME, off=True), scene.week(rest_days=(0,))) == ()
    assert scene.lowered(DEFAULT, scene.week()) == ()


def test_looser_than_its_floor():
    assert loosened(NAME, level="wish") == [("level",)]
