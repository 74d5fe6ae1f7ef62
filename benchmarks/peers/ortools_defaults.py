"""Our own model, solved with the solver's own defaults; on one worker, and on all."""

from dataclasses import dataclass

from ortools.sat.python import cp_model
from weeks import Instance

from peers import Answer
from scheduler.solve import SolveOptions
from scheduler.solve import solve as solve_week


@dataclass(frozen=True)
class AllDefaults(SolveOptions):
    """Nothing set at all."""

    def parameters(self) -> cp_model.CpSolver:
        """A solver as it comes."""
        return cp_model.CpSolver()


def one_worker(instance: Instance) -> Answer:
    """The best plan's points, with the defaults on one worker."""
    return _answer(instance, SolveOptions(tuned=False))


def all_workers(instance: Instance) -> Answer:
    """The best plan's points, with nothing set."""
    return _answer(instance, AllDefaults())


def _answer(instance: Instance, options: SolveOptions) -> Answer:
    solution = solve_week(instance.week, instance.requirements, options)
    return Answer(solution.points, proven=solution.proof in ("optimal", "infeasible"))
