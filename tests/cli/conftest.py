"""A runner whose file lies in the current folder, and the command line as it is called."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from scheduler.cli import main

KIM = """\
athlete: {name: Kim, id: kim1, timezone: Europe/Berlin}
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}
runs:
  - {day: tue, start: 06:30, minutes: 60, kind: intervals}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
strength: {sessions: 2, class: heavy, minutes: 45}
"""
WEEK = ("--week", "2027-W02", "--now", "2027-01-10T12:00")

Microcycle = Callable[..., Result]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, without a home for plans."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MICROCYCLE_HOME", raising=False)
    return tmp_path


@pytest.fixture
def kim(here: Path) -> Path:
    """The athlete file, which has room for both sessions."""
    (here / "kim.yaml").write_text(KIM)
    return Path("kim.yaml")


@pytest.fixture
def crowded(kim: Path) -> Path:
    """The same file, with room for one session only."""
    kim.write_text(KIM.replace("mon-fri: [17:00-20:00]", "tue: [17:00-20:00]"))
    return kim


@pytest.fixture
def microcycle() -> Microcycle:
    """Call the command line in this process."""

    def call(*words: str | Path, **more: Any) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], **more)

    return call


@pytest.fixture
def plan(microcycle: Microcycle) -> Microcycle:
    """Plan the second week of 2027."""

    def call(file: Path, *words: str | Path, **more: Any) -> Result:
        return microcycle("plan", file, *WEEK, *words, **more)

    return call


@pytest.fixture
def explain(microcycle: Microcycle) -> Microcycle:
    """Explain the second week of 2027."""

    def call(file: Path, *words: str | Path, **more: Any) -> Result:
        return microcycle("explain", file, *WEEK, *words, **more)

    return call


@pytest.fixture
def started() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Start a Python of its own in the current folder, as users do."""

    def start(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, *words],
            input=stdin,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return start


def files(folder: Path) -> set[str]:
    """The files in a folder and below, but for locks."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix() for path in found}


@pytest.fixture
def written(here: Path) -> Callable[[], set[str]]:
    """List what lies in the current folder."""
    return lambda: files(here)


@pytest.fixture
def said() -> Callable[[Result], dict[str, Any]]:
    """Read the one JSON object on standard output."""
    return lambda result: json.loads(result.stdout)
