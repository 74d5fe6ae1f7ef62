"""What a changed file gives, in words: what is placed, what moves, and what the week costs."""

import pytest

from scheduler.explaining.gains import gains

HOURS = "availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}\n"
TUESDAY = "availability: {tue: [17:00-20:00]}\n"
RUNS = """\
runs:
  - {day: tue, start: 06:30, minutes: 60, kind: intervals}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
"""
TWO = "strength: {sessions: 2, class: heavy, minutes: 45}\n"


@pytest.fixture
def given(planned):
    """What the file of other lines gives beside the one of the first."""

    def give(before, after, cost=None, toll=0):
        changed = planned(after)
        points = changed.points or 0 if cost is None else cost
        return gains(planned(before), changed.week, changed.plan, points, toll)

    return give


def test_a_session_that_is_placed_and_what_the_week_then_costs(given):
    assert given(TUESDAY + RUNS + TWO, HOURS + RUNS + TWO) == (
        "Strength B Fri 17:00; the week then costs 11.11 points, 78.89 fewer than now"
    )


def test_a_lighter_class_and_fewer_minutes_are_told(given):
    lesser = "strength: {sessions: 2, class: heavy, minutes: 45, may_become: [light]}\n"
    hours = "availability: {tue: [17:00-20:00], sat: [09:00-12:00]}\n"
    shorter = "strength: {sessions: 2, class: heavy, minutes: 45, min_minutes: 30}\n"
    narrow = "availability: {tue: [17:00-20:00], fri: [17:00-17:30]}\n"

    assert given(TUESDAY + RUNS + TWO, hours + RUNS + lesser).startswith(
        "Strength B Sat 09:00, light; "
    )
    assert given(TUESDAY + RUNS + TWO, narrow + RUNS + shorter).startswith(
        "Strength B Fri 17:00, 30 min; "
    )


def test_a_session_that_was_placed_is_told_only_where_it_is_done_in_a_lesser_way(given):
    lesser = "strength: {sessions: 2, class: heavy, minutes: 45, min_minutes: 40}\n"
    both = "availability: {tue: [17:00-17:40], fri: [17:00-20:00]}\n"

    assert given(TUESDAY + RUNS + TWO, both + RUNS + lesser).startswith(
        "Strength A Tue 17:00, 40 min; Strength B Fri 17:00; "
    )


def test_a_run_that_moves_is_told(given):
    before = (
        "availability: {tue: [17:00-18:00], wed: [06:00-20:00]}\n"
        "strength: {sessions: 1, class: heavy, minutes: 45, windows: {tue: [17:00-18:00]}}\n"
        "runs: [{day: wed, start: 07:00, minutes: 60, kind: tempo}]\n"
    )

    assert given(before, before.replace("kind: tempo", "kind: tempo, movable: time")).startswith(
        "Strength A Tue 17:00; Tempo run moves to Wed 19:00; "
    )


def test_a_run_that_may_move_and_stays_is_not_told(given):
    before = "availability: {tue: [17:00-20:00], sun: [09:00-10:30]}\n" + RUNS + TWO
    after = before.replace("kind: long", "kind: long, movable: time")

    assert given(before, after) == "the week then costs 90 points"


def test_a_week_that_costs_the_same_or_more_is_told_by_its_points_alone(given):
    file = HOURS + RUNS + TWO

    assert given(file, file) == "the week then costs 11.11 points"
    assert given(file, file, 1200) == "the week then costs 12 points"


def test_what_the_change_itself_counts_is_told(given):
    assert given(TUESDAY + RUNS + TWO, TUESDAY + RUNS + TWO, 9000, 4050) == (
        "the week then costs 90 points; the change itself counts 40.5"
    )


def test_where_there_was_no_plan_there_are_no_fewer_points(given):
    must = "rules: {strength_sessions: {level: must}}\n"

    assert given(TUESDAY + RUNS + TWO + must, HOURS + RUNS + TWO + must) == (
        "Strength A Tue 17:00; Strength B Fri 17:00; the week then costs 11.11 points"
    )
