"""What is written first, and what is left when it cannot be, or when a bug is found."""

from pathlib import Path

import pytest

from scheduler.errors import FileError, Place, Problem
from scheduler.planning import Mismatch

CALENDAR = Path("plans/kim/2027-01-11.ics")


def test_a_store_that_refuses_leaves_the_calendar_as_it_was(plan, kim, monkeypatch, written):
    plan(kim)
    before, listed = CALENDAR.read_bytes(), written()
    kim.write_text(kim.read_text().replace("minutes: 45", "minutes: 60"))

    def refuses(folder, week):
        raise FileError(
            [Problem(Place(f"{folder}/{week.week}.json"), "another run has changed it")]
        )

    monkeypatch.setattr("scheduler.store.plans.write_week", refuses)
    result = plan(kim, "--report", "week.html")

    assert (result.exit_code, CALENDAR.read_bytes(), written()) == (2, before, listed)
    assert "another run has changed it" in result.stderr


def test_a_plan_that_the_judge_denies_is_saved_and_is_a_bug(plan, kim, monkeypatch, written):
    def denied(week, *_):
        raise Mismatch("the judge counts 1, the solver 2 hundredths", week)

    monkeypatch.setattr("scheduler.planning._agree", denied)
    result = plan(kim)
    saved = Path("plans/kim/bug-2027-01-11.txt")

    assert (result.exit_code, type(result.exception)) == (1, Mismatch)
    assert written() == {"kim.yaml", str(saved)}
    assert saved.read_text().startswith("Week(horizon=")
    assert f"this is a bug in microcycle; please report it with {saved}" in result.stderr
    assert result.exc_info[2] is not None


@pytest.mark.parametrize("word", ["athlete='Kim'", "strength-1-2", "kind='intervals'"])
def test_what_is_saved_of_a_bug_holds_the_whole_week(plan, kim, monkeypatch, word):
    def denied(week, *_):
        raise Mismatch("", week)

    monkeypatch.setattr("scheduler.planning._agree", denied)
    plan(kim)

    assert word in Path("plans/kim/bug-2027-01-11.txt").read_text()
