"""Hard days and easy days differ."""

from fractions import Fraction

import pytest

from . import scene
from .scene import eased, legal, points, rule, session

NAME = "monotony"
DEFAULT = rule(NAME)


def days(*loads):
    """An easy run of each load, on the days from Monday on."""
    return [session(day, "06:00", "easy", load=load) for day, load in enumerate(loads) if load]


def test_says_what_its_docstring_promises():
    (said,) = scene.says(DEFAULT, *days(100, 100, 100, 100, 100, 280, 80))  # 1.76

    assert said == scene.says_when_violated(NAME)


@pytest.mark.parametrize(
    ("loads", "cost"),
    [
        pytest.param((0,) * 7, 0, id="a week of rest"),
        pytest.param((0, 600, 0, 600, 0, 0, 900), 0, id="hard days hard: 0.76"),
        pytest.param((100, 100, 100, 100, 100, 300, 80), 8, id="1.63 has begun two tenths"),
        pytest.param((100, 100, 100, 100, 100, 100, 0), 32, id="one day of rest: 2.27, eight"),
        pytest.param((100,) * 7, 40, id="all days alike: the most it may cost"),
    ],
)
def test_points_for_each_tenth_begun(loads, cost):
    assert points(DEFAULT, *days(*loads)) == cost


def test_the_deviation_of_the_population_is_smaller():
    loads = days(100, 100, 100, 100, 100, 300, 80)

    assert points(rule(NAME, ddof=0), *loads) > points(DEFAULT, *loads)


def test_as_a_must_a_session_is_placed_where_the_week_stays_uneven():
    must = rule(NAME, level="must", above=1.2)
    facts = days(0, 300, 100, 300, 100, 100, 0)  # 1.05

    assert legal(must, *facts, session(1, "18:00", load=300))
    assert not legal(must, *facts, session(6, "18:00", load=200))


def test_facts_that_are_alike_by_themselves_bind_nothing():
    must = rule(NAME, level="must")

    assert legal(must, *days(*[100] * 7), session(1, "18:00", load=10))


def test_its_requirement_is_exact():
    (found,) = scene.lowered(DEFAULT, scene.week())

    assert (found.start, found.step, found.most) == (Fraction(3, 2), Fraction(1, 10), 10)


def test_points_that_are_no_whole_part_of_the_most():
    (found,) = scene.lowered(rule(NAME, points=0.1, at_most=0.3), scene.week())

    assert found.most == 3


def test_off_or_free_it_asks_for_nothing():
    assert scene.lowered(rule(NAME, off=True), scene.week()) == ()
    assert scene.lowered(rule(NAME, points=0), scene.week()) == ()


def test_what_is_left_free_may_be_eased_by_tenths_up_to_where_the_week_is_flagged():
    assert eased(NAME) == [("above", "1.5", "2", 10)]
    assert eased(NAME, above=1.25, warn=1.4) == [("above", "1.25", "1.4", 10)]
    assert eased(NAME, above=2.0) == []
    assert eased(NAME, above=2.1) == []
