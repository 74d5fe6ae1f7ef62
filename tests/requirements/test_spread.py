"""The judges of monotony, of hard days in a row and of empty days."""

from fractions import Fraction

import pytest

from scheduler.requirements import FreeDays, Monotony, Streak

from .scene import COMMON, DAYS, fixed, judged, kept, planned, points


def monotony(**more):
    numbers = {"start": Fraction(3, 2), "step": Fraction(1, 10), "most": 10}
    return Monotony(**COMMON, days=DAYS, **{**numbers, **more})


def loads(*days, session=fixed):
    return [session(day, "06:00", load=load) for day, load in enumerate(days) if load]


@pytest.mark.parametrize(
    ("days", "ddof", "steps"),
    [
        pytest.param((0,) * 7, 1, 0, id="no load at all"),
        pytest.param((50,) * 7, 1, 10, id="all alike: every step"),
        pytest.param((6, 6, 6, 6, 6, 6, 0), 1, 8, id="2.27: eight steps begun"),
        pytest.param((6, 6, 6, 6, 6, 6, 0), 0, 10, id="2.45 of the population: ten"),
        pytest.param((3, 0, 0, 0, 0, 0, 0), 1, 0, id="one hard day"),
    ],
)
def test_each_step_begun_costs(days, ddof, steps):
    wish = monotony(level="wish", points=400, ddof=ddof)

    assert points(wish, *loads(*days)) == 400 * steps


def test_exactly_the_start_costs_nothing():
    mean_over_deviation = (1, 1, 1, 1, 1, 1, 8)  # mean 2, sample deviation sqrt(7): below 1
    exact = monotony(level="wish", points=400, start=Fraction(0), step=Fraction(1), most=2)

    assert points(exact, *loads(*mean_over_deviation)) == 400
    assert points(exact, *loads(0, 0, 0, 0, 0, 0, 0)) == 0


def test_a_must_binds_unless_the_facts_alone_are_above():
    must = monotony(most=1)

    assert not kept(must, *loads(0, 9, 9, 9, 9, 9, 9, session=planned))
    assert kept(must, *loads(9, 9, 9, 9, 9, 9, 9), planned(0, "18:00", load=1))
    assert not kept(must, *loads(9, 9, 9, 9, 1, 0, 0), planned(4, "18:00", load=8),
                    planned(5, "18:00", load=9), planned(6, "18:00", load=9))  # fmt: skip


def test_the_weeks_beside_do_not_count():
    wish = monotony(level="wish", points=400)

    assert points(wish, *loads(6, 6, 6, 6, 6, 6, 0), fixed(7, "06:00", load=900)) == 3200


def test_it_says_how_alike_the_days_are():
    (finding,) = judged(monotony(most=10), *loads(6, 6, 6, 6, 6, 6, 0))

    assert finding.says == ("the days' loads are alike: monotony is above 2.2; at most 1.5 wanted")
    assert finding.fact


def streak(**more):
    return Streak(**{**COMMON, "kinds": frozenset({"tempo", "heavy"}), "most": 2, **more})


def row(*days):
    return [fixed(day, "06:00", "tempo") for day in days]


@pytest.mark.parametrize(
    ("days", "beyond"),
    [
        pytest.param((0, 1), 0, id="two in a row"),
        pytest.param((0, 1, 2), 1, id="three in a row"),
        pytest.param((0, 1, 3, 4), 0, id="a day between"),
        pytest.param((1, 2, 3, 4, 5), 3, id="five in a row"),
        pytest.param((-2, -1, 0), 1, id="ends on the first day"),
        pytest.param((6, 7, 8), 1, id="begins on the last day"),
        pytest.param((-3, -2, -1), 0, id="all in the week before"),
        pytest.param((7, 8, 9), 0, id="all in the week after"),
    ],
)
def test_each_day_beyond_costs(days, beyond):
    assert points(streak(level="wish", points=2000), *row(*days)) == 2000 * beyond


def test_a_standing_week_goes_round():
    wish = streak(level="wish", points=2000)

    assert points(wish, *row(0, 5, 6), standing=True) == 2000
    assert points(wish, *row(0, 1, 6), standing=True) == 2000
    assert points(wish, *row(0, 1, 5, 6), standing=True) == 4000


@pytest.mark.parametrize(
    ("race", "costs"),
    [
        pytest.param(-1, 2000, id="on the Sunday before"),
        pytest.param(6, 0, id="on its own Sunday"),
        pytest.param(7, 0, id="on the Monday after"),
        pytest.param(-7, 0, id="on the Monday before"),
    ],
)
def test_a_race_beside_or_in_a_standing_week_is_run_once(race, costs):
    wish = streak(kinds=frozenset({"tempo", "race"}), level="wish", points=2000)
    rows = row(0, 1) if race in (-1, 6) else row(1, 2)
    once = fixed(race, "06:00", "race", race=("A", "10k"))

    assert points(wish, *rows, once, standing=True) == costs


def test_a_must_binds_what_the_plan_decides():
    assert not kept(streak(), *row(1, 2), planned(3, "18:00"))
    assert kept(streak(), *row(1, 2, 3), planned(3, "18:00"))
    assert kept(streak(), *row(1, 2), planned(3, "18:00", "light"))


def test_it_names_the_day_that_is_one_too_many():
    (finding,) = judged(streak(), *row(1, 2), planned(3, "18:00"))

    assert finding.says == "Thu is hard day number 3 in a row; at most 2 wanted"


def free_days(count, **more):
    return FreeDays(**{**COMMON, "days": DAYS, "count": count, **more})


def test_exactly_so_many_empty_days_are_enough():
    week = [fixed(day, "06:00") for day in range(4)]

    assert kept(free_days(2), *week, planned(4, "18:00"))
    assert not kept(free_days(3), *week, planned(4, "18:00"))


def test_a_day_belongs_to_what_starts_on_it():
    assert kept(free_days(6), planned(0, "23:59"))
    assert kept(free_days(7), fixed(7, "00:00"), fixed(-1, "23:59"))


def test_days_with_facts_cannot_be_empty_and_are_not_asked_for():
    facts = [fixed(day, "06:00") for day in range(6)]

    assert kept(free_days(3), *facts, planned(0, "18:00"))
    assert not kept(free_days(3), *facts, planned(6, "18:00"))


def test_a_wish_costs_for_each_missing_day_that_could_be_empty():
    wish = free_days(6, level="wish", points=4000)

    assert points(wish, fixed(0, "06:00"), planned(1, "06:00"), planned(2, "06:00")) == 8000
    assert points(wish, *[fixed(day, "06:00") for day in range(4)]) == 0


def test_it_says_how_many_days_are_empty():
    (finding,) = judged(free_days(6), planned(1, "06:00"), planned(2, "06:00"))

    assert finding.says == "5 days of the week stay empty; 6 wanted"
