"""The only room that knows the solver."""

from scheduler.solve.search import Proof, Solution, SolveOptions, solve

__all__ = ["Proof", "Solution", "SolveOptions", "solve"]
