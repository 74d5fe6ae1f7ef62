"""What is made of files is made when they change, and stays while they cannot be used."""

from scheduler.errors import FileError, Place, Problem
from scheduler.sync.last_good import LastGood

from .scene import raising


def failing(says):
    return raising(FileError([Problem(Place("file"), says)]))


def test_it_is_made_only_when_the_look_changes():
    made = LastGood(print)

    assert made.good is None
    assert [made.of(look, object) is made.good for look in (1, 1, 2)] == [True] * 3
    assert made.of(2, failing("not called")) is made.good


def test_what_cannot_be_used_is_told_once_and_tried_each_time():
    told: list[str] = []
    made: LastGood[str] = LastGood(told.append)
    made.of(1, lambda: "good")
    found = [made.of(2, failing(says)) for says in ("torn", "torn", "empty")]

    assert found == ["good"] * 3
    assert told == ["file: error: torn", "file: error: empty"]
    assert made.of(2, lambda: "better") == "better"


def test_after_something_good_the_same_damage_is_told_again():
    told: list[str] = []
    made: LastGood[str] = LastGood(told.append)
    made.of(1, failing("torn"))
    made.of(2, lambda: "good")
    made.of(3, failing("torn"))

    assert told == ["file: error: torn"] * 2
