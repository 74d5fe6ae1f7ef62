"""`microcycle check`: judge an athlete file, and any calendar by its rules."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from scheduler.cli.shared import (
    file_argument,
    json_option,
    look,
    now_option,
    print_json,
    week_option,
    weeks_option,
)
from scheduler.identity import SCHEMA

BROKEN = 3


@click.command(
    short_help="Find the mistakes of a file, or judge a calendar by its rules.",
    epilog="Example: microcycle check ana.yaml --calendar coach.ics",
)
@file_argument
@click.option(
    "--calendar",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="X.ics",
    help="Judge this calendar by the rules.",
)
@week_option
@weeks_option
@now_option
@json_option
def check(
    *,
    file: Path,
    calendar: Path | None,
    week: str | None,
    weeks: int,
    now: str | None,
    as_json: bool,
) -> int:
    """Check FILE for mistakes, or judge a calendar by FILE's rules.

    Without --calendar all mistakes of the file are told at once. With it, every strength event of
    the calendar is judged: what breaks a rule, and what costs points. Without --week it is the week
    in which tomorrow lies, or where that holds no strength event, the nearest one that does.

    Ends with 0 if all is well, 2 for a bad file, 3 if the calendar breaks a must.
    """
    from scheduler.cli.situation import situation
    from scheduler.lowering import read_athlete

    if calendar is None:
        return _in_order(read_athlete(file, environment=os.environ), as_json=as_json)
    here = situation(file, week=week, weeks=weeks, now=now, environment=os.environ)
    return _judge(here, calendar, week_given=week is not None, as_json=as_json)


def _in_order(source: Any, *, as_json: bool) -> int:  # noqa: ANN401 - read late
    file = source.file
    history = _history(source) if file.history else None
    if as_json:
        found = {"schema": SCHEMA, "athlete": file.athlete.name, "findings": []}
        print_json(found if history is None else {**found, "history": history})
        return 0
    asked = sum(request.target for request in file.strength)
    click.echo(
        f"{source.path}: in order;"
        f" {_counted(asked, 'strength session')} a week for {file.athlete.name},"
        f" {_counted(len(file.runs), 'run')} and {_counted(len(file.calendars), 'calendar')}"
    )
    if history is not None:
        told = f"from {history['from']} to {history['to']}" if history["activities"] else "in all"
        click.echo(f"history: {history['activities']} activities {told}")
        for note in history["notes"]:
            click.echo(f"  {note}")
    return 0


def _history(source: Any) -> dict[str, Any]:  # noqa: ANN401 - read late
    """What the exports of the file hold; an export that cannot be read is a mistake of the file."""
    from scheduler.lowering import zone_of
    from scheduler.read.history.exports import read_exports

    exports = read_exports(source, zone_of(source))
    dates = [activity.date.isoformat() for activity in exports.activities]
    return {
        "activities": len(dates),
        "from": min(dates, default=None),
        "to": max(dates, default=None),
        "notes": list(exports.notes),
    }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _judge(here: Any, calendar: Path, *, week_given: bool, as_json: bool) -> int:  # noqa: ANN401
    from scheduler.checking import ForeignCalendar, check
    from scheduler.errors import CalendarError, Place
    from scheduler.write.document import judged

    options, beside = here.options(writes=False), here.kept_beside()
    try:
        foreign = ForeignCalendar(str(calendar), calendar.read_bytes())
        outcome = check(here.source, foreign, options, beside, week_given=week_given)
    except OSError as error:
        unread = CalendarError(f"{calendar} cannot be read: {error.strerror or error}")
        unread.place = Place(str(calendar))
        raise unread from error
    except CalendarError as error:
        error.place = error.place or Place(str(calendar))
        raise
    shown = judged(outcome, evenness=here.evenness)
    if as_json:
        print_json(shown)
    else:
        from scheduler.write import terminal

        click.echo(terminal.render_findings(shown, **look(sys.stdout)))
    return BROKEN if any(finding.breaks for finding in outcome.findings) else 0
