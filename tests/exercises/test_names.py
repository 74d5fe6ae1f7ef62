"""What exercises are called: the table of the apps' names, and the words of an athlete."""

import csv

import pytest

from scheduler.errors import FileError, UsageError
from scheduler.exercises.catalogue import shipped
from scheduler.exercises.names import Names, plain, read_names, shipped_names
from scheduler.resources import constraints_folder

FILE = constraints_folder() / "exercises" / "names.csv"
NAMES = Names(own={"Rear Foot Squat": "rfess", "Plank": "side_plank", "Bench Press": "none"})


def test_the_shipped_table_is_in_order():
    rows = list(csv.DictReader(FILE.open(encoding="utf-8", newline="")))

    assert len(shipped_names()) == len(rows) > 20
    assert {row["id"] for row in rows} <= set(shipped())


def test_a_broken_table_tells_all_that_is_wrong(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text(
        "name,id\nPlank,front_plank\nSQUAT (barbell),squat\nplank!,side_plank\n"
        "Split Squat,split_squat\n?,pogo\n"
    )

    with pytest.raises(FileError) as caught:
        read_names(path)
    assert str(caught.value).splitlines() == [
        "names.csv:3: error: there is no exercise `squat`",
        "names.csv:4: error: the name `plank!` is known already",
        "names.csv:5: error: the name `Split Squat` is known already",
        "names.csv:6: error: the name is empty",
    ]


def test_a_table_of_other_columns_is_refused(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("id,name\nfront_plank,Plank\n")

    with pytest.raises(FileError, match="the columns are not `name,id`"):
        read_names(path)


def test_case_and_marks_of_a_name_do_not_count():
    assert plain("Split-Squat (Dumbbell)") == plain("split squat dumbbell")


@pytest.mark.parametrize(
    ("title", "exercise"),
    [
        pytest.param("Bulgarian Split Squat", "rfess", id="of an app"),
        pytest.param("Push Up", "push_up", id="of the catalogue"),
        pytest.param("REAR FOOT SQUAT", "rfess", id="the athlete's own"),
        pytest.param("Plank", "side_plank", id="the athlete's own beats the app's"),
    ],
)
def test_an_exercise_is_known_by_each_of_its_names(title, exercise):
    assert NAMES.called(title).id == exercise


def test_a_name_that_nobody_told_is_no_exercise():
    assert NAMES.called("Bicep Curl (Barbell)") is None
    assert not NAMES.ignores("Bicep Curl (Barbell)")


def test_a_name_that_the_athlete_calls_none_is_passed_over():
    assert NAMES.called("Bench Press") is None
    assert NAMES.ignores("bench press")


SESSION = ("rfess", "pogo", "side_plank", "gone")


@pytest.mark.parametrize(
    ("said", "exercise"),
    [
        pytest.param("split_squat", "split_squat", id="an id, whatever the session holds"),
        pytest.param("Split squat", "split_squat", id="a whole name, beside a part of another's"),
        pytest.param("split", "rfess", id="a part of a name, of the session first"),
        pytest.param("pogo", "pogo", id="an id of the session"),
        pytest.param("rear foot", "rfess", id="the beginnings of two words"),
        pytest.param("Single-leg glute bridge", "glute_bridge_single", id="a name"),
        pytest.param("nordic", "nordic", id="a part of a name of the catalogue"),
        pytest.param("cable core palloff press", "pallof", id="the name of an app"),
    ],
)
def test_an_exercise_can_be_called_in_short(said, exercise):
    assert Names().meant(said, first=SESSION).id == exercise


def test_what_the_athlete_calls_an_exercise_is_a_whole_name_too():
    names = Names(own={"Split Squat": "step_up", "single": "pogo"})

    assert names.meant("split squat", first=SESSION).id == "step_up"
    assert names.meant("single", first=["sl_rdl"]).id == "pogo"


HELD = (
    "The session holds Rear-foot-elevated split squat (rfess), Double-leg pogo hops (pogo) and Side"
    " plank (side_plank). All are listed in constraints/exercises/exercises.csv"
)


@pytest.mark.parametrize(
    ("said", "first", "says"),
    [
        pytest.param(
            "hip thrusst",
            SESSION,
            "there is no exercise 'hip thrusst'; did you mean Single-leg hip thrust"
            f" (sl_hip_thrust)? {HELD}",
            id="a slip of the pen",
        ),
        pytest.param("zzz", SESSION, f"there is no exercise 'zzz'. {HELD}", id="nothing like it"),
        pytest.param(
            "...",
            (),
            "there is no exercise '...'. All are listed in constraints/exercises/exercises.csv",
            id="no word at all",
        ),
        pytest.param(
            "deadlift",
            SESSION,
            "'deadlift' is a part of 3 names: did you mean Kickstand (staggered) Romanian deadlift"
            " (kickstand_rdl), Single-leg Romanian deadlift (sl_rdl) or Trap-bar deadlift"
            " (trap_bar_dl)?",
            id="several",
        ),
        pytest.param(
            "plank",
            ("side_plank", "side_plank_abd", "front_plank"),
            "'plank' is a part of 3 names: did you mean Side plank (side_plank), Side plank with"
            " hip abduction (side_plank_abd) or Front plank (front_plank)?",
            id="several of the session",
        ),
    ],
)
def test_an_exercise_that_is_unknown_or_not_the_only_one_is_refused_with_those_meant(
    said, first, says
):
    with pytest.raises(UsageError) as caught:
        Names().meant(said, first=first)
    assert str(caught.value) == says
