"""A series with its changed occurrences, its rules already written out as single dates.

What is handed on to be expanded holds only a few dates near the days asked for, whatever the
calendar says: rules are followed by ``recurrence``, dates far away are left out. So no series can
be slow, and none is so large that it had to be given up by a clock.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from scheduler.read.calendar.entries import (
    Entry,
    EntryError,
    Moment,
    Span,
    called,
    day_of,
    length_of,
    read_entry,
    read_moment,
    wall,
)
from scheduler.read.calendar.ics import Lines, Property
from scheduler.read.calendar.prefilter import LONGEST, SLACK, DaySpan
from scheduler.read.calendar.recurrence import Rule, RuleError, days_to_look_at, read_rule, starts
from scheduler.read.calendar.remarks import Remarks
from scheduler.read.calendar.zones import Zones

T = TypeVar("T")

MOST_REPETITIONS = 2_000  # of one series that touch the days asked for
MOST_IN_ALL = 20_000
MOST_LEFT_OUT = 20_000  # dates of one series
MOST_DAYS = 500_000  # that may be looked at to follow all rules

_END_OF_DAY = dt.time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Series:
    """One UID: the entry that sets the pattern, if it is there, and what changes it."""

    core: Entry | None
    changes: tuple[Entry, ...]
    repeated: tuple[Moment | Span, ...]  # further starts; a span has a length of its own
    left_out: tuple[Moment, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The core first, then the changes."""
        return self.changes if self.core is None else (self.core, *self.changes)


class SeriesReader:
    """Turns the events that share a UID into a ``Series``, within bounds for the whole calendar.

    Parameters
    ----------
    days
        The days asked for.
    no_end_minutes
        Length of a timed event that gives no end. [min]
    """

    def __init__(
        self, days: DaySpan, *, zones: Zones, remarks: Remarks, no_end_minutes: int
    ) -> None:
        self._days = days
        self._zones = zones
        self._remarks = remarks
        self._no_end_minutes = no_end_minutes
        self._room = MOST_IN_ALL
        self._days_left = MOST_DAYS

    def read(self, group: Iterable[Lines]) -> Series | None:
        """The series, or None with a remark if nothing of it can be used."""
        entries = list(self._entries(group))
        cores = [entry for entry in entries if entry.replaces is None]
        core = max(cores, key=lambda entry: entry.sequence, default=None)
        near = _near(self._days, entries)
        changes = _near_changes([entry for entry in entries if entry.replaces is not None], near)
        if core is None:
            return Series(None, changes, (), ()) if changes else None
        try:
            room = min(MOST_REPETITIONS, self._room)
            repeated = _at_most(room, self._repeated(core, near), "repeats too often in these days")
            left_out = _at_most(
                MOST_LEFT_OUT, self._left_out(core, near, changes), "leaves out too many dates"
            )
        except (EntryError, RuleError) as error:
            self._leave_out(core.lines, str(error))
            return None
        self._room -= len(repeated)
        return Series(core, changes, repeated, left_out)

    def _entries(self, group: Iterable[Lines]) -> Iterator[Entry]:
        for lines in group:
            try:
                entry = read_entry(lines, self._zones, no_end_minutes=self._no_end_minutes)
            except EntryError as error:
                self._leave_out(lines, str(error))
                continue
            if "DTEND" in lines and not entry.timed_end:
                says = f"{called(lines)} ends before it starts"
                self._remarks.add(f"{says}; its end is not used", kind="ends before it starts")
            yield entry

    def _leave_out(self, lines: Lines, why: str) -> None:
        kind = why.partition(" (")[0]
        self._remarks.add(f"{called(lines)} is left out: it {why}", kind=f"it {kind}")

    def _repeated(self, core: Entry, near: DaySpan) -> Iterator[Moment | Span]:
        for rule in core.lines.get("RRULE", ()):
            yield from self._followed(rule, core.span.start, near)
        for line in core.lines.get("RDATE", ()):
            for part in _parts(line):
                if "/" in part.value or day_of(part) in near:
                    yield self._date_or_period(part, core.span.start)

    def _left_out(self, core: Entry, near: DaySpan, changes: Sequence[Entry]) -> Iterator[Moment]:
        if self._is_over_before_it_begins(core):
            yield core.span.start
        replaced = {wall(change.replaces).date() for change in changes if change.replaces}
        around = {day + dt.timedelta(days=by) for day in replaced for by in (-1, 0, 1)}
        for rule in core.lines.get("EXRULE", ()):
            yield from self._followed(rule, core.span.start, near)
        for line in core.lines.get("EXDATE", ()):
            for part in _parts(line):
                day = day_of(part)
                if day in near or day in around:
                    yield read_moment(part, self._zones, like=core.span.start)

    def _is_over_before_it_begins(self, core: Entry) -> bool:
        """Whether every rule ends before the first start: how some programs delete a series."""
        rules = [read_rule(line.value) for line in core.lines.get("RRULE", ())]
        untils = [self._until(rule, core.span.start) for rule in rules]
        begin = _comparable(core.span.start)
        return bool(untils) and all(until is not None and until < begin for until in untils)

    def _date_or_period(self, part: Property, start: Moment) -> Moment | Span:
        first, slash, second = part.value.partition("/")
        moment = read_moment(part._replace(value=first), self._zones, like=start)
        if not slash:
            return moment
        length = length_of(second)
        if length is not None:
            return Span(moment, moment + dt.timedelta(*length))
        return Span(moment, read_moment(part._replace(value=second), self._zones, like=start))

    def _followed(self, line: Property, start: Moment, near: DaySpan) -> Iterator[Moment]:
        """The starts that a rule gives on the ``near`` days, in the zone of the first start."""
        rule = read_rule(line.value)
        last = dt.datetime.combine(near.last, dt.time.max)
        first = dt.datetime.combine(near.first, dt.time.min)
        self._days_left -= days_to_look_at(rule, wall(start), first=first, last=last)
        if self._days_left < 0:
            raise RuleError("takes too long to follow from its first date")
        until = self._until(rule, start)
        for moment in starts(rule, wall(start), first=first, last=last):
            found = _like(start, moment)
            if until is not None and _comparable(found) > until:
                return
            yield found

    def _until(self, rule: Rule, start: Moment) -> dt.datetime | None:
        """The last moment that UNTIL allows; a date allows the whole of its day."""
        if not rule.until:
            return None
        until = read_moment(Property("", rule.until), self._zones, like=start)
        if isinstance(until, dt.datetime) and isinstance(start, dt.datetime):
            return until
        return _comparable(_like(start, dt.datetime.combine(wall(until).date(), _END_OF_DAY)))


def _at_most(count: int, moments: Iterator[T], otherwise: str) -> tuple[T, ...]:
    found = tuple(islice(moments, count + 1))
    if len(found) > count:
        raise RuleError(otherwise)
    return found


def _near(days: DaySpan, entries: Sequence[Entry]) -> DaySpan:
    """The days on which an occurrence may start that touches ``days``, after it was moved too."""
    longest = max((_days(entry.span.start, entry.span.end) for entry in entries), default=0)
    moved = [
        _days(entry.span.start, entry.replaces)
        for entry in entries
        if entry.and_later and entry.replaces is not None
    ]
    shift = min(max(moved, default=0), LONGEST)
    return days.widened(before=SLACK + min(longest, LONGEST) + shift, after=SLACK + shift)


def _days(one: Moment, other: Moment) -> int:
    return abs(wall(other).toordinal() - wall(one).toordinal()) + 1


def _near_changes(changes: Sequence[Entry], near: DaySpan) -> tuple[Entry, ...]:
    """Those that show, or hide an occurrence, near; with all that compete for one occurrence."""
    wanted = {
        _replaced_day(change) + by
        for change in changes
        if change.and_later
        or wall(change.span.start).date() in near
        or dt.date.fromordinal(_replaced_day(change)) in near
        for by in (-1, 0, 1)
    }
    return tuple(change for change in changes if _replaced_day(change) in wanted)


def _replaced_day(change: Entry) -> int:
    return wall(change.replaces or change.span.start).toordinal()


def _parts(line: Property) -> Iterator[Property]:
    """One property for each of the dates that a line lists."""
    for value in line.value.split(","):
        if value.strip():
            yield line._replace(value=value)


def _like(start: Moment, moment: dt.datetime) -> Moment:
    """A clock time as a moment of the same kind and zone as ``start``."""
    if isinstance(start, dt.datetime):
        return moment.replace(tzinfo=start.tzinfo)
    return moment.date()


def _comparable(moment: Moment) -> dt.datetime:
    return moment if isinstance(moment, dt.datetime) else wall(moment).replace(tzinfo=dt.UTC)
