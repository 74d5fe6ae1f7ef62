"""The solver, as explaining asks it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic

from scheduler.errors import NotKnownError
from scheduler.outcome import Solution
from scheduler.requirements import Requirement
from scheduler.solve import (
    SolveOptions,
    any_plan,
    solve,
    starts_of,
    with_starts_on_offer,
)
from scheduler.training import Plan, Wanted, Week


@dataclass(frozen=True)
class Answers:
    """The solver, as explaining asks it: each question by itself, and until when for all."""

    options: SolveOptions
    until: float = math.inf  # by the monotonic clock [s]

    @classmethod
    def within(cls, seconds: float, options: SolveOptions) -> "Answers":
        """All that is asked has to be answered within some seconds from now."""
        return cls(options, monotonic() + seconds)

    @property
    def _left(self) -> float:
        """For the next question [s]."""
        return min(self.options.time_limit, self.until - monotonic())

    def solve(self, week: Week, requirements: Sequence[Requirement]) -> Solution:
        """The best plan."""
        left = self._left
        if left <= 0:
            return Solution("unknown")
        return solve(week, requirements, replace(self.options, time_limit=left))

    def any_plan(
        self, week: Week, requirements: Sequence[Requirement], *, confirm: bool = False
    ) -> Plan | None:
        """Any plan that keeps every must; ``confirm`` searches in another way."""
        left = self._left
        if left <= 0:
            raise NotKnownError
        options = replace(self.options, time_limit=left, presolve=confirm or self.options.presolve)
        return any_plan(week, requirements, options)

    def on_offer(self, week: Week, requirements: Sequence[Requirement]) -> Week:
        """The week with its exact starts kept on offer, whatever requirement is left out."""
        return with_starts_on_offer(week, requirements)

    def starts(
        self, week: Week, wanted: Wanted, requirements: Sequence[Requirement]
    ) -> frozenset[int]:
        """The starts that a session may have in any mode, as far as it alone is concerned."""
        return starts_of(week, wanted, requirements)
