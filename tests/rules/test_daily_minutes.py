"""A day's training does not grow too long."""

from . import scene
from .scene import eased, findings, legal, points, rule, session

NAME = "daily_minutes"
DEFAULT = rule(NAME)


def easy(minutes):
    return session(1, "06:00", "easy", minutes)


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, easy(100), session(1, "18:00")) == [scene.says_when_violated(NAME)]


def test_two_hours_cost_nothing_and_30_minutes_more_cost_5_points():
    assert points(DEFAULT, easy(70), session(1, "18:00")) == 0
    assert points(DEFAULT, easy(100), session(1, "18:00")) == 5
    assert points(DEFAULT, easy(71), session(1, "18:00")) == 0.17


def test_facts_cost_what_they_cost():
    (finding,) = findings(DEFAULT, easy(150))

    assert (finding.points, finding.fact) == (500, True)


def test_as_a_must_nothing_is_added_above_the_cap():
    must = rule(NAME, level="must", cap=90)

    assert legal(must, easy(40), session(1, "18:00"))
    assert not legal(must, easy(41), session(1, "18:00"))


def test_off_or_without_a_cap_it_asks_for_nothing():
    assert scene.lowered(rule(NAME, off=True), scene.week()) == ()
    assert scene.lowered(rule(NAME, cap=None), scene.week()) == ()


def test_the_cap_may_be_eased_minute_by_minute_as_far_as_it_helps():
    assert eased(NAME, cap=90) == [("cap", "90", None, 1)]
    assert eased(NAME, cap=300) == [("cap", "300", None, 1)]
    assert eased(NAME, cap=None) == []
