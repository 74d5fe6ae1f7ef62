"""One week, one plan: whatever the order of the rules and the settings of the solver."""

from random import Random

import pytest

from scheduler.requirements import Ask, Window
from scheduler.rules import requirements_of
from scheduler.solve import SolveOptions, solve
from scheduler.training import ANY_KIND, Wanted, Week

from ..oracle import weeks  # noqa: TID252
from .encodings import HORIZON, mode, wanted, week_of

SEEDS = range(300, 312)


def instance(seed):
    week, rules = weeks.random_week(seed)
    return week, requirements_of(rules, week, lambda *key: ".".join(key))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_requirements_does_not_matter(seed):
    week, requirements = instance(seed)
    shuffled = list(requirements)
    Random(seed).shuffle(shuffled)  # noqa: S311

    assert solve(week, shuffled) == solve(week, requirements)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "options",
    [SolveOptions(presolve=True), SolveOptions(linearization=2), SolveOptions(tuned=False)],
    ids=["presolve", "linearization", "the solver's own defaults"],
)
def test_the_settings_of_the_solver_do_not_matter(seed, options):
    week, requirements = instance(seed)

    assert solve(week, requirements, options) == solve(week, requirements)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_new_window_that_touches_no_other_never_makes_the_week_worse(seed):
    week, rules = weeks.random_week(seed)
    horizon = week.horizon
    span = horizon.at(horizon.date(3), 14 * 60), horizon.at(horizon.date(3), 16 * 60 + 30)
    if any(start <= span[1] and span[0] <= end for start, end in week.available):
        pytest.skip("the window is open already")
    wider = Week(**{**vars(week), "available": tuple(sorted((*week.available, span)))})

    before, after = (
        solve(own, requirements_of(rules, own, lambda *_: "")) for own in (week, wider)
    )
    if before.proof == "optimal":
        assert after.proof == "optimal"
        assert _rank(wider, after) <= _rank(week, before)


def _rank(week, solution):
    """Missing runs first, then points."""
    runs = sum(not own.is_strength and own.key not in solution.plan.slots for own in week.wanted)
    return runs, solution.points


def test_without_any_time_nothing_is_known():
    week, requirements = instance(2000)

    assert solve(week, requirements, SolveOptions(time_limit=0.0)).proof == "unknown"


def test_a_must_that_nothing_can_keep_is_proven_impossible():
    asked = Ask(rule="rule", where="", key="strength-0", asked="it")
    nowhere = Window(rule="rule", where="", spans=(), inside=True, kinds=ANY_KIND)
    week = week_of([], (wanted(0, mode("heavy"), days=(1,)),))

    assert solve(week, [asked, nowhere]).proof == "infeasible"
    assert solve(week, [nowhere]).plan.slots == {}


def test_ties_go_to_the_earlier_start_then_the_heavier_class_then_the_longer():
    modes = (mode("heavy", 60), mode("heavy", 50), mode("moderate", 60))
    own = Wanted("a", "Strength A", modes, days=(2, 4), request=0)
    week = Week(HORIZON, "Ana", "ana", wanted=(own,), grid=60)

    slot = solve(week, []).plan.slots["a"]
    assert (slot.start, slot.mode) == (HORIZON.midnight(2), modes[0])


def test_placed_goes_before_left_out_where_both_cost_the_same():
    week = week_of([], (wanted(0, mode("heavy"), days=(1,)),))

    assert list(solve(week, []).plan.slots) == ["strength-0"]
