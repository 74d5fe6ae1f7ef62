"""At most three sessions a day, runs and strength together."""

from . import scene
from .scene import eased, findings, legal, loosened, points, rule, session

NAME = "sessions_per_day"
DEFAULT = rule(NAME)
RUNS = [session(1, clock, "easy", 30) for clock in ("06:00", "12:00", "16:00")]


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, *RUNS, session(1, "18:00")) == [scene.says_when_violated(NAME)]


def test_the_third_is_allowed_and_the_fourth_is_not():
    assert legal(DEFAULT, *RUNS[:2], session(1, "18:00", "core"))
    assert not legal(DEFAULT, *RUNS, session(1, "18:00", "core"))


def test_four_runs_that_are_fixed_are_a_fact():
    (finding,) = findings(DEFAULT, *RUNS, session(1, "20:00", "easy"))

    assert not finding.breaks


def test_a_session_belongs_to_the_day_it_starts_on():
    assert legal(DEFAULT, *RUNS, session(0, "23:59"))


def test_as_a_wish_each_one_more_costs():
    wish = rule(NAME, level="wish", max=1)

    assert points(wish, *RUNS, session(1, "18:00")) == 120


def test_off_it_asks_for_nothing():
    assert scene.lowered(rule(NAME, off=True), scene.week()) == ()


def test_looser_than_its_floor():
    assert loosened(NAME, max=4) == [("max",)]


def test_the_most_may_be_eased_up_to_the_floor_one_by_one():
    assert eased(NAME, max=1) == [("max", "1", "3", 1)]
    assert eased(NAME) == []
    assert eased(NAME, max=4, because="tried for a year") == []
