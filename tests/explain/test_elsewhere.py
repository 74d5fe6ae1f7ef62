"""What another slot would have cost, against all plans without such a session in this one."""

from collections import Counter

import pytest

from scheduler.explain.elsewhere import as_asked, next_best
from scheduler.planning import Question, explain_plan

from ..oracle import oracle  # noqa: TID252
from .best_weeks import LIMIT, SOLVER, best_week

SEEDS = (*range(14), 28, 135, 234, 239, 258)  # the last: lighter, alike, and a run is lost
MANY = 400
TWO = """\
availability: {mon: [18:00-18:50], thu: [18:00-18:50]}
strength: {sessions: 2, class: heavy, minutes: 45}
"""
FRESH = """\
availability: {tue: [18:00-18:45], wed: [18:00-18:45], thu: [18:00-18:45]}
runs: [{day: fri, start: 18:30, minutes: 60, kind: intervals, title: Club night}]
strength: {sessions: 1, class: heavy, minutes: 45}
"""


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_without_the_slot_costs_less(seed, seen):
    compare(seed, seen)


def test_sessions_with_and_without_another_slot_were_asked_about(seen):
    """Runs last: sessions that all have the same answer would prove little."""
    if seen["weeks"] < len(SEEDS):
        pytest.skip("only with all weeks")

    assert seen["too many plans"] == 0
    assert min(seen["slot"], seen["day"]) >= 15
    assert seen["none on another day"] >= 4
    assert min(seen["one of several alike"], seen["runs are lost"]) >= 1
    assert min(seen["as asked"], seen["never as asked"]) >= 1


@pytest.mark.full
def test_no_plan_without_the_slot_costs_less_in_many_weeks():
    seen = Counter()
    for seed in range(MANY):
        compare(seed, seen)

    assert seen["too many plans"] < MANY / 20
    assert min(seen["slot"], seen["day"], seen["none on another day"]) > 50
    assert seen["one of several alike"] > 50
    assert min(seen["as asked"], seen["never as asked"]) > 5


def compare(seed, seen):
    """Ask about every session of a week that is placed."""
    try:
        best = best_week(seed)
        placed = [own for own in best.week.wanted if best.plan and own.key in best.plan.slots]
        least = {own.key: least_elsewhere(best, own) for own in placed}
    except oracle.TooManyError:
        seen["too many plans"] += 1
        return
    seen["weeks"] += 1
    for wanted in placed:
        answers = next_best(best.outcome, best.requirements, wanted, SOLVER)
        where = zip(("slot", "day"), spans(best, wanted), answers, least[wanted.key], strict=True)
        for other, span, found, cost in where:
            asked = (seed, wanted.key, other)
            more = None if cost is None else cost[1] - best.outcome.points
            assert (None if found is None else found.more) == more, asked
            assert found is None or not span[0] <= found.start < span[1], asked
            if cost is not None and cost[0] > runs_missing(best):
                assert found.says.endswith(" would find no slot"), asked
                seen["runs are lost"] += 1
            seen[f"none on another {other}" if found is None else other] += 1
        compare_as_asked(best, wanted, seen)
        seen["one of several alike"] += len(alike(best.week, wanted)) > 1


def compare_as_asked(best, wanted, seen):
    """Ask what a session that is done in a lesser way would cost as it was asked for."""
    slots = best.plan.slots
    if slots[wanted.key].mode == wanted.modes[0]:
        return
    keys = {key for key in alike(best.week, wanted) & slots.keys() if in_full(best, key)}
    try:
        cost = oracle.least_as_asked(
            best.rules, best.week, wanted, keys, plan=best.plan, limit=LIMIT
        )
    except oracle.TooManyError:
        seen["too many plans"] += 1
        return
    found = as_asked(best.outcome, best.requirements, wanted, SOLVER)
    more = None if cost is None else cost[1] - best.outcome.points
    assert (None if found is None else found.more) == more, (best.week.identity, wanted.key)
    seen["never as asked" if found is None else "as asked"] += 1


def in_full(best, key):
    """Whether the session is done as it was asked for."""
    asked = next(own.modes[0] for own in best.week.wanted if own.key == key)
    return best.plan.slots[key].mode == asked


def runs_missing(best):
    """How many runs the best plan leaves out."""
    wanted = best.week.wanted
    return sum(not own.is_strength and own.key not in best.plan.slots for own in wanted)


def spans(best, wanted):
    """The minute at which the session starts, and its day."""
    start = best.plan.slots[wanted.key].start
    return (start, start + 1), best.week.horizon.span(best.week.horizon.day(start))


def least_elsewhere(best, wanted):
    """The least cost of the plans in which no session alike starts there."""
    keys = alike(best.week, wanted)
    return [
        oracle.least_outside(best.rules, best.week, wanted, keys, span, plan=best.plan, limit=LIMIT)
        for span in spans(best, wanted)
    ]


def alike(week, wanted):
    """The keys of the sessions that one request asks for in one week."""
    if not wanted.is_strength:
        return {wanted.key}
    asked = (wanted.request, wanted.week)
    return {own.key for own in week.wanted if (own.request, own.week) == asked}


@pytest.fixture
def elsewhere(athlete, options):
    """What is said of other slots for each strength session of these lines, by title."""

    def ask(lines, session=None):
        found = explain_plan(athlete(lines), options(), None, Question(session))
        titles = {own.key: own.title for own in found.week.wanted}
        said = found.elsewhere.items()
        return {titles[key]: [own and own.says for own in answers] for key, answers in said}

    return ask


def test_a_slot_that_is_as_good_costs_the_same(elsewhere):
    lines = "strength: {sessions: 1, class: heavy, minutes: 45}\n"

    assert elsewhere(f"availability: {{mon: [18:00-19:00], thu: [06:00-07:00]}}\n{lines}") == {
        "Strength A": ["Mon 18:15 would cost the same", "Thu 06:00 would cost the same"]
    }


def test_a_slot_that_is_worse_says_why(elsewhere):
    said = (
        "Wed 18:00 would cost 0.42 more: Strength A ends Wed 18:45, 47.7 h before Club night"
        " (Fri 18:30); 48 h wanted"
    )

    assert elsewhere(FRESH) == {"Strength A": [said, said]}


def test_without_any_other_slot_there_is_none(elsewhere):
    lines = FRESH.replace("wed: [18:00-18:45], thu: [18:00-18:45]", "")

    assert elsewhere(lines) == {"Strength A": [None, None]}


def test_to_change_places_with_a_session_alike_is_no_other_slot(elsewhere):
    """Either could be where the other is; what is left are the five minutes of each window."""
    found = elsewhere(TWO)

    assert found["Strength A"][0] == "Mon 18:05 instead would cost the same"
    assert found["Strength B"][0] == "Thu 18:05 instead would cost the same"


def test_a_run_can_be_asked_about_by_its_title(elsewhere):
    lines = FRESH.replace("thu: [18:00-18:45]", "thu: [18:00-19:30]")
    lines = lines.replace("runs: [", "runs: [{day: thu, minutes: 60, kind: easy}, ")

    assert elsewhere(lines, "easy run") == {"Easy run": ["Thu 18:15 would cost the same", None]}
