"""Small weeks with one requirement each, and both answers to every way to place their sessions."""

import datetime as dt
from dataclasses import dataclass
from itertools import product
from zoneinfo import ZoneInfo

from ortools.sat.python import cp_model

from scheduler.horizon import Horizon
from scheduler.requirements import Finished, judge
from scheduler.solve import SolveOptions
from scheduler.solve.search import build
from scheduler.training import Mode, Plan, Session, Slot, Wanted, Week, in_order

HOUR, DAY = 60, 24 * 60
HORIZON = Horizon(ZoneInfo("Asia/Kolkata"), dt.date(2027, 1, 11))


def mode(kind, minutes=60, load=None):
    """One way to do a session."""
    return Mode(kind, minutes, minutes * 5 if load is None else load, 5.0)


def fixed(day, hour, kind, **more):
    """A fixed session of an hour, at an hour of a day."""
    more = {"minutes": 60, "load": 300, "key": f"{kind}-{day}-{hour}", **more}
    return Session(
        kind=kind, title=kind.title(), start=day * DAY + int(hour * HOUR), rpe=5.0, **more
    )


def wanted(number, *modes, days, key_run=False):
    """A session to place on some days; each one is a request of its own, as no two are alike."""
    strength = modes[0].kind in ("heavy", "moderate", "light", "core")
    return Wanted(
        f"{'strength' if strength else 'run'}-{number}", f"Session {number}", modes,
        days=days, request=number if strength else None, key_run=key_run,
    )  # fmt: skip


def week_of(sessions, wanted, *, grid=240, standing=False):
    """A week with these facts and wishes."""
    return Week(
        HORIZON, "Ana", "ana", fixed=in_order(sessions), wanted=wanted, grid=grid, standing=standing
    )


@dataclass
class Answers:
    """What is allowed, with its points: by the judge and by the model; and how much was asked."""

    judged: dict
    modelled: dict
    asked: int


def compare(week, requirement, *, modelled_as=None):
    """Judge, and model, every way to place the sessions of a week under one requirement.

    ``modelled_as`` is what the model is told in its place, to see that a mistake is found.
    """
    judged, modelled = {}, {}
    model = _Model(week, modelled_as or requirement)
    models = [model, _Model(week, requirement)] if modelled_as else [model]
    ways = list(product(*(_ways(week, own, models) for own in week.wanted)))
    for way in ways:
        chosen = tuple(zip(week.wanted, way, strict=True))
        plan = Plan({own.key: slot for own, slot in chosen if slot is not None})
        findings = judge([requirement], Finished.of(week, plan))
        if not any(finding.breaks for finding in findings):
            judged[way] = sum(finding.points for finding in findings)
        points = model.points_of(chosen)
        if points is not None:
            modelled[way] = points
    return Answers(judged, modelled, len(ways))


def _ways(week, own, models):
    """Left out, or at any start of the grid and any exact edge, in any mode."""
    grid = {
        start
        for day in own.days
        for start in range(*week.horizon.span(day), week.grid)
    }  # fmt: skip
    for number, way in enumerate(own.modes):
        for start in sorted(grid.union(*(m.candidates(own.key, number) for m in models))):
            yield Slot(start, way)
    yield None


class _Model:
    """The model of one requirement, in which one placement after the other is fixed and priced."""

    def __init__(self, week, requirement):
        self.model = build(week, [requirement])
        self.solver = SolveOptions().parameters()
        self.placings = {placing.key: placing for placing in self.model.placings}
        self.model.cp.minimize(cp_model.LinearExpr.sum([0, *self.model.points]))

    def candidates(self, key, number):
        """The starts of one session in one of its modes."""
        placing = self.placings.get(key)
        blocks = () if placing is None else placing.blocks
        return {start for block in blocks if block.mode == number for start in block.starts}

    def points_of(self, chosen):
        """The points of a placement as the model counts them; None where it forbids it."""
        if self.model.impossible:
            return None
        values = {}
        for own, slot in chosen:
            placing = self.placings.get(own.key)
            if placing is None and slot is not None:
                return None
            if placing is not None and not self._fix(placing, slot, values):
                return None
        status = self._solve_with(values)
        assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        if status == cp_model.INFEASIBLE:
            return None
        return round(self.solver.objective_value) + self.model.constant

    def _fix(self, placing, slot, values):
        """Note the values of a placing's variables; whether the slot is one of its candidates."""
        values[placing.present.index] = int(slot is not None)
        values[placing.start.index] = placing.out if slot is None else slot.start
        found = slot is None
        for literal, block in zip(placing.chosen, placing.blocks, strict=True):
            here = slot is not None and slot.start in block.starts
            here = here and placing.kind(block.mode) == slot.mode
            values[literal.index] = int(here)
            found = found or here
        return found

    def _solve_with(self, values):
        variables = self.model.cp.proto.variables
        before = {index: list(variables[index].domain) for index in values}
        for index, value in values.items():
            _set_domain(variables[index], [value, value])
        status = self.solver.solve(self.model.cp)
        for index, domain in before.items():
            _set_domain(variables[index], domain)
        return status


def _set_domain(variable, bounds):
    variable.domain.clear()
    variable.domain.extend(bounds)
