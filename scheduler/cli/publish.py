"""`microcycle publish` and `unpublish`: the kept plans on a calendar server."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from scheduler.cli.shared import file_argument, json_option, moment, now_option, print_json
from scheduler.errors import UsageError
from scheduler.identity import SCHEMA

REACH = dt.timedelta(weeks=5)  # kept weeks farther back say nothing of what lies ahead
BEGINNING = dt.datetime.min.replace(tzinfo=dt.UTC)
SIGNS = {"create": "+", "update": "~", "delete": "-"}

dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would be done.")


@click.command(
    short_help="Bring a CalDAV calendar up to date with the kept plans.",
    epilog="Example: microcycle publish ana.yaml --dry-run",
)
@file_argument
@now_option
@dry_run_option
@json_option
def publish(*, file: Path, now: str | None, dry_run: bool, as_json: bool) -> int:
    """Bring a calendar on a CalDAV server up to date with the kept plans of FILE.

    What you moved, deleted or renamed there is never overwritten: it is taken in, and the next
    `plan` goes around it. What has begun, and what is not ours, is not touched.

    The server is named by MICROCYCLE_CALDAV_URL and MICROCYCLE_CALDAV_USER; the password comes from
    MICROCYCLE_CALDAV_PASSWORD or the system's keyring (`keyring set microcycle USER`).

    Ends with 5 if the server fails; nothing is lost, and the next run goes on from there.
    """
    present = moment(now, dt.UTC)
    weeks = _kept(file, since=present.date() - REACH)
    _refuse_namesake(file, weeks[-1].athlete)
    found = _opened(file, weeks, present)
    report = _difference(found, present) if dry_run else _published(found, present)
    changes = [
        _change(weeks, uid, step.does, step.event.entry) for uid, step in report.steps.items()
    ]
    yours = [
        {"uid": uid, "title": _title(weeks, _entry(weeks, uid)), "says": _says(weeks, edit)}
        for uid, edit in report.edits.items()
    ]
    left = [
        {"uid": uid, "title": _title(weeks, _entry(weeks, uid)), "says": says}
        for uid, says in report.remarks.items()
    ]
    shown = {"dry_run": dry_run, "changes": changes, "yours": yours, "left": left}
    _show(file, {"schema": SCHEMA, **shown}, as_json=as_json)
    return 0


@click.command(
    short_help="Take our events off the CalDAV calendar.",
    epilog="Example: microcycle unpublish ana.yaml",
)
@file_argument
@now_option
@click.option("--past", is_flag=True, help="Also what has begun.")
@dry_run_option
@json_option
def unpublish(*, file: Path, now: str | None, past: bool, dry_run: bool, as_json: bool) -> int:
    """Take the events of FILE's plans off the CalDAV calendar, and nothing else.

    Events that are not ours stay, and so do the kept plans and what has begun.
    """
    from scheduler.sync.publish import ours
    from scheduler.sync.publish import unpublish as take_off

    present = moment(now, dt.UTC)
    weeks = _kept(file, since=dt.date.min)
    found = _opened(file, weeks, present)
    there = found.events(gone_is_empty=True)
    uids = {uid for week in weeks for uid in week.events} | set(found.published)
    listed = ours(there, uids, since=BEGINNING if past else present)
    if found.ledger is not None and not dry_run:
        take_off(found.folder, found.ledger, found.collection, listed)
    changes = [_change(weeks, one.uid, "delete", one.event) for one in listed]
    _show(file, {"schema": SCHEMA, "dry_run": dry_run, "changes": changes}, as_json=as_json)
    return 0


def _kept(file: Path, *, since: dt.date) -> list[Any]:
    """The kept weeks, in order."""
    from scheduler.store.plans import dates_kept, plans_folder, read_week

    folder = plans_folder(file, os.environ)
    names = (path.name for path in folder.glob("*.json"))
    found = [read_week(folder, date) for date in sorted(dates_kept(names)) if date >= since]
    weeks = [week for week in found if week is not None]
    if not weeks:
        raise UsageError(f"{folder} keeps no plan to publish: run `microcycle plan {file}` first")
    return weeks


def _refuse_namesake(file: Path, identity: str) -> None:
    from scheduler.store.namesakes import APART, namesake
    from scheduler.store.plans import plans_folder

    other = namesake(plans_folder(file, os.environ), identity)
    if other is not None:
        raise UsageError(
            f"{other} keeps the plans of {identity} too, so the events of one would be taken for"
            f" those of the other: {APART}, and move the plans of one away"
        )


def _opened(file: Path, weeks: list[Any], now: dt.datetime) -> Any:  # noqa: ANN401 - read late
    from scheduler.cli.server import opened
    from scheduler.store.plans import plans_folder

    return opened(plans_folder(file, os.environ), weeks, os.environ, now=now)


def _difference(found: Any, now: dt.datetime) -> Any:  # noqa: ANN401 - read late
    from scheduler.store.published import Ledger
    from scheduler.sync.compare import Comparison
    from scheduler.sync.publish import difference

    comparison = Comparison(found.weeks, found.ledger or Ledger(""), now=now)
    return difference(comparison, found.events())


def _published(found: Any, now: dt.datetime) -> Any:  # noqa: ANN401 - read late
    from scheduler.sync.publish import Publisher

    ledger = found.make()
    return Publisher(found.folder, found.weeks, ledger, found.collection, now=now).run()


def _entry(weeks: list[Any], uid: str) -> Any:  # noqa: ANN401 - read late
    return next(week.events[uid].entry for week in reversed(weeks) if uid in week.events)


def _title(weeks: list[Any], event: Any) -> str:  # noqa: ANN401 - an entry or an event
    if event is None:
        return "an event that cannot be read"
    start = event.start.astimezone(ZoneInfo(weeks[-1].zone))
    return f"{event.title}, {start:%a %d %b %H:%M}"


def _change(weeks: list[Any], uid: str, does: str, event: Any) -> dict[str, str]:  # noqa: ANN401
    return {"uid": uid, "does": does, "title": _title(weeks, event)}


def _says(weeks: list[Any], edit: Any) -> str:  # noqa: ANN401 - read late
    """What the athlete did with an event, in words."""
    return ", ".join(_deeds(weeks, edit))


def _deeds(weeks: list[Any], edit: Any) -> Iterator[str]:  # noqa: ANN401 - read late
    if edit.deleted:
        yield "deleted"
        return
    if edit.start is not None:
        start = edit.start.astimezone(ZoneInfo(weeks[-1].zone))
        yield f"moved to {start:%a %d %b %H:%M}, {edit.minutes} min"
    if edit.title is not None:
        yield f"called {edit.title}"
    if edit.note is not None:
        yield "with a note"


def _show(file: Path, shown: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(shown)
        return
    for change in shown["changes"]:
        click.echo(f"{SIGNS[change['does']]} {change['title']}")
    for yours in shown.get("yours", ()):
        click.echo(f"yours: {yours['title']}: {yours['says']}")
    if not shown["changes"] and not shown.get("yours"):
        click.echo("nothing to do")
    for left in shown.get("left", ()):
        click.echo(f"{left['title']} {left['says']}", err=True)
    if shown.get("yours"):
        click.echo(f"to plan around what is yours: microcycle plan {file}", err=True)
