"""Workout files: written by one library, read back by another, and gone through as a watch does."""

import datetime as dt

import pytest
from fit_tool.profile.profile_type import ExerciseCategory
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.exercises.watch import WatchName, watch_names
from scheduler.write.exercises import TIMES
from scheduler.write.fit import numbers_of, to_fit

from . import documents
from .test_workout import SESSIONS, exercise
from .watch import messages, played

LATEST = 32  # the categories that watches have known for long


def told(*exercises, **more):
    """A document of one session of these exercises, as ``session --json`` prints it."""
    content = {"phase": "build", "takes": 40, "exercises": list(exercises)} if exercises else {}
    session = documents.session(1, "17:30", 50, "heavy", "Strength A", **content, **more)
    return {"timezone": "Europe/Berlin", "session": session, "unmet": []}


GOOD = told(*documents.CONTENT["exercises"])


def test_the_file_says_that_it_is_a_workout_and_from_when():
    (head,) = messages(to_fit(GOOD))["file_id"]

    assert (head["type"], head["manufacturer"], head["product"]) == ("workout", "development", 0)
    assert head["serial_number"] > 0
    assert head["time_created"] == dt.datetime(2027, 1, 12, 17, 30, tzinfo=dt.UTC)


def test_the_workout_is_strength_training_with_the_number_of_its_steps():
    found = messages(to_fit(GOOD))

    assert found["workout"] == [
        {
            "sport": "training",
            "sub_sport": "strength_training",
            "wkt_name": "Strength A 12 Jan",
            "num_valid_steps": len(found["workout_step"]),
        }
    ]


def test_a_watch_leads_through_every_set_and_rest_in_order():
    carry = [("active", "Suitcase carry", 0, 0), ("rest", "", 60, 0)]
    hold = [("active", f"Bridge hold, {side}", 25, 0) for side in ("left", "right")]
    stretch = [("active", f"Couch stretch, {side}", 45, 0) for side in ("left", "right")]

    assert played(to_fit(GOOD)) == [
        ("warmup", "", 360, 0),
        *[("active", "Pogo hops", 0, 15), ("rest", "", 60, 0)] * 3,
        *[("active", "Split squat", 0, 6), ("rest", "", 120, 0)] * 3,
        *[*hold, ("rest", "", 60, 0)] * 2,
        *[("active", "Single-leg hinge", 0, 8), ("rest", "", 90, 0)] * 2,
        *[("active", "Calf raise", 0, 12), ("rest", "", 90, 0)] * 2,
        *[("active", "Short foot", 0, 9), ("rest", "", 20, 0)] * 2,
        *carry * 2,
        *stretch,
    ]


def test_a_watch_leads_through_the_set_more_of_the_weaker_side():
    lunge = exercise(sets=2, extra="left")

    assert played(to_fit(told(lunge)))[1:] == [
        *[("active", "Split squat", 0, 8), ("rest", "", 90, 0)] * 2,
        ("active", "Split squat, left", 0, 8),
    ]


def test_a_step_says_how_it_is_done():
    (step,) = (
        one
        for one in messages(to_fit(GOOD))["workout_step"]
        if one.get("wkt_step_name") == "Split squat"
    )

    assert step["notes"] == f"3 {TIMES} 6 each side, 2 in reserve, tempo 3-0-1, left side first"
    assert step["exercise_category"] == "lunge"
    assert step["target_type"] == "open"


def test_what_has_no_end_of_its_own_waits_for_the_button():
    steps = messages(to_fit(GOOD))["workout_step"]
    carry = next(one for one in steps if one.get("wkt_step_name") == "Suitcase carry")

    assert carry["duration_type"] == "open"


def test_only_what_is_an_exercise_has_a_category():
    steps = messages(to_fit(GOOD))["workout_step"]

    assert all(("exercise_category" in one) == ("wkt_step_name" in one) for one in steps)


def test_an_exercise_of_ones_own_is_unknown_to_the_watch_and_has_its_name():
    own = exercise() | {"id": "sled", "name": "Schlitten schieben"}
    step = messages(to_fit(told(own)))["workout_step"][1]

    assert (step["exercise_category"], step["wkt_step_name"]) == ("unknown", "Schlitten schieben")
    assert "exercise_name" not in step


@pytest.mark.parametrize("load", [0, 2.5, 14, 102.75])
def test_a_load_is_told_in_kilograms(load):
    step = messages(to_fit(told(exercise(load=load))))["workout_step"][1]

    assert (step["exercise_weight"], step["weight_display_unit"]) == (load, "kilogram")


@pytest.mark.parametrize("load", [655.34, 655.35, 700, 1000])
def test_a_load_that_the_format_cannot_tell_stands_in_the_notes_alone(load):
    step = messages(to_fit(told(exercise(load=load))))["workout_step"][1]

    assert step.get("exercise_weight") == (load if load < 655.35 else None)
    assert f", {load:.0f}" in step["notes"]


def test_without_a_load_none_is_told():
    step = messages(to_fit(told(exercise())))["workout_step"][1]

    assert {"exercise_weight", "weight_display_unit"} & set(step) == set()


@pytest.mark.parametrize("title", [*documents.NASTY, "\u202e"])
def test_foreign_names_are_written_and_read_back(title):
    document = told(exercise(name=title))
    document["session"]["title"] = title
    found = messages(to_fit(document))
    name = found["workout_step"][1].get("wkt_step_name", "")

    assert found["workout"][0]["wkt_name"].endswith("12 Jan")
    assert len(name.encode()) <= 31
    assert name.isprintable() or "\u200d" in name


def test_the_same_session_gives_the_same_bytes():
    assert to_fit(GOOD) == to_fit(told(*documents.CONTENT["exercises"]))


def test_sessions_are_told_apart_by_their_number():
    one, other = (messages(to_fit(told(exercise(), uid=uid)))["file_id"][0] for uid in "ab")

    assert one["serial_number"] != other["serial_number"]


@pytest.mark.parametrize(
    ("year", "told_as"), [(1970, 1998), (1998, 1998), (2027, 2027), (2126, 2126), (2199, 2126)]
)
def test_a_moment_that_the_format_cannot_tell_is_the_nearest_that_it_can(year, told_as):
    start = dt.datetime(year, 1, 12, 17, 30, tzinfo=dt.UTC).isoformat()
    (head,) = messages(to_fit(told(exercise(), start=start)))["file_id"]

    assert head["time_created"].year == told_as


@settings(max_examples=100, deadline=None)
@given(exercises=SESSIONS, title=st.text(max_size=80))
def test_whatever_is_in_a_session_a_watch_comes_to_its_end(exercises, title):
    document = told(*exercises)
    document["session"]["title"] = title
    data = to_fit(document)
    active = [step for step in played(data) if step[0] == "active"]

    assert data == to_fit(document)
    assert messages(data)["workout"][0]["num_valid_steps"] <= 50
    assert len(active) >= len(exercises)


@pytest.mark.parametrize("one", watch_names().items(), ids=lambda one: one[0])
def test_every_word_of_the_table_is_one_of_the_format(one):
    category, name = numbers_of(one[1])

    assert category <= LATEST or category == ExerciseCategory.UNKNOWN.value
    assert (name is None) == (not one[1].name)


def test_a_word_that_the_format_does_not_know_is_not_passed_over():
    with pytest.raises(KeyError):
        numbers_of(WatchName("squat", "split_squad"))
