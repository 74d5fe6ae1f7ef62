"""What is asked of the builder: who trains, in which sessions, beside which runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.content.doses import Dose, dose
from scheduler.exercises.catalogue import Catalogue, shipped
from scheduler.exercises.session import Line
from scheduler.exercises.words import Goal, Level, Phase, Side, implied
from scheduler.training import LEG_CLASSES, StrengthClass


@dataclass(frozen=True)
class Runner:
    """Who trains, and with what."""

    level: Level = "intermediate"
    goal: Goal = "durability"
    equipment: frozenset[str] = frozenset()
    limits: tuple[str, ...] = ()
    weaker_side: Side | None = None
    favourites: tuple[str, ...] = ()
    banned: frozenset[str] = frozenset()
    catalogue: Catalogue = field(default_factory=shipped)

    @cached_property
    def states(self) -> frozenset[str]:
        """The limits with all that they bring along."""
        return implied(self.limits)


@dataclass(frozen=True)
class ToFill:
    """One strength session of the week that is to be filled; all times in minutes."""

    key: str
    title: str
    kind: StrengthClass  # as placed
    start: int
    minutes: int
    phase: Phase = "build"
    equipment: frozenset[str] | None = None  # what is there, where not the runner's
    to_hard_run: int | None = None  # from its end to the next hard run
    to_long_run: int | None = None  # from its end to the next long run
    from_calf_run: int | None = None  # to or from the nearest hills or intervals
    lines: tuple[Line, ...] = ()  # what it holds already, where it has begun

    @property
    def is_leg(self) -> bool:
        """Whether it was placed as a session for the legs."""
        return self.kind in LEG_CLASSES


@dataclass(frozen=True)
class Asked:
    """One week's sessions, in order of time, and what is known of the weeks before."""

    runner: Runner
    sessions: tuple[ToFill, ...]
    known: frozenset[str] | None = None  # exercises done before; None where nothing is known
    last: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by session: last time's
    block: int = 0  # the number of the block of weeks, by which the choice turns

    def dose(self, session: ToFill) -> Dose:
        """What a session takes."""
        return dose(session.phase, self.runner.level, session.kind, session.minutes)

    def equipment(self, session: ToFill) -> frozenset[str]:
        """What is there in a session."""
        return self.runner.equipment if session.equipment is None else session.equipment

    def is_new(self, exercise: str) -> bool:
        """Whether it is known that the exercise was never done."""
        return self.known is not None and exercise not in self.known

    @property
    def leg_sessions(self) -> tuple[ToFill, ...]:
        """The sessions that were placed for the legs."""
        return tuple(session for session in self.sessions if session.is_leg)
