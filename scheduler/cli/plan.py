"""`microcycle plan`: plan, write and show one or more weeks."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from scheduler.cli.shared import (
    file_argument,
    grid_of,
    grid_option,
    json_option,
    look,
    now_option,
    print_json,
    time_limit_option,
    week_option,
    weeks_option,
)

EXIT = {"planned": 0, "partial": 3, "none": 3, "out_of_time": 4}
OUT = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True)
class Asked:
    """What the command line says."""

    file: Path
    week: str | None
    weeks: int
    out: Path | None
    report: Path | None
    now: str | None
    dry_run: bool
    fresh: bool
    as_json: bool
    time_limit: float
    grid: str
    what_if: tuple[str, ...] = ()
    brief: bool = False
    calendar_now: str | None = None


@click.command(
    short_help="Plan a week, show it, and write it as a calendar.",
    epilog="Example: microcycle plan ana.yaml --week 2027-W02 --report week.html",
)
@file_argument
@week_option
@weeks_option
@click.option("--out", type=OUT, metavar="PATH.ics", help="Where to write the calendar.")
@click.option("--report", type=OUT, metavar="PATH.html", help="Write a one-page report as well.")
@now_option
@click.option("--dry-run", is_flag=True, help="Show the week, write nothing.")
@click.option("--fresh", is_flag=True, help="Do not try to keep the last plan.")
@click.option(
    "--what-if",
    multiple=True,
    metavar="PATH=VALUE",
    help="Show the week beside the one with this value in the file; write nothing.",
)
@click.option("--brief", is_flag=True, help="Say in one line what is new, for a weekly script.")
@click.option(
    "--calendar-now",
    metavar="CALENDAR",
    help="Take in what you moved, renamed or deleted there: a path, a URL, or caldav.",
)
@json_option
@time_limit_option
@grid_option
def plan(**options: Any) -> int:  # noqa: ANN401 - click passes what the options above say
    """Plan the strength sessions of FILE's week, and write them as a calendar.

    Reads the athlete file and its calendars, places the sessions, proves the week best, shows it
    with the reasons, and writes the calendar to import or subscribe to.

    Ends with 0 if everything asked for is placed, 3 if something could not be.
    """
    return run(Asked(**options))


def run(asked: Asked, environment: Mapping[str, str] = os.environ) -> int:
    """Plan, write unless it is a dry run, and show."""
    from scheduler import planning
    from scheduler.cli.calendar_now import as_calendar_says
    from scheduler.cli.situation import situation
    from scheduler.store.keeping import keeping
    from scheduler.write.document import document
    from scheduler.write.entries import entries

    here = situation(
        asked.file, week=asked.week, weeks=asked.weeks, now=asked.now, environment=environment
    )
    here = as_calendar_says(here, asked.calendar_now, fresh=asked.fresh)
    options = replace(
        here.options(writes=not asked.dry_run),
        grid=grid_of(asked.grid),
        time_limit=asked.time_limit,
    )
    if asked.what_if:
        return _what_if(asked, here, replace(options, keep_copies=False))
    inputs = here.inputs(options)
    try:
        outcome = planning.plan(here.source, options, here.kept(inputs, fresh=asked.fresh))
    except planning.Mismatch as bug:
        _save(bug.week, here.folder)
        raise
    # Without a plan nothing has changed: the last one stays.
    nothing = outcome.status == "out_of_time"
    shown = document(outcome, evenness=here.evenness)
    known = {uid for week in here.before for uid in week.events}
    kept = keeping(outcome, entries(shown, known), here.before, now=here.now, inputs=inputs)
    written = [] if asked.dry_run or nothing else _write(asked, here, shown, kept)
    if asked.brief and not asked.as_json:
        from scheduler.write.brief import brief

        click.echo(brief(shown, known=here.knows_the_weeks))
        return EXIT[outcome.status]
    _show(asked, shown, kept.cancelled if written else (), written)
    return EXIT[outcome.status]


def _what_if(asked: Asked, here: Any, options: Any) -> int:  # noqa: ANN401 - read late
    """Plan twice, with the file as it is and with values set otherwise, and compare."""
    from scheduler import planning
    from scheduler.errors import UsageError
    from scheduler.read.file.setting import read_setting, with_settings
    from scheduler.write.document import compared, document

    if asked.out or asked.report:
        raise UsageError("--what-if writes nothing: leave out --out and --report")
    settings = [read_setting(text) for text in asked.what_if]
    changed = with_settings(here.source, settings, here.environment)
    outcomes = [
        planning.plan(source, options, here.kept(here.inputs(options, source), fresh=asked.fresh))
        for source in (here.source, changed)
    ]
    before, after = (document(outcome, evenness=here.evenness) for outcome in outcomes)
    shown = compared(before, after, list(map(str, settings)))
    if asked.as_json:
        print_json(shown)
    else:
        from scheduler.write import terminal

        click.echo(terminal.render_what_if(shown, **look(sys.stdout)))
    return EXIT[outcomes[1].status]


def _save(week: Any, folder: Path) -> None:  # noqa: ANN401 - read late
    """Keep the instance of a bug, to be sent with its report."""
    from scheduler.store.files import write_atomically

    path = folder / f"bug-{week.horizon.first}.txt"
    write_atomically(path, f"{week!r}\n".encode())
    click.echo(f"this is a bug in microcycle; please report it with {path}", err=True)


def _write(asked: Asked, here: Any, shown: dict[str, Any], kept: Any) -> list[Path]:  # noqa: ANN401
    """Write what is kept, then the calendar and the report: all of them, or none."""
    from scheduler.store.files import File, write_together
    from scheduler.store.locks import locked
    from scheduler.write.ics import to_ics

    out = asked.out or here.folder / f"{shown['from']}.ics"
    name = f"Strength, {shown['athlete']}"
    files = [File(out, to_ics(kept.events, name=name, zone=shown["timezone"]))]
    if asked.report is not None:
        from scheduler.write.report import render

        files.append(File(asked.report, render(shown).encode()))
    with locked(here.folder):
        write_together([*here.files(kept.weeks), *files])
    return [file.path for file in files]


def _show(
    asked: Asked, shown: dict[str, Any], cancelled: Sequence[Any], written: list[Path]
) -> None:
    if asked.as_json:
        print_json(shown)
        return
    from scheduler.write import terminal

    click.echo(terminal.render(shown, **look(sys.stdout)))
    reasons = terminal.render_reasons(shown, **look(sys.stderr))
    if reasons:
        click.echo(reasons, err=True)
    for entry in cancelled:
        click.echo(
            "delete by hand where you imported the file:"
            f" {entry.title}, {entry.start:%a %d %b %H:%M}",
            err=True,
        )
    for path in written:
        click.echo(f"wrote {path}", err=True)
