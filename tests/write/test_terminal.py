"""The week in the terminal: complete without colour, inside its width, deaf to markup."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from scheduler.write import terminal
from scheduler.write.terminal_ink import Ink
from scheduler.write.view import clean, weeks_of

from . import documents

GOLDEN = Path(__file__).parent / "golden"
PLANS = documents.every()
LOOK = {"width": 120, "ascii_only": False, "color": False}


def both(plan, **look):
    look = LOOK | look
    return terminal.render(plan, **look) + terminal.render_reasons(plan, **look)


@pytest.mark.parametrize(
    ("path", "text"),
    [pytest.param(path, text, id=path.name) for path, text in documents.golden(GOLDEN)],
)
def test_drawing_is_the_golden_one(path, text):
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("width", [40, 44, 60, 80, 99, 100, 110, 140, 200])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_wider_than_the_terminal_nor_ends_in_spaces(name, width, ascii_only):
    lines = both(PLANS[name], width=width, ascii_only=ascii_only).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("width", [44, 120])
def test_colour_changes_no_letter(name, width):
    plain = both(PLANS[name], width=width)
    colored = both(PLANS[name], width=width, color=True)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colored)

    assert colored != plain
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


@pytest.mark.parametrize("name", PLANS)
def test_ascii_terminal_gets_ascii_only(name):
    assert both(PLANS[name], ascii_only=True).isascii()


@pytest.mark.parametrize("name", PLANS)
def test_without_colour_no_escape_is_written_even_if_a_title_holds_one(name):
    assert "\x1b" not in both(PLANS[name])
    assert "\x07" not in both(PLANS[name])


@pytest.mark.parametrize("name", ["good_week", "partial_week", "race_week", "two_weeks"])
@pytest.mark.parametrize("width", [44, 120])
def test_every_session_shows_its_clock_and_length(name, width):
    text = terminal.render(PLANS[name], **LOOK | {"width": width})
    week_lines = text.split("Load")[0] + text.split("Week of")[-1]
    sessions = [s for week in weeks_of(PLANS[name]) for s in week.sessions]

    assert sessions
    for session in sessions:
        assert f"{session.start:%H:%M}" in week_lines
        assert f"{session.minutes} min" in " ".join(text.split())
        assert session.title.split()[0] in week_lines


def test_titles_that_look_like_markup_are_shown_as_written():
    text = terminal.render(PLANS["nasty_week"], **LOOK | {"width": 80})

    assert "[bold red]not markup[/] [link=x]y[/link]" in text
    assert "{{ 7 * 7 }} {% raw %} :smile:" in text
    assert "[dim]x[/]" in text


def test_directions_are_not_overridden_and_emoji_stand_alone():
    text = terminal.render(PLANS["nasty_week"], **LOOK)

    assert not set("\u202e\u202c\u200d\ufe0f\U0001f3fd") & set(text)


def test_wide_letters_leave_the_columns_straight():
    text = terminal.render(PLANS["nasty_week"], **LOOK)
    clocks = next(line for line in text.splitlines() if "04:10" in line)
    titles = next(line for line in text.splitlines() if "日本" in line)

    assert cell_len(titles[: titles.index("日本")]) == clocks.index("23:20") + 2


@pytest.mark.parametrize(("width", "columns"), [(99, False), (100, True)], ids=["99", "100"])
def test_seven_columns_are_drawn_from_a_hundred_characters_on(width, columns):
    first = terminal.render(PLANS["good_week"], **LOOK | {"width": width})

    assert any("Mon 11" in line and "Sun 17" in line for line in first.splitlines()) is columns


@pytest.mark.parametrize("width", [44, 120])
def test_rest_days_are_named(width):
    text = terminal.render(PLANS["good_week"], **LOOK | {"width": width})

    assert text.count("rest\n") + text.count("rest  ") == 1


@pytest.mark.parametrize("width", [44, 120])
def test_empty_day_that_is_no_rest_day_is_free(width):
    plan = PLANS["good_week"] | {"rest_days": []}
    text = terminal.render(plan, **LOOK | {"width": width})

    assert "free" in text
    assert "rest  " not in text


def test_bars_grow_with_the_load_and_the_least_load_still_shows():
    ink = Ink(width=80, ascii_only=False, color=False)

    assert ink.bar(1, 10) == "━" * 10
    assert ink.bar(0.55, 10) == "━" * 5 + "╸"
    assert ink.bar(0.001, 10) == "╸"
    assert ink.bar(0, 10) == ""
    assert Ink(width=80, ascii_only=True, color=False).bar(0.55, 10) == "======"


def test_strength_session_says_what_it_keeps_and_costs():
    text = terminal.render(PLANS["good_week"], **LOOK)

    assert "Strength B  Fri 15, 17:30\N{EN DASH}18:20, heavy, 50 min" in text
    assert "keeps  72 h after Strength A" in text
    assert "costs  10.8 points: 37.7 h before Long run" in text
    assert "backup Tue 18:30" in text


def test_strength_session_without_points_costs_nothing():
    assert "costs  nothing" in terminal.render(PLANS["two_weeks"], **LOOK)


def test_lighter_class_says_what_was_asked():
    assert "light (heavy was asked)" in terminal.render(PLANS["race_week"], **LOOK)


def test_each_week_of_several_has_its_block_and_its_figures():
    text = terminal.render(PLANS["two_weeks"], **LOOK)

    assert "Proven the best 2 weeks under your rules: 17.4 points" in text
    assert text.count("Week of") == 2
    assert text.count("monotony") == 2
    assert "5 x 1000 m" in text


def test_reasons_are_empty_when_all_went_well():
    assert terminal.render_reasons(PLANS["good_week"], **LOOK) == ""


def test_refused_slots_of_one_shape_read_as_one_line():
    text = terminal.render_reasons(PLANS["partial_week"], **LOOK | {"width": 200})

    assert text.startswith("Strength B (heavy, 50 min) could not be placed:")
    assert text.count("23.1 h before Tempo") == 1
    assert "likewise Wed 13 20:00 (21.1h), Thu 14 06:30 (10.6h)" in text
    assert text.count("constraints/ana.yaml:31") == 1


def test_reasons_name_rule_line_change_note_and_help():
    text = terminal.render_reasons(PLANS["partial_week"], **LOOK)

    assert "gap_between_strength, constraints/ana.yaml:34" in text
    assert "- free Friday 17:30-18:20\n    Strength B on Fri 17:30" in text
    assert "Strength A moved from Mon 17:30" in text
    assert "7 was taken" in text


def test_more_refused_slots_than_one_line_holds_are_counted():
    reason = documents.refusal("quiet_hours", 3, "Mon 05:00 is early", "", None)
    slots = [reason | {"slot": f"2027-01-11T{hour:02d}:00:00+00:00"} for hour in range(12)]
    short = {"asked": "Strength A", "because": [*slots, reason | {"slot": None}]}
    text = terminal.render_reasons(
        PLANS["good_week"] | {"shortfall": [short]}, **LOOK | {"width": 200}
    )

    assert "Mon 11 06:00, 6 more" in text


def test_bare_document_of_required_keys_is_drawn():
    text = terminal.render({"from": "2026-12-28", "to": "2027-01-03"}, **LOOK)

    assert text.startswith("Runner · 28 December 2026 \N{EN DASH} 3 January 2027\nThe time ran out")


@given(title=st.text(max_size=60), width=st.integers(40, 140), ascii_only=st.booleans())
@settings(max_examples=40, deadline=None)
def test_any_title_stays_inside_and_is_harmless(title, width, ascii_only):
    plan = documents.document([documents.session(2, "18:00", 50, "heavy", title, keeps=[title])])
    lines = both(plan, width=width, ascii_only=ascii_only).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert all(line.isprintable() for line in lines)


def test_same_plan_gives_the_same_text():
    assert both(PLANS["nasty_week"]) == both(documents.every()["nasty_week"])


def test_clean_cuts_what_is_too_long():
    assert clean("a b c d", 5) == "a b…"
    assert clean("a\x00b\u2028c\td") == "ab c d"


def test_loading_the_module_does_not_load_rich():
    code = "import sys, scheduler.write.terminal; sys.exit('rich' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
