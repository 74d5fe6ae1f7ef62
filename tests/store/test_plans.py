import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.errors import FileError
from scheduler.store import locks
from scheduler.store.edits import Edit
from scheduler.store.plans import (
    KeptSession,
    KeptWeek,
    Revision,
    plans_folder,
    read_week,
    with_revision,
    write_week,
)
from scheduler.store.stamps import stamped
from scheduler.write.ics import Entry, to_ics

LONDON = ZoneInfo("Europe/London")
WEEK = dt.date(2027, 1, 11)
MADE = dt.datetime(2027, 1, 10, 18, tzinfo=dt.UTC)


def session(day=12, **changes):
    start = dt.datetime(2027, 1, day, 17, 30, tzinfo=LONDON)
    basis = KeptSession(
        key="strength-1-1",
        uid="a",
        activity="strength",
        kind="heavy",
        title="Strength A",
        start=start,
        minutes=50,
        rpe=7,
        load=350,
        origin="planned",
        asked="heavy",
    )
    return replace(basis, **changes)


def event():
    start = session().start
    entry = Entry("a", start, start + dt.timedelta(minutes=50), "Strength A", "Für später: 3 mal 5")
    table, _ = stamped([entry], {}, now=MADE, zone="Europe/London")
    return table


def kept(**changes):
    basis = KeptWeek("Ana", WEEK, (Revision(MADE, (session(),)),), event())
    return replace(basis, **changes)


@pytest.fixture
def week_file(tmp_path):
    return write_week(tmp_path, kept())


def refusal(action):
    with pytest.raises(FileError) as refused:
        action()
    return str(refused.value)


def test_plans_lie_beside_the_athlete_file():
    assert plans_folder(Path("constraints/ana.yaml"), {}) == Path("constraints/plans/ana")


def test_plans_lie_in_the_home_that_is_named():
    athlete = Path("constraints/ana.yaml")

    assert plans_folder(athlete, {"MICROCYCLE_HOME": "/data"}) == Path("/data/plans/ana")
    assert plans_folder(athlete, {"MICROCYCLE_HOME": ""}) == Path("constraints/plans/ana")
    assert plans_folder(athlete, {"MICROCYCLE_HOME": "~/kept"}) == Path.home() / "kept/plans/ana"


def test_week_that_was_never_planned_is_none(tmp_path):
    assert read_week(tmp_path / "nowhere", WEEK) is None


def test_week_is_read_back_as_it_was_written(tmp_path):
    path = write_week(tmp_path / "plans" / "ana", kept())

    assert path == tmp_path / "plans" / "ana" / "2027-01-11.json"
    assert read_week(path.parent, WEEK, athlete="Ana") == kept()


def test_calendar_made_from_what_was_read_is_the_same(week_file):
    def calendar(week):
        events = [(event.entry, event.stamp) for event in week.events.values()]
        return to_ics(events, name="Strength", zone="Europe/London")

    assert calendar(read_week(week_file.parent, WEEK)) == calendar(kept())


def test_file_is_made_for_people_to_read(week_file):
    text = week_file.read_text(encoding="utf-8")

    assert text.startswith('{\n  "schema": "microcycle-plan/1",\n  "athlete": "Ana",\n')
    assert '"title": "Strength A",\n          "start": "2027-01-12T17:30:00Z",\n' in text
    assert "Für später: 3 mal 5" in text
    assert text.endswith("}\n")


def test_local_time_stands_in_the_file(tmp_path):
    summer = session(start=dt.datetime(2027, 7, 6, 17, 30, tzinfo=LONDON))
    path = write_week(tmp_path, kept(revisions=(Revision(MADE, (summer,)),)))

    assert '"2027-07-06T17:30:00+01:00"' in path.read_text(encoding="utf-8")


def test_same_week_leaves_the_file_untouched(week_file):
    before = week_file.stat()

    write_week(week_file.parent, read_week(week_file.parent, WEEK))

    assert week_file.stat() == before


def test_plan_that_differs_becomes_a_revision(week_file):
    read = read_week(week_file.parent, WEEK)
    moved = Revision(MADE + dt.timedelta(days=1), (session(day=13),))
    write_week(week_file.parent, with_revision(read, moved), read)

    assert read_week(week_file.parent, WEEK).revisions == (*kept().revisions, moved)


def test_same_plan_made_later_is_no_revision(week_file):
    read = read_week(week_file.parent, WEEK)
    later = Revision(MADE + dt.timedelta(days=1), (session(),))

    assert with_revision(read, later) is read


def test_same_plan_in_an_hour_passed_twice_is_no_revision(tmp_path):
    """Python never finds two zones' times equal in such an hour; the file tells the same moment."""
    night = session(start=dt.datetime(2027, 10, 31, 1, 30, tzinfo=LONDON, fold=1))
    write_week(tmp_path, kept(revisions=(Revision(MADE, (night,)),)))
    read = read_week(tmp_path, WEEK)

    assert with_revision(read, Revision(MADE, (night,))) is read


def test_first_plan_is_a_revision_even_when_empty():
    empty = Revision(MADE, ())

    assert with_revision(kept(revisions=()), empty).revisions == (empty,)


def test_file_of_another_athlete_is_neither_read_nor_overwritten(week_file):
    before = week_file.read_bytes()
    said = refusal(lambda: read_week(week_file.parent, WEEK, athlete="Bea"))

    assert said == (
        f"{week_file}: error: is the week of Ana, not of Bea\n"
        "  hint: give each athlete a file name of their own, set MICROCYCLE_HOME, or move it away"
    )
    assert refusal(lambda: write_week(week_file.parent, kept(athlete="Bea"))) == said
    assert week_file.read_bytes() == before


def test_file_of_another_week_is_refused(week_file):
    week_file.rename(week_file.with_name("2027-01-18.json"))

    said = refusal(lambda: read_week(week_file.parent, dt.date(2027, 1, 18)))

    assert "2027-01-18.json: error: holds the week of 2027-01-11, not of 2027-01-18" in said


def edited(path, **changes):
    content = json.loads(path.read_text(encoding="utf-8")) | changes
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"schema": "microcycle-plan/2"}, "is of version 2, which", id="newer"),
        pytest.param({"schema": "microcycle/1"}, "is no kept plan", id="another file of ours"),
        pytest.param({"schema": None}, "is no kept plan", id="no schema"),
        pytest.param({"athlete": None}, "is damaged at athlete: Input should be", id="no athlete"),
        pytest.param({"week": "someday"}, "is damaged at week: Input should be", id="no date"),
        pytest.param({"inputs": {"a": -1}}, "is damaged at inputs.a: ", id="a plan before all"),
        pytest.param({"revisions": [{"made": "2027-01-10T18:00:00"}]}, "timezone", id="no zone"),
    ],
)
def test_file_that_is_not_understood_is_neither_read_nor_overwritten(week_file, changes, says):
    edited(week_file, **changes)
    before = week_file.read_bytes()

    said = refusal(lambda: read_week(week_file.parent, WEEK))

    assert says in said
    assert "hint: " in said
    assert refusal(lambda: write_week(week_file.parent, kept())) == said
    assert week_file.read_bytes() == before


def test_entry_without_a_zone_is_refused(week_file):
    text = week_file.read_text(encoding="utf-8").replace("18:20:00Z", "18:20:00")
    week_file.write_text(text, encoding="utf-8")

    said = refusal(lambda: read_week(week_file.parent, WEEK))

    assert "is damaged at events.a.entry: " in said
    assert "the times of Strength A need a zone" in said


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b"[" * 100_000, id="nested without end"),
        pytest.param(b"9" * 5_000, id="an endless number"),
    ],
)
def test_garbage_is_refused(tmp_path, data):
    path = tmp_path / "2027-01-11.json"
    path.write_bytes(data)

    assert f"{path}" in refusal(lambda: read_week(tmp_path, WEEK))
    assert refusal(lambda: write_week(tmp_path, kept()))
    assert path.read_bytes() == data


def test_torn_file_is_refused_at_the_place_where_it_ends(week_file):
    week_file.write_bytes(week_file.read_bytes()[:70])

    said = refusal(lambda: read_week(week_file.parent, WEEK))

    assert said.startswith(f"{week_file}:4:11: error: is damaged: ")
    assert said.endswith("hint: move it away to start this week anew, or bring back a good copy")


@settings(max_examples=60)
@given(data=st.data())
def test_file_torn_anywhere_is_refused(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("ana")
    path = write_week(folder, kept())
    whole = path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 3))])

    assert refusal(lambda: read_week(folder, WEEK))


@settings(max_examples=60)
@given(data=st.data())
def test_garbled_file_is_refused_or_read_never_a_crash(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("ana")
    path = write_week(folder, kept())
    garbled = bytearray(path.read_bytes())
    garbled[data.draw(st.integers(0, len(garbled) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(garbled)

    try:
        read = read_week(folder, WEEK)
    except FileError:
        read = kept()

    assert read.week == WEEK


PLANNED_AGAIN = Revision(MADE, (session(day=13),))
MOVED = Edit(dt.datetime(2027, 1, 13, 17, 30, tzinfo=LONDON), 50)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"revisions": (*kept().revisions, PLANNED_AGAIN)}, id="a plan"),
        pytest.param({"edits": {"a": MOVED}}, id="a move in the calendar"),
        pytest.param({"events": {}}, id="the events"),
        pytest.param({"inputs": {"0f": 0}}, id="from what it was planned"),
        pytest.param({"zone": "Europe/London"}, id="the zone"),
    ],
)
def test_week_changed_by_another_run_meanwhile_is_not_overwritten(week_file, change):
    read = read_week(week_file.parent, WEEK)
    theirs = replace(read, **change)
    write_week(week_file.parent, theirs, read)

    for mine in (read, with_revision(read, Revision(MADE, (session(day=14),)))):
        said = refusal(lambda mine=mine: write_week(week_file.parent, mine, read))
        assert "another run has changed it meanwhile\n  hint: run the command again" in said
    assert read_week(week_file.parent, WEEK) == theirs


def test_week_that_another_run_was_first_to_keep_is_not_overwritten(week_file):
    before = week_file.read_bytes()

    assert "meanwhile" in refusal(lambda: write_week(week_file.parent, kept(edits={"a": MOVED})))
    assert week_file.read_bytes() == before


def test_week_that_was_taken_away_meanwhile_is_not_brought_back(week_file):
    read = read_week(week_file.parent, WEEK)
    week_file.unlink()

    assert "meanwhile" in refusal(lambda: write_week(week_file.parent, read, read))
    assert not week_file.exists()


def test_two_runs_that_say_the_same_are_at_peace(week_file):
    write_week(week_file.parent, kept(edits={"a": MOVED}), kept())

    write_week(week_file.parent, kept(edits={"a": MOVED}), kept())


def test_week_that_another_run_is_writing_is_waited_for_and_then_refused(week_file, monkeypatch):
    monkeypatch.setattr(locks, "_PATIENCE", 0.01)

    with FileLock(week_file.parent / ".lock"):
        said = refusal(lambda: write_week(week_file.parent, kept()))

    assert "another run is writing it\n  hint: wait for that run to end" in said


def test_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "plans").write_bytes(b"in the way")

    said = refusal(lambda: write_week(tmp_path / "plans" / "ana", kept()))

    assert "2027-01-11.json: error: cannot be written: " in said


def test_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "2027-01-11.json").mkdir()

    said = refusal(lambda: read_week(tmp_path, WEEK))

    assert "2027-01-11.json: error: cannot be read: " in said
