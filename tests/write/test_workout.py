"""A session as the steps of a watch: nothing is lost, and all of it fits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.write.exercises import TIMES
from scheduler.write.view import one_session
from scheduler.write.workout import (
    MOST_STEPS,
    NAME,
    NOTES,
    Repeat,
    Step,
    name_of,
    shortened,
    steps_of,
)

from . import documents

WARM_UP = Step("warm up", seconds=360)


def steps(*exercises):
    """The steps after the warm-up of a session of these exercises."""
    first, *others = steps_of({"takes": 40, "phase": "build", "exercises": list(exercises)})
    assert first == WARM_UP
    return others


def exercise(**more):
    return documents.exercise("lifts", "Split squat", 3, 8) | more


def test_sets_are_a_step_a_rest_and_a_repeat():
    work, rest, repeat = steps(exercise())

    assert (work.kind, work.name, work.reps, work.seconds) == ("work", "Split squat", 8, 0)
    assert work.notes == f"3 {TIMES} 8 each side, 2 in reserve, tempo 3-0-1"
    assert rest == Step("rest", seconds=90)
    assert repeat == Repeat(first=1, times=3)


def test_a_repeat_goes_back_to_its_own_exercise():
    found = steps(exercise(), exercise(), exercise())

    assert [one.first for one in found if isinstance(one, Repeat)] == [1, 4, 7]


def test_a_single_set_is_not_repeated_and_the_last_needs_no_rest():
    found = steps(exercise(sets=1), exercise(sets=1))

    assert [one.kind for one in found] == ["work", "rest", "work"]


def test_what_needs_no_rest_has_none():
    work, repeat = steps(exercise(rest=0))

    assert (work.kind, repeat) == ("work", Repeat(1, 3))


@pytest.mark.parametrize(
    ("unit", "ends"),
    [
        ("reps", {"reps": 8}),
        ("contacts", {"reps": 8}),
        ("steps", {"reps": 8}),
        ("s", {"seconds": 8}),
        ("m", {}),
    ],
)
def test_a_set_ends_by_its_unit(unit, ends):
    work = steps(exercise(unit=unit, per_side=False))[0]

    assert {"reps": work.reps, "seconds": work.seconds} == {"reps": 0, "seconds": 0} | ends


@pytest.mark.parametrize(
    ("first", "sides"),
    [(None, ["left", "right"]), ("left", ["left", "right"]), ("right", ["right", "left"])],
)
def test_what_is_timed_on_each_side_has_a_step_for_each(first, sides):
    one, other, _, repeat = steps(exercise(unit="s", reps=45, first_side=first))

    assert [one.name, other.name] == [f"Split squat, {side}" for side in sides]
    assert one.seconds == other.seconds == 45
    assert repeat == Repeat(1, 3)


@pytest.mark.parametrize(
    ("sets", "before"), [(1, ["work", "rest"]), (3, ["work", "rest", "repeat"])]
)
def test_one_set_more_of_a_side_is_a_step_of_that_side_after_the_others(sets, before):
    found = steps(exercise(sets=sets, extra="right"), exercise(sets=1))
    *others, more, rest, _ = found

    assert [getattr(one, "kind", "repeat") for one in others] == before
    assert (more.name, more.reps) == ("Split squat, right", 8)
    assert rest == Step("rest", seconds=90)


def test_one_set_more_of_a_hold_is_timed_and_needs_no_rest_at_the_end():
    *_, repeat, more = steps(exercise(unit="s", reps=45, extra="left"))

    assert repeat == Repeat(1, 3)
    assert (more.name, more.seconds) == ("Split squat, left", 45)


def test_the_metres_stand_in_the_notes_as_a_watch_indoors_measures_none():
    work = steps(exercise(unit="m", reps=25))[0]

    assert work.notes.startswith(f"3 {TIMES} 25 m each side")


def test_the_notes_hold_what_to_look_out_for():
    work = steps(exercise(first_side="left", new=True, cue="on the flat floor"))[0]

    assert work.notes == (
        f"3 {TIMES} 8 each side, 2 in reserve, tempo 3-0-1, on the flat floor, left side first, new"
    )


def test_a_load_goes_along():
    assert steps(exercise(load=14.0))[0].load == 14
    assert steps(exercise())[0].load is None


def test_a_session_of_very_many_exercises_has_one_step_for_each():
    found = steps(*[exercise()] * 20)

    assert len(found) == 20
    assert {one.kind for one in found} == {"work"}
    assert {(one.reps, one.seconds) for one in found} == {(0, 0)}
    assert found[0].notes == f"3 {TIMES} 8 each side, 2 in reserve, rest 90 s, tempo 3-0-1"


@pytest.mark.parametrize(
    ("unit", "exercises", "counted"),
    [("s", 12, 49), ("s", 13, 14), ("reps", 16, 49), ("reps", 17, 18)],
)
def test_as_many_exercises_as_fit_have_their_sets_and_rests(unit, exercises, counted):
    assert 1 + len(steps(*[exercise(unit=unit)] * exercises)) == counted


def test_what_is_fixed_in_the_file_has_no_steps():
    assert steps_of({"kind": "heavy"}) == ()


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("Split squat", 31, "Split squat"),
        ("Split squat", 11, "Split squat"),
        ("Split squat", 10, "Split"),
        ("Split squat, left", 14, "Split squat"),
        ("Half-kneeling hip-flexor mobilisation", 31, "Half-kneeling hip-flexor"),
        ("Kniebeugenüberstreckung", 12, "Kniebeugen\u00fc"),
        ("Kniebeugenüberstreckung", 11, "Kniebeugen"),
        ("🏃🏃🏃", 7, "🏃"),
        ("👨\u200d👩\u200d👧", 7, "👨"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_after_a_whole_word_or_else_character(text, limit, kept):
    assert shortened(text, limit) == kept


@given(text=st.text(max_size=60), limit=st.integers(0, 80))
def test_a_cut_text_is_the_beginning_of_the_whole_and_fits(text, limit):
    printable = "".join(letter for letter in text if letter.isprintable())
    kept = shortened(printable, limit)

    assert printable.startswith(kept)
    assert len(kept.encode()) <= limit


def test_the_workout_is_called_by_its_session_and_day():
    week = documents.good_week()
    session = next(one for one in week["sessions"] if one["title"] == "Strength A")
    view = one_session({"timezone": "Europe/London", "session": session})

    assert name_of(view) == "Strength A 12 Jan"


@pytest.mark.parametrize("title", documents.NASTY)
def test_a_long_title_leaves_room_for_the_day(title):
    session = documents.session(1, "17:30", 50, "heavy", title)
    name = name_of(one_session({"timezone": "Europe/London", "session": session}))

    assert name.endswith("12 Jan")
    assert len(name.encode()) <= NAME


EXERCISES = st.builds(
    documents.exercise,
    part=st.sampled_from(["jumps", "heavy lifts", "lifts", "core", "mobility"]),
    name=st.text(min_size=1, max_size=80) | st.sampled_from(documents.NASTY),
    sets=st.integers(1, 6),
    reps=st.integers(1, 90),
    unit=st.sampled_from(["reps", "s", "m", "steps", "contacts"]),
    per_side=st.booleans(),
    effort=st.integers(1, 9),
    rest=st.sampled_from([0, 15, 45, 90, 180]),
    tempo=st.sampled_from([None, "3-0-1", "iso", "X"]),
    cue=st.none() | st.text(max_size=120),
    first_side=st.sampled_from([None, "left", "right"]),
    new=st.booleans(),
    load=st.none() | st.integers(0, 800).map(lambda quarters: quarters / 4),
)
SESSIONS = st.lists(EXERCISES, min_size=1, max_size=30)


def length(one, *, is_last):
    """How many steps an exercise takes with its sets and rests."""
    several = one["sets"] > 1
    sides = 2 if one["unit"] == "s" and one["per_side"] else 1
    return sides + several + bool(one["rest"] and (several or not is_last))


def in_words(exercises):
    """What one is to be led through: every set of every exercise, and the rests after them."""
    for number, one in enumerate(exercises, start=1):
        seconds = one["reps"] if one["unit"] == "s" else 0
        reps = one["reps"] if one["unit"] in ("reps", "steps", "contacts") else 0
        for _ in range(one["sets"]):
            yield from [("work", seconds, reps)] * (2 if seconds and one["per_side"] else 1)
            if one["rest"] and (one["sets"] > 1 or number < len(exercises)):
                yield ("rest", one["rest"], 0)


def led_through(found):
    """The steps, with all that is repeated."""
    place, done = 0, {}
    while place < len(found):
        one = found[place]
        if isinstance(one, Repeat):
            done[place] = done.get(place, 1) + 1
            place = one.first if done[place] <= one.times else place + 1
        else:
            yield (one.kind, one.seconds, one.reps)
            place += 1


@settings(max_examples=300, deadline=None)
@given(exercises=SESSIONS)
def test_one_is_led_through_every_set_and_rest_in_order(exercises):
    found = steps_of({"takes": 40, "phase": "build", "exercises": exercises})
    work = [one for one in found if isinstance(one, Step) and one.kind == "work"]
    last = len(exercises) - 1
    whole = 1 + sum(length(one, is_last=n == last) for n, one in enumerate(exercises))
    wanted = in_words(exercises) if whole <= MOST_STEPS else [("work", 0, 0)] * len(exercises)

    assert len(found) <= MOST_STEPS
    assert list(led_through(found)) == [("warm up", 360, 0), *wanted]
    assert all(len(one.name.encode()) <= NAME and len(one.notes.encode()) <= NOTES for one in work)
    assert list(dict.fromkeys(one.exercise for one in work)) == list(
        dict.fromkeys(one["id"] for one in exercises)
    )
