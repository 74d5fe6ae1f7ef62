"""`microcycle log`, and what `plan` makes of it."""

import json
from pathlib import Path

import pytest

LOG = Path("plans/kim/log.jsonl")
CALENDAR = Path("plans/kim/2027-01-11.ics")
WEDNESDAY = "2027-01-13T08:00"


@pytest.fixture
def planned_kim(plan, kim):
    """The athlete file, with a plan of its week."""
    plan(kim)
    return kim


@pytest.fixture
def log(microcycle, planned_kim):
    """Say something on the Wednesday of a week that was planned on the Sunday before."""

    def call(*words, now=WEDNESDAY):
        return microcycle("log", planned_kim, *words, "--now", now)

    return call


@pytest.fixture
def again(microcycle, kim):
    """Plan the week again on the Wednesday."""

    def call(*words, now=WEDNESDAY):
        result = microcycle("plan", kim, "--week", "2027-W02", "--now", now, "--json", *words)
        return json.loads(result.stdout)

    return call


def strength(shown):
    """Title, start, minutes, load and origin of each strength session."""
    return [
        (one["title"], one["start"][5:16], one["minutes"], one["load"], one["origin"])
        for one in shown["sessions"]
        if one["activity"] == "strength"
    ]


PLANNED_A = ("Strength A", "01-12T17:00", 45, 315, "planned")
PLANNED_B = ("Strength B", "01-15T17:00", 45, 315, "planned")


@pytest.mark.usefixtures("planned_kim")
def test_without_a_word_what_has_begun_counts_as_done_as_planned(again):
    assert strength(again()) == [PLANNED_A, PLANNED_B]


def test_done_gives_a_session_its_real_time_length_and_effort(log, again):
    result = log("done", "Strength A", "--at", "tue 18:10", "--minutes", 40, "--rpe", 8)

    assert result.stdout == "Strength A (Tue 12 Jan 18:10): done, 40 min, RPE 8\n"
    assert result.stderr == "plan again: microcycle plan kim.yaml --week 2027-01-11\n"
    assert strength(again()) == [("Strength A", "01-12T18:10", 40, 320, "done"), PLANNED_B]


def test_a_session_that_was_done_is_no_change_of_the_plan(log, again):
    log("done", "Strength A", "--at", "tue 18:10")

    assert again()["changes"] == []


def test_what_was_done_before_its_time_is_told_for_its_event_moves(log, again):
    log("done", "Strength B", "--at", "wed 07:00", now="2027-01-13T12:00")
    done = again(now="2027-01-13T12:00")["changes"]
    log("undo", now="2027-01-13T12:00")
    undone = again(now="2027-01-13T12:00")["changes"]

    assert [one["says"] for one in done] == [
        "Strength B was done Wed 07:00, not Fri 17:00, because you said so"
    ]
    assert [one["says"] for one in undone] == [
        "Strength B moves from Wed 07:00 to Fri 17:00, because what was said of it is taken back"
    ]


def test_the_event_of_what_is_past_is_not_rewritten(log, again):
    before = CALENDAR.read_bytes()
    log("done", "Strength A", "--at", "tue 18:10")
    again()

    assert CALENDAR.read_bytes() == before


def test_what_was_done_before_its_time_is_not_planned_again(log, again):
    log("done", "Strength B", "--at", "wed 07:00")
    shown = again()

    assert strength(shown) == [PLANNED_A, ("Strength B", "01-13T07:00", 45, 315, "done")]
    assert (shown["status"], shown["shortfall"]) == ("planned", [])


def test_a_missed_session_is_made_up_for_by_its_backup(log, again):
    log("missed", "Strength A")
    shown = again()

    assert strength(shown) == [("Strength A", "01-13T17:00", 45, 315, "planned"), PLANNED_B]
    assert "Strength A (Tue 17:00) was missed; its backup is used, Wed 17:00" in shown["notes"]
    assert [one["says"] for one in shown["changes"]] == [
        "Strength A moves from Tue 17:00 to Wed 17:00, because it was missed"
    ]


def test_a_backup_stays_where_it_is_when_the_week_is_planned_again(log, again):
    log("missed", "Strength A")
    first = again()

    assert strength(again(now="2027-01-13T09:00")) == strength(first)
    assert again(now="2027-01-13T09:00")["changes"] == []


def test_a_backup_that_was_done_is_a_fact(log, again):
    log("missed", "Strength A")
    again()

    assert strength(again(now="2027-01-14T08:00"))[0] == (
        "Strength A", "01-13T17:00", 45, 315, "planned",
    )  # fmt: skip


def test_a_session_whose_backup_was_missed_too_is_dropped_with_a_word(log, again):
    log("missed", "Strength A")
    again()
    log("missed", "Strength A", now="2027-01-14T08:00")
    shown = again(now="2027-01-14T08:00")

    assert strength(shown) == [("Strength A", "01-13T17:00", 45, 0, "missed"), PLANNED_B]
    assert (shown["status"], shown["shortfall"]) == ("planned", [])
    assert (
        "Strength A (Wed 17:00) was missed; it is dropped: no slot that is left keeps your rules"
        " with the rest as planned"
    ) in shown["notes"]
    assert [one["says"] for one in shown["changes"]] == ["Strength A (Wed 17:00) is missed"]


def test_what_was_missed_has_no_load_and_leaves_its_day_to_rest(log, again, kim):
    kim.write_text(kim.read_text().replace("mon-fri: [17:00-20:00]", "'tue,fri': [17:00-20:00]"))
    log("missed", "Strength A")
    shown = again()

    assert shown["load"]["days"][1] == {"date": "2027-01-12", "load": 420}
    assert "2027-01-13" in shown["rest_days"]


def test_the_event_of_a_session_that_was_dropped_stays_as_it_was(log, again, kim):
    kim.write_text(kim.read_text().replace("mon-fri: [17:00-20:00]", "'tue,fri': [17:00-20:00]"))
    before = CALENDAR.read_bytes()
    log("missed", "Strength A")
    again()

    assert CALENDAR.read_bytes() == before


def test_a_session_that_will_be_missed_is_looked_for_a_backup_after_its_time(log, again):
    log("missed", "Strength B", now="2027-01-13T08:00")
    shown = again()

    found = strength(shown)[1]
    assert found[1] > "01-15T17:00"
    assert any("Strength B (Fri 17:00) is missed; its backup is used" in n for n in shown["notes"])
    assert shown["changes"][0]["says"].endswith(", because it will be missed")


FULL = """\
athlete: {name: Kim, id: kim1, timezone: Europe/London}
availability: {tue: [17:00-18:00], wed: [17:00-18:00], fri: [17:00-18:00]}
strength: {sessions: 2, class: light, minutes: 45}
"""


@pytest.fixture
def full(microcycle, kim, said):
    """Two sessions a week in three slots, and what is planned when on the Monday it is said."""
    kim.write_text(FULL)
    monday = ("--week", "2027-W02", "--now", "2027-01-11T08:00")

    def plan(*words):
        if words:
            microcycle("log", kim, *words, *(monday[2:] if words == ("undo",) else monday))
        return said(microcycle("plan", kim, *monday, "--json"))

    return plan


def days_of(shown):
    return [start[3:5] for _, start, *_, origin in strength(shown) if origin != "missed"]


def test_a_slot_that_will_be_missed_is_kept_free_also_after_a_second_word(full):
    before = days_of(full())
    once = days_of(full("missed", "Strength A"))
    twice = full("missed", "Strength A")

    assert before == ["12", "13"]
    assert once == ["13", "15"]
    assert days_of(twice) == ["13"]
    assert any("no slot that is left keeps your rules" in note for note in twice["notes"])


def test_no_other_session_is_put_where_one_was_to_be_missed_first(full, kim):
    full()
    full("missed", "Strength A")
    full("missed", "Strength A")
    kim.write_text(FULL.replace("wed: [17:00-18:00]", "wed: []"))
    shown = full()

    assert (days_of(shown), len(shown["shortfall"])) == ([], 1)


def test_a_slot_that_will_be_missed_is_free_again_once_that_is_taken_back(full):
    before = strength(full())
    full("missed", "Strength A")
    full("missed", "Strength A")
    full("undo")

    assert strength(full("undo")) == before


def test_a_slot_that_will_be_missed_is_kept_free_also_where_the_session_is_put_elsewhere(full, kim):
    full()
    full("missed", "Strength A")
    kim.write_text(FULL.replace("wed: [17:00-18:00]", "wed: []"))
    shown = full("moved", "Strength A", "fri 17:00")

    assert (days_of(shown), len(shown["shortfall"])) == (["15"], 1)


def test_a_session_may_be_put_where_it_was_to_be_missed_all_the_same(full):
    full()
    full("missed", "Strength A")
    shown = full("moved", "Strength A", "tue 17:15")

    assert days_of(shown)[0] == "12"
    assert not any("overlaps" in note for note in shown["notes"])


def test_a_backup_that_costs_more_than_the_session_is_worth_is_not_used(log, again, kim):
    kim.write_text(kim.read_text() + "rules: {strength_sessions: {missing: [1, 1, 1]}}\n")
    log("missed", "Strength A")

    assert any("would cost more than it is worth" in note for note in again()["notes"])


SQUAD = """\
athlete: {name: Kim, id: kim1, timezone: Europe/London}
availability: {"mon,wed,fri": [18:00-19:00]}
strength: {sessions: 2, class: heavy, minutes: 45}
rules: {gap_between_strength: {heavy: {target: 48h}}}
"""


def test_what_was_missed_does_not_take_the_last_slot_of_another(microcycle, kim, said):
    """It was made up for on Friday; then Wednesday closes, and the other needs Friday."""
    late = ("--week", "2027-W02", "--now", "2027-01-11T20:00")
    kim.write_text(SQUAD)
    microcycle("plan", kim, "--week", "2027-W02", "--now", "2027-01-10T12:00")
    microcycle("log", kim, "missed", "Strength A", *late)
    made_up = said(microcycle("plan", kim, *late, "--json"))
    kim.write_text(SQUAD.replace("mon,wed,fri", "mon,fri"))
    result = microcycle("plan", kim, *late, "--json")

    assert "Strength A (Mon 18:00) was missed; its backup is used, Fri 18:00" in made_up["notes"]
    assert result.exit_code == 0
    assert [(one[0], one[1]) for one in strength(said(result)) if one[4] == "planned"] == [
        ("Strength B", "01-15T18:00")
    ]


def test_a_missed_run_has_no_load_and_does_not_bind_strength(log, again):
    log("missed", "Intervals run")
    shown = again()

    (run,) = [one for one in shown["sessions"] if one["title"] == "Intervals run"]
    assert (run["origin"], run["load"]) == ("missed", 0)
    assert "Intervals run (Tue 06:30) was missed; its load is not counted" in shown["notes"]
    assert shown["load"]["days"][1]["load"] == 315


def test_moved_ahead_a_session_stays_where_it_was_put(log, again):
    log("moved", "Strength B", "thu 18:00")

    assert strength(again()) == [PLANNED_A, ("Strength B", "01-14T18:00", 45, 315, "pinned")]


def test_moved_ahead_and_then_past_it_is_done(log, again):
    log("moved", "Strength B", "thu 18:00")
    again()

    assert strength(again(now="2027-01-15T08:00"))[1] == (
        "Strength B", "01-14T18:00", 45, 315, "done",
    )  # fmt: skip


def test_moved_into_the_past_it_is_done_there(log, again):
    result = log("moved", "Strength A", "mon 18:00", "--minutes", 30)

    assert result.stdout == "Strength A (Mon 11 Jan 18:00): moved, 30 min\n"
    assert strength(again())[0] == ("Strength A", "01-11T18:00", 30, 210, "done")


def test_a_run_is_moved_with_what_depends_on_it(log, again):
    log("moved", "Long run", "sat 09:00")
    shown = again()

    (run,) = [one for one in shown["sessions"] if one["title"] == "Long run"]
    assert (run["start"][5:16], run["origin"]) == ("01-16T09:00", "pinned")


def test_undo_gives_back_the_plan_as_it_was(log, again):
    before = again()
    log("missed", "Strength A")
    again()
    result = log("undo")

    assert result.stdout == "taken back: Strength A (Tue 12 Jan 17:00): missed\n"
    assert strength(again()) == strength(before)


def test_undo_gives_back_what_another_session_had_to_leave_too(log, again, kim):
    kim.write_text(
        kim.read_text().replace("mon-fri: [17:00-20:00]", "'tue,wed,thu': [17:00-20:00]")
    )
    before = again(now="2027-01-11T08:00")
    log("moved", "Strength A", "wed 17:00")
    moved = again()
    log("undo")
    after = again()

    assert strength(moved) != strength(before)
    assert strength(after) == strength(before)


def test_what_is_taken_back_is_told_as_the_reason_of_the_change(log, again):
    log("missed", "Strength A")
    again()
    log("undo")

    assert [one["says"] for one in again()["changes"]] == [
        "Strength A moves from Wed 17:00 to Tue 17:00, because what was said of it is taken back"
    ]


def test_moved_ahead_tells_that_you_said_so(log, again):
    log("moved", "Strength B", "thu 18:00")

    assert [one["says"] for one in again()["changes"]] == [
        "Strength B moves from Fri 17:00 to Thu 18:00, because you said that you moved it"
    ]


def test_moved_and_shorter_at_once_both_are_told(log, again):
    log("moved", "Strength B", "thu 18:00", "--minutes", 30)

    assert again()["changes"][0]["says"] == (
        "Strength B moves from Fri 17:00 to Thu 18:00 and becomes heavy, 30 min,"
        " because you said that you moved it"
    )


def test_what_is_done_and_then_not_said_to_be_is_nothing_new(log, again):
    log("done", "Strength A", "--at", "tue 18:10")
    again()
    log("undo")

    assert again()["changes"] == []


def test_moved_ahead_and_taken_back_after_that_time_it_is_again_where_it_was(log, again):
    log("moved", "Strength B", "thu 18:00")
    again()
    log("undo", now="2027-01-15T08:00")

    assert strength(again(now="2027-01-15T08:00")) == [PLANNED_A, PLANNED_B]


def test_undo_again_takes_back_what_was_said_before(log):
    log("missed", "Strength A")
    log("done", "Strength A", "--rpe", 9)

    assert "done, RPE 9" in log("undo").stdout
    assert "missed" in log("undo").stdout
    assert log("undo").exit_code == 2


def test_the_same_word_twice_changes_nothing(log):
    log("done", "Strength A")
    before = LOG.read_bytes()
    result = log("done", "strength a", now="2027-01-13T09:00")

    assert (result.exit_code, LOG.read_bytes()) == (0, before)
    assert "said before, nothing changes" in result.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(
            ["done", "Strength C"],
            "there is no session 'Strength C' in the week of 2027-01-11; there are: Intervals run"
            " (Tue 12 Jan 06:30); Strength A (Tue 12 Jan 17:00); Strength B (Fri 15 Jan 17:00);"
            " Long run (Sun 17 Jan 09:00). Of another week? Name it with --week\n",
            id="no such session",
        ),
        pytest.param(
            ["done", "Strength B"],
            "Strength B (Fri 15 Jan 17:00) lies ahead and cannot be done yet: say when it was done"
            " with --at, or of another week with --week\n",
            id="done in the future",
        ),
        pytest.param(
            ["done", "Strength A", "--at", "thu 07:00"],
            "--at 'thu 07:00' lies ahead: it cannot be done yet\n",
            id="done at a time to come",
        ),
        pytest.param(
            ["moved", "Strength B", "someday"],
            'SLOT \'someday\' is no slot: write one like "tue 07:00" or "2027-01-12 07:00"\n',
            id="moved to no moment",
        ),
        pytest.param(
            ["moved", "Strength B", "2027-01-19 18:00"],
            "SLOT '2027-01-19 18:00' does not lie in the days from 2027-01-11 to 2027-01-17\n",
            id="moved into another week",
        ),
        pytest.param(
            ["done", "Strength A", "--week", "2027-W20"],
            "the week of 2027-05-17 has no plan yet: microcycle plan kim.yaml --week 2027-05-17\n",
            id="a week without a plan",
        ),
        pytest.param(
            ["undo"],
            "nothing was said of any session, so there is nothing to take back\n",
            id="nothing to undo",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(log, words, says):
    result = log(*words)

    assert (result.exit_code, result.stderr) == (2, says)
    assert not LOG.exists()


def test_of_several_sessions_of_one_name_the_day_is_asked_for(microcycle, plan, kim):
    kim.write_text(kim.read_text().replace("day: sun", 'day: "thu,sun"'))
    plan(kim)

    result = microcycle("log", kim, "missed", "Long run", "--now", WEDNESDAY)
    assert result.stderr == (
        '\'Long run\' is 2 sessions of this week: write "long run thu" or "long run sun"\n'
    )
    assert microcycle("log", kim, "missed", "Long run thu", "--now", WEDNESDAY).exit_code == 0


@pytest.mark.parametrize("name", ["Strength A", "strength  a", "a", "A", "Strength A tue"])
def test_a_session_can_be_called_in_short(log, name):
    assert log("missed", name).stdout == "Strength A (Tue 12 Jan 17:00): missed\n"


def test_list_shows_the_week_with_what_was_said(log):
    log("missed", "Strength A")

    assert log("list").stdout == (
        "Intervals run (Tue 12 Jan 06:30): fixed\n"
        "Strength A (Tue 12 Jan 17:00): missed\n"
        "Strength B (Fri 15 Jan 17:00): planned\n"
        "Long run (Sun 17 Jan 09:00): fixed\n"
    )


def test_list_of_a_week_without_a_plan_says_so(log):
    assert "has no plan yet" in log("list", "--week", "2027-W20").stdout


def test_as_json_it_is_one_object(log):
    shown = json.loads(log("done", "Strength A", "--rpe", 8, "--json").stdout)

    assert (shown["schema"], shown["week"], shown["changed"]) == (
        "microcycle/1", "2027-01-11", True,
    )  # fmt: skip
    assert shown["logged"] == [
        {
            "what": "done",
            "session": "Strength A",
            "key": "2027-01-11/strength-1-1",
            "start": "2027-01-12T17:00:00+01:00",
            "minutes": None,
            "rpe": 8.0,
        }
    ]


def test_an_error_as_json_is_an_object_too(log):
    result = log("done", "nobody", "--json")

    assert (result.exit_code, result.stderr) == (2, "")
    assert "there is no session" in json.loads(result.stdout)["errors"][0]["says"]


def test_on_monday_one_speaks_of_last_weeks_sunday_by_naming_the_week(log):
    monday = "2027-01-18T08:00"
    result = log("missed", "Long run", "--week", "2027-W02", now=monday)

    assert (result.exit_code, "Sun 17 Jan" in result.stdout) == (0, True)
    assert "taken back: Long run (Sun 17 Jan 09:00): missed" in log("undo", now=monday).stdout


def test_a_damaged_log_stops_plan_and_is_left_alone(planned_kim, microcycle):
    LOG.write_text("nonsense")
    result = microcycle("plan", planned_kim, "--week", "2027-W02", "--now", WEDNESDAY)

    assert (result.exit_code, LOG.read_text()) == (2, "nonsense")
    assert "plans/kim/log.jsonl:1:1: error: is damaged" in result.stderr


def test_a_missed_session_is_told_in_one_line_by_brief(log, microcycle, kim):
    log("missed", "Strength A")
    result = microcycle("plan", kim, "--week", "2027-W02", "--now", WEDNESDAY, "--brief")

    assert result.stdout == (
        "Kim, 11\u201317 January 2027: Strength A moves from Tue 17:00 to Wed 17:00,"
        " because it was missed\n"
    )


def test_fresh_plans_anew_around_what_happened(log, again):
    log("done", "Strength A", "--at", "tue 18:10")

    assert strength(again("--fresh"))[0] == ("Strength A", "01-12T18:10", 45, 315, "done")


def test_a_dropped_session_is_asked_for_again_when_that_is_undone(log, again):
    log("missed", "Strength B", now="2027-01-15T18:30")
    dropped = again(now="2027-01-15T18:30")
    log("undo", now="2027-01-15T18:30")

    assert strength(dropped)[1][4] in {"missed", "planned"}
    assert strength(again(now="2027-01-15T18:30")) == [PLANNED_A, PLANNED_B]


def test_a_calendar_is_judged_as_it_stands_whatever_was_said_of_its_week(log, microcycle):
    log("missed", "Strength A")
    result = microcycle(
        "check",
        "kim.yaml",
        "--calendar",
        CALENDAR,
        "--week",
        "2027-W02",
        "--now",
        WEDNESDAY,
        "--json",
    )

    assert strength(json.loads(result.stdout))[0][:2] == ("Strength A", "01-12T17:00")


def test_a_missed_session_is_drawn_with_that_word(log, microcycle, kim):
    kim.write_text(kim.read_text().replace("mon-fri: [17:00-20:00]", "'tue,fri': [17:00-20:00]"))
    log("missed", "Strength A")
    words = ("--week", "2027-W02", "--now", WEDNESDAY, "--report", "week.html")
    result = microcycle("plan", kim, *words)

    assert "missed" in result.stdout
    assert "missed" in Path("week.html").read_text()


def test_a_clock_alone_is_of_the_day_that_was_planned(log):
    assert log("done", "Strength A", "--at", "18:10").stdout == (
        "Strength A (Tue 12 Jan 18:10): done\n"
    )


def test_a_pinned_session_that_was_missed_is_made_up_for_like_any_other(log, again, kim):
    kim.write_text(
        kim.read_text() + "pins: [{session: Strength A, date: 2027-01-12, start: 18:30}]\n"
    )
    again("--now", "2027-01-10T18:00")
    log("missed", "Strength A")

    assert strength(again())[0] == ("Strength A", "01-13T17:00", 45, 315, "planned")


def test_what_exports_tell_of_the_days_before_is_in_the_json(kim, again):
    days = [f"2027-01-{day:02} 09:00,run,Long,{60 + day},{km},5" for day, km in ((3, 12), (10, 13))]
    more = [f"2026-12-{day:02} 07:00,run,Jog,30,5,3" for day in range(1, 32)]
    Path("done.csv").write_text("\n".join(["start,sport,title,minutes,km,rpe", *more, *days]))
    kim.write_text(kim.read_text() + "history: [{path: done.csv, format: csv}]\n")
    history = again(now="2027-01-11T08:00")["history"]

    assert (history["from"], history["last_week"], history["without_effort"]) == (
        "2026-12-01", 350, 0,
    )  # fmt: skip
    assert history["longest_run"] == {
        "date": "2027-01-10", "title": "Long", "minutes": 70, "km": 13.0,
    }  # fmt: skip
    assert (history["spike"]["band"], history["spike"]["percent"]) == ("small", 28.6)
    assert history["ramps"] == [
        {
            "from": "2027-01-11",
            "load": 870,
            "before": 350,
            "percent": 148.6,
            "flag": "steep_ramp",
            "without": ["strength"],
        }
    ]
    assert (history["average_7"], history["average_28"]) == (103.1, 81.4)


def test_where_a_session_will_be_missed_no_other_takes_its_place(log, again, kim):
    """The athlete cannot come then, so the third session, which had no slot, cannot either."""
    kim.write_text(kim.read_text().replace("sessions: 2", "sessions: 3"))
    log("missed", "Strength B", now="2027-01-13T08:00")

    assert all(
        start != "01-15T17:00" for _, start, *_, origin in strength(again()) if origin != "missed"
    )


def test_a_missed_session_that_is_pinned_elsewhere_is_made_up_for_there(log, again, kim):
    log("missed", "Strength A")
    pin = "pins: [{session: Strength A, date: 2027-01-14, start: 18:00}]\n"
    kim.write_text(kim.read_text() + pin)

    assert strength(again())[0] == ("Strength A", "01-14T18:00", 45, 315, "pinned")
