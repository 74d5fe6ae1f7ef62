"""`microcycle log`: say what came of a session."""

import os
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

from scheduler.cli.shared import file_argument, json_option, now_option, print_json

_week = click.option(
    "--week", metavar="WEEK", help="2027-W02, or any date in the week.  [default: this week]"
)
_minutes = click.option(
    "--minutes",
    metavar="MINUTES",
    type=click.IntRange(1, 6000),
    help="How long it took.  [default: as planned]",
)
_rpe = click.option(
    "--rpe",
    metavar="RPE",
    type=click.FloatRange(0, 10),
    help="How hard it was, 0 to 10.  [default: as planned]",
)
_set_rpe = click.option(
    "--rpe", metavar="RPE", type=click.FloatRange(0, 10), help="How hard each set was, 0 to 10."
)
_pain = click.option(
    "--pain", metavar="PAIN", type=click.IntRange(0, 10), help="How much it hurt at worst, 0 to 10."
)
_worse = click.option("--worse", is_flag=True, help="It hurt more the next morning.")
_at = click.option(
    "--at",
    metavar="SLOT",
    help='When: "tue 18:10", or 18:10 of its day.  [default: as planned]',
)
_session = click.argument("session")


def _with(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options at once, in the order in which the help lists them."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


@click.group(
    short_help="Say what was done, missed or moved, and which sets.",
    epilog='Example: microcycle log ana.yaml done "Strength A" --minutes 45 --rpe 8',
)
@file_argument
@click.pass_context
def log(context: click.Context, *, file: Path) -> None:
    """Say what came of a session of FILE's plan; `plan` takes it in.

    A session of which nothing is said counts as done as planned. SESSION is its name, "Strength A";
    where the week has several of one name, with the day: "Easy run thu".
    """
    context.obj = file


@log.command(epilog='Example: microcycle log ana.yaml done "Strength A" --at "tue 18:10" --rpe 8')
@_session
@_with(_at, _minutes, _rpe, _week, now_option, json_option)
@click.pass_obj
def done(file: Path, /, **options: Any) -> int:  # noqa: ANN401 - click passes what the options say
    """SESSION was done, perhaps at another time, for another length, or harder than planned."""
    from scheduler.cli.logged import said

    return _told(said(file, "done", environment=os.environ, **_asked(options)), options)


@log.command(
    short_help="SESSION was not done, or will not be.",
    epilog='Example: microcycle log ana.yaml missed "Strength A"',
)
@_session
@_with(_week, now_option, json_option)
@click.pass_obj
def missed(file: Path, /, **options: Any) -> int:  # noqa: ANN401
    """SESSION was not done, or will not be: it is made up for only where that keeps your rules."""
    from scheduler.cli.logged import said

    return _told(said(file, "missed", environment=os.environ, **_asked(options)), options)


@log.command(epilog='Example: microcycle log ana.yaml moved "Strength A" "wed 18:00"')
@_session
@click.argument("slot")
@_with(_minutes, _rpe, _week, now_option, json_option)
@click.pass_obj
def moved(file: Path, /, **options: Any) -> int:  # noqa: ANN401
    """SESSION was done in SLOT instead, "wed 18:00", or is going to be: then it stays there."""
    from scheduler.cli.logged import said

    asked = _asked(options)
    asked["at"] = asked.pop("slot")
    return _told(said(file, "moved", environment=os.environ, **asked), options)


@log.command(
    short_help="SETs of an EXERCISE were done in SESSION.",
    epilog='Example: microcycle log ana.yaml sets "Strength A" "split squat" 3x8@14kg 10@14kg'
    " --rpe 8",
)
@_session
@click.argument("exercise")
@click.argument("sets", nargs=-1, metavar="[SET]...")
@_with(_set_rpe, _pain, _worse, _week, now_option, json_option)
@click.pass_obj
def sets(file: Path, /, **options: Any) -> int:  # noqa: ANN401
    """SETs of an EXERCISE were done in SESSION, or how it felt; the next weeks go on from there.

    A SET is 3x8@14kg (three of eight; or lb), 10@14kg, 3x12 without a weight, 2x30s, 2x25m, or of
    one side left:10@14kg. EXERCISE is its id, its name or a part of it. What is said again of the
    same exercise replaces what was said before; without a SET, the sets stay.
    """
    from scheduler.cli.logged_sets import sets_said

    return _told(sets_said(file, environment=os.environ, **_asked(options)), options)


@log.command(epilog="Example: microcycle log ana.yaml undo")
@_with(now_option, json_option)
@click.pass_obj
def undo(file: Path, /, **options: Any) -> int:  # noqa: ANN401
    """Take back what was said last; again for what was said before it."""
    from scheduler.cli.logged import taken_back

    return _told(taken_back(file, environment=os.environ, **_asked(options)), options)


@log.command("list", epilog="Example: microcycle log ana.yaml list --week 2027-W02")
@_with(_week, now_option, json_option)
@click.pass_obj
def list_(file: Path, /, **options: Any) -> int:  # noqa: ANN401
    """Show the sessions of the week, and what was said of them."""
    from scheduler.cli.logged import listed

    return _told(listed(file, environment=os.environ, **_asked(options)), options)


def _asked(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name != "as_json"}


def _told(shown: dict[str, Any], options: dict[str, Any]) -> int:
    """Print what was said: as an object, or in sentences."""
    if options["as_json"]:
        print_json(shown)
        return 0
    for line in shown["says"]:
        click.echo(line)
    if shown["next"]:
        click.echo(shown["next"], err=True)
    return 0
