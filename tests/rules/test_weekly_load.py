"""The week's load stays below the athlete's cap."""

from . import scene
from .scene import eased, findings, legal, loosened, points, rule, session

NAME = "weekly_load"
CAPPED = rule(NAME, cap=2250)


def runs(load):
    return session(1, "06:00", "easy", 60, load=load)


def test_says_what_its_docstring_promises():
    strength = session(2, "18:00", load=345)

    assert scene.says(CAPPED, runs(2000), strength) == [scene.says_when_violated(NAME)]


def test_there_is_no_cap_by_default():
    assert scene.lowered(rule(NAME), scene.week()) == ()


def test_exactly_the_cap_is_enough():
    assert legal(CAPPED, runs(2000), session(2, "18:00", load=250))
    assert not legal(CAPPED, runs(2000), session(2, "18:00", load=251))


def test_as_a_wish_it_costs_by_each_so_much_above_the_cap():
    week = runs(2000), session(2, "18:00", load=300)
    wish = {"level": "wish", "cap": 2250, "points": 10}

    assert points(rule(NAME, **wish), *week) == 5
    assert points(rule(NAME, **wish, per=25), *week) == 20


def test_the_weeks_beside_do_not_count():
    assert legal(CAPPED, runs(2000), session(7, "06:00", "easy", load=900), session(2, "18:00"))


def test_what_is_fixed_above_it_is_a_fact_and_strength_yields():
    (finding,) = findings(CAPPED, runs(2300))

    assert not finding.breaks
    assert not legal(CAPPED, runs(2300), session(2, "18:00", load=10))


def test_a_run_that_is_placed_is_never_left_out_for_it():
    placed = session(1, "06:00", "easy", 60, load=2300, origin="planned")
    (finding,) = findings(CAPPED, placed)

    assert legal(CAPPED, placed)
    assert not finding.breaks
    assert not legal(CAPPED, placed, session(2, "18:00", load=10))


def test_as_a_wish_each_100_au_cost_pro_rata():
    assert points(rule(NAME, cap=2250, level="wish"), runs(2300)) == 5


def test_off_it_asks_for_nothing():
    assert scene.lowered(rule(NAME, cap=1, off=True), scene.week()) == ()


def test_looser_than_its_floor():
    assert loosened(NAME, cap=100) == []


def test_the_cap_may_be_eased_unit_by_unit_as_far_as_it_helps():
    assert eased(NAME, cap=2250) == [("cap", "2250", None, 1)]
    assert eased(NAME) == []
