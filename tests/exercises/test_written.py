"""Sets as they are written, read and shown again; and what to write instead."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.exercises.catalogue import shipped
from scheduler.exercises.done import SetDone
from scheduler.exercises.written import WrittenSet, like, of_exercise, read_set

LOADS = st.decimals("0", "999.99", places=2)
SETS = st.builds(
    WrittenSet,
    times=st.integers(1, 20),
    reps=st.integers(1, 1000),
    unit=st.sampled_from(["", "s", "m"]),
    load=st.none() | LOADS,
    side=st.sampled_from([None, "left", "right"]),
) | st.builds(WrittenSet, st.integers(1, 20), st.integers(1, 1000), load=LOADS, mass=st.just("lb"))


@given(SETS)
def test_what_is_shown_is_read_as_the_same_sets(written):
    assert read_set(str(written)) == written


@given(SETS, st.sampled_from([str.upper, lambda text: text.replace("x", " \u00d7 ")]))
def test_case_spaces_and_the_sign_for_times_do_not_count(written, otherwise):
    assert read_set(otherwise(str(written))) == written


@given(SETS)
def test_each_set_is_one_and_its_load_is_told_exactly(written):
    sets = written.done(8)
    one = Fraction("0.45359237") if written.mass == "lb" else Fraction(1)

    assert len(sets) == written.times
    assert {done.reps for done in sets} == {written.reps}
    assert sets[0].effort == 8
    if written.load is None:
        assert sets[0].load is None
    else:
        assert sets[0].load == float(Fraction(written.load) * one)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3x8@14kg", "3x8@14kg"),
        ("1x10@14.0kg", "10@14kg"),
        ("3x8@12,5kg", "3x8@12.5kg"),
        ("3*8@30lbs", "3x8@30lb"),
        ("left:3x8@14kg", "left:3x8@14kg"),
        ("2x30s", "2x30s"),
        ("10@0kg", "10@0kg"),
        ("5@1000kg", "5@1000kg"),
        ("5@2204lb", "5@2204lb"),
    ],
)
def test_sets_are_shown_in_the_shortest_form(text, shown):
    assert str(read_set(text)) == shown


def test_a_pound_is_what_the_treaty_says():
    assert read_set("10@30lb").done() == (SetDone(10, float(Decimal("13.6077711"))),)


NO_SET = "is no set: write one like 3x8@14kg, 3x12, 2x30s, 2x25m or left:10@14kg"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("eight", f"'eight' {NO_SET}"),
        ("", f"'' {NO_SET}"),
        ("3x", f"'3x' {NO_SET}"),
        ("both:3x8", f"'both:3x8' {NO_SET}"),
        ("3x8@9999kg", "'3x8@9999kg' is 9999 kg: write 0 to 1000 kg"),
        ("3x8@1000.01kg", "'3x8@1000.01kg' is 1000.01 kg: write 0 to 1000 kg"),
        ("3x8@2205lb", "'3x8@2205lb' is 2205 lb: write 0 to 2204 lb"),
        ("3x8@", f"'3x8@' {NO_SET}"),
        ("3x\u0668", f"'3x\u0668' {NO_SET}"),
        (
            "left:3x8@14",
            "'left:3x8@14' does not tell kilograms or pounds: write left:3x8@14kg or left:3x8@14lb",
        ),
        (
            "3x8@2st",
            "'3x8@2st' does not tell kilograms or pounds: write 3x8@2kg or 3x8@2lb",
        ),
        ("0x8", "'0x8' is 0 sets: write 1 to 20"),
        ("30x8", "'30x8' is 30 sets: write 1 to 20"),
        ("3x0", "'3x0' is 0 of a set: write 1 to 1000"),
        ("3x1001", "'3x1001' is 1001 of a set: write 1 to 1000"),
    ],
)
def test_what_is_no_set_is_refused_with_what_to_write(text, says):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - its text is compared
        read_set(text)
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("exercise", "text", "says"),
    [
        (
            "front_plank",
            "2x30",
            "'2x30': Front plank is counted in seconds: write 2x30s",
        ),
        (
            "suitcase_carry",
            "2x25s@20kg",
            "'2x25s@20kg': Suitcase carry is counted in metres: write 2x25m@20kg",
        ),
        (
            "split_squat",
            "left:3x8s@14kg",
            "'left:3x8s@14kg': Split squat is counted in repetitions: write left:3x8@14kg",
        ),
        (
            "back_squat",
            "left:3x5@60kg",
            "'left:3x5@60kg': both sides do Barbell back squat at once: write 3x5@60kg",
        ),
    ],
)
def test_a_unit_or_side_that_is_not_the_exercises_own_is_refused(exercise, text, says):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - its text is compared
        of_exercise(text, shipped()[exercise])
    assert str(caught.value) == says


@pytest.mark.parametrize(("exercise", "text"), [("band_walk", "2x10"), ("pogo", "2x15")])
def test_steps_and_contacts_are_counted_by_a_bare_number_or_by_their_name(exercise, text):
    one = shipped()[exercise]

    assert str(of_exercise(text, one)) == str(of_exercise(f"{text}{one.unit}", one)) == text


@pytest.mark.parametrize("exercise", shipped().values(), ids=lambda one: one.id)
def test_the_example_of_an_exercise_is_one_of_its_sets(exercise):
    example = like(exercise)

    assert of_exercise(str(example), exercise) == example
