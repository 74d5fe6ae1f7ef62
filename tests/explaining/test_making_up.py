"""A missed session is made up for by its backup, or dropped; it is not heaped on the next days."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from scheduler import lowering
from scheduler.errors import NotKnownError
from scheduler.explaining import answers, making_up
from scheduler.explaining.making_up import likewise
from scheduler.horizon import Horizon
from scheduler.outcome import Solution
from scheduler.past import Word
from scheduler.read.week import Kept
from scheduler.requirements import Finished, judge
from scheduler.rules import requirements_of
from scheduler.solve import SolveOptions, solve
from scheduler.training import KeptSlot, Plan, Slot

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Horizon(BERLIN, dt.date(2027, 1, 11))
A, B = (f"2027-01-11/strength-1-{number}" for number in (1, 2))
TUESDAY, FRIDAY = HERE.midnight(1) + 17 * 60, HERE.midnight(4) + 17 * 60
WEDNESDAY = dt.datetime(2027, 1, 13, 8, tzinfo=BERLIN)
KIM = """\
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}
runs:
  - {day: tue, start: 06:30, minutes: 60, kind: intervals}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
strength: {sessions: 2, class: heavy, minutes: 45}
"""


def kept(*, slots=None, more=None):
    """Strength A was planned on Tuesday and missed; Strength B lies ahead."""
    words = {A: Word("missed", HERE.clock(TUESDAY)), **(more or {})}
    return Kept({B: KeptSlot(FRIDAY, 45), **(slots or {})}, words=words)


def start_of(outcome, key):
    return next((s.start for s in outcome.told if s.key == key and s.origin == "planned"), None)


def test_the_rest_stays_as_planned(planned):
    outcome = planned(KIM, kept(), now=WEDNESDAY)

    assert start_of(outcome, B) == FRIDAY
    assert start_of(outcome, A) is not None


@pytest.mark.parametrize("grid", [15, 30])
def test_no_slot_that_keeps_the_rules_beside_the_rest_costs_less_than_the_backup(
    athlete, options, planned, grid
):
    """Against every start of the grid, each judged by the rules alone."""
    outcome = planned(KIM, kept(), now=WEDNESDAY, grid=grid)
    source = athlete(KIM)
    week, _ = lowering.lower(source, options(now=WEDNESDAY, grid=grid), kept())
    (missed,) = week.missed
    week = replace(week, wanted=(*week.wanted, missed.wanted))
    asked = requirements_of(source.file.rules, week, lambda *_: "")
    rest = {B: outcome.plan.slots[B]}

    costs = {}
    for start in range(week.now, HERE.end, 15):
        plan = Plan({**rest, A: Slot(start, missed.wanted.modes[0])})
        findings = judge(asked, Finished.of(week, plan))
        if not any(finding.breaks for finding in findings):
            costs[start] = sum(finding.points for finding in findings)

    assert costs
    assert costs[start_of(outcome, A)] == min(costs.values()) == outcome.points


def test_without_a_slot_it_is_dropped_and_nothing_is_short(planned):
    lines = KIM.replace("mon-fri: [17:00-20:00], sat: [09:00-12:00]", "'tue,fri': [17:00-18:00]")
    outcome = planned(lines, kept(), now=WEDNESDAY)

    assert (outcome.status, outcome.missing, start_of(outcome, B)) == ("planned", (), FRIDAY)
    assert outcome.notes[-1] == (
        "Strength A (Tue 17:00) was missed; it is dropped: no slot that is left keeps your rules"
        " with the rest as planned"
    )


def test_two_missed_sessions_are_made_up_for_one_after_the_other(planned):
    now = dt.datetime(2027, 1, 13, 16, tzinfo=BERLIN)
    lines = KIM.replace("class: heavy", "class: light")
    more = {B: Word("missed", HERE.clock(FRIDAY))}
    outcome = planned(lines, kept(more=more), now=now)

    first, second = start_of(outcome, A), start_of(outcome, B)
    assert first is not None
    assert second is not None
    assert second > FRIDAY


def test_where_the_last_plan_made_up_for_it_it_stays(planned):
    thursday = HERE.midnight(2) + 18 * 60 + 15
    outcome = planned(KIM, kept(slots={A: KeptSlot(thursday, 45)}), now=WEDNESDAY)

    assert start_of(outcome, A) == thursday


def test_where_the_last_plan_made_up_for_it_is_no_longer_open_another_slot_is_found(planned):
    night = HERE.midnight(2) + 22 * 60
    outcome = planned(KIM, kept(slots={A: KeptSlot(night, 45)}), now=WEDNESDAY)

    assert start_of(outcome, A) not in {None, night}


def test_a_session_that_is_made_up_for_has_a_backup_of_its_own(planned):
    outcome = planned(KIM.replace("heavy", "core"), kept(), now=WEDNESDAY)

    assert outcome.backups[A].start > start_of(outcome, A)


def test_a_changed_file_is_tried_with_the_backup_where_it_is(athlete, options, planned):
    outcome = planned(KIM, kept(), now=WEDNESDAY)
    source = athlete(KIM)
    week, requirements = lowering.lower(source, options(now=WEDNESDAY), kept())
    week, requirements = likewise(source, week, requirements, outcome.plan)

    assert week.wanted == outcome.week.wanted
    assert solve(week, requirements, SolveOptions()).plan.slots == outcome.plan.slots


def test_one_limit_holds_for_the_plan_and_all_that_is_made_up_for(planned, monkeypatch):
    clock, asked = [0], []

    def slow(week, requirements, options):
        asked.append((clock[0], options.time_limit))
        clock[0] += 20
        return solve(week, requirements, replace(options, time_limit=60))

    monkeypatch.setattr(answers, "monotonic", lambda: clock[0])
    monkeypatch.setattr(answers, "solve", slow)
    lines = KIM.replace("class: heavy", "class: light")
    more = {B: Word("missed", HERE.clock(FRIDAY))}
    outcome = planned(lines, kept(more=more), now=WEDNESDAY, time_limit=50)

    assert asked[:3] == [(0, 50), (20, 30), (40, 10)]
    assert all(limit <= 10 for _, limit in asked[3:])  # of questions
    assert start_of(outcome, A) is not None
    assert any(says.endswith(f"dropped: {making_up.NO_TIME}") for says in outcome.notes)


@pytest.mark.parametrize("proof", ["unknown", "feasible"])
def test_a_search_that_was_cut_off_does_not_say_that_it_is_too_dear(planned, monkeypatch, proof):
    asked = []

    def cut_off(week, requirements, options):
        asked.append(week)
        found = solve(week, requirements, options)
        if len(asked) != 3:  # after the plan and the backup
            return found
        return Solution(proof, Plan({}) if proof == "feasible" else None)

    monkeypatch.setattr(answers, "solve", cut_off)
    outcome = planned(KIM, kept(), now=WEDNESDAY)

    assert outcome.notes[-1].endswith(f"dropped: {making_up.NO_TIME}")


def test_a_week_planned_in_a_hurry_drops_what_it_has_no_time_for(planned, monkeypatch):
    def no_time(*_):
        raise NotKnownError

    monkeypatch.setattr(making_up, "best_slot", no_time)
    outcome = planned(KIM, kept(), now=WEDNESDAY)

    assert outcome.notes[-1].endswith("dropped: the time ran out before a slot was found")
