"""`microcycle explain`: why each session is where it is, why not there, and why not at all."""

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
    week_option,
    weeks_option,
)

FORBIDDEN, OUT_OF_TIME = 3, 4


@click.command(
    short_help="Say why each session is where it is, and what would help.",
    epilog='Example: microcycle explain ana.yaml --at "tue 07:00" --session "Strength B"',
)
@file_argument
@click.option("--session", metavar="ID", help="Only this session: its title, or its UID.")
@click.option(
    "--at",
    metavar="SLOT",
    help='Why it is not there: "tue 07:00", or with a date, "2027-01-12 07:00".',
)
@click.option("--move-runs", is_flag=True, help="Let moving one run of the file be a way out too.")
@week_option
@weeks_option
@now_option
@json_option
@time_limit_option
@grid_option
def explain(  # noqa: PLR0913 - one for each option
    *,
    file: Path,
    session: str | None,
    at: str | None,
    move_runs: bool,
    week: str | None,
    weeks: int,
    now: str | None,
    as_json: bool,
    time_limit: float,
    grid: str,
) -> int:
    """Explain the plan of FILE's week; nothing is written.

    For each strength session: what its slot keeps, what it costs, what the next best slot would
    have cost, and where it can still be done if it is missed. For each that could not be placed:
    the rules that forbid it together, and the cheapest changes to the file that would help.

    With --at: every rule that forbids the slot, or the whole week with the session in it and what
    that costs. Without --session, the strength session that the slot suits best is meant.

    Ends with 0 if all is placed (or the slot is open), 3 if something is not (or the slot is
    forbidden).
    """
    from scheduler import planning
    from scheduler.cli.situation import situation
    from scheduler.cli.slot import slot_of
    from scheduler.write.document import document

    here = situation(file, week=week, weeks=weeks, now=now, environment=os.environ)
    options = replace(here.options(writes=False), grid=grid_of(grid), time_limit=time_limit)
    slot = None if at is None else slot_of(at, here.horizon)
    question = planning.Question(session, slot, runs_may_move=move_runs)
    kept = here.kept(here.inputs(options))
    outcome = planning.explain_plan(here.source, options, kept, question)
    shown = document(outcome, evenness=here.evenness)
    if as_json:
        print_json(shown)
    else:
        from scheduler.write import terminal

        click.echo(terminal.render_explained(shown, **look(sys.stdout)))
    return _exit_code(shown)


def _exit_code(shown: dict[str, Any]) -> int:
    if shown["status"] == "out_of_time":
        return OUT_OF_TIME
    fine = shown["at"]["allowed"] if "at" in shown else shown["status"] == "planned"
    return 0 if fine else FORBIDDEN
