"""What the judges see of a finished week."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.requirements import Ask, Gap, judge, rounded
from scheduler.requirements.finished import Requirement
from scheduler.training import ANY_KIND

from .scene import COMMON, DAYS, JANUARY, finished, fixed, planned


def test_strength_and_what_the_plan_placed_in_the_week_are_judged():
    strength, run = fixed(1, "18:00", "core"), planned(2, "06:00", "easy")
    week = finished(
        strength, run, fixed(3, "06:00"), planned(7, "06:00"), fixed(-1, "18:00", "heavy")
    )

    assert week.judged == (strength, run)


def test_a_standing_week_stands_on_both_sides_of_itself():
    tuesday = planned(1, "18:00")

    around = finished(tuesday, standing=True).around
    assert [session.start - tuesday.start for session in around] == [-JANUARY.end, 0, JANUARY.end]
    assert finished(tuesday).around == (tuesday,)


def test_sessions_of_a_span_start_in_it():
    first, last = fixed(1, "00:00"), fixed(1, "23:59")
    week = finished(fixed(0, "23:59"), first, last, fixed(2, "00:00"))

    assert week.starting_in(DAYS[1], ANY_KIND) == (first, last)
    assert week.starting_in(DAYS[1], frozenset({"long"})) == ()


def test_a_session_over_midnight_belongs_to_the_day_it_starts_on():
    assert finished().day_of(planned(4, "23:30")) == 4


def test_all_requirements_are_judged_in_their_order():
    asks = [Ask(**COMMON, level="wish", key=key, asked=key) for key in "ba"]
    gap = Gap(**COMMON, earlier=ANY_KIND, later=ANY_KIND, least=0)

    assert [finding.says for finding in judge([*asks, gap], finished())] == [
        "b is missing",
        "a is missing",
    ]


def test_a_kind_without_a_judge_is_refused():
    with pytest.raises(NotImplementedError):
        Requirement(**COMMON).judge(finished())


@pytest.mark.parametrize(
    ("numerator", "denominator", "points"),
    [(1, 2, 1), (49, 100, 0), (3, 2, 2), (0, 7, 0), (7, 7, 1)],
)
def test_a_half_is_rounded_up(numerator, denominator, points):
    assert rounded(numerator, denominator) == points


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_rounding_is_off_by_at_most_a_half(numerator, denominator):
    error = rounded(numerator, denominator) * denominator - numerator

    assert -denominator < 2 * error <= denominator
