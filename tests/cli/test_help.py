"""The pages of help, word for word; ``python tests/cli/test_help.py --write`` writes them anew."""

import re
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.cli import main

PAGES = Path(__file__).parent / "help"
SAID = tuple(f"log ana.yaml {word}" for word in ("done", "missed", "moved", "sets", "undo", "list"))
COMMANDS = (
    "", "plan", "session", "log", *SAID, "check", "explain", "init", "demo", "timer", "feed",
    "publish", "unpublish",
)  # fmt: skip


def page(command: str) -> str:
    """What ``--help`` prints on a terminal of 100 columns."""
    words = [*command.split(), "--help"]
    result = CliRunner().invoke(
        main, words, prog_name="microcycle", terminal_width=100, env={"COLUMNS": "100"}
    )
    return result.stdout


def path(command: str) -> Path:
    name = command.replace(" ana.yaml ", "-") or "microcycle"
    return PAGES / f"{name}.txt"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_is_the_one_shown(command):
    assert page(command) == path(command).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_page_has_an_example(command):
    assert re.search(r"^ *(Example|Start with): microcycle \w+", page(command), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_h_is_short_for_help(command):
    words = [*command.split(), "-h"]
    options = {"prog_name": "microcycle", "terminal_width": 100, "env": {"COLUMNS": "100"}}

    assert CliRunner().invoke(main, words, **options).stdout == page(command)


def test_every_command_has_its_page():
    assert {*COMMANDS} >= {"", *main.commands} - {"serve", "sync"}


def test_every_option_is_explained():
    missing = [
        f"{name} {option.opts[0]}"
        for name, command in main.commands.items()
        for option in command.params
        if option.param_type_name == "option" and not option.help
    ]

    assert missing == []


def test_the_version_is_that_of_the_distribution():
    assert CliRunner().invoke(main, ["--version"]).stdout.strip().endswith(version("microcycle"))


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    PAGES.mkdir(exist_ok=True)
    for known in COMMANDS:
        path(known).write_text(page(known), encoding="utf-8")
