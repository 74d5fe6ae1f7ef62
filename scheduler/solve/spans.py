"""Arithmetic on sets of whole numbers, kept as ordered closed intervals ``[first, last]``."""

from collections.abc import Iterable, Sequence

Interval = tuple[int, int]
Intervals = tuple[Interval, ...]


def union(intervals: Iterable[Interval]) -> Intervals:
    """All numbers of the intervals, neighbours joined; empty intervals are left out."""
    joined: list[Interval] = []
    for first, last in sorted(interval for interval in intervals if interval[0] <= interval[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return tuple(joined)


def intersection(one: Intervals, other: Intervals) -> Intervals:
    """The numbers in both."""
    found: list[Interval] = []
    left = right = 0
    while left < len(one) and right < len(other):
        first = max(one[left][0], other[right][0])
        last = min(one[left][1], other[right][1])
        if first <= last:
            found.append((first, last))
        if one[left][1] < other[right][1]:
            left += 1
        else:
            right += 1
    return tuple(found)


def difference(one: Intervals, other: Intervals) -> Intervals:
    """The numbers of ``one`` that are not in ``other``."""
    if not one or not other:
        return one
    low, high = one[0][0], one[-1][1]
    gaps: list[Interval] = []
    start = low
    for first, last in other:
        gaps.append((start, first - 1))
        start = max(start, last + 1)
    gaps.append((start, high))
    return intersection(one, union(gaps))


def members(intervals: Intervals, numbers: Sequence[int]) -> list[int]:
    """Those of the ordered numbers that lie in the intervals."""
    found: list[int] = []
    at = 0
    for number in numbers:
        while at < len(intervals) and intervals[at][1] < number:
            at += 1
        if at == len(intervals):
            break
        if intervals[at][0] <= number:
            found.append(number)
    return found
