"""Kept weeks of invented runners, without planning them."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.store.plans import KeptWeek, Revision, read_week, write_week
from scheduler.store.stamps import stamped
from scheduler.store.tokens import NAME
from scheduler.sync.answers import FeedSite, Question, addresses
from scheduler.sync.folder import ServedFolder
from scheduler.write.ics import Entry

ZONE = "Europe/Berlin"
MONDAY = dt.date(2027, 1, 11)
MADE = dt.datetime(2027, 1, 10, 18, tzinfo=dt.UTC)
NOW = dt.datetime(2027, 1, 12, 12, tzinfo=dt.UTC)
TOKEN = "0123456789abcdef" * 2


def entry(uid: str, start: str, zone: str = ZONE) -> Entry:
    """A session of 45 minutes; its title is its UID."""
    begins = dt.datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    return Entry(uid, begins, begins + dt.timedelta(minutes=45), f"Strength {uid}", "Why here.")


def week(*entries: Entry, first=MONDAY, made=MADE, before=None, zone=ZONE) -> KeptWeek:
    """A kept week with these events; what ``before`` has beside them is cancelled."""
    table, _ = stamped(entries, before.events if before else {}, now=made, zone=zone)
    revisions = (*(before.revisions if before else ()), Revision(made, ()))
    return KeptWeek("kim1", first, revisions, table, name="Kim", zone=zone)


def keep(root: Path, *weeks: KeptWeek, athlete="kim") -> Path:
    """Write weeks as if planned, and name the folder in which they lie."""
    folder = root / "plans" / athlete
    for one in weeks:
        write_week(folder, one, read_week(folder, one.week))
    return folder


def replan(root: Path, *entries: Entry, athlete="kim", first=MONDAY, made=NOW) -> None:
    """Plan a week again."""
    folder = root / "plans" / athlete
    kept = read_week(folder, first)
    keep(root, replace(week(*entries, first=first, made=made, before=kept)), athlete=athlete)


def site(root: Path, *, now=NOW) -> tuple[FeedSite, list[str]]:
    """A site that serves a folder, and what it tells."""
    told: list[str] = []
    served = ServedFolder(root, told.append)
    return FeedSite(served, clock=lambda: now, tell=told.append), told


def paths(athlete="kim", token=TOKEN) -> tuple[str, str]:
    """The paths of the two calendars."""
    full, busy = addresses(athlete, token)
    return full.path, busy.path


FULL, BUSY = paths()


def write_tokens(root: Path, **tokens: str) -> None:
    """Give athletes these secrets, and all others none."""
    content = {"schema": "microcycle-tokens/1", "tokens": tokens}
    (root / NAME).write_text(json.dumps(content), encoding="utf-8")


def raising(error: Exception):
    """A function that fails like this whatever it is given."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def get(where: FeedSite, path: str, **headers: str):
    """Ask with GET."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return where.answer(Question("GET", path, named))
