"""A planned week becomes the builder's question: its sessions, and the runs around each."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from scheduler.content.asked import Asked, Runner, ToFill
from scheduler.content.limits import limits
from scheduler.content.phase import RaceDay, phase_of
from scheduler.exercises.session import Given, Line
from scheduler.exercises.words import Phase
from scheduler.identity import request_of
from scheduler.outcome import Outcome
from scheduler.training import HARD_RUNS, LONG, Session, StrengthClass

CALF_RUNS = frozenset({"hills", "intervals"})  # runs that load the calves most
WEEK = 7  # [d]


@dataclass(frozen=True)
class Training:
    """What the builder knows beside the plan: who trains, the races, and what plans gave before."""

    runner: Runner
    races: tuple[RaceDay, ...] = ()
    phase: Phase | None = None  # where the athlete names it
    equipment: Mapping[int, frozenset[str]] = field(default_factory=dict)  # by request, from 1
    given: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)  # by session


def asked_of(outcome: Outcome, number: int, training: Training) -> Asked:
    """What is asked in one of the planned weeks, counted from 0."""
    horizon = outcome.week.horizon
    start, end = horizon.week(number)
    first = horizon.date(WEEK * number)
    sessions = [one for one in outcome.told if start <= one.start < end and _is_ours(one, training)]
    earlier = {key: given for key, given in training.given.items() if _week_of(key) < first}
    known = {line.exercise for given in earlier.values() for line in given}
    return Asked(
        runner=training.runner,
        sessions=tuple(_to_fill(outcome, one, training) for one in sessions),
        known=frozenset(known) if earlier else None,
        last={one.key: _last(one.key, training.given) for one in sessions},
        block=block_of(first),
    )


def block_of(first: dt.date) -> int:
    """The number of the block of weeks in which a week lies."""
    return first.toordinal() // WEEK // limits().block


def _is_ours(session: Session, training: Training) -> bool:
    """Whether what is done in it is ours to say, or was: a class or physiotherapy is not."""
    if session.activity != "strength" or session.origin == "fixed":
        return False
    return not _has_begun(session) or session.key in training.given


def _has_begun(session: Session) -> bool:
    """Whether what it holds is settled; a missed one too, so that the others stay as they are."""
    return not session.decided and session.origin != "pinned"


def _week_of(key: str) -> dt.date:
    return dt.date.fromisoformat(key.partition("/")[0])


def _last(key: str, given: Mapping[str, tuple[Given, ...]]) -> frozenset[str]:
    """What the session held in the last plan of its week, or a week before in the same block."""
    first, _, name = key.partition("/")
    before = dt.date.fromisoformat(first) - dt.timedelta(days=WEEK)
    same_block = block_of(before) == block_of(before + dt.timedelta(days=WEEK))
    lines = given.get(key) or (given.get(f"{before}/{name}") if same_block else None) or ()
    return frozenset(line.exercise for line in lines)


def _to_fill(outcome: Outcome, session: Session, training: Training) -> ToFill:
    date = outcome.week.horizon.clock(session.start).date()
    runner = training.runner
    around = outcome.week.around(outcome.sessions)
    return ToFill(
        key=session.key,
        title=session.title,
        kind=cast(StrengthClass, session.kind),
        start=session.start,
        minutes=session.minutes,
        phase=training.phase or phase_of(date, training.races, runner.level),
        equipment=training.equipment.get(request_of(session.key) or 0),
        to_hard_run=_gap_to(session, around, lambda run: run.kind in HARD_RUNS),
        to_long_run=_gap_to(session, around, lambda run: run.kind in LONG),
        from_calf_run=_gap_beside(session, around),
        lines=_begun(runner, training.given[session.key]) if _has_begun(session) else (),
    )


def _gap_to(
    session: Session, around: tuple[Session, ...], counts: Callable[[Session], bool]
) -> int | None:
    """From the end of a session to the next run that counts [min]."""
    gaps = [run.start - session.end for run in around if counts(run) and run.start >= session.end]
    return min(gaps, default=None)


def _gap_beside(session: Session, around: tuple[Session, ...]) -> int | None:
    """Between a session and the nearest hills or intervals, before or after it [min]."""
    runs = [run for run in around if run.kind in CALF_RUNS]
    gaps = [max(run.start - session.end, session.start - run.end, 0) for run in runs]
    return min(gaps, default=None)


def _begun(runner: Runner, given: tuple[Given, ...]) -> tuple[Line, ...]:
    """The lines of a session that has begun, as the last plan gave them."""
    return tuple(_lines(runner, given))


def _lines(runner: Runner, given: tuple[Given, ...]) -> Iterator[Line]:
    for one in given:
        exercise = runner.catalogue.get(one.exercise)
        if exercise is not None:
            side = runner.weaker_side if exercise.unilateral and exercise.is_leg else None
            yield Line(exercise, one.sets, one.reps, one.effort, first_side=side)
