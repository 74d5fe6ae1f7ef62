"""`microcycle demo`: an invented runner's week, without a file and without a network."""

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from scheduler.cli.beside import OWN_NAME, schema_beside
from scheduler.cli.plan import Asked, run
from scheduler.cli.shared import moment, now_option, tomorrow
from scheduler.errors import UsageError
from scheduler.resources import constraints_folder

FOLDER = Path("microcycle-demo")
ATHLETE = "robin.yaml"
ZONE = ZoneInfo("Europe/London")  # Robin's
CALENDAR, REPORT = "week.ics", "week.html"


@click.command(epilog="Example: microcycle demo --out /tmp/first-look")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    metavar="FOLDER",
    help="Where to write.  [default: microcycle-demo]",
)
@now_option
def demo(folder: Path, now: str | None) -> int:
    """Plan the week of an invented runner: no file, no account, no network.

    Shows the week in which tomorrow lies, and writes it as a calendar and as a report, beside the
    runner's file and calendars, to look at and to change. A second time gives the same; files of
    yours are never written over.
    """
    from scheduler.store.files import write_atomically
    from scheduler.store.plans import HOME

    wanted = _wanted()
    _keep_others(folder, wanted)
    for name, data in wanted.items():
        write_atomically(folder / name, data)
    schema_beside(folder)
    # Its plans stay in its folder, whatever holds those of the user.
    environment = {name: value for name, value in os.environ.items() if name != HOME}
    code = run(_asked(folder, now), environment)
    click.echo(_next_steps(folder), err=True)
    return code


def _wanted() -> dict[str, bytes]:
    """The runner's file and calendars as they are to lie in the folder."""
    packaged = constraints_folder() / "demo"
    files = {path.name: path.read_bytes() for path in sorted(packaged.iterdir()) if path.is_file()}
    athlete = files[ATHLETE].replace(b"../schema.json", OWN_NAME.encode(), 1)
    return {**files, ATHLETE: athlete}


def _keep_others(folder: Path, wanted: dict[str, bytes]) -> None:
    """Refuse to write over what the demo did not write."""
    for name, data in wanted.items():
        path = folder / name
        if path.exists() and (not path.is_file() or path.read_bytes() != data):
            raise UsageError(
                f"{path} is already there, and not as the demo writes it:"
                " name another folder with --out"
            )
    for name in (CALENDAR, REPORT):
        if (folder / name).exists() and not (folder / ATHLETE).exists():
            raise UsageError(
                f"{folder / name} is already there, and no demo beside it:"
                " name another folder with --out"
            )


def _asked(folder: Path, now: str | None) -> Asked:
    """The whole week, as planned on the day before it: a demo shows no week that is half over."""
    from scheduler.horizon import first_day_of_week

    first = first_day_of_week(tomorrow(moment(now, ZONE), ZONE), 0)
    eve = first - dt.timedelta(days=1)
    return Asked(
        file=folder / ATHLETE,
        week=first.isoformat(),
        weeks=1,
        out=folder / CALENDAR,
        report=folder / REPORT,
        now=f"{eve.isoformat()}T12:00",
        dry_run=False,
        fresh=False,
        as_json=False,
        time_limit=60.0,
        grid="15min",
    )


def _next_steps(folder: Path) -> str:
    return f"""
Three things to do next:
  1. import {folder / CALENDAR} into a calendar of its own, or look at it in one
  2. open {folder / REPORT} in a browser: the same week on one page
  3. begin with your own weeks: microcycle init"""
