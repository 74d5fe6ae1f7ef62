"""One session in the terminal and in the calendar: complete, in order, inside the width."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from scheduler.write import terminal
from scheduler.write.entries import entries
from scheduler.write.ics import shown_description

from . import documents

PLANS = documents.every()
LOOK = {"width": 100, "ascii_only": False, "color": False}
GOLDEN = Path(__file__).parent / "golden"


def golden(name):
    return (GOLDEN / name).read_text(encoding="utf-8")


def told(name="good_week", title="Strength A", unmet=()):
    """A document of one session, as ``session --json`` prints it."""
    plan = PLANS[name]
    (one,) = (session for session in plan["sessions"] if session["title"] == title)
    return {"timezone": plan["timezone"], "session": one, "unmet": list(unmet)}


NO_STEP = {"requirement": "R4 step-up", "says": "no step-up this week: there is no box or step"}


def test_the_card_is_complete_and_in_order():
    document = told(unmet=[NO_STEP | {"uid": None}])

    assert terminal.render_session(document, **LOOK) == golden("session_card.txt")


def test_what_another_session_cannot_hold_is_not_told():
    document = told(unmet=[NO_STEP | {"uid": "another"}])

    assert "cannot hold" not in terminal.render_session(document, **LOOK)


def test_what_is_fixed_in_the_file_is_not_ours_to_say():
    text = terminal.render_session(told("race_week"), **LOOK)

    assert "not ours to say" in text


@pytest.mark.parametrize("width", [40, 60, 75, 76, 100, 140])
@pytest.mark.parametrize("name", ["good_week", "nasty_week"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_wider_than_the_terminal(width, name, ascii_only):
    title = "Strength A" if name == "good_week" else documents.NASTY[3]
    look = LOOK | {"width": width, "ascii_only": ascii_only}
    lines = terminal.render_session(told(name, title), **look).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert not ascii_only or all(map(str.isascii, lines))


def test_the_calendar_event_reads_well_on_a_small_screen():
    first = next(one for one in entries(PLANS["good_week"]) if one.title == "Strength A (heavy)")

    assert f"{shown_description(first)}\n" == golden("session_event.txt")


def test_an_event_without_exercises_is_as_it_was():
    (first,) = entries(PLANS["race_week"])

    assert first.text.count("\n") == 1
