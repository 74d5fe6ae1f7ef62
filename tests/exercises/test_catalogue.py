"""The catalogue: the shipped one is in order, and a broken one tells all that is wrong."""

import csv

import pytest

from scheduler.errors import FileError
from scheduler.exercises.catalogue import read_catalogue, shipped, with_own
from scheduler.exercises.words import LEVELS, PHASES, implied
from scheduler.resources import constraints_folder

FILE = constraints_folder() / "exercises" / "exercises.csv"
ROWS = list(csv.DictReader(FILE.open(encoding="utf-8", newline="")))


@pytest.fixture
def broken(tmp_path):
    """Write a catalogue of some rows, changed, and tell what is wrong with it."""

    def tell(*rows, columns=tuple(ROWS[0])):
        path = tmp_path / "exercises.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore", restval="")
            writer.writeheader()
            writer.writerows(rows)
        with pytest.raises(FileError) as caught:
            read_catalogue(path)
        return str(caught.value).splitlines()

    return tell


def row(exercise, **changed):
    found = next(one for one in ROWS if one["id"] == exercise)
    return {**found, "regression_id": "", "progression_id": "", **changed}


def test_the_shipped_catalogue_is_in_order():
    assert len(shipped()) == len(ROWS) == 60


@pytest.mark.parametrize("written", ROWS, ids=lambda one: one["id"])
def test_the_minutes_of_a_set_are_those_of_its_reps_tempo_and_rest(written):
    exercise = shipped()[written["id"]]

    assert abs(exercise.seconds_per_set / 60 - float(written["min_per_set"])) <= 0.05 + 1e-9


def test_equipment_is_read_as_groups_of_which_one_item_each_is_needed():
    assert shipped()["high_step_up"].needs == (
        frozenset({"box", "bench"}),
        frozenset({"dumbbell", "kettlebell"}),
    )


def test_twenty_six_exercises_need_nothing():
    assert sum(not one.needs for one in shipped().values()) == 26


def test_a_limit_may_leave_an_exercise_with_a_change():
    assert shipped()["calf_raise_sl"].bars["achilles_insertional"] == "flat_floor_only"
    assert shipped()["calf_raise_sl"].bars["calf_acute"] == ""


def test_a_stress_injury_of_the_tibia_allows_no_impact():
    assert implied(("bsi_tibia",)) == {"bsi_tibia", "bsi_lower", "no_impact"}


def test_reactive_achilles_leaves_a_hold_and_the_seated_raise():
    left = {
        one.id for one in shipped().values() if one.is_calf and "achilles_reactive" not in one.bars
    }

    assert left == {"calf_iso", "soleus_seated"}


def test_each_phase_and_level_has_exercises():
    for phase in PHASES:
        assert any(phase in one.phases for one in shipped().values())
    for level in range(1, len(LEVELS) + 1):
        assert any(one.level == level for one in shipped().values())


def test_all_that_is_wrong_is_told_at_once_with_its_line(broken):
    said = broken(
        row("split_squat", level="4", doms_class="4"),
        row("pogo", contacts_per_set="16"),
        row("calf_iso", min_per_set="9.9"),
        row("calf_iso", progression_id="nowhere"),
    )

    assert said == [
        "exercises.csv:2: error: `doms_class` is '4': write a whole number from 0 to 3",
        "exercises.csv:2: error: `level` is '4': write a whole number from 1 to 3",
        "exercises.csv:3: error: a set has 16 contacts; its reps come to 15",
        "exercises.csv:4: error: `min_per_set` is '9.9': reps, tempo and rest come to 2.2",
        "exercises.csv:4: error: the harder one, `nowhere`, is no exercise",
        "exercises.csv:4: error: there is another exercise `calf_iso`",
    ]


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("id", "Split squat", "is 'Split squat': write small letters, digits and _"),
        ("name", "", "is empty"),
        ("reps", "12-8", "is '12-8': the smaller number comes first"),
        ("reps", "many", "is 'many': write a number, or a range like 2-3"),
        ("tempo", "3-x", "is '3-x': write one like 3-0-1, 2-0-X, X or iso"),
        (
            "contraindications",
            "pfp_acute:sometimes",
            "is 'sometimes': write one of flat_floor_only",
        ),
        ("unilateral", "maybe", "is 'maybe': write one of yes, no"),
        ("min_per_set", "long", "is 'long': reps, tempo and rest come to 2.3"),
    ],
)
def test_a_wrong_cell_is_told_with_what_to_write(broken, column, cell, says):
    assert broken(row("split_squat", **{column: cell})) == [
        f"exercises.csv:2: error: `{column}` {says}"
    ]


def test_unknown_equipment_is_refused(broken):
    (said,) = broken(row("split_squat", equip_required="box/sofa"))

    assert said.startswith("exercises.csv:2: error: `equip_required` is 'sofa': write one of ")


def test_missing_and_unknown_columns_are_told(broken):
    columns = [name for name in ROWS[0] if name != "level"]

    assert broken(ROWS[0], columns=[*columns, "colour"]) == [
        "exercises.csv:1: error: the column `level` is missing",
        "exercises.csv:1: error: there is no column `colour`",
    ]


def test_an_own_exercise_replaces_its_namesake():
    own = shipped()["pogo"]
    changed = with_own([own])

    assert changed["pogo"] is own
    assert list(changed) == list(shipped())
