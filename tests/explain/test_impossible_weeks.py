"""Conflicts against an exhaustive search, and what is advised against the file with its change."""

from collections import Counter
from functools import cached_property

import pytest
from ruamel.yaml import YAML

from scheduler import lowering, planning
from scheduler.explain.because import clauses
from scheduler.explain.conflict import conflict_of, together_with
from scheduler.explaining.answers import Answers
from scheduler.lowering import lower
from scheduler.read.week import Kept
from scheduler.solve import SolveOptions, solve

from ..oracle import conflicts, edits, files, steps  # noqa: TID252
from ..oracle.weeks import EVIDENCE  # noqa: TID252

FEW, MANY = range(60), range(60, 460)
SEEN = Counter()


class Case:
    """A drawn athlete, planned and explained."""

    def __init__(self, seed, folder):
        self.path, self.options = files.write(seed, folder)
        self.source = lowering.read_athlete(self.path)
        self.week, self.requirements = lower(self.source, self.options, Kept())
        self.outcome = planning.plan(self.source, self.options)

    @cached_property
    def conflicts(self):
        """The conflict of each missing session that has one, by its key."""
        return {
            missing.wanted.key: self._conflict_of(missing.wanted)
            for missing in self.outcome.missing
            if missing.conflict
        }

    def _conflict_of(self, wanted):
        asked = together_with(self.week, self.requirements, wanted, self.outcome.plan)
        return conflict_of(asked, self.requirements, wanted, Answers(SolveOptions()))

    @property
    def advised(self):
        """Each missing session with each of the settings that would help it."""
        return [(found, way) for found in self.outcome.missing for way in found.would_help]

    @property
    def missing(self):
        return {found.wanted.key for found in self.outcome.missing}

    def changed(self, setting):
        """The athlete file with a setting written into it, read again."""
        return lowering.read_athlete(edits.edited(self.path, setting))

    def helps(self, setting, wanted):
        """Whether the changed file has the session in its best plan, and nothing else missing."""
        week, requirements = lower(self.changed(setting), self.options, Kept())
        placed = solve(week, requirements).plan
        missing = {own.key for own in week.wanted if placed is None or own.key not in placed.slots}
        return wanted.key not in missing and missing <= self.missing


@pytest.fixture(
    scope="module", params=[*FEW, *(pytest.param(seed, marks=pytest.mark.full) for seed in MANY)]
)
def case(request, tmp_path_factory):
    """The week of each seed."""
    found = Case(request.param, tmp_path_factory.mktemp("athlete"))
    _count(found)
    return found


def _count(case):
    SEEN["weeks"] += 1
    SEEN["impossible weeks"] += any(found.conflict for found in case.outcome.missing)
    for found in case.outcome.missing:
        if found.conflict:
            SEEN["conflicts"] += 1
            SEEN["conflicts of several sessions"] += _is_shared(found)
        else:
            SEEN["too dear" if found.why else "not explained"] += 1
    for _, way in case.advised:
        SEEN[_sort_of(way)] += 1


def _is_shared(missing):
    return any(clause.rule in ("strength_sessions", "runs") for clause in missing.conflict)


def _sort_of(way):
    section, *_, last = way.setting.partition("=")[0].split(".")
    return section if section == "availability" else f"{section} {last}"


def test_a_conflict_is_told_whole(case):
    for missing in case.outcome.missing:
        if missing.conflict:
            assert missing.conflict == clauses(case.conflicts[missing.wanted.key])


def test_no_plan_keeps_a_whole_conflict_and_any_part_less_allows_one(case):
    for conflict in case.conflicts.values():
        plans = conflicts.Plans(conflict)
        parts = [None, *range(len(conflict.parts))]
        try:
            allowed = [part for part in parts if plans.any(without=part)]
        except conflicts.TooManyError:
            SEEN["too many plans"] += 1
            continue

        assert allowed == parts[1:], [conflict.parts[n] for n in parts[1:] if n not in allowed]


def test_a_part_asks_no_more_than_the_must_it_is_taken_from(case):
    musts = [found for found in case.requirements if found.level == "must"]
    for conflict in case.conflicts.values():
        ...


def test_what_is_advised_places_the_session_for_the_points_announced(case):
    for missing, way in case.advised:
        after = planning.plan(case.changed(way.setting), case.options)
        still = {found.wanted.key for found in after.missing}

        assert missing.wanted.key in after.plan.slots, way
        assert still <= case.missing - {missing.wanted.key}, way
        assert after.points == way.points, way


def test_no_smaller_step_would_do(case):
    for missing, way in case.advised:
        for setting in steps.smaller(case.source, missing.wanted, way.setting, case.week.grid):
            SEEN["smaller steps"] += 1

            assert not case.helps(setting, missing.wanted), (way.setting, setting)
