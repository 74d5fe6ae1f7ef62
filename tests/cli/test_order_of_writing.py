"""What is written first, and what is left when it cannot be, or when a bug is found."""

from pathlib import Path

import pytest

from scheduler import planning
from scheduler.planning import Mismatch

CALENDAR = Path("plans/kim/2027-01-11.ics")
SECOND = Path("plans/kim/2027-01-18.json")


@pytest.fixture
def kept(here):
    """What lies in the plan's folder and beside it, byte for byte."""
    return lambda: {
        path: path.read_bytes()
        for path in here.rglob("*")
        if path.is_file() and path.name not in {".lock", "kim.yaml"}
    }


@pytest.fixture
def meanwhile(monkeypatch):
    """Do something between the reading and the writing of a plan."""
    real = planning.plan

    def then(does):
        def planned(*words):
            found = real(*words)
            does()
            return found

        monkeypatch.setattr(planning, "plan", planned)

    return then


def longer(kim):
    """Have every session planned otherwise."""
    kim.write_text(kim.read_text().replace("minutes: 45", "minutes: 60"))


def renamed(path):
    path.write_text(path.read_text().replace('"name": "Kim"', '"name": "Joe"'))


@pytest.mark.parametrize("weeks", ["1", "2"])
def test_a_week_that_was_changed_meanwhile_leaves_everything_as_it_was(
    plan, kim, meanwhile, kept, weeks
):
    plan(kim, "--weeks", weeks, "--report", "week.html")
    longer(kim)
    last = SECOND if weeks == "2" else CALENDAR.with_suffix(".json")
    meanwhile(lambda: renamed(last))
    before = kept()
    result = plan(kim, "--weeks", weeks, "--report", "week.html")
    after = kept()

    assert (result.exit_code, f"{last}: error: another run" in result.stderr) == (2, True)
    assert [path.name for path in before if before[path] != after[path]] == [last.name]


@pytest.mark.parametrize(("option", "name"), [("--out", "week.ics"), ("--report", "week.html")])
def test_a_place_that_cannot_be_written_leaves_everything_as_it_was(plan, kim, kept, option, name):
    plan(kim)
    longer(kim)
    Path("taken").write_text("a file, and no folder")
    before = kept()
    result = plan(kim, option, f"taken/{name}")

    assert (result.exit_code, kept()) == (2, before)
    assert f"taken/{name}: error: cannot be written" in result.stderr
    assert "hint: nothing was changed" in result.stderr


def test_one_place_for_calendar_and_report_is_refused(plan, kim, kept):
    result = plan(kim, "--out", "week", "--report", "week")

    assert (result.exit_code, kept()) == (2, {})
    assert "two files of this run have this place" in result.stderr


def test_the_store_is_written_first_then_the_calendar_then_the_report(plan, kim, monkeypatch):
    plan(kim, "--weeks", "2", "--report", "week.html")
    longer(kim)
    replace, order = Path.replace, []
    monkeypatch.setattr(
        Path, "replace", lambda *words: order.append(words[1].name) or replace(*words)
    )
    plan(kim, "--weeks", "2", "--report", "week.html")

    assert order == ["2027-01-11.json", SECOND.name, CALENDAR.name, "week.html"]


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
