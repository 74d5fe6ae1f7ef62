"""Whose plan is kept: an athlete who has a new name, and two files of one name."""

import json
import re
from pathlib import Path

import pytest

CALENDAR = Path("plans/kim/2027-01-11.ics")


def uids():
    return sorted(re.findall(r"^UID:(.*)\r$", CALENDAR.read_bytes().decode(), re.MULTILINE))


@pytest.mark.parametrize("change", [("id: kim1", "id: kim2"), ("name: Kim, id: kim1", "name: Joe")])
def test_an_athlete_with_a_new_name_keeps_plan_and_events(plan, kim, change):
    plan(kim)
    before = uids()
    kim.write_text(kim.read_text().replace(*change))
    result = plan(kim)

    assert (result.exit_code, uids()) == (0, before)
    assert "delete by hand" not in result.stderr


def test_a_new_name_alone_moves_nothing(plan, kim):
    """The name is what UIDs are made of where the file has no id."""
    kim.write_text(kim.read_text().replace(", id: kim1", ""))
    plan(kim)
    before = CALENDAR.read_bytes()
    kim.write_text(kim.read_text().replace("name: Kim", "name: Joe"))
    plan(kim)

    assert CALENDAR.read_bytes().replace(b"Joe", b"Kim") == before


def test_in_a_common_home_the_plan_of_another_athlete_is_refused(plan, kim):
    home = {"MICROCYCLE_HOME": "home"}
    plan(kim, env=home)
    kept = Path("home/plans/kim/2027-01-11.json")
    before = kept.read_bytes()
    kim.write_text(kim.read_text().replace("id: kim1", "id: other"))
    result = plan(kim, env=home)

    assert (result.exit_code, kept.read_bytes()) == (2, before)
    assert "is the week of kim1, not of other" in result.stderr


@pytest.mark.parametrize("command", ["publish", "unpublish"])
def test_in_a_common_home_the_plan_of_another_athlete_is_not_published(
    microcycle, plan, kim, command
):
    home = {"MICROCYCLE_HOME": "home"}
    plan(kim, env=home)
    kim.write_text(kim.read_text().replace("id: kim1", "id: other"))
    result = microcycle(command, kim, env=home)

    assert result.exit_code == 2
    assert "2027-01-11.json: error: is the week of kim1, not of other" in result.stderr


def test_beside_the_file_an_empty_home_asks_for_no_owner(plan, kim):
    plan(kim)
    kim.write_text(kim.read_text().replace("id: kim1", "id: other"))

    assert plan(kim, env={"MICROCYCLE_HOME": ""}).exit_code == 0


def test_a_check_after_a_new_name_knows_our_sessions_by_their_uids(microcycle, plan, kim, said):
    plan(kim)
    kim.write_text(kim.read_text().replace("id: kim1", "id: kim2"))
    CALENDAR.write_bytes(CALENDAR.read_bytes().replace(b"Strength B", b"Strength with Jo"))
    result = microcycle(
        "check", kim, "--calendar", CALENDAR, "--week", "2027-W02", "--now", "2027-01-10", "--json"
    )
    kept = json.loads(CALENDAR.with_suffix(".json").read_bytes())["athlete"]

    ours = {s["uid"] for s in said(result)["sessions"] if s["activity"] == "strength"}

    assert (kept, len(ours), ours <= set(uids())) == ("kim1", 2, True)


NAMESAKE = "plans/kim keeps the plans of an athlete of the same name, kim1: give each file an"


def test_the_first_plan_of_a_namesake_says_so(plan, kim, said):
    plan(kim)
    other = Path("other.yaml")
    other.write_text(kim.read_text())
    first, second = said(plan(other, "--json"))["notes"], said(plan(other, "--json"))["notes"]

    assert [note for note in first if NAMESAKE in note]
    assert [note for note in second if NAMESAKE in note] == []


def test_an_athlete_of_another_name_is_no_namesake(plan, kim, said):
    plan(kim)
    Path("plans/notes").mkdir()
    Path("plans/damaged").mkdir()
    Path("plans/damaged/2027-01-11.json").write_text("[")
    other = Path("other.yaml")
    other.write_text(kim.read_text().replace("id: kim1", "id: kim2"))

    assert said(plan(other, "--json"))["notes"] == []


def test_a_namesake_does_not_publish(microcycle, plan, kim):
    """One would take the events of the other for sessions that were moved by hand."""
    plan(kim)
    other = Path("other.yaml")
    other.write_text(kim.read_text())
    plan(other)
    result = microcycle("publish", other)

    assert result.exit_code == 2
    assert "plans/kim keeps the plans of kim1 too" in result.stderr
