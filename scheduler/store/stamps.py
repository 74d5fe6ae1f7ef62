"""What each calendar event has been through, carried from one plan to the next.

::

    the session is     its event was       then
    wanted             unknown             new, with sequence 0
    wanted             just so             left as it is, but for what to do if it is missed
    wanted             otherwise           changed, with the next sequence
    no longer wanted   still ahead         cancelled at its last known times, once
    wanted ahead       begun               changed: it was not done then, or a pin was put right
    either             begun               else left as it is: the past is not rewritten

A cancelled event whose session comes back is changed like any other, so it keeps its UID. The
cancelled stay in the table and in the file: dropping them as time goes by would change the file
although the plan did not.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from scheduler.write.ics import Entry, Stamp, digest

_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """One event as last written, with its history."""

    entry: Entry
    stamp: Stamp


def stamped(
    entries: Iterable[Entry], kept: Mapping[str, KeptEvent], *, now: dt.datetime, zone: str
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
        The athlete's zone (IANA name).

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
        _next(entry, kept.get(uid), now=moment, zone=zone) for uid, entry in (gone | wanted).items()
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


def _next(entry: Entry, kept: KeptEvent | None, *, now: dt.datetime, zone: str) -> KeptEvent:
    """The event as it is to be written from now on."""
    shown = digest(entry, zone=zone)
    if kept is None:
        return KeptEvent(entry, Stamp(shown, 0, created=now, modified=now))
    if _is_past(kept.entry, entry, now):
        return kept
    last = kept.stamp
    if shown == last.digest:
        return KeptEvent(entry, last)
    # Also after a clock that was set back, a change must look later than the one before.
    modified = max(now, last.modified + _SECOND)
    return KeptEvent(entry, Stamp(shown, last.sequence + 1, last.created, modified))


def _is_past(was: Entry, entry: Entry, now: dt.datetime) -> bool:
    """Whether it has begun, and neither comes back from having been cancelled nor lies ahead again.

    A session ahead needs its event there, whatever was planned before: the athlete waits for it.
    """
    comes_back = not entry.cancelled and (was.cancelled or entry.start > now)
    return was.start <= now and not comes_back
