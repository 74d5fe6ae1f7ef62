"""Measuring for the report's drawings: text widths, the time axis, lanes for what overlaps.

Text is measured by a rule of thumb, since no font is at hand; what is drawn is cut on the safe
side.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.write.view import WeekView, pieces

FIRST_HOUR, LAST_HOUR = 5, 22

_NARROW = frozenset("iljtfr.,:;'|!()[] I")
_UNSEEN = frozenset("\u200c\u200d\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Axis:
    """Which clock minutes a drawing spans [min]."""

    start: int
    end: int

    def along(self, minute: float, length: float) -> float:
        """Where a minute lies on a line of that length; beyond the ends it stops there."""
        inside = min(max(minute, self.start), self.end)
        return round((inside - self.start) / (self.end - self.start) * length, 2)


def axis_of(week: WeekView) -> Axis:
    """From 05:00 to 22:00, and further to whatever session or busy time would else be unseen."""
    first, last = FIRST_HOUR * 60, LAST_HOUR * 60
    shown = [piece for session in week.sessions for piece in pieces(session.start, session.end)]
    busy = (piece for day in week.days for piece in day.busy)
    shown += [piece for piece in busy if piece.end <= first or piece.start >= last]
    start = min([first, *(piece.start // 60 * 60 for piece in shown)])
    end = max([last, *(-(-piece.end // 60) * 60 for piece in shown)])
    return Axis(start, end)


def text_width(text: str, size: float) -> float:
    """Roughly how wide a text is in a sans-serif font of that size."""
    return sum(map(_letter_width, text)) * size


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter) or letter in _UNSEEN:
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.3 if unicodedata.category(letter) == "So" else 1.05
    if letter in _NARROW:
        return 0.4
    return 0.78 if letter.isupper() or letter in "mwMW@%" else 0.62


def cut(text: str, width: float, size: float) -> str:
    """As much of a text as fits, with an ellipsis where something is left off."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip(" \u200d") + "…"


def wrap(text: str, width: float, size: float, *, lines: int) -> list[str]:
    """Break a text at its spaces into at most so many lines; each is cut to fit."""
    broken: list[str] = []
    words = text.split()
    while words and len(broken) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        broken.append(cut(line, width, size))
    return [*broken, cut(" ".join(words), width, size)] if words else broken


def lanes(spans: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """For each span (start, end) its lane and how many lanes those that overlap it need."""
    placed = [(0, 1)] * len(spans)
    cluster: list[int] = []
    ends: list[float] = []
    for at in sorted(range(len(spans)), key=lambda at: spans[at]):
        start, end = spans[at]
        if all(stop <= start for stop in ends):
            cluster, ends = [], []
        lane = next((lane for lane, stop in enumerate(ends) if stop <= start), len(ends))
        ends[lane : lane + 1] = [end]
        placed[at] = (lane, 1)
        cluster.append(at)
        for other in cluster:
            placed[other] = (placed[other][0], len(ends))
    return placed
