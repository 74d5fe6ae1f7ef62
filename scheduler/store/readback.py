"""A calendar file or feed is read back: what the athlete made of our events in it.

It is not known which of our plans such a calendar holds: a program that imported the first one may
never have heard of the second. So an event in an older version says something only by standing
where no plan had put it, and one that is not there says nothing.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from scheduler.errors import FileError, Place, Problem
from scheduler.horizon import has_begun
from scheduler.read.calendar.events import CalendarEvent
from scheduler.store.edits import NO_EDIT, Edit, edit_of, moved, taken_in
from scheduler.store.plans import KeptWeek
from scheduler.store.stamps import KeptEvent, stamped
from scheduler.write.ics import Entry

FAR = dt.timedelta(weeks=26)  # an event that was moved farther away is not found
NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class ReadBack:
    """The kept weeks with what a calendar says of them, and what could not be taken in."""

    weeks: tuple[KeptWeek, ...]
    notes: tuple[str, ...] = ()


def read_back(
    weeks: Sequence[KeptWeek], events: Iterable[CalendarEvent], *, now: dt.datetime
) -> ReadBack:
    """Take in what the athlete did with our events; those of others are passed over."""
    there = first_of_each(events)
    found: list[KeptWeek] = []
    notes: list[str] = []
    for week in weeks:
        edits = dict(week.edits)
        for uid, event in week.events.items():
            if uid in there and _counts(event.entry, there[uid], now):
                edits[uid] = _edit(week, event, there[uid])
        found.append(with_edits(week, edits))
        notes += _notes(week, there, now)
    return ReadBack(tuple(found), tuple(notes))


def restamped(
    week: KeptWeek,
    edits: Mapping[str, Edit],
    *,
    now: dt.datetime,
    texts: Mapping[str, str] = NO_TEXTS,
) -> KeptWeek:
    """The week with what is newly known of its events, before it is planned again.

    Parameters
    ----------
    edits
        What the athlete made of its events, by UID.
    texts
        What these events say in the calendar, where it is to be left at that.

    Raises
    ------
    FileError
        The week was kept without its time zone.
    """
    entries = {uid: event.entry for uid, event in week.events.items()}
    for uid, edit in edits.items():
        entry = taken_in(entries[uid], edit, week.edits.get(uid, NO_EDIT))
        entries[uid] = replace(entry, text=texts.get(uid, entry.text))
    wanted = [entry for entry in entries.values() if not entry.cancelled]
    found = with_edits(week, {**week.edits, **edits})
    table, _ = stamped(wanted, week.events, now=now, zone=zone_of([week]), edits=found.edits)
    return replace(found, events=table)


def zone_of(weeks: Sequence[KeptWeek]) -> str:
    """The athlete's zone (IANA name), as the newest of some weeks notes it.

    Raises
    ------
    FileError
        All were kept by a microcycle that did not note it.
    """
    zone = next((week.zone for week in reversed(weeks) if week.zone), None)
    if zone is None:
        says = "was kept by a microcycle that did not note the time zone"
        place = Place(f"{weeks[-1].week}.json")
        raise FileError([Problem(place, says, "plan this week once more")])
    return zone


def first_of_each(events: Iterable[CalendarEvent]) -> dict[str, CalendarEvent]:
    """The events by UID; of one that was made a series, the first."""
    there: dict[str, CalendarEvent] = {}
    for event in events:
        there.setdefault(event.uid, event)
    return there


def with_edits(week: KeptWeek, edits: Mapping[str, Edit]) -> KeptWeek:
    """The week with other edits; those that say nothing are left out."""
    return replace(week, edits={uid: edit for uid, edit in edits.items() if edit != NO_EDIT})


def is_over(entry: Entry, event: CalendarEvent, now: dt.datetime) -> bool:
    """Whether an event has begun, both as we wrote it and as the calendar has it."""
    return has_begun(entry.start, now) and has_begun(event.start, now)


def _counts(entry: Entry, event: CalendarEvent, now: dt.datetime) -> bool:
    return not (entry.cancelled or event.all_day or is_over(entry, event, now))


def _edit(week: KeptWeek, event: KeptEvent, there: CalendarEvent) -> Edit:
    last = week.edits.get(event.entry.uid, NO_EDIT)
    if there.sequence < event.stamp.sequence:
        return moved(there, [event.entry, *_earlier(week, event.entry)], last)
    return edit_of(there, [event.entry], last)


def _earlier(week: KeptWeek, entry: Entry) -> Iterator[Entry]:
    """The event as earlier plans had it."""
    for plan in week.revisions:
        for session in plan.sessions:
            if session.uid == entry.uid:
                end = session.start + dt.timedelta(minutes=session.minutes)
                yield replace(entry, start=session.start, end=end)


def _notes(week: KeptWeek, there: Mapping[str, CalendarEvent], now: dt.datetime) -> Iterator[str]:
    entries = (event.entry for event in week.events.values())
    ahead = [one for one in entries if not (one.cancelled or has_begun(one.start, now))]
    for entry in ahead:
        says = f"{entry.title} ({entry.start:%a %d %b %H:%M})"
        if entry.uid in there and there[entry.uid].all_day:
            yield f"{says} has no time in your calendar; it stays where it was planned"
        elif entry.uid not in there and any(other.uid in there for other in ahead):
            yield (
                f"{says} is not in your calendar; it stays in the plan,"
                " for a file does not tell whether it ever was there"
            )
