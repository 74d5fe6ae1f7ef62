"""The pipeline as a whole: what a search that is cut off leaves, and what the week beside asks."""

from dataclasses import replace

import pytest

import scheduler
from scheduler import lowering, planning
from scheduler.outcome import Solution
from scheduler.planning import Mismatch
from scheduler.solve import SolveOptions, search

KIM = """\
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}
runs:
  - {day: tue, start: 06:30, minutes: 60, kind: intervals}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
strength: {sessions: 2, class: heavy, minutes: 45}
"""
ONLY_MONDAY = """\
availability: {mon: [06:00-07:00]}
runs: [{day: sat, start: 08:00, minutes: 120, kind: long}]
strength: {sessions: 1, class: heavy, minutes: 45}
"""


@pytest.fixture
def cut_off(monkeypatch):
    """From now on the search ends with the first plan that it finds, as when the time runs out."""
    whole = SolveOptions.parameters

    def first_found(self):
        solver = whole(self)
        solver.parameters.stop_after_first_solution = True
        return solver

    return lambda: monkeypatch.setattr(SolveOptions, "parameters", first_found)


@pytest.fixture
def counted(monkeypatch):
    """What the solver found, with as many points added, less proof, or a better bound."""

    def count(more=0, proof="feasible"):
        def solve(*given):
            found = search.solve(*given)
            return replace(found, proof=proof, points=found.points + more)

        monkeypatch.setattr("scheduler.explaining.answers.solve", solve)

    return count


def test_a_search_that_is_cut_off_tells_the_points_that_its_plan_costs(planned, cut_off):
    best = planned(KIM)
    cut_off()
    found = planned(KIM)

    assert found.proof == "feasible"
    assert found.points == sum(finding.points for finding in found.findings)
    assert 0 <= found.bound <= best.points < found.points


def test_points_that_the_solver_has_not_yet_made_few_are_no_bug(planned, counted):
    proven = planned(KIM)
    counted(more=700)
    found = planned(KIM)

    assert (found.proof, found.points) == ("feasible", proven.points)
    assert found.bound <= found.points


@pytest.mark.parametrize(("more", "proof"), [(-1, "feasible"), (1, "optimal"), (-1, "optimal")])
def test_points_that_no_plan_can_explain_are_a_bug(planned, counted, more, proof):
    counted(more, proof)

    with pytest.raises(Mismatch, match="the judge counts"):
        planned(KIM)


def test_a_plan_that_breaks_a_must_is_a_bug_and_says_which(planned, monkeypatch):
    lines = KIM.replace("sessions: 2", "sessions: 1")
    outcome = planned(lines)
    session = next(session for session in outcome.own if session.activity == "strength")
    solve = search.solve

    def early(*given):
        found = solve(*given)
        slot = found.plan.slots[session.key]
        moved = {**found.plan.slots, session.key: replace(slot, start=slot.start - 6 * 60)}
        return replace(found, plan=replace(found.plan, slots=moved))

    monkeypatch.setattr("scheduler.explaining.answers.solve", early)

    with pytest.raises(Mismatch, match=r" is not |before|hours"):
        planned(lines)


def test_a_tie_break_that_is_cut_off_leaves_the_plan_won_so_far(planned, monkeypatch):
    proven = planned(KIM)
    whole, started = SolveOptions.parameters, []

    def only_the_first(self):
        started.append(self)
        return whole(self if len(started) == 1 else replace(self, time_limit=0))

    monkeypatch.setattr(SolveOptions, "parameters", only_the_first)
    found = planned(KIM)

    assert (found.proof, found.status, len(started)) == ("feasible", "planned", 2)
    assert (found.points, found.bound) == (proven.points, proven.points)


def test_nothing_is_known_of_a_week_whose_search_found_no_plan(planned):
    found = planned(KIM, time_limit=1e-9)

    assert (found.status, found.proof, found.missing, found.findings) == (
        "out_of_time", "unknown", (), (),
    )  # fmt: skip
    assert found.notes[-1].endswith("allow more with --time-limit")


LONG_GAP = "rules: {gap_after_long_run: {heavy: {min: 12d, target: 12d}}}\n"


def test_a_gap_of_twelve_days_is_kept_across_the_edge_of_the_week(planned):
    """The long run of Saturday of the week before last is nine days and some away."""
    run = "runs: [{date: 2027-01-02, start: 08:00, minutes: 120, kind: long}]\n"
    strength = "strength: {sessions: 1, class: heavy, minutes: 45}\n"
    early, late = (f"availability: {{{day}: [06:00-07:00]}}\n" for day in ("wed", "fri"))

    assert planned(run + strength + early).status == "planned"
    assert planned(run + strength + early + LONG_GAP).status == "none"
    assert planned(run + strength + late + LONG_GAP).status == "planned"


def test_a_fixed_session_leaves_a_week_in_part_where_nothing_else_fits(planned):
    lines = ONLY_MONDAY.replace("sessions: 1", "sessions: 2")
    fixed = "fixed_strength: [{day: wed, start: 18:00, minutes: 45, class: heavy}]\n"
    found = planned(lines.replace("mon:", "thu:") + fixed)

    assert (found.status, [m.wanted.title for m in found.missing]) == ("partial", ["Strength B"])


def test_a_week_that_asks_for_nothing_is_planned_and_says_so(planned):
    found = planned(ONLY_MONDAY.replace("strength:", "strength: []\n#"))

    assert (found.status, "no strength session is asked for" in found.notes) == ("planned", True)


def test_the_line_of_the_availability_is_that_of_its_own_key(athlete):
    own, other = athlete(KIM), athlete("runs: []\n")

    assert lowering.where_of(own, "availability").endswith("kim.yaml:2")
    assert "evidence.yaml" in lowering.where_of(other, "availability")


STANDING = KIM + "week: {repeat: weekly}\n"


def test_a_standing_week_keeps_clear_of_a_dated_race_beside_it(planned):
    race = "races: [{date: 2027-01-18, start: 09:00, minutes: 100, priority: A, distance: half}]\n"
    free, taper = planned(STANDING), planned(STANDING + race)

    assert (free.status, taper.status) == ("planned", "none")
    assert {r.rule for m in taper.missing for r in m.because} >= {"before_race"}


def test_a_race_inside_a_standing_week_is_run_once(planned):
    """Were it run each week, no heavy session would have its rest after the one before."""
    race = "races: [{date: 2027-01-17, start: 18:00, minutes: 20, priority: C, distance: 5k}]\n"
    rules = "rules: {after_race: {5k: {heavy: {min: 6d}}}}\n"
    monday = STANDING.replace("sessions: 2", "sessions: 1").replace(
        "mon-fri: [17:00-20:00], sat: [09:00-12:00]", "thu: [17:00-20:00]"
    )

    assert planned(monday + race + rules).status == "planned"


def test_a_week_without_a_plan_is_none(planned, monkeypatch):
    monkeypatch.setattr("scheduler.explaining.answers.solve", lambda *_: Solution("infeasible"))
    found = planned(KIM)

    assert (found.status, found.points, len(found.missing)) == ("none", None, 2)


def test_the_package_offers_what_planning_and_checking_do():
    assert scheduler.plan is planning.plan
    assert scheduler.check.__module__ == "scheduler.checking"
    with pytest.raises(AttributeError, match="has no attribute 'solution'"):
        scheduler.solution  # noqa: B018
