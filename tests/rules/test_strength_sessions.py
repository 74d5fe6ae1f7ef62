"""What each wanted session is worth."""

import pytest

from scheduler.training import Mode, Wanted

from . import scene
from .scene import loosened, rule

NAME = "strength_sessions"
DEFAULT = rule(NAME)
HEAVY = Mode("heavy", 50, 350, 7.0)
WAYS = (
    HEAVY,
    Mode("heavy", 45, 315, 7.0),
    Mode("moderate", 50, 300, 6.0),
    Mode("light", 40, 160, 4.0),
)


def wanted(number, *modes, rank=0, **more):
    return Wanted(
        f"s{number}", f"Strength {'ABCD'[number]}", modes or (HEAVY,), request=0, rank=rank, **more
    )


def asks(found, *sessions):
    return scene.lowered(found, scene.week(wanted=sessions))


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, wanted=(wanted(1, rank=1),)) == [scene.says_when_violated(NAME)]


@pytest.mark.parametrize(("rank", "cost"), [(0, 250), (1, 90), (2, 30), (3, 30), (None, 30)])
def test_the_first_matters_most(rank, cost):
    assert asks(DEFAULT, wanted(0, rank=rank))[0].points == cost * 100


def test_a_lighter_class_costs_20_points_and_five_minutes_less_cost_one():
    (ask,) = asks(DEFAULT, wanted(0, *WAYS))

    assert [ask.mode_points(mode) for mode in WAYS] == [0, 100, 2000, 4200]


def test_what_goes_beyond_the_least_is_a_wish_even_of_a_must():
    must = rule(NAME, level="must")

    assert [ask.level for ask in asks(must, wanted(0), wanted(1, required=False))] == [
        "must",
        "wish",
    ]


def test_a_run_is_not_asked_for_here():
    assert asks(DEFAULT, Wanted("run", "Easy", (HEAVY,))) == ()


def test_off_neither_a_missing_nor_a_lesser_session_costs():
    (ask,) = asks(rule(NAME, off=True), wanted(0, *WAYS))

    assert (ask.level, ask.points, ask.mode_points(WAYS[3])) == ("wish", 0, 0)


def test_the_line_is_that_of_the_request():
    assert asks(DEFAULT, wanted(0, where="ana.yaml:8"))[0].where == "ana.yaml:8"
    assert asks(DEFAULT, wanted(0))[0].where == "missing"


def test_a_wish_is_never_looser():
    assert loosened(NAME, off=True) == []
