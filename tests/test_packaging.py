"""What an installation holds: the wheel carries the presets, and works away from the repository."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from scheduler.resources import constraints_folder

ROOT = Path(__file__).parents[1]
PRESETS = ("evidence", "marathon", "masters", "novice", "time-poor", "ultra")
TABLES = ("exercises", "names", "phases", "levels", "limits", "progress")
WEEK = ("--week", "2027-W02", "--now", "2027-01-10T12:00")


def run(*arguments: str, cwd: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A Python of its own, whose first place to look is ``path``."""
    environment = {**os.environ, "PYTHONPATH": str(path or ""), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a clean copy of the repository."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("the builder (hatchling) is not installed")
    tree = tmp_path_factory.mktemp("tree")
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tree)
    for name in ("scheduler", "constraints"):
        shutil.copytree(
            ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "plans")
        )
    done = run("-m", "hatchling", "build", "-t", "wheel", "-d", "out", cwd=tree)
    assert done.returncode == 0, done.stderr
    (built,) = (tree / "out").glob("microcycle-*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as an installation would lay it out."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def athlete(tmp_path: Path) -> Path:
    """A folder of an athlete's own, far from the repository."""
    (tmp_path / "mine").mkdir()
    shutil.copy(ROOT / "constraints" / "ana.yaml", tmp_path / "mine")
    shutil.copytree(ROOT / "examples" / "calendars", tmp_path / "examples" / "calendars")
    return tmp_path


def test_the_wheel_holds_presets_schema_and_an_example(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {f"scheduler/constraints/presets/{name}.yaml" for name in PRESETS}
    wanted |= {"scheduler/constraints/schema.json", "scheduler/constraints/ana.yaml"}
    wanted |= {f"scheduler/constraints/exercises/{name}.csv" for name in TABLES}

    assert wanted <= names


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "scheduler").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }

    assert wanted - names == set()


def test_the_wheel_holds_no_tests_and_no_plans(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}

    assert tops == {"scheduler", "microcycle-0.1.0.dist-info"}
    assert not [name for name in names if "/plans/" in name]


def test_the_command_is_one_of_the_wheels_entry_points(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        text = archive.read(name).decode()

    assert "microcycle = scheduler.cli:main" in text


def test_an_installed_copy_finds_its_own_presets(unpacked: Path, tmp_path: Path) -> None:
    program = "from scheduler.resources import presets_folder; print(presets_folder())"
    done = run("-c", program, cwd=tmp_path, path=unpacked)

    assert Path(done.stdout.strip()) == unpacked / "scheduler" / "constraints" / "presets"


def test_an_installed_copy_shows_its_help(unpacked: Path, tmp_path: Path) -> None:
    done = run("-m", "scheduler", "--help", cwd=tmp_path, path=unpacked)

    assert done.returncode == 0
    assert done.stdout.startswith("Usage: microcycle")


def test_an_installed_copy_plans_as_the_repository_does(unpacked: Path, athlete: Path) -> None:
    plan = ("-m", "scheduler", "plan", "mine/ana.yaml", *WEEK, "--dry-run", "--json")
    installed = run(*plan, cwd=athlete, path=unpacked)
    editable = run(*plan, cwd=athlete, path=ROOT)

    assert installed.returncode == 0, installed.stderr
    assert installed.stdout == editable.stdout


def test_an_installed_copy_shows_its_demo(unpacked: Path, tmp_path: Path) -> None:
    done = run("-m", "scheduler", "demo", "--out", "first-look", cwd=tmp_path, path=unpacked)

    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "first-look").rglob("*.ics"))


def test_the_repository_uses_its_own_constraints_folder() -> None:
    assert constraints_folder() == ROOT / "constraints"


def test_the_wheel_says_that_it_is_typed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert "scheduler/py.typed" in archive.namelist()


def normal(name: str) -> str:
    """A distribution's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", name, maxsplit=1)[0]).lower()


def test_everything_that_is_needed_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = project["project"]["dependencies"] + project["build-system"]["requires"]
    needed += project["project"]["optional-dependencies"]["dev"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {normal(name) for name in re.findall(r"^(\S+)==", lock, flags=re.MULTILINE)}

    assert {normal(name) for name in needed} - locked == set()


def test_everything_locked_has_its_hash_and_nothing_an_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)[1:]

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|index|@ ", lock)
