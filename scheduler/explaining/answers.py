"""The solver, as explaining asks it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    """The solver, as explaining asks it."""

    options: SolveOptions

    def solve(self, week: Week, requirements: Sequence[Requirement]) -> Solution:
        """The best plan."""
        return solve(week, requirements, self.options)

    def any_plan(
        self, week: Week, requirements: Sequence[Requirement], *, confirm: bool = False
    ) -> Plan | None:
        """Any plan that keeps every must; ``confirm`` searches in another way."""
        options = replace(self.options, presolve=True) if confirm else self.options
        return any_plan(week, requirements, options)

    def on_offer(self, week: Week, requirements: Sequence[Requirement]) -> Week:
        """The week with its exact starts kept on offer, whatever requirement is left out."""
        return with_starts_on_offer(week, requirements)

    def starts(
        self, week: Week, wanted: Wanted, requirements: Sequence[Requirement]
    ) -> frozenset[int]:
        """The starts that a session may have in any mode, as far as it alone is concerned."""
        return starts_of(week, wanted, requirements)
