"""Who may import whom: the layout as two tables, and every file held against them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import scheduler
from scheduler.resources import constraints_folder

PACKAGE = Path(scheduler.__file__).parent
FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

LOWEST = frozenset({"errors", "units", "horizon", "identity", "resources"})
WORDS = LOWEST | {"past", "training", "load", "exercises"}
RULES = WORDS | {"requirements", "rules", "outcome"}
ROOMS = frozenset({"read", "solve", "explain", "content", "write"})
JOINED = RULES | ROOMS | {"lowering", "explaining", "filling", "planning", "checking"}
KEEPERS = frozenset({"store", "sync", "batch"})

# Each part of the package, and the parts that it may import beside itself.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "units": frozenset({"errors"}),
    "horizon": frozenset({"units"}),
    "identity": frozenset(),
    "resources": frozenset(),
    "past": frozenset({"exercises"}),
    "training": LOWEST | {"past"},
    "load": LOWEST,
    "exercises": LOWEST,
    "requirements": WORDS,
    "rules": WORDS | {"requirements"},
    "outcome": WORDS | {"requirements"},
    "read": RULES,
    "solve": WORDS | {"requirements", "outcome"},  # it knows kinds of requirement and no rule
    "explain": RULES,
    "content": RULES,
    "write": WORDS | {"requirements", "outcome"},  # a writer draws what it is given
    "lowering": RULES | {"read"},
    "explaining": RULES | {"read", "solve", "explain", "lowering"},
    "filling": RULES | {"read", "solve", "content"},
    "planning": RULES | ROOMS | {"lowering", "explaining", "filling"},
    "checking": RULES | ROOMS | {"lowering"},
    "store": JOINED,
    "sync": JOINED | {"store"},
    "batch": JOINED | {"store"},
    "cli": JOINED | KEEPERS,
    "web": JOINED | KEEPERS,
    "demo": JOINED | KEEPERS,
    "__init__": frozenset({"lowering", "planning", "checking"}),
    "__main__": frozenset({"cli"}),
}

# Each library from elsewhere, and its doors: the parts or files that may import it.
DOORS: dict[str, tuple[str, ...]] = {
    "ortools": ("solve/",),
    "ruamel": ("read/",),
    "icalendar": ("read/", "write/"),
    "recurring_ical_events": ("read/", "write/"),
    "pandas": ("load.py", "read/history/"),
    "fitdecode": ("read/history/fit.py",),
    "fit_tool": ("write/fit.py",),
    "rich": ("write/terminal", "cli/"),
    "jinja2": ("write/report",),
    "pydantic": ("rules/", "read/", "units.py", "store/"),
    "pydantic_core": ("rules/", "read/", "units.py"),
    "click": ("cli/",),
    "filelock": ("store/",),
    "starlette": ("sync/server.py",),
    "uvicorn": ("sync/server.py",),
    "h11": ("sync/server.py",),
    "caldav": ("sync/collection.py",),
    "keyring": ("sync/account.py",),
}
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today")}
TIMES = {"time", "time_ns"}
HEAVY = (
    "ortools", "pandas", "pydantic", "starlette", "uvicorn", "caldav", "keyring", "fit_tool",
)  # fmt: skip


def tree_of(file: str) -> ast.Module:
    return ast.parse((PACKAGE / file).read_text(encoding="utf-8"))


def part_of(file: str) -> str:
    return file.partition("/")[0].removesuffix(".py")


def imports(tree: ast.Module) -> Iterator[str]:
    """Every module imported, also inside functions; `from scheduler import x` counts as x."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            if node.module == "scheduler":
                yield from (f"scheduler.{name.name}" for name in node.names)
            else:
                yield node.module or ""


def clocks(tree: ast.Module) -> Iterator[str]:
    """Every place where the present moment is asked for."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        base = node.value
        owner = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
        if (owner, node.attr) in CLOCKS or (owner == "time" and node.attr in TIMES):
            yield f"line {node.lineno}: {owner}.{node.attr}"


@pytest.mark.parametrize("file", FILES)
def test_a_file_imports_only_parts_below_its_own(file: str) -> None:
    part = part_of(file)
    own = [name.split(".")[1] for name in imports(tree_of(file)) if name.startswith("scheduler.")]

    assert set(own) <= MAY_IMPORT[part] | {part}


@pytest.mark.parametrize("file", FILES)
def test_a_library_is_imported_only_through_its_door(file: str) -> None:
    names = {name.partition(".")[0] for name in imports(tree_of(file))} - {"scheduler"}
    foreign = names - set(sys.stdlib_module_names)
    wrong = [name for name in foreign if not file.startswith(DOORS.get(name, ()))]

    assert wrong == []


@pytest.mark.parametrize("file", [file for file in FILES if part_of(file) != "cli"])
def test_nobody_but_the_command_line_looks_at_the_clock(file: str) -> None:
    assert list(clocks(tree_of(file))) == []


def test_the_command_line_does_look_at_the_clock() -> None:
    found = [place for file in FILES if part_of(file) == "cli" for place in clocks(tree_of(file))]

    assert found, "the finder of clocks finds none at all"


def test_rooms_do_not_know_each_other() -> None:
    assert not any(MAY_IMPORT[room] & ROOMS for room in ROOMS)


def test_the_table_has_no_circle() -> None:
    left = dict(MAY_IMPORT)
    while left:
        free = [part for part, below in left.items() if not below & (set(left) - {part})]

        assert free, f"these import each other: {sorted(left)}"
        for part in free:
            del left[part]


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("import scheduler", id="the package"),
        pytest.param(
            "from click.testing import CliRunner; from scheduler.cli import main;"
            " CliRunner().invoke(main, ['--help'])",
            id="microcycle --help",
        ),
        pytest.param(
            "from click.testing import CliRunner; from scheduler.cli import main;"
            " CliRunner().invoke(main, ['plan', '--help'])",
            id="microcycle plan --help",
        ),
        pytest.param(
            "from click.testing import CliRunner; from scheduler.cli import main;"
            " CliRunner().invoke(main, ['feed', '--help'])",
            id="microcycle feed --help",
        ),
        pytest.param(
            "from click.testing import CliRunner; from scheduler.cli import main;"
            " CliRunner().invoke(main, ['session', '--help'])",
            id="microcycle session --help",
        ),
        pytest.param(
            "from click.testing import CliRunner; from scheduler.cli import main;"
            " CliRunner().invoke(main, ['publish', '--help'])",
            id="microcycle publish --help",
        ),
    ],
)
def test_starting_up_loads_nothing_heavy(statement: str) -> None:
    program = f"{statement}\nimport sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip().splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["explain", "check"])
def test_a_command_that_fills_no_session_loads_nothing_of_it(command: str) -> None:
    file = constraints_folder() / "ben.yaml"
    call = [command, str(file), *(["--week", "2027-W13"] if command == "explain" else [])]
    program = (
        f"from click.testing import CliRunner; from scheduler.cli import main;"
        f"done = CliRunner().invoke(main, {call!r}); assert done.exit_code in (0, 3), done.output\n"
        "import sys; print([m for m in sys.modules if m.startswith('scheduler.content')])"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip().splitlines()[-1] == "[]"


READ = """\
import datetime as dt, sys
from pathlib import Path
from scheduler.lowering import PlanOptions, lower, read_athlete
from scheduler.read.week import Kept
Path("kim.yaml").write_text('''
athlete: {name: Kim, id: kim1, timezone: Europe/Berlin}
availability: {mon-fri: [17:00-20:00]}
strength: {sessions: 1, class: core, minutes: 20}
%s''')
Path("done.csv").write_text("start,sport,minutes\\n2027-01-05 06:00,run,47\\n")
now = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)
lower(read_athlete(Path("kim.yaml")), PlanOptions(dt.date(2027, 1, 11), now), Kept())
print("pandas" in sys.modules)
"""


@pytest.mark.parametrize(
    ("history", "loaded"),
    [
        pytest.param("", "False", id="without a history"),
        pytest.param("history: [{path: done.csv, format: csv}]", "True", id="with one"),
    ],
)
def test_reading_a_week_loads_pandas_only_for_a_history(
    history: str, loaded: str, tmp_path: Path
) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", READ % history],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip

    assert done.stdout.strip() == loaded


def test_an_import_inside_a_function_is_seen() -> None:
    tree = ast.parse("def f():\n    from ortools.sat.python import cp_model\n")

    assert list(imports(tree)) == ["ortools.sat.python"]
