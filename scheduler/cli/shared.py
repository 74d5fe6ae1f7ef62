"""What the commands share: errors as text or JSON, the clock, and where output goes."""

import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from scheduler.errors import FileError, Place, SchedulerError, UsageError
from scheduler.identity import SCHEMA

MOST_WEEKS = 26
WIDTH = 100  # where the terminal does not tell


class Commands(click.Group):
    """Shows a ``SchedulerError`` as text, or with ``--json`` as an object on standard output.

    Any other exception is a bug and keeps its traceback (exit code 1).
    """

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run a command; a wrong option is told like any other error."""
        wants_json = "--json" in (kwargs.get("args") or sys.argv[1:])
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.Abort:
            click.echo("stopped", err=True)
            sys.exit(2)
        except click.ClickException as error:
            if wants_json:
                _print_errors(UsageError(error.format_message()))
            else:
                error.show()
            sys.exit(error.exit_code)
        except SchedulerError as error:
            if wants_json:
                _print_errors(error)
            else:
                click.echo(str(error), err=True)
            sys.exit(error.exit_code)
        sys.exit(code if isinstance(code, int) else 0)


def _print_errors(error: SchedulerError) -> None:
    if isinstance(error, FileError):
        found = [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "says": problem.says,
                "hint": problem.hint or None,
            }
            for problem in error.problems
        ]
    else:
        place = error.place or Place("")
        found = [
            {
                "path": place.path or None,
                "line": place.line,
                "column": place.column,
                "says": str(error),
                "hint": None,
            }
        ]
    print_json({"schema": SCHEMA, "errors": found})


def print_json(document: dict[str, Any]) -> None:
    """One object on standard output."""
    click.echo(json.dumps(document, ensure_ascii=not speaks_utf(sys.stdout), indent=2))


def speaks_utf(stream: Any) -> bool:  # noqa: ANN401 - any text stream
    """Whether a stream takes more than ASCII."""
    return "utf" in (getattr(stream, "encoding", None) or "").lower()


def look(stream: Any) -> dict[str, Any]:  # noqa: ANN401 - any text stream
    """How to draw on a stream: its width, whether in ASCII, whether in colour."""
    return {
        "width": shutil.get_terminal_size((WIDTH, 24)).columns,
        "ascii_only": not speaks_utf(stream),
        "color": stream.isatty() and "NO_COLOR" not in os.environ,
    }


def moment(text: str | None, zone: dt.tzinfo) -> dt.datetime:
    """``--now``, in the athlete's zone where it names none; without it the clock."""
    if text is None:
        return dt.datetime.now(dt.UTC)
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--now {text!r} is no moment:"
            " write one like 2027-01-10T18:00 or 2027-01-10T18:00+01:00"
        ) from None
    _check_year(f"--now {text}", found.year)
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _check_year(said: str, year: int) -> None:
    from scheduler.horizon import YEARS

    if year not in YEARS:
        raise UsageError(f"{said} lies not in the years {YEARS[0]} to {YEARS[-1]}")


def tomorrow(now: dt.datetime, zone: dt.tzinfo) -> dt.date:
    """The athlete's next day: whose week is planned where none is named."""
    return now.astimezone(zone).date() + dt.timedelta(days=1)


@contextmanager
def needed(what: str, extra: str) -> Iterator[None]:
    """Tell what to install where an import fails because a package is not there.

    Parameters
    ----------
    what
        What needs the package, as the user knows it.
    extra
        The extra of ours that has it.

    Raises
    ------
    UsageError
        A package is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("scheduler"):
            raise
        raise UsageError(
            f"{what} needs the package {error.name}, which is not installed:"
            f' pip install "microcycle[{extra}]", or in a clone pip install -e ".[{extra}]"'
        ) from error


def grid_of(text: str) -> int:
    """``--grid``, in minutes [min]."""
    from scheduler.units import DAY, read_minutes

    try:
        grid = read_minutes(text)
    except ValueError as error:
        raise UsageError(f"--grid: {error}") from None
    if not 1 <= grid <= DAY:
        raise UsageError(f"--grid {text!r} lies not between 1min and 24h")
    return grid


def date_in_week(text: str) -> dt.date:
    """``2027-W02`` or any date of the week; of an ISO week, its Thursday."""
    try:
        if "W" in text:
            year, week = text.split("-W")
            found = dt.date.fromisocalendar(int(year), int(week), 4)
        else:
            found = dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--week {text!r} is no week: write one like 2027-W02, or any of its dates, 2027-01-12"
        ) from None
    _check_year(f"--week {text}", found.year)
    return found


file_argument = click.argument("file", type=click.Path(path_type=Path, exists=False, dir_okay=True))
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
week_option = click.option(
    "--week", metavar="WEEK", help="2027-W02, or any date in the week.  [default: tomorrow's week]"
)
weeks_option = click.option(
    "--weeks",
    default=1,
    type=click.IntRange(1, MOST_WEEKS),
    metavar="N",
    help=f"How many weeks, at most {MOST_WEEKS}.  [default: 1]",
)
now_option = click.option("--now", metavar="ISO", help="The present moment.  [default: the clock]")
time_limit_option = click.option(
    "--time-limit",
    default=60.0,
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Stop searching after so long; explaining takes at most as long again.  [default: 60]",
)
grid_option = click.option(
    "--grid", metavar="MINUTES", default="15min", help="Starts lie on this grid.  [default: 15min]"
)
