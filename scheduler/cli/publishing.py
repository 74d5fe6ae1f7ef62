"""What `publish` and `unpublish` do, and how they tell of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.cli.server import Opened, opened
from scheduler.cli.shared import moment
from scheduler.errors import UsageError
from scheduler.identity import SCHEMA
from scheduler.lowering import read_athlete
from scheduler.read.calendar.events import CalendarEvent
from scheduler.read.week import identity_of
from scheduler.store.edits import Edit
from scheduler.store.locks import locked
from scheduler.store.namesakes import APART, namesake
from scheduler.store.plans import KeptWeek, dates_kept, is_shared, plans_folder, read_week
from scheduler.store.published import Ledger
from scheduler.store.readback import zone_of
from scheduler.sync.compare import Comparison
from scheduler.sync.publish import Publisher, Report, difference, ours, unpublish
from scheduler.write.ics import Entry
from scheduler.write.plain import Document

REACH = dt.timedelta(weeks=5)  # kept weeks farther back say nothing of what lies ahead
BEGINNING = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Publishing:
    """One call of `publish` or `unpublish`."""

    file: Path
    environment: Mapping[str, str]
    now: str | None  # as the command line has it
    dry_run: bool

    def published(self) -> Document:
        """Bring the calendar up to date, or tell what that would be.

        Raises
        ------
        UsageError
            There is nothing to publish, nowhere to publish it to, or a namesake.
        FileError
            A kept plan, or what is noted of the server, is not in order.
        RemoteError
            The server failed.
        """
        with self._held():
            weeks = self._weeks(since=self._present.astimezone(self._zone).date() - REACH)
            self._refuse_namesake(weeks[-1].athlete)
            found = self._opened(weeks)
            report = self._difference(found) if self.dry_run else self._sent(found)
        return {"schema": SCHEMA, "dry_run": self.dry_run, **_told(weeks, report, self._zone)}

    def taken_off(self, *, past: bool) -> Document:
        """Delete our events, or tell which; raises as ``published`` does."""
        with self._held():
            weeks = self._weeks(since=dt.date.min)
            found = self._opened(weeks)
            there = found.events(gone_is_empty=True)
            uids = {uid for week in weeks for uid in week.events} | set(found.published)
            listed = ours(there, uids, since=BEGINNING if past else self._present)
            if found.ledger is not None and not self.dry_run:
                unpublish(found.folder, found.ledger, found.collection, listed)
        changes = [_change(one.uid, "delete", one.event, self._zone) for one in listed]
        return {"schema": SCHEMA, "dry_run": self.dry_run, "changes": changes}

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the plans from their reading on: what is written has grown from what was read."""
        if self.dry_run or not self._folder.is_dir():
            yield
            return
        with locked(self._folder):
            yield

    @property
    def _folder(self) -> Path:
        return plans_folder(self.file, self.environment)

    @cached_property
    def _dates(self) -> list[dt.date]:
        """The first dates of the kept weeks, in order."""
        return sorted(dates_kept(path.name for path in self._folder.glob("*.json")))

    @cached_property
    def _owner(self) -> str | None:
        """Whose plans they must be, see ``is_shared``; only there the athlete file is read."""
        if not is_shared(self.environment):
            return None
        return identity_of(read_athlete(self.file, environment=None))

    @cached_property
    def _zone(self) -> ZoneInfo:
        """The athlete's, as the newest plan has it."""
        return ZoneInfo(zone_of(self._read(self._dates[-1:])))

    @cached_property
    def _present(self) -> dt.datetime:
        return moment(self.now, self._zone)

    def _weeks(self, *, since: dt.date) -> list[KeptWeek]:
        return self._read([date for date in self._dates if date >= since])

    def _read(self, dates: Sequence[dt.date]) -> list[KeptWeek]:
        found = (read_week(self._folder, date, athlete=self._owner) for date in dates)
        weeks = [week for week in found if week is not None]
        if not weeks:
            raise UsageError(
                f"{self._folder} keeps no plan to publish: run `microcycle plan {self.file}` first"
            )
        return weeks

    def _refuse_namesake(self, identity: str) -> None:
        other = namesake(self._folder, identity)
        if other is not None:
            raise UsageError(
                f"{other} keeps the plans of {identity} too, so the events of one would be taken"
                f" for those of the other: {APART}, and move the plans of one away"
            )

    def _opened(self, weeks: Sequence[KeptWeek]) -> Opened:
        return opened(self._folder, weeks, self.environment, now=self._present)

    def _difference(self, found: Opened) -> Report:
        comparison = Comparison(found.weeks, found.ledger or Ledger(""), now=self._present)
        return difference(comparison, found.events())

    def _sent(self, found: Opened) -> Report:
        ledger, now = found.make(), self._present
        return Publisher(found.folder, found.weeks, ledger, found.collection, now=now).run()


def _told(weeks: Sequence[KeptWeek], report: Report, zone: ZoneInfo) -> Document:
    steps, edits, remarks = report.steps, report.edits, report.remarks
    titles = {uid: _title(_entry(weeks, uid), zone) for uid in (*edits, *remarks)}
    return {
        "changes": [_change(uid, step.does, step.event.entry, zone) for uid, step in steps.items()],
        "yours": [
            {"uid": uid, "title": titles[uid], "says": ", ".join(_deeds(edit, zone))}
            for uid, edit in edits.items()
        ],
        "left": [{"uid": uid, "title": titles[uid], "says": says} for uid, says in remarks.items()],
    }


def _entry(weeks: Iterable[KeptWeek], uid: str) -> Entry:
    return [week.events[uid].entry for week in weeks if uid in week.events][-1]


def _change(
    uid: str, does: str, event: Entry | CalendarEvent | None, zone: ZoneInfo
) -> dict[str, str]:
    return {"uid": uid, "does": does, "title": _title(event, zone)}


def _title(event: Entry | CalendarEvent | None, zone: ZoneInfo) -> str:
    if event is None:
        return "an event that cannot be read"
    return f"{event.title}, {event.start.astimezone(zone):%a %d %b %H:%M}"


def _deeds(edit: Edit, zone: ZoneInfo) -> Iterator[str]:
    """What the athlete did with an event, in words."""
    if edit.deleted:
        yield "deleted"
        return
    if edit.start is not None:
        yield f"moved to {edit.start.astimezone(zone):%a %d %b %H:%M}, {edit.minutes} min"
    if edit.title is not None:
        yield f"called {edit.title}"
    if edit.note is not None:
        yield "with a note"
