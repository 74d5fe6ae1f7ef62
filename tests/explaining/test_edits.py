"""A setting is told as the edit of the file that it is: the line, what stands there, what is to."""

import pytest

from scheduler.explaining.edits import edit_of
from scheduler.read.file.merge import load_athlete_source
from scheduler.read.file.setting import read_setting

EVIDENCE = """\
rules:
  gap_before_hard_run: {heavy: {min: 24h}}
  monotony: {above: 1.5}
"""
MASTERS = """\
rules:

  gap_before_hard_run:
    heavy: {min: 30h}
"""
GAP = "rules.gap_before_hard_run.heavy.min=46h"


@pytest.fixture
def edit(tmp_path):
    """The edit that a setting is, in a file of these lines; others may lie beside it."""
    presets = tmp_path / "presets"
    presets.mkdir()
    (presets / "evidence.yaml").write_text(EVIDENCE)
    (presets / "masters.yaml").write_text(MASTERS)

    def told(lines, text, **beside):
        for name, inside in {**beside, "kim": lines}.items():
            (tmp_path / f"{name}.yaml").write_text(inside)
        merged = load_athlete_source(tmp_path / "kim.yaml", shown="kim.yaml", presets=presets)
        return edit_of(merged, read_setting(text))

    return told


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        pytest.param(
            "rules:\n  gap_before_hard_run:\n    heavy:\n      target: 60h\n      min: 48h\n",
            "kim.yaml:5: min: 48h -> 46h",
            id="in block style",
        ),
        pytest.param(
            "rules:\n  gap_before_hard_run: {heavy: {min: 48h}}\n",
            "kim.yaml:2: min: 48h -> 46h",
            id="in flow style",
        ),
        pytest.param(
            "rules:\n  gap_before_hard_run:\n    heavy: 72h\n",
            "kim.yaml:3: heavy: 72h -> 46h",
            id="as a bare value",
        ),
    ],
)
def test_a_number_of_the_file_is_changed_where_it_stands(edit, lines, says):
    assert edit(lines, GAP) == says


def test_a_bare_value_of_a_rule_is_changed_behind_its_name(edit):
    lines = "rules:\n  weekly_load: 2000\n"

    assert edit(lines, "rules.weekly_load.cap=2250") == "kim.yaml:2: weekly_load: 2000 -> 2250"


def test_an_empty_value_is_shown_as_nothing(edit):
    lines = "rules:\n  weekly_load: {cap: }\n"

    assert edit(lines, "rules.weekly_load.cap=2250") == "kim.yaml:2: cap:  -> 2250"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        pytest.param(
            "rules:\n  gap_before_hard_run:\n    heavy: {target: 60h}\n",
            "kim.yaml:3: inside heavy, add min: 46h",
            id="the map around it",
        ),
        pytest.param(
            "rules:\n  gap_before_hard_run:\n    light: 20h\n",
            "kim.yaml:2: below gap_before_hard_run, add heavy: {min: 46h}",
            id="its rule",
        ),
        pytest.param(
            "athlete: {name: Kim}\nrules:\n  weekly_load: 2000\n",
            "kim.yaml:2: below rules, add gap_before_hard_run: {heavy: {min: 46h}}",
            id="its section",
        ),
        pytest.param(
            "athlete: {name: Kim}\n",
            "kim.yaml: add rules: {gap_before_hard_run: {heavy: {min: 46h}}}",
            id="not even its section",
        ),
    ],
)
def test_a_value_of_a_preset_is_said_otherwise_below_what_the_file_has(edit, lines, says):
    assert edit(lines, GAP) == f"{says} (presets/evidence.yaml:2 says 24h)"


def test_what_another_preset_says_is_told_with_that_preset(edit):
    assert edit("extends: [masters]\n", GAP) == (
        "kim.yaml: add rules: {gap_before_hard_run: {heavy: {min: 46h}}}"
        " (presets/masters.yaml:4 says 30h)"
    )


def test_a_value_that_nobody_has_set_is_added(edit):
    cap = "rules.weekly_load.cap=2250"

    assert edit("rules:\n  weekly_load:\n    per: 50\n", cap) == (
        "kim.yaml:2: below weekly_load, add cap: 2250"
    )
    assert edit("rules:\n  rest_day: {points: 3}\n", cap) == (
        "kim.yaml:1: below rules, add weekly_load: {cap: 2250}"
    )
    assert edit("athlete: {name: Kim}\n", cap) == "kim.yaml: add rules: {weekly_load: {cap: 2250}}"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        pytest.param(
            "strength: {minutes: 45}\n", "kim.yaml:1: minutes: 45 -> 40", id="alone, in flow style"
        ),
        pytest.param(
            "strength:\n  class: heavy\n  minutes: 45\n",
            "kim.yaml:3: minutes: 45 -> 40",
            id="alone, in block style",
        ),
        pytest.param(
            "strength:\n  - class: heavy\n    minutes: 45\n",
            "kim.yaml:3: minutes: 45 -> 40",
            id="in a list",
        ),
        pytest.param(
            "strength:\n  class: heavy\n", "kim.yaml:1: add minutes: 40", id="missing in the one"
        ),
        pytest.param(
            "strength:\n  - class: heavy\n  - class: core\n",
            "kim.yaml:2: add minutes: 40",
            id="missing in an entry",
        ),
    ],
)
def test_a_request_has_its_own_line(edit, lines, says):
    assert edit(lines, "strength.1.minutes=40") == says


def test_the_entry_of_the_number_is_meant(edit):
    lines = "runs:\n  - {day: tue, start: 06:30}\n  - {day: sun, start: 09:00}\n"

    assert edit(lines, "runs.2.start=10:00") == "kim.yaml:3: start: 09:00 -> 10:00"
    assert edit(lines, "runs.2.movable=day") == "kim.yaml:3: inside the braces, add movable: day"


def test_a_list_is_shown_whole(edit):
    lines = "calendars:\n  - path: work.ics\n    skip: [2027-01-11 09:00]\n"
    setting = "calendars.1.skip=[2027-01-11 09:00, 2027-01-13 12:00]"

    assert edit(lines, setting) == (
        "kim.yaml:3: skip: [2027-01-11 09:00] -> [2027-01-11 09:00, 2027-01-13 12:00]"
    )
    assert edit("calendars:\n  - {path: work.ics}\n", "calendars.1.skip=[2027-01-13 12:00]") == (
        "kim.yaml:2: inside the braces, add skip: [2027-01-13 12:00]"
    )


def test_a_list_in_block_style_and_a_map_are_shown_on_one_line(edit):
    lines = "rest_days:\n  - mon\n  - fri\nweek:\n  starts: sun\n  repeat: weekly\n"

    assert edit(lines, "rest_days=[mon]") == "kim.yaml:1: rest_days: [mon, fri] -> [mon]"
    assert edit(lines, "week={starts: mon}") == (
        "kim.yaml:4: week: {starts: sun, repeat: weekly} -> {starts: mon}"
    )


def test_hours_of_a_day_are_changed_and_those_of_a_date_added(edit):
    lines = "availability:\n  mon-fri: [17:00-20:00]\n  2027-01-13: []\n"

    assert edit(lines, "availability.2027-01-13=[12:00-13:00]") == (
        "kim.yaml:3: 2027-01-13: [] -> [12:00-13:00]"
    )
    assert edit(lines, "availability.2027-01-12=[16:45-20:00]") == (
        "kim.yaml:1: below availability, add 2027-01-12: [16:45-20:00]"
    )


def test_what_the_file_extends_is_changed_in_its_own_file(edit):
    base = "week: {starts: sun}\nrules:\n  gap_before_hard_run: {heavy: 72h}\n"

    assert edit("extends: [base.yaml]\n", GAP, base=base) == "base.yaml:3: heavy: 72h -> 46h"


def test_what_both_files_say_is_changed_in_the_one_that_wins(edit):
    base = "rules:\n  gap_before_hard_run: {heavy: 72h}\n"
    own = "extends: [base.yaml]\nrules:\n  gap_before_hard_run: {heavy: 60h}\n"

    assert edit(own, GAP, base=base) == "kim.yaml:3: heavy: 60h -> 46h"


def test_what_is_missing_is_added_below_what_the_file_itself_has(edit):
    base = "rules:\n  gap_before_hard_run: {light: 20h}\n"
    own = "extends: [base.yaml]\nrules:\n  weekly_load: 2000\n"

    assert edit(own, "rules.monotony.above=1.8", base=base) == (
        "kim.yaml:2: below rules, add monotony: {above: 1.8} (presets/evidence.yaml:3 says 1.5)"
    )
    assert edit(own, "week.starts=sun", base=base) == "kim.yaml: add week: {starts: sun}"
