"""`microcycle log sets`: what is kept and shown of it, and what the next weeks make of it."""

import json
from pathlib import Path

import pytest

LOG = Path("plans/kim/log.jsonl")
WEDNESDAY = "2027-01-13T08:00"
A = "2027-01-11/strength-1-1"
SAID = "Strength A (Tue 12 Jan 17:00): Split squat 3x8@14kg 10@14kg, RPE 8, pain 2 of 10"
SETS = ("sets", "Strength A", "split_squat", "3x8@14kg", "10@14kg", "--rpe", 8, "--pain", 2)
NEXT = "plan again: microcycle plan kim.yaml --week 2027-01-18\n"
ASK = (
    "Pain above 5 of 10, worse the next morning, in the bone or at night, or a changed gait: stop,"
    " and ask a professional.\n"
)


@pytest.fixture
def gym(plan, kim):
    """Kim with a room to train in, and a plan of the week."""
    things = "timezone: Europe/Berlin, level: novice, equipment: [dumbbell, step, band, wall]"
    kim.write_text(kim.read_text().replace("timezone: Europe/Berlin", things))
    plan(kim)
    return kim


@pytest.fixture
def log(microcycle, gym):
    """Say something on the Wednesday of the week."""

    def call(*words, now=WEDNESDAY):
        return microcycle("log", gym, *words, "--now", now)

    return call


@pytest.fixture
def planned(microcycle, gym):
    """The strength sessions of a week, by title, planned at a moment."""

    def call(week, now, *words):
        said = microcycle("plan", gym, "--week", week, "--now", now, "--json", *words)
        sessions = json.loads(said.stdout)["sessions"]
        return {one["title"]: one for one in sessions if one["activity"] == "strength"}

    return call


def lines():
    return [json.loads(line) for line in LOG.read_text().splitlines()[1:]]


def test_sets_are_kept_as_they_were_said(log):
    result = log(*SETS)

    assert (result.stdout, result.stderr) == (f"{SAID}\n", NEXT)
    (line,) = lines()
    assert (line["what"], line["key"]) == ("sets", A)
    assert line["exercise"] == {
        "id": "split_squat", "sets": ["3x8@14kg", "10@14kg"], "rpe": 8.0, "pain": 2, "worse": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("exercise", "sets", "shown"),
    [
        pytest.param("pallof press", ["3x10"], "Pallof press 3x10", id="without a weight"),
        pytest.param("front_plank", ["2x30S"], "Front plank 2x30s", id="a hold"),
        pytest.param("suitcase", ["2x25m@30lb"], "Suitcase carry 2x25m@30lb", id="metres, pounds"),
        pytest.param(
            "split_squat",
            ["left:3x8@14kg", "right:3x10@14kg"],
            "Split squat left:3x8@14kg right:3x10@14kg",
            id="each side",
        ),
        pytest.param("Cable core palloff press", ["8"], "Pallof press 8", id="as an app calls it"),
    ],
)
def test_sets_are_shown_as_said(log, exercise, sets, shown):
    assert log("sets", "a", exercise, *sets).stdout == f"Strength A (Tue 12 Jan 17:00): {shown}\n"


def test_as_json_it_is_one_object(log):
    shown = json.loads(log(*SETS, "--json").stdout)

    assert shown["next"] == NEXT.strip()
    assert shown["logged"] == [
        {
            "what": "sets",
            "session": "Strength A",
            "key": A,
            "start": "2027-01-12T17:00:00+01:00",
            "minutes": None,
            "rpe": 8.0,
            "exercise": "split_squat",
            "sets": ["3x8@14kg", "10@14kg"],
            "pain": 2,
            "worse": False,
        }
    ]


def test_the_same_again_changes_nothing(log):
    log(*SETS)
    before = LOG.read_bytes()
    result = log(*SETS, now="2027-01-13T09:00")

    assert result.stdout == f"{SAID} (said before, nothing changes)\n"
    assert (result.exit_code, result.stderr, LOG.read_bytes()) == (0, "", before)


def test_the_same_of_another_day_is_something_new(log):
    log(*SETS)
    log("done", "Strength A", "--at", "mon 18:00")

    assert log(*SETS).stdout == f"{SAID.replace('Tue 12 Jan 17', 'Mon 11 Jan 18')}\n"


def test_what_is_said_of_the_same_exercise_again_replaces_what_was_said(log):
    log(*SETS)
    log("sets", "A", "split_squat", "3x9@14kg")

    assert "  Split squat 3x9@14kg\n" in log("list").stdout
    assert len(lines()) == 2


def test_the_morning_after_leaves_the_sets_as_they_were_said(log):
    log(*SETS)
    result = log("sets", "A", "split_squat", "--worse")

    assert result.stdout == (
        f"{SAID}, worse the next morning\n"
        "Split squat and what is harder: left out for 14 days, until Tue 26 Jan (worse the next"
        f" morning); what is easier comes instead.\n{ASK}"
    )
    assert result.stderr == "plan again: microcycle plan kim.yaml --week 2027-01-11\n"
    assert "pain 4 of 10, worse" in log("sets", "A", "split_squat", "--pain", 4).stdout


def test_pain_may_be_said_without_sets(log):
    assert log("sets", "A", "nordic", "--pain", 6).stdout == (
        "Strength A (Tue 12 Jan 17:00): Nordic hamstring curl, pain 6 of 10\n"
        "Nordic hamstring curl: left out for 14 days, until Tue 26 Jan (pain above 5 of 10); what"
        f" is easier comes instead.\n{ASK}"
    )


@pytest.mark.parametrize("pain", [0, 5])
def test_pain_that_may_be_is_no_reason_to_leave_anything_out(log, pain):
    assert log("sets", "A", "nordic", "--pain", pain).stdout.endswith(f"pain {pain} of 10\n")


def test_a_session_with_sets_counts_as_done_where_nothing_else_is_said_of_it(log):
    before = log("list").stdout
    log(*SETS)

    assert "Strength A (Tue 12 Jan 17:00): planned\n" in before
    assert "Strength A (Tue 12 Jan 17:00): done\n" in log("list").stdout


def test_list_shows_the_sets_below_their_session(log):
    log(*SETS)
    log("sets", "A", "push_up", "2x12")
    log("done", "Strength A", "--rpe", 7)

    assert log("list").stdout == (
        "Intervals run (Tue 12 Jan 06:30): fixed\n"
        "Strength A (Tue 12 Jan 17:00): done, RPE 7\n"
        "  Split squat 3x8@14kg 10@14kg, RPE 8, pain 2 of 10\n"
        "  Push-up 2x12\n"
        "Strength B (Fri 15 Jan 17:00): planned\n"
        "Long run (Sun 17 Jan 09:00): fixed\n"
    )
    listed = json.loads(log("list", "--json").stdout)["logged"]
    assert [one["what"] for one in listed] == ["done", "sets", "sets"]


def test_undo_takes_back_the_sets_said_last_and_then_those_before(log):
    log(*SETS)
    log("sets", "A", "split_squat", "3x9@14kg")

    assert log("undo").stdout == (
        "taken back: Strength A (Tue 12 Jan 17:00): Split squat 3x9@14kg\n"
    )
    assert "Split squat 3x8@14kg" in log("list").stdout
    assert log("undo").stdout == f"taken back: {SAID}\n"
    assert "Split squat" not in log("list").stdout
    assert log("undo").exit_code == 2


def test_an_exercise_that_the_file_no_longer_has_is_shown_by_its_id(log, gym):
    own = "{id: sled, name: Sled, pattern: step_up, leg_stress: light, reps: 20}"
    before = gym.read_text()
    gym.write_text(f"{before}exercises: {{own: [{own}]}}\n")
    log("sets", "A", "sled", "2x20")
    gym.write_text(before)

    assert "\n  sled 2x20\n" in log("list").stdout


def test_sets_are_of_the_day_on_which_the_session_was_done(log):
    log("done", "Strength B", "--at", "wed 07:00")

    assert log("sets", "B", "push_up", "12").stdout == (
        "Strength B (Wed 13 Jan 07:00): Push-up 12\n"
    )
    assert lines()[1]["start"] == "2027-01-13T07:00:00+01:00"


def test_sets_of_a_session_that_was_missed_and_made_up_for_are_those_of_the_backup(log, planned):
    log("missed", "Strength A")
    planned("2027-W02", WEDNESDAY)
    log("sets", "A", "push_up", "12", now="2027-01-14T08:00")

    assert lines()[1]["start"] == "2027-01-13T17:00:00+01:00"


BEGIN = "Strength B (Fri 15 Jan 17:00) lies ahead, so no set of it is done yet: if it was done"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(
            ["Strength B", "push_up", "12"],
            f'{BEGIN} earlier, say that first: microcycle log kim.yaml done "Strength B" --at'
            " SLOT; or name another week with --week\n",
            id="a session ahead",
        ),
        pytest.param(
            ["Intervals run", "push_up", "12"],
            "Intervals run (Tue 12 Jan 06:30) is no strength session: it has no sets\n",
            id="a run",
        ),
        pytest.param(
            ["A", "push_up", "12s", "12@5", "dozen"],
            "'12s': Push-up is counted in repetitions: write 12\n"
            "'12@5' does not tell kilograms or pounds: write 12@5kg or 12@5lb\n"
            "'dozen' is no set: write one like 3x8@14kg, 3x12, 2x30s, 2x25m or left:10@14kg\n",
            id="sets that are none, all at once",
        ),
        pytest.param(
            ["A", "push_up"],
            "say which sets of Push-up were done, such as 3x6, or how it felt, with --pain or"
            " --worse\n",
            id="nothing said",
        ),
        pytest.param(
            ["A", "front_plank", "--rpe", "7"],
            "say which sets of Front plank were done, such as 3x20s, or how it felt, with --pain or"
            " --worse\n",
            id="an effort of no set",
        ),
        pytest.param(
            ["A", "push_up", "12", "--week", "2027-W20"],
            "the week of 2027-05-17 has no plan yet: microcycle plan kim.yaml --week 2027-05-17\n",
            id="a week without a plan",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(log, words, says):
    result = log("sets", *words)

    assert (result.exit_code, result.stderr) == (2, says)
    assert not LOG.exists()


def test_an_exercise_is_looked_for_in_the_session_first(log, planned):
    held = planned("2027-W02", WEDNESDAY)["Strength A"]["exercises"]
    result = log("sets", "A", "zzz", "12")

    assert result.exit_code == 2
    assert all(f"{one['name']} ({one['id']})" in result.stderr for one in held)
    for one in held:
        assert f": {one['name']}," in log("sets", "A", one["name"], "--pain", 1).stdout


def test_sets_of_a_session_that_was_missed_are_refused(log):
    log("missed", "Strength A")

    assert log("sets", "A", "push_up", "12").stderr == (
        "Strength A (Tue 12 Jan 17:00) was missed, as you said: if it was done after all, say that"
        ' first: microcycle log kim.yaml done "Strength A"\n'
    )


def exercises(session):
    return {one["id"]: one for one in session["exercises"]}


SUNDAY, WEEK_2 = "2027-01-17T20:00", "2027-W03"


def test_the_next_week_goes_on_from_the_sets_that_were_done(log, planned, microcycle, gym):
    (first, *_) = (
        one for one in planned("2027-W02", WEDNESDAY)["Strength A"]["exercises"]
        if one["part"] == "lifts" and one["unit"] == "reps"
    )  # fmt: skip
    reps = first["reps"]
    log("sets", "A", first["id"], f"{first['sets']}x{reps}@10kg", "--rpe", 6)
    shown = microcycle(
        "session", gym, "A", "--week", WEEK_2, "--now", SUNDAY, "--json"
    )  # fmt: skip
    after = exercises(json.loads(shown.stdout)["session"])[first["id"]]

    assert after["last"] == {"reps": [reps] * first["sets"], "load": 10}
    assert (after["reps"], after["load"]) == (reps + 1, 10)


def test_what_hurt_is_left_out_of_the_weeks_that_follow_and_comes_back_when_that_is_undone(
    log, planned
):
    week = planned("2027-W02", WEDNESDAY)
    before, *_ = week["Strength B"]["exercises"]
    log("sets", "A", before["id"], "--pain", 7)
    hurt = planned("2027-W02", WEDNESDAY)
    log("undo")
    again = planned("2027-W02", WEDNESDAY)

    assert before["id"] not in exercises(hurt["Strength B"])
    assert again == week
    assert planned("2027-W02", WEDNESDAY) == week


def test_sets_move_no_session_and_keep_no_earlier_plan_from_coming_back(log, planned, gym):
    before = planned("2027-W02", "2027-01-13T07:00")
    text = gym.read_text()
    gym.write_text(text.replace("mon-fri: [17:00-20:00]", "'mon,tue,thu': [17:00-20:00]"))
    moved = planned("2027-W02", WEDNESDAY)
    log(*SETS)
    gym.write_text(text)
    after = planned("2027-W02", WEDNESDAY)

    assert moved["Strength B"]["start"] != before["Strength B"]["start"]
    assert after["Strength B"]["start"] == before["Strength B"]["start"]


HEVY = """\
title,start_time,end_time,exercise_title,set_type,weight_kg,reps,rpe
A,"12 Jan 2027, 17:04","12 Jan 2027, 17:49",Split Squat (Dumbbell),normal,12,8,7
A,"12 Jan 2027, 17:04","12 Jan 2027, 17:49",Split Squat (Dumbbell),normal,12,8,7
A,"12 Jan 2027, 17:04","12 Jan 2027, 17:49",Sled Push,normal,12,8,7
"""


@pytest.mark.parametrize(
    ("words", "load"),
    [
        pytest.param([], 12, id="from the export"),
        pytest.param(["3x8@14kg"], 14, id="what is said beats it"),
        pytest.param(["--pain", 1], 12, id="pain said beside it"),
    ],
)
def test_sets_of_an_export_are_gone_on_from_too(log, planned, gym, words, load):
    gym.write_text(
        f"{gym.read_text()}exercises: {{favourites: [split_squat]}}\n"
        "history: [{path: hevy.csv, format: hevy}]\n"
    )
    Path("hevy.csv").write_text(HEVY)
    if words:
        log("sets", "A", "split_squat", *words)
    week = planned(WEEK_2, SUNDAY)
    last = next(
        one["last"] for session in week.values() for one in session["exercises"]
        if one["id"] == "split_squat"
    )  # fmt: skip

    assert last["load"] == load


def test_a_name_that_nobody_knows_is_told_once(microcycle, gym):
    gym.write_text(f"{gym.read_text()}history: [{{path: hevy.csv, format: hevy}}]\n")
    Path("hevy.csv").write_text(HEVY)
    shown = microcycle("plan", gym, "--week", WEEK_2, "--now", SUNDAY, "--json")
    told = [note for note in json.loads(shown.stdout)["notes"] if "Sled Push" in note]

    assert len(told) == 1
    assert 'exercises: {names: {"Sled Push": ID}}' in told[0]
