"""One leg session a day."""

from . import scene
from .scene import eased, legal, loosened, points, rule, session

NAME = "leg_sessions_per_day"
DEFAULT = rule(NAME)


def strength_b(clock, kind="heavy", **more):
    return session(1, clock, kind, title="Strength B", **more)


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, session(1, "06:00"), strength_b("18:00")) == [
        scene.says_when_violated(NAME)
    ]


def test_heavy_moderate_and_light_are_for_the_legs_and_core_is_not():
    assert not legal(DEFAULT, session(1, "06:00"), strength_b("18:00", "light"))
    assert legal(DEFAULT, session(1, "06:00"), strength_b("18:00", "core"))
    assert legal(DEFAULT, session(0, "23:00"), strength_b("06:00"))


def test_a_fixed_class_counts():
    assert not legal(DEFAULT, session(1, "06:00"), strength_b("18:00", origin="fixed"))


def test_more_may_be_allowed_and_as_a_wish_each_one_more_costs():
    assert legal(rule(NAME, max=2), session(1, "06:00"), strength_b("18:00"))
    assert points(rule(NAME, level="wish"), session(1, "06:00"), strength_b("18:00")) == 40


def test_one_requirement_a_day_or_none_where_off():
    assert len(scene.lowered(DEFAULT, scene.week())) == 7
    assert scene.lowered(rule(NAME, off=True), scene.week()) == ()


def test_looser_than_its_floor():
    assert loosened(NAME, max=2) == [("max",)]
    assert loosened(NAME, max=0) == []


def test_the_most_may_be_eased_up_to_the_floor_one_by_one():
    assert eased(NAME, max=0) == [("max", "0", "1", 1)]
    assert eased(NAME) == []
    assert eased(NAME, max=2, because="tried for a year") == []
