"""What exports show of a week: which activity is which session, and what becomes of it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from scheduler.horizon import Horizon
from scheduler.past import Word
from scheduler.read.week import Kept
from scheduler.training import KeptSlot, Session

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Horizon(BERLIN, dt.date(2027, 1, 11))
THURSDAY = dt.datetime(2027, 1, 14, 8, tzinfo=BERLIN)
KIM = """\
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}
runs:
  - {day: tue, start: 06:30, minutes: 60, kind: intervals}
  - {day: wed, start: 06:30, minutes: 40, kind: easy}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
strength: {sessions: 2, class: heavy, minutes: 45}
history: [{path: done.csv, format: csv}]
"""
A, B = "2027-01-11/strength-1-1", "2027-01-11/strength-1-2"


def begun(day=1, clock=17 * 60):
    """Strength A as the last plan had it, on the Tuesday."""
    start = HERE.midnight(day) + clock
    return Session(A, "heavy", "Strength A", start, 45, 315, 7, origin="planned", asked="heavy")


TUESDAY = Kept({B: KeptSlot(HERE.midnight(4) + 17 * 60, 45)}, (begun(),))


@pytest.fixture
def week(planned, tmp_path):
    """Plan the rest of a week on its Thursday, after these rows of an export."""

    def plan(*rows, kept=TUESDAY, now=THURSDAY, **more):
        text = "".join(f"{row}\n" for row in ("start,sport,title,minutes,rpe", *rows))
        (tmp_path / "done.csv").write_text(text)
        return planned(KIM, kept, now=now, **more)

    return plan


def told(outcome, activity=None):
    """Each session of the week: title, day and clock, minutes, load, origin."""
    return [
        f"{s.title}, {HERE.says(s.start)}, {s.minutes} min, {s.load} AU, {s.origin}"
        for s in outcome.told
        if activity in {None, s.activity}
    ]


OTHER = "2027-01-13 12:00,yoga,Yoga,30,2"  # so that the export reaches the Wednesday


def test_a_session_gets_the_time_length_and_effort_that_the_export_shows(week):
    outcome = week("2027-01-12 17:20,strength,Gym,52,8")

    assert told(outcome, "strength")[0] == "Strength A, Tue 17:20, 52 min, 416 AU, done"


def test_where_no_effort_is_told_the_planned_one_counts(week):
    outcome = week("2027-01-12 17:20,strength,Gym,52,")

    assert told(outcome, "strength")[0] == "Strength A, Tue 17:20, 52 min, 364 AU, done"


def test_a_day_without_a_clock_leaves_the_planned_time(week):
    assert (
        "Strength A, Tue 17:00, 52 min" in told(week("2027-01-12,strength,Gym,52,8"), "strength")[0]
    )


def test_a_run_is_matched_with_the_run_of_its_day(week):
    outcome = week("2027-01-12 06:41,run,Morning Run,55,8", "2027-01-13 19:00,run,Evening,35,")

    assert told(outcome, "run")[:2] == [
        "Intervals run, Tue 06:41, 55 min, 440 AU, done",
        "Easy run, Wed 19:00, 35 min, 105 AU, done",
    ]


def test_of_two_runs_of_a_day_the_nearer_one_is_the_planned_one(week):
    outcome = week("2027-01-12 06:41,run,Six times,55,8", "2027-01-12 19:00,run,Jog home,20,")

    assert told(outcome, "run")[:2] == [
        "Intervals run, Tue 06:41, 55 min, 440 AU, done",
        "Jog home, Tue 19:00, 20 min, 60 AU, done",
    ]


def test_strength_on_another_day_is_the_session_that_nobody_has_done_and_that_is_told(week):
    outcome = week("2027-01-13 18:00,strength,Gym,50,")

    assert told(outcome, "strength")[0] == "Strength A, Wed 18:00, 50 min, 350 AU, done"
    assert any(
        "Gym (Wed 13 Jan, " in note and "counts as Strength A" in note for note in outcome.notes
    )


def test_strength_beyond_what_was_due_is_the_session_that_lies_ahead(week):
    outcome = week("2027-01-12 17:05,strength,Gym,45,", "2027-01-13 18:00,strength,Gym,50,")

    assert told(outcome, "strength") == [
        "Strength A, Tue 17:05, 45 min, 315 AU, done",
        "Strength B, Wed 18:00, 50 min, 350 AU, done",
    ]
    assert outcome.status == "planned"


def test_strength_beyond_all_that_is_asked_for_counts_as_the_heaviest_class(week):
    days = ("2027-01-11 18:00", "2027-01-12 17:05", "2027-01-13 18:00")
    outcome = week(*(f"{day},strength,Gym,40," for day in days))

    assert "Gym, Wed 18:00, 40 min, 280 AU, done" in told(outcome, "strength") or (
        "Gym, Mon 18:00, 40 min, 280 AU, done" in told(outcome, "strength")
    )
    assert len(told(outcome, "strength")) == 3


def test_a_run_on_another_day_is_the_run_that_its_title_names(week):
    outcome = week("2027-01-13 06:30,run,Jog,40,", "2027-01-13 18:30,run,6 x 800 m,58,8")

    assert told(outcome, "run")[:2] == [
        "Easy run, Wed 06:30, 40 min, 120 AU, done",
        "Intervals run, Wed 18:30, 58 min, 464 AU, done",
    ]


def test_an_easy_run_more_does_not_stand_for_one_of_another_day(week):
    outcome = week("2027-01-11 18:30,run,Easy jog,40,", OTHER)

    assert told(outcome, "run")[::2][:2] == [
        "Easy jog, Mon 18:30, 40 min, 120 AU, done",
        "Easy run, Wed 06:30, 40 min, 120 AU, fixed",
    ]


def test_a_run_that_no_plan_knows_counts_by_its_title_else_as_easy(week):
    outcome = week("2027-01-11 18:30,run,Threshold,50,", "2027-01-13 20:30,run,Lunch,30,")

    assert [line for line in told(outcome, "run") if "Threshold" in line or "Lunch" in line] == [
        "Threshold, Mon 18:30, 50 min, 350 AU, done",
    ]
    assert "Easy run, Wed 20:30, 30 min, 90 AU, done" in told(outcome, "run")


def test_other_sport_is_load_and_no_hard_run(week):
    (ride,) = [
        s for s in week("2027-01-11 18:30,ride,Club ride,90,").told if s.title == "Club ride"
    ]

    assert (ride.kind, ride.load, ride.origin) == ("cross", 360, "done")


def test_what_lies_ahead_of_now_is_not_taken_in(week):
    outcome = week("2027-01-12 17:20,strength,Gym,52,", "2027-01-15 17:00,strength,Gym,52,")

    assert told(outcome, "strength")[1] == "Strength B, Fri 17:00, 45 min, 315 AU, planned"


def test_a_hard_run_that_was_run_late_keeps_strength_away_for_its_hours(week):
    """Run on Thursday at 16:00, 6 h are missing until the windows of that day close."""
    kept = Kept({B: KeptSlot(HERE.midnight(3) + 17 * 60, 45)}, (begun(),))
    now = dt.datetime(2027, 1, 14, 16, 59, tzinfo=BERLIN)
    outcome = week("2027-01-14 15:00,run,Threshold,60,", kept=kept, now=now)

    (b,) = [s for s in outcome.told if s.key == B]
    assert HERE.day(b.start) != 3


def test_what_no_export_shows_counts_as_planned_and_is_told(week):
    outcome = week("2027-01-13 18:00,run,Evening,40,", "2027-01-09 18:00,strength,Gym,40,")

    assert "Strength A, Tue 17:00, 45 min, 315 AU, planned" in told(outcome)
    (note,) = [note for note in outcome.notes if note.startswith("no export shows")]
    assert note == (
        "no export shows Long run (Sun 10 Jan 09:00), Intervals run (Tue 06:30), Strength A (Tue"
        " 17:00); counted as done as planned: say what was missed with"
        " `microcycle log FILE missed ...`"
    )


def test_exports_that_never_tell_of_strength_say_nothing_by_their_silence(week):
    notes = week("2027-01-13 18:00,run,Evening,40,").notes

    assert not any("Strength A" in note for note in notes)


def test_the_days_before_an_export_begins_are_not_told_as_silent(week):
    notes = week("2027-01-13 18:00,run,Evening,40,", "2027-01-12 06:30,run,Six times,60,").notes

    assert not any("Sun 10 Jan" in note for note in notes)


def test_exports_that_do_not_reach_the_day_say_nothing_by_their_silence(week):
    notes = week("2027-01-10 09:00,run,Long,90,", "2027-01-12 06:30,run,Six times,60,").notes

    assert not any(note.startswith("no export shows") for note in notes)


def test_a_logged_word_beats_an_export(week):
    start = dt.datetime(2027, 1, 12, 17, tzinfo=BERLIN)
    kept = Kept(TUESDAY.slots, TUESDAY.sessions, words={A: Word("done", start, rpe=9)})
    outcome = week("2027-01-12 17:20,strength,Gym,52,4", kept=kept)

    assert told(outcome, "strength")[0] == "Strength A, Tue 17:00, 52 min, 468 AU, done"


def test_a_session_that_is_said_to_be_missed_is_not_what_an_export_shows(week):
    start = dt.datetime(2027, 1, 12, 17, tzinfo=BERLIN)
    words = {A: Word("missed", start), "2027-01-11/run-2027-01-12-1": Word("missed", start)}
    outcome = week("2027-01-12 06:41,run,Jog,30,", kept=Kept(TUESDAY.slots, words=words))

    assert "Intervals run, Tue 06:30, 60 min, 0 AU, missed" in told(outcome)
    assert "Jog, Tue 06:41, 30 min, 90 AU, done" in told(outcome)


def test_a_week_that_is_judged_as_a_whole_takes_in_the_days_before_it_alone(week):
    rows = ("2027-01-10 09:00,run,Long one,100,", "2027-01-12 17:20,strength,Gym,52,")
    outcome = week(*rows, whole=True)

    assert not any(session.title == "Gym" for session in outcome.sessions)
    assert outcome.week.before.runs[0].title == "Long one"


def test_the_days_before_are_told_from_farther_back_than_the_rules_look(week):
    outcome = week(
        "2026-11-01 09:00,run,Long one,100,4", "2027-01-12 17:20,strength,Gym,50,8", OTHER
    )
    before = outcome.week.before

    assert before.days(dt.date(2026, 11, 1), dt.date(2026, 11, 2)) == (400, 0)
    assert before.days(dt.date(2027, 1, 12), dt.date(2027, 1, 13)) == (400, 60)
    assert (before.first, before.untold) == (dt.date(2026, 11, 1), 0)


def test_a_standing_week_takes_in_what_was_done_in_its_own_days(planned, tmp_path):
    (tmp_path / "done.csv").write_text("start,sport,title,minutes\n2027-01-12 06:35,run,Track,61\n")
    outcome = planned(f"week: {{repeat: weekly}}\n{KIM}", TUESDAY, now=THURSDAY)

    assert "Intervals run, Tue 06:35, 61 min, 427 AU, done" in told(outcome)


def test_two_activities_of_one_minute_stay_two(week):
    outcome = week("2027-01-11 18:30,ride,To work,20,", "2027-01-11 18:30,ride,Home,20,")

    assert len({s.key for s in outcome.told if s.kind == "cross"}) == 2


def test_strength_after_the_time_that_was_missed_makes_up_for_it(week):
    start = dt.datetime(2027, 1, 12, 17, tzinfo=BERLIN)
    kept = Kept(TUESDAY.slots, words={A: Word("missed", start)})
    outcome = week("2027-01-13 18:00,strength,Gym,50,", kept=kept)

    assert told(outcome, "strength") == [
        "Strength A, Wed 18:00, 50 min, 350 AU, done",
        "Strength B, Fri 18:00, 45 min, 315 AU, planned",  # 48 h later
    ]
    assert not any("missed" in note for note in outcome.notes)


def test_strength_at_the_time_that_is_said_to_be_missed_is_another_session(week):
    start = dt.datetime(2027, 1, 12, 17, tzinfo=BERLIN)
    kept = Kept(words={A: Word("missed", start), B: Word("missed", start)})
    outcome = week("2027-01-12 17:10,strength,Gym,50,", kept=kept)

    assert "Gym, Tue 17:10, 50 min, 350 AU, done" in told(outcome, "strength")


def test_what_is_said_to_be_done_on_one_day_is_not_what_is_shown_on_another(week):
    start = dt.datetime(2027, 1, 12, 17, tzinfo=BERLIN)
    kept = Kept(TUESDAY.slots, TUESDAY.sessions, words={A: Word("done", start)})
    outcome = week("2027-01-13 18:00,strength,Gym,50,", kept=kept)

    assert told(outcome, "strength") == [
        "Strength A, Tue 17:00, 45 min, 315 AU, done",
        "Strength B, Wed 18:00, 50 min, 350 AU, done",
    ]
