"""The only room that knows the solver."""

from scheduler.solve.offer import starts_of, with_starts_on_offer
from scheduler.solve.search import SolveOptions, any_plan, solve

__all__ = ["SolveOptions", "any_plan", "solve", "starts_of", "with_starts_on_offer"]
