"""A re-plan moves as little as is worth it."""

import pytest

from scheduler.training import KeptSlot

from . import scene
from .scene import JANUARY, legal, points, rule, session

NAME = "keep_last_plan"
DEFAULT = rule(NAME)
KEPT = {"a": KeptSlot(JANUARY.midnight(1) + 17 * 60 + 30, 50)}


def moved(day, clock, **more):
    return session(day, clock, key="a", **more)


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, moved(3, "18:00"), kept=KEPT) == [scene.says_when_violated(NAME)]


@pytest.mark.parametrize(
    ("day", "clock", "cost"),
    [
        pytest.param(1, "17:30", 0, id="where it was"),
        pytest.param(1, "17:31", 4, id="another time of the day"),
        pytest.param(1, "00:00", 4, id="the first minute of the day"),
        pytest.param(0, "17:30", 30, id="another day, and not the time as well"),
        pytest.param(2, "00:00", 30, id="the next day's first minute"),
    ],
)
def test_a_move_costs(day, clock, cost):
    assert points(DEFAULT, moved(day, clock), kept=KEPT) == cost


def test_a_session_that_is_new_may_be_anywhere():
    assert points(DEFAULT, session(3, "18:00", key="b"), kept=KEPT) == 0


def test_as_a_must_nothing_moves():
    must = rule(NAME, level="must")

    assert legal(must, moved(1, "17:30"), kept=KEPT)
    assert not legal(must, moved(1, "17:31"), kept=KEPT)


def test_off_or_without_a_last_plan_it_asks_for_nothing():
    assert scene.lowered(DEFAULT, scene.week()) == ()
    assert scene.lowered(rule(NAME, off=True), scene.week(kept=KEPT)) == ()
