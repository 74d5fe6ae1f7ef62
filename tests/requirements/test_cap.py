"""The judge of a cap: loads, minutes or sessions of a period."""

import pytest

from scheduler.requirements import Cap
from scheduler.training import ANY_KIND, STRENGTH

from .scene import COMMON, DAYS, fixed, judged, kept, planned, points


def cap(**more):
    return Cap(
        **{
            **COMMON,
            "measure": "minutes",
            "period": DAYS[1],
            "limit": 120,
            "kinds": ANY_KIND,
            "says": "on Tue",
            **more,
        }
    )


@pytest.mark.parametrize(
    ("measure", "limit", "right"),
    [
        pytest.param("minutes", 120, True, id="exactly the minutes"),
        pytest.param("minutes", 119, False, id="a minute less"),
        pytest.param("load", 600, True, id="exactly the load"),
        pytest.param("load", 599, False, id="an AU less"),
        pytest.param("count", 2, True, id="exactly the sessions"),
        pytest.param("count", 1, False, id="a session less"),
    ],
)
def test_exactly_the_limit_is_enough(measure, limit, right):
    assert kept(cap(measure=measure, limit=limit), fixed(1, "06:00"), planned(1, "18:00")) is right


def test_what_starts_outside_the_period_does_not_count():
    assert kept(cap(limit=60), fixed(0, "23:59"), fixed(2, "00:00"), planned(1, "00:00"))


def test_other_kinds_do_not_count():
    assert kept(cap(limit=60, kinds=STRENGTH), fixed(1, "06:00"), planned(1, "18:00"))


def test_facts_above_the_limit_are_a_fact_until_something_is_added():
    facts = fixed(1, "06:00", minutes=90), fixed(1, "12:00", minutes=90)

    assert kept(cap(), *facts)
    assert not kept(cap(), *facts, planned(1, "18:00", minutes=1))


def test_a_session_that_it_does_not_bind_may_be_added_and_breaks_nothing():
    strength = cap(binds=STRENGTH)
    run = planned(1, "06:00", "easy", 150)

    assert kept(strength, run)
    assert not kept(strength, run, planned(1, "18:00"))


def test_a_session_without_load_adds_nothing():
    loads = cap(measure="load", limit=100)

    assert kept(loads, fixed(1, "06:00"), planned(1, "18:00", load=0))


@pytest.mark.parametrize(
    ("minutes", "cost"),
    [
        pytest.param(120, 0, id="at the limit"),
        pytest.param(121, 17, id="a thirtieth of 5 points"),
        pytest.param(150, 500, id="30 minutes more"),
    ],
)
def test_a_wish_costs_pro_rata(minutes, cost):
    wish = cap(level="wish", points=500, per=30)

    assert points(wish, planned(1, "06:00", minutes=minutes)) == cost


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("minutes", "120 min on Tue; at most 0 wanted"),
        ("load", "600 AU on Tue; at most 0 wanted"),
        ("count", "2 sessions on Tue; at most 0 wanted"),
    ],
)
def test_it_says_how_much_was_found(measure, said):
    (finding,) = judged(cap(measure=measure, limit=0), fixed(1, "06:00"), planned(1, "18:00"))

    assert finding.says == said
    assert finding.sessions == (planned(1, "18:00").key,)
