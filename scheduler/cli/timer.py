"""`microcycle timer`: print what a system's timer wants, to plan every week by itself."""

import os
import sys
from pathlib import Path

import click

from scheduler.cli.shared import file_argument
from scheduler.cli.timers import HOME, TIMERS, Weekly


@click.command(
    short_help="Print a timer that plans every week by itself.",
    epilog="Example: microcycle timer systemd ana.yaml --at 'sun 18:00'",
)
@click.argument("kind", type=click.Choice(list(TIMERS)))
@file_argument
@click.option(
    "--at",
    default="sun 18:00",
    metavar="MOMENT",
    help="When, on the athlete's clock.  [default: sun 18:00]",
)
@click.option(
    "--publish",
    is_flag=True,
    help="Take in what you moved on the calendar server, too, and bring it up to date.",
)
def timer(*, kind: str, file: Path, at: str, publish: bool) -> int:
    """Print the unit that plans FILE every week, and say where to put it.

    Nothing is installed. The unit goes to standard output, what to do with it to standard error.
    The plans are kept where MICROCYCLE_HOME says now.
    """
    from scheduler.lowering import read_athlete

    source = read_athlete(file, environment=None)
    home = os.environ.get(HOME)
    weekday, clock = _moment(at)
    unit = TIMERS[kind](
        Weekly(
            python=Path(sys.executable),
            file=_absolute(file),
            weekday=weekday,
            clock=clock,
            zone=source.file.athlete.timezone,
            home=_absolute(Path(home).expanduser()) if home else None,
            publishes=publish,
        )
    )
    click.echo(unit.text, nl=False)
    for step in unit.steps:
        click.echo(step, err=True)
    return 0


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - a link stays a link


def _moment(text: str) -> tuple[int, int]:
    """The weekday (0 is Monday) and the minutes since midnight of ``sun 18:00``."""
    from scheduler.errors import UsageError
    from scheduler.units import DAY, WEEKDAYS, read_clock

    hint = f'--at {text!r} is no moment of the week: write one like "sun 18:00"'
    words = text.strip().lower().split()
    try:
        day, clock = words
        minute = read_clock(clock)
    except ValueError:
        raise UsageError(hint) from None
    if day not in WEEKDAYS or minute == DAY:
        raise UsageError(hint)
    return WEEKDAYS.index(day), minute
