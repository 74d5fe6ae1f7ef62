"""Conflicts against an exhaustive search, and what is advised against the file with its change."""

import re
from collections import Counter
from functools import cached_property
from random import Random

import pytest

from scheduler import lowering, planning
from scheduler.explain.because import clauses
from scheduler.explain.conflict import Conflict, conflict_of, together_with
from scheduler.explain.parts import Part
from scheduler.explain.slots import must_ask
from scheduler.explaining.answers import Answers
from scheduler.lowering import lower
from scheduler.read.week import Kept
from scheduler.requirements import Ask, Finished, judge
from scheduler.solve import SolveOptions, solve
from scheduler.training import LEG_CLASSES, Plan, Slot

from ..oracle import conflicts, edits, files, steps  # noqa: TID252

SOME, MANY = range(48), range(48, 540)
SOLVER = Answers(SolveOptions())
SEEN = Counter()
SORTS = re.compile(
    r"rules\.\w+(\.\w+)*\.(min|max|cap|before|after|above)|strength\.\d\.(min_minutes|may_become)"
    r"|availability\.(\d{4}-\d\d-\d\d|mon|tue|wed|thu|fri|sat|sun)|calendars\.1\.skip"
)


class Case:
    """A drawn athlete, planned and explained."""

    def __init__(self, seed, folder):
        self.seed = seed
        self.path, self.options = files.write(seed, folder)
        self.source = lowering.read_athlete(self.path)
        self.week, self.requirements = lower(self.source, self.options, Kept())
        self.outcome = planning.plan(self.source, self.options)
        self.missing = {found.wanted.key for found in self.outcome.missing}

    @cached_property
    def conflicts(self):
        """The conflict of each missing session that has one, by its key."""
        return {
            found.wanted.key: self._conflict_of(found.wanted)
            for found in self.outcome.missing
            if found.conflict
        }

    def _conflict_of(self, wanted):
        return conflict_of(self._beside(wanted), self.requirements, wanted, SOLVER)

    def all_musts(self, wanted):
        """A session and all musts, as if they were a conflict."""
        week = SOLVER.on_offer(self._beside(wanted), self.requirements)
        others = [must_ask(own) for own in week.wanted if own.key != wanted.key]
        musts = [found for found in self.requirements if found.level == "must"]
        rest = [found for found in musts if not isinstance(found, Ask)]
        return Conflict(week, wanted, tuple(Part(0, found) for found in (*rest, *others)))

    def _beside(self, wanted):
        return together_with(self.week, self.requirements, wanted, self.outcome.plan)

    @property
    def advised(self):
        """Each missing session with each of the changes that would help it."""
        return [(found.wanted, way) for found in self.outcome.missing for way in found.would_help]

    def changed(self, setting):
        """The athlete file with a setting written into it, read again."""
        return lowering.read_athlete(edits.edited(self.path, setting))

    def helps(self, setting, wanted):
        """Whether the changed file has the session in its best plan, and nothing else missing."""
        week, requirements = lower(self.changed(setting), self.options, Kept())
        placed = solve(week, requirements).plan or Plan({})
        missing = {own.key for own in week.wanted if own.key not in placed.slots}
        return wanted.key not in missing and missing <= self.missing


@pytest.fixture(
    scope="module", params=[*SOME, *(pytest.param(seed, marks=pytest.mark.full) for seed in MANY)]
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
        asks = sum(clause.rule in ("strength_sessions", "runs") for clause in found.conflict)
        SEEN["conflicts of one session"] += bool(found.conflict) and not asks
        SEEN["conflicts of several sessions"] += bool(asks)
        SEEN["too dear"] += not found.conflict
    for _, way in case.advised:
        section, *_, last = way.setting.partition("=")[0].split(".")
        SEEN[section if section in ("availability", "rules") else last] += 1


def test_a_conflict_is_told_whole(case):
    for found in case.outcome.missing:
        if found.conflict:
            assert found.conflict == clauses(case.conflicts[found.wanted.key])


def test_what_is_missing_without_a_conflict_would_fit_and_its_price_is_told(case):
    for found in case.outcome.missing:
        if not found.conflict:
            assert found.why
            assert conflicts.Plans(case.all_musts(found.wanted)).any()


def test_no_plan_keeps_a_whole_conflict_and_without_any_one_part_there_is_a_plan(case):
    for conflict in case.conflicts.values():
        plans, parts = conflicts.Plans(conflict), range(len(conflict.parts))
        try:
            allowed = [part for part in (None, *parts) if plans.any(without=part)]
        except conflicts.TooManyError:
            SEEN["too many plans"] += 1
            continue

        assert allowed == [*parts], [conflict.parts[n] for n in parts if n not in allowed]


def test_a_part_asks_no_more_than_the_must_it_is_taken_from(case):
    """On plans that nobody would make, at any start and in any mode."""
    musts = [found for found in case.requirements if found.level == "must"]
    draw = Random(case.seed)  # noqa: S311
    for conflict in case.conflicts.values():
        parts = [part.requirement for part in conflict.parts if part.asks_for is None]
        for _ in range(20):
            finished = Finished.of(conflict.week, _any_plan(draw, conflict.week))
            broken = [_where(part.judge(finished)) for part in parts]

            assert set().union(*broken) <= _where(judge(musts, finished))


def _any_plan(draw, week):
    days = {own.key: own.days or range(7 * own.week, 7 * own.week + 7) for own in week.wanted}
    return Plan(
        {
            own.key: Slot(
                draw.randrange(*week.horizon.span(draw.choice(days[own.key])), 5),
                draw.choice(own.modes),
            )
            for own in week.wanted
        }
    )


def _where(findings):
    """Which lines are broken, and by which sessions."""
    return {
        (found.rule, found.where, *sorted(found.sessions)) for found in findings if found.breaks
    }


def test_what_is_advised_places_the_session_for_the_points_announced(case):
    for wanted, way in case.advised:
        after = planning.plan(case.changed(way.setting), case.options)

        assert wanted.key in after.plan.slots, way
        assert {found.wanted.key for found in after.missing} <= case.missing, way
        assert after.points == way.points, way


def test_no_smaller_step_would_do(case):
    for wanted, way in case.advised:
        for setting in steps.smaller(case.source, wanted, way.setting, case.week.grid):
            SEEN["smaller steps"] += 1

            assert not case.helps(setting, wanted), (way.setting, setting)


def test_what_is_advised_is_of_a_sort_that_may_be(case):
    shortest = case.source.file.rules.strength_sessions.shortest
    for _, way in case.advised:
        name, _, value = way.setting.partition("=")

        assert SORTS.fullmatch(name)
        assert not name.startswith("rules.") or not steps.goes_too_far(way.setting)
        assert not name.endswith("min_minutes") or int(value) >= shortest
        assert not name.endswith("may_become") or set(steps.words(value)) <= LEG_CLASSES


def test_no_advice_opens_the_night_or_a_rest_day(case):
    quiet, date = case.source.file.rules.quiet_hours, case.week.horizon.date
    for _, way in case.advised:
        name, _, value = way.setting.partition("=")
        section, _, day = name.partition(".")
        if section != "availability":
            continue
        _, opened = steps.opened(case.source, day, value)

        assert all(quiet.before <= start and end <= quiet.after for start, end in opened), way
        assert not [rest for rest in case.week.rest_days if steps.is_on(date(rest), day)], way


def test_no_advice_places_a_session_on_a_rest_day(case):
    for wanted, way in case.advised:
        week, requirements = lower(case.changed(way.setting), case.options, Kept())
        slot = solve(week, requirements).plan.slots[wanted.key]

        assert week.horizon.day(slot.start) not in week.rest_days, way


@pytest.mark.parametrize(
    ("seeds", "impossible"),
    [(SOME, 30), pytest.param(MANY, 300, marks=pytest.mark.full)],
    ids=["some", "many"],
)
def test_the_weeks_are_of_every_sort(seeds, impossible):
    """Runs last: weeks without a conflict, or without advice, would prove nothing."""
    if SEEN["weeks"] < len(seeds):
        pytest.skip("only with all weeks")

    assert SEEN["impossible weeks"] >= impossible, SEEN
    assert SEEN["too many plans"] <= impossible / 30, SEEN
    assert SEEN["conflicts of one session"] >= impossible, SEEN
    assert SEEN["conflicts of several sessions"] >= impossible / 2, SEEN
    assert min(SEEN["availability"], SEEN["smaller steps"]) >= impossible / 2, SEEN
    assert SEEN["rules"] >= impossible / 4, SEEN
    assert min(SEEN["min_minutes"], SEEN["may_become"]) >= impossible / 10, SEEN
    assert SEEN["skip"] >= impossible / 50, SEEN
