"""The athlete file, read: validated, and every value with the line that set it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from scheduler.errors import FileError, Problem
from scheduler.read.file.checks import slips
from scheduler.read.file.complaints import complaints
from scheduler.read.file.merge import BASE, Merged, load_athlete_source
from scheduler.read.file.models import AthleteFile
from scheduler.rules import Rules, loosened

_SAY_WHY = 'add `because: "..."` to the rule, in your own words; every plan will repeat it'


@dataclass(frozen=True)
class AthleteSource:
    """An athlete file that is in order."""

    path: Path
    file: AthleteFile
    merged: Merged  # where each value was written
    floor: Rules  # the rules of `evidence` alone


def read_athlete_file(
    path: Path,
    *,
    shown: str | None = None,
    environment: Mapping[str, str] | None = None,
    presets: Path | None = None,
) -> AthleteSource:
    """Read and validate an athlete file with all that it extends.

    Parameters
    ----------
    path
        The file.
    shown
        The path as given on the command line, for messages; default: ``path`` itself.
    environment
        Where ``${NAME}`` in addresses is looked up; None does not look.
    presets
        The folder of the presets; default: the shipped one.

    Raises
    ------
    FileError
        Once, with all problems of all files, ordered by place.
    """
    return validated(load_athlete_source(path, shown=shown, presets=presets), environment)


def validated(
    merged: Merged, environment: Mapping[str, str] | None, *, floor: Rules | None = None
) -> AthleteSource:
    """What the merged files say, as an athlete file that is in order.

    ``floor`` are the rules of ``evidence`` alone, where they are known.

    Raises
    ------
    FileError
        Once, with all problems of all files, ordered by place.
    """
    problems = list(merged.problems)
    if not merged.whole:
        raise FileError(problems)
    floor = floor or _floor(merged)
    problems += [
        merged.problem(written, says, hint) for written, says, hint in slips(merged, environment)
    ]
    try:
        file = AthleteFile.model_validate(merged.top.plain())
        problems += _loosened(merged, file.rules, floor)
    except ValidationError as error:
        problems += complaints(error, merged, AthleteFile)
        problems += _loosened(merged, _readable_rules(merged), floor)
    if problems:
        raise FileError(dict.fromkeys(problems))
    return AthleteSource(merged.own.path, file, merged, floor)


def _floor(merged: Merged) -> Rules:
    evidence = merged.sources[f"presets/{BASE}.yaml"]
    return Rules.model_validate(evidence.top.at(("rules",)).plain())


def _readable_rules(merged: Merged) -> Rules | None:
    """The rules of a file in which something else may be wrong; None where they cannot be read."""
    try:
        return Rules.model_validate(merged.top.at(("rules",)).plain())
    except ValidationError:
        return None


def _loosened(merged: Merged, rules: Rules | None, floor: Rules) -> Iterator[Problem]:
    """Musts made looser without a reason; nothing where the rules cannot be read."""
    for loc, says in loosened(rules, floor) if rules is not None else ():
        yield merged.problem(merged.top.at(("rules", *loc)), says, _SAY_WHY, at_key=True)
