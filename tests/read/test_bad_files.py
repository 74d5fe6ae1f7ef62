"""Broken files, each with the exact text that its author sees."""

import re
from pathlib import Path

import pytest

from scheduler.errors import FileError
from scheduler.read.file.athlete_file import read_athlete_file

BAD = Path(__file__).parents[1] / "bad"
FILES = sorted(BAD.glob("*.yaml"))
JARGON = (
    "Input should", "Extra inputs", "Field required", "valid", "pydantic", "mapping", "sequence",
    "scalar", "token", "parsing", "tuple", "dict", "string", "integer", "literal", "Written(",
)  # fmt: skip


def complaint(path):
    with pytest.raises(FileError) as caught:
        read_athlete_file(path, shown=f"bad/{path.name}", environment={})
    return caught.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_whole_complaint_is_as_agreed(path):
    assert f"{complaint(path)}\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_problem_speaks_like_a_programmer(path):
    for problem in complaint(path).problems:
        for word in JARGON:
            assert word not in f"{problem.says} {problem.hint}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_problem_begins_with_its_place(path):
    heads = [line for line in str(complaint(path)).splitlines() if not line.startswith(" ")]

    assert heads
    for head in heads:
        assert re.match(rf"bad/{path.name}:\d+(:\d+)?: error: \S", head)


def test_there_are_many_of_them_and_no_text_without_its_file():
    assert len(FILES) >= 45
    assert {path.stem for path in BAD.glob("*.txt")} == {path.stem for path in FILES}


def test_ten_mistakes_are_named_at_once_in_order():
    problems = complaint(BAD / "ten_mistakes.yaml").problems

    assert len(problems) == 10
    assert [problem.place for problem in problems] == sorted(problem.place for problem in problems)
