"""The planned week with its content: from the file, the races and the kept plans to exercises."""

import datetime as dt
from dataclasses import replace

import pytest

from scheduler import filling, planning, solve
from scheduler.content.asking import asked_of
from scheduler.content.building import MiscountedError, build
from scheduler.content.judge import judge
from scheduler.exercises.catalogue import shipped
from scheduler.exercises.session import Given
from scheduler.read.week import Kept
from scheduler.units import DAY

MONDAY = dt.date(2027, 1, 11)
WEEK = """
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}
runs:
  - {day: tue, start: 06:30, minutes: 60, kind: hills}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
"""
GYM = f"{WEEK}strength: {{sessions: 2, class: heavy, minutes: 50}}\n"


def asked(outcome, source, kept=None, number=0):
    training = filling.training_of(source, outcome, (kept or Kept()).given, number)
    return asked_of(outcome, number, training)


def given(outcome):
    """What is kept of the exercises, as the next plan gets it."""
    return {key: tuple(line.given for line in one.lines) for key, one in outcome.content.items()}


def ids(outcome):
    return {key: [line.exercise.id for line in one.lines] for key, one in outcome.content.items()}


def test_each_session_that_is_placed_is_filled(planned):
    outcome = planned(GYM)
    placed = [one.key for one in outcome.own if one.activity == "strength"]

    assert sorted(outcome.content) == sorted(placed) == sorted(ids(outcome))
    assert all(outcome.content[key].lines for key in placed)


def test_what_is_filled_keeps_what_the_judge_asks(planned, athlete):
    outcome = planned(GYM)
    breaches = judge(asked(outcome, athlete(GYM)), outcome.content.values())

    assert {(one.requirement, one.session) for one in breaches} == {
        (one.requirement, one.session) for one in outcome.unmet if one.requirement != "heavy"
    }


def test_explaining_fills_nothing(athlete, options):
    outcome = planning.explain_plan(athlete(GYM), options(), None, planning.Question())

    assert outcome.content == {}


def test_the_plan_without_reasons_has_the_same_content(athlete, options, planned):
    quick = planning.sessions(athlete(GYM), options())

    assert quick.content == planned(GYM).content
    assert quick.backups == {}


def test_a_class_that_the_file_fixes_is_not_ours_to_fill(planned):
    fixed = "fixed_strength: [{day: wed, start: 18:00, minutes: 60, class: heavy}]\n"
    outcome = planned(f"{GYM}{fixed}")
    own = [one for one in outcome.own if one.activity == "strength"]

    assert len(own) == 2
    assert list(outcome.content) == [one.key for one in own if one.origin == "planned"]


def test_a_pinned_session_is_filled(planned):
    pin = "pins: [{session: Strength A, date: 2027-01-13, start: 17:30}]\n"

    assert len(planned(f"{GYM}{pin}").content) == 2


def test_the_athlete_file_says_who_trains(athlete, planned):
    lines = f"""{WEEK}
strength:
  - {{sessions: 1, class: heavy, minutes: 50}}
  - {{name: Core, sessions: 1, class: core, minutes: 20, equipment: [band]}}
exercises:
  favourites: [sled]
  banned: [pogo]
  phase: base
  own: [{{id: sled, name: Sled, pattern: step_up, leg_stress: light, reps: 20}}]
"""
    source, outcome = athlete(lines), planned(lines)
    week = asked(outcome, source)
    by_title = {one.title: one for one in week.sessions}

    assert week.runner.favourites == ("sled",)
    assert week.runner.banned == {"pogo"}
    assert "sled" in week.runner.catalogue
    assert by_title["Core A"].equipment == {"band"}
    assert by_title["Strength A"].equipment is None
    assert {one.phase for one in outcome.content.values()} == {"base"}
    assert "sled" in sum(ids(outcome).values(), [])  # noqa: RUF017 - two short lists


def test_the_runs_around_a_session_are_seen(athlete, planned):
    outcome = planned(GYM)
    week = asked(outcome, athlete(GYM))
    starts = {one.title: one.start for one in week.sessions}
    long_run = next(one for one in outcome.own if one.kind == "long")
    hills = next(one for one in outcome.own if one.kind == "hills")
    last = week.sessions[-1]

    assert last.to_long_run == long_run.start - (last.start + last.minutes)
    assert last.to_hard_run == last.to_long_run
    assert last.from_calf_run == min(
        last.start - hills.end, hills.start + 7 * 24 * 60 - last.start - last.minutes
    )
    assert list(starts.values()) == sorted(starts.values())


@pytest.mark.parametrize(
    ("race", "phases"),
    [
        ("{date: 2027-01-16, start: 15:00, distance: 5k}", {"race_week"}),
        ("{date: 2027-01-28, distance: half}", {"taper"}),
        ("{date: 2027-02-20, distance: half}", {"peak"}),
        ("{date: 2027-04-18, distance: marathon}", {"build"}),
        ("{date: 2027-07-18, distance: marathon}", {"base"}),
        ("{date: 2027-01-03, distance: marathon, minutes: 200}", {"recovery"}),
        ("{date: 2027-07-18, distance: marathon, priority: C}", {"build"}),
        ("{date: 2027-01-16, start: 15:00, distance: 5k, priority: B}", {"build", "race_week"}),
    ],
)
def test_the_phase_follows_from_the_races(planned, race, phases):
    lines = f"""{WEEK}
races: [{race}]
strength: {{sessions: 2, class: light, minutes: 40}}
"""
    content = planned(lines).content

    assert content
    assert {one.phase for one in content.values()} == phases


def test_a_plan_made_again_gives_the_same_content(planned):
    first = planned(GYM)
    again = planned(GYM, Kept(given=given(first)))

    assert again.content == first.content


def test_what_a_block_began_with_stays_when_the_level_of_equipment_grows(planned):
    bare = planned(GYM)
    richer = GYM.replace("\navailability", "\nexercises: {phase: build}\navailability", 1)
    later = dt.datetime(2027, 1, 17, 12, tzinfo=dt.UTC)
    kept = Kept(given=given(bare))
    following = planned(richer, kept, first=MONDAY + dt.timedelta(days=7), now=later)
    before, after = (sum(ids(one).values(), []) for one in (bare, following))  # noqa: RUF017

    assert len(set(before) & set(after)) >= len(set(after)) // 2


def test_what_was_not_done_before_is_new_from_the_second_week_on(athlete, planned):
    first = planned(GYM)
    later = {"first": MONDAY + dt.timedelta(days=7), "now": dt.datetime(2027, 1, 17, tzinfo=dt.UTC)}
    kept = Kept(given={key: lines[:1] for key, lines in given(first).items()})
    second = planned(GYM, kept, **later)
    known = {line.exercise for lines in kept.given.values() for line in lines}
    lines = [line for one in second.content.values() for line in one.lines]

    assert asked(first, athlete(GYM)).known is None
    assert all(line.is_new == (line.exercise.id not in known) for line in lines)
    assert any(line.is_new for line in lines)


def test_several_weeks_know_of_each_other(planned):
    outcome = planned(GYM, weeks=2)
    second = [one for key, one in outcome.content.items() if key.startswith("2027-01-18")]
    first = {
        line.exercise.id
        for key, one in outcome.content.items()
        if key.startswith("2027-01-11")
        for line in one.lines
    }

    assert len(outcome.content) == 4
    assert all(
        line.is_new == (line.exercise.id not in first) for one in second for line in one.lines
    )


def test_of_two_weeks_the_second_does_not_know_what_the_first_leaves_out(planned):
    one = GYM.replace("sessions: 2", "sessions: 1")
    left_out = tuple(Given(exercise, 2, 8, 7) for exercise in shipped())
    kept = Kept(given={f"{MONDAY}/strength-1-2": left_out})

    assert planned(one, kept, weeks=2).content == planned(one, weeks=2).content


def test_what_was_done_more_than_five_weeks_ago_is_new_again(planned, athlete):
    outcome = planned(GYM)
    ago = {weeks: f"{MONDAY - dt.timedelta(weeks=weeks)}/strength-1-1" for weeks in (5, 6)}
    lines = {weeks: (Given(f"of_{weeks}", 2, 8, 7),) for weeks in (5, 6)}
    kept = Kept(given={ago[weeks]: lines[weeks] for weeks in (5, 6)})

    assert asked(outcome, athlete(GYM), kept).known == {"of_5"}


def test_a_race_in_a_calendar_counts_for_the_weeks_that_would_know_of_it_alone(planned, athlete):
    outcome = planned(GYM, weeks=4)
    run = next(one for one in outcome.sessions if one.kind == "long")
    far = replace(run, start=45 * DAY, kind="race", race=("A", "half"))
    outcome = replace(outcome, sessions=(*outcome.sessions, far))
    races = [filling.training_of(athlete(GYM), outcome, {}, week).races for week in range(4)]

    assert list(map(len, races)) == [0, 0, 1, 1]


def test_a_session_that_has_begun_keeps_its_exercises(planned):
    first = planned(GYM)
    key, *_ = first.content
    session = next(one for one in first.own if one.key == key)
    begun = replace(session, decided=False, where="the last plan")
    kept_lines = given(first)[key][:3]
    kept = Kept(sessions=(begun,), given={**given(first), key: kept_lines})
    now = first.week.horizon.clock(session.start + 10)
    again = planned(GYM, kept, now=now)

    assert tuple(line.given for line in again.content[key].lines) == kept_lines
    assert len(again.content) == 2


def test_an_exercise_that_is_no_longer_known_is_passed_over(planned):
    first = planned(GYM)
    key, *_ = first.content
    session = next(one for one in first.own if one.key == key)
    begun = replace(session, decided=False)
    known, *_ = given(first)[key]
    kept = Kept(sessions=(begun,), given={key: (replace(known, exercise="gone"), known)})
    again = planned(GYM, kept, now=first.week.horizon.clock(session.start + 10))

    assert [line.given for line in again.content[key].lines] == [known]


def test_time_that_runs_out_is_told(planned, athlete):
    outcome = planned(GYM)
    empty = replace(outcome, content={}, unmet=())
    filled = filling.filled(athlete(GYM), empty, Kept(), time_limit=0)

    assert filled.content == {}
    assert "the time ran out before the sessions of a week were filled" in filled.notes[-1]


def test_all_searches_of_a_week_share_its_time(planned, monkeypatch):
    lengths, choose = [], solve.choose

    def timed(menu, *, time_limit):
        lengths.append(time_limit)
        return choose(menu, time_limit=time_limit)

    monkeypatch.setattr(solve, "choose", timed)
    planned(GYM.replace("minutes: 50", "minutes: 25"))

    assert 10 >= lengths[0] > lengths[1] >= lengths[-1]
    assert lengths == sorted(lengths, reverse=True)


def test_what_the_builder_breaks_without_a_word_is_a_bug_and_nothing_is_shown(planned, monkeypatch):
    def careless(asked, choose):
        built = build(asked, choose)
        first, *others = built.sessions
        return replace(built, sessions=(replace(first, lines=first.lines[::-1]), *others))

    monkeypatch.setattr(filling, "build", careless)

    with pytest.raises(MiscountedError, match="without a word: Strength A: mobility"):
        planned(GYM)


def test_nothing_placed_is_nothing_to_fill(planned):
    outcome = planned(f"{WEEK}rest_days: [mon, tue, wed, thu, fri, sat]\n{GYM.splitlines()[-1]}")

    assert outcome.content == {}
    assert outcome.unmet == ()


def changes(outcome):
    return [one.says for one in outcome.changes]


def test_exercises_that_are_exchanged_are_told_with_the_reason(planned):
    first = planned(GYM)
    had = Kept(given=given(first))
    ban = next(line.exercise for line in first.content["2027-01-11/strength-1-1"].lines)
    told = changes(planned(f"{GYM}exercises: {{banned: [{ban.id}]}}\n", had))

    assert changes(planned(GYM, had)) == []
    assert [one for one in told if one.startswith("Strength A ")] != []
    assert all(ban.name in one and "your file bans it" in one for one in told[:1])


def test_an_exercise_that_is_no_more_is_told_by_its_id(planned):
    first = planned(GYM)
    gone = {key: (replace(had[0], exercise="own"), *had[1:]) for key, had in given(first).items()}

    assert "instead of own, because there is no exercise own any more" in " ".join(
        changes(planned(GYM, Kept(given=gone)))
    )
