"""What the user may have meant."""

import pytest

from scheduler.read.file.near import closest, meant_time, near


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("06.00", "06:00"), ("6h", "06:00"), ("6h30", "06:30"), ("6", "06:00"), ("0630", "06:30"),
        ("6am", "06:00"), ("6 pm", "18:00"), ("12am", "00:00"), ("12pm", "12:00"),
        ("06:00:00", "06:00"), ("6.30PM", "18:30"),
    ],
)  # fmt: skip
def test_clock_times_of_other_notations(written, meant):
    assert meant_time(f"`{written}` is no clock time") == f"did you mean `{meant}`?"


@pytest.mark.parametrize("written", ["25h", "06.75", "noon", "", "123456"])
def test_what_is_no_time_in_any_notation(written):
    assert meant_time(f"`{written}` is no clock time") == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("monday", "mon"), ("tues", "tue"), ("mo-fr", "mon-fri"), ("Mo - Su", "mon-sun"),
        ("wensday", "wed"), ("saturday-sunday", "sat-sun"),
    ],
)  # fmt: skip
def test_days_of_other_spellings(written, meant):
    assert meant_time(f"`{written}` names no day") == f"did you mean `{meant}`?"


@pytest.mark.parametrize("written", ["t", "x-fri", "anytime", "-"])
def test_what_is_no_day_in_any_spelling(written):
    assert meant_time(f"`{written}` names no day") == ""


def test_a_window_with_a_long_dash():
    assert meant_time("`06:00\u201308:00` is no window") == (
        "write 06:00-08:00, with a plain hyphen"
    )


def test_other_sentences_have_no_such_hint():
    assert meant_time("the text is empty") == ""


def test_few_words_are_listed_beside_the_nearest():
    assert near("hevy", ["heavy", "light"]) == "did you mean `heavy`? There are: heavy, light"


def test_many_words_are_listed_only_where_none_is_near():
    many = [f"word{number}" for number in range(13)]

    assert near("word1", many) == "did you mean `word1`?"
    assert near("x", many) == f"write one of: {', '.join(many)}"


def test_nothing_is_near_to_nothing():
    assert closest("heavy", []) is None
