"""What exercises are called: by the catalogue, by apps, and by the athlete."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from scheduler.errors import FileError, Place, Problem, UsageError
from scheduler.exercises.catalogue import Catalogue, shipped
from scheduler.exercises.exercise import Exercise
from scheduler.resources import constraints_folder

NONE_OF_THESE = "none"  # instead of an id: the athlete does not want it counted
_COLUMNS = ["name", "id"]
_LISTED = "constraints/exercises/exercises.csv"
_NEAR = 3  # exercises that a slip of the pen may have meant


def plain(name: str) -> str:
    """A name without case and marks: ``Split Squat (Dumbbell)`` is ``split squat dumbbell``."""
    return " ".join(re.findall(r"\w+", name.casefold().replace("_", " ")))


def read_names(path: Path, *, shown: str = "names.csv") -> Mapping[str, str]:
    """Read the names that apps have for exercises; the id by the plain name.

    Raises
    ------
    FileError
        Once, with all problems: columns, ids that do not exist, names that are told twice.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    own = {plain(exercise.name) for exercise in shipped().values()}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames != _COLUMNS:
            raise FileError([Problem(Place(shown, 1), "the columns are not `name,id`")])
        for row in rows:
            place, name = Place(shown, rows.line_num), row["name"] or ""
            if row["id"] not in shipped():
                problems.append(Problem(place, f"there is no exercise `{row['id']}`"))
            if not plain(name):
                problems.append(Problem(place, "the name is empty"))
            elif plain(name) in found.keys() | own:
                problems.append(Problem(place, f"the name `{name}` is known already"))
            found[plain(name)] = row["id"]
    if problems:
        raise FileError(problems)
    return MappingProxyType(found)


@cache
def shipped_names() -> Mapping[str, str]:
    """The names that come with the program."""
    return read_names(constraints_folder() / "exercises" / "names.csv")


@dataclass(frozen=True)
class Names:
    """The names of one athlete's exercises."""

    catalogue: Catalogue = field(default_factory=shipped)
    own: Mapping[str, str] = field(default_factory=dict)  # the athlete's words -> id

    @cached_property
    def _ids(self) -> dict[str, str]:
        """By the plain name; what the athlete says beats the catalogue, and that the apps."""
        named = {plain(one.name): one.id for one in self.catalogue.values()}
        return {**shipped_names(), **named, **{plain(said): id_ for said, id_ in self.own.items()}}

    def ignores(self, title: str) -> bool:
        """Whether the athlete says that it is none of the exercises."""
        return self._ids.get(plain(title)) == NONE_OF_THESE

    def called(self, title: str) -> Exercise | None:
        """The exercise of this name; None where nobody says which it is."""
        return self.catalogue.get(self._ids.get(plain(title), ""))

    def meant(self, said: str, *, first: Collection[str] = ()) -> Exercise:
        """The exercise of this id or name, or of whose name it is a part.

        Parameters
        ----------
        said
            As the athlete writes it.
        first
            The ids of those that are looked through before all others.

        Raises
        ------
        UsageError
            There is none, or several; with those that may be meant.
        """
        if said in self.catalogue:
            return self.catalogue[said]
        near = [self.catalogue[id_] for id_ in first if id_ in self.catalogue]
        for found in self._readings(said, near):
            if len(found) == 1:
                return found[0]
            if found:
                raise UsageError(
                    f"{said!r} is a part of {len(found)} names: did you mean {_listed(found)}?"
                )
        raise UsageError(self._unknown(said, near))

    def _readings(self, said: str, near: Sequence[Exercise]) -> Iterator[list[Exercise]]:
        """What may be meant: a whole name before parts of any, and apps, which are loose, last."""
        every, known = self.catalogue.values(), self.called(said)
        own = {plain(word) for word in self.own}
        yield [known] if known and plain(said) in own else []
        for is_meant in (_is_name, _is_part):
            for group in (near, every):
                yield [one for one in group if is_meant(said, one)]
        yield [known] if known else []

    def _unknown(self, said: str, near: Collection[Exercise]) -> str:
        names = {plain(word): one for one in self.catalogue.values() for word in (one.id, one.name)}
        close = get_close_matches(plain(said), names, n=_NEAR, cutoff=0.6)
        found = list(dict.fromkeys(names[name].id for name in close))
        meant = f"; did you mean {_listed(self.catalogue[one] for one in found)}?" if found else "."
        holds = f" The session holds {_listed(near, 'and')}." if near else ""
        return f"there is no exercise {said!r}{meant}{holds} All are listed in {_LISTED}"


def _is_name(said: str, exercise: Exercise) -> bool:
    return plain(said) == plain(exercise.name)


def _is_part(said: str, exercise: Exercise) -> bool:
    """Whether each word begins one of the exercise's name or id."""
    words = plain(f"{exercise.name} {exercise.id}").split()
    parts = plain(said).split()
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


def _listed(exercises: Iterable[Exercise], word: str = "or") -> str:
    """``Split squat (split_squat) or Step-up with knee drive (step_up)``."""
    *most, last = [f"{one.name} ({one.id})" for one in exercises]
    return f"{', '.join(most)} {word} {last}" if most else last


def told_twice(names: Mapping[str, str]) -> Iterator[str]:
    """The names that stand for two exercises, once case and marks are left out."""
    ids: dict[str, str] = {}
    for name, id_ in names.items():
        if ids.setdefault(plain(name), id_) != id_:
            yield name
