"""The pages say what the program does: commands, rules, options, exit codes, links and output."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from scheduler import errors
from scheduler.cli import main
from scheduler.cli.plan import EXIT
from scheduler.rules import RULES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
SETUP = 'python3 -m venv .venv && .venv/bin/pip install -q -e ".[dev]" && .venv/bin/'
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WORKED = DOCS / "adding-a-rule.md"


def load_generator():
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = load_generator()


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """A page without its blocks of code."""
    return FENCED.sub("", text)


def words(text: str) -> list[str]:
    """A text without its line breaks, in which versions of the command line's library differ."""
    return text.split()


@pytest.mark.parametrize("ending", ["microcycle plan constraints/ana.yaml", "pytest -q"])
def test_the_readme_has_the_two_commands_each_on_a_line_of_its_own(ending):
    assert SETUP + ending in text_of("README.md").splitlines()


def test_the_checks_run_the_readmes_own_test_command():
    pattern = re.search(r"grep -m 1 -oE '([^']+)' README\.md", text_of(".ci/run"))[1]
    found = [line for line in text_of("README.md").splitlines() if re.fullmatch(pattern, line)]

    assert found == [SETUP + "pytest -q"]


def test_the_readme_tells_that_the_package_has_another_name_than_the_distribution():
    text = " ".join(text_of("README.md").split())

    assert "the Python package to import is called `scheduler`" in text
    assert "Another distribution, named `scheduler`" in text


def test_the_page_of_the_rules_is_fresh():
    assert text_of("docs/reference/rules.md") == GENERATE.rules_page()


def test_the_page_of_the_command_line_is_fresh():
    assert words(text_of("docs/reference/cli.md")) == words(GENERATE.cli_page())


def test_the_picture_is_fresh():
    assert text_of("docs/images/week.svg") == GENERATE.week_picture()


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```console\n$ " in page.read_text(encoding="utf-8")],
    ids=name_of,
)  # fmt: skip
def test_what_a_page_shows_is_fresh(page):
    text = page.read_text(encoding="utf-8")

    assert GENERATE.with_output(text) == text


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_to_a_page_or_file_leads_somewhere(page):
    targets = LINK.findall(prose(page.read_text(encoding="utf-8")))
    local = [target for target in targets if not target.startswith(("https://", "#"))]
    missing = [name for name in local if not (page.parent / name.partition("#")[0]).exists()]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_to_a_section_has_its_heading(page):
    lost = []
    for target in LINK.findall(prose(page.read_text(encoding="utf-8"))):
        file, sign, anchor = target.partition("#")
        if not sign or target.startswith("https://"):
            continue
        text = (page.parent / file if file else page).read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.+)$", FENCED.sub("", text), flags=re.MULTILINE)
        if anchor not in map(anchor_of, headings):
            lost.append(target)

    assert lost == []


def anchor_of(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_page_can_be_reached_from_the_index():
    seen, waiting = set(), [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        links = LINK.findall(prose(page.read_text(encoding="utf-8")))
        local = [link.partition("#")[0] for link in links if not link.startswith("https://")]
        waiting += [(page.parent / link).resolve() for link in local if link.endswith(".md")]

    assert set(PAGES) - seen == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_and_module_of_the_repository_that_a_page_names_is_there(page):
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"(?<![\w./])(?:scheduler|constraints|tests|docs|examples)/[\w./-]+", text)
    modules = re.findall(r"python -m (scheduler[\w.]*)", text)
    paths += [f"{name.replace('.', '/')}.py" for name in modules if name != "scheduler"]
    made = {"constraints/plans", "scheduler/rules/recovery_day.py"}
    made |= {"tests/rules/test_recovery_day.py"}
    lost = [path for path in map(stripped, paths) if not (ROOT / path).exists()]

    assert [path for path in lost if not path.startswith(tuple(made))] == []


def stripped(path: str) -> str:
    return path.rstrip("./")


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_has_its_section(name):
    assert f"\n## {name}\n" in text_of("docs/reference/rules.md")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_is_documented_and_has_help(name):
    page = text_of("docs/reference/cli.md")
    command = main.commands[name]
    options = [option for option in command.params if isinstance(option, click.Option)]

    assert f"## microcycle {name}" in page
    assert command.get_short_help_str() not in {"", "Soon."}
    assert [option.name for option in options if not option.help] == []
    assert [option.opts[0] for option in options if option.opts[0] not in page] == []


def codes() -> set[int]:
    """Every code that the command can end with: success, a bug, the outcomes and the errors."""
    found = {getattr(kind, "exit_code", 0) for kind in vars(errors).values()}
    return {0, 1, *EXIT.values(), *found}


@pytest.mark.parametrize("page", ["README.md", "docs/reference/exit-codes.md"])
def test_every_exit_code_is_documented(page):
    told = {int(code) for code in re.findall(r"^\| (\d) \|", text_of(page), flags=re.MULTILINE)}

    assert told == codes()


def keys_of(found: object) -> set[str]:
    """All keys of an object and of what it holds; the names of rules are no keys."""
    if isinstance(found, list):
        return set().union(*map(keys_of, found)) if found else set()
    if not isinstance(found, dict):
        return set()
    inner = set().union(*map(keys_of, found.values())) if found else set()
    return {key for key in found if key not in RULES} | inner


def test_every_key_of_the_json_is_documented(tmp_path, monkeypatch):
    for name in ("constraints", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("plans"))
    monkeypatch.chdir(tmp_path)
    file, week = "constraints/ana.yaml", ["--week", "2027-W02", "--now", "2027-01-10T12:00"]
    wanting = tmp_path / "constraints" / "wanting.yaml"
    wanting.write_text("extends: [ana.yaml]\nstrength: {sessions: 5}\n", encoding="utf-8")
    run = CliRunner().invoke
    shown = [
        run(main, ["plan", str(wanting), *week, "--json", "--weeks", "2", "--out", "w.ics"]),
        run(main, ["plan", file, *week, "--json", "--out", "w.ics"]),
        run(main, ["plan", file, *week, "--json", "--dry-run", "--grid", "1h"]),
        run(main, ["check", file, *week, "--calendar", "w.ics", "--json"]),
        run(main, ["plan", "missing.yaml", "--json"]),
    ]
    found = keys_of([json.loads(done.stdout) for done in shown])
    page = text_of("docs/reference/json.md")

    assert {"shortfall", "findings", "errors"} <= found
    assert sorted(key for key in found if f"`{key}`" not in page) == []


@pytest.fixture(scope="module")
def with_new_rule(tmp_path_factory):
    """A copy of the repository in which the steps of the page were followed."""
    folder = tmp_path_factory.mktemp("worked")
    for name in ("scheduler", "constraints", "tests", "docs", "examples"):
        ignore = shutil.ignore_patterns("__pycache__", "plans", "bad", "ics", ".hypothesis")
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for language, block in FENCED.findall(WORKED.read_text(encoding="utf-8")):
        head, _, body = block.partition("\n")
        if language == "python":
            (folder / head.removeprefix("# ")).write_text(body, encoding="utf-8")
        elif language == "diff":
            apply(folder / head.removeprefix("+++ "), body.splitlines())
    return folder


def apply(path: Path, lines: list[str]) -> None:
    """Put the lines that begin with a plus between those that are there."""
    text = path.read_text(encoding="utf-8")
    old = "\n".join(line[1:] for line in lines if line.startswith(" "))
    new = "\n".join(line[1:] for line in lines)
    assert text.count(old) == 1, f"{path.name} has no such place:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def in_copy(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_worked_example_of_a_new_rule_passes_its_own_tests(with_new_rule):
    test = "tests/rules/test_recovery_day.py"
    done = in_copy(with_new_rule, "-m", "pytest", "-q", "-p", "no:cacheprovider", test)

    assert done.returncode == 0, done.stdout
    assert re.search(r"^\d+ passed", done.stdout.splitlines()[-1])


def test_the_worked_example_is_clean_code(with_new_rule):
    done = in_copy(with_new_rule, "-m", "ruff", "check", "scheduler/rules/recovery_day.py")

    assert done.returncode == 0, done.stdout


def test_the_worked_example_does_not_exist_yet():
    assert "recovery_day" not in RULES
