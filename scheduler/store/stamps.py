"""What each calendar event has been through, carried from one plan to the next.

::

    the session is     its event was       then
    wanted             unknown             new, with sequence 0
    wanted             just so             left as it is, but for what to do if it is missed
    wanted             otherwise           changed, with the next sequence: the next also to the
                                           one that the athlete's program has given it
    no longer wanted   still ahead         cancelled at its last known times, once
    wanted later on    begun               changed: it was put off, or is made up for
    else               begun               left as it is: the past is not rewritten

A cancelled event whose session comes back is changed like any other, so it keeps its UID. The
cancelled stay in the table and in the file: dropping them as time goes by would change the file
although the plan did not.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from scheduler.horizon import has_begun
from scheduler.store.edits import NO_EDIT, Edit
from scheduler.write.ics import Entry, Stamp, digest

UNTOUCHED: Mapping[str, Edit] = MappingProxyType({})
_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """One event as last written, with its history."""

    entry: Entry
    stamp: Stamp


def stamped(
    entries: Iterable[Entry],
    kept: Mapping[str, KeptEvent],
    *,
    now: dt.datetime,
    zone: str,
    edits: Mapping[str, Edit] = UNTOUCHED,
) -> tuple[dict[str, KeptEvent], list[tuple[Entry, Stamp]]]:
    """Carry the histories of the events over to a new plan.

    Parameters
    ----------
    entries
        The sessions that the new plan wants in the calendar.
    kept
        The events as last written, by UID.
    now
        The moment of planning; alone, a later one changes nothing.
    zone
        The athlete's zone (IANA name); what has begun keeps the one it was written in.
    edits
        What the athlete made of the events, by UID; they say what sequence to go on from.

    Returns
    -------
    dict
        The new table to keep, by UID, in order of time.
    list
        What the calendar file is to hold, in the same order.

    Raises
    ------
    ValueError
        Two sessions have one UID.
    """
    listed = list(entries)
    wanted = {entry.uid: entry for entry in listed}
    if len(wanted) < len(listed):
        raise ValueError("two sessions have one UID")
    gone = {uid: replace(event.entry, cancelled=True) for uid, event in kept.items()}
    moment = now.astimezone(dt.UTC).replace(microsecond=0)
    events = [
        _next(entry, kept.get(uid), edits.get(uid, NO_EDIT), now=moment, zone=zone)
        for uid, entry in (gone | wanted).items()
    ]
    events.sort(key=lambda event: (event.entry.start.astimezone(dt.UTC), event.entry.uid))
    table = {event.entry.uid: event for event in events}
    return table, [(event.entry, event.stamp) for event in events]


def newly_cancelled(before: Mapping[str, KeptEvent], after: Mapping[str, KeptEvent]) -> list[Entry]:
    """List what was in the calendar and no longer is: a file alone may not take it out there."""
    return [
        event.entry
        for uid, event in after.items()
        if event.entry.cancelled and uid in before and not before[uid].entry.cancelled
    ]


def _next(
    entry: Entry, kept: KeptEvent | None, edit: Edit, *, now: dt.datetime, zone: str
) -> KeptEvent:
    """The event as it is to be written from now on."""
    shown = digest(entry, zone=zone)
    if kept is None:
        return KeptEvent(entry, Stamp(shown, 0, created=now, modified=now, zone=zone))
    last = replace(kept.stamp, zone=kept.stamp.zone or zone)
    if _is_over(kept.entry, entry, now):
        return KeptEvent(kept.entry, last)
    if shown == last.digest:
        return KeptEvent(entry, replace(last, zone=zone))
    # Also after a clock that was set back, a change must look later than the one before.
    modified = max(now, last.modified + _SECOND)
    sequence = max(last.sequence, edit.sequence) + 1
    return KeptEvent(entry, Stamp(shown, sequence, last.created, modified, zone))


def _is_over(was: Entry, entry: Entry, now: dt.datetime) -> bool:
    """Whether it has begun for good; a cancelled session never does, so it may still come back."""
    comes_back = was.cancelled and not entry.cancelled
    return all(has_begun(one.start, now) for one in (was, entry)) and not comes_back
