"""A planned week becomes the builder's question: its sessions, and the runs around each."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from scheduler.content.asked import Asked, Runner, ToFill
from scheduler.content.doses import levels
from scheduler.content.limits import limits
from scheduler.content.past import WEEK, Past
from scheduler.content.phase import RaceDay, phase_of
from scheduler.content.progress import Rhythm
from scheduler.content.sorts import is_raise
from scheduler.exercises.done import Done
from scheduler.exercises.session import Given, Line
from scheduler.exercises.words import Level, Phase
from scheduler.horizon import MARGIN_DAYS
from scheduler.identity import home_of, request_of
from scheduler.outcome import Outcome
from scheduler.training import HARD_RUNS, LONG, Session, StrengthClass

CALF_RUNS = frozenset({"hills", "intervals"})  # runs that load the calves most


@dataclass(frozen=True)
class Training:
    """What the builder knows beside the plan: who trains, the races, and what plans gave before."""

    runner: Runner
    races: tuple[RaceDay, ...] = ()
    phase: Phase | None = None  # where the athlete names it
    equipment: Mapping[int, frozenset[str]] = field(default_factory=dict)  # by request, from 1
    given: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)  # by session
    dates: Mapping[str, dt.date] = field(default_factory=dict)  # of those sessions
    not_done: frozenset[str] = frozenset()  # sessions that were missed
    done: tuple[Done, ...] = ()  # what the athlete tells of exercises


def asked_of(outcome: Outcome, number: int, training: Training) -> Asked:
    """What is asked in one of the planned weeks, counted from 0."""
    horizon = outcome.week.horizon
    start, end = horizon.week(number)
    first = horizon.date(WEEK * number)
    own = [one for one in outcome.told if start <= one.start < end]
    sessions = [one for one in own if _is_ours(outcome, one, training)]
    since = first - dt.timedelta(days=MARGIN_DAYS)
    earlier = {
        key: had
        for key, had in training.given.items()
        if since <= home_of(key) < first and key not in training.not_done
    }
    past = Past(first, training.done, earlier, training.dates)
    # In an easy week nothing new has its turn.
    rhythm = past.rhythm(training.runner.level)
    block = block_of(
        first - dt.timedelta(days=WEEK if rhythm.is_easy else 0), training.runner.level
    )
    return Asked(
        runner=training.runner,
        sessions=tuple(_to_fill(outcome, one, training) for one in sessions),
        known=past.known,
        last={one.key: _last(one.key, training, block, rhythm) for one in sessions},
        block=block,
        past=past,
        usual=_usual(sessions, training, first),
        settled=past.has_trained(limits().settled) and _was_base(training, first),
    )


def block_of(first: dt.date, level: Level) -> int:
    """The number of the block of weeks in which a week lies."""
    return first.toordinal() // WEEK // levels()[level].block


def _was_base(training: Training, first: dt.date) -> bool:
    """Whether the weeks before were base training too."""
    days = (first - dt.timedelta(days=WEEK * back) for back in range(1, limits().settled + 1))
    return all(_phase(training, day) == "base" for day in days)


def _phase(training: Training, date: dt.date) -> Phase:
    return training.phase or phase_of(date, training.races, training.runner.level)


def _usual(sessions: list[Session], training: Training, first: dt.date) -> dict[str, int]:
    """The leg sets that each session had in the last whole week before."""
    catalogue, found = training.runner.catalogue, {}
    for session in sessions:
        before = _week_before(session.key, training, first, whole=True)
        lines = training.given[_in_week(session.key, before)] if before else ()
        legs = (one for one in lines if one.exercise in catalogue)
        sets = sum(one.sets for one in legs if catalogue[one.exercise].is_leg)
        if sets:
            found[session.key] = sets
    return found


def _in_week(key: str, first: dt.date) -> str:
    """The key of the same session in another week."""
    return f"{first}/{key.partition('/')[2]}"


def _week_before(
    key: str, training: Training, first: dt.date, *, whole: bool = False
) -> dt.date | None:
    """The last week before in which a session was done, or done with all its sets."""
    for back in range(1, MARGIN_DAYS // WEEK + 1):
        week = first - dt.timedelta(days=WEEK * back)
        there = _in_week(key, week)
        lines = training.given.get(there, ())
        is_less = whole and any(line.easy or line.held for line in lines)
        if lines and not is_less and there not in training.not_done:
            return week
    return None


def _is_ours(outcome: Outcome, session: Session, training: Training) -> bool:
    """Whether what is done in it is ours to say, or was: a class or physiotherapy is not."""
    if request_of(session.key) is None:
        return False
    given = training.given.get(session.key, ())
    return not _is_settled(outcome, session) or bool(_settled(training.runner, given))


def _is_settled(outcome: Outcome, session: Session) -> bool:
    """Whether what it holds is chosen already: it has begun, or is another week's, moved by hand.

    One that was missed too, so that the others stay as they are.
    """
    if session.origin != "pinned":
        return not session.decided
    return outcome.week.has_begun(session) or not is_of_these(outcome, session.key)


def is_of_these(outcome: Outcome, key: str) -> bool:
    """Whether a session belongs to the planned weeks, wherever it stands."""
    horizon = outcome.week.horizon
    return horizon.first <= home_of(key) < horizon.date(horizon.days)


def _last(key: str, training: Training, block: int, rhythm: Rhythm) -> frozenset[str]:
    """What the session held in the last plan of its week, or last in the same block.

    After time off, whatever it held before.
    """
    lines = training.given.get(key) or ()
    before = _week_before(key, training, home_of(key))
    if not lines and before is not None:
        same_block = block_of(before, training.runner.level) == block
        if same_block or rhythm.weeks_off:
            lines = training.given[_in_week(key, before)]
    return frozenset(line.exercise for line in lines)


def _to_fill(outcome: Outcome, session: Session, training: Training) -> ToFill:
    date = outcome.week.horizon.clock(session.start).date()
    around = outcome.week.around(outcome.sessions)
    return ToFill(
        key=session.key,
        title=session.title,
        kind=cast(StrengthClass, session.kind),
        start=session.start,
        minutes=session.minutes,
        date=date,
        phase=_phase(training, date),
        equipment=training.equipment.get(request_of(session.key) or 0),
        to_hard_run=_gap_to(session, around, lambda run: run.kind in HARD_RUNS),
        to_long_run=_gap_to(session, around, lambda run: run.kind in LONG),
        from_calf_run=_gap_beside(session, around),
        from_raises=_from_raises(session, around, training),
        lines=_settled(training.runner, training.given[session.key])
        if _is_settled(outcome, session)
        else (),
    )


def _gap_to(
    session: Session, around: tuple[Session, ...], counts: Callable[[Session], bool]
) -> int | None:
    """From the end of a session to the next run that counts [min]."""
    gaps = [run.start - session.end for run in around if counts(run) and run.start >= session.end]
    return min(gaps, default=None)


def _from_raises(session: Session, around: tuple[Session, ...], training: Training) -> int | None:
    """From or to the start of the nearest session of another week that held calf raises [min]."""
    catalogue, home = training.runner.catalogue, home_of(session.key)
    gaps = [
        abs(other.start - session.start)
        for other in around
        if home_of(other.key) != home
        for line in training.given.get(other.key, ())
        if line.exercise in catalogue and is_raise(catalogue[line.exercise])
    ]
    return min(gaps, default=None)


def _gap_beside(session: Session, around: tuple[Session, ...]) -> int | None:
    """Between a session and the nearest hills or intervals, before or after it [min]."""
    runs = [run for run in around if run.kind in CALF_RUNS]
    gaps = [max(run.start - session.end, session.start - run.end, 0) for run in runs]
    return min(gaps, default=None)


def _settled(runner: Runner, given: tuple[Given, ...]) -> tuple[Line, ...]:
    """The lines of a session that is settled; an exercise that is no longer known has none."""
    return tuple(_lines(runner, given))


def _lines(runner: Runner, given: tuple[Given, ...]) -> Iterator[Line]:
    for one in given:
        exercise = runner.catalogue.get(one.exercise)
        if exercise is not None:
            weaker = runner.weaker if exercise.unilateral and exercise.is_leg else None
            yield Line(
                exercise, one.sets, one.reps, one.effort,
                first_side=one.extra or (weaker.side if weaker else None),
                load=one.load, extra=one.extra, easy=one.easy, held=one.held,
            )  # fmt: skip
