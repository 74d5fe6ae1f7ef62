"""The solver against an exhaustive search: the same outcome, the same points, the same plan."""

from collections import Counter
from random import Random

import pytest

from scheduler.requirements import Finished, judge
from scheduler.rules import requirements_of
from scheduler.solve import solve

from ..oracle import oracle, weeks  # noqa: TID252

SEEDS = range(70)


@pytest.fixture(scope="module")
def outcomes():
    """How many of the weeks seen so far ended in which way."""
    return Counter()


@pytest.mark.parametrize("seed", SEEDS)
def test_solver_and_oracle_find_the_same_plan(seed, outcomes):
    week, rules = weeks.random_week(seed)
    try:
        verdict = oracle.best(rules, week)
    except oracle.TooManyError:
        outcomes["too many plans"] += 1
        return
    outcomes[verdict.outcome] += 1

    requirements = requirements_of(rules, week, lambda *key: ".".join(key))
    solution = solve(week, requirements)

    if verdict.outcome == "impossible":
        assert solution.proof == "infeasible"
        return
    assert solution.proof == "optimal"
    assert (solution.points, solution.bound) == (verdict.points, verdict.points)
    assert solution.plan.slots == verdict.plan.slots
    findings = judge(requirements, Finished.of(week, solution.plan))
    assert sum(finding.points for finding in findings) == verdict.points
    assert not [finding for finding in findings if finding.breaks]


@pytest.mark.parametrize("seed", range(500, 530))
def test_judge_and_oracle_price_any_plan_alike(seed):
    """Also plans that nobody would make: at any start of the grid, legal or not."""
    week, rules = weeks.random_week(seed)
    requirements = requirements_of(rules, week, lambda *key: ".".join(key))
    draw = Random(seed)  # noqa: S311

    for plan in weeks.random_plans(draw, rules, week, 10):
        findings = judge(requirements, Finished.of(week, plan))
        broken = any(finding.breaks for finding in findings)
        judged = None if broken else sum(finding.points for finding in findings)
        assert judged == oracle.price(rules, week, plan), plan


def test_the_weeks_are_of_every_sort(outcomes):
    """Runs last: weeks that all end alike, or that the oracle gives up, would prove little."""
    seen = sum(outcomes.values())
    if seen < len(SEEDS):
        pytest.skip("only with all weeks")

    assert outcomes["too many plans"] < seen / 10
    assert min(outcomes["full"], outcomes["partial"]) > seen / 6
    assert outcomes["impossible"] >= 3


def test_the_edge_of_a_window_that_is_a_wish_is_no_start():
    """Seed 1422: a request's windows as a wish, whose edge lies off the grid."""
    week, rules = weeks.random_week(1422)

    found = solve(week, requirements_of(rules, week, lambda *key: ".".join(key)))

    assert found.plan == oracle.best(rules, week).plan
