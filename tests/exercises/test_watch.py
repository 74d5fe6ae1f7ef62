"""What exercises are called on a watch: a row for each, and a broken table tells all at once."""

import pytest

from scheduler.errors import FileError
from scheduler.exercises.catalogue import shipped
from scheduler.exercises.watch import WatchName, read_watch_names, watch_names

TWO = {name: shipped()[name] for name in ("split_squat", "pallof")}
GOOD = "id,category,name\nsplit_squat,lunge,\npallof,core,cable_core_press\n"


@pytest.fixture
def read(tmp_path):
    """Read a table of this text, of a catalogue of two exercises."""

    def tell(text):
        path = tmp_path / "watch.csv"
        path.write_text(text, encoding="utf-8")
        return read_watch_names(path, TWO)

    return tell


def test_every_shipped_exercise_has_its_row():
    assert tuple(watch_names()) == tuple(shipped())


def test_a_category_may_stand_alone(read):
    assert read(GOOD) == {
        "split_squat": WatchName("lunge"),
        "pallof": WatchName("core", "cable_core_press"),
    }


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("id,", "key,", "watch.csv:1: error: the columns are id, category, name"),
        ("split_squat", "squad", "watch.csv:2: error: there is no exercise `squad`"),
        ("split_squat", "squad", "watch.csv: error: the exercise `split_squat` has no row"),
        ("pallof", "split_squat", "watch.csv:3: error: there is another row for `split_squat`"),
        ("lunge", "Lunge", "watch.csv:2: error: `category` is 'Lunge': write small letters"),
        (",core,", ",,", "watch.csv:3: error: a `name` wants its `category`"),
        ("lunge,", "lunge", "watch.csv:2: error: the row has not 3 cells"),
        ("lunge,", "lunge,,", "watch.csv:2: error: the row has not 3 cells"),
    ],
)
def test_what_is_wrong_is_told(read, before, after, says):
    with pytest.raises(FileError) as caught:
        read(GOOD.replace(before, after, 1))

    assert says in str(caught.value)


def test_all_that_is_wrong_is_told_at_once(read):
    with pytest.raises(FileError) as caught:
        read(GOOD.replace("lunge", "A b").replace("core", "C d", 1))

    assert len(caught.value.problems) == 2
