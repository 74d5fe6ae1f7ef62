"""`microcycle check`: an athlete file in order, and a calendar judged by its rules."""

from pathlib import Path

import pytest

FINE = "the calendar keeps all your rules"


@pytest.fixture
def calendar(plan, kim, here):
    """Our own calendar of the week."""
    plan(kim, "--out", "week.ics")
    return here / "week.ics"


@pytest.fixture
def late(calendar):
    """The same, with the session of Tuesday moved to the evening before it."""
    text = calendar.read_text().replace("20270112T170000", "20270111T200000")
    calendar.write_text(text.replace("20270112T174500", "20270111T204500"))
    return calendar


def test_a_file_in_order_ends_with_0(microcycle, kim):
    result = microcycle("check", kim)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("kim.yaml: in order; 2 strength sessions a week for Kim")


def test_a_file_in_order_has_no_findings(microcycle, kim, said):
    assert said(microcycle("check", kim, "--json"))["findings"] == []


def test_a_calendar_of_ours_keeps_all_musts(microcycle, kim, calendar):
    result = microcycle("check", kim, "--calendar", calendar)

    assert (result.exit_code, FINE in result.stdout) == (0, True)


def test_a_broken_must_ends_with_3_and_names_its_rule_and_line(microcycle, kim, late):
    result = microcycle("check", kim, "--calendar", late)

    assert (result.exit_code, FINE in result.stdout) == (3, False)
    assert "9.7 h before Intervals run (Tue 06:30); 24 h wanted" in result.stdout
    assert "availability, kim.yaml:2" in result.stdout


def test_with_json_every_finding_has_its_rule_and_level(microcycle, kim, late, said):
    result = microcycle("check", kim, "--calendar", late, "--json")
    broken = {found["rule"] for found in said(result)["findings"] if found["level"] == "must"}

    assert (result.exit_code, result.stderr) == (3, "")
    assert broken == {"availability", "gap_before_hard_run"}


def test_another_week_holds_none_of_its_sessions(microcycle, kim, late, said):
    result = microcycle("check", kim, "--calendar", late, "--week", "2027-W03", "--json")

    assert (result.exit_code, said(result)["from"]) == (0, "2027-01-18")


def test_nothing_is_written(microcycle, kim, calendar, written):
    before = written()
    microcycle("check", kim, "--calendar", calendar)

    assert written() == before


def test_a_calendar_that_is_not_there_ends_with_2(microcycle, kim):
    result = microcycle("check", kim, "--calendar", "no.ics")

    assert (result.exit_code, result.stderr.startswith("no.ics cannot be read: ")) == (2, True)


def test_a_file_with_a_history_tells_what_its_exports_hold(microcycle, kim, said):
    Path("done.csv").write_text(
        "start,sport,minutes\n2027-01-05 06:00,run,47\n2027-01-03,padel,60\nsoon,run,5\n"
    )
    kim.write_text(kim.read_text() + "history: [{path: done.csv, format: csv}]\n")

    assert microcycle("check", kim).stdout.splitlines()[1:] == [
        "history: 2 activities from 2027-01-03 to 2027-01-05",
        "  done.csv: left out: row 4: `soon` is no date that is understood",
        "  done.csv: sports that are not known count as other sport: padel",
    ]
    assert said(microcycle("check", kim, "--json"))["history"]["activities"] == 2


def test_an_export_that_leaves_something_open_is_a_mistake_of_the_file(microcycle, kim):
    Path("done.csv").write_text(
        "Activity Type,Date,Distance,Time\nRunning,2027-01-05 06:00:00,8.05,00:47:00\n"
    )
    kim.write_text(kim.read_text() + "history: [{path: done.csv, format: garmin}]\n")
    result = microcycle("check", kim)

    assert result.exit_code == 2
    assert "hint: add `units: km` or `units: mi` to this entry" in result.stderr


def test_a_pinned_session_that_the_calendar_has_cancelled_is_not_judged(microcycle, kim, said):
    """Said beforehand to be missed, it is dropped; its pin still stands in the file."""
    week = ("--week", "2027-W02", "--now", "2027-01-10T12:00")
    late = "pins: [{session: Strength A, date: 2027-01-16, start: 11:00}]\n"
    jog = "runs:\n  - {day: sat, minutes: 40, kind: easy, title: Jog}"
    asked = kim.read_text().replace("runs:", jog)
    kim.write_text(f"{asked}{late}rules: {{sessions_per_day: {{max: 1}}}}\n")
    microcycle("plan", kim, *week)
    microcycle("log", kim, "missed", "Strength A", *week)
    microcycle("plan", kim, *week)
    path = "plans/kim/2027-01-11.ics"
    judged = said(microcycle("check", kim, "--calendar", path, *week, "--json"))

    assert "STATUS:CANCELLED" in Path(path).read_text()
    assert [one["says"] for one in judged["findings"] if one["breaks"]] == []
