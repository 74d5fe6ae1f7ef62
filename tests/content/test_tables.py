"""The tables of doses and limits: whole, in their order, each row with its reason."""

import csv
from dataclasses import fields

import pytest

from scheduler.content.doses import dose, levels, phases
from scheduler.content.limits import Limits, limits
from scheduler.content.paces import Paces
from scheduler.content.prices import Prices
from scheduler.exercises.catalogue import shipped
from scheduler.exercises.words import LEVELS, PHASES
from scheduler.resources import constraints_folder

FOLDER = constraints_folder() / "exercises"


def rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["phases", "levels", "limits", "wishes", "progress"])
def test_every_number_says_why(name):
    assert all(row["why"] for row in rows(name))


def test_each_phase_and_each_level_has_its_row():
    assert tuple(phases()) == PHASES
    assert tuple(row["level"] for row in rows("levels")) == tuple(levels()) == LEVELS


@pytest.mark.parametrize(
    ("name", "kind"), [("limits", Limits), ("wishes", Prices), ("progress", Paces)]
)
def test_each_number_is_used_by_name(name, kind):
    assert [row["name"] for row in rows(name)] == [field.name for field in fields(kind)]


def test_whoever_runs_for_performance_may_lift_more_on_both_legs():
    assert limits().single_leg("durability") == 60
    assert limits().single_leg("performance") == 40


def test_a_taper_takes_about_half_of_the_sets():
    build, taper = (dose(phase, "intermediate", "heavy", 50) for phase in ("build", "taper"))

    assert build.leg_sets == (8, 14)
    assert taper.leg_sets == (4, 8)


def test_no_session_is_heavier_or_longer_than_its_phase_allows():
    found = dose("race_week", "advanced", "heavy", 60)

    assert (found.kind, found.minutes, found.effort) == ("light", 30, 5)
    assert dose("race_week", "advanced", "core", 20).kind == "core"


@pytest.mark.parametrize(
    ("phase", "reps"), [("base", 11), ("build", 9), ("peak", 8), ("recovery", 12)]
)
def test_the_phase_decides_where_in_the_range_the_reps_lie(phase, reps):
    found = dose(phase, "intermediate", "moderate", 50)

    assert found.reps_of(shipped()["split_squat"]) == reps


def test_seconds_and_metres_are_told_in_fives_and_jumps_at_the_middle():
    found = dose("build", "intermediate", "heavy", 50)

    assert found.reps_of(shipped()["side_plank"]) == 25
    assert found.reps_of(shipped()["pogo"]) == 15


def test_a_novice_keeps_three_in_reserve():
    efforts = {
        dose(phase, "novice", "heavy", 50).effort_of(shipped()["split_squat"]) for phase in PHASES
    }

    assert max(efforts) == 7
