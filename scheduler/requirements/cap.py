"""A sum over the sessions of a period stays below a limit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from scheduler.horizon import Span
from scheduler.requirements.finished import Finding, Finished, Requirement, counted, rounded
from scheduler.training import ANY_KIND, Mode, Session

Measure = Literal["load", "minutes", "count"]


def _amount(number: int, measure: Measure) -> str:
    if measure == "count":
        return counted(number, "session")
    return f"{number} {'AU' if measure == 'load' else 'min'}"


@dataclass(frozen=True, kw_only=True)
class Cap(Requirement):
    """The loads, minutes or number of the sessions that start in a period are at most ``limit``.

    What is fixed is fact: where the facts alone are above the limit, a must asks that nothing be
    added. A wish costs ``points`` for each ``per`` above the limit, pro rata.
    """

    measure: Measure
    period: Span
    limit: int
    per: int = 1
    kinds: frozenset[str]
    binds: frozenset[str] = ANY_KIND  # the kinds that may not be added once the limit is reached
    says: str  # the period, in words

    def concerns(self, key: str, kind: str) -> bool:  # noqa: ARG002 - sessions of any key
        """Whether it can speak of a session."""
        return kind in self.kinds

    def amount(self, session: Session | Mode) -> int:
        """What one session, or one way to do it, adds."""
        if self.measure == "count":
            return 1
        return session.load if self.measure == "load" else session.minutes

    def cost(self, total: int) -> int:
        """What a total costs, in hundredths."""
        return rounded(self.points * (total - self.limit), self.per) if total > self.limit else 0

    def judge(self, finished: Finished) -> Iterator[Finding]:
        """One finding where the sum is above the limit."""
        counted = finished.starting_in(self.period, self.kinds)
        total = sum(map(self.amount, counted))
        if total <= self.limit:
            return
        added = [
            session
            for session in counted
            if session.decided and session.kind in self.binds and self.amount(session)
        ]
        found = _amount(total, self.measure)
        finding = self.finding(
            f"{found} {self.says}; at most {self.limit} wanted",
            *(added or counted),
            points=self.cost(total),
            found=found,
            wanted=_amount(self.limit, self.measure),
        )
        yield replace(finding, fact=not added)
