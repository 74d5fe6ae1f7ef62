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


@dataclass
class Answers:
    """The solver, as explaining asks it: each question by itself, and until when for all."""

    options: SolveOptions
    until: float = math.inf  # by the monotonic clock [s]
    ran_out: bool = False  # before some answer was known

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
        found = Solution("unknown")
        if left > 0:
            found = solve(week, requirements, replace(self.options, time_limit=left))
        self.ran_out |= not found.is_proven
        return found

    def any_plan(
        self, week: Week, requirements: Sequence[Requirement], *, confirm: bool = False
    ) -> Plan | None:
        """Any plan that keeps every must; ``confirm`` searches in another way."""
        options = replace(self.options, presolve=confirm or self.options.presolve)
        try:
            return any_plan(week, requirements, replace(options, time_limit=max(self._left, 0)))
        except NotKnownError:
            self.ran_out = True
            raise

    def on_offer(self, week: Week, requirements: Sequence[Requirement]) -> Week:
        """The week with its exact starts kept on offer, whatever requirement is left out."""
        return with_starts_on_offer(week, requirements)

    def starts(
        self, week: Week, wanted: Wanted, requirements: Sequence[Requirement]
    ) -> frozenset[int]:
        """The starts that a session may have in any mode, as far as it alone is concerned."""
        return starts_of(week, wanted, requirements)
