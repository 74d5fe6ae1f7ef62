"""The judge of windows: inside or clear of spans, the whole session or its start."""

import pytest

from scheduler.requirements import Window
from scheduler.training import ANY_KIND, STRENGTH

from .scene import COMMON, DAYS, JANUARY, fixed, judged, kept, planned, points

SPAN = (JANUARY.midnight(1) + 360, JANUARY.midnight(1) + 480)  # Tue 06:00-08:00


def window(**more):
    return Window(**{**COMMON, "spans": (SPAN,), "kinds": ANY_KIND, "says": "is wrong", **more})


INSIDE, OUTSIDE = window(inside=True), window(inside=False)


@pytest.mark.parametrize(
    ("clock", "inside", "outside"),
    [
        pytest.param("06:00", True, False, id="from its first minute"),
        pytest.param("05:59", False, False, id="begins a minute early"),
        pytest.param("07:00", True, False, id="ends with it"),
        pytest.param("07:01", False, False, id="ends a minute late"),
        pytest.param("05:00", False, True, id="ends as it begins"),
        pytest.param("08:00", False, True, id="begins as it ends"),
    ],
)
def test_the_whole_session_counts(clock, inside, outside):
    assert kept(INSIDE, planned(1, clock)) is inside
    assert kept(OUTSIDE, planned(1, clock)) is outside


@pytest.mark.parametrize(
    ("clock", "inside"), [("06:00", True), ("05:59", False), ("07:59", True), ("08:00", False)]
)
def test_or_only_its_start(clock, inside):
    assert kept(window(inside=True, whole=False), planned(1, clock)) is inside
    assert kept(window(inside=False, whole=False), planned(1, clock)) is not inside


def test_one_span_has_to_hold_it_all():
    halves = window(inside=True, spans=((SPAN[0], SPAN[0] + 50), (SPAN[0] + 50, SPAN[1])))

    assert not kept(halves, planned(1, "06:00"))


def test_fixed_runs_and_other_weeks_are_not_judged_and_fixed_strength_is_a_fact():
    assert judged(INSIDE, fixed(2, "06:00"), planned(7, "06:00")) == ()
    (finding,) = judged(INSIDE, fixed(2, "06:00", "heavy"))
    assert not finding.breaks


def test_where_facts_are_left_alone_only_what_the_plan_decided_is_judged():
    alone = window(inside=True, spared=frozenset({"fixed"}))

    assert judged(alone, fixed(2, "06:00", "heavy")) == ()
    assert not kept(alone, planned(2, "06:00"))


def test_only_some_kinds_or_some_sessions_are_meant():
    strength = window(inside=True, kinds=STRENGTH)
    named = window(inside=True, keys=frozenset({"a"}))

    assert kept(strength, planned(2, "06:00", "easy"))
    assert kept(named, planned(2, "06:00", key="b"))
    assert not kept(named, planned(2, "06:00", key="a"))


def test_a_free_start_is_right_anyhow():
    start = planned(2, "06:00").start
    free = window(inside=True, free_starts=frozenset({("a", start)}))

    assert kept(free, planned(2, "06:00", key="a"))
    assert not kept(free, planned(2, "06:01", key="a"))
    assert not kept(free, planned(2, "06:00", key="b"))


def test_a_wish_costs_its_points_once_for_each_session():
    wish = window(inside=False, level="wish", points=500, spans=DAYS)

    assert points(wish, planned(1, "23:30"), planned(3, "06:00")) == 1000


def test_it_says_what_is_wrong_and_names_what_stands_there():
    named = window(inside=False, spans=((0, 0), SPAN), names=("nothing", "Review"))
    (finding,) = judged(named, planned(1, "06:30"))

    assert finding.says == "Strength A (Tue 06:30) is wrong Review"
