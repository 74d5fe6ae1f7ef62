"""What to do in a session stays, comes back and goes along as plans are made again."""

import json
import re
from pathlib import Path

import pytest

FIRST, SECOND = "2027-01-11", "2027-01-18"
BEFORE = ("--week", "2027-W02", "--now", "2027-01-10T12:00")
WEDNESDAY = ("--week", "2027-W02", "--now", "2027-01-13T12:00")
NEXT_WEEK = ("--week", "2027-W03", "--now", "2027-01-10T12:00")
BANNED = "exercises: {banned: [split_squat, pogo, reverse_lunge]}\n"
MINE = Path("mine.ics")
NOTE = (r"(DESCRIPTION:Heavy.*)\r", r"\1\\n\\nBring the band\r")


def calendar(week=FIRST):
    return Path(f"plans/kim/{week}.ics").read_bytes()


def revision(week=FIRST):
    return json.loads(Path(f"plans/kim/{week}.json").read_text())["revisions"][-1]


def given(week=FIRST):
    """The exercises that are kept of each session."""
    return {one["title"]: one["exercises"] for one in revision(week)["sessions"]}


def told(result):
    """The ids of the exercises that a plan tells of each session of strength."""
    return {
        one["title"]: [exercise["id"] for exercise in one["exercises"]]
        for one in json.loads(result.stdout)["sessions"]
        if "exercises" in one
    }


def ids(sessions):
    return {title: [one["exercise"] for one in lines] for title, lines in sessions.items() if lines}


def event(name):
    """The event of the session whose title ends so, unfolded."""
    text = re.sub(rb"\r\n[ \t]", b"", calendar()).decode()
    blocks = re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", text, re.DOTALL)
    return next(block for block in blocks if re.search(rf"SUMMARY:(Strength )?{name} ", block))


def sequence(block):
    return int(re.search(r"SEQUENCE:(\d+)", block)[1])


@pytest.fixture
def by_hand(plan, kim):
    """Plan, change an event in the athlete's calendar, and plan as it says."""

    def change(name, *changes):
        plan(kim)
        text = re.sub(rb"\r\n[ \t]", b"", calendar())
        block = new = event(name)
        for was, now in changes:
            assert re.search(was, new)
            new = re.sub(was, now, new)
        MINE.write_bytes(text.replace(block.encode(), new.encode()))
        return plan(kim, "--calendar-now", MINE, "--json")

    return change


def test_the_file_as_it_was_brings_the_exercises_back(plan, kim):
    plan(kim)
    before, file = given(), kim.read_text()
    kim.write_text(file + BANNED)
    plan(kim)
    between = given()
    assert "pogo" in str(before)
    assert "pogo" not in str(between)
    kim.write_text(file)
    plan(kim)

    assert given() == before


def test_what_has_begun_keeps_its_text_and_its_exercises(plan, microcycle, kim):
    """Also where a plan of before comes back that had others."""
    file = kim.read_text()
    plan(kim)
    kim.write_text(file + BANNED)
    plan(kim)
    lived, text = given()["Strength A"], event("A")
    kim.write_text(file)
    shown = microcycle("plan", kim, *WEDNESDAY, "--json")

    assert (given()["Strength A"], event("A")) == (lived, text)
    assert told(shown)["Strength A"] == [one["exercise"] for one in lived]


def test_what_was_pinned_and_has_begun_keeps_its_exercises(plan, microcycle, kim):
    kim.write_text(
        f"{kim.read_text()}pins: [{{session: Strength A, date: 2027-01-12, start: 17:00}}]\n"
    )
    plan(kim)
    lived = ids(given())["Strength A"]
    kim.write_text(kim.read_text() + BANNED)
    shown = microcycle("plan", kim, *WEDNESDAY, "--json")

    assert "pogo" in lived
    assert told(shown)["Strength A"] == lived


def test_one_session_is_shown_as_the_next_plan_has_it(plan, microcycle, kim):
    file = kim.read_text()
    plan(kim)
    kim.write_text(file + BANNED)
    plan(kim)
    kim.write_text(file)
    shown = microcycle("session", kim, "A", "--json", *BEFORE)

    assert [one["id"] for one in json.loads(shown.stdout)["session"]["exercises"]] == told(
        plan(kim, "--json")
    )["Strength A"]


def test_an_own_exercise_that_is_gone_stays_with_what_has_begun(plan, microcycle, kim):
    own = "{id: sled, name: Sled, pattern: step_up, leg_stress: light, reps: 20}"
    file = kim.read_text()
    kim.write_text(f"{file}exercises: {{own: [{own}], favourites: [sled]}}\n")
    plan(kim)
    lived = given()
    kim.write_text(file)
    microcycle("plan", kim, "--week", "2027-W02", "--now", "2027-01-17T12:00")

    assert "sled" in sum(ids(lived).values(), [])  # noqa: RUF017 - two short lists
    assert given() == lived


@pytest.mark.parametrize(
    "words", [("missed",), ("done", "--minutes", "20"), ("done", "--rpe", "9")]
)
def test_what_is_said_of_one_session_leaves_the_others(plan, microcycle, kim, words):
    plan(kim)
    before = given()
    what, *details = words
    microcycle("log", kim, what, "Strength A", *details, *WEDNESDAY)
    shown = microcycle("plan", kim, *WEDNESDAY, "--json")

    assert given() == before
    assert not [note for note in json.loads(shown.stdout)["notes"] if "time ran out" in note]


def test_a_session_that_is_put_off_leaves_the_others(plan, microcycle, kim):
    plan(kim)
    before = given()
    microcycle("log", kim, "moved", "Strength A", "wed 17:30", "--week", "2027-W02")
    plan(kim)

    assert given() == before


def test_a_session_moved_out_of_its_week_takes_its_exercises_along(by_hand, plan, microcycle, kim):
    moved = by_hand("B", ("20270115T", "20270119T"))
    before, text = given(), event("B")
    plan(kim)
    microcycle("plan", kim, *NEXT_WEEK)
    shown = microcycle("plan", kim, *NEXT_WEEK, "--json")
    both = [
        one["exercises"]
        for one in json.loads(shown.stdout)["sessions"]
        if one["title"] == "Strength B"
    ]

    assert moved.exit_code == 0
    assert (given(), event("B")) == (before, text)
    assert ids(before)["Strength B"] in [[one["id"] for one in lines] for lines in both]


def test_a_note_stays_around_other_exercises(by_hand, plan, kim):
    by_hand("B", NOTE)
    before = event("B")
    kim.write_text(kim.read_text() + BANNED)
    plan(kim)
    after = event("B")

    assert before.count("Bring the band") == after.count("Bring the band") == 1
    assert after.count("Warm up for 6 min") == after.count("Why here") == 1
    assert sequence(after) == sequence(before) + 1


def test_a_note_is_found_where_a_program_closed_the_gaps(by_hand):
    by_hand("B", (r"\\n\\n", r"\\n"), NOTE)

    assert "\\n\\nWarm up" in event("B")
    assert "Bring the band" in event("B")


def test_a_text_of_the_athletes_own_stays_as_it_is(by_hand, plan, kim):
    by_hand("B", ("Warm up for 6 min.", "Warm up on the bike."))
    before = event("B")
    kim.write_text(kim.read_text() + BANNED)
    plan(kim)

    assert "Warm up on the bike." in before
    assert event("B") == before


@pytest.mark.parametrize(("end", "minutes"), [("T170500", 5), ("T171000", 10), ("T172500", 25)])
def test_a_session_made_shorter_by_hand_holds_what_fits(by_hand, end, minutes):
    shown = by_hand("A", ("T174500", end))
    session = next(
        one for one in json.loads(shown.stdout)["sessions"] if one["title"] == "Strength A"
    )

    assert session["minutes"] == minutes
    assert session["takes"] <= max(minutes, 6)
    assert not [note for note in json.loads(shown.stdout)["notes"] if "time ran out" in note]


def test_a_deleted_session_leaves_the_week_to_the_others(by_hand, plan, kim):
    by_hand("A", ("STATUS:CONFIRMED", "STATUS:CANCELLED"))
    before = calendar()
    plan(kim)

    assert sequence(event("B")) == 1
    assert calendar() == before


def test_a_class_of_the_file_is_not_filled_where_it_was_moved_to(by_hand, kim):
    club = "{day: wed, start: 18:00, minutes: 60, class: heavy, title: Club}"
    kim.write_text(f"{kim.read_text()}fixed_strength: [{club}]\n")
    shown = by_hand("Club", ("20270113T", "20270114T"))
    (session,) = (one for one in json.loads(shown.stdout)["sessions"] if one["title"] == "Club")

    assert session["start"].startswith("2027-01-14")
    assert "exercises" not in session


def test_two_weeks_at_once_give_what_each_of_them_gives_alone(plan, microcycle, kim):
    plan(kim, "--weeks", "2", "--out", "both.ics")
    before = given(FIRST), given(SECOND)
    plan(kim)
    microcycle("plan", kim, *NEXT_WEEK)

    assert (given(FIRST), given(SECOND)) == before


def test_of_two_weeks_the_second_forgets_what_the_first_leaves_out(plan, kim):
    plan(kim, "--weeks", "2", "--out", "both.ics")
    kim.write_text(kim.read_text().replace("sessions: 2", "sessions: 1"))
    plan(kim, "--weeks", "2", "--out", "both.ics")
    before = Path("both.ics").read_bytes()
    plan(kim, "--weeks", "2", "--out", "both.ics")

    assert Path("both.ics").read_bytes() == before


def test_weeks_that_were_missed_are_time_off_also_where_they_are_not_planned_again(microcycle, kim):
    sundays = ["2027-01-10T12:00", "2027-01-17T12:00", "2027-01-24T12:00"]
    for week, sunday in zip(("2027-W02", "2027-W03", "2027-W04"), sundays, strict=True):
        microcycle("plan", kim, "--week", week, "--now", sunday)
    for week, sunday in (("2027-W03", "2027-01-24T12:00"), ("2027-W04", "2027-01-31T12:00")):
        for title in ("Strength A", "Strength B"):
            said = microcycle("log", kim, "missed", title, "--week", week, "--now", sunday)
            assert said.exit_code == 0
    result = microcycle("plan", kim, "--week", "2027-W05", "--now", "2027-01-31T12:00", "--json")
    why = {
        exercise["why"]
        for session in json.loads(result.stdout)["sessions"]
        for exercise in session.get("exercises", ())
        if exercise["last"]
    }

    assert why <= {"a step down after 2 weeks off", "as little as its range allows"}
    assert "a step down after 2 weeks off" in why
    assert all(one["easy"] for one in json.loads(result.stdout)["sessions"] if "easy" in one)
