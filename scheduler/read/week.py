"""The athlete file, the calendars and the kept plans become one ``Week``."""

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from scheduler.exercises.done import Done
from scheduler.exercises.session import Given
from scheduler.horizon import MARGIN_DAYS, Horizon, Span, has_begun
from scheduler.identity import run_key, uid_of
from scheduler.past import Word
from scheduler.read.diary import Diary, Surroundings, dates_between, read_diary
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.happened import AllMissed, Happened, Known, kept_free
from scheduler.read.past import still_asked, what_happened
from scheduler.read.resting import away, rest_count, rest_days, rest_where
from scheduler.read.running.known_runs import KnownRun, run_plan
from scheduler.read.strength import asked
from scheduler.training import KeptSlot, LastPlan, Mode, Session, Wanted, Week, in_order
from scheduler.units import DAY, windows_on


@dataclass(frozen=True)
class Kept:
    """What the kept plans and the athlete's own calendar say, in the horizon's minutes."""

    slots: Mapping[str, KeptSlot] = field(default_factory=dict)  # of the weeks to plan
    # begun ones of these weeks, those moved by hand, and those of the weeks beside
    sessions: tuple[Session, ...] = ()
    uids: frozenset[str] = frozenset()
    last: LastPlan = field(default_factory=LastPlan)
    lived: bool = False  # the weeks were planned before they were over
    identity: str | None = None  # an athlete who has a new name keeps the calendar's events
    words: Mapping[str, Word] = field(default_factory=dict)  # what the athlete says, by session
    missed: AllMissed = field(default_factory=dict)  # also where a later word has the last say
    skipped: frozenset[str] = frozenset()  # the keys of those deleted from the calendar
    notes: tuple[str, ...] = ()  # of what the calendar says that cannot be taken in
    given: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)  # exercises, by session
    dates: Mapping[str, dt.date] = field(default_factory=dict)  # of those sessions
    not_done: frozenset[str] = frozenset()  # of those sessions, what was missed
    done: tuple[Done, ...] = ()  # what the athlete tells of exercises


def identity_of(source: AthleteSource) -> str:
    """What UIDs are made of: the athlete's id, or else the name."""
    return source.file.athlete.id or source.file.athlete.name


def read_week(
    source: AthleteSource,
    horizon: Horizon,
    surroundings: Surroundings,
    kept: Kept,
    *,
    grid: int,
) -> Week:
    """Everything that is known before planning.

    Raises
    ------
    CalendarError, RemoteError
        A calendar as a whole cannot be read, and there is no copy of it.
    """
    moment = horizon.minute(surroundings.now, up=True)
    now = None if surroundings.whole else _now(horizon, moment, kept)
    standing = source.file.week.repeat == "weekly"
    first, last = dates_of_runs(source, horizon)
    want = asked(source, horizon, kept.sessions, kept.skipped)
    diary = read_calendars(source, horizon, surroundings, kept)
    planned = {horizon.date(day) for day in horizon.all_days()}
    plan = run_plan(source, list(dates_between(first, last)), diary.runs, planned=planned)
    runs, dropped = _without_days_away(source, plan.runs, planned=planned)
    fixed, wanted = _sort_runs(source, horizon, runs, kept, now)
    beside = _kept_beside(kept.sessions, horizon, standing=standing)
    known = Known([*fixed, *want.fixed, *beside], [*wanted, *want.wanted], want.pinned)
    past = what_happened(source, horizon, surroundings, kept.words, known)
    told = (*plan.notes, *dropped, *want.notes, *kept.notes, *past.notes)
    return Week(
        horizon=horizon,
        athlete=source.file.athlete.name,
        identity=kept.identity or identity_of(source),
        fixed=in_order(past.fixed),
        wanted=tuple(past.wanted),
        requests=still_asked(want.requests, past.wanted),
        pinned={**want.pinned, **past.settled},
        missed=tuple(past.missed),
        before=past.before,
        available=horizon.windows(source.file.availability),
        available_where=source.merged.where(("availability",)) if source.file.availability else "",
        busy=(*diary.busy, *kept_free(past, kept.missed, horizon, moment)),
        rest_days=rest_days(source, horizon, plan),
        rest_days_chosen=rest_count(source),
        rest_where=rest_where(source),
        rest_told={horizon.day_of_date(date): path for date, path in plan.rest.items()},
        away=away(source, horizon),
        standing=standing,
        now=now,
        kept=_kept_slots(source, kept, past, now),
        grid=grid,
        notes=(*told, *_over(horizon, moment, kept)),
        warnings=diary.warnings,
    )


def read_calendars(
    source: AthleteSource, horizon: Horizon, surroundings: Surroundings, kept: Kept
) -> Diary:
    """What the calendars say; sessions of ours that stand in them are passed over.

    Raises
    ------
    CalendarError, RemoteError
        A calendar as a whole cannot be read, and there is no copy of it.
    """
    identity = kept.identity or identity_of(source)
    keys = asked(source, horizon, ()).keys
    own = kept.uids | {uid_of(identity, key) for key in keys}
    return read_diary(source, horizon, dates_of_runs(source, horizon), surroundings, own)


def _kept_slots(
    source: AthleteSource, kept: Kept, past: Happened, now: int | None
) -> dict[str, KeptSlot]:
    """Where the last plan had what is still to be placed, or to be made up for."""
    if source.file.rules.keep_last_plan.off:
        return {}
    lost = {missed.session.key: missed.session.start for missed in past.missed}
    open_ = {own.key for own in past.wanted} | set(lost)
    return {
        key: slot
        for key, slot in kept.slots.items()
        if key in open_
        and slot.start != lost.get(key)
        and (now is None or not has_begun(slot.start, now))
    }


def _now(horizon: Horizon, moment: int, kept: Kept) -> int | None:
    """The present, where it lies in the days to plan; None leaves them open as a whole.

    A week that is over is planned afresh, unless it was lived by a plan.
    """
    if moment >= horizon.end:
        return horizon.end if kept.lived else None
    return moment if moment > 0 else None


def _over(horizon: Horizon, moment: int, kept: Kept) -> Iterator[str]:
    if moment >= horizon.end:
        afresh = "is planned as if it still lay ahead"
        yield f"this week is over; it {'stays as it was planned' if kept.lived else afresh}"


def dates_of_runs(source: AthleteSource, horizon: Horizon) -> tuple[dt.date, dt.date]:
    """The days that any rule can look at, in whole weeks beside."""
    reach = source.file.rules.reach // DAY + 2
    days = min(-(-reach // 7) * 7, MARGIN_DAYS - 1)
    return horizon.date(-days), horizon.date(horizon.days - 1 + days)


def _without_days_away(
    source: AthleteSource, runs: Iterable[KnownRun], *, planned: Container[dt.date]
) -> tuple[list[KnownRun], list[str]]:
    """The runs that are run: on days away the load is rest, but a race stays a race.

    What becomes of them is told of the dates to plan alone.
    """
    kept, notes = [], []
    for run in runs:
        why = next((a.why or "away" for a in source.file.away if a.from_ <= run.date <= a.to), None)
        if why is None or run.race is not None:
            kept.append(run)
        if why is not None and run.date in planned:
            stays = "stays, for it is a race" if run.race else f"is left out: {why}"
            notes.append(f"{run.title} ({run.date:%a %d %b}) {stays}")
    return kept, notes


def _sort_runs(
    source: AthleteSource, horizon: Horizon, runs: Iterable[KnownRun], kept: Kept, now: int | None
) -> tuple[list[Session], list[Wanted]]:
    """The runs whose time is settled, and those that want a slot."""
    fixed: list[Session] = []
    wanted: list[tuple[int, Wanted]] = []
    settled = {session.key: session for session in kept.sessions}
    standing = source.file.week.repeat == "weekly"
    numbers: dict[dt.date, Iterator[int]] = {}
    for run in runs:
        day = horizon.day_of_date(run.date)
        inside = 0 <= day < horizon.days
        week = horizon.date(7 * (day // 7))
        key = run_key(week, run.date, next(numbers.setdefault(run.date, count(1))))
        if (standing and not inside and run.race is None) or key in kept.skipped:
            continue
        if key in settled:
            fixed.append(settled[key])
        elif inside and (not run.timed or run.movable != "no") and not _over_by(horizon, day, now):
            wanted.append((day, _wanted(horizon, run, key)))
        else:
            fixed.append(_fixed(source, horizon, run, key))
    wanted.sort(key=lambda found: (found[0], found[1].title, found[1].key))
    return [*fixed, *_run_already(horizon, kept, fixed)], [run for _, run in wanted]


def _run_already(horizon: Horizon, kept: Kept, known: Iterable[Session]) -> list[Session]:
    """The placed runs that have begun, though the file no longer asks for them."""
    keys = {session.key for session in known}
    return [
        session
        for session in kept.sessions
        if session.activity != "strength"
        and horizon.inside(session.start)
        and session.key not in keys
    ]


def _over_by(horizon: Horizon, day: int, now: int | None) -> bool:
    return now is not None and horizon.midnight(day + 1) <= now


def _wanted(horizon: Horizon, run: KnownRun, key: str) -> Wanted:
    day = horizon.day_of_date(run.date)
    week = day // 7
    return Wanted(
        key=key,
        title=run.title,
        modes=(Mode(run.kind, run.minutes, run.load, run.rpe),),
        week=week,
        days=tuple(range(7 * week, 7 * week + 7)) if run.movable == "day" else (day,),
        at=None if run.clock is None else horizon.at(run.date, run.clock),
        key_run=run.key_run,
        where=run.where,
    )


def _fixed(source: AthleteSource, horizon: Horizon, run: KnownRun, key: str) -> Session:
    """A run at its time; one whose time nobody knows may be anywhere in its day's windows."""
    if run.clock is not None:
        start, latest_end = horizon.at(run.date, run.clock), None
    else:
        start, latest_end = _possible(source, horizon, run.date)
    return Session(
        key=key,
        kind=run.kind,
        title=run.title,
        start=start,
        minutes=run.minutes,
        load=run.load,
        rpe=run.rpe,
        latest_end=latest_end,
        key_run=run.key_run,
        race=run.race,
        where=run.where,
    )


def _possible(source: AthleteSource, horizon: Horizon, date: dt.date) -> Span:
    windows = windows_on(source.file.availability, date)
    spans = [horizon.window(date, window) for window in windows]
    if not spans:
        return horizon.span(horizon.day_of_date(date))
    return min(start for start, _ in spans), max(end for _, end in spans)


def _kept_beside(sessions: Iterable[Session], horizon: Horizon, *, standing: bool) -> list[Session]:
    """Strength of the kept plans of the weeks beside; a standing week has itself there."""
    if standing:
        return []
    return [
        session
        for session in sessions
        if session.activity == "strength" and not horizon.inside(session.start)
    ]
