"""What the athlete did with our events in a calendar is read back and planned around."""

import http.server
import json
import re
import threading
from pathlib import Path

import pytest

CALENDAR = Path("plans/kim/2027-01-11.ics")
KEPT = Path("plans/kim/2027-01-11.json")
MINE = Path("mine.ics")
EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)


def blocks(data: bytes) -> dict[str, bytes]:
    """The events of a calendar by the session's letter."""
    found = EVENT.findall(data)
    return {
        re.search(rb"SUMMARY:Strength (\w)", block)[1].decode(): block
        for block in found
        if b"SUMMARY:Strength" in block
    }


def shown(pattern: str, data: bytes | None = None) -> list[str]:
    """All that the calendar says in lines of one form."""
    text = re.sub(rb"\r\n[ \t]", b"", CALENDAR.read_bytes() if data is None else data)
    return re.findall(rf"^{pattern}\r$", text.decode(), re.MULTILINE)


@pytest.fixture
def export(plan, kim):
    """The planned week in the athlete's own calendar, with the changes of one event."""
    plan(kim)

    def write(letter: str, *changes: tuple[str, str]) -> Path:
        data = MINE.read_bytes() if MINE.exists() else CALENDAR.read_bytes()
        block = new = blocks(data)[letter]
        for was, now in changes:
            assert was.encode() in new
            new = new.replace(was.encode(), now.encode())
        MINE.write_bytes(data.replace(block, new))
        return MINE

    return write


@pytest.fixture
def again(plan, kim):
    """Plan once more, as the calendar says."""
    return lambda *words, calendar=MINE: plan(kim, "--calendar-now", calendar, *words)


def sessions(said, result):
    return {s["title"]: s for s in said(result)["sessions"] if s["activity"] == "strength"}


MOVED_TO_MONDAY = ("20270112T", "20270111T")


def test_a_calendar_as_we_wrote_it_changes_nothing(export, again):
    export("A")
    before = CALENDAR.read_bytes(), KEPT.read_bytes()
    result = again()

    assert (result.exit_code, CALENDAR.read_bytes(), KEPT.read_bytes()) == (0, *before)


def test_a_moved_session_stays_where_it_was_put(export, again, said):
    export("A", MOVED_TO_MONDAY)
    found = sessions(said, again("--json"))

    assert (found["Strength A"]["start"], found["Strength A"]["origin"]) == (
        "2027-01-11T17:00:00+01:00",
        "pinned",
    )
    assert found["Strength B"]["origin"] == "planned"


def test_a_moved_session_that_breaks_a_rule_is_told_with_the_gap_found_and_wanted(export, again):
    export("A", MOVED_TO_MONDAY)
    result = again()

    assert result.exit_code == 0
    assert (
        "pinned, so it stays: Strength A ends Mon 17:45, 12.7 h before Intervals run (Tue 06:30);"
        " 24 h wanted (gap_before_hard_run, presets/evidence.yaml:27)"
    ) in " ".join(result.stderr.split())
    assert (
        "Strength A moves from Tue 17:00 to Mon 17:00, because you moved it in your calendar"
    ) in " ".join(result.stderr.split())


def test_where_the_file_pins_what_was_moved_by_hand_the_hand_counts(export, again, kim, said):
    export("A", MOVED_TO_MONDAY)
    kim.write_text(
        f"{kim.read_text()}pins: [{{session: Strength A, date: 2027-01-13, start: 17:00}}]\n"
    )
    moved, fresh = said(again("--json")), said(again("--json", "--fresh"))

    assert (
        "Strength A stays where your calendar has it (Mon 17:00), not where it is pinned; --fresh"
        " takes the move back"
    ) in moved["notes"]
    assert [one["start"][:10] for one in fresh["sessions"] if one["title"] == "Strength A"] == [
        "2027-01-13"
    ]


def test_a_moved_session_is_told_once(export, again, said):
    export("A", MOVED_TO_MONDAY)
    again()

    assert said(again("--json"))["changes"] == []


def test_a_session_made_longer_is_told_as_the_athletes_doing(export, again, said):
    export("A", ("T174500", "T180000"))

    assert [change["says"] for change in said(again("--json"))["changes"]] == [
        (
            "Strength A (Tue 17:00) becomes heavy, 60 min instead of heavy, 45 min,"
            " because your calendar has it so"
        )
    ]


def test_a_moved_session_given_back_to_the_plan_is_planned_from_the_same_as_before(
    export, again, plan, kim
):
    export("A", MOVED_TO_MONDAY)
    before = json.loads(KEPT.read_text())
    again()
    moved = json.loads(KEPT.read_text())
    plan(kim, "--fresh")
    after = json.loads(KEPT.read_text())

    assert (len(before["inputs"]), len(moved["inputs"])) == (1, 2)
    assert after["inputs"] == moved["inputs"] | dict.fromkeys(before["inputs"], 2)
    assert after["revisions"][2]["sessions"] == before["revisions"][0]["sessions"]


def test_a_moved_session_keeps_its_event_with_a_counter_above_the_programs(export, again):
    export("A", MOVED_TO_MONDAY, ("SEQUENCE:0", "SEQUENCE:4"))
    uids = shown("UID:(.*)")
    again()

    assert shown("UID:(.*)") == uids
    assert shown("SEQUENCE:(.*)") == ["5", "0"]


def test_a_moved_session_stays_there_without_the_calendar(export, again, plan, kim, said):
    export("A", MOVED_TO_MONDAY)
    again()
    before = CALENDAR.read_bytes(), KEPT.read_bytes()
    found = sessions(said, plan(kim, "--json"))

    assert found["Strength A"]["start"] == "2027-01-11T17:00:00+01:00"
    assert (CALENDAR.read_bytes(), KEPT.read_bytes()) == before


def test_a_fresh_plan_takes_a_moved_session_back(export, again, plan, kim, said):
    export("A", MOVED_TO_MONDAY)
    again()
    found = sessions(said, plan(kim, "--fresh", "--json"))

    assert (found["Strength A"]["start"], found["Strength A"]["origin"]) == (
        "2027-01-12T17:00:00+01:00",
        "planned",
    )
    assert shown("SEQUENCE:(.*)") == ["2", "0"]


def test_a_calendar_that_is_behind_does_not_move_a_session_back(export, again, plan, kim, said):
    export("A")
    kim.write_text(kim.read_text().replace("sat:", "tue: [], sat:"))
    plan(kim)
    start = sessions(said, again("--json"))["Strength A"]["start"]

    assert start != "2027-01-12T17:00:00+01:00"
    assert sessions(said, again("--json"))["Strength A"]["origin"] == "planned"


def test_a_session_moved_in_a_calendar_that_is_behind_is_moved_all_the_same(
    export, again, plan, kim, said
):
    export("A", ("20270112T17", "20270114T18"))
    kim.write_text(kim.read_text().replace("sat:", "tue: [], sat:"))
    plan(kim)

    assert sessions(said, again("--json"))["Strength A"]["start"] == "2027-01-14T18:00:00+01:00"


def test_a_longer_session_counts_with_its_length(export, again, said):
    export("A", ("T174500", "T183000"))
    found = sessions(said, again("--json"))["Strength A"]

    assert (found["minutes"], found["load"]) == (90, 630)


def test_a_new_title_and_note_are_kept_in_what_is_written(export, again, plan, kim):
    export("B", ("SUMMARY:Strength B (heavy)", "SUMMARY:Gym with Joe"))
    data = MINE.read_bytes().replace(b"DESCRIPTION:Heavy", b"DESCRIPTION:Bring straps\\nHeavy")
    MINE.write_bytes(data)
    again()
    kim.write_text(kim.read_text().replace("mon-fri: [17:00", "mon-fri: [17:30"))
    plan(kim)

    assert shown("SUMMARY:(.*)") == ["Strength A (heavy)", "Gym with Joe"]
    notes = [note for note in shown("DESCRIPTION:(.*)") if "Heavy" in note]
    assert all(note.startswith("Bring straps\\nHeavy strength") for note in notes)
    assert "20270112T173000" in shown("DTSTART.*:(.*)")


def test_an_event_that_is_not_in_the_file_is_not_taken_for_deleted(export, again, said):
    export("A")
    MINE.write_bytes(MINE.read_bytes().replace(blocks(MINE.read_bytes())["A"], b""))
    result = again("--json")

    assert len(sessions(said, result)) == 2
    (note,) = said(result)["notes"]
    assert note == (
        "Strength A (heavy) (Tue 12 Jan 17:00) is not in your calendar; it stays in the plan,"
        " for a file does not tell whether it ever was there"
    )


def test_a_file_with_none_of_our_events_says_nothing(export, again, said):
    export("A")
    MINE.write_bytes(EVENT.sub(b"", MINE.read_bytes()))
    result = again("--json")

    assert (len(sessions(said, result)), said(result)["notes"]) == (2, [])


def test_the_events_of_others_are_not_counted(export, again, said):
    export("A")
    other = blocks(MINE.read_bytes())["A"].replace(b"UID:", b"UID:other-")
    MINE.write_bytes(MINE.read_bytes().replace(b"END:VCALENDAR", other + b"END:VCALENDAR"))
    before = CALENDAR.read_bytes()
    result = again("--json")

    assert (len(sessions(said, result)), CALENDAR.read_bytes()) == (2, before)


def test_a_session_that_the_athlete_cancelled_is_skipped(export, again, said, plan, kim):
    export("A", ("STATUS:CONFIRMED", "STATUS:CANCELLED"))
    result = again("--json")

    assert (result.exit_code, list(sessions(said, result))) == (0, ["Strength B"])
    assert said(result)["shortfall"] == []
    assert "Strength A is skipped: you deleted it from your calendar" in said(result)["notes"]
    assert said(result)["changes"][0]["says"] == (
        "Strength A (Tue 17:00) is left out, because you deleted it from your calendar"
    )
    assert list(sessions(said, plan(kim, "--json"))) == ["Strength B"]


def test_a_placed_run_that_was_moved_and_annotated_is_written_once(plan, kim, again):
    """Its words are those of where and how long it is now, and the note stands in it once."""
    jog = "  - {day: fri, minutes: 40, kind: easy, title: Jog}\nstrength:"
    kim.write_text(kim.read_text().replace("strength:", jog))
    plan(kim)
    data = CALENDAR.read_bytes()
    (block,) = (own for own in EVENT.findall(data) if b"SUMMARY:Jog" in own)
    start, end = (
        re.search(rb"%b.*:(\d{8}T\d{6})" % name, block)[1] for name in (b"DTSTART", b"DTEND")
    )
    new = block.replace(start, b"20270115T183000").replace(end, b"20270115T193000")
    text = re.search(rb"DESCRIPTION:.*?(?=\r\n\S)", new, re.DOTALL)[0]
    MINE.write_bytes(data.replace(block, new.replace(text, text + b"\\nwith Jo")))
    again()
    once = CALENDAR.read_bytes()
    plan(kim)

    assert CALENDAR.read_bytes() == once
    (told,) = (text for text in shown("DESCRIPTION:(.*)") if "with" in text)
    assert told == (
        r"Easy run\, 60 min\, effort 3 of 10\, load 180 AU.\n"
        r"Why here: this is where you put it.\nwith Jo"
    )


CLASS = "fixed_strength: [{day: thu, start: 18:30, minutes: 45, class: core, title: Class}]\n"


@pytest.fixture
def a_class(plan, kim, again, said):
    """Plan a week with a class, then change the class in a calendar and plan again."""

    def change(*edits):
        kim.write_text(f"{kim.read_text()}{CLASS}")
        plan(kim)
        MINE.write_bytes(CALENDAR.read_bytes())
        (block,) = (own for own in EVENT.findall(MINE.read_bytes()) if b"SUMMARY:Class" in own)
        new = block
        for was, now in edits:
            assert was in new
            new = new.replace(was, now)
        MINE.write_bytes(MINE.read_bytes().replace(block, new))
        return said(again("--json"))

    return change


def test_a_class_that_was_moved_in_the_calendar_is_there(a_class, plan, kim, said):
    found = a_class((b"20270114T18", b"20270114T19"), (b"20270114T191500", b"20270114T201500"))
    again = said(plan(kim, "--json"))
    fresh = said(plan(kim, "--fresh", "--json"))

    assert [change["says"] for change in found["changes"]] == [
        "Class moves from Thu 18:30 to Thu 19:30, because you moved it in your calendar"
    ]
    assert again["changes"] == []
    assert [change["says"] for change in fresh["changes"]] == [
        "Class moves from Thu 19:30 to Thu 18:30, because you gave it that time"
    ]


def test_a_class_that_was_cancelled_in_the_calendar_is_skipped(a_class, plan, kim, said):
    found = a_class((b"STATUS:CONFIRMED", b"STATUS:CANCELLED"))

    assert "Class is skipped: you deleted it from your calendar" in found["notes"]
    assert "Class" not in [one["title"] for one in said(plan(kim, "--json"))["sessions"]]


def test_a_session_that_the_athlete_cancelled_need_not_be_deleted_by_hand(export, again):
    export("A", ("STATUS:CONFIRMED", "STATUS:CANCELLED"))

    assert "delete by hand" not in again().stderr


def test_an_event_made_all_day_is_told_and_stays(export, again, said):
    times = [("DTSTART;TZID=Europe/Berlin:20270112T170000", "DTSTART;VALUE=DATE:20270113")]
    times += [("DTEND;TZID=Europe/Berlin:20270112T174500", "DTEND;VALUE=DATE:20270114")]
    export("A", *times)
    result = again("--json")

    assert sessions(said, result)["Strength A"]["start"] == "2027-01-12T17:00:00+01:00"
    assert any("has no time in your calendar" in note for note in said(result)["notes"])


def test_a_session_that_has_begun_is_not_touched(export, microcycle, kim):
    export("A", ("20270112T17", "20270112T18"), ("SUMMARY:Strength A", "SUMMARY:Strength A!"))
    before = CALENDAR.read_bytes()
    microcycle(
        "plan", kim, "--week", "2027-W02", "--now", "2027-01-13T08:00", "--calendar-now", MINE
    )

    assert shown("SUMMARY:(Strength A.*)") == shown("SUMMARY:(Strength A.*)", before)
    assert shown("DTSTART.*:(.*)") == shown("DTSTART.*:(.*)", before)


def test_a_session_put_off_after_its_time_is_where_it_was_put(export, microcycle, kim, said):
    export("A", ("20270112T17", "20270113T18"))
    result = microcycle(
        "plan", kim, "--week", "2027-W02", "--now", "2027-01-13T08:00", "--calendar-now", MINE,
        "--json",
    )  # fmt: skip

    assert sessions(said, result)["Strength A"]["start"] == "2027-01-13T18:00:00+01:00"
    assert "20270113T180000" in shown("DTSTART.*:(.*)")
    assert shown("SEQUENCE:(.*)")[0] == "1"


def test_a_note_on_a_session_moved_over_the_edge_of_its_week_stands_once(export, again, plan, kim):
    export("B", ("20270115T17", "20270118T18"), ("45 min", "45 min with Jo"))
    again()
    once = CALENDAR.read_bytes()
    plan(kim)

    assert CALENDAR.read_bytes() == once


def test_a_session_moved_over_the_edge_of_its_week_keeps_its_event(export, again, said):
    export("B", ("20270115T17", "20270118T18"))
    result = again("--json")

    assert (result.exit_code, list(sessions(said, result))) == (0, ["Strength A"])
    assert shown("DTSTART.*:(.*)")[-1] == "20270118T180000"
    assert shown("STATUS:(.*)") == ["CONFIRMED", "CONFIRMED"]
    assert said(result)["changes"][0]["says"] == (
        "Strength B moves from Fri 17:00 to Mon 18 Jan 18:00, because you moved it in your calendar"
    )
    assert said(again("--json"))["changes"] == []


def test_the_next_week_knows_of_a_session_that_was_moved_into_it(export, again, microcycle, kim):
    export("B", ("20270115T17", "20270118T18"))
    again()
    result = microcycle("plan", kim, "--week", "2027-W03", "--now", "2027-01-10T12:00", "--json")

    assert result.exit_code == 0
    assert '"start": "2027-01-18T18:00:00+01:00"' in result.stdout
    text = Path("plans/kim/2027-01-18.ics").read_text()
    assert "20270118T180000" not in text


def test_a_dry_run_takes_nothing_in(export, again):
    export("A", MOVED_TO_MONDAY)
    before = CALENDAR.read_bytes(), KEPT.read_bytes()
    result = again("--dry-run")

    assert "Strength A moves" in result.stderr
    assert (CALENDAR.read_bytes(), KEPT.read_bytes()) == before


def test_what_is_moved_in_a_week_beside_is_kept_too(export, microcycle, kim):
    export("B", ("20270115T17", "20270116T10"))
    microcycle(
        "plan", kim, "--week", "2027-W03", "--now", "2027-01-10T12:00", "--calendar-now", MINE
    )

    assert '"start": "2027-01-16T10:00:00+01:00"' in KEPT.read_text()


def test_without_a_kept_plan_there_is_nothing_to_read_back(plan, kim):
    MINE.write_bytes(b"no calendar at all")

    assert plan(kim, "--calendar-now", MINE).exit_code == 0


@pytest.mark.parametrize(
    ("calendar", "says"),
    [
        ("none.ics", "none.ics cannot be read: No such file or directory"),
        ("kim.yaml", "kim.yaml is no iCalendar file"),
        ("http://example.org/secret.ics", "the address of a feed begins with https:// or"),
        ("https://[secret", "--calendar-now: the address of a feed begins with https:// or"),
        ("https:///secret", "--calendar-now: the address of a feed begins with https:// or"),
        ("", "--calendar-now names no calendar: give a path, a URL, or caldav"),
        (" ", "--calendar-now names no calendar: give a path, a URL, or caldav"),
    ],
)
def test_a_calendar_that_cannot_be_read_is_refused_and_nothing_written(
    export, again, calendar, says
):
    export("A")
    before = KEPT.read_bytes()
    result = again(calendar=calendar)

    assert (result.exit_code, KEPT.read_bytes()) == (2, before)
    assert says in result.stderr
    assert "secret" not in result.stderr


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served():
    """The folder, served on this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_calendar_is_read_from_its_address_too(export, again, served, said):
    export("A", MOVED_TO_MONDAY)
    found = sessions(said, again("--json", calendar=f"{served}/mine.ics"))

    assert found["Strength A"]["origin"] == "pinned"


def test_a_file_that_is_named_by_an_address_is_told_how(export, again):
    export("A")
    result = again(calendar="file:///mine.ics")

    assert result.exit_code == 2
    assert "--calendar-now file:///mine.ics: a file is named by its path alone" in result.stderr


def test_an_address_that_fails_ends_with_5_and_is_not_told(export, again, served):
    export("A")
    before = KEPT.read_bytes()
    result = again(calendar=f"{served}/secret.ics")

    assert (result.exit_code, KEPT.read_bytes()) == (5, before)
    assert "could not be fetched: the server answered 404" in result.stderr
    assert "secret" not in result.stderr
