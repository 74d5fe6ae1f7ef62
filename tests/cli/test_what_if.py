"""`microcycle plan --what-if`: the week beside the one that it would be; nothing is written."""

import pytest

from .conftest import KIM, WEEK

ONE = ("--what-if", "strength.sessions=1")
HOURS = ("--what-if", "availability.wed+=17:00-20:00")
LONG_GAP = ("--what-if", "rules.gap_between_strength.heavy.min=96h")


@pytest.fixture
def tried(plan, said):
    """The one object that is printed."""
    return lambda *words: said(plan(*words, "--json"))


def starts(document):
    return {
        one["title"]: one["start"] for one in document["sessions"] if one["activity"] == "strength"
    }


@pytest.mark.parametrize(
    ("file", "words", "code"),
    [
        pytest.param("kim", ONE, 0, id="all is placed"),
        pytest.param("crowded", ONE, 0, id="one was missing and is no longer asked for"),
        pytest.param("kim", LONG_GAP, 3, id="one would be missing"),
        pytest.param("crowded", ("--what-if", "athlete.name=K"), 3, id="one is missing as before"),
        pytest.param("kim", ("--what-if", "strength.session=1"), 2, id="a mistake"),
        pytest.param("kim", (*ONE, "--time-limit", "0.000001"), 4, id="out of time"),
    ],
)
def test_how_it_ends(plan, request, file, words, code):
    assert plan(request.getfixturevalue(file), *words).exit_code == code


@pytest.mark.parametrize("form", [(), ("--json",), ("--dry-run",), ("--fresh",), ("--weeks", "2")])
def test_nothing_is_written(plan, crowded, written, form):
    plan(crowded, *ONE, *HOURS, *form)

    assert (written(), crowded.read_text()) == (
        {"kim.yaml"},
        KIM.replace("mon-fri: [17:00-20:00]", "tue: [17:00-20:00]"),
    )


def test_what_a_plan_has_written_stays_as_it_is(plan, kim, here, written):
    plan(kim)
    before = {path: (here / path).read_bytes() for path in written()}
    plan(kim, *ONE)

    assert {path: (here / path).read_bytes() for path in written()} == before


@pytest.mark.parametrize("option", [("--out", "week.ics"), ("--report", "week.html")])
def test_a_place_to_write_to_is_refused(plan, kim, written, option):
    result = plan(kim, *ONE, *option)

    assert (result.exit_code, result.stdout, written()) == (2, "", {"kim.yaml"})
    assert result.stderr == "--what-if writes nothing: leave out --out and --report\n"


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_the_same_question_has_the_same_answer(plan, kim, form):
    first, second = (plan(kim, *ONE, *form).stdout_bytes for _ in range(2))

    assert first == second


def test_with_json_it_is_one_object_with_both_weeks_and_their_difference(tried, plan, kim):
    document = tried(kim, *ONE)

    assert plan(kim, *ONE, "--json").stderr == ""
    assert document.keys() == {"schema", "what_if", "before", "after", "difference"}
    assert (document["schema"], document["what_if"]) == ("microcycle/1", ["strength.sessions=1"])
    assert (len(starts(document["before"])), len(starts(document["after"]))) == (2, 1)
    assert document["difference"] == {
        "total": -11.11,
        "rules": {"gap_before_hard_run": -9.11, "same_day_policy": -2},
        "notes": [],
    }


def test_before_is_the_plan_of_the_file_and_after_the_plan_of_the_file_so_changed(tried, kim):
    document = tried(kim, *LONG_GAP)
    before = tried(kim, "--dry-run")
    kim.write_text(f"{KIM}rules: {{gap_between_strength: {{heavy: 96h}}}}\n")
    after = tried(kim, "--dry-run")

    assert document["before"] == before
    assert document["after"]["score"] == after["score"]
    assert starts(document["after"]) == starts(after)


def test_several_settings_are_tried_together(tried, crowded):
    document = tried(crowded, *HOURS, *LONG_GAP)

    assert document["what_if"] == [
        "availability.wed+=17:00-20:00",
        "rules.gap_between_strength.heavy.min=96h",
    ]
    assert len(starts(document["after"])) == 1


def test_a_setting_that_only_takes_away_a_number_changes_nothing(plan, kim):
    text = plan(kim, "--what-if", "rules.weekly_load.cap=").stdout

    assert "It costs the same: 11.11 points." in text


def test_a_week_is_compared_with_the_one_that_was_planned_before(plan, tried, kim):
    plan(kim)
    document = tried(kim, *HOURS)

    assert starts(document["before"]) == starts(document["after"])


def test_the_week_is_shown_beside_the_other_with_what_is_new_marked(plan, kim):
    text = plan(kim, *ONE, env={"COLUMNS": "100"}).stdout.strip()

    assert (
        text
        == """\
Kim · 11\u201317 January 2027
What if:
  - strength.sessions=1

        as it is                                       as it would be
Mon 11  rest                                           rest
Tue 12    ● 06:30 Intervals run, intervals, 60 min       ● 06:30 Intervals run, intervals, 60 min
          ◆ 17:00 Strength A, heavy, 45 min              ◆ 17:00 Strength A, heavy, 45 min
Wed 13  rest                                           rest
Thu 14  rest                                           rest
Fri 15  > ◆ 17:00 Strength B, heavy, 45 min            rest
Sat 16  rest                                           rest
Sun 17    ● 09:00 Long run, long, 90 min                 ● 09:00 Long run, long, 90 min

It costs 11.11 points fewer: 0 instead of 11.11.
  - 2 less for hard and easy mixed
  - 9.11 less for legs less fresh before hard runs"""
    )


def test_what_would_still_be_missing_is_told(plan, kim):
    text = plan(kim, *LONG_GAP).stdout

    assert "It costs 78.89 points more: 90 instead of 11.11." in text
    assert "Newly missing:\n  - Strength B (heavy, 45 min)" in text


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("athlete.name=K", "Still missing:\n  - Strength B (heavy, 45 min)"),
        ("strength.sessions=3", "Newly missing:\n  - Strength C (heavy, 45 min)"),
        (
            "strength.sessions={target: 2, min: 1}",
            "Still short of the target:\n  - Strength B (heavy, 45 min)",
        ),
        ("availability.fri+=17:00-20:00", "No longer missing:\n  - Strength B (heavy, 45 min)"),
    ],
)
def test_what_was_missing_before_is_told_apart_from_what_newly_is(plan, crowded, setting, says):
    assert says in plan(crowded, "--what-if", setting).stdout


def test_a_search_that_was_cut_off_is_not_called_a_week_without_a_plan(plan, kim):
    text = plan(kim, *ONE, "--time-limit", "0.000001").stdout

    assert "The time ran out before a plan with it was found." in text
    assert "As it is: the time ran out before a plan was found." in text
    assert "missing" not in text


def test_a_rule_that_a_pin_breaks_is_told_as_a_new_note(plan, tried, kim):
    setting = ("--what-if", "pins=[{session: Strength A, date: 2027-01-11, start: 22:00}]")
    note = (
        "pinned, so it stays: Strength A (Mon 22:00) lies outside the times you are available"
        " (availability, kim.yaml:2)"
    )

    assert tried(kim, *setting)["difference"]["notes"][0] == note
    shown = " ".join(plan(kim, *setting).stdout.split())
    assert f"Notes that are new: - {note}" in shown


@pytest.mark.parametrize(
    ("rules", "setting", "says"),
    [
        (
            "",
            "rules.strength_sessions.level=must",
            "With it there is no plan at all.",
        ),
        (
            "rules: {strength_sessions: {level: must}}\n",
            "strength.sessions=1",
            "With it there is a plan, of 0 points.",
        ),
    ],
)
def test_a_week_without_a_plan_is_compared_too(plan, crowded, rules, setting, says):
    crowded.write_text(crowded.read_text() + rules)

    assert says in plan(crowded, "--what-if", setting).stdout


def test_without_a_plan_there_is_no_difference(tried, crowded):
    document = tried(crowded, "--what-if", "rules.strength_sessions.level=must")

    assert (document["after"]["status"], document["difference"]["total"]) == ("none", None)


def test_two_weeks_are_each_shown_beside_the_other(plan, kim):
    text = plan(kim, *ONE, "--weeks", "2").stdout

    assert text.startswith("Kim · 11\u201324 January 2027\n")
    assert (text.count("as it would be"), text.count("\nMon 18")) == (2, 1)


@pytest.mark.parametrize("width", [30, 40, 60, 72, 130])
def test_no_line_is_wider_than_the_terminal(plan, kim, width):
    text = plan(kim, *LONG_GAP, *HOURS, env={"COLUMNS": str(width)}).stdout

    assert max(map(len, text.splitlines())) <= width


def test_in_a_narrow_terminal_the_days_that_differ_are_shown_twice(plan, kim):
    text = plan(kim, *ONE, env={"COLUMNS": "40"}).stdout

    assert (text.count("Strength A"), text.count("as it would be:"), text.count("Mon 11")) == (
        1,
        1,
        1,
    )
    assert "as it would be:\n        rest\nSat 16" in text


def test_a_terminal_without_utf_gets_ascii(started, kim):
    words = ("-m", "scheduler", "plan", str(kim), *WEEK, *ONE)
    result = started(*words, PYTHONIOENCODING="ascii", NO_COLOR="1")

    assert (result.returncode, result.stdout.isascii(), result.stderr) == (0, True, "")
    assert result.stdout.startswith("Kim - 11-17 January 2027\nWhat if:\n")


MISTAKES = {
    "strength": (
        "--what-if 'strength' does not say what to set: write one like"
        " rules.gap_before_hard_run.heavy.min=36h or availability.wed+=12:00-13:00\n"
    ),
    "strength.2.sessions=1": (
        "--what-if strength.2.sessions=1: error: there is no entry 2\n"
        "  hint: there is one, counted from 1\n"
    ),
    "rules.rest_day.off=yes": (
        "--what-if rules.rest_day.off=yes: error: rest_day is a must and is switched off\n"
        '  hint: add `because: "..."` to the rule, in your own words; every plan will repeat it\n'
    ),
}


@pytest.mark.parametrize(("setting", "says"), MISTAKES.items())
def test_a_mistake_is_told_and_nothing_is_planned(plan, kim, setting, says):
    result = plan(kim, "--what-if", setting)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", says)


def test_with_json_all_mistakes_are_one_object(plan, kim, said):
    wrong = ("--what-if", "athlete.levl=novice", "--what-if", "rules.weekly_load=much")
    result = plan(kim, *wrong, "--json")

    assert (result.exit_code, result.stderr) == (2, "")
    assert [(one["path"], one["line"], one["says"]) for one in said(result)["errors"]] == [
        ("--what-if athlete.levl=novice", None, "`athlete` has no key `levl`"),
        (
            "--what-if rules.weekly_load=much",
            None,
            "`cap` wants a whole number, not `much`",
        ),
    ]
