"""Why a session is missing: true reasons, for every day, and no more than is known."""

import pytest

from scheduler.explain.refusals import missing_sessions
from scheduler.lowering import lower
from scheduler.outcome import Solution
from scheduler.read.week import Kept
from scheduler.training import Plan

ALWAYS = """\
availability: {daily: [00:00-24:00]}
runs:
  - {day: "tue,thu,sat", start: 06:30, minutes: 60, kind: intervals}
  - {day: sun, start: 09:00, minutes: 120, kind: long}
strength: {sessions: 1, class: heavy, minutes: 45}
rules: {gap_before_hard_run: {heavy: {min: 47h, target: 47h}}}
"""
DEAR = """\
availability: {mon: [17:00-18:00]}
strength: {sessions: 1, class: core, minutes: 45}
rules: {quiet_hours: {after: "16:00", points: 100}}
"""


@pytest.fixture
def week_of(athlete, options):
    """The week of these lines, and its requirements."""
    return lambda lines: lower(athlete(lines), options(), Kept())


def days(week, missing):
    return [week.horizon.day(refusal.slot) for refusal in missing.because]


def test_of_a_week_without_closed_hours_every_day_has_its_own_true_reason(planned):
    found = planned(ALWAYS)
    (missing,) = found.missing
    by_day = {}
    for refusal in missing.because:
        by_day.setdefault(found.week.horizon.day(refusal.slot), []).append(refusal)

    assert sorted(by_day) == list(range(7))
    assert {r.rule for refusals in by_day.values() for r in refusals} >= {"gap_before_hard_run"}
    assert not any(r.rule in {"availability", "between_sessions"} for r in missing.because)
    assert all(
        f" ({day} " in r.says
        for d, day in ((0, "Tue"), (4, "Sat"))
        for r in by_day[d]
        if r.rule == "gap_before_hard_run"
    )


@pytest.mark.parametrize(
    ("proof", "says"),
    [
        ("feasible", "the time ran out before every slot was tried"),
        ("optimal", "a slot is open, but it would cost more than the session is worth"),
    ],
)
def test_of_a_search_cut_off_an_open_slot_is_no_judgement_of_its_worth(week_of, proof, says):
    week, requirements = week_of(DEAR)
    (missing,) = missing_sessions(week, requirements, Solution(proof, Plan({}), 3000, 0))

    assert missing.says == says
    assert any(refusal.costly for refusal in missing.because)


def test_of_a_search_cut_off_a_slot_that_costs_nothing_is_missing_for_want_of_time(week_of):
    week, requirements = week_of(DEAR.replace("16:00", "20:00"))
    (missing,) = missing_sessions(week, requirements, Solution("feasible", Plan({}), 3000, 0))

    assert missing.says == "the time ran out before every slot was tried"
    assert missing.because[0].says == missing.says


def test_a_session_that_no_slot_can_hold_is_so_however_long_one_searches(planned, week_of):
    week, requirements = week_of(ALWAYS)
    (missing,) = missing_sessions(week, requirements, Solution("feasible", Plan({}), 25000, 0))

    assert missing.because == planned(ALWAYS).missing[0].because
    assert missing.says == "no slot that is left keeps all your rules"


def test_without_any_window_there_is_nothing_to_try(planned):
    (missing,) = planned(DEAR.replace("17:00-18:00", "")).missing

    assert missing.says == "no window is open for it"
    assert [refusal.rule for refusal in missing.because] == ["availability"]


def test_a_window_shorter_than_the_session_names_its_start(planned):
    found = planned(DEAR.replace("17:00-18:00", "07:00-07:30"))
    (missing,) = found.missing
    (refusal,) = missing.because

    assert (refusal.rule, found.week.horizon.says(refusal.slot)) == ("availability", "Mon 07:00")
