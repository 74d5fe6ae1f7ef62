"""The log: what was said stays, the last word counts, and a damaged log is left alone."""

import datetime as dt
import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from scheduler.errors import FileError
from scheduler.exercises.done import Done, SetDone
from scheduler.exercises.written import read_set
from scheduler.past import Word
from scheduler.store.log import Entry, Exercised, Log, append, read_log, undone

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2027, 1, 13, 8, tzinfo=BERLIN)
A, B = "2027-01-11/strength-1-1", "2027-01-11/strength-1-2"


def entry(what="missed", key=A, day=12, **more):
    start = dt.datetime(2027, 1, day, 17, 30, tzinfo=BERLIN)
    return Entry(NOW, what, key, "Strength", start, **more)


def sets(*written, key=A, exercise="rfess", **more):
    told = Exercised(exercise, tuple(map(read_set, written)), **more)
    return entry("sets", key, exercise=told)


def words(log):
    return {key: last.word for key, last in log.last.items()}


@pytest.fixture
def said(tmp_path):
    """Say these things one after the other, and read the log again."""

    def say(*entries):
        for one in entries:
            append(tmp_path, read_log(tmp_path, athlete="kim1"), one)
        return read_log(tmp_path, athlete="kim1")

    return say


def test_where_nothing_was_said_the_log_is_empty(tmp_path):
    assert read_log(tmp_path, athlete="kim1") == Log("kim1")


def test_what_was_said_is_read_again(said):
    done = entry("done", B, 14, minutes=40, rpe=7.5)

    assert said(entry(), done).entries == (entry(), done)


def test_each_line_can_be_read_by_people(said, tmp_path):
    said(entry("done", minutes=40))

    assert (tmp_path / "log.jsonl").read_text().splitlines() == [
        '{"schema": "microcycle-log/1", "athlete": "kim1"}',
        (
            '{"said": "2027-01-13T08:00:00+01:00", "what": "done",'
            ' "key": "2027-01-11/strength-1-1", "title": "Strength",'
            ' "start": "2027-01-12T17:30:00+01:00", "plans": 0, "minutes": 40}'
        ),
    ]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\r\n", "\x1c"])
def test_a_title_may_hold_marks_that_end_a_line_elsewhere(said, mark):
    named = replace(entry(), title=f"Strength{mark}A")

    assert said(named, entry("done", B)).entries == (named, entry("done", B))


def test_a_log_that_was_edited_by_hand_may_have_other_line_ends(said, tmp_path):
    said(entry())
    path = tmp_path / "log.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert said(entry("done", B)).entries == (entry(), entry("done", B))


def test_the_last_word_on_a_session_counts(said):
    log = said(entry(), entry("done", B), entry("done", minutes=40))

    assert words(log) == {
        A: Word("done", entry().start, 40),
        B: Word("done", entry().start),
    }


def test_what_is_taken_back_leaves_the_word_before_it(said):
    log = said(entry(), entry("done"), undone(entry("done"), now=NOW, plans=0))

    assert (words(log), len(log.entries)) == ({A: Word("missed", entry().start)}, 3)


def test_everything_can_be_taken_back_one_after_the_other(said):
    first, second = entry(), entry("done", B)
    log = said(first, second, undone(second, now=NOW, plans=0), undone(first, now=NOW, plans=0))

    assert (words(log), log.standing) == ({}, ())


def test_sets_are_read_again_as_they_were_said(said, tmp_path):
    told = sets("3x8@30lb", "left:10@12.5kg", rpe=8, pain=2, worse=True)

    assert said(told).entries == (told,)
    assert (
        (tmp_path / "log.jsonl")
        .read_text()
        .splitlines()[1]
        .endswith(
            '"exercise": {"id": "rfess", "sets": ["3x8@30lb", "left:10@12.5kg"], "rpe": 8.0,'
            ' "pain": 2, "worse": true}}'
        )
    )


def test_sets_tell_what_was_done_on_the_day_of_the_session():
    assert sets("2x8@14kg", "10@14kg", rpe=8, pain=2).done == Done(
        exercise="rfess",
        session=A,
        date=dt.date(2027, 1, 12),
        sets=(*[SetDone(8, 14, effort=8)] * 2, SetDone(10, 14, effort=8)),
        pain=2,
    )


def test_sets_are_no_word_on_their_session(said):
    log = said(entry("done"), sets("3x8"), sets("3x9", key=B))

    assert list(log.last) == [A]
    assert log.last[A].what == "done"


def test_the_last_word_on_an_exercise_of_a_session_counts(said):
    log = said(sets("3x8"), sets("3x9"), sets("3x7", key=B), sets("12", exercise="push_up"))

    assert [one.done.reps for one in log.of_exercises.values()] == [9, 7, 12]


def test_sets_that_are_taken_back_leave_the_words_on_their_session(said):
    word, told = entry("moved"), sets("3x8")
    log = said(word, told, undone(told, now=NOW, plans=0))

    assert (log.of_exercises, log.standing, log.taken_back(A)) == ({}, (word,), [])


def test_a_line_is_not_added_to_a_log_that_another_run_has_changed(said, tmp_path):
    mine = said(entry())
    said(entry("done", B))
    before = (tmp_path / "log.jsonl").read_bytes()

    with pytest.raises(FileError, match="another run has changed it meanwhile"):
        append(tmp_path, mine, entry("done"))
    assert (tmp_path / "log.jsonl").read_bytes() == before


HEAD = '{"schema": "microcycle-log/1", "athlete": "kim1"}\n'


def written(**more):
    """A log of one line, with fields of its own."""
    start = entry().start.isoformat()
    line = {"said": NOW.isoformat(), "what": "done", "key": A, "title": "A", "start": start, **more}
    return f"{HEAD}{json.dumps(line)}\n".encode()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(b"", "log.jsonl:1:1: error: is damaged: Expecting value", id="empty"),
        pytest.param(
            b'{"schema": "microcycle-log/1", "athlete": 7}\n',
            "log.jsonl:1: error: is damaged at athlete: Input should be a valid string",
            id="nobody's",
        ),
        pytest.param(b"[1]\n", "log.jsonl:1: error: is no log of microcycle", id="another file"),
        pytest.param(
            b'{"schema": "microcycle-log/9", "athlete": "kim1"}\n',
            "log.jsonl:1: error: is of version 9, which this microcycle does not know\n"
            "  hint: use the newer microcycle that wrote it",
            id="a newer one",
        ),
        pytest.param(
            f"{HEAD}{{\n".encode(),
            "log.jsonl:2:2: error: is damaged: Expecting property name enclosed in double quotes\n"
            "  hint: move it away to start a new log, or bring back a good copy",
            id="a line cut off",
        ),
        pytest.param(
            f'{HEAD}{{"what": "eaten"}}\n'.encode(),
            "log.jsonl:2: error: is damaged at said: Field required",
            id="a line of another form",
        ),
        pytest.param(
            written(new=3),
            "log.jsonl:2: error: holds something at new that this microcycle does not know\n"
            "  hint: use the newer microcycle that wrote it",
            id="a field of a newer one",
        ),
        pytest.param(
            written(what="slept"),
            "log.jsonl:2: error: holds something at what that this microcycle does not know",
            id="a word of a newer one",
        ),
        pytest.param(
            written(what="sets", exercise={"id": "rfess", "tempo": 3}),
            "holds something at exercise.tempo that this microcycle does not know",
            id="a field of a newer one about an exercise",
        ),
        pytest.param(
            written(what="sets", exercise={"id": "rfess", "sets": ["3x8@14"]}),
            "log.jsonl:2: error: is damaged at exercise.sets.0: Value error, '3x8@14' does not tell"
            " kilograms or pounds",
            id="a set without its unit",
        ),
        pytest.param(
            written(what="sets", exercise={"id": "rfess", "pain": 11}),
            "log.jsonl:2: error: is damaged at exercise.pain",
            id="more pain than there is",
        ),
        pytest.param(
            written(what="sets"),
            "log.jsonl:2: error: is damaged: sets are those of an exercise",
            id="sets of no exercise",
        ),
        pytest.param(
            written(exercise={"id": "rfess"}),
            "log.jsonl:2: error: is damaged: sets are those of an exercise",
            id="an exercise without sets",
        ),
        pytest.param(b"\xff\xfe", "is damaged: it is no UTF-8 text", id="no text"),
        pytest.param(
            HEAD.replace("kim1", "ana").encode(),
            "is the log of ana, not of kim1",
            id="another athlete's",
        ),
    ],
)
def test_a_log_that_is_not_understood_is_refused_with_what_to_do(tmp_path, text, says):
    (tmp_path / "log.jsonl").write_bytes(text)

    with pytest.raises(FileError) as caught:
        read_log(tmp_path, athlete="kim1", owner="kim1")
    assert says in str(caught.value)
    assert (tmp_path / "log.jsonl").read_bytes() == text


def test_a_log_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "log.jsonl").mkdir()

    with pytest.raises(FileError, match="cannot be read"):
        read_log(tmp_path, athlete="kim1")
