"""What is new since the last plan, each with its reason, word for word."""

import pytest

from scheduler.explain import why_not
from scheduler.explaining import changes

ASKED = "strength: {sessions: 2, class: heavy, minutes: 45}"
ASKED_LONG = "strength: {sessions: 1, class: heavy, minutes: 60, min_minutes: 45}"
OPEN = "mon-fri: [17:00-20:00]"


@pytest.fixture
def change(plan, kim, said):
    """Plan Kim's week, edit the file, plan again: the changes."""

    def edit(*edits, options=("--json",)):
        plan(kim)
        text = kim.read_text()
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        kim.write_text(text)
        return said(plan(kim, *options))["changes"]

    return edit


CLASS = "fixed_strength: [{day: thu, start: 18:30, minutes: 45, class: core, title: Class}]\n"
MOVED = [
    pytest.param(
        (OPEN, f"tue: [], {OPEN}"),
        "Strength A moves from Tue 17:00 to Wed 17:00,"
        " because the old slot lies outside the times you are available",
        id="a window closes",
    ),
    pytest.param(
        ("strength:", "rest_days: [tue]\nstrength:"),
        "Strength A moves from Tue 17:00 to Wed 17:00, because the old slot falls on a rest day",
        id="a rest day",
    ),
    pytest.param(
        ("strength:", "away: [{from: 2027-01-12, to: 2027-01-12, why: ill}]\nstrength:"),
        "Strength A moves from Tue 17:00 to Mon 19:15,"
        " because the old slot falls on a day away: ill",
        id="a day away",
    ),
    pytest.param(
        ("runs:", "runs:\n  - {day: wed, start: 06:30, minutes: 50, kind: tempo}"),
        "Strength A moves from Tue 17:00 to Wed 17:00, because in the old slot it ends Tue 17:45,"
        " 12.7 h before Tempo run (Wed 06:30); 24 h wanted",
        id="a run that is hard",
    ),
    pytest.param(
        ("runs:", "runs:\n  - {day: tue, start: 17:30, minutes: 40, kind: easy, title: Jog}"),
        "Strength A moves from Tue 17:00 to Tue 18:10,"
        " because the old slot and Jog (Tue 17:30) overlap",
        id="a run at the same time",
    ),
    pytest.param(
        ("runs:", "rules: {preferred_day: {days: [wed], points: 50}}\nruns:"),
        "Strength A moves from Tue 17:00 to Wed 17:00, because staying would cost 3 points more:"
        " Strength A (Tue 17:00) is not on a preferred day",
        id="a wish worth the move",
    ),
    pytest.param(
        ("runs:", "pins: [{session: Strength A, date: 2027-01-13, start: 17:15}]\nruns:"),
        "Strength A moves from Tue 17:00 to Wed 17:15, because you pinned it there",
        id="a pin",
    ),
    pytest.param(
        ("sessions: 2", "sessions: 1"),
        "Strength B (Fri 17:00) is left out, because it is no longer asked for",
        id="no longer asked for",
    ),
    pytest.param(
        (OPEN, "tue: [17:00-20:00]"),
        "Strength B (Fri 17:00) is left out,"
        " because the old slot lies outside the times you are available",
        id="left out",
    ),
    pytest.param(
        (ASKED, f"strength: [{ASKED[10:]}, {{name: Core, sessions: 1, class: core, minutes: 20}}]"),
        "Core A is new: Mon 17:00, because you ask for it now",
        id="asked for now",
    ),
    pytest.param(
        ("runs:", f"{CLASS}runs:"),
        "Class is new: Thu 18:30, because you ask for it now",
        id="a class",
    ),
    pytest.param(
        ("minutes: 45", "minutes: 60"),
        "Strength A (Tue 17:00) becomes heavy, 60 min instead of heavy, 45 min,"
        " because you ask for it so now",
        id="longer",
    ),
]


def test_a_class_that_leaves_the_file_is_told(plan, kim, said):
    """Its event is cancelled, and a weekly script has to say so."""
    lines = kim.read_text()
    kim.write_text(lines.replace("runs:", f"{CLASS}runs:"))
    plan(kim)
    kim.write_text(lines)

    assert [one["says"] for one in said(plan(kim, "--json"))["changes"]] == [
        "Class (Thu 18:30) is left out, because it is no longer asked for"
    ]


def test_a_run_that_is_given_its_time_is_where_the_athlete_put_it(plan, kim, said):
    jog = "{day: wed, minutes: 40, kind: easy, title: Jog}"
    kim.write_text(kim.read_text().replace("runs:", f"runs:\n  - {jog}"))
    plan(kim)
    kim.write_text(kim.read_text().replace("wed, minutes", "wed, start: 07:00, minutes"))
    told = [one["says"] for one in said(plan(kim, "--json"))["changes"]]

    assert told == ["Jog moves from Wed 17:00 to Wed 07:00, because you gave it that time"]


@pytest.mark.parametrize(("edit", "says"), MOVED)
def test_every_change_says_why(change, edit, says):
    assert says in [one["says"] for one in change(edit)]


def test_a_broken_rule_is_told_as_data_with_its_line(change):
    (moved,) = change(("runs:", "runs:\n  - {day: wed, start: 06:30, minutes: 50, kind: tempo}"))

    assert (moved["from"], moved["to"]) == (
        "2027-01-12T17:00:00+01:00",
        "2027-01-13T17:00:00+01:00",
    )
    assert moved["saves"] is None
    assert moved["because"] == [
        {
            "rule": "gap_before_hard_run",
            "where": "presets/evidence.yaml:27",
            "says": "Strength A ends Tue 17:45, 12.7 h before Tempo run (Wed 06:30); 24 h wanted",
            "found": "12.7h",
            "wanted": "24h",
            "slot": "2027-01-12T17:00:00+01:00",
        }
    ]


def test_what_a_move_gains_is_told_in_points(change):
    (moved,) = change(("runs:", "rules: {preferred_day: {days: [wed], points: 50}}\nruns:"))

    assert moved["saves"] == 3
    assert [because["rule"] for because in moved["because"]] == ["preferred_day"]


def test_the_reasons_stand_in_one_line_too(plan, kim):
    plan(kim)
    kim.write_text(kim.read_text().replace(OPEN, f"tue: [], {OPEN}"))

    assert plan(kim, "--brief").stdout == (
        "Kim, 11\N{EN DASH}17 January 2027: Strength A moves from Tue 17:00 to Wed 17:00,"
        " because the old slot lies outside the times you are available\n"
    )


def test_a_session_for_which_there_is_room_again_says_so(plan, crowded, said):
    plan(crowded)
    crowded.write_text(crowded.read_text().replace("tue: [17:00", "mon-fri: [17:00"))
    new, shared = (one["says"] for one in said(plan(crowded, "--json"))["changes"])

    assert new == "Strength B is new: Fri 17:00, because there is room for it now"
    assert shared.startswith("Strength A ")
    assert shared.endswith(", because what the week holds is shared out anew")


def test_a_plan_that_comes_back_names_the_one_that_it_was(plan, kim, said):
    plan(kim)
    text = kim.read_text()
    kim.write_text(text.replace(OPEN, f"tue: [], {OPEN}"))
    plan(kim)
    kim.write_text(text)
    (back,) = said(plan(kim, "--json"))["changes"]

    assert back["says"] == (
        "Strength A moves from Wed 17:00 to Tue 17:00, because"
        " file, calendars and log are again those of the plan of Sun 10 Jan 12:00"
    )


def test_a_session_that_is_in_the_way_of_another_says_so(change):
    """Two weeks are not searched again for each change: the old slot is judged as it is."""
    pin = "pins: [{session: Strength A, date: 2027-01-13, start: 19:00}]\nruns:"
    says = [one["says"] for one in change(("runs:", pin), options=("--json", "--weeks", "2"))]

    assert says[1] == (
        "Strength B moves from Fri 15 Jan 17:00 to Fri 15 Jan 19:00, because in the old slot"
        " Strength A starts Wed 13 Jan 19:00, 46 h before Strength B (Fri 15 Jan 17:00);"
        " 48 h wanted"
    )
    assert says[2:] == [
        "Strength A is new: Tue 19 Jan 17:00",
        "Strength B is new: Fri 22 Jan 17:00",
    ]


def test_of_two_weeks_a_wish_that_is_worth_the_move_is_told(change):
    says = change(
        ("runs:", "rules: {preferred_day: {days: [wed], points: 50}}\nruns:"),
        options=("--json", "--weeks", "2"),
    )

    assert says[0]["says"] == (
        "Strength A moves from Tue 12 Jan 17:00 to Wed 13 Jan 17:00, because staying would cost"
        " 3 points more: Strength A (Tue 12 Jan 17:00) is not on a preferred day"
    )


def test_where_the_time_is_too_short_for_the_question_the_old_slot_is_judged(change, monkeypatch):
    def out_of_time(*_):
        raise why_not.NotKnownError

    monkeypatch.setattr(changes, "why_not", out_of_time)
    (moved,) = change((OPEN, f"tue: [], {OPEN}"))

    assert moved["says"].endswith("because the old slot lies outside the times you are available")


def test_a_session_that_stays_at_the_cost_of_another_tells_which(plan, kim, said):
    kim.write_text(kim.read_text().replace(OPEN, "tue: [17:00-20:00], thu: [17:00-20:00]"))
    plan(kim)
    kim.write_text(kim.read_text().replace("tue: [17:00-20:00]", "fri: [17:00-20:00]"))
    told = [one["says"] for one in said(plan(kim, "--json"))["changes"]]

    assert told[:2] == [
        MOVED[0].values[1].replace("Wed", "Thu"),
        "Strength B (Thu 19:15) is left out, because if it stayed, Strength A would be left out",
    ]


def test_what_was_shorter_than_asked_is_told_by_the_slot_that_it_had(plan, kim, said):
    before = kim.read_text()
    short = before.replace(OPEN, "tue: [17:00-17:45]").replace(ASKED, ASKED_LONG)
    kim.write_text(short)
    plan(kim)
    kim.write_text(
        short.replace("runs:", "runs:\n  - {day: wed, start: 06:30, minutes: 50, kind: tempo}")
    )
    (change,) = said(plan(kim, "--json"))["changes"]

    assert change["says"] == (
        "Strength A (Tue 17:00) is left out, because in the old slot it ends Tue 17:45,"
        " 12.7 h before Tempo run (Wed 06:30); 24 h wanted"
    )
