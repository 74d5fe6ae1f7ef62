"""`microcycle plan`: how it ends, what goes where, and what it writes."""

import json

import pytest

SHOWN = "Kim · 11\u201317 January 2027"


def test_ends_with_0_when_everything_is_placed(plan, kim):
    assert plan(kim).exit_code == 0


def test_ends_with_3_when_something_is_missing(plan, crowded):
    assert plan(crowded).exit_code == 3


def test_ends_with_4_when_the_time_runs_out(plan, kim):
    assert plan(kim, "--time-limit", "0.000001").exit_code == 4


def test_writes_nothing_when_the_time_runs_out(plan, kim, written):
    plan(kim, "--time-limit", "0.000001")

    assert written() == {"kim.yaml"}


def test_ends_with_5_when_a_feed_cannot_be_reached(plan, kim):
    kim.write_text(
        kim.read_text() + 'calendars: [{url: "http://127.0.0.1:9/x.ics", holds: runs}]\n'
    )

    assert plan(kim).exit_code == 5


def test_the_week_goes_to_standard_output_and_the_reasons_to_standard_error(plan, crowded):
    result = plan(crowded)

    assert (SHOWN in result.stdout, "could not be placed" in result.stdout) == (True, False)
    assert (SHOWN in result.stderr, "could not be placed" in result.stderr) == (False, True)


def test_what_was_written_is_told_on_standard_error(plan, kim):
    assert "wrote plans/kim/2027-01-11.ics" in plan(kim).stderr


@pytest.mark.parametrize("file", ["kim", "crowded"])
def test_with_json_standard_output_is_one_object_and_standard_error_is_silent(plan, file, request):
    result = plan(request.getfixturevalue(file), "--json")

    assert json.loads(result.stdout)["schema"] == "microcycle/1"
    assert result.stderr == ""


def test_json_says_which_monotony_the_athlete_wants(plan, kim, said):
    before = said(plan(kim, "--dry-run", "--json"))["load"]
    kim.write_text(kim.read_text() + "rules: {monotony: {above: 0.1, warn: 0.2}}\n")
    after = said(plan(kim, "--dry-run", "--json"))["load"]

    assert (before["monotony_wanted"], before["flags"]) == (1.5, [])
    assert (after["monotony_wanted"], after["flags"]) == (0.1, ["monotony"])


def test_json_says_what_the_exit_code_says(plan, crowded, said):
    assert said(plan(crowded, "--json"))["status"] == "partial"


def test_every_missing_session_is_told_with_its_reasons(plan, crowded, said):
    (missing,) = said(plan(crowded, "--json"))["shortfall"]

    assert (missing["asked"], bool(missing["because"])) == ("Strength B (heavy, 45 min)", True)


def test_the_calendar_and_the_plan_lie_beside_the_file(plan, kim, written):
    plan(kim)

    assert written() == {"kim.yaml", "plans/kim/2027-01-11.ics", "plans/kim/2027-01-11.json"}


def test_out_is_counted_from_the_current_folder(plan, kim, here, written):
    (here / "athletes").mkdir()
    kim = kim.rename("athletes/kim.yaml")
    plan(kim, "--out", "mine/week.ics")

    assert written() >= {"mine/week.ics", "athletes/plans/kim/2027-01-11.json"}


def test_the_report_is_a_page(plan, kim, here):
    plan(kim, "--report", "week.html")

    assert (here / "week.html").read_text().startswith("<!doctype html>")


def test_a_dry_run_writes_nothing(plan, kim, written):
    result = plan(kim, "--dry-run", "--out", "week.ics", "--report", "week.html")

    assert (written(), "wrote" in result.stderr) == ({"kim.yaml"}, False)


def test_a_dry_run_asks_nobody_to_delete_anything(plan, kim, crowded):
    narrow = crowded.read_text()
    kim.write_text(narrow.replace("tue:", "mon-fri:"))
    plan(kim)
    kim.write_text(narrow)

    assert "delete by hand" not in plan(kim, "--dry-run").stderr


def test_a_dry_run_shows_the_same_week(plan, kim):
    assert plan(kim, "--dry-run").stdout == plan(kim).stdout


def test_any_date_names_its_week(plan, microcycle, kim, said):
    options = ("--now", "2027-01-10T12:00", "--json", "--dry-run")
    result = microcycle("plan", kim, "--week", "2027-01-17", *options)

    assert said(result) == said(plan(kim, "--json", "--dry-run"))


def test_without_a_week_it_is_the_one_in_which_tomorrow_lies(microcycle, kim, said):
    sunday = microcycle("plan", kim, "--now", "2027-01-10T23:59", "--json", "--dry-run")

    assert said(sunday)["from"] == "2027-01-11"


def test_now_without_an_offset_is_the_athletes_clock(microcycle, kim, said):
    in_berlin = microcycle("plan", kim, "--now", "2027-01-10T23:59", "--json", "--dry-run")
    in_utc = microcycle("plan", kim, "--now", "2027-01-10T22:59+00:00", "--json", "--dry-run")

    assert said(in_berlin) == said(in_utc)


def test_two_weeks_are_planned_together(plan, kim, said, written):
    shown = said(plan(kim, "--weeks", "2", "--json"))

    assert (shown["to"], len(shown["sessions"])) == ("2027-01-24", 8)
    assert written() >= {"plans/kim/2027-01-11.json", "plans/kim/2027-01-18.json"}


def test_with_two_weeks_each_has_its_load(plan, kim, said):
    weeks = said(plan(kim, "--weeks", "2", "--json"))["load"]["weeks"]

    assert [week["from"] for week in weeks] == ["2027-01-11", "2027-01-18"]


def test_a_finer_grid_finds_starts_that_a_coarse_one_does_not(plan, kim, said):
    kim.write_text(kim.read_text().replace("17:00-20:00", "17:10-20:00"))
    planned = said(plan(kim, "--grid", "60min", "--json", "--dry-run"))
    starts = {s["start"][11:16] for s in planned["sessions"] if s["origin"] == "planned"}

    assert starts <= {"17:10", "18:00", "19:00", "19:15", "09:00"}


def test_plans_have_a_home_where_the_environment_names_one(plan, kim, written):
    plan(kim, env={"MICROCYCLE_HOME": "home"})

    assert written() == {
        "kim.yaml",
        "home/plans/kim/2027-01-11.ics",
        "home/plans/kim/2027-01-11.json",
    }


def test_a_slot_tells_of_the_rest_that_it_keeps_not_of_the_way_between(plan, kim, said):
    kim.write_text(kim.read_text() + "rules: {between_sessions: {min: 30min}}\n")
    sessions = said(plan(kim, "--json"))["sessions"]
    keeps = next(s["keeps"] for s in sessions if s["title"] == "Strength A")

    assert "72 h before Strength B (72 h wanted)" in keeps
    assert not any("0.5 h wanted" in kept for kept in keeps)
