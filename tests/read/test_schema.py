"""The schema that editors use, and the page that people read, agree with the reader."""

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from scheduler.errors import FileError
from scheduler.read.file.athlete_file import read_athlete_file
from scheduler.read.file.models import AthleteFile
from scheduler.read.file.reference import reference, write
from scheduler.read.file.schema import schema, schema_text
from scheduler.resources import constraints_folder, presets_folder
from scheduler.rules import RULES

CONSTRAINTS = constraints_folder()
PRESETS = sorted(presets_folder().glob("*.yaml"))
ATHLETES = sorted(CONSTRAINTS.glob("*.yaml"))
HEAD = "athlete: {name: Ana, timezone: Europe/London}\navailability: {daily: [06:00-22:00]}\n"
RUN = HEAD + "runs: [{day: tue, start: 06:00, minutes: 60, kind: easy%s}]\n"
ASK = HEAD + "strength: {sessions: 2, class: heavy, minutes: 50%s}\n"


@pytest.fixture(scope="module")
def validator():
    return Draft202012Validator(schema())


def as_an_editor_sees_it(text):
    """The values with the types of YAML 1.2; dates are texts there, as in JSON."""
    yaml = YAML(typ="safe", pure=True)
    yaml.resolver.versioned_resolver  # noqa: B018 (fills in the table that the next line changes)
    for first, found in yaml.resolver._version_implicit_resolver[(1, 2)].items():
        yaml.resolver._version_implicit_resolver[(1, 2)][first] = [
            pair for pair in found if "timestamp" not in pair[0]
        ]
    return yaml.load(text)


def test_the_committed_schema_is_fresh():
    assert (CONSTRAINTS / "schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_committed_page_is_fresh():
    assert (CONSTRAINTS / "README.md").read_text(encoding="utf-8") == reference()


def test_both_are_written_by_one_command(tmp_path, monkeypatch):
    (tmp_path / "presets").symlink_to(presets_folder())
    monkeypatch.setattr("scheduler.read.file.reference.constraints_folder", lambda: tmp_path)
    write()

    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema_text()
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == reference()


def test_the_schema_is_one(validator):
    Draft202012Validator.check_schema(validator.schema)


@pytest.mark.parametrize("path", [*PRESETS, *ATHLETES], ids=lambda path: path.stem)
def test_every_shipped_file_fits_the_schema(validator, path):
    seen = as_an_editor_sees_it(path.read_text(encoding="utf-8"))

    assert [error.message for error in validator.iter_errors(seen)] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(RUN % "", id="a run"),
        pytest.param(RUN % ", rpe: '7.5', key: yes", id="number and yes as texts"),
        pytest.param(RUN % ", rpe: 7, key: true", id="number and yes as such"),
        pytest.param(RUN % ", title: 800", id="a title that looks like a number"),
        pytest.param(ASK % "", id="one request"),
        pytest.param(ASK % ", windows: {sat-sun: [09:00-12:00]}", id="windows"),
        pytest.param(HEAD + "strength: [{sessions: 2, class: core, minutes: 1h}]\n", id="a list"),
        pytest.param(
            HEAD + "strength: {sessions: {target: 3, min: 2}, class: core, minutes: 9}\n",
            id="count",
        ),
        pytest.param(HEAD + "week: {repeat: no}\n", id="no"),
        pytest.param(HEAD + "week: {repeat: false}\n", id="false"),
        pytest.param(HEAD + "away: [{from: 2027-03-01, to: 2027-03-04}]\n", id="dates"),
        pytest.param(HEAD + "rest_days: [mon, 'tue,thu', 2027-03-04]\n", id="days"),
        pytest.param(HEAD + "rest_days: {count: 1}\n", id="a count of days"),
        pytest.param(HEAD + 'kinds: {intervals: ["6 x"], easy: {rpe: 3}}\n', id="kinds"),
        pytest.param(HEAD + "rules: {gap_before_hard_run: {heavy: 48h}}\n", id="a bare gap"),
        pytest.param(HEAD + "rules: {weekly_load: 2000}\n", id="a bare rule"),
        pytest.param(HEAD + "rules: {same_day_policy: easy_days}\n", id="a bare choice"),
        pytest.param(HEAD + "rules: {monotony: {off: yes}}\n", id="off"),
        pytest.param(
            HEAD + "rules: {preferred_time: {windows: {'tue,thu': [17:30-20:00]}}}\n",
            id="windows of",
        ),
        pytest.param("athlete: {name: 5, timezone: UTC, id: 12345}\n", id="names of digits"),
    ],
)
def test_schema_and_reader_accept(validator, tmp_path, text):
    (tmp_path / "ana.yaml").write_text(text)

    assert [error.message for error in validator.iter_errors(as_an_editor_sees_it(text))] == []
    assert read_athlete_file(tmp_path / "ana.yaml").file


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD + "strenght: []\n", id="unknown section"),
        pytest.param(RUN % ", minuts: 5", id="unknown key"),
        pytest.param(HEAD + "rules: {gap_before: {}}\n", id="unknown rule"),
        pytest.param(HEAD + "rules: {rest_day: {of: yes}}\n", id="unknown key of a rule"),
        pytest.param(HEAD + "runs: [{day: tue, start: 06:00, kind: easy}]\n", id="no minutes"),
        pytest.param(HEAD + "runs: [{day: tue, minutes: 5, kind: jog}]\n", id="unknown kind"),
        pytest.param(HEAD + "runs: [{day: tue, minutes: 4, kind: easy}]\n", id="too short"),
        pytest.param(HEAD + "runs: [{day: tue, minutes: x, kind: easy}]\n", id="no number"),
        pytest.param(HEAD + "runs: [{day: to, minutes: 5, kind: easy}]\n", id="unknown day"),
        pytest.param(RUN % ", rpe: 11", id="effort of eleven"),
        pytest.param(RUN % ", key: maybe", id="neither yes nor no"),
        pytest.param(HEAD + "rest_days: mon\n", id="no list"),
        pytest.param(HEAD + "rules: {gap_before_hard_run: {heavy: 48}}\n", id="no unit"),
        pytest.param(
            "athlete: {name: A, timezone: UTC}\navailability: {mo: []}\n", id="day of a key"
        ),
        pytest.param(HEAD + "week: {repeat: yes}\n", id="repeat how often"),
        pytest.param(HEAD + "races: [{date: 18.04.2027}]\n", id="another date"),
        pytest.param("athlete: [Ana]\n", id="list for a map"),
    ],
)
def test_schema_and_reader_refuse(validator, tmp_path, text):
    (tmp_path / "ana.yaml").write_text(text)

    assert not validator.is_valid(as_an_editor_sees_it(text))
    with pytest.raises(FileError):
        read_athlete_file(tmp_path / "ana.yaml")


def test_every_key_is_described(validator):
    parts = validator.schema["$defs"]
    ours = parts.keys() - {
        "Rules",
        "ClassGap",
        *(rule.__name__ for rule in RULES.values()),
    }

    assert ours
    for name in ours:
        for key, inner in parts[name].get("properties", {}).items():
            assert inner.get("description"), (name, key)


def test_the_page_names_every_section_and_rule():
    page = reference()

    for name in (*AthleteFile.model_fields, *RULES):
        assert f"### `{name}`" in page


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_every_preset_is_in_order_for_an_athlete_who_adds_nothing(path, tmp_path):
    (tmp_path / "ana.yaml").write_text(f"extends: [{path.stem}]\n{HEAD}")

    assert read_athlete_file(tmp_path / "ana.yaml").file.athlete.name == "Ana"


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_every_number_of_a_preset_has_its_source_or_says_that_it_has_none(path):
    """A comment stands on the line of each number, or on the lines above it in the same group."""
    group: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        group = [] if not line.strip() else [*group, line]
        if any(sign.isdigit() for sign in line.partition("#")[0]):
            assert "#" in "".join(group), line


def test_every_athlete_that_is_shipped_can_be_read():
    for path in ATHLETES:
        assert read_athlete_file(path).file.athlete.name
