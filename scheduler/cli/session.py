"""`microcycle session`: what to do in one strength session."""

import datetime as dt
import os
import sys
from dataclasses import replace
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
)
from scheduler.errors import NotKnownError, UsageError

Document = dict[str, Any]


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
@json_option
@time_limit_option
@grid_option
def session(
    *,
    file: Path,
    session: str | None,
    week: str | None,
    now: str | None,
    as_json: bool,
    time_limit: float,
    grid: str,
) -> int:
    """Show what to do in one strength session of FILE's week; nothing is written.

    ID is its title, the end of it ("B"), or its UID; without one, the next session is meant.

    The exercises suit the level, the equipment and the limits of the athlete file, the phase of
    training, and the runs around the session. What cannot be kept is told with its reason.
    """
    from scheduler import planning
    from scheduler.cli.situation import situation
    from scheduler.write.document import document

    here = situation(file, week=week, now=now, environment=os.environ, today=True)
    options = replace(here.options(writes=False), grid=grid_of(grid), time_limit=time_limit)
    outcome = planning.sessions(here.source, options, here.kept(here.inputs(options)))
    if outcome.status == "out_of_time":
        raise NotKnownError
    shown = document(outcome, evenness=here.evenness)
    told = {key: shown[key] for key in ("schema", "athlete", "timezone", "unmet")}
    told["session"] = _meant(shown, session, here.now)
    if as_json:
        print_json(told)
    else:
        from scheduler.write import terminal

        click.echo(terminal.render_session(told, **look(sys.stdout)))
    return 0


def _meant(shown: Document, name: str | None, now: dt.datetime) -> Document:
    """The session that is named, or else the next one."""
    strength: list[Document] = [one for one in shown["sessions"] if one["activity"] == "strength"]
    titles = ", ".join(one["title"] for one in strength) or "none"
    if name is None:
        ahead = (one for one in strength if dt.datetime.fromisoformat(one["end"]) > now)
        found = next(ahead, None)
        says = f"no strength session of the week is still ahead; there are: {titles}"
    else:
        found = next((one for one in strength if _is_called(one, name)), None)
        says = f"no strength session of the week is called {name!r}; there are: {titles}"
    if found is None:
        raise UsageError(f"{says}; --week names another week")
    return found


def _is_called(session: Document, name: str) -> bool:
    said, title = name.strip().casefold(), session["title"].casefold()
    return said in {session["uid"], title} or title.endswith(f" {said}")
