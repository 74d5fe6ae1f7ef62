"""What is said in many situations, whole: each file of ``situations`` and the text beside it.

The first line of a file is the command. ``python tests/explain/test_situations.py --write`` writes
the texts anew; read them.
"""

import os
import shlex
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.cli import main

FOLDER = Path(__file__).parent / "situations"
FILES = sorted(FOLDER.glob("*.yaml"))
NOW = ["--now", "2027-01-10T12:00", "--week", "2027-W02"]
ENVIRONMENT = {"COLUMNS": "100", "NO_COLOR": "1"}
JARGON = ("infeasible", "constraint", "objective", "variable", "literal", "index", "solver")


def said(path: Path) -> str:
    """Everything that the command of a situation says, and what it ends with."""
    command, *more = shlex.split(path.read_text(encoding="utf-8").splitlines()[0].lstrip("# "))
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as home:
        os.chdir(FOLDER)
        try:
            words = [command, path.name, *NOW, *more]
            result = CliRunner().invoke(main, words, env={**ENVIRONMENT, "MICROCYCLE_HOME": home})
        finally:
            os.chdir(before)
    return f"{result.stdout}{result.stderr}-- ends with {result.exit_code}\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_whole_text_is_as_agreed(path):
    assert said(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_of_the_trade_of_solving_is_said(path):
    words = path.with_suffix(".txt").read_text(encoding="utf-8").lower().split()

    assert [word for word in words if word.strip(".,;:()") in JARGON] == []


def test_the_situations_are_many():
    assert len(FILES) >= 25


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    for file in FILES:
        file.with_suffix(".txt").write_text(said(file), encoding="utf-8", newline="\n")
