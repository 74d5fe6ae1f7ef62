"""Passing over what cannot touch the days asked for, before anything is understood in full.

Most of a calendar is past. An event is passed over only if its dates, read as plain days, are
understood and far enough away; whatever is not understood stays. The events that share a UID
(a series and its changed occurrences) stay or go together.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from scheduler.read.calendar.entries import day_of, first_value, length_of
from scheduler.read.calendar.ics import Lines, Property, lines_of

SLACK = 2  # the same moment has two dates in two zones, and never three [d]
LONGEST = dt.date.max.toordinal()  # an event whose length is not understood [d]

_UNTIL = re.compile(r"UNTIL=(\d{8})", re.IGNORECASE)


class DaySpan(NamedTuple):
    """Days, first and last included."""

    first: dt.date
    last: dt.date

    def widened(self, *, before: int = 0, after: int = 0) -> "DaySpan":
        """The span with so many days more on either side, as far as there are dates [d]."""
        return DaySpan(
            dt.date.fromordinal(max(self.first.toordinal() - before, 1)),
            dt.date.fromordinal(min(self.last.toordinal() + after, dt.date.max.toordinal())),
        )

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in the span."""
        return isinstance(day, dt.date) and self.first <= day <= self.last


def near_groups(events: Iterable[str], days: DaySpan) -> list[list[str]]:
    """The events that share a UID, if any of them may touch ``days``, in the order of the file.

    An event without a UID stands alone. Only the text of the events is kept: their lines, taken
    apart, would fill the memory.
    """
    groups: defaultdict[str | int, list[str]] = defaultdict(list)
    near = set()
    for number, event in enumerate(events):
        lines = lines_of(event)
        uid = first_value(lines, "UID").strip() or number
        groups[uid].append(event)
        if uid not in near and may_touch(lines, days):
            near.add(uid)
    return [group for uid, group in groups.items() if uid in near]


def may_touch(lines: Lines, days: DaySpan) -> bool:
    """Whether an event, or any of its repetitions, may touch one of ``days``."""
    starts = lines.get("DTSTART", [])
    start = day_of(starts[0]) if len(starts) == 1 else None
    if start is None or "RDATE" in lines:
        return True
    length = _longest_days(lines, start)
    near = days.widened(before=SLACK + length, after=SLACK)
    replaced = lines.get("RECURRENCE-ID")
    if replaced and (day_of(replaced[0]) in near or "RANGE" in replaced[0].parameters.upper()):
        return True
    if "RRULE" in lines:
        return start <= near.last and _last_repetition(lines["RRULE"]) >= near.first
    return start in near


def _longest_days(lines: Lines, start: dt.date) -> int:
    """An upper bound of the event's length [d]."""
    end = day_of(lines["DTEND"][0]) if "DTEND" in lines else None
    days = (end - start).days if end else 0
    if "DURATION" in lines:
        length = length_of(first_value(lines, "DURATION"))
        days = max(days, length[0] + length[1] // 86_400 + 1) if length else LONGEST
    return min(max(days, 0) + 1, LONGEST)


def _last_repetition(rules: list[Property]) -> dt.date:
    """The latest UNTIL, or the end of time if any rule has none that can be read."""
    untils = (_UNTIL.search(rule.value) for rule in rules)
    days = [day_of(Property("", found[1])) if found else None for found in untils]
    return max(day or dt.date.max for day in days)
