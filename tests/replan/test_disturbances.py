"""Disturbed plans against every plan that there is: the least points, and no move without gain."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from scheduler import lowering, planning
from scheduler.lowering import lower
from scheduler.store.inputs import inputs_of
from scheduler.store.keeping import keeping
from scheduler.store.recall import recalled
from scheduler.write.document import document
from scheduler.write.entries import entries

from ..oracle import files, oracle  # noqa: TID252
from ..oracle.disturbances import SORTS, Disturbance  # noqa: TID252

SOME, MANY = range(24), range(24, 310)
LIMIT = 60_000  # partial plans that the oracle may look at
SEEN = Counter()


class Athlete:
    """A drawn athlete whose plans are kept."""

    def __init__(self, seed, folder):
        self.path, self.options = files.write(seed, folder)
        self.weeks = ()

    def plan(self):
        """Plan from what is kept, and keep it."""
        source = lowering.read_athlete(self.path)
        options = replace(self.options, readings={})
        inputs = inputs_of(source, options)
        horizon = lowering.Horizon(lowering.zone_of(source), options.first)
        kept = recalled(self.weeks, horizon, now=options.now, inputs=inputs)
        self.source, self.kept = source, kept
        self.week, self.requirements = lower(source, options, kept)
        outcome = planning.plan(source, options, kept)
        shown = entries(document(outcome))
        self.weeks = keeping(outcome, shown, self.weeks, now=options.now, inputs=inputs).weeks
        return outcome


def disturbed(seed, folder):
    """Plan, disturb, plan again, and compare with all plans.

    Then once more, with nothing new; and at last with the disturbance taken back.
    """
    athlete = Athlete(seed, folder)
    first = athlete.plan()
    files_before = {path: path.read_bytes() for path in folder.iterdir()}
    disturbance = Disturbance(seed, athlete.path, first)
    if not disturbance.planned:
        SEEN["nothing planned"] += 1
        return
    sorts = disturbance.strike()
    hours = dt.timedelta(hours=disturbance.hours)
    athlete.options = replace(athlete.options, now=athlete.options.now + hours)
    second = athlete.plan()
    try:
        compare(athlete, second)
    except oracle.TooManyError:
        SEEN["too many plans"] += 1
        return
    SEEN.update(["weeks", *sorts])
    before = athlete.weeks
    third = athlete.plan()

    assert third.changes == ()
    assert third.plan == second.plan
    assert third.content == second.content
    assert athlete.weeks == before
    if not disturbance.hours:
        for path, data in files_before.items():
            path.write_bytes(data)
        again = athlete.plan()
        assert (again.plan, again.content) == (first.plan, first.content)
        SEEN["taken back"] += second.plan != first.plan


def compare(athlete, outcome):
    """The points are the least possible, and each session that moved could not stay for as few."""
    rules, week = athlete.source.file.rules, athlete.week
    verdict = oracle.best(rules, week, limit=LIMIT)
    if verdict.outcome == "impossible":
        assert outcome.proof == "infeasible"
        SEEN["impossible"] += 1
        return
    assert (outcome.proof, outcome.points) == ("optimal", verdict.points)
    assert outcome.plan.slots == verdict.plan.slots
    # Of a session, what is told of its exercises comes last.
    told = {change.key: change for change in reversed(outcome.changes)}
    placed = verdict.plan.slots
    for wanted in week.wanted:
        kept = week.kept.get(wanted.key)
        if kept is None or (wanted.key in placed and placed[wanted.key].start == kept.start):
            SEEN["stays"] += kept is not None
            continue
        SEEN["moves"] += 1
        at = [kept.start]
        cost = oracle.least_at(rules, week, wanted, at, plan=verdict.plan, limit=LIMIT)[kept.start]
        compare_reason(told.get(wanted.key), cost, verdict, week)


def compare_reason(change, cost, verdict, week):
    """What is told of a move is what all plans tell."""
    missing = sum(not own.is_strength and own.key not in verdict.plan.slots for own in week.wanted)
    assert cost is None or cost >= (missing, verdict.points)
    if change is None:  # it was left out before
        SEEN["still out"] += 1
    elif cost is None:
        assert change.saves is None, change
        SEEN["forbidden"] += 1
    else:
        assert change.saves == cost[1] - verdict.points, change
        SEEN["gains" if cost > (missing, verdict.points) else "another would move"] += 1
    assert change is None or ", because " in change.says


@pytest.mark.parametrize("seed", SOME)
def test_a_disturbed_plan_is_the_best_and_moves_nothing_without_gain(seed, tmp_path):
    disturbed(seed, tmp_path)


def test_the_disturbances_are_of_every_sort():
    """Runs last: disturbances that disturb nothing would prove little."""
    seen = SEEN["weeks"] + SEEN["too many plans"] + SEEN["nothing planned"]
    if seen < len(SOME):
        pytest.skip("only with all weeks")

    assert SEEN["too many plans"] < seen / 10
    assert min(SEEN[sort] for sort in SORTS) >= 1
    assert SEEN["moves"] > seen / 6
    assert SEEN["stays"] > seen / 2


@pytest.mark.full
def test_two_hundred_disturbed_plans(tmp_path):
    SEEN.clear()
    for seed in MANY:
        folder = tmp_path / str(seed)
        folder.mkdir()
        disturbed(seed, folder)

    assert SEEN["weeks"] >= 200
    assert min(SEEN["forbidden"], SEEN["gains"]) > 20
    assert SEEN["taken back"] > 40
