"""`microcycle session`: which session is meant, and what is shown of it."""

import pytest

from scheduler.cli import main

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
