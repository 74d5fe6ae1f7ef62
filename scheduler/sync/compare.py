"""The kept plans beside what is on the server: what is to be done, and what is the athlete's.

::

    our plan   the server has          then
    has it     nothing, never had      create
    has it     nothing any more        the athlete deleted it
    has it     what we wrote           nothing, or update it to the plan
    has it     something else          the athlete's edit: taken in, never overwritten
    dropped    what we wrote           delete
    dropped    something else          the athlete's edit
    any        what has begun          nothing

Only events whose UIDs the plans know, or that were published, are looked at.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from zoneinfo import ZoneInfo

from scheduler.horizon import has_begun
from scheduler.read.calendar.events import CalendarEvent
from scheduler.store.edits import NO_EDIT, Edit, deleted, edit_of, is_new
from scheduler.store.plans import KeptWeek
from scheduler.store.published import Ledger, Published
from scheduler.store.readback import is_over, zone_of
from scheduler.store.stamps import KeptEvent
from scheduler.sync.collection import OnServer
from scheduler.sync.feeds import standing
from scheduler.write.ics import Entry

Does = Literal["create", "update", "delete"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do on the server."""

    does: Does
    event: KeptEvent  # as it is to be; to delete, as it was
    there: OnServer | None = None
    own_words: frozenset[str] = frozenset()  # texts that are wholly the athlete's


@dataclass(frozen=True, slots=True)
class Compared:
    """What one event asks for: at most one of these."""

    step: Step | None = None
    edit: Edit | None = None  # newly the athlete's
    remark: str = ""  # why it is left alone


NOTHING = Compared()


class Comparison:
    """The kept plans, ready to be held against the server.

    Parameters
    ----------
    weeks
        The kept weeks, in order.
    ledger
        What was published.
    now
        The present moment; what has begun is left alone.

    Raises
    ------
    FileError
        The weeks were kept without their time zone.
    """

    def __init__(self, weeks: Sequence[KeptWeek], ledger: Ledger, *, now: dt.datetime) -> None:
        self.zone = zone_of(weeks)
        self._now, self._ledger = now, ledger
        self._kept = {uid: event for week in weeks for uid, event in week.events.items()}
        self._wanted = {event.entry.uid: event for event in standing(weeks, ZoneInfo(self.zone))}
        self._edits: dict[str, Edit] = {}
        for week in weeks:
            self._edits |= week.edits

    @property
    def uids(self) -> list[str]:
        """Whose events are looked at, in order of time."""
        return sorted(self._kept, key=lambda uid: (self._kept[uid].entry.start.timestamp(), uid))

    def of(self, uid: str, there: OnServer | None) -> Compared:
        """What one event asks for."""
        if there is None:
            return self._not_there(uid)
        event = there.event
        if event is None or event.all_day:
            says = "has no time there" if event else "cannot be read there"
            return Compared(remark=f"{says}; it is left alone") if self._is_ahead(uid) else NOTHING
        if is_over(self._kept[uid].entry, event, self._now):
            return NOTHING
        last = self._edits.get(uid, NO_EDIT)
        edit = edit_of(event, self._versions(uid), last)
        if is_new(edit, last):
            return Compared(edit=edit)
        return self._ours(uid, there, event, edit)

    def ours(self, uid: str) -> KeptEvent | None:
        """The event that the plans want on the server."""
        event = self._wanted.get(uid)
        return None if event is None or event.entry.cancelled else event

    def title(self, uid: str) -> str:
        """How an event is called in messages."""
        entry = self._kept[uid].entry
        return f"{entry.title}, {entry.start.astimezone(ZoneInfo(self.zone)):%a %d %b %H:%M}"

    def _not_there(self, uid: str) -> Compared:
        wanted, published = self.ours(uid), self._ledger.events.get(uid)
        if wanted is None or not self._is_ahead(uid):
            return NOTHING
        if published is None or not published.confirmed:
            return Compared(Step("create", wanted))
        return Compared(edit=deleted(self._edits.get(uid, NO_EDIT), self._written(uid, published)))

    def _ours(self, uid: str, there: OnServer, event: CalendarEvent, edit: Edit) -> Compared:
        """What becomes of an event that the athlete has not touched since."""
        wanted = self.ours(uid)
        if wanted is None:
            if edit.deleted:
                return NOTHING
            return Compared(Step("delete", self._kept[uid], there))
        # The plan may have it elsewhere than the athlete put it: a later word goes over an edit.
        words = replace(edit, start=None, minutes=0, deleted=False, since=None)
        if not is_new(edit_of(event, [wanted.entry], words), words):
            return NOTHING
        return Compared(Step("update", wanted, there, _own_words(edit)))

    def _versions(self, uid: str) -> tuple[Entry, ...]:
        published = self._ledger.events.get(uid)
        return published.versions if published else (self._kept[uid].entry,)

    def _written(self, uid: str, published: Published) -> dt.datetime | None:
        """When the version was written that the athlete deleted: it was deleted after that."""
        kept = self._kept[uid]
        written = [replace(entry, if_missed="") for entry in published.versions]
        return kept.stamp.modified if written == [replace(kept.entry, if_missed="")] else None

    def _is_ahead(self, uid: str) -> bool:
        return not has_begun(self._kept[uid].entry.start, self._now)


def _own_words(edit: Edit) -> frozenset[str]:
    title = {"SUMMARY"} if edit.title is not None else set()
    note = {"DESCRIPTION"} if edit.note is not None and len(edit.note) == 1 else set()
    return frozenset(title | note)
