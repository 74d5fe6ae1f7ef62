"""Whatever a user gets wrong ends with 2, is told in words, and with ``--json`` as an object."""

import json

import pytest

from scheduler.cli import main
from scheduler.cli.shared import moment

BAD_OPTIONS = {
    "no such option": (("--weak", "2027-W02"), "No such option"),
    "no such week": (("--week", "2027-W54"), "--week '2027-W54' is no week"),
    "a week in words": (("--week", "next"), "--week 'next' is no week"),
    "no such moment": (("--now", "noon"), "--now 'noon' is no moment"),
    "a grid of nothing": (("--grid", "0min"), "--grid '0min'"),
    "a grid in words": (("--grid", "fine"), "--grid: 'fine' is no duration"),
    "no week at all": (("--weeks", "0"), "--weeks"),
    "a limit of no time": (("--time-limit", "0"), "--time-limit"),
}


def errors(result):
    found = json.loads(result.stdout)
    assert set(found) == {"schema", "errors"}
    assert found["schema"] == "microcycle/1"
    return found["errors"]


@pytest.mark.parametrize(("options", "says"), BAD_OPTIONS.values(), ids=BAD_OPTIONS)
def test_a_bad_option_is_told_on_standard_error(microcycle, kim, written, options, says):
    result = microcycle("plan", kim, *options)

    assert (result.exit_code, result.stdout, written()) == (2, "", {"kim.yaml"})
    assert says in result.stderr


@pytest.mark.parametrize(("options", "says"), BAD_OPTIONS.values(), ids=BAD_OPTIONS)
def test_with_json_a_bad_option_is_an_object(microcycle, kim, options, says):
    result = microcycle("plan", kim, "--json", *options)
    (error,) = errors(result)

    assert (result.exit_code, result.stderr) == (2, "")
    assert says in error["says"]
    assert (error["path"], error["line"], error["column"]) == (None, None, None)


@pytest.fixture
def wrong(kim):
    """A file with two mistakes."""
    text = kim.read_text().replace("athlete: {", "athlete: {nmae: Kim, ")
    kim.write_text(text.replace("minutes: 60", "minutes: 6000"))
    return kim


@pytest.mark.parametrize("command", ["plan", "check", "explain"])
def test_all_mistakes_of_a_file_are_told_with_their_places(microcycle, wrong, written, command):
    result = microcycle(command, wrong)

    assert (result.exit_code, result.stdout, written()) == (2, "", {"kim.yaml"})
    assert "kim.yaml:1:11: error: " in result.stderr
    assert "kim.yaml:4:39: error: " in result.stderr


@pytest.mark.parametrize("command", ["plan", "check", "explain"])
def test_with_json_every_mistake_has_its_path_line_and_column(microcycle, wrong, command):
    result = microcycle(command, wrong, "--json")
    found = errors(result)

    assert (result.exit_code, result.stderr) == (2, "")
    assert [(e["path"], e["line"], e["column"]) for e in found] == [
        ("kim.yaml", 1, 11),
        ("kim.yaml", 4, 39),
    ]
    assert [bool(e["hint"]) for e in found] == [True, True]


@pytest.mark.parametrize("command", ["plan", "check", "explain"])
def test_a_file_that_is_not_there_is_told_by_its_name(microcycle, command):
    result = microcycle(command, "nobody.yaml")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "nobody.yaml" in result.stderr


@pytest.mark.parametrize("command", ["plan", "check", "explain"])
def test_with_json_a_file_that_is_not_there_has_no_line(microcycle, command):
    (error,) = errors(microcycle(command, "nobody.yaml", "--json"))

    assert (error["path"], error["line"]) == ("nobody.yaml", None)


def test_a_folder_is_no_athlete_file(microcycle, here):
    assert microcycle("plan", here).exit_code == 2


def test_a_calendar_that_is_none_ends_with_2(plan, kim, here):
    (here / "work.ics").write_text("hello")
    kim.write_text(kim.read_text() + "calendars: [{path: work.ics, holds: busy}]\n")
    result = plan(kim, "--json")

    assert (result.exit_code, "work.ics" in errors(result)[0]["says"]) == (2, True)


def test_a_feed_that_cannot_be_reached_is_an_object_too(plan, kim):
    kim.write_text(
        kim.read_text() + 'calendars: [{url: "http://127.0.0.1:9/x.ics", holds: runs}]\n'
    )
    result = plan(kim, "--json")

    assert (result.exit_code, len(errors(result))) == (5, 1)


def test_a_place_that_cannot_be_written_ends_with_2(plan, kim, here):
    (here / "taken").write_text("a file, and no folder")
    result = plan(kim, "--out", "taken/week.ics")

    assert (result.exit_code, "taken/week.ics" in result.stderr) == (2, True)


def test_no_command_is_a_page_of_help(microcycle):
    result = microcycle()

    assert (result.exit_code, "Usage:" in result.output) == (2, True)


def test_an_unknown_command_ends_with_2(microcycle):
    result = microcycle("plna")

    assert (result.exit_code, "plna" in result.stderr) == (2, True)


def test_a_bug_keeps_its_traceback(monkeypatch, plan, kim):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("scheduler.planning.plan", broken)
    result = plan(kim)

    assert (result.exit_code, type(result.exception)) == (1, ZeroDivisionError)


def test_ctrl_c_ends_with_2(monkeypatch, plan, kim):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("scheduler.planning.plan", interrupted)
    result = plan(kim)

    assert (result.exit_code, result.stderr.strip()) == (2, "stopped")


def test_without_now_the_clock_is_asked():
    import datetime as dt

    assert abs(moment(None, dt.UTC) - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_main_is_named_microcycle_in_its_errors(started):
    result = started("-m", "scheduler", "plan")

    assert result.returncode == 2
    assert result.stderr.startswith("Usage: microcycle plan")


def test_every_command_is_there():
    assert sorted(main.commands) == [
        "check", "demo", "explain", "feed", "init", "log", "plan", "publish", "session",
        "timer", "unpublish",
    ]  # fmt: skip


FAR_AWAY = {
    "the last day of all": (("--week", "9999-12-31"), "lies not in the years 1970 to 2200"),
    "among the first days": (("--week", "0001-01-05"), "lies not in the years 1970 to 2200"),
    "the last week of all": (("--week", "9999-W52"), "lies not in the years 1970 to 2200"),
    "a far moment": (("--now", "9999-12-31T23:00"), "--now 9999-12-31T23:00 lies not in the years"),
    "an early moment": (("--now", "0001-01-01"), "--now 0001-01-01 lies not in the years"),
}


@pytest.mark.parametrize("command", ["plan", "check", "explain"])
@pytest.mark.parametrize(("options", "says"), FAR_AWAY.values(), ids=FAR_AWAY)
def test_a_time_that_no_calendar_holds_is_told(microcycle, kim, written, command, options, says):
    (kim.parent / "week.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    calendar = ("--calendar", "week.ics") if command == "check" else ()
    result = microcycle(command, kim, *calendar, *options)

    assert (result.exit_code, result.stdout) == (2, "")
    assert (says in result.stderr, written()) == (True, {"kim.yaml", "week.ics"})


@pytest.mark.parametrize("grid", ["\u00b2", "\u00b2min", "", "-5min", "25h"])
def test_a_grid_that_is_no_length_of_a_day_is_told(plan, kim, grid):
    result = plan(kim, "--grid", grid)

    assert (result.exit_code, result.stderr.startswith("--grid")) == (2, True)


def test_a_gap_longer_than_any_week_looks_back_is_refused_with_its_line(microcycle, kim):
    kim.write_text(kim.read_text() + "rules:\n  gap_after_long_run: {heavy: {min: 31d}}\n")
    result = microcycle("check", kim)

    assert result.exit_code == 2
    assert "kim.yaml:8:37: error: " in result.stderr


def test_a_gap_of_thirty_days_is_taken(microcycle, kim):
    kim.write_text(kim.read_text() + "rules:\n  gap_after_long_run: {heavy: {min: 30d}}\n")

    assert microcycle("check", kim).exit_code == 0


@pytest.mark.parametrize("address", ["https://[half/secret", "https://example.org:port/secret"])
def test_a_feed_whose_address_is_none_is_told_and_not_shown(plan, kim, address):
    kim.write_text(f'{kim.read_text()}calendars: [{{url: "{address}", holds: busy}}]\n')
    result = plan(kim)

    assert result.exit_code == 2
    assert "the address of a feed begins with https:// or webcal://" in result.stderr
    assert "secret" not in result.stderr
