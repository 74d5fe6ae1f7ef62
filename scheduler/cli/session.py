"""`microcycle session`: what to do in one strength session."""

import datetime as dt
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from scheduler.cli.called import Called, one_called
from scheduler.cli.shared import (
    file_argument,
    grid_of,
    grid_option,
    json_option,
    look,
    now_option,
    print_json,
    time_limit_option,
)
from scheduler.errors import NotKnownError, UsageError

Document = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What the command line says."""

    file: Path
    session: str | None
    week: str | None
    now: str | None
    fit: Path | None
    as_json: bool
    time_limit: float
    grid: str


@click.command(
    short_help="Show what to do in one strength session.",
    epilog='Example: microcycle session ana.yaml "Strength B"',
)
@file_argument
@click.argument("session", required=False, metavar="[ID]")
@click.option(
    "--week", metavar="WEEK", help="2027-W02, or any date in the week.  [default: today's week]"
)
@now_option
@click.option(
    "--fit",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH.fit",
    help="Write it as a workout for a watch as well.",
)
@json_option
@time_limit_option
@grid_option
def session(**options: Any) -> int:  # noqa: ANN401 - click passes what the options above say
    """Show what to do in one strength session of FILE's week.

    ID is its title, the end of it ("B"), or its UID; where the week has several of one title, with
    the day: "Circuit tue". Without one, the next session is meant.
    Nothing is written but the workout that --fit asks for.

    The exercises suit the level, the equipment and the limits of the athlete file, the phase of
    training, and the runs around the session. What cannot be kept is told with its reason.
    """
    return run(Asked(**options))


def run(asked: Asked) -> int:
    """Find the session, write the workout where one is wanted, and show it."""
    if asked.fit is not None:
        _check_fit(asked.fit, asked.file)
    told = _told(asked)
    if asked.fit is not None:
        _write_fit(asked.fit, told)
    if asked.as_json:
        print_json(told)
        return 0
    from scheduler.write import terminal

    click.echo(terminal.render_session(told, **look(sys.stdout)))
    if asked.fit is not None:
        click.echo(f"wrote {asked.fit}", err=True)
    return 0


def _told(asked: Asked) -> Document:
    """The session that is meant, and what the week's sessions cannot hold."""
    from scheduler import planning
    from scheduler.cli.situation import situation
    from scheduler.write.document import document

    here = situation(asked.file, week=asked.week, now=asked.now, environment=os.environ, today=True)
    options = replace(
        here.options(writes=False), grid=grid_of(asked.grid), time_limit=asked.time_limit
    )
    outcome = planning.sessions(here.source, options, here.kept(here.inputs(options)))
    if outcome.status == "out_of_time":
        raise NotKnownError
    shown = document(outcome, evenness=here.evenness)
    told = {key: shown[key] for key in ("schema", "athlete", "timezone", "unmet")}
    return told | {"session": _meant(shown, asked.session, here.now)}


def _check_fit(path: Path, file: Path) -> None:
    """Refuse what cannot be written before anything is planned."""
    if path.resolve() == file.resolve():
        raise UsageError(f"--fit {path} is the athlete file itself: name another one")
    try:
        import scheduler.write.fit  # noqa: F401 - only whether it is there
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "fit_tool":
            raise
        says = "--fit: what writes FIT files is not installed"
        raise UsageError(f'{says}; install it: pip install "microcycle[fit]"') from None


def _write_fit(path: Path, told: Document) -> None:
    from scheduler.store.files import write_atomically
    from scheduler.write.fit import to_fit

    session = told["session"]
    if not session.get("exercises"):
        says = "has no exercises of ours, so there is no workout to write"
        raise UsageError(f"--fit: {session['title']} {says}")
    write_atomically(path, to_fit(told))


def _meant(shown: Document, name: str | None, now: dt.datetime) -> Document:
    """The session that is named, or else the next one."""
    strength: list[Document] = [one for one in shown["sessions"] if one["activity"] == "strength"]
    titles = ", ".join(one["title"] for one in strength) or "none"
    if name is None:
        ahead = (one for one in strength if dt.datetime.fromisoformat(one["end"]) > now)
        found = next(ahead, None)
        says = f"no strength session of the week is still ahead; there are: {titles}"
    else:
        found = one_called(name, strength, _called)
        says = f"no strength session of the week is called {name!r}; there are: {titles}"
    if found is None:
        raise UsageError(f"{says}; --week names another week")
    return found


def _called(session: Document) -> Called:
    start = dt.datetime.fromisoformat(session["start"])
    return Called(session["title"], start, (session["uid"],), is_strength=True)
