"""A planned week gets its content: what to do in each strength session."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from time import monotonic
from typing import cast

from scheduler.content.asked import Asked, Runner
from scheduler.content.asking import Training, asked_of, is_of_these
from scheduler.content.building import Built, MiscountedError, build
from scheduler.content.exchanged import exchanged
from scheduler.content.judge import unsaid
from scheduler.content.past import WEEK, Weaker
from scheduler.content.phase import RaceDay
from scheduler.content.why import Choose
from scheduler.exercises.done import joined
from scheduler.exercises.session import Given
from scheduler.horizon import Horizon
from scheduler.outcome import Change, Outcome
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.file.sections import WeakerSide
from scheduler.read.week import Kept, dates_of_runs
from scheduler.rules import Rules
from scheduler.training import Priority, Session
from scheduler.units import DAY

_LONGEST = 10.0  # that filling one week may take [s]
_NO_TIME = "the time ran out before the sessions of a week were filled: allow more, --time-limit"


def filled(
    source: AthleteSource, outcome: Outcome, kept: Kept, *, time_limit: float = _LONGEST
) -> Outcome:
    """The outcome with what to do in each strength session, and with what that cannot hold.

    Week by week, so that what one week brings is known in the next. What is fixed in the file (a
    class, physiotherapy) is not ours to fill.

    Raises
    ------
    MiscountedError
        The solver and plain arithmetic disagree, or builder and judge: a bug.
    """
    given = _still_there(outcome, kept.given)
    clock = outcome.week.horizon.clock
    dates = {**kept.dates, **{one.key: clock(one.start).date() for one in outcome.told}}
    before = outcome.week.before
    done = joined(kept.done, before.done if before else ())
    for number in range(outcome.week.horizon.weeks):
        training = training_of(source, outcome, given, number)
        training = replace(training, not_done=kept.not_done, done=done, dates=dates)
        asked = asked_of(outcome, number, training)
        if not asked.sessions:
            continue
        built = build(asked, _within(min(time_limit, _LONGEST)))
        if built is None:
            outcome = replace(outcome, notes=(*outcome.notes, _NO_TIME))
            break
        outcome = _with_week(outcome, asked, built, given)
        free = {one.key for one in asked.sessions if not one.lines}
        given |= {one.key: one.given for one in built.sessions if one.key in free}
    return replace(outcome, given=given)


def _with_week(
    outcome: Outcome, asked: Asked, built: Built, given: Mapping[str, tuple[Given, ...]]
) -> Outcome:
    """The outcome with one week's sessions, what they cannot hold, and what is exchanged."""
    if found := unsaid(asked, built.sessions, built.unmet):
        raise MiscountedError(f"built without a word: {'; '.join(one.says for one in found)}")
    content = {one.key: one for one in built.sessions}
    starts = {one.key: one.start for one in outcome.told}
    changes = (
        Change(key, starts[key], starts[key], says)
        for key, says in exchanged(asked, content, given)
    )
    return replace(
        outcome,
        content={**outcome.content, **content},
        changes=(*outcome.changes, *changes),
        unmet=(*outcome.unmet, *built.unmet),
    )


def _within(seconds: float) -> Choose:
    """How to choose for one week, with so much time for all its searches together [s]."""
    from scheduler.solve import choose

    until = monotonic() + seconds
    return lambda menu: choose(menu, time_limit=until - monotonic())


def _still_there(
    outcome: Outcome, given: Mapping[str, tuple[Given, ...]]
) -> dict[str, tuple[Given, ...]]:
    """What plans gave, without the sessions of these weeks that are left out now."""
    there = {one.key for one in (*outcome.sessions, *outcome.told)}
    return {k: had for k, had in given.items() if k in there or not is_of_these(outcome, k)}


def training_of(
    source: AthleteSource,
    outcome: Outcome,
    given: Mapping[str, tuple[Given, ...]],
    number: int = 0,
) -> Training:
    """What the athlete file and the kept plans say about the content of one week's sessions."""
    athlete, exercises = source.file.athlete, source.file.exercises
    runner = Runner(
        level=athlete.level,
        goal=athlete.goal,
        equipment=frozenset(athlete.equipment),
        limits=athlete.limits,
        weaker=_weaker(athlete.weaker_side),
        smallest=exercises.smallest_step,
        favourites=exercises.favourites,
        banned=frozenset(exercises.banned),
        catalogue=exercises.catalogue(),
    )
    return Training(
        runner=runner,
        races=tuple(_races(source, outcome, number)),
        phase=exercises.phase,
        equipment={
            number: frozenset(request.equipment)
            for number, request in enumerate(source.file.strength, start=1)
            if request.equipment is not None
        },
        given=given,
    )


def _weaker(told: WeakerSide | None) -> Weaker | None:
    return Weaker(told.side, told.difference) if told else None


def _races(source: AthleteSource, outcome: Outcome, number: int) -> Iterator[RaceDay]:
    """The races of the file, and those that calendars tell of near the week.

    Of farther ones a plan of this week alone does not know.
    """
    horizon = outcome.week.horizon
    first, last = dates_of_runs(source, Horizon(horizon.zone, horizon.date(WEEK * number)))
    for race in source.file.races:
        yield RaceDay(race.date, race.priority)
    for session in outcome.sessions:
        if session.race is not None and first <= horizon.clock(session.start).date() <= last:
            yield _race_day(source.file.rules, session, outcome)


def _race_day(rules: Rules, session: Session, outcome: Outcome) -> RaceDay:
    priority, distance = session.race or ("C", "")
    date: dt.date = outcome.week.horizon.clock(session.start).date()
    recovery = rules.after_race.row(distance).gap("heavy").min
    return RaceDay(date, cast(Priority, priority), -(-recovery // DAY))
