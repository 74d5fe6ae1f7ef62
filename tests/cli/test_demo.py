"""`microcycle demo`: a week to look at, for whoever has nothing yet."""

import time

import pytest

from scheduler import resources

NOW = ("--now", "2027-01-10T12:00")
FILES = {
    f"microcycle-demo/{name}"
    for name in (
        "robin.yaml",
        "work.ics",
        "runs.ics",
        "week.ics",
        "week.html",
        "microcycle.schema.json",
        "plans/robin/2027-01-11.json",
    )
}


@pytest.fixture
def demo(microcycle):
    return lambda *words, **more: microcycle("demo", *(words or NOW), **more)


def test_it_shows_a_full_week_in_less_than_ten_seconds(demo):
    begun = time.monotonic()
    result = demo()

    assert (result.exit_code, time.monotonic() - begun < 10) == (0, True)
    assert "Robin · 11\u201317 January 2027" in result.stdout
    assert all(title in result.stdout for title in ("Strength A", "Strength B", "Long run"))


def test_it_writes_a_calendar_and_a_report_beside_the_runners_file(demo, written):
    demo()

    assert written() == FILES


def test_it_ends_with_three_next_steps(demo):
    *_, first, second, third = demo().stderr.splitlines()

    assert (first[:4], "week.ics" in first) == ("  1.", True)
    assert (second[:4], "week.html" in second) == ("  2.", True)
    assert (third[:4], "microcycle init" in third) == ("  3.", True)


def test_without_now_it_is_the_week_of_tomorrow(written, microcycle):
    assert microcycle("demo").exit_code == 0
    assert "microcycle-demo/week.ics" in written()


@pytest.mark.parametrize("day", ["2027-01-10", "2027-01-13", "2027-01-16"])
def test_on_any_day_the_whole_week_is_shown(demo, here, day):
    demo()
    before = (here / "microcycle-demo" / "week.ics").read_bytes()
    result = demo("--now", f"{day}T12:00")

    assert result.exit_code == 0
    assert (here / "microcycle-demo" / "week.ics").read_bytes() == before


@pytest.mark.parametrize("year", range(2026, 2034))
def test_every_year_has_its_demo(demo, year):
    assert demo("--now", f"{year}-06-10T12:00").exit_code == 0


def test_a_second_week_in_the_same_folder_is_fine(demo):
    demo()

    assert demo("--now", "2027-01-17T12:00").exit_code == 0


def test_it_may_lie_elsewhere(demo, written):
    demo("--out", "look/here", *NOW)

    assert "look/here/week.ics" in written()


def test_plans_stay_in_its_folder(demo, written):
    demo(env={"MICROCYCLE_HOME": "home"})

    assert written() == FILES


@pytest.mark.parametrize("name", ["robin.yaml", "work.ics", "runs.ics", "week.ics", "week.html"])
def test_files_of_others_stay(demo, here, written, name):
    (here / "microcycle-demo").mkdir()
    mine = here / "microcycle-demo" / name
    mine.write_text("mine")
    result = demo()

    assert (result.exit_code, mine.read_text()) == (2, "mine")
    assert (len(written()), "--out" in result.stderr) == (1, True)


def test_a_runner_who_was_changed_stays(demo, here):
    demo()
    robin = here / "microcycle-demo" / "robin.yaml"
    robin.write_text(robin.read_text().replace("sessions: 2", "sessions: 1"))
    result = demo()

    assert (result.exit_code, "sessions: 1" in robin.read_text()) == (2, True)


def test_the_runner_can_be_planned_as_anyone(demo, microcycle):
    demo()
    result = microcycle("plan", "microcycle-demo/robin.yaml", "--week", "2027-W03", *NOW)

    assert result.exit_code == 0


def test_a_bad_moment_ends_with_2(demo):
    assert demo("--now", "soon").exit_code == 2


def test_a_place_that_cannot_be_written_ends_with_2(demo, here):
    (here / "taken").write_text("a file")

    assert demo("--out", "taken/demo", *NOW).exit_code == 2


def test_it_needs_nothing_but_what_is_packaged():
    packaged = resources.constraints_folder() / "demo"

    assert {path.name for path in packaged.iterdir()} == {"robin.yaml", "work.ics", "runs.ics"}
