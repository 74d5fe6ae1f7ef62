"""The athlete speaks twice of one session: in the calendar, and to the log."""

import json
import re
from pathlib import Path

import pytest

CALENDAR = Path("plans/kim/2027-01-11.ics")
MINE = Path("mine.ics")
SUNDAY, MONDAY, TUESDAY, WEDNESDAY = (f"2027-01-{day}T12:00" for day in (10, 11, 12, 13))
THURSDAY = "2027-01-14T08:00"
NOT_DONE_YET = "2027-01-12T09:00"
BEFORE_IT = "2027-01-13T16:00"  # the backup is on Wednesday evening


def event_of(letter):
    """The event of a session as it was written last."""
    found = re.findall(
        r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", CALENDAR.read_bytes().decode(), re.DOTALL
    )
    return next(event for event in found if f"SUMMARY:Strength {letter}" in event)


def start_of(letter):
    return re.search(r"DTSTART.*:2027(\d{4}T\d{4})", event_of(letter))[1]


def in_program(letter, changed, **lines):
    """The calendar in a program in which one event was changed at a moment."""
    moment = re.sub(r"[-:]", "", changed)
    event = re.sub(r"(LAST-MODIFIED:).*\r", rf"\g<1>{moment}00Z\r", event_of(letter))
    for name, value in lines.items():
        event = re.sub(rf"({name}[^:]*:).*\r", rf"\g<1>{value}\r", event)
    MINE.write_bytes(CALENDAR.read_bytes().replace(event_of(letter).encode(), event.encode()))


@pytest.fixture
def again(microcycle, kim):
    """Plan the week once more."""

    def call(now, *words):
        words = ("--week", "2027-W02", "--now", now, "--json", *words)
        shown = json.loads(microcycle("plan", kim, *words).stdout)
        return {
            one["title"][-1]: (one["start"][5:16], one["minutes"], one["origin"])
            for one in shown["sessions"]
            if one["activity"] == "strength"
        }

    call(SUNDAY)
    return call


@pytest.fixture
def dragged(again):
    """A session was put elsewhere in the calendar, which is read at that moment."""

    def drag(letter, start, end, *, now):
        in_program(letter, now, DTSTART=f"2027{start}00", DTEND=f"2027{end}00")
        return again(now, "--calendar-now", MINE)

    return drag


@pytest.fixture
def deleted(again):
    """A session was cancelled in the calendar, which is read at that moment."""

    def delete(letter, *, now):
        in_program(letter, now, STATUS="CANCELLED")
        return again(now, "--calendar-now", MINE)

    return delete


@pytest.fixture
def log(microcycle, kim):
    def call(*words, now):
        result = microcycle("log", kim, *words, "--now", now)
        assert result.exit_code == 0, result.output
        return result.stdout

    return call


def test_what_was_moved_in_the_calendar_is_done_there(again, dragged, log):
    dragged("A", "0112T1800", "0112T1830", now=MONDAY)
    said = log("done", "Strength A", "--rpe", 8, now=WEDNESDAY)

    assert said == "Strength A (Tue 12 Jan 18:00): done, RPE 8\n"
    assert again(WEDNESDAY)["A"] == ("01-12T18:00", 30, "done")


def test_it_is_done_where_the_word_says_even_if_it_is_moved_in_the_calendar_later(
    again, dragged, log
):
    log("done", "Strength A", "--at", "mon 17:30", now=NOT_DONE_YET)
    found = dragged("A", "0113T1800", "0113T1845", now=TUESDAY)

    assert found["A"] == ("01-11T17:30", 45, "done")
    assert again(WEDNESDAY) == found


def test_the_log_speaks_of_a_session_where_the_calendar_has_it_before_the_next_plan(
    again, dragged, log
):
    dragged("A", "0112T1800", "0112T1830", now=MONDAY)

    assert "Strength A (Tue 12 Jan 18:00): pinned" in log("list", now=MONDAY)
    log("missed", "Strength A", now=WEDNESDAY)
    assert "Strength A (Tue 12 Jan 18:00): missed" in log("list", now=WEDNESDAY)
    assert again(WEDNESDAY)["A"][2] == "planned"


def test_what_was_moved_in_the_calendar_and_missed_is_made_up_for(again, dragged, log):
    dragged("A", "0112T1800", "0112T1845", now=MONDAY)
    log("missed", "Strength A", now=WEDNESDAY)
    start, _, origin = again(WEDNESDAY)["A"]

    assert (start > "01-13", origin) == (True, "planned")
    assert start_of("A") == start.replace("-", "").replace(":", "")
    assert again(WEDNESDAY)["A"] == (start, 45, origin)


@pytest.mark.parametrize("word", ["done", "missed"])
def test_undo_gives_the_calendars_move_back(again, dragged, log, word):
    put = dragged("A", "0112T1800", "0112T1830", now=MONDAY)
    more = ("--at", "tue 19:00", "--rpe", 9) if word == "done" else ()
    log(word, "Strength A", *more, now=WEDNESDAY)
    assert again(WEDNESDAY)["A"] != put["A"]
    log("undo", now=THURSDAY)

    assert again(THURSDAY)["A"] == put["A"] == ("01-12T18:00", 30, "pinned")


def test_one_missed_again_where_it_was_made_up_for_does_not_go_back_to_the_calendars_place(
    again, dragged, log
):
    """Seed 43 of the drawn weeks."""
    dragged("A", "0112T1700", "0112T1730", now=MONDAY)
    log("missed", "Strength A", now=NOT_DONE_YET)
    backup = again(NOT_DONE_YET)["A"]
    log("missed", "Strength A", now=TUESDAY)
    found = again(TUESDAY)

    assert found["A"] not in {backup, ("01-12T17:00", 30, "pinned")}
    assert again(TUESDAY) == found


def test_the_backup_of_a_missed_session_can_be_moved_in_the_calendar(again, dragged, log):
    log("missed", "Strength A", now=WEDNESDAY)
    again(WEDNESDAY)
    found = dragged("A", "0116T1000", "0116T1045", now=THURSDAY)

    assert found["A"] == ("01-16T10:00", 45, "pinned")
    assert "Strength A (Sat 16 Jan 10:00): pinned" in log("list", now=THURSDAY)


def test_the_backup_of_a_missed_session_can_be_deleted_in_the_calendar(again, deleted, log):
    log("missed", "Strength A", now=WEDNESDAY)
    again(WEDNESDAY)

    assert "A" not in deleted("A", now=BEFORE_IT)
    assert "A" not in again(THURSDAY)
    assert "Strength A (Wed 13 Jan 17:00): skipped" in log("list", now=THURSDAY)


def test_of_two_moves_the_later_counts(again, dragged, log):
    log("moved", "Strength B", "thu 17:00", now=MONDAY)
    assert again(MONDAY)["B"][0] == "01-14T17:00"
    assert dragged("B", "0115T1830", "0115T1915", now=TUESDAY)["B"][0] == "01-15T18:30"
    assert again(TUESDAY)["B"][0] == "01-15T18:30"
    log("moved", "Strength B", "thu 17:00", now=WEDNESDAY)
    assert again(WEDNESDAY)["B"][0] == "01-14T17:00"
    assert start_of("B") == "0114T1700"
    assert dragged("B", "0115T1830", "0115T1915", now=THURSDAY)["B"][0] == "01-15T18:30"


def test_undo_of_a_move_gives_the_calendars_move_back(again, dragged, log):
    put = dragged("B", "0115T1830", "0115T1915", now=MONDAY)
    log("moved", "Strength B", "thu 17:00", now=TUESDAY)
    assert again(TUESDAY)["B"] == ("01-14T17:00", 45, "pinned")
    log("undo", now=WEDNESDAY)

    assert again(WEDNESDAY)["B"] == put["B"] == ("01-15T18:30", 45, "pinned")
    assert start_of("B") == "0115T1830"


def test_a_move_of_which_the_calendar_gives_no_moment_yields_to_the_word(again, log):
    log("moved", "Strength B", "thu 17:00", now=MONDAY)
    again(MONDAY)
    in_program("B", TUESDAY, DTSTART="20270115T183000", DTEND="20270115T191500")
    MINE.write_bytes(re.sub(rb"LAST-MODIFIED:.*\r\n", b"", MINE.read_bytes()))

    assert again(TUESDAY, "--calendar-now", MINE)["B"][0] == "01-14T17:00"


def test_what_was_deleted_in_the_calendar_and_done_all_the_same_is_done(again, deleted, log):
    assert "A" not in deleted("A", now=MONDAY)
    assert "Strength A (Tue 12 Jan 17:00): skipped" in log("list", now=WEDNESDAY)
    log("done", "Strength A", "--minutes", 40, now=WEDNESDAY)

    assert again(WEDNESDAY)["A"] == ("01-12T17:00", 40, "done")
    assert "STATUS:CONFIRMED" in event_of("A")


def test_undo_gives_the_calendars_deletion_back(again, deleted, log):
    deleted("A", now=MONDAY)
    log("done", "Strength A", now=WEDNESDAY)
    again(WEDNESDAY)
    log("undo", now=THURSDAY)

    assert "A" not in again(THURSDAY)


def test_what_was_deleted_in_the_calendar_can_be_put_somewhere_by_a_word(again, deleted, log):
    deleted("B", now=MONDAY)
    log("moved", "Strength B", "thu 17:00", now=TUESDAY)

    assert again(TUESDAY)["B"] == ("01-14T17:00", 45, "pinned")
    assert "STATUS:CONFIRMED" in event_of("B")


def test_whatever_was_said_planning_twice_changes_nothing(again, dragged, log):
    dragged("B", "0115T1830", "0115T1915", now=MONDAY)
    for words in (("moved", "Strength B", "thu 17:00"), ("missed", "Strength A"), ("undo",)):
        log(*words, now=WEDNESDAY)
        again(WEDNESDAY)
        before = [path.read_bytes() for path in sorted(CALENDAR.parent.glob("*.*"))]
        again(WEDNESDAY)
        assert [path.read_bytes() for path in sorted(CALENDAR.parent.glob("*.*"))] == before


def test_a_run_that_a_word_moves_keeps_its_event(microcycle, plan, kim):
    kim.write_text(
        kim.read_text().replace("strength:", "  - {day: thu, minutes: 40, kind: easy}\nstrength:")
    )
    plan(kim)
    microcycle("log", kim, "moved", "Easy run", "thu 19:15", "--now", MONDAY)
    microcycle("plan", kim, "--week", "2027-W02", "--now", MONDAY)
    calendar = CALENDAR.read_text()

    assert "STATUS:CANCELLED" not in calendar
    assert "DTSTART;TZID=Europe/Berlin:20270114T191500" in calendar
