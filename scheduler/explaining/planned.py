"""What planning was told and what came of it: the ground on which everything is explained."""

from dataclasses import dataclass

from scheduler.explain.solver import Solver
from scheduler.lowering import PlanOptions
from scheduler.outcome import Outcome
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.week import Kept
from scheduler.requirements import Requirement
from scheduler.training import Plan


@dataclass(frozen=True)
class Planned:
    """One planned athlete."""

    source: AthleteSource
    options: PlanOptions
    kept: Kept
    requirements: tuple[Requirement, ...]
    outcome: Outcome
    solver: Solver
    runs_may_move: bool = False

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.outcome.plan
