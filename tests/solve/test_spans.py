"""Sets of whole numbers as intervals behave as the sets they stand for."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.solve.spans import difference, intersection, members, union

LOW, HIGH = -30, 30
NUMBERS = st.integers(LOW, HIGH)
INTERVALS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6)


def numbers(intervals):
    return {number for first, last in intervals for number in range(first, last + 1)}


def is_tidy(intervals):
    """In order, none empty, and none that touches the next."""
    inner = [edge for pair in intervals for edge in pair]
    gaps = zip(inner[1:-1:2], inner[2::2], strict=True)
    return inner == sorted(inner) and all(last + 1 < first for last, first in gaps)


@given(INTERVALS)
def test_a_union_holds_all_numbers_and_joins_neighbours(intervals):
    joined = union(intervals)

    assert numbers(joined) == numbers(intervals)
    assert is_tidy(joined)


@given(INTERVALS, INTERVALS)
def test_an_intersection_holds_what_both_hold(one, other):
    both = intersection(union(one), union(other))

    assert numbers(both) == numbers(one) & numbers(other)
    assert list(both) == sorted(both)


@given(INTERVALS, INTERVALS)
def test_a_difference_holds_what_only_the_first_holds(one, other):
    left = difference(union(one), union(other))

    assert numbers(left) == numbers(one) - numbers(other)
    assert is_tidy(left)


@given(INTERVALS, st.sets(NUMBERS))
def test_members_are_the_numbers_inside(intervals, some):
    assert members(union(intervals), sorted(some)) == sorted(some & numbers(intervals))


def test_neighbours_are_joined_and_empty_intervals_left_out():
    assert union([(5, 6), (1, 4), (9, 8)]) == ((1, 6),)


def test_nothing_taken_away_leaves_everything():
    assert difference(((1, 3),), ()) == ((1, 3),)
    assert difference((), ((1, 3),)) == ()
