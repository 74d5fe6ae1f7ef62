"""What explaining asks of the solver; the pipeline brings the two together."""

from collections.abc import Sequence
from typing import Protocol

from scheduler.outcome import Solution
from scheduler.requirements import Requirement
from scheduler.training import Plan, Wanted, Week


class Solver(Protocol):
    """Answers about one week; each question is a week with requirements of its own."""

    @property
    def ran_out(self) -> bool:
        """Whether the time ran out before some answer was known."""

    def solve(self, week: Week, requirements: Sequence[Requirement]) -> Solution:
        """The best plan."""

    def any_plan(
        self, week: Week, requirements: Sequence[Requirement], *, confirm: bool = False
    ) -> Plan | None:
        """Any plan that keeps every must; ``confirm`` searches in another way.

        Raises
        ------
        NotKnownError
            The time ran out first.
        """

    def on_offer(self, week: Week, requirements: Sequence[Requirement]) -> Week:
        """The week with its exact starts kept on offer, whatever requirement is left out."""

    def starts(
        self, week: Week, wanted: Wanted, requirements: Sequence[Requirement]
    ) -> frozenset[int]:
        """The starts that a session may have in any mode, as far as it alone is concerned."""
