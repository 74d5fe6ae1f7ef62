"""The manners of the house: short files, short functions, docstrings, one name for one rule."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

import scheduler
from scheduler.read.file.source import read_source
from scheduler.resources import presets_folder
from scheduler.rules import RULES

ROOT = Path(__file__).parents[1]
PACKAGE = Path(scheduler.__file__).parent
FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
TREES = {file: ast.parse((PACKAGE / file).read_text(encoding="utf-8")) for file in FILES}
Function = ast.FunctionDef | ast.AsyncFunctionDef

LONGEST_FILE = 300  # [lines]
LONGEST_BODY = 45  # of a function, without its docstring [lines]
MOST_PARAMETERS = 5
LONGER_FILES: dict[str, str] = {}  # file: why it may be longer
LONGER_BODIES: dict[str, str] = {}  # file and function: why it may be longer
MORE_PARAMETERS = {  # the same
    "read/calendar/calendars.py:read_calendar": "what to read, of which days, in which zone",
    "cli/situation.py:situation": "what the command line says, and which week is meant without it",
    "read/calendar/feeds.py:redirect_request": "the standard library calls it so",
}
HEADINGS = ["Parameters", "Says when violated", "References"]


def functions(tree: ast.Module, prefix: str = "") -> Iterator[tuple[str, Function]]:
    """Every function and method with its name as one would write it."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield f"{prefix}{node.name}", node


ALL_FUNCTIONS = [
    (f"{file}:{name}", node) for file in FILES for name, node in functions(TREES[file])
]


def body_lines(node: Function) -> int:
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def public(tree: ast.Module) -> Iterator[ast.ClassDef | Function]:
    """The public classes, functions and methods; those inside functions are nobody's business."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                waiting += node.body


@pytest.mark.parametrize("file", FILES)
def test_a_file_fits_in_the_head(file):
    lines = len((PACKAGE / file).read_text(encoding="utf-8").splitlines())

    assert lines <= LONGEST_FILE or file in LONGER_FILES


@pytest.mark.parametrize("file", FILES)
def test_a_function_fits_on_a_screen(file):
    bodies = {name: body_lines(node) for name, node in functions(TREES[file])}
    too_long = {
        name: lines
        for name, lines in bodies.items()
        if lines > LONGEST_BODY and f"{file}:{name}" not in LONGER_BODIES
    }

    assert too_long == {}


def test_most_files_and_functions_are_short():
    files = [len((PACKAGE / file).read_text(encoding="utf-8").splitlines()) for file in FILES]
    bodies = [body_lines(node) for _, node in ALL_FUNCTIONS]

    assert median(files) <= 120
    assert median(bodies) <= 10
    assert quantiles(bodies, n=20)[-1] <= 30


@pytest.mark.parametrize("file", FILES)
def test_a_function_takes_few_parameters(file):
    wrong = []
    for name, node in functions(TREES[file]):
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        given = [argument for argument in given if argument.arg not in {"self", "cls"}]
        is_command = any("click" in ast.dump(mark) for mark in node.decorator_list)
        if len(given) > MOST_PARAMETERS and not is_command:
            wrong.append(name)

    assert [name for name in wrong if f"{file}:{name}" not in MORE_PARAMETERS] == []


@pytest.mark.parametrize("file", FILES)
def test_everything_public_says_what_it_is(file):
    tree = TREES[file]
    silent = [node.name for node in public(tree) if not ast.get_docstring(node)]

    assert ast.get_docstring(tree), "the file itself"
    assert silent == []


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_imported_for_the_type_checker_alone(file):
    names = {node.id for node in ast.walk(TREES[file]) if isinstance(node, ast.Name)}

    assert "TYPE_CHECKING" not in names


def test_no_exemption_has_outlived_its_reason():
    sizes = {name: body_lines(node) for name, node in ALL_FUNCTIONS}
    files = {file: len((PACKAGE / file).read_text(encoding="utf-8").splitlines()) for file in FILES}

    assert [name for name in LONGER_FILES if files.get(name, 0) <= LONGEST_FILE] == []
    assert [name for name in LONGER_BODIES if sizes.get(name, 0) <= LONGEST_BODY] == []
    assert [name for name in MORE_PARAMETERS if name not in sizes] == []


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_has_one_name_in_all_places(name):
    rule = RULES[name]
    module = inspect.getmodule(rule)

    assert rule.name == name
    assert rule.__name__ == name.title().replace("_", "")
    assert Path(module.__file__).name == f"{name}.py"
    assert (module.__doc__ or "").startswith(f"`{name}`: ")


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_has_a_test_file_that_speaks_of_it(name):
    file = ROOT / "tests" / "rules" / f"test_{name}.py"

    assert file.is_file()
    assert name in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_explains_itself_under_fixed_headings(name):
    text = inspect.getdoc(RULES[name])
    headings = re.findall(r"^(.+)\n-{3,}$", text, flags=re.MULTILINE)

    assert headings == [heading for heading in HEADINGS if heading in headings]
    assert "Says when violated" in headings


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_names_its_source_or_says_that_it_has_none(name):
    """Where the athlete's own wishes speak (when, which day, how much), no source is wanted."""
    text = " ".join(inspect.getdoc(RULES[name]).split())
    of_the_athletes_own = {
        "availability", "rest_day", "between_sessions", "preferred_time", "preferred_day",
    }  # fmt: skip
    has_reason = "References" in text or "coaching judgement" in text or "et al." in text

    assert has_reason or name in of_the_athletes_own


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_and_its_numbers_stand_in_the_preset_below_all_others(name):
    preset = read_source(presets_folder() / "evidence.yaml", shown="evidence.yaml")

    assert name in preset.data["rules"]


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rules_source_cited_in_the_text_is_listed_and_the_other_way_round(name):
    body, _, references = inspect.getdoc(RULES[name]).partition("References\n")
    cited = set(re.findall(r"\[(\d+)\]_", body))
    listed = set(re.findall(r"^\.\. \[(\d+)\]", references, flags=re.MULTILINE))

    assert cited == listed
