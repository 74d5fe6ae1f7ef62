"""What is asked of the builder: who trains, in which sessions, beside which runs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.content.doses import Dose, dose, eased
from scheduler.content.past import Past, Weaker
from scheduler.content.progress import Progress, Rhythm, Step
from scheduler.exercises.catalogue import Catalogue, shipped
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.session import Line
from scheduler.exercises.words import Goal, Level, Phase, implied
from scheduler.training import LEG_CLASSES, StrengthClass


@dataclass(frozen=True)
class Runner:
    """Who trains, and with what."""

    level: Level = "intermediate"
    goal: Goal = "durability"
    equipment: frozenset[str] = frozenset()
    limits: tuple[str, ...] = ()
    weaker: Weaker | None = None
    smallest: float = 1.0  # by which a weight can rise [kg]
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
    date: dt.date | None = None
    phase: Phase = "build"
    equipment: frozenset[str] | None = None  # what is there, where not the runner's
    to_hard_run: int | None = None  # from its end to the next hard run
    to_long_run: int | None = None  # from its end to the next long run
    from_calf_run: int | None = None  # to or from the nearest hills or intervals
    from_raises: int | None = None  # to the nearest calf raises of another week, start to start
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
    past: Past | None = None  # None where nothing is known
    usual: Mapping[str, int] = field(default_factory=dict)  # leg sets of last week, by session
    settled: bool = True  # into base training, so that heavy work may be done in it

    def dose(self, session: ToFill) -> Dose:
        """What a session takes."""
        return self._doses[session.key]

    @cached_property
    def _doses(self) -> dict[str, Dose]:
        return {session.key: self._dose(session) for session in self.sessions}

    def _dose(self, session: ToFill) -> Dose:
        early = session.phase == "base" and not self.settled and session.kind == "heavy"
        kind = "moderate" if early else session.kind
        whole = dose(session.phase, self.runner.level, kind, session.minutes)
        if not (self.rhythm and self.rhythm.is_easy and whole.rises):
            return whole
        return eased(whole, self.usual.get(session.key))

    def is_easy(self, session: ToFill) -> bool:
        """Whether a session has fewer sets, since its week is an easy one."""
        return bool(self.rhythm and self.rhythm.is_easy and self.dose(session).rises)

    @cached_property
    def rhythm(self) -> Rhythm | None:
        """How training has gone up to the week; None where nothing is known."""
        return self.past.rhythm(self.runner.level) if self.past else None

    def step(self, session: ToFill, exercise: Exercise) -> Step | None:
        """How an exercise goes on in a session; None where there is nothing that it follows."""
        past = self.past.done.get(exercise.id) if self.past else None
        if not (past and self.rhythm):
            return None
        key = session.key, exercise.id
        if key not in self._steps:
            there, smallest = self.equipment(session), self.runner.smallest
            one = Progress(exercise, self.dose(session), past, self.rhythm, there, smallest)
            self._steps[key] = one.step()
        return self._steps[key]

    @cached_property
    def _steps(self) -> dict[tuple[str, str], Step | None]:
        return {}

    def reps(self, session: ToFill, exercise: Exercise) -> int:
        """The most reps that a set of it may have in a session."""
        step = self.step(session, exercise)
        if step is None:
            return self.dose(session).reps_of(exercise)
        return max(step.next.reps, step.same.reps)

    @cached_property
    def weaker(self) -> Weaker | None:
        """The weaker side: as the file says, else as the sets of both sides do."""
        runner = self.runner
        return runner.weaker or (self.past.weaker(runner.catalogue) if self.past else None)

    def hurt(self, session: ToFill) -> Mapping[str, dt.date]:
        """What hurt too much not long before a session, and when; by exercise."""
        return self._hurt[session.key]

    @cached_property
    def _hurt(self) -> dict[str, Mapping[str, dt.date]]:
        past, catalogue = self.past, self.runner.catalogue
        return {
            one.key: past.hurt(catalogue, one.date) if past and one.date else {}
            for one in self.sessions
        }

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
