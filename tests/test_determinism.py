"""The same input gives the same bytes: in any order of keys and lists, in any process, again."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from scheduler.cli import main

ROOT = Path(__file__).parents[1]
NAMES = sorted(path.stem for path in (ROOT / "constraints").glob("*.yaml"))
WEEK = ("--week", "2027-W10", "--now", "2027-03-07T12:00")
IN_ORDER = {"extends", "strength", "missing"}  # lists that say something by their order

Shuffle = Callable[[list[Any]], list[Any]]


def turned(items: list[Any]) -> list[Any]:
    return items[::-1]


def mixed(items: list[Any]) -> list[Any]:
    return random.Random(len(items)).sample(items, len(items))  # noqa: S311 - no secret


def shuffled(value: Any, shuffle: Shuffle, *, key: str = "") -> Any:
    """The same file with its maps, and the lists that are free, in another order."""
    if isinstance(value, dict):
        items = [(name, shuffled(part, shuffle, key=name)) for name, part in value.items()]
        return {str(name): part for name, part in shuffle(items)}
    if isinstance(value, list):
        parts = [shuffled(part, shuffle) for part in value]
        return parts if key in IN_ORDER else shuffle(parts)
    return value


def without_lines(value: Any) -> Any:
    """The printed object without the lines of the file, which another order changes."""
    if isinstance(value, dict):
        return {key: without_lines(part) for key, part in value.items() if key != "where"}
    return [without_lines(part) for part in value] if isinstance(value, list) else value


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the repository's root, with room to write."""
    (tmp_path / "constraints").mkdir()
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MICROCYCLE_HOME", raising=False)
    return tmp_path


def planned(file: Path, *options: str) -> tuple[dict[str, Any], bytes]:
    """What is printed, and the calendar, of a plan that knows no earlier one."""
    out = file.with_name("week.ics")
    words = ["plan", str(file), *WEEK, "--json", "--out", str(out), *options]
    home = {"MICROCYCLE_HOME": str(file.with_name(f"{len(list(file.parent.iterdir()))}.home"))}
    result = CliRunner().invoke(main, words, env=home)
    return json.loads(result.stdout), out.read_bytes()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "shuffle", [turned, pytest.param(mixed, marks=pytest.mark.full)], ids=["turned", "mixed"]
)
@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_keys_and_lists_says_nothing(name: str, shuffle: Shuffle) -> None:
    text = (ROOT / "constraints" / f"{name}.yaml").read_text(encoding="utf-8")
    plain = YAML(typ="safe", pure=True).load(text)
    file = Path("constraints", f"{name}.yaml")
    found = []
    for order in (list, shuffle):
        again = json.dumps(shuffled(plain, order), default=str, indent=1, ensure_ascii=False)
        file.write_text(again, encoding="utf-8")
        printed, calendar = planned(file)
        found.append((without_lines(printed), calendar))

    assert found[1] == found[0]


def test_shuffling_does_change_the_file() -> None:
    file = {"a": 1, "b": [1, 2, 3], "strength": [1, 2]}

    assert json.dumps(shuffled(file, turned)) == '{"strength": [1, 2], "b": [3, 2, 1], "a": 1}'


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bytes, ...]]:
    """What three processes with hash seeds of their own print and write."""
    found = []
    for seed in ("0", "1", "random"):
        folder = tmp_path_factory.mktemp(f"seed-{seed}")
        out, page = folder / "week.ics", folder / "week.html"
        words = ["plan", "constraints/marcus.yaml", *WEEK, "--out", str(out), "--report", str(page)]
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "scheduler", *words, "--json"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "MICROCYCLE_HOME": str(folder)},
            capture_output=True,
            check=False,
        )
        kept = (folder / "plans" / "marcus" / "2027-03-08.json").read_bytes()
        found.append((done.stdout, out.read_bytes(), page.read_bytes(), kept))
    return found


@pytest.mark.parametrize("other", [1, 2], ids=["1", "random"])
def test_the_hash_seed_says_nothing(processes: list[tuple[bytes, ...]], other: int) -> None:
    assert processes[other] == processes[0]


@pytest.mark.parametrize("name", ["ana", "mei", "tomas"])
def test_the_second_run_changes_no_byte(folder: Path, name: str) -> None:
    text = (ROOT / "constraints" / f"{name}.yaml").read_text(encoding="utf-8")
    file = Path("constraints", f"{name}.yaml")
    file.write_text(text, encoding="utf-8")
    seen = []
    for _ in range(2):
        CliRunner().invoke(main, ["plan", str(file), *WEEK, "--report", "week.html"])
        files = (path for path in folder.rglob("*") if path.is_file())
        seen.append({path: path.read_bytes() for path in files})

    assert {path.suffix for path in seen[0]} >= {".ics", ".json", ".html"}
    assert seen[1] == seen[0]
