"""What the solver answers, and what is made of it: never more than is proven."""

from dataclasses import replace

import pytest
from ortools.sat.python import cp_model

from scheduler.requirements import Ask, Requirement
from scheduler.solve import SolveOptions, search, solve

from .encodings import mode, wanted, week_of

WEEK = week_of((), (wanted(0, mode("heavy"), days=(0,)),))
ASKED = Ask(rule="rule", where="", key="strength-0", asked="Session 0")


@pytest.fixture
def answers(monkeypatch):
    """Let the solver answer as told, one verdict after the other; list the options of each."""

    def told(*verdicts):
        asked = []

        def minimum(_, options):
            asked.append(options)
            return search.Solution(verdicts[len(asked) - 1])

        monkeypatch.setattr(search, "_minimum", minimum)
        return asked

    return told


def test_that_there_is_no_plan_has_to_be_found_twice(answers):
    asked = answers("infeasible", "unknown")

    assert solve(WEEK, [ASKED]).proof == "unknown"
    assert asked == [SolveOptions(), replace(SolveOptions(), presolve=True)]


@pytest.mark.parametrize("proof", ["optimal", "feasible", "unknown"])
def test_any_other_answer_is_taken_at_once(answers, proof):
    asked = answers(proof)

    assert (solve(WEEK, [ASKED]).proof, len(asked)) == (proof, 1)


def test_with_presolve_once_is_enough(answers):
    asked = answers("infeasible")

    assert solve(WEEK, [ASKED], SolveOptions(presolve=True)).proof == "infeasible"
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("status", "proof"),
    [
        (cp_model.OPTIMAL, "optimal"),
        (cp_model.FEASIBLE, "feasible"),
        (cp_model.INFEASIBLE, "infeasible"),
        (cp_model.UNKNOWN, "unknown"),
    ],
)
def test_out_of_time_is_not_impossible(status, proof):
    assert search._proof(status) == proof


def test_a_model_that_is_invalid_is_a_bug():
    with pytest.raises(RuntimeError, match="the model is invalid"):
        search._proof(cp_model.MODEL_INVALID)


def test_a_kind_that_nobody_taught_the_model_is_a_bug():
    class Surprise(Requirement):
        """A kind without an encoding."""

    with pytest.raises(TypeError, match="no encoding for Surprise"):
        solve(WEEK, [Surprise(rule="rule", where="")])


def test_a_search_without_any_time_knows_nothing():
    found = solve(WEEK, [ASKED], SolveOptions(time_limit=1e-9))

    assert (found.proof, found.plan, found.points, found.bound) == ("unknown", None, None, None)


def test_a_week_in_which_nothing_is_wanted_has_one_plan():
    found = solve(week_of((), ()), [])

    assert (found.proof, dict(found.plan.slots), found.points) == ("optimal", {}, 0)
