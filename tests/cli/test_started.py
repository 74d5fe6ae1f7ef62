"""The program as it is started: what it loads, and how it looks on other terminals."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("kim")
WEEK = ("--week", "2027-W02", "--now", "2027-01-10T12:00")
HEAVY = ("ortools", "pandas", "icalendar", "rich", "jinja2")
# Runs the command line, then tells what has been loaded.
PROBE = """\
import sys
from scheduler.cli import main
try:
    main(sys.argv[1:], prog_name="microcycle")
finally:
    print("loaded", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded(result):
    return set(result.stderr.splitlines()[-1].split()[1:])


@pytest.mark.parametrize(
    "words",
    [("--help",), ("--version",), ("plan", "--help"), ("check", "kim.yaml"), ("init", "--help")],
    ids=" ".join,
)
def test_nothing_heavy_is_loaded_for(started, words):
    result = started("-c", PROBE, *words)

    assert result.returncode == 0
    assert loaded(result) & {"ortools", "pandas"} == set()


def test_help_loads_no_library_but_click(started):
    result = started("-c", PROBE, "--help")

    assert loaded(result) & {*HEAVY, "pydantic", "ruamel"} == set()


def test_the_module_is_the_command(started):
    words = ("plan", "kim.yaml", *WEEK, "--json")
    command = subprocess.run(  # noqa: S603 - our own program
        [Path(sys.executable).with_name("microcycle"), *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    module = started("-m", "scheduler", *words)

    assert (module.returncode, module.stderr) == (0, "")
    assert (command.returncode, command.stdout) == (0, module.stdout)


def test_a_terminal_without_utf_gets_ascii(started):
    result = started("-m", "scheduler", "plan", "kim.yaml", *WEEK, PYTHONIOENCODING="ascii")

    assert (result.returncode, result.stdout.isascii(), result.stderr.isascii()) == (0, True, True)
    assert "Kim" in result.stdout


def test_json_on_a_terminal_without_utf_is_the_same_object(started, plan, kim, said):
    kim.write_text(kim.read_text().replace("name: Kim", "name: Zoë"), encoding="utf-8")
    words = ("plan", "kim.yaml", *WEEK, "--json")
    result = started("-m", "scheduler", *words, PYTHONIOENCODING="ascii")

    assert result.stdout.isascii()
    assert json.loads(result.stdout) == said(plan(kim, "--json"))


def test_an_error_on_a_terminal_without_utf_does_not_break(started, kim):
    kim.write_text(kim.read_text().replace("name: Kim", "nåme: Kim"), encoding="utf-8")
    result = started("-m", "scheduler", "plan", "kim.yaml", *WEEK, PYTHONIOENCODING="ascii")

    assert (result.returncode, "Traceback" in result.stderr) == (2, False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("words", [("plan",), ("explain",), ("plan", "--what-if", "pins=[]")])
@pytest.mark.parametrize(("environment", "colours"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_for_terminals_that_want_them(environment, colours, words):
    import pty

    shown = bytearray()

    def collect(handle):
        data = os.read(handle, 65536)
        shown.extend(data)
        return b"" if not data else b"."

    before = dict(os.environ)
    os.environ.pop("NO_COLOR", None)
    os.environ.update(environment, TERM="xterm-256color")
    try:
        command, *more = words
        pty.spawn([sys.executable, "-m", "scheduler", command, "kim.yaml", *WEEK, *more], collect)
    finally:
        os.environ.clear()
        os.environ.update(before)

    assert (b"\x1b[" in shown) is colours
