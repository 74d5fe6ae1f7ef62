"""`microcycle explain`: why here, why not there and why not at all; how it ends, what it leaves."""

import pytest

from scheduler.errors import NotKnownError

from .conftest import KIM, WEEK

SHOWN = "Kim · 11\u201317 January 2027"
THERE = ("--at", "wed 18:00")
FORBIDDEN = ("--at", "mon 17:00")  # the evening before intervals
MEANT = ("--at", "tue 18:00", "--session", "Strength B")


@pytest.fixture
def impossible(crowded):
    """The file with room for one session, in which both are a must."""
    crowded.write_text(f"{crowded.read_text()}rules: {{strength_sessions: {{level: must}}}}\n")
    return crowded


@pytest.fixture
def idle(kim):
    """A file that asks for no strength session."""
    kim.write_text(KIM[: KIM.index("strength:")])
    return kim


@pytest.fixture
def answer(explain, said):
    """The one object that is printed."""
    return lambda *words: said(explain(*words, "--json"))


def strength(document):
    return {one["title"]: one for one in document["sessions"] if one["activity"] == "strength"}


def uids(document):
    return {title: one["uid"] for title, one in strength(document).items()}


@pytest.mark.parametrize(
    ("file", "words", "code"),
    [
        pytest.param("kim", (), 0, id="all is placed"),
        pytest.param("crowded", (), 3, id="one is missing"),
        pytest.param("crowded", ("--session", "A"), 3, id="one is missing, and another asked for"),
        pytest.param("impossible", (), 3, id="there is no plan"),
        pytest.param("idle", (), 0, id="none is asked for"),
        pytest.param("kim", ("--weeks", "2"), 0, id="two weeks"),
        pytest.param("kim", THERE, 0, id="the slot is open"),
        pytest.param("kim", FORBIDDEN, 3, id="the slot is forbidden"),
        pytest.param("crowded", MEANT, 0, id="the slot is open and leaves another out"),
        pytest.param("impossible", MEANT, 3, id="nothing can be there"),
        pytest.param("kim", ("--at", "mon"), 2, id="no slot"),
        pytest.param("kim", ("--session", "C"), 2, id="no such session"),
        pytest.param("kim", ("--time-limit", "0.000001"), 4, id="out of time"),
        pytest.param("kim", ("--time-limit", "0.000001", *THERE), 4, id="out of time for the slot"),
    ],
)
def test_how_it_ends(explain, request, file, words, code):
    assert explain(request.getfixturevalue(file), *words).exit_code == code


@pytest.mark.parametrize("words", [(), THERE, FORBIDDEN, ("--session", "A")])
@pytest.mark.parametrize("file", ["kim", "crowded", "impossible"])
def test_the_answer_goes_to_standard_output_alone(explain, request, file, words):
    result = explain(request.getfixturevalue(file), *words)

    assert (result.stdout.splitlines()[0], result.stderr) == (SHOWN, "")


@pytest.mark.parametrize("words", [(), THERE, FORBIDDEN, ("--weeks", "2"), ("--move-runs",)])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_nothing_is_written(explain, crowded, written, words, form):
    explain(crowded, *words, *form)

    assert (written(), crowded.read_text()) == (
        {"kim.yaml"},
        KIM.replace("mon-fri: [17:00-20:00]", "tue: [17:00-20:00]"),
    )


def test_what_a_plan_has_written_stays_as_it_is(plan, explain, kim, here, written):
    plan(kim)
    before = {path: (here / path).read_bytes() for path in written()}
    explain(kim)
    explain(kim, *THERE)

    assert {path: (here / path).read_bytes() for path in written()} == before


@pytest.mark.parametrize("words", [(), THERE, FORBIDDEN])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_the_same_question_has_the_same_answer(explain, crowded, words, form):
    first, second = (explain(crowded, *words, *form).stdout_bytes for _ in range(2))

    assert first == second


def test_the_plan_that_is_explained_is_the_one_that_plan_shows(plan, explain, kim, said):
    plan(kim)
    kim.write_text(KIM.replace("17:00-20:00", "16:00-20:00"))
    planned, explained = said(plan(kim, "--dry-run", "--json")), said(explain(kim, "--json"))

    starts = [{t: one["start"] for t, one in strength(d).items()} for d in (planned, explained)]
    assert starts[0] == starts[1]
    assert planned["score"] == explained["score"]


def test_with_json_each_placed_session_has_its_next_best_slots(answer, kim):
    document = answer(kim)
    found = strength(document)["Strength A"]

    assert {"at", "about", "before"} & set(document) == set()
    assert [one["next_best"]["start"] for one in strength(document).values()] == [
        "2027-01-12T17:15:00+01:00",
        "2027-01-15T17:15:00+01:00",
    ]
    assert found["next_best"].keys() == {"start", "end", "kind", "minutes", "more", "says"}
    assert (found["next_best"]["more"], found["other_day"]["more"]) == (0.16, 17)


def test_of_a_session_without_another_day_the_object_says_so(answer, crowded):
    document = answer(crowded)

    assert strength(document)["Strength A"]["other_day"] is None
    assert [short["asked"] for short in document["shortfall"]] == ["Strength B (heavy, 45 min)"]


def test_with_json_only_strength_has_other_slots(answer, kim):
    runs = [one for one in answer(kim)["sessions"] if one["activity"] == "run"]

    assert [one.keys() & {"next_best", "other_day", "keeps"} for one in runs] == [set(), set()]


def test_plan_does_not_ask_for_other_slots(plan, kim, said):
    assert "next_best" not in strength(said(plan(kim, "--json")))["Strength A"]


@pytest.mark.parametrize("name", ["Strength B", "strength b", "B", " b ", "STRENGTH B"])
def test_a_session_is_named_by_its_title_or_the_end_of_it(answer, kim, name):
    document = answer(kim, "--session", name)

    assert document["about"] == uids(document)["Strength B"]


def test_a_session_is_named_by_its_uid(answer, kim):
    uid = uids(answer(kim))["Strength B"]

    assert answer(kim, "--session", uid)["about"] == uid


def test_only_the_session_that_is_named_is_told_of(explain, answer, kim):
    text = explain(kim, "--session", "B").stdout
    slots = {
        title: "next_best" in one for title, one in strength(answer(kim, "--session", "B")).items()
    }

    assert ("◆ Strength A" in text, "◆ Strength B" in text) == (False, True)
    assert slots == {"Strength A": False, "Strength B": True}


def test_a_missing_session_that_is_named_is_told_alone(explain, crowded):
    text = explain(crowded, "--session", "B").stdout

    assert "Strength B (heavy, 45 min) could not be placed" in text
    assert "◆ Strength A" not in text


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "C",
            "--session: no session of the week is called 'C'; there are: Strength A, Strength B",
        ),
        ("", "--session: no session of the week is called ''; there are: Strength A, Strength B"),
        (
            "Long run",
            "--session: Long run is fixed (kim.yaml:5), so no rule has put it there",
        ),
        (
            "intervals RUN",
            "--session: Intervals run is fixed (kim.yaml:4), so no rule has put it there",
        ),
    ],
)
def test_a_session_that_no_rule_places_is_told(explain, kim, name, says):
    result = explain(kim, "--session", name)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{says}\n")


@pytest.mark.parametrize("name", ["A", "Strength A", "by its uid"])
def test_a_pinned_session_is_told_of_and_nothing_is_asked_about_it(explain, answer, kim, name):
    kim.write_text(f"{KIM}pins: [{{session: Strength A, date: 2027-01-13, start: 17:30}}]\n")
    uid = uids(answer(kim))["Strength A"]
    named = ("--session", uid if name == "by its uid" else name)
    told, asked = explain(kim, *named), explain(kim, *named, "--at", "wed 18:00")

    assert (told.exit_code, "◆ Strength A  Wed 13, 17:30" in told.stdout) == (0, True)
    assert (asked.exit_code, asked.stderr) == (
        2,
        "--session: Strength A is fixed (kim.yaml:7), so no rule has put it there\n",
    )


def test_where_none_is_asked_for_none_can_be_named(explain, idle):
    assert explain(idle, "--session", "A").stderr == (
        "--session: no session of the week is called 'A'; there are: none\n"
    )


def test_a_run_that_finds_its_slot_is_a_session_like_any_other(explain, kim):
    kim.write_text(KIM.replace("start: 06:30, ", ""))
    text = explain(kim, "--session", "Intervals run").stdout

    assert (SHOWN in text, "Strength A  " in text) == (True, False)


@pytest.mark.parametrize(
    "at",
    [
        "wed 18:00",
        "Wed 18:00",
        "wed  18:00",
        " wed 18:00 ",
        "2027-01-13 18:00",
        "2027-01-13T18:00",
        "2027-01-13 t 18:00",
    ],
)
def test_a_slot_is_a_day_or_a_date_with_a_clock_time(answer, kim, at):
    found = answer(kim, "--at", at)["at"]

    assert (found["start"], found["end"]) == (
        "2027-01-13T18:00:00+01:00",
        "2027-01-13T18:45:00+01:00",
    )


def test_a_clock_time_may_have_one_digit_and_any_minute(answer, kim):
    assert answer(kim, "--at", "wed 9:07")["at"]["start"] == "2027-01-13T09:07:00+01:00"


def test_the_end_of_a_day_is_the_midnight_of_the_next(answer, kim):
    assert answer(kim, "--at", "wed 24:00")["at"]["start"] == "2027-01-14T00:00:00+01:00"


def test_of_two_weeks_a_day_is_that_of_the_first_and_a_date_its_own(answer, kim):
    two = ("--weeks", "2", "--at")

    assert answer(kim, *two, "wed 18:00")["at"]["start"].startswith("2027-01-13")
    assert answer(kim, *two, "2027-01-20 18:00")["at"]["start"].startswith("2027-01-20")


@pytest.mark.parametrize(
    "at",
    ["", "wed", "18:00", "wed 18", "wed 25:00", "wed 18:60", "wednesday 18:00", "wxd 18:00",
     "2027-02-30 18:00", "2027-01-13", "wed,thu 18:00", "wed 18:00-19:00", "wed-fri 18:00"],
)  # fmt: skip
def test_what_is_no_slot_is_told_with_an_example(explain, kim, at):
    result = explain(kim, "--at", at)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f'--at {at!r} is no slot: write one like "tue 07:00" or "2027-01-12 07:00"\n'
    )


@pytest.mark.parametrize("at", ["2027-01-20 18:00", "2027-01-10 18:00", "sun 24:00"])
def test_a_slot_beside_the_week_is_told(explain, kim, at):
    result = explain(kim, "--at", at)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"--at {at!r} does not lie in the days from 2027-01-11 to 2027-01-17\n"
    )


def test_where_no_strength_is_asked_for_no_slot_can_be_asked_about(explain, idle):
    assert explain(idle, *THERE).stderr == (
        "--at: there is no strength session to be placed in this week\n"
    )


def test_with_json_a_mistake_is_one_object(explain, kim, said):
    result = explain(kim, "--at", "noon", "--json")
    (error,) = said(result)["errors"]

    assert (result.exit_code, result.stderr) == (2, "")
    assert error["says"].startswith("--at 'noon' is no slot")


def test_an_open_slot_is_told_with_its_price_and_the_whole_week(answer, kim):
    document = answer(kim, *THERE)
    found = document["at"]

    assert document["about"] == found["uid"] == uids(document)["Strength A"]
    assert (found["session"], found["kind"], found["minutes"]) == ("Strength A", "heavy", 45)
    assert (found["allowed"], found["forbidden_by"]) == (True, [])
    assert found["costs"].keys() == {"total", "more", "rules", "points", "left_out"}
    assert round(found["costs"]["total"] - found["costs"]["more"], 2) == document["score"]["total"]
    assert strength(found["week"])["Strength A"]["start"] == found["start"]
    assert found["week"]["score"]["total"] == found["costs"]["total"]


def test_a_forbidden_slot_is_told_with_every_rule_and_its_line(answer, kim):
    found = answer(kim, "--at", "mon 06:00")["at"]

    assert (found["allowed"], "costs" in found, "week" in found) == (False, False, False)
    assert [one["rule"] for one in found["forbidden_by"]] == [
        "availability",
        "gap_before_hard_run",
        "gap_after_long_run",
    ]
    assert found["forbidden_by"][0]["where"] == "kim.yaml:2"
    assert {one["slot"] for one in found["forbidden_by"]} == {"2027-01-11T06:00:00+01:00"}


def test_the_session_that_the_slot_suits_best_is_meant(answer, kim):
    requests = "[{sessions: 1, class: heavy, minutes: 45}, {name: Core, sessions: 1, class: core,"
    kim.write_text(f"{KIM[: KIM.index('strength:')]}strength: {requests} minutes: 20}}]\n")
    found = answer(kim, *FORBIDDEN)["at"]

    assert (found["session"], found["allowed"]) == ("Core A", True)


def test_where_no_session_can_be_a_missing_one_is_meant(answer, crowded):
    assert answer(crowded, "--at", "mon 06:00")["at"]["session"] == "Strength B"


def test_another_session_may_be_left_out_for_a_slot(answer, crowded):
    head, _, _ = crowded.read_text().partition("strength:")
    one = "{sessions: 1, class: heavy, minutes: 45"
    crowded.write_text(f"{head}strength: [{one}}}, {one}, name: Gym}}]\n")
    costs = answer(crowded, "--at", "tue 18:00", "--session", "Gym A")["at"]["costs"]

    assert (costs["left_out"], costs["more"]) == (["Strength A"], 160)


def test_of_sessions_alike_the_one_that_suits_the_slot_stands_for_all(explain, answer, crowded):
    found = answer(crowded, *MEANT)["at"]

    assert (found["session"], found["named"]) == ("Strength A", "Strength B")
    assert (
        "Strength A, asked for just like Strength B, on Tue 12" in explain(crowded, *MEANT).stdout
    )


def test_nothing_is_said_of_a_slot_after_the_time_ran_out(answer, kim):
    document = answer(kim, "--time-limit", "0.000001", *THERE)

    assert (document["status"], "at" in document) == ("out_of_time", False)


@pytest.mark.parametrize(
    "answer_of",
    ["scheduler.explaining.explained.why_not", "scheduler.explaining.explained.next_best"],
)
def test_a_second_search_may_run_out_of_time_too(monkeypatch, explain, kim, answer_of):
    def cut_off(*_):
        raise NotKnownError

    monkeypatch.setattr(answer_of, cut_off)
    slot, all_of_them = explain(kim, *THERE), explain(kim)
    is_slot = answer_of.endswith("why_not")

    assert (slot.exit_code, all_of_them.exit_code) == (4 if is_slot else 0, 0)
    assert (slot.stderr == f"{NotKnownError()}\n") is is_slot
    assert ("would cost" in all_of_them.stdout) is is_slot


def test_beside_a_plan_that_is_not_proven_no_slot_is_told_of(monkeypatch, explain, kim):
    monkeypatch.setattr("scheduler.outcome.Solution.is_proven", False)
    slot, all_of_them = explain(kim, *THERE), explain(kim)

    assert (slot.exit_code, slot.stdout, slot.stderr) == (4, "", f"{NotKnownError()}\n")
    assert (all_of_them.exit_code, "would cost" in all_of_them.stdout) == (0, False)


MOVING = """\
athlete: {name: Kim, id: kim1, timezone: Europe/Berlin}
availability: {tue: [17:00-18:00], wed: [06:00-20:00]}
runs:
  - {day: wed, start: 07:00, minutes: 60, kind: tempo}
strength: {sessions: 1, class: heavy, minutes: 45, windows: {tue: [17:00-18:00]}}
"""


@pytest.mark.parametrize("asked", [False, True])
def test_moving_a_run_is_a_way_out_where_that_is_asked_for(answer, kim, asked):
    kim.write_text(MOVING)
    words = ("--move-runs",) if asked else ()
    (missing,) = answer(kim, *words)["shortfall"]

    assert ("runs.1.movable=time" in {way["set"] for way in missing["would_help"]}) is asked


def test_every_way_out_gives_what_it_says_when_it_is_tried(plan, answer, crowded, said):
    (missing,) = answer(crowded)["shortfall"]
    tried = [
        said(plan(crowded, "--what-if", way["set"], "--json"))["after"]
        for way in missing["would_help"]
    ]

    assert len(tried) >= 2
    assert [one["status"] for one in tried] == ["planned"] * len(tried)
    assert [one["score"]["total"] for one in tried] == [
        way["points"] for way in missing["would_help"]
    ]


def test_of_two_weeks_the_session_of_the_slots_week_is_meant(answer, kim):
    document = answer(kim, "--weeks", "2", "--session", "A", "--at", "2027-01-20 18:00")

    assert (document["at"]["allowed"], document["at"]["session"]) == (True, "Strength A")
    assert document["about"] == document["sessions"][5]["uid"]


def test_two_weeks_are_explained_together(explain, answer, kim):
    text = explain(kim, "--weeks", "2").stdout
    sessions = answer(kim, "--weeks", "2")["sessions"]

    assert text.splitlines()[0] == "Kim · 11\u201324 January 2027"
    assert text.count("◆ Strength A") == 2
    assert sum("next_best" in one for one in sessions) == 4


def test_where_none_is_asked_for_the_notes_say_so(explain, idle):
    text = explain(idle).stdout.strip()

    assert (
        text
        == f"""\
{SHOWN}
Proven the best week under your rules: 0 points

Notes:
  - no strength session is asked for"""
    )


def test_a_week_that_contradicts_itself_is_told_so(explain, answer, impossible):
    text = explain(impossible).stdout
    document = answer(impossible)

    assert "Proven impossible: your rules contradict each other, 2 sessions missing" in text
    assert (document["status"], document["score"]["total"]) == ("none", None)
    assert len(document["shortfall"]) == 2


def test_in_a_week_that_contradicts_itself_no_slot_is_open(answer, impossible):
    found = answer(impossible, *MEANT)["at"]

    assert (found["allowed"], bool(found["conflict"]), bool(found["sentences"])) == (
        False,
        True,
        True,
    )


@pytest.mark.parametrize("width", [24, 40, 72, 130])
@pytest.mark.parametrize("words", [(), THERE, FORBIDDEN])
def test_no_line_is_wider_than_the_terminal(explain, crowded, width, words):
    text = explain(crowded, *words, env={"COLUMNS": str(width)}).stdout

    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("words", [(), THERE, FORBIDDEN])
def test_a_terminal_without_utf_gets_ascii(started, kim, words):
    result = started(
        "-m", "scheduler", "explain", str(kim), *WEEK, *words, PYTHONIOENCODING="ascii"
    )

    assert (result.stdout.isascii(), result.stderr) == (True, "")
    assert result.stdout.startswith("Kim - 11-17 January 2027\n")


def test_no_colour_is_drawn_where_nobody_looks(explain, crowded):
    assert "\x1b" not in explain(crowded).stdout


def test_a_mistake_of_the_file_is_told_with_its_place(explain, kim):
    kim.write_text(KIM.replace("minutes: 45", "minutes: 4500"))
    result = explain(kim)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("kim.yaml:6:48: error: ")


def test_past_slots_are_forbidden_and_said_to_be_past(microcycle, kim, said):
    now = ("--week", "2027-W02", "--now", "2027-01-13T12:00", "--json")
    found = said(microcycle("explain", kim, *now, "--at", "tue 18:00"))["at"]

    assert (found["allowed"], found["forbidden_by"][0]["says"]) == (
        False,
        "Strength A (Tue 18:00) lies in the past",
    )
