"""What planning gives: the finished weeks, how good they are, and what is missing and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from scheduler.load import WeekLoad
from scheduler.requirements import Finding
from scheduler.training import Plan, Session, Wanted, Week

Status = Literal["planned", "partial", "none", "out_of_time"]
Proof = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True)
class Solution:
    """What the search found."""

    proof: Proof
    plan: Plan | None = None
    points: int | None = None  # in hundredths
    bound: int | None = None  # no plan with as many runs costs less, in hundredths


@dataclass(frozen=True, slots=True)
class Refusal:
    """One slot that a missing session could not have, and the rule that refuses it."""

    rule: str
    where: str
    says: str
    found: str | None = None
    wanted: str | None = None
    slot: int | None = None  # [min]
    costly: bool = False  # the slot was open and not worth its points


@dataclass(frozen=True, slots=True)
class Keep:
    """One thing that a session's slot keeps."""

    says: str
    beside_fixed: bool  # it is kept to a fixed run, whatever else the plan moves


@dataclass(frozen=True, slots=True)
class Missing:
    """A session that was asked for and is not placed."""

    wanted: Wanted
    says: str
    because: tuple[Refusal, ...]


@dataclass(frozen=True)
class Outcome:
    """The finished weeks of one athlete."""

    week: Week
    sessions: tuple[Session, ...]  # facts and weeks beside included, in order of time
    status: Status
    proof: Proof
    findings: tuple[Finding, ...] = ()
    points: int | None = None  # in hundredths
    bound: int | None = None  # in hundredths
    missing: tuple[Missing, ...] = ()
    load: tuple[WeekLoad, ...] = ()  # one a week
    keeps: Mapping[str, tuple[Keep, ...]] = field(default_factory=dict)  # by session
    notes: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[Session, ...]:
        """The sessions of the planned weeks."""
        return tuple(s for s in self.sessions if self.week.horizon.inside(s.start))
