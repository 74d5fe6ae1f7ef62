"""Starts told by the window of the athlete's hours in which they lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.explain import words
from scheduler.horizon import Horizon, Span


@dataclass(frozen=True)
class Stretches:
    """Some starts, and the windows by which they are told; a start in none is told by its day."""

    horizon: Horizon
    windows: tuple[Span, ...]
    starts: frozenset[int]

    @property
    def said(self) -> str:
        """``Tue 17:00-19:10 or Thu 06:00``, as the times at which a session may start."""
        ranges: list[str] = []
        for _, inside in self._by_window():
            first, last = inside[0], inside[-1]
            until = "" if first == last else f"-{self.horizon.clock(last):%H:%M}"
            ranges.append(f"{self.horizon.says(first)}{until}")
        return words.all_of(ranges, "or")

    def without(self, kept: frozenset[int]) -> str:
        """The times of those that are not kept, in words."""
        whole: list[Span] = []
        partly: list[str] = []
        for span, starts in self._by_window():
            left = [start for start in starts if start in kept]
            if not left:
                whole.append(span)
            elif len(left) < len(starts):
                partly.append(self._partly(starts, left))
        return words.all_of([*words.spans(self.horizon, whole), *partly], "or")

    def _by_window(self) -> Iterator[tuple[Span, list[int]]]:
        groups: dict[Span, list[int]] = {}
        for start in sorted(self.starts):
            day = self.horizon.span(self.horizon.day(start))
            around = (span for span in self.windows if span[0] <= start < span[1])
            groups.setdefault(next(around, day), []).append(start)
        yield from groups.items()

    def _partly(self, starts: Sequence[int], left: Sequence[int]) -> str:
        """Which of the starts of one window are gone."""
        gone = [start for start in starts if start not in set(left)]
        day = self.horizon.day_says(self.horizon.day(gone[0]))
        first, last = (f"{self.horizon.clock(minute):%H:%M}" for minute in (left[0], left[-1]))
        if gone[-1] < left[0]:
            return f"{day} before {first}"
        if gone[0] > left[-1]:
            return f"{day} after {last}"
        ends = (f"{self.horizon.clock(minute):%H:%M}" for minute in (gone[0], gone[-1]))
        return f"{day} from {' to '.join(ends)}"
