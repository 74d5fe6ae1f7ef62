"""The athlete file's own exercises become exercises of the catalogue."""

from pathlib import Path

import pytest

from scheduler.exercises.catalogue import shipped
from scheduler.exercises.exercise import Span
from scheduler.exercises.written import read_set
from scheduler.lowering import read_athlete

ROOT = Path(__file__).parents[2]
LEAST = "{id: sled, name: Sled push, pattern: step_up, leg_stress: heavy, reps: 20}"


@pytest.fixture
def own(athlete):
    """Read one own exercise."""

    def read(lines):
        return athlete(f"exercises: {{own: [{lines}]}}").file.exercises.own[0].exercise()

    return read


def test_what_is_not_written_is_what_is_usual(own):
    exercise = own(LEAST)

    assert (exercise.sets, exercise.reps, exercise.rpe) == (Span(2, 3), Span(20, 20), Span(6, 8))
    assert (exercise.rest, exercise.doms, exercise.level) == (60, 2, 1)
    assert exercise.phases == {"base", "build", "recovery"}


def test_the_example_writes_every_key():
    (own,) = read_athlete(ROOT / "constraints" / "marcus.yaml").file.exercises.own
    exercise = own.exercise()

    assert exercise.needs == (frozenset({"box", "bench"}), frozenset({"medicine_ball"}))
    assert exercise.rest == 75
    assert exercise.bars == {"pfp_acute": ""}
    assert set(own.model_fields_set) == set(type(own).model_fields)


def test_contacts_follow_from_the_reps(own):
    exercise = own(LEAST.replace("reps: 20", "reps: 6-10, unit: contacts, per_side: yes"))

    assert exercise.contacts == 16


@pytest.mark.parametrize(("rest", "seconds"), [("90s", 90), ("2min", 120), ("0s", 0)])
def test_a_rest_is_written_in_seconds_or_minutes(own, rest, seconds):
    assert own(LEAST.replace("reps", f"rest: {rest}, reps")).rest == seconds


def test_favourites_may_be_own_ones(athlete):
    file = athlete(f"exercises: {{favourites: [sled, pogo], own: [{LEAST}]}}").file

    assert file.exercises.favourites == ("sled", "pogo")
    assert "sled" not in shipped()


def test_what_is_needed_is_written_in_one_order_for_kept_plans_are_known_by_it(athlete):
    needs = "needs: [step/box/bench/wall/partner/rack/towel]"
    file = athlete(f"exercises: {{own: [{LEAST.replace('reps', f'{needs}, reps')}]}}").file
    (written,) = file.model_dump(mode="json")["exercises"]["own"]

    assert written["needs"] == [["bench", "box", "partner", "rack", "step", "towel", "wall"]]


@pytest.mark.parametrize("pounds", ["0.1", "2.5", "5", "7.55"])
def test_a_pound_of_the_file_is_a_pound_of_the_log(athlete, pounds):
    step = athlete(f"exercises: {{smallest_step: {pounds}lb}}").file.exercises.smallest_step

    assert step == read_set(f"8@{pounds}lb").done()[0].load
