"""A session on a day with, or without, some other session."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.requirements.finished import Finding, Finished, Requirement
from scheduler.training import Session


@dataclass(frozen=True, kw_only=True)
class SameDay(Requirement):
    """Sessions of ``kinds`` share their day with one of ``others``, or with none.

    A wish costs its points for each session on a wrong day.
    """

    kinds: frozenset[str]
    others: frozenset[str]
    together: bool
    says: str

    def concerns(self, key: str, kind: str) -> bool:  # noqa: ARG002 - sessions of any key
        """Whether it can speak of a session."""
        return kind in self.kinds | self.others

    def judge(self, finished: Finished) -> Iterator[Finding]:
        """One finding for each session on a wrong day."""
        company: dict[int, list[Session]] = {}
        for other in finished.sessions:
            if other.kind in self.others:
                company.setdefault(finished.day_of(other), []).append(other)
        for session in finished.judged:
            others = company.get(finished.day_of(session), [])
            if session.kind in self.kinds and bool(others) is not self.together:
                named = f" ({others[0].title})" if others else ""
                yield self.finding(
                    f"{session.title} ({finished.horizon.says(session.start)}) {self.says}{named}",
                    session,
                    *others,
                    points=self.points,
                )
