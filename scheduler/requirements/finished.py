"""The finished week as the judge sees it, and what the judge finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from scheduler.horizon import Horizon, Span
from scheduler.training import Plan, Session, Week

Level = Literal["must", "wish"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a finished week: a must that is broken, or a wish that costs points."""

    rule: str
    where: str
    level: Level
    says: str
    sessions: tuple[str, ...] = ()  # the keys of those concerned, strength first: it pays
    points: int = 0  # in hundredths; 0 where the level is must
    found: str = ""
    wanted: str = ""
    fact: bool = False  # the plan decided on none of the sessions concerned

    @property
    def breaks(self) -> bool:
        """Whether it makes the plan unacceptable: rules bind what the plan decides."""
        return self.level == "must" and not self.fact


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """What every kind carries: the rule that asks, where it is written, and how strictly."""

    rule: str
    where: str
    level: Level = "must"
    points: int = 0  # in hundredths; what a wish costs, as each kind explains

    def concerns(self, key: str, kind: str) -> bool:  # noqa: ARG002 - most speak of every session
        """Whether it can speak of a session."""
        return True

    def judge(self, finished: "Finished") -> Iterator[Finding]:
        """What is broken or costs points in a finished week."""
        raise NotImplementedError

    def finding(
        self, says: str, *sessions: Session, points: int = 0, found: str = "", wanted: str = ""
    ) -> Finding:
        """A finding of this requirement; a must costs no points, it is kept or broken."""
        ordered = sorted(sessions, key=lambda session: session.activity != "strength")
        return Finding(
            rule=self.rule,
            where=self.where,
            level=self.level,
            says=says,
            sessions=tuple(session.key for session in ordered),
            points=points if self.level == "wish" else 0,
            found=found,
            wanted=wanted,
            fact=bool(sessions) and not any(session.decided for session in sessions),
        )


@dataclass(frozen=True)
class Finished:
    """All sessions of a week, facts and the weeks beside included, ready to be judged."""

    week: Week
    sessions: tuple[Session, ...]

    @classmethod
    def of(cls, week: Week, plan: Plan) -> "Finished":
        """The week with a plan's sessions in it."""
        return cls(week, plan.sessions(week))

    @property
    def horizon(self) -> Horizon:
        """The days to plan."""
        return self.week.horizon

    @cached_property
    def judged(self) -> tuple[Session, ...]:
        """Strength sessions and what the plan placed, in the days to plan."""
        return tuple(
            session
            for session in self.sessions
            if self.horizon.inside(session.start)
            and (session.decided or session.activity == "strength")
        )

    @cached_property
    def around(self) -> tuple[Session, ...]:
        """All sessions; in a standing week also as they stand a week earlier and a week later."""
        return self.week.around(self.sessions)

    def starting_in(self, span: Span, kinds: frozenset[str]) -> tuple[Session, ...]:
        """The sessions of some kinds that start in a span of the days to plan."""
        return tuple(
            session
            for session in self.sessions
            if span[0] <= session.start < span[1] and session.kind in kinds
        )

    def day_of(self, session: Session) -> int:
        """The day to which a session belongs: the one it starts on."""
        return self.horizon.day(session.start)


def counted(number: int, noun: str) -> str:
    """``1 day``, ``2 days``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def rounded(numerator: int, denominator: int) -> int:
    """Points as whole hundredths, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)
