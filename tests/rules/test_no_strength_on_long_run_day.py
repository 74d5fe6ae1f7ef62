"""The long run has its day to itself."""

import pytest

from . import scene
from .scene import findings, legal, loosened, points, rule, session

NAME = "no_strength_on_long_run_day"
DEFAULT = rule(NAME)
LONG_RUN = session(6, "08:00", "long", 120, title="Long run")


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, LONG_RUN, session(6, "17:00")) == [scene.says_when_violated(NAME)]


@pytest.mark.parametrize(
    ("day", "clock", "kind", "kept"),
    [
        pytest.param(6, "00:00", "heavy", False, id="from midnight on"),
        pytest.param(5, "23:59", "heavy", True, id="a minute before midnight"),
        pytest.param(6, "17:00", "moderate", False, id="moderate"),
        pytest.param(6, "17:00", "light", True, id="light may"),
        pytest.param(6, "17:00", "core", True, id="core may"),
    ],
)
def test_the_day_of_the_long_run(day, clock, kind, kept):
    assert legal(DEFAULT, LONG_RUN, session(day, clock, kind)) is kept


def test_a_long_run_that_is_placed_keeps_away_as_well():
    placed = session(6, "08:00", "long", 120, origin="planned")

    assert not legal(DEFAULT, placed, session(6, "17:00"))
    assert not legal(DEFAULT, placed, session(6, "17:00", origin="fixed"))
    assert legal(DEFAULT, placed, session(5, "17:00"))


def test_two_facts_on_one_day_break_nothing():
    (finding,) = findings(DEFAULT, LONG_RUN, session(6, "17:00", origin="fixed"))

    assert not finding.breaks


def test_as_a_wish_it_costs_points():
    assert points(rule(NAME, level="wish"), LONG_RUN, session(6, "17:00")) == 40


def test_its_requirement():
    (found,) = scene.lowered(rule(NAME, classes=["heavy", "light"]), scene.week())

    assert (found.kinds, found.others, found.together) == ({"heavy", "light"}, {"long"}, False)


def test_off_or_for_no_class_it_asks_for_nothing():
    assert scene.lowered(rule(NAME, off=True), scene.week()) == ()
    assert scene.lowered(rule(NAME, classes=[]), scene.week()) == ()


def test_looser_where_a_class_of_the_floor_is_missing():
    assert loosened(NAME, classes=["heavy"]) == [("classes",)]
    assert loosened(NAME, classes=["heavy", "moderate", "light"]) == []
