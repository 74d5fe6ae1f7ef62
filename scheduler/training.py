"""The vocabulary: what an athlete does, is asked to do, and has planned.

A ``Session`` is one run, race or strength session at its time. ``Wanted`` is a session that has no
time yet. A ``Week`` holds both, with the times that are open and closed; a ``Plan`` gives each
wanted session a ``Slot`` or none. Nothing here knows a rule, a file or the solver.

Kinds are plain words, and no two lists share one: the strength classes and the kinds of run.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, get_args

from scheduler.horizon import Horizon, Span, has_begun
from scheduler.past import Before, Sport

StrengthClass = Literal["heavy", "moderate", "light", "core"]
CLASSES: tuple[StrengthClass, ...] = get_args(StrengthClass)  # from the heaviest to the lightest
SHORTER_BY = 5  # steps in which a session may be shortened [min]
LEG_CLASSES: frozenset[str] = frozenset({"heavy", "moderate", "light"})
QUALITY = frozenset({"tempo", "threshold", "intervals", "hills", "fartlek", "quality"})
LONG = frozenset({"long"})
RACE = frozenset({"race"})
HARD_RUNS = QUALITY | LONG | RACE
RunKind = Literal[
    "recovery", "easy", "steady", "long", "tempo", "threshold", "intervals", "hills", "fartlek",
    "strides", "race", "quality", "cross",
]  # fmt: skip
PLACED = frozenset({"planned", "pinned"})  # origins: the plan, or a pin of the file, chose the time
HAND = "your calendar"  # where a session is asked for that the athlete moved there
RUN_KINDS: tuple[RunKind, ...] = get_args(RunKind)
Priority = Literal["A", "B", "C"]
Distance = Literal["5k", "10k", "half", "marathon", "ultra"]
STRENGTH: frozenset[str] = frozenset(CLASSES)
ANY_KIND: frozenset[str] = STRENGTH | frozenset(RUN_KINDS)


@dataclass(frozen=True, slots=True)
class Session:
    """One session at its time; all times in minutes of the horizon."""

    key: str  # its identity in the week
    kind: str  # a strength class or a kind of run
    title: str
    start: int
    minutes: int
    load: int  # session-RPE load [AU]
    rpe: float
    origin: str = "fixed"  # fixed | pinned | planned | done | missed
    decided: bool = False  # the plan chose its time, so that rules bind it
    latest_end: int | None = None  # of a run whose time nobody knows
    key_run: bool = False
    race: tuple[str, str] | None = None  # priority, distance
    where: str = ""  # the line of the file that asks for it
    asked: str = ""  # the class that was asked for, where strength

    @property
    def end(self) -> int:
        """When it ends; where nobody knows its time, the latest that it can."""
        return self.start + self.minutes if self.latest_end is None else self.latest_end

    @property
    def activity(self) -> str:
        """``strength``, ``race`` or ``run``."""
        if self.kind in STRENGTH:
            return "strength"
        return "race" if self.kind == "race" else "run"

    @property
    def sport(self) -> Sport:
        """What an export would call it."""
        if self.activity == "strength":
            return "strength"
        return "cross" if self.kind == "cross" else "run"

    def moved(self, minutes: int) -> "Session":
        """The same session some minutes later, as its neighbour in a standing week."""
        latest_end = None if self.latest_end is None else self.latest_end + minutes
        return replace(self, start=self.start + minutes, latest_end=latest_end)


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to do a wanted session."""

    kind: str
    minutes: int
    load: int  # [AU]
    rpe: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session that the plan is to place."""

    key: str
    title: str
    modes: tuple[Mode, ...]  # the first is the one asked for; from heavy to light, long to short
    week: int = 0  # the week that asks for it
    days: tuple[int, ...] | None = None  # the days it may start on; None is any day of its week
    windows: tuple[Span, ...] | None = None  # narrower than the availability
    at: int | None = None  # a start that the athlete gave to a run that may move
    required: bool = True  # False for what goes beyond the least that is a full success
    request: int | None = None  # the strength request it belongs to; None for a run
    rank: int | None = None  # its place among the week's leg sessions (0 first); None for core
    key_run: bool = False
    where: str = ""
    # starts beside the grid and the edges, by mode; they stay whatever requirement is left out
    offered: Mapping[Mode, tuple[int, ...]] = field(default_factory=dict)

    @property
    def is_strength(self) -> bool:
        """Whether it is a strength session, else a run."""
        return self.request is not None

    @property
    def asked(self) -> str:
        """What was asked for, in words."""
        return f"{self.title} ({self.modes[0].kind}, {self.modes[0].minutes} min)"


@dataclass(frozen=True, slots=True)
class Busy:
    """A span in which nothing fits, its buffer included."""

    start: int
    end: int
    title: str
    where: str
    calendar: int | None = None  # its place in the list of calendars, from 0
    begins: str = ""  # the event's own start, as `skip` names it


@dataclass(frozen=True, slots=True)
class Slot:
    """Where and how a wanted session is placed."""

    start: int
    mode: Mode


@dataclass(frozen=True, slots=True)
class KeptSlot:
    """Where the last plan had a session [min]."""

    start: int
    minutes: int


@dataclass(frozen=True)
class LastPlan:
    """What the athlete was told last, to tell what is new about the next plan."""

    sessions: Mapping[str, Session] = field(default_factory=dict)  # not missed, by key
    events: frozenset[str] = frozenset()  # the keys of those that stood in the calendar
    settled: frozenset[str] = frozenset()  # the keys of what was done or missed
    missing: frozenset[str] = frozenset()  # the keys of what it left out
    weeks: frozenset[int] = frozenset()  # the weeks that it knew
    again: str = ""  # the earlier plan that comes back, in words


@dataclass(frozen=True, slots=True)
class Missed:
    """A session that was not done."""

    session: Session  # where it was to be; it has no load
    wanted: Wanted | None = None  # as it may be made up for; None for a run


@dataclass(frozen=True, slots=True)
class Request:
    """How many strength sessions one request wants in one week."""

    week: int
    name: str
    target: int
    least: int  # so many are a full success
    keys: tuple[str, ...]  # of those that the plan is to place
    settled: int = 0  # fixed, pinned, begun, missed or skipped


@dataclass(frozen=True)
class Week:
    """What is known before planning: what is asked, what is fixed, when one may train."""

    horizon: Horizon
    athlete: str
    identity: str
    fixed: tuple[Session, ...] = ()  # facts, also those of the weeks beside, in order of time
    wanted: tuple[Wanted, ...] = ()  # in the order of the written tie-break
    requests: tuple[Request, ...] = ()
    pinned: Mapping[str, Wanted] = field(default_factory=dict)  # as they would else be wanted
    missed: tuple[Missed, ...] = ()
    before: Before | None = None  # what exports tell of the days before; None without any
    available: tuple[Span, ...] = ()  # when one may train, touching windows joined
    available_where: str = ""  # the line of `availability`
    busy: tuple[Busy, ...] = ()
    rest_days: tuple[int, ...] = ()
    rest_days_chosen: int = 0  # days a week that the plan must leave empty
    rest_where: str = ""
    rest_told: Mapping[int, str] = field(default_factory=dict)  # by calendars: day -> path
    away: tuple[Busy, ...] = ()  # days on which nothing is placed
    standing: bool = False  # repeat: weekly
    now: int | None = None  # nothing is placed before it
    kept: Mapping[str, KeptSlot] = field(default_factory=dict)
    grid: int = 15
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @cached_property
    def period(self) -> int:
        """After how many minutes a standing week comes again; 0 where it does not [min]."""
        return self.horizon.end if self.standing else 0

    def has_begun(self, session: Session) -> bool:
        """Whether a session is past; none is where the week is planned as a whole."""
        return self.now is not None and has_begun(session.start, self.now)

    def around(self, sessions: Iterable[Session]) -> tuple[Session, ...]:
        """Sessions; of a standing week also as they stand a week before and a week after.

        A race is run once and has no copies.
        """
        listed = tuple(sessions)
        if not self.standing:
            return listed
        before, after = (
            [one.moved(shift) for one in listed if one.race is None]
            for shift in (-self.period, self.period)
        )
        return (*before, *listed, *after)


@dataclass(frozen=True, slots=True)
class Plan:
    """A slot for each wanted session that is placed; the others are left out."""

    slots: Mapping[str, Slot]

    def sessions(self, week: Week) -> tuple[Session, ...]:
        """All sessions of the finished week, facts and weeks beside included, in order of time."""
        placed = [
            placed_session(wanted, self.slots[wanted.key])
            for wanted in week.wanted
            if wanted.key in self.slots
        ]
        return in_order([*week.fixed, *placed])


def placed_session(wanted: Wanted, slot: Slot) -> Session:
    """A wanted session at its slot."""
    return Session(
        key=wanted.key,
        kind=slot.mode.kind,
        title=wanted.title,
        start=slot.start,
        minutes=slot.mode.minutes,
        load=slot.mode.load,
        rpe=slot.mode.rpe,
        origin="planned",
        decided=True,
        key_run=wanted.key_run,
        where=wanted.where,
        asked=wanted.modes[0].kind if wanted.is_strength else "",
    )


def in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Sessions by start, end and key."""
    return tuple(sorted(sessions, key=lambda session: (session.start, session.end, session.key)))
