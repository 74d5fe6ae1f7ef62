"""What planning gives: the finished weeks, how good they are, and what is missing and why."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from scheduler.exercises.session import Filled, Given, Unmet
from scheduler.load import WeekLoad
from scheduler.past import Before, Limits, Ran
from scheduler.requirements import Finding
from scheduler.training import Mode, Plan, Session, Slot, Wanted, Week, in_order

Status = Literal["planned", "partial", "none", "out_of_time"]
Proof = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True)
class Solution:
    """What the search found."""

    proof: Proof
    plan: Plan | None = None
    points: int | None = None  # in hundredths
    bound: int | None = None  # no plan with as many runs costs less, in hundredths

    @property
    def is_proven(self) -> bool:
        """Whether the search came to its end."""
        return self.proof in {"optimal", "infeasible"}


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
class Sentence:
    """One sentence of an explanation, and the rules behind it with their lines."""

    says: str
    rules: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a conflict: what one rule asks of some sessions."""

    rule: str
    where: str
    says: str
    sessions: tuple[str, ...]  # their keys


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change to the athlete file that was tried, and what it gives."""

    change: str  # the edit, with its line
    setting: str  # the same for `plan --what-if`
    gives: str
    points: int  # of the week it gives, in hundredths
    cost: int  # with the price of the change itself


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The best that a session could do in another slot."""

    start: int  # [min]
    minutes: int
    kind: str
    more: int  # than the plan costs, in hundredths
    says: str


@dataclass(frozen=True, slots=True)
class Backup:
    """What is left for a session that is missed; no start where nothing is."""

    says: str
    start: int | None = None  # [min]
    minutes: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a session is not in a slot: it is forbidden there, or the week would cost more."""

    wanted: Wanted
    start: int  # [min]
    mode: Mode
    forbidden_by: tuple[Refusal, ...] = ()  # what the slot breaks by itself
    conflict: tuple[Clause, ...] = ()  # or together with what has to be there too
    why: tuple[Sentence, ...] = ()
    points: int | None = None  # of the best week with it there, in hundredths; None if forbidden
    more: int = 0  # than the plan costs
    rules: Mapping[str, int] = field(default_factory=dict)  # the same by rule
    costs: tuple[Finding, ...] = ()  # what that week newly pays for, the dearest first
    lost: tuple[str, ...] = ()  # sessions that would be left out for it
    plan: Plan | None = None  # of that week
    named: str | None = None  # the title that was asked about, which may be that of one alike
    week: "Outcome | None" = None  # and all of it

    @property
    def allowed(self) -> bool:
        """Whether any plan has the session there."""
        return self.points is not None


@dataclass(frozen=True, slots=True)
class Missing:
    """A session that was asked for and is not placed."""

    wanted: Wanted
    says: str
    because: tuple[Refusal, ...]
    conflict: tuple[Clause, ...] = ()  # the rules that forbid it together; empty if it only costs
    why: tuple[Sentence, ...] = ()  # the same as sentences that follow from each other
    would_help: tuple[WayOut, ...] = ()
    all_tried: bool = False  # every change that might have helped was tried to its end


@dataclass(frozen=True, slots=True)
class Spike:
    """A run that is much longer than those before it."""

    run: Session
    percent: Fraction | None  # longer than the longest of them [%]; None where there is none
    band: str  # small, moderate or large; unknown without any
    longest: Ran | None
    km: Decimal | None = None  # of the run, where both are told in kilometres
    since: dt.date | None = None  # where the exports begin within the days looked at


@dataclass(frozen=True, slots=True)
class Ramp:
    """A week with much more load than the one before it."""

    number: int  # of the weeks planned, from 0
    load: int  # of the sports that were done before [AU]
    before: int  # [AU]
    percent: Fraction  # [%]
    flag: str  # ramp or steep_ramp
    without: tuple[str, ...] = ()  # sports that are left out, for nobody tells of them before


@dataclass(frozen=True, slots=True)
class Lately:
    """How the weeks planned stand against what exports tell of the days before."""

    before: Before
    last_week: int | None  # of the week before the first one; None where they do not reach [AU]
    short: float | None  # averages a day in which older days fade; None of too few days [AU]
    long: float | None
    spike: Spike | None
    ramps: tuple[Ramp, ...]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Change:
    """A session that is not where the last plan had it."""

    key: str
    was: int | None  # where the last plan had it; None where it is new [min]
    now: int | None  # None where it is left out [min]
    says: str
    because: tuple[Refusal, ...] = ()  # what its old slot breaks or costs
    saves: int | None = None  # what the move gains, beside its own price, in hundredths


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
    changes: tuple[Change, ...] = ()
    backups: Mapping[str, Backup] = field(default_factory=dict)  # by session
    # by session: in any other slot, and on another day
    elsewhere: Mapping[str, tuple[Elsewhere | None, Elsewhere | None]] = field(default_factory=dict)
    # by session that is done in a lesser way: as it was asked for
    as_asked: Mapping[str, Elsewhere | None] = field(default_factory=dict)
    content: Mapping[str, Filled] = field(default_factory=dict)  # what to do, by session
    # the same as it is kept, also of what these weeks do not fill
    given: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    unmet: tuple[Unmet, ...] = ()  # what the sessions cannot hold
    about: str | None = None  # the session that was asked about, by key
    why_not: WhyNot | None = None  # the slot that was asked about
    lately: Lately | None = None  # None without a history

    @cached_property
    def plan(self) -> Plan:
        """The slots that the plan gives."""
        modes = {own.key: own.modes for own in self.week.wanted}
        return Plan(
            {
                session.key: Slot(session.start, mode)
                for session in self.sessions
                for mode in modes.get(session.key, ())
                if (mode.kind, mode.minutes) == (session.kind, session.minutes)
            }
        )

    def beside(self, session: Session) -> tuple[Session, ...]:
        """All other sessions, those of the weeks beside included."""
        return tuple(other for other in self.sessions if other.key != session.key)

    @property
    def told(self) -> tuple[Session, ...]:
        """The sessions of the planned weeks, and the missed ones that are not made up for."""
        own = self.own
        there = {session.key for session in own}
        missed = (missed.session for missed in self.week.missed)
        inside = self.week.horizon.inside
        lost = [one for one in missed if one.key not in there and inside(one.start)]
        return in_order([*own, *lost])

    @property
    def own(self) -> tuple[Session, ...]:
        """The sessions of the planned weeks."""
        return tuple(s for s in self.sessions if self.week.horizon.inside(s.start))
