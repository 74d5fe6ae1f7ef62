"""`microcycle session`: which session is meant, and what is shown of it."""

import sys

import pytest

from scheduler.cli import main

from ..write.watch import messages  # noqa: TID252

WEEK = ("--week", "2027-W02", "--now", "2027-01-10T12:00")


@pytest.fixture
def session(microcycle, kim):
    """Ask for a session of Kim's second week of 2027."""

    def call(*words, week=WEEK):
        return microcycle("session", kim, *words, *week)

    return call


def test_the_next_session_is_shown(session):
    shown = session()

    assert shown.exit_code == 0
    assert "Strength A" in shown.stdout.splitlines()[0]
    assert "Warm up for 6 min." in shown.stdout


@pytest.mark.parametrize("name", ["Strength B", "strength b", "B", " b "])
def test_a_session_is_meant_by_its_title_or_the_end_of_it(session, name):
    assert "Strength B" in session(name).stdout.splitlines()[0]


def test_a_session_is_meant_by_its_uid(session, said):
    uid = said(session("B", "--json"))["session"]["uid"]

    assert said(session(uid, "--json"))["session"]["title"] == "Strength B"


def test_the_next_one_is_the_first_that_has_not_ended(session, said):
    first = said(session("--json"))["session"]
    after = ("--week", "2027-W02", "--now", first["end"])
    second = said(session("--json", week=after))["session"]

    assert second["start"] > first["start"]


def test_the_json_has_the_exercises(session, said):
    shown = said(session("A", "--json"))

    assert set(shown) == {"schema", "athlete", "timezone", "unmet", "session"}
    assert {"id", "sets", "reps"} <= set(shown["session"]["exercises"][0])
    assert [one["requirement"] for one in shown["unmet"]] == ["R4 step-up", "heavy"]


def test_an_unknown_session_is_told_with_those_there_are(session):
    shown = session("C")

    assert shown.exit_code == 2
    assert "no strength session of the week is called 'C'" in shown.stderr
    assert "Strength A, Strength B" in shown.stderr


def test_of_two_sessions_of_one_title_the_day_tells_which(session, kim, said):
    def of(day):
        return f"{{day: {day}, start: 18:00, minutes: 45, class: core, title: Club}}"

    kim.write_text(f"{kim.read_text()}fixed_strength: [{of('wed')}, {of('fri')}]\n")
    both = session("club")

    assert both.exit_code == 2
    assert '\'club\' is 2 sessions of this week: write "club wed" or "club fri"' in both.stderr
    assert said(session("Club Fri", "--json"))["session"]["start"].startswith("2027-01-15")


def test_a_week_that_is_over_has_no_next_session(session):
    shown = session(week=("--week", "2027-W02", "--now", "2027-01-17T23:00"))

    assert shown.exit_code == 2
    assert "no strength session of the week is still ahead" in shown.stderr


def test_on_the_last_day_of_a_week_that_week_is_meant(session, plan, kim, said):
    planned = said(plan(kim, "--json"))["sessions"]
    on_sunday = said(session("B", "--json", week=("--now", "2027-01-17T09:00")))["session"]

    assert on_sunday["uid"] in {one["uid"] for one in planned}
    assert on_sunday["exercises"]


def test_nothing_is_written(session, written):
    session()

    assert written() == {"kim.yaml"}


def test_a_workout_for_the_watch_is_written_as_well(session, written, here):
    shown = session("B", "--fit", "out/b.fit")

    assert shown.exit_code == 0
    assert "Strength B" in shown.stdout.splitlines()[0]
    assert shown.stderr == "wrote out/b.fit\n"
    assert written() == {"kim.yaml", "out/b.fit"}
    assert messages((here / "out/b.fit").read_bytes())["workout"][0]["wkt_name"] == (
        "Strength B 15 Jan"
    )


def test_the_json_stays_alone_beside_a_workout(session, said):
    shown = session("B", "--fit", "b.fit", "--json")

    assert said(shown)["session"]["title"] == "Strength B"
    assert shown.stderr == ""


def test_a_workout_that_is_there_is_replaced(session, here):
    session("A", "--fit", "a.fit")
    first = (here / "a.fit").read_bytes()
    (here / "a.fit").write_bytes(b"an older one")
    session("A", "--fit", "a.fit")

    assert (here / "a.fit").read_bytes() == first


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("there", "is a directory"),
        ("kim.yaml", "is the athlete file itself"),
        ("kim.yaml/b.fit", "cannot be written"),
    ],
)
def test_a_place_that_cannot_take_a_workout_is_refused(session, written, here, kim, path, says):
    (here / "there").mkdir()
    before = kim.read_bytes()
    shown = session("B", "--fit", path)

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert says in shown.stderr
    assert kim.read_bytes() == before
    assert written() == {"kim.yaml"}


def test_a_session_that_the_file_fixes_is_no_workout_of_ours(session, kim, written):
    fixed = "fixed_strength: [{day: wed, start: 18:00, minutes: 60, class: heavy, title: Class}]\n"
    kim.write_text(kim.read_text() + fixed)
    shown = session("Class", "--fit", "c.fit")

    assert shown.exit_code == 2
    assert shown.stderr == (
        "--fit: Class has no exercises of ours, so there is no workout to write\n"
    )
    assert written() == {"kim.yaml"}


@pytest.mark.parametrize("problem", [("D",), ("B", "--time-limit", "0.000001")], ids=len)
def test_no_workout_is_written_on_an_error(session, written, problem):
    assert session(*problem, "--fit", "b.fit").exit_code in (2, 4)
    assert written() == {"kim.yaml"}


def test_without_its_writer_the_extra_is_named(session, written, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "fit_tool"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "scheduler.write.fit", raising=False)
    monkeypatch.setitem(sys.modules, "fit_tool", None)
    shown = session("B", "--fit", "b.fit")

    assert shown.exit_code == 2
    assert shown.stderr == (
        '--fit: what writes FIT files is not installed; install it: pip install "microcycle[fit]"\n'
    )
    assert written() == {"kim.yaml"}


def test_out_of_time_is_not_known(session):
    shown = session("--time-limit", "0.000001")

    assert shown.exit_code == 4


def test_it_is_the_session_of_the_plan(session, plan, kim, said):
    planned = said(plan(kim, "--json"))
    first = next(one for one in planned["sessions"] if one["activity"] == "strength")

    assert said(session(first["uid"], "--json"))["session"]["exercises"] == first["exercises"]


def test_planning_again_later_changes_no_event(plan, kim, here):
    plan(kim, "--out", "one.ics")
    later = ("--now", "2027-01-12T08:00")
    plan(kim, "--out", "two.ics", *later)

    assert (here / "two.ics").read_bytes() == (here / "one.ics").read_bytes()
    assert b"SEQUENCE:0" in (here / "one.ics").read_bytes()


def test_an_event_whose_exercises_change_is_a_new_version(plan, kim, here):
    plan(kim, "--out", "one.ics")
    kim.write_text(kim.read_text() + "exercises: {banned: [pogo, split_squat, reverse_lunge]}\n")
    plan(kim, "--out", "two.ics")

    assert b"SEQUENCE:1" in (here / "two.ics").read_bytes()


def test_the_command_is_listed():
    assert "session" in main.commands
