"""What a terminal can show: its width, its letters, its colours; all text passes through here."""

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

NARROWEST = 24  # below this not even a title fits [characters]

STYLES = {
    "strength": "bold green",
    "hard": "yellow",
    "easy": "",
    "race": "bold magenta",
    "rest": "dim",
    "quiet": "dim",
    "head": "bold",
    "bar": "cyan",
    "missing": "bold red",
}
MARKS = {"strength": "◆", "hard": "●", "easy": "○", "race": "★"}
ASCII_MARKS = {"strength": "#", "hard": "*", "easy": "o", "race": "!"}
MARK_WORDS = {"strength": "strength", "hard": "hard run", "easy": "easy run", "race": "race"}

_PLAIN = {
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MIDDLE DOT}": "-",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHTWARDS ARROW}": "->",
}
_UNSTEADY = frozenset("\u200c\u200d\ufe0e\ufe0f" + "".join(map(chr, range(0x1F3FB, 0x1F400))))


class Line(NamedTuple):
    """A quiet label, and what it says."""

    label: str
    says: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Ink:
    """How to write on one terminal."""

    width: int
    ascii_only: bool
    color: bool

    def plain(self, text: str) -> str:
        """Write only letters whose width terminals agree on, and only ASCII where that is all."""
        steady = "".join(letter for letter in text if letter not in _UNSTEADY)
        if not self.ascii_only:
            return steady
        for letter, instead in _PLAIN.items():
            steady = steady.replace(letter, instead)
        folded = unicodedata.normalize("NFKD", steady)
        bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
        return bare.encode("ascii", "replace").decode("ascii")

    def text(self, text: str, style: str = "") -> Text:
        """Foreign text as it stands, never read as markup."""
        return Text(self.plain(text), style=STYLES.get(style, style), overflow="fold")

    def mark(self, look: str) -> str:
        """The sign of a strength session, a hard run, an easy run or a race."""
        return (ASCII_MARKS if self.ascii_only else MARKS)[look]

    def fit(self, text: str, width: int, lines: int = 1) -> list[str]:
        """Break a text into at most so many lines of ``width`` [characters]; the rest is cut."""
        wrapped = self.text(text).wrap(self.console(), width)
        broken = [line.plain.rstrip() for line in wrapped]
        if len(broken) <= lines:
            return broken
        return [*broken[: lines - 1], self.cut(" ".join(broken[lines - 1 :]), width)]

    def cut(self, text: str, width: int) -> str:
        """As much of a text as ``width`` [characters] holds, with dots where some is left off."""
        plain = self.plain(text)
        if cell_len(plain) <= width:
            return plain
        dots = self.plain("…")
        return set_cell_size(plain, width - len(dots)).rstrip() + dots

    def rule(self, width: int) -> str:
        """A thin line, ``width`` [characters] long."""
        return ("-" if self.ascii_only else "─") * width

    def bar(self, part: float, width: int) -> str:
        """A bar for ``part`` of 1 in at most ``width`` [characters]; something shows above 0."""
        halves = max(round(part * width * 2), 1 if part else 0)
        if self.ascii_only:
            return "=" * ((halves + 1) // 2)
        return "━" * (halves // 2) + "╸" * (halves % 2)

    def lines(self, lines: Iterable[Line], label: int = 1) -> RenderableType:
        """Labels at least so wide [characters] on the left, sentences wrapped on the right."""
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(min_width=label)
        grid.add_column()
        for line in lines:
            grid.add_row(self.text(line.label, "quiet"), self.text(line.says, line.style))
        return Padding(grid, (0, 0, 0, 2))

    def console(self, file: io.StringIO | None = None) -> Console:
        """Give a console that looks at nothing but these settings."""
        return Console(
            file=file or io.StringIO(),
            width=max(self.width, NARROWEST),
            color_system="standard" if self.color else None,
            force_terminal=self.color,
            no_color=not self.color,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )

    def write(self, *parts: RenderableType) -> str:
        """Everything as one string; no line ends in spaces."""
        file = io.StringIO()
        self.console(file).print(Group(*parts), end="")
        return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())
