"""The only room that knows the solver."""

from scheduler.solve.choosing import choose
from scheduler.solve.offer import starts_of, with_starts_on_offer
from scheduler.solve.search import SolveOptions, any_plan, solve

__all__ = ["SolveOptions", "any_plan", "choose", "solve", "starts_of", "with_starts_on_offer"]
