"""One YAML file, kept as it is written: every value is text and knows its place.

The library's own conversions are wrong for a calendar product (``18:00`` and ``no`` change their
type), so the file is read as a stream of events and every scalar stays text. What makes a file hard
to follow, or dangerous to read, is refused here: keys given twice, anchors, aliases, tags, merge
keys, several documents, more than 1 MB or 40 levels.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scheduler.errors import Place, Problem
from scheduler.read.file.syntax import in_plain_words
from scheduler.read.file.written import Loc, Written

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_PROBLEMS = 50  # more in one file are a sign that it is no athlete file
_LONGEST_LINE = 160  # a longer one is not shown below an error [characters]


@dataclass(frozen=True)
class Source:
    """A file that was read: its values, its lines and what is wrong with its form.

    ``whole`` is False where the values could not all be had, so that nothing more should be said
    about them.
    """

    shown: str
    path: Path
    top: Written
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    counted_from: str = ""  # the file, as shown, from whose folder its paths are counted

    @property
    def data(self) -> Any:  # noqa: ANN401
        """The values without places."""
        return self.top.plain()

    def key(self, loc: Loc) -> Place:
        """Where the key of ``loc`` stands, or the closest thing around it that is written."""
        return self.top.at(loc).key

    def value(self, loc: Loc) -> Place:
        """Where the value of ``loc`` stands, or the closest thing around it that is written."""
        return self.top.at(loc).place

    def line(self, number: int | None) -> str:
        """The line of that number, to be shown below an error; empty where it cannot be."""
        if number is None or not 0 < number <= len(self.lines):
            return ""
        text = self.lines[number - 1].replace("\t", " ").rstrip()
        return text if len(text) <= _LONGEST_LINE and text.isprintable() else ""

    def problem(self, place: Place, says: str, hint: str = "") -> Problem:
        """Write a problem of this file, with its line."""
        return Problem(place, says, hint, self.line(place.line))


def read_source(path: Path, *, shown: str) -> Source:
    """Read a YAML file; its problems are collected in the result and nothing is raised.

    Parameters
    ----------
    path
        The file.
    shown
        The path as the user knows it, for messages.
    """
    nothing = Written({}, Place(shown, 1, 1), Place(shown, 1, 1))
    try:
        text = _text_of(path)
    except _Unreadable as error:
        problem = Problem(Place(shown, error.line), error.says, error.hint)
        return Source(shown, path, nothing, problems=(problem,), whole=False)
    lines = tuple(text.splitlines())
    reader = _Reader(Source(shown, path, nothing, lines))
    top = reader.read(text)
    return Source(shown, path, top or nothing, lines, tuple(reader.problems), whole=reader.whole)


def read_value(text: str, *, shown: str) -> tuple[Written, tuple[Problem, ...]]:
    """Read one value as it would stand after its colon, and what is wrong with its form.

    ``shown`` is where it was given; it has no lines.
    """
    place = Place(shown)
    reader = _Reader(Source(shown, Path(), Written({}, place, place)))
    whole = reader.read(f"value: {text}\n")
    found = whole.part("value") if whole is not None else None
    problems = tuple(Problem(place, problem.says, problem.hint) for problem in reader.problems)
    return (found or Written(None, place, place)).standing_at(place), problems


class _Unreadable(Exception):  # noqa: N818 (a state of the file)
    """The file gives no text."""

    def __init__(self, says: str, hint: str = "", line: int | None = None) -> None:
        self.says, self.hint, self.line = says, hint, line


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _Unreadable("there is no such file") from None
    except IsADirectoryError:
        raise _Unreadable("this is a folder", "name a file in it") from None
    except OSError as error:
        raise _Unreadable(f"the file cannot be opened: {error.strerror}") from None
    if len(raw) > MAX_BYTES:
        hint = "an athlete file is a page or two of text"
        raise _Unreadable("the file is larger than 1 MB", hint)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8 text"
        raise _Unreadable("this line holds a character that is not UTF-8", hint, line) from None


@dataclass
class _Open:
    """A map or list that is still being read."""

    items: "dict[str, Written] | list[Written]"
    place: Place
    key: Place
    name: str | None = None  # the key that waits for its value
    named_at: Place | None = None
    dropped: bool = False  # the value that comes belongs to a key given twice, or to none


@dataclass
class _Reader:
    """Builds the values from the library's events, without recursion."""

    source: Source
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True
    top: Written | None = None
    open: list[_Open] = field(default_factory=list)
    documents: int = 0

    def read(self, text: str) -> Written | None:
        """Read the whole text; None where there is no map at the top."""
        if self._tabs():
            return None
        for event in self._events(text):
            if len(self.problems) >= MAX_PROBLEMS:
                self.whole = False
                break
            kind = type(event).__name__.removesuffix("Event")
            place = self._place(event.start_mark)
            if kind == "DocumentStart":
                self.documents += 1
                if self.documents > 1:
                    self._refuse(place, "a second document begins here", _ONE_DOCUMENT)
                    break
            elif kind == "Alias":
                self._refuse(place, "references (`*name`) cannot be used", _WRITE_OUT)
                break
            elif kind in {"Scalar", "MappingStart", "SequenceStart"} and not self._begin(
                kind, event, place
            ):
                break
            elif kind in {"MappingEnd", "SequenceEnd"}:
                closed = self.open.pop()
                self._add(Written(closed.items, closed.place, closed.key))
        return self._checked_top()

    def _checked_top(self) -> Written | None:
        if self.top is not None and isinstance(self.top.value, dict) and self.top.value:
            return self.top
        if self.whole:
            what = "the file is empty" if self._is_empty() else "the file should hold `key: value`"
            self._refuse(Place(self.source.shown, 1, 1), what, _A_START)
        return None

    def _is_empty(self) -> bool:
        return self.top is None or not self.top.value

    def _tabs(self) -> bool:
        for number, line in enumerate(self.source.lines, start=1):
            indent = line[: len(line) - len(line.lstrip(" \t"))]
            if "\t" in indent and line.strip():
                place = Place(self.source.shown, number, indent.index("\t") + 1)
                self._refuse(place, "this line is moved in with a tab", "use spaces instead")
        return not self.whole

    def _events(self, text: str) -> Iterator[Any]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError

        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except YAMLError as error:
            says, hint, line, column = in_plain_words(error, text)
            self._refuse(Place(self.source.shown, line, column), says, hint)

    def _begin(self, kind: str, event: Any, place: Place) -> bool:  # noqa: ANN401
        """Take in a text, or open a map or list; False where it is nested too deep."""
        self._refuse_marks(event, place)
        if kind == "Scalar":
            self._add(Written(_text(event), place, place), quoted=event.style is not None)
            return True
        if len(self.open) >= MAX_DEPTH:
            says = f"lists and maps stand more than {MAX_DEPTH} deep here"
            self._refuse(place, says, "an athlete file needs no more than six")
            return False
        above = self.open[-1] if self.open else None
        if above and isinstance(above.items, dict) and above.name is None and not above.dropped:
            self._refuse(place, "a list or map cannot be a key", "put text with brackets in quotes")
            return False
        key = above.named_at if above and above.named_at else place
        self.open.append(_Open({} if kind == "MappingStart" else [], place, key))
        return True

    def _refuse_marks(self, event: Any, place: Place) -> None:  # noqa: ANN401
        if event.anchor is not None:
            self._note(place, f"anchors (`&{event.anchor}`) cannot be used", _WRITE_OUT)
        if event.tag is not None:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self._note(place, f"type marks (`{tag}`) cannot be used", "remove it")

    def _add(self, found: Written, *, quoted: bool = False) -> None:
        """Put a finished value where it belongs: at the top, in a list, or as key or value."""
        if not self.open:
            self.top = found
            return
        above = self.open[-1]
        if isinstance(above.items, list):
            above.items.append(found)
        elif above.name is None and not above.dropped:
            self._name(above, found, quoted=quoted)
        else:
            if above.name is not None and above.named_at is not None:
                # The mark of an empty value is on the next line.
                place = above.named_at if found.value is None else found.place
                above.items[above.name] = Written(found.value, place, above.named_at)
            above.name, above.named_at, above.dropped = None, None, False

    def _name(self, above: _Open, found: Written, *, quoted: bool) -> None:
        """Take ``found`` as the key of the value that comes next."""
        above.dropped = True
        if not isinstance(found.value, str):
            self._note(found.place, "a key is missing before this colon", "write `key: value`")
        elif found.value == "<<" and not quoted:
            self._note(found.place, "`<<` (taking over another map) cannot be used", _WRITE_OUT)
        elif isinstance(above.items, dict) and found.value in above.items:
            first = above.items[found.value].key.line
            says = f"`{found.value}` is given twice, first on line {first}"
            self._note(found.place, says, "keep one of the two")
        else:
            above.name, above.named_at, above.dropped = found.value, found.place, False

    def _place(self, mark: Any) -> Place:  # noqa: ANN401
        return Place(self.source.shown, mark.line + 1, mark.column + 1)

    def _note(self, place: Place, says: str, hint: str = "") -> None:
        self.problems.append(self.source.problem(place, says, hint))

    def _refuse(self, place: Place, says: str, hint: str = "") -> None:
        self._note(place, says, hint)
        self.whole = False


_ONE_DOCUMENT = "one athlete, one file: remove the line `---` or move what follows to a file"
_WRITE_OUT = "write the value out; what files share can be put in a file named in `extends`"
_A_START = "begin with `athlete:` and, below it, `name:` and `timezone:`"
_NULLS = {"", "~", "null", "Null", "NULL"}


def _text(event: Any) -> str | None:  # noqa: ANN401
    written = str(event.value)
    return None if event.style is None and written in _NULLS else written
