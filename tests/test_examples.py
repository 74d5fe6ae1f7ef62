"""The athletes of ``constraints/``, each planned in one week, byte for byte.

``python tests/test_examples.py --write`` writes the calendars anew; look at the difference.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from ruamel.yaml import YAML

from scheduler.cli import main
from scheduler.read.file.models import AthleteFile
from scheduler.write.fit import to_fit
from scheduler.write.workout import shortened

ROOT = Path(__file__).parents[1]
CALENDARS = Path("examples/calendars")


class Example(NamedTuple):
    """One athlete's week."""

    week: str
    now: str
    ends: int = 0  # the exit code
    placed: tuple[str, ...] = ()  # strength sessions that the plan chose, in order of time


EXAMPLES = {
    "ana": Example("2027-W02", "2027-01-10T12:00", placed=("Strength A", "Strength B")),
    "ben": Example("2027-W13", "2027-03-28T18:00", placed=("Strength A", "Strength B")),
    "greta": Example("2027-W10", "2027-03-07T18:00", placed=("Strength A", "Strength B", "Core B")),
    "marcus": Example("2027-W10", "2027-03-07T18:00", placed=("Lift A", "Lift B")),
    "mei": Example("2027-02-09", "2027-02-06T18:00", placed=("Core B", "Gym A")),
    "nora": Example("2027-W06", "2027-02-07T12:00", placed=("Strength A", "Strength B")),
    "omar": Example("2027-W04", "2027-01-24T18:00", ends=3, placed=("Strength A", "Strength B")),
    "priya": Example("2027-W05", "2027-01-31T20:00", placed=("Strength A", "Strength B")),
    "tomas": Example(
        "2027-W09", "2027-02-28T18:00", placed=("Feet and hips A", "Strength A", "Strength B")
    ),
}


class Planned(NamedTuple):
    """An example after planning."""

    name: str
    result: Result
    calendar: bytes


LEFT_OUT = {
    "url": "needs a network",
    "up_to": "the preset's own numbers do",
    "decimal": "the export shows it",
    "dates": "the export shows it",
    "columns": "the export has known ones",
    "steep": "the preset's own numbers do",
    "large": "the preset's own numbers do",
    "average": "the preset's own numbers do",
}


def planned(name: str, out: Path, *options: str) -> Result:
    """Plan an example from the repository's root; nothing but ``out`` is written there."""
    example = EXAMPLES[name]
    said = ["plan", f"constraints/{name}.yaml", "--week", example.week, "--now", example.now]
    home = {"MICROCYCLE_HOME": str(out.parent / "home")}
    return CliRunner().invoke(main, [*said, "--out", str(out), *options], env=home)


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_every_athlete_is_an_example() -> None:
    athletes = {path.stem for path in (ROOT / "constraints").glob("*.yaml")}

    assert athletes == set(EXAMPLES)


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planned:
    name = request.param
    out = tmp_path_factory.mktemp(name) / f"{name}.ics"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        result = planned(name, out, "--json")
    return Planned(name, result, out.read_bytes())


def test_the_calendar_is_the_one_shown_byte_for_byte(example: Planned) -> None:
    shown = (CALENDARS / f"{example.name}.ics").read_bytes()

    assert example.calendar == shown


def test_the_week_ends_as_told(example: Planned) -> None:
    assert example.result.exit_code == EXAMPLES[example.name].ends


def test_the_strength_sessions_are_placed(example: Planned) -> None:
    placed = [
        session["title"]
        for session in json.loads(example.result.stdout)["sessions"]
        if session["activity"] == "strength" and session["origin"] == "planned"
    ]

    assert tuple(placed) == EXAMPLES[example.name].placed


def test_the_week_is_proven_best(example: Planned) -> None:
    assert json.loads(example.result.stdout)["proof"] == "optimal"


def test_every_strength_session_is_a_workout_for_the_watch(example: Planned) -> None:
    from .write.watch import messages, played  # this file runs as a script, too

    document = json.loads(example.result.stdout)
    for session in document["sessions"]:
        if session.get("exercises"):
            data = to_fit({"timezone": document["timezone"], "session": session})
            kind, *led_through = played(data)

            assert kind == ("warmup", "", 360, 0)
            assert [step for step in led_through if step[0] == "active"] == list(_sets(session))
            assert messages(data)["workout"][0]["num_valid_steps"] <= 50


def _sets(session: dict[str, Any]) -> Iterator[tuple[str, str, int, int]]:
    """Every set of a session as a watch shows it."""
    for one in session["exercises"]:
        timed, counted = one["unit"] == "s", one["unit"] not in ("s", "m")
        sides = (", left", ", right") if timed and one["per_side"] else ("",)
        if one["first_side"] == "right":
            sides = sides[::-1]
        more = (f", {one['extra']}",) if one["extra"] else ()
        for side in (*sides * one["sets"], *more):
            name = shortened(one["name"], 31 - len(side)) + side
            yield ("active", name, one["reps"] * timed, one["reps"] * counted)


def test_together_they_use_every_key_of_the_athlete_file() -> None:
    files = [YAML(typ="safe").load(path) for path in sorted(Path("constraints").glob("*.yaml"))]
    used = {key for file in files for key in _keys(file)}

    assert _known(AthleteFile) - used == set(LEFT_OUT)


def test_together_they_tighten_loosen_and_turn_rules() -> None:
    rules = [
        rule
        for path in sorted(Path("constraints").glob("*.yaml"))
        for rule in (YAML(typ="safe").load(path).get("rules") or {}).values()
        if isinstance(rule, dict)
    ]

    assert {"level", "off", "because", "points"} <= {key for rule in rules for key in rule}


def _keys(value: Any) -> set[str]:
    """Every key of a file, at any depth."""
    if isinstance(value, dict):
        return {str(key) for key in value} | {k for part in value.values() for k in _keys(part)}
    if isinstance(value, list):
        return {key for part in value for key in _keys(part)}
    return set()


def _known(model: type[BaseModel]) -> set[str]:
    """The names of the fields of a model and of those within, but for what the rules hold."""
    names: set[str] = set()
    for name, field in model.model_fields.items():
        names.add(field.alias or name)
        if name not in {"rules", *LEFT_OUT}:
            for part in _models_in(field.annotation):
                names |= _known(part)
    return names


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)}


@pytest.mark.parametrize(
    "path", sorted(Path(ROOT, "constraints").glob("*.yaml")), ids=lambda p: p.stem
)
def test_the_first_line_names_the_schema_beside_it(path: Path) -> None:
    first = path.read_text().splitlines()[0]

    assert first == "# yaml-language-server: $schema=schema.json"


@pytest.mark.parametrize(
    "path",
    sorted([*Path(ROOT, "constraints").glob("*.yaml"), ROOT / "constraints/demo/robin.yaml"]),
    ids=lambda p: p.stem,
)
def test_an_editor_with_the_schema_finds_nothing_wrong(path: Path) -> None:
    plain = _as_json(YAML(typ="safe", pure=True).load(path))
    schema = json.loads((ROOT / "constraints/schema.json").read_text(encoding="utf-8"))

    assert [error.message for error in Draft202012Validator(schema).iter_errors(plain)] == []


def _as_json(value: Any) -> Any:
    """Dates and their keys as an editor sees them: as text."""
    return json.loads(json.dumps(_texts(value), default=str))


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _texts(part) for key, part in value.items()}
    return [_texts(part) for part in value] if isinstance(value, list) else value


def write_all() -> None:
    """Write the calendars of all examples anew."""
    os.chdir(ROOT)
    for name, example in EXAMPLES.items():
        draft = ROOT / ".examples"
        result = planned(name, draft / f"{name}.ics")
        if result.exit_code != example.ends:
            sys.exit(f"{name} ends with {result.exit_code}:\n{result.output}")
        shutil.copyfile(draft / f"{name}.ics", CALENDARS / f"{name}.ics")
        shutil.rmtree(draft)


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    write_all()
