"""Presets and the athlete's own file, merged into one, each value with the place that won.

``evidence`` lies below all, then what ``extends`` names from left to right, the file itself last.
Maps merge; lists and single values replace. A value carries its own place, so that the file and
line that set it are known however many files were merged.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import NoneType

from scheduler.errors import Problem
from scheduler.read.file.near import near
from scheduler.read.file.source import Source, read_source
from scheduler.read.file.written import Loc, Written
from scheduler.resources import presets_folder
from scheduler.rules import RULES

BASE = "evidence"
_OFF = ("off", "no", "false")


@dataclass(frozen=True)
class Merged:
    """What the files say together, and which of them said it."""

    top: Written
    own: Source  # the athlete's file
    sources: Mapping[str, Source]  # by the path shown
    problems: tuple[Problem, ...] = ()
    whole: bool = True  # every file could be read
    complete: bool = True  # every file that is named was found

    def where(self, loc: Loc) -> str:
        """``path:line`` of the key of ``loc`` in the file that won."""
        return self.top.at(loc).key.where

    def rule_where(self, rule: str, *path: str) -> str:
        """``path:line`` of the rule's key in the file that sets ``path`` below it."""
        loc = ("rules", rule)
        winner = self.top.at((*loc, *path)).key.path
        source = self.sources[winner]
        found = source.top.at(loc[:1]).part(rule)
        return found.key.where if found else source.shown

    def path_of(self, written: Written) -> Path:
        """Resolve a path against the folder of the file that names it."""
        return self.sources[written.place.path].path.parent / str(written.value)

    def counted_from(self, written: Written) -> str:
        """The file, as shown, from whose folder a path is counted."""
        return self.sources[written.place.path].counted_from or written.place.path

    def problem(
        self, written: Written, says: str, hint: str = "", *, at_key: bool = False
    ) -> Problem:
        """Write a problem at a value (or at its key), with the line it stands on."""
        place = written.key if at_key else written.place
        return self.sources[place.path].problem(place, says, hint)


def load_athlete_source(
    path: Path, *, shown: str | None = None, presets: Path | None = None
) -> Merged:
    """Read an athlete file and all that it extends; problems are collected, not raised.

    Parameters
    ----------
    path
        The athlete's file.
    shown
        The path as given on the command line; default: ``path`` itself.
    presets
        The folder of the presets; default: the shipped one.
    """
    stack = _Stack(presets or presets_folder())
    own = stack.add(path, shown=str(shown or path), chain=())
    base = stack.read_preset(BASE)
    layers = [base.top, *(source.top for source in stack.layers if source is not base)]
    top = replace(own.top, value=layers[0].value)
    for layer in layers[1:]:
        top = merged(top, layer)
    return Merged(
        top=with_requests_listed(replace(top, place=own.top.place, key=own.top.key)),
        own=own,
        sources=stack.sources,
        problems=tuple(stack.problems),
        whole=all(source.whole for source in stack.sources.values()),
        complete=stack.complete,
    )


def merged(below: Written, above: Written, *, name: str = "") -> Written:
    """Lay one value over another: maps merge, anything else replaces.

    A bare text over a gap (a map with ``min``) is its least; ``sessions`` has one and is no gap.
    """
    if not isinstance(below.value, dict):
        return above
    if isinstance(above.value, str) and "min" in below.value and name != "sessions":
        above = replace(above, value={"min": above})
    if not isinstance(above.value, dict):
        return above
    both = dict(below.value)
    for key, value in above.value.items():
        both[key] = merged(both[key], value, name=key) if key in both else value
    return replace(above, value=both)


def with_requests_listed(top: Written) -> Written:
    """One strength request becomes a list of one; only now, because maps merge and lists do not."""
    strength = top.part("strength")
    if strength is None or not isinstance(strength.value, dict) or not isinstance(top.value, dict):
        return top
    return replace(top, value={**top.value, "strength": replace(strength, value=[strength])})


@dataclass
class _Stack:
    """Collects the files in the order in which they are laid over each other."""

    presets: Path
    layers: list[Source] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True

    def read_preset(self, name: str) -> Source:
        return self._read(self.presets / f"{name}.yaml", f"presets/{name}.yaml")

    def add(self, path: Path, *, shown: str, chain: tuple[str, ...]) -> Source:
        """Read a file and, below it, all that it extends."""
        source = self._read(path, shown)
        chain = (*chain, os.path.normpath(shown))
        for name in _named(source):
            self._add_named(source, name, chain)
        self.layers.append(source)
        return source

    def _add_named(self, source: Source, written: Written, chain: tuple[str, ...]) -> None:
        name = str(written.value)
        if name == BASE:
            return
        path, shown = self._file_of(source, name)
        if shown in chain:
            said = " -> ".join((*chain[chain.index(shown) :], shown))
            says = f"the files extend each other in a circle: {said}"
            self._note(source, written, says, "remove one of these `extends`")
        elif path.is_file():
            self.add(path, shown=shown, chain=chain)
        elif _is_path(name):
            hint = "the path is counted from the folder of this file"
            self._note(source, written, f"there is no file `{name}`", hint)
        else:
            known = sorted(preset.stem for preset in self.presets.glob("*.yaml"))
            self._note(source, written, f"there is no preset `{name}`", near(name, known))

    def _file_of(self, source: Source, name: str) -> tuple[Path, str]:
        if not _is_path(name):
            return self.presets / f"{name}.yaml", f"presets/{name}.yaml"
        shown = os.path.normpath(Path(source.shown).parent / name)
        return source.path.parent / name, shown

    def _read(self, path: Path, shown: str) -> Source:
        if shown not in self.sources:
            read = _shipped if path.parent == self.presets else _read_in_form
            self.sources[shown] = read(path, shown)
            self.problems += self.sources[shown].problems
        return self.sources[shown]

    def _note(self, source: Source, written: Written, says: str, hint: str = "") -> None:
        self.complete = False
        self.problems.append(source.problem(written.place, says, hint))


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def _named(source: Source) -> list[Written]:
    """What ``extends`` names; anything that is no list of texts is left to the validation."""
    extends = source.top.part("extends")
    if extends is None or not isinstance(extends.value, list):
        return []
    return [entry for entry in extends.value if isinstance(entry.value, str)]


def _read_in_form(path: Path, shown: str) -> Source:
    source = read_source(path, shown=shown)
    return replace(source, top=in_full_form(source.top))


@lru_cache(maxsize=16)
def _shipped(path: Path, shown: str) -> Source:
    """Presets do not change while the program runs, and many athletes share them."""
    return _read_in_form(path, shown)


def in_full_form(top: Written) -> Written:
    """Write short forms out, so that the same thing merges the same way however it was written.

    An empty section is left out; the bare patterns of a kind become ``{patterns: [...]}``; a bare
    value of a rule gets the key that it stands for.
    """
    if not isinstance(top.value, dict):
        return top
    return replace(top, value=dict(_full_sections(top.value)))


def _full_sections(sections: Mapping[str, Written]) -> Iterator[tuple[str, Written]]:
    for name, section in sections.items():
        if section.value is None:
            continue
        if name == "kinds":
            yield name, _full_kinds(section)
        elif name == "rules" and isinstance(section.value, dict):
            rules = {rule: _full_rule(rule, value) for rule, value in section.value.items()}
            yield name, replace(section, value=rules)
        elif name == "calendars" and isinstance(section.value, list):
            yield name, replace(section, value=[_full_calendar(one) for one in section.value])
        else:
            yield name, section


def _full_rule(rule: str, written: Written) -> Written:
    bare = not isinstance(written.value, dict | NoneType) and written.value not in _OFF
    main = RULES[rule].main if bare and rule in RULES else None
    return replace(written, value={main: written}) if main else written


def _full_calendar(calendar: Written) -> Written:
    if not isinstance(calendar.value, dict) or "kinds" not in calendar.value:
        return calendar
    kinds = _full_kinds(calendar.value["kinds"])
    return replace(calendar, value={**calendar.value, "kinds": kinds})


def _full_kinds(kinds: Written) -> Written:
    if not isinstance(kinds.value, dict):
        return kinds
    return replace(kinds, value={name: _full_kind(kind) for name, kind in kinds.value.items()})


def _full_kind(kind: Written) -> Written:
    if not isinstance(kind.value, list):
        return kind
    return replace(kind, value={"patterns": kind})
