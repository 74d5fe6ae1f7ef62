"""Write what the pages take from the program itself: ``python docs/generate.py``.

Four things are made, and a test keeps them fresh:

- ``reference/rules.md`` from the rules' docstrings and the numbers of the presets,
- ``reference/cli.md`` from ``--help``,
- ``images/week.svg``, the drawing of the report of Ana's week,
- in every page, what stands below a ``$ microcycle ...`` line of a ``console`` block. Such a page
  is run from top to bottom in a copy of ``constraints`` and ``examples``; a ``yaml`` block whose
  first line is ``# name.yaml`` is written there as that file, an ``ics`` block as ``coach.ics``.
"""  # noqa: INP001 - a script beside the pages, in no package

import contextlib
import inspect
import re
import shlex
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from itertools import pairwise, takewhile
from pathlib import Path

import click
from click.testing import CliRunner

from scheduler.cli import main
from scheduler.resources import presets_folder
from scheduler.rules import RULES
from scheduler.rules.base import Rule

DOCS = Path(__file__).parent
ROOT = DOCS.parent
WIDTH = 100  # of shown output [columns]
HEADINGS = ("Parameters", "Says when violated", "References")
ENVIRONMENT = {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "MICROCYCLE_HOME": None}
PICTURED = ["plan", "constraints/ana.yaml", "--week", "2027-W02", "--now", "2027-01-10T12:00"]
_DRAWN = (  # where the parts of the report's drawing begin and end
    ("<style>\n", "</style>"),
    ('<svg class="defs" aria-hidden="true">', "</svg>"),
    ('<svg class="grid" ', "\n</svg>"),
)
_ended: list[int] = []  # the exit codes of the commands run so far
_CONSOLE = re.compile(r"^```console\n(\$ .*?\n)```$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(console|yaml|ics)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"# (\S+\.yaml)\n")

_RULES_INTRO = """\
# The rules

Made from the program itself (`python docs/generate.py`): change the rule, not this page.

Every rule can be changed in the athlete file, below `rules:`. A **must** is never broken; a
**wish** costs points, and the plan with the fewest points is the best. All rules share the keys
`level`, `off`, `because` and `points`; the [page of the athlete file](../../constraints/README.md)
lists every key with what it wants. Gaps are elapsed hours, so that 24 h are 24 h also over the
night in which the clocks change, and a gap of exactly the minimum is enough. Where a rule says
*coaching judgement*, no trial stands behind the number.
"""
_CLI_INTRO = """\
# The command line

Made from `--help` (`python docs/generate.py`). `python -m scheduler` is the same command.
Results go to standard output, reasons and progress to standard error. What the command ends with is
told in [exit codes](exit-codes.md), what `--json` prints in [the JSON](json.md).
"""


def rules_page() -> str:
    """The text of ``reference/rules.md``: one section a rule, in the order of the table."""
    contents = "".join(f"- [`{name}`](#{name}): {_summary(rule)}\n" for name, rule in RULES.items())
    parts = [_RULES_INTRO, contents, *(_rule(name, rule) for name, rule in RULES.items())]
    return "\n".join(parts)


def _summary(rule: type[Rule]) -> str:
    return _parts(rule)[""].partition("\n\n")[0].replace("\n", " ")


def _rule(name: str, rule: type[Rule]) -> str:
    parts = _parts(rule)
    text = [f"## {name}\n", f"Usually a {rule.usually}.\n", _plain(parts[""]) + "\n"]
    if "Parameters" in parts:
        text += ["### What can be set\n", "\n".join(_parameters(parts["Parameters"])) + "\n"]
    says = " ".join(parts["Says when violated"].split())
    text += ["### What it says\n", f"> {says}\n"]
    text += ["### Default\n", f"```yaml\nrules:\n{_default(name)}\n```\n"]
    if "References" in parts:
        text += ["### Sources\n", "\n".join(_references(parts["References"])) + "\n"]
    return "\n".join(text)


def _parts(rule: type[Rule]) -> dict[str, str]:
    """A docstring by its headings; what stands before the first one has the heading ``""``."""
    text = inspect.getdoc(rule) or ""
    pattern = rf"^({'|'.join(HEADINGS)})\n-+\n"
    first, *rest = re.split(pattern, text, flags=re.MULTILINE)
    found = dict(zip(rest[::2], rest[1::2], strict=True))
    return {name: part.strip("\n") for name, part in {"": first, **found}.items()}


def _plain(text: str) -> str:
    return re.sub(r"\[(\d+)\]_", r"[\1]", text).replace("``", "`")


def _parameters(text: str) -> Iterator[str]:
    """``name`` and its indented text become one point of a list."""
    for name, body in re.findall(r"^(\S.*)\n((?:[ ]+.*\n?)+)", text, flags=re.MULTILINE):
        keys = ", ".join(f"`{key}`" for key in name.split(", "))
        yield f"- {keys}: {_plain(' '.join(textwrap.dedent(body).split()))}"


def _references(text: str) -> Iterator[str]:
    for number, body in re.findall(r"\.\. \[(\d+)\] (.*?)(?=\n\.\. \[|\Z)", text, flags=re.DOTALL):
        source = " ".join(body.split())
        linked = re.sub(r"doi:(\S+)", r"[doi:\1](https://doi.org/\1)", source)
        yield f"{number}. {linked}"


def _default(name: str) -> str:
    """The lines of a rule in the preset that is below all others."""
    lines = (presets_folder() / "evidence.yaml").read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if re.match(r"(  )?\w+:", line)]
    begin, end = next(
        pair for pair in pairwise([*starts, len(lines)]) if lines[pair[0]].startswith(f"  {name}:")
    )
    own = takewhile(lambda line: not line.startswith("#"), lines[begin:end])
    return "\n".join(own).rstrip()


def cli_page() -> str:
    """The text of ``reference/cli.md``: the help of every command."""
    top = click.Context(main, info_name="microcycle", terminal_width=WIDTH, **main.context_settings)
    parts = [_CLI_INTRO, "## microcycle\n", f"```text\n{main.get_help(top)}\n```\n"]
    return "\n".join([*parts, *_helps(main, top)])


def _helps(group: click.Group, above: click.Context) -> Iterator[str]:
    """The help of each command of a group, and of the commands that it has itself."""
    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, info_name=name, parent=above, **command.context_settings)
        yield f"## {inner.command_path}\n"
        yield f"```text\n{command.get_help(inner)}\n```\n"
        if isinstance(command, click.Group):
            yield from _helps(command, inner)


def week_picture() -> str:
    """The text of ``images/week.svg``: the drawing of a real report, as a file of its own."""
    with _scratch():
        _invoke([*PICTURED, "--report", "week.html", "--out", "week.ics"])
        report = Path("week.html").read_text(encoding="utf-8")
    style, shared, drawing = (_cut(report, *ends) for ends in _DRAWN)
    paper = '<rect x="-8" y="-8" width="100%" height="100%" fill="var(--paper)"/>'
    font = "svg { font-family: system-ui, sans-serif; font-variant-numeric: tabular-nums; }\n"
    attributes, _, rest = drawing.partition(">")
    view = re.sub(r'viewBox="0 0 (\d+) (\d+)"', _wider, attributes)
    begin = f'<svg xmlns="http://www.w3.org/2000/svg" {view}>'
    return f"{begin}\n<style>\n{font}{style}</style>\n{shared}\n{paper}{rest}\n</svg>\n"


def _cut(text: str, begin: str, end: str) -> str:
    return text.partition(begin)[2].partition(end)[0]


def _wider(view: re.Match[str]) -> str:
    width, height = int(view[1]) + 16, int(view[2]) + 16
    return f'viewBox="-8 -8 {width} {height}" width="{width}" height="{height}"'


def with_output(page: str) -> str:
    """A page with what its commands print today below each of them."""
    if not _CONSOLE.search(page):
        return page
    with _scratch():
        return _BLOCK.sub(lambda block: _run_block(block[1], block[2]), page)


@contextlib.contextmanager
def _scratch() -> Iterator[None]:
    """A folder with copies of what the pages speak of; it is the current one until the end."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name in ("constraints", "examples"):
            shutil.copytree(ROOT / name, name, ignore=shutil.ignore_patterns("plans"))
        yield


def _run_block(language: str, body: str) -> str:
    named = _NAMED.match(body)
    if language == "yaml" and named:
        Path(named[1]).parent.mkdir(parents=True, exist_ok=True)
        Path(named[1]).write_text(body, encoding="utf-8")
    if language == "ics":
        Path("coach.ics").write_text(body, encoding="utf-8")
    if language == "console" and body.startswith("$ "):
        body = "".join(_run(line[2:]) for line in body.splitlines() if line.startswith("$ "))
    return f"```{language}\n{body}```"


def _run(command: str) -> str:
    """A command line and what it prints, on both streams, as one sees it in a terminal."""
    name, *arguments = shlex.split(command)
    if name == "echo":
        shown = str(_ended[-1])
    elif name == "microcycle":
        shown = _invoke(arguments)
    else:
        raise ValueError(f"a page may run microcycle and echo $?, not {name}")
    lines = (line.rstrip() for line in shown.strip("\n").splitlines())
    return f"$ {command}\n" + "".join(f"{line}\n" for line in lines)


def _invoke(arguments: list[str]) -> str:
    """What the command prints, on both streams; a bug is not shown but raised."""
    done = CliRunner(env=ENVIRONMENT).invoke(main, arguments, prog_name="microcycle")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    _ended.append(done.exit_code)
    return done.output


def pages() -> list[Path]:
    """Every page of the documentation, the front page included."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def made() -> dict[Path, str]:
    """Every page that is made, in part or as a whole, and its text as it should be."""
    found = {
        DOCS / "reference" / "rules.md": rules_page(),
        DOCS / "reference" / "cli.md": cli_page(),
        DOCS / "images" / "week.svg": week_picture(),
    }
    for page in pages():
        if page not in found and page.exists():
            text = page.read_text(encoding="utf-8")
            if _CONSOLE.search(text):
                found[page] = with_output(text)
    return found


def write() -> None:
    """Write every page that is no longer fresh, and say which."""
    for page, text in made().items():
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    write()
