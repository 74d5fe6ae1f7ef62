"""`microcycle init`: five questions, and a first athlete file."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TypeVar

import click

from scheduler.cli.beside import schema_beside
from scheduler.cli.machine import machine_zone
from scheduler.errors import UsageError

FILE = Path("athlete.yaml")
_NAME = "1 of 5. What is your name?"
_ZONE = "2 of 5. In which time zone do you live?"
_WHEN = "3 of 5. When can you train? Days and times; write `;` before other days"
_FOR_EXAMPLE_WHEN = "mon-fri 06:00-08:00 and 17:30-21:00; sat-sun 08:00-12:00"
_RUNS = (
    "4 of 5. What do you run? Day, start if it is fixed, kind and minutes; `;` before the next\n"
    "        run. Or the path of a calendar (.ics), the address of a feed, or none"
)
_FOR_EXAMPLE_RUNS = "tue 06:30 intervals 60; thu easy 45; sun 09:00 long 90"
_HOW_MANY = "5 of 5. How many strength sessions a week? Or 2-3, if two are enough"
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Answers:
    """What the five questions gave, as it is to stand in the file."""

    name: str
    zone: str
    availability: tuple[str, ...]
    runs: tuple[str, tuple[str, ...]]  # the section, and its entries
    sessions: str


@click.command(
    epilog="Example: microcycle init me.yaml",
    short_help="Ask five questions, and write a first file.",
)
@click.argument("file", type=click.Path(path_type=Path), default=FILE, required=False)
@click.option(
    "--id", "identity", metavar="ID", help="The athlete's id.  [default: one drawn at random]"
)
def init(file: Path, identity: str | None) -> int:
    """Ask five questions and write a first athlete FILE, which can be planned at once.

    Nothing is written before the last answer, and never over a file that is there. Answers may
    also be piped in, one a line; an empty line takes what stands in brackets.
    """
    _refuse_to_overwrite(file)
    identity = _checked(identity) if identity else secrets.token_hex(4)
    answers = _ask_all(file.parent)
    text = file_text(answers, identity=identity, schema=schema_beside(file.parent), name=str(file))
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror or error}") from error
    click.echo(f"wrote {file}")
    for line in _next_steps(file, answers):
        click.echo(line)
    return 0


def _refuse_to_overwrite(file: Path) -> None:
    if file.exists():
        raise UsageError(
            f"{file} is already there, and stays as it is:"
            " name another one, for example: microcycle init me.yaml"
        )


def _checked(identity: str) -> str:
    from scheduler.read.file.sections import Athlete

    try:
        Athlete(name="anyone", timezone="UTC", id=identity)
    except ValueError:
        raise UsageError(
            f"--id {identity!r} is no id: write letters, digits, dots, dashes or underscores"
        ) from None
    return identity


def _ask_all(folder: Path) -> Answers:
    from scheduler.cli import answers

    return Answers(
        name=ask(_NAME, answers.read_name),
        zone=ask(_ZONE, answers.read_zone, machine_zone(os.environ)),
        availability=ask(_WHEN, answers.read_availability, _FOR_EXAMPLE_WHEN),
        runs=ask(_RUNS, lambda typed: answers.read_runs(typed, folder=folder), _FOR_EXAMPLE_RUNS),
        sessions=ask(_HOW_MANY, answers.read_sessions, "2"),
    )


def ask(question: str, read: Callable[[str], Answer], default: str | None = None) -> Answer:
    """Put a question until its answer can be read, and give back what was read."""

    def checked(typed: str) -> Answer:
        try:
            return read(typed)
        except ValueError as error:
            raise click.UsageError(str(error).replace("\n", ": ")) from None

    found: Answer = click.prompt(
        f"{question}\n ", default=default, value_proc=checked, err=True, prompt_suffix="> "
    )
    return found


def _next_steps(file: Path, answers: Answers) -> list[str]:
    from scheduler.cli.answers import FEED

    plan = f"Plan your week: microcycle plan {file}"
    if not any(FEED in entry for entry in answers.runs[1]):
        return [plan]
    return [
        "The address of your feed is a secret, so the file does not hold it. Set it first:",
        f"  export {FEED}=https://...",
        plan,
    ]


def file_text(answers: Answers, *, identity: str, schema: str, name: str) -> str:
    """The athlete file, with hints at what else it may hold.

    Parameters
    ----------
    answers
        What was asked.
    identity
        The athlete's id.
    schema
        Where the schema lies, seen from the file.
    name
        What the user calls the file.
    """
    return _TEMPLATE.substitute(
        schema=schema,
        file=name,
        name=answers.name,
        id=identity,
        zone=answers.zone,
        availability="\n".join(f"  {line}" for line in answers.availability),
        runs=_runs_and_calendars(*answers.runs),
        sessions=answers.sessions,
    )


def _runs_and_calendars(section: str, entries: tuple[str, ...]) -> str:
    """The run plan, and a hint at the calendars of all the rest."""
    listed = "\n".join([f"{section}:", *(f"  - {entry}" for entry in entries)])
    work = "- {path: work.ics, holds: busy, buffer: 15min}"
    if section == "calendars":
        return f"{listed}\n  # {work}"
    return f"{listed if entries else 'runs: []'}\n\n# calendars:\n#   {work}"


_TEMPLATE = Template("""\
# yaml-language-server: $$schema=$schema
# This file is yours: change anything. An editor that knows YAML completes it and checks it while
# you type; `microcycle check $file` tells every mistake at once, each with its line.
athlete:
  name: $name
  id: $id  # keep it: your calendar events are known by it
  timezone: $zone
  level: intermediate        # in strength training: novice, intermediate or advanced
  # equipment: [dumbbell, bench, step, band]

availability:                # when strength, and runs without a start, may be done
$availability

# rest_days: [mon]           # or {count: 1}, and the plan chooses the day

# A run may also say `key: yes` (keep me fresh for it) or `movable: day` (the plan chooses the day).
# What else fills your days is read from calendars; the buffer is for the way.
$runs

# races:
#   - {date: 2027-04-18, start: 09:00, minutes: 110, priority: A, distance: half}

strength:
  sessions: $sessions
  class: moderate            # heavy, once you have lifted for a month or more; or light, core
  minutes: 45
  min_minutes: 30            # a shorter session is better than none
  may_become: [light]        # and so is a lighter one

# Any rule may be changed; the preset `evidence` holds them all, each number beside its source.
# rules:
#   preferred_time: {windows: {"tue,thu": [17:30-20:00]}}
#   gap_before_hard_run: {moderate: {min: 36h}}
""")
