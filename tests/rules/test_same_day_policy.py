"""Hard days hard, or strength on the easy days."""

from . import scene
from .scene import legal, loosened, points, rule, session

NAME = "same_day_policy"
DEFAULT = rule(NAME)
EASY_DAYS = rule(NAME, policy="easy_days")
TEMPO = session(2, "06:00", "tempo", 40)


def test_says_what_its_docstring_promises():
    assert scene.says(DEFAULT, session(2, "18:00")) == [scene.says_when_violated(NAME)]


def test_hard_days_hard():
    assert points(DEFAULT, session(2, "18:00"), TEMPO) == 0
    assert points(DEFAULT, session(2, "18:00"), session(2, "06:00", "easy")) == 2
    assert points(DEFAULT, session(2, "18:00", "moderate")) == 2


def test_light_and_core_may_be_anywhere():
    assert points(DEFAULT, session(2, "18:00", "light"), session(3, "18:00", "core")) == 0


def test_strength_on_the_easy_days():
    assert points(EASY_DAYS, session(2, "18:00"), TEMPO) == 2
    assert points(EASY_DAYS, session(2, "18:00")) == 0
    assert scene.says(EASY_DAYS, session(2, "18:00"), TEMPO) == [
        "Strength A (Wed 18:00) is on the day of a hard run (Tempo)"
    ]


def test_as_a_must_it_binds_with_fixed_runs_and_with_placed_ones():
    must = rule(NAME, level="must")
    placed = session(2, "06:00", "tempo", 40, origin="planned")

    assert legal(must, session(2, "18:00"), TEMPO)
    assert legal(must, session(2, "18:00"), placed)
    assert not legal(must, session(3, "18:00"), TEMPO)
    assert not legal(must, session(3, "18:00"), placed)


def test_off_or_for_no_class_it_asks_for_nothing():
    assert scene.lowered(rule(NAME, off=True), scene.week()) == ()
    assert scene.lowered(rule(NAME, classes=[]), scene.week()) == ()


def test_a_wish_is_never_looser():
    assert loosened(NAME, off=True) == []
