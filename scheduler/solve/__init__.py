"""The only room that knows the solver."""

from scheduler.solve.search import SolveOptions, solve

__all__ = ["SolveOptions", "solve"]
