"""Publish the kept plans to a calendar server, and take in what the athlete did there.

At every moment the notes on disk are enough to go on from: what the athlete did is kept before
anything is sent, what is sent is noted before it goes out, and what the server has taken right
after. So a run may end anywhere; the next one loses nothing and doubles nothing.
"""

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.errors import CalendarError, RemoteError
from scheduler.store.edits import Edit
from scheduler.store.plans import KeptWeek, write_week
from scheduler.store.published import Ledger, Published, write_ledger
from scheduler.store.readback import ReadBack, restamped, with_edits, zone_of
from scheduler.sync.collection import ChangedError, Collection, OnServer
from scheduler.sync.compare import Comparison, Step
from scheduler.write.ics_back import taken_apart
from scheduler.write.resource import revised, to_resource

_TRIES = 2  # before an event that keeps changing is left for the next run


@dataclass
class Report:
    """What was done, or would be, by UID."""

    steps: dict[str, Step] = field(default_factory=dict)
    edits: dict[str, Edit] = field(default_factory=dict)  # the athlete's, newly taken in
    remarks: dict[str, str] = field(default_factory=dict)  # why an event was left alone


def difference(comparison: Comparison, there: Mapping[str, OnServer]) -> Report:
    """What would be done; nothing is."""
    report = Report()
    for uid in comparison.uids:
        found = comparison.of(uid, there.get(uid))
        if found.step is not None:
            report.steps[uid] = found.step
        if found.edit is not None:
            report.edits[uid] = found.edit
        if found.remark:
            report.remarks[uid] = found.remark
    return report


def read_back(
    weeks: Sequence[KeptWeek], ledger: Ledger, there: Mapping[str, OnServer], *, now: dt.datetime
) -> ReadBack:
    """The kept weeks with what the athlete did on the server."""
    comparison = Comparison(weeks, ledger, now=now)
    report = difference(comparison, there)
    found = (with_edits(week, {**week.edits, **_own(week, report.edits)}) for week in weeks)
    notes = (f"{comparison.title(uid)} {says}" for uid, says in report.remarks.items())
    return ReadBack(tuple(found), tuple(notes))


class Publisher:
    """One run of publishing.

    Parameters
    ----------
    folder
        The athlete's kept plans.
    weeks
        What is kept, in order.
    ledger
        What was published.
    collection
        The calendar on the server.
    now
        The present moment; what has begun is left alone.
    """

    def __init__(
        self,
        folder: Path,
        weeks: Sequence[KeptWeek],
        ledger: Ledger,
        collection: Collection,
        *,
        now: dt.datetime,
    ) -> None:
        self._folder, self._collection, self._now = folder, collection, now
        self._weeks, self._ledger = list(weeks), ledger
        self._zone = zone_of(weeks)
        self._report = Report()

    def run(self) -> Report:
        """Take in what the athlete did, then bring the server up to date.

        Raises
        ------
        RemoteError
            The server failed; what was done until then is done, the rest follows another time.
        FileError
            A kept plan cannot be written.
        """
        there = self._collection.events()
        comparison = Comparison(self._weeks, self._ledger, now=self._now)
        first = difference(comparison, there)
        self._take_in(first.edits, there)
        self._report.remarks |= first.remarks
        for uid in comparison.uids:
            if uid not in {**first.steps, **first.edits, **first.remarks}:
                self._settle(uid, comparison, there.get(uid))
        for number, (uid, step) in enumerate(first.steps.items()):
            try:
                self._do(uid, step)
            except RemoteError as error:
                left = len(first.steps) - number
                raise RemoteError(
                    f"{error}; {number} of {len(first.steps)} changes are published, the other"
                    f" {left} when you publish again"
                ) from None
        return self._report

    def _do(self, uid: str, step: Step) -> None:
        left: Step | None = step
        for _ in range(_TRIES):
            left = left and self._tried(uid, left)
        if left is not None:
            says = "keeps changing on the server; it is left for the next time"
            self._report.remarks[uid] = says

    def _tried(self, uid: str, step: Step) -> Step | None:
        """Take a step; where somebody was faster, what is to be done now."""
        try:
            self._send(uid, step)
        except CalendarError as error:
            self._report.remarks[uid] = f"is left alone: {error}"
        except ChangedError:
            return self._looked_again(uid, step)
        return None

    def _looked_again(self, uid: str, step: Step) -> Step | None:
        """What is to be done now that somebody was faster; None where nothing is left to do."""
        href = step.there.href if step.there else self._collection.href_of(uid)
        there = self._collection.event(href, uid)
        comparison = Comparison(self._weeks, self._ledger, now=self._now)
        found = comparison.of(uid, there)
        if found.edit is not None:
            self._take_in({uid: found.edit}, {uid: there} if there else {})
        elif found.remark:
            self._report.remarks[uid] = found.remark
        elif found.step is None:
            self._settle(uid, comparison, there)
        return found.step

    def _send(self, uid: str, step: Step) -> None:
        entry, stamp = step.event.entry, step.event.stamp
        if step.there is None:
            href = self._collection.href_of(uid)
            self._note_sent(uid, href, step)
            self._collection.create(href, to_resource(entry, stamp, zone=self._zone))
        elif step.does == "delete":
            self._collection.delete(step.there.href, etag=step.there.etag)
        else:
            there = step.there
            data = revised(there.data, entry, stamp, zone=self._zone, own_words=step.own_words)
            self._note_sent(uid, there.href, step)
            self._collection.update(there.href, data, etag=there.etag)
        href = step.there.href if step.there else self._collection.href_of(uid)
        is_there = Published(href, (entry,), confirmed=True)
        self._note(uid, None if step.does == "delete" else is_there)
        self._report.steps[uid] = step

    def _take_in(self, edits: Mapping[str, Edit], there: Mapping[str, OnServer]) -> None:
        """Keep what the athlete did, then note that the server holds just that."""
        events = {uid: one.event for uid, one in there.items() if one.event is not None}
        texts = {uid: taken_apart(event.text)[0] for uid, event in events.items()}
        for number, week in enumerate(self._weeks):
            own = _own(week, edits)
            if own:
                self._weeks[number] = restamped(week, own, now=self._now, texts=texts)
                write_week(self._folder, self._weeks[number], week)
        self._report.edits |= edits
        for uid in edits:
            self._noted_as_there(uid, there[uid].href if uid in there else None)

    def _settle(self, uid: str, comparison: Comparison, there: OnServer | None) -> None:
        """Note what was found as it should be: it may be from a run that got no answer."""
        if there is None:
            self._note(uid, None)
        elif comparison.ours(uid) is not None and there.event is not None:
            self._noted_as_there(uid, there.href)

    def _noted_as_there(self, uid: str, href: str | None) -> None:
        entry = next(w.events[uid].entry for w in reversed(self._weeks) if uid in w.events)
        self._note(uid, None if href is None else Published(href, (entry,), confirmed=True))

    def _note_sent(self, uid: str, href: str, step: Step) -> None:
        known = self._ledger.events.get(uid) or Published(href, (), confirmed=False)
        versions = (*known.versions, step.event.entry)
        self._note(uid, Published(href, versions, confirmed=known.confirmed))

    def _note(self, uid: str, published: Published | None) -> None:
        if self._ledger.events.get(uid) != published:
            self._ledger = self._ledger.having(uid, published)
            write_ledger(self._folder, self._ledger)


def ours(
    there: Mapping[str, OnServer], uids: Container[str], *, since: dt.datetime
) -> list[OnServer]:
    """What is ours on the server and had not begun by then."""
    return [
        one
        for one in there.values()
        if one.uid in uids and (one.event is None or one.event.start > since)
    ]


def unpublish(
    folder: Path, ledger: Ledger, collection: Collection, listed: Iterable[OnServer]
) -> None:
    """Delete events of ours, one by one.

    Raises
    ------
    RemoteError
        The server failed; what was deleted until then is noted.
    """
    for one in listed:
        _delete(collection, one)
        ledger = ledger.having(one.uid, None)
        write_ledger(folder, ledger)
    write_ledger(folder, None)


def _delete(collection: Collection, found: OnServer) -> None:
    for _ in range(_TRIES):
        try:
            return collection.delete(found.href, etag=found.etag)
        except ChangedError:
            now = collection.event(found.href, found.uid)
            if now is None:
                return None
            found = now
    raise RemoteError("an event keeps changing on the server; try again")


def _own(week: KeptWeek, edits: Mapping[str, Edit]) -> dict[str, Edit]:
    return {uid: edits[uid] for uid in week.events if uid in edits}
