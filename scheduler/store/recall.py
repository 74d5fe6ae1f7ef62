"""What the kept plans around the weeks to plan have to say about them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from scheduler.horizon import MARGIN_DAYS, Horizon
from scheduler.read.week import Kept
from scheduler.store.inputs import NOT_KNOWN, Inputs
from scheduler.store.log import Entry, Log
from scheduler.store.plans import KeptSession, KeptWeek, Revision, dates_kept, read_week
from scheduler.training import KeptSlot, LastPlan, Session

NEAR = dt.timedelta(days=MARGIN_DAYS)  # kept weeks farther away say nothing of these
NOTHING_SAID = Log("")
PLACED = frozenset({"planned", "pinned"})  # what is fixed is read from the file again
_ONCE_PLANNED = PLACED | {"done", "missed"}


def kept_weeks(folder: Path, horizon: Horizon, athlete: str | None = None) -> tuple[KeptWeek, ...]:
    """The kept weeks in the horizon and beside it, in order; with ``athlete``, only that one's.

    Raises
    ------
    FileError
        One of them is damaged, from a newer version, or another athlete's.
    """
    dates = dates_kept(path.name for path in folder.glob("*.json"))
    last = horizon.date(horizon.days)
    near = (date for date in dates if horizon.first - NEAR <= date < last + NEAR)
    found = (read_week(folder, date, athlete=athlete) for date in near)
    return tuple(week for week in found if week is not None)


def recalled(
    weeks: Iterable[KeptWeek],
    horizon: Horizon,
    *,
    now: dt.datetime,
    inputs: Inputs = NOT_KNOWN,
    log: Log = NOTHING_SAID,
) -> Kept:
    """The kept plans in the horizon's minutes.

    What has begun is fact; what lies ahead in the weeks to plan is kept as where the sessions were;
    what the weeks beside hold stands there.

    Parameters
    ----------
    weeks
        The kept weeks in the horizon and beside it.
    horizon
        The weeks to plan.
    now
        The present moment.
    inputs
        From what each week is to be planned now, by its first date, see ``inputs_of``. Where an
        earlier plan was made from the same, its sessions are kept and not those of the last one.
    log
        What is said of sessions is handed on; where a word was taken back, things are again as
        they were before it.
    """
    found = tuple(weeks)
    slots: dict[str, KeptSlot] = {}
    for week in found:
        known = _known(week, now, log, inputs.get(week.week))
        slots |= _slots(known, horizon, now)
    return Kept(
        slots=slots,
        sessions=tuple(fact for week in found for fact in _facts(week, horizon, now, log)),
        uids=frozenset(uid for week in found for uid in week.events),
        identity=found[0].athlete if found else None,
        words=log.words,
        lived=any(
            revision.made < horizon.clock(horizon.end)
            for week in _inside(found, horizon)
            for revision in week.revisions
        ),
        last=_last_plan(found, horizon, now, inputs),
    )


def afresh(kept: Kept) -> Kept:
    """The same for a plan that forgets where the sessions were; what has begun stays a fact."""
    return replace(kept, slots={}, last=replace(kept.last, again=""))


def _last_plan(
    weeks: tuple[KeptWeek, ...], horizon: Horizon, now: dt.datetime, inputs: Inputs
) -> LastPlan:
    """What the athlete was told last of the weeks to plan."""
    inside = _inside(weeks, horizon)
    placed = _last_known(week.revisions[-1] for week in inside)
    return LastPlan(
        sessions={key: _fact(own, horizon.minute(own.start)) for key, own in placed.items()},
        missing=frozenset(key for week in inside for key in week.revisions[-1].missing),
        weeks=frozenset(horizon.day_of_date(week.week) // 7 for week in inside),
        again=next((says for w in inside if (says := _again(w, now, inputs, horizon))), ""),
    )


def _inside(weeks: Iterable[KeptWeek], horizon: Horizon) -> list[KeptWeek]:
    """Those of the weeks to plan that have a plan."""
    last = horizon.date(horizon.days)
    return [week for week in weeks if week.revisions and horizon.first <= week.week < last]


def _again(week: KeptWeek, now: dt.datetime, inputs: Inputs, horizon: Horizon) -> str:
    """The earlier plan that counts, in words; empty where it is the last one."""
    number = _standing(week, now, inputs.get(week.week))
    if number >= len(week.revisions):
        return ""
    made = week.revisions[number - 1].made.astimezone(horizon.zone)
    return f"file and calendars are again those of the plan of {made:%a} {made.day} {made:%b %H:%M}"


def _facts(week: KeptWeek, horizon: Horizon, now: dt.datetime, log: Log) -> Iterator[Session]:
    """What the last plan placed and has begun; of a week beside, all its strength."""
    for session in _planned(week, now, log):
        start = horizon.minute(session.start)
        inside = horizon.inside(start)
        counts = not inside or (session.start < now and _was_foretold(week, session))
        if counts and horizon.covers(start):
            yield _fact(session, start)


def _was_foretold(week: KeptWeek, session: KeptSession) -> bool:
    """Whether it was placed by a plan, or pinned while it lay ahead.

    A pin into the past is the athlete's word, as long as it stands.
    """
    return session.origin == "planned" or (
        session.origin == "pinned"
        and any(
            (placed.key, placed.start) == (session.key, session.start)
            and revision.made < placed.start
            for revision in week.revisions
            for placed in revision.sessions
        )
    )


def _planned(week: KeptWeek, now: dt.datetime, log: Log) -> Iterator[KeptSession]:
    """What the last plan of a week placed, and its other strength.

    Of a session that was done, missed or moved since, where a plan had it: what came of it is told
    anew. What the file pins has been where it says.
    """
    for session in week.revisions[-1].sessions if week.revisions else ():
        spoken_of = session.origin not in PLACED or log.speaks_of(session.key)
        if spoken_of and session.origin in _ONCE_PLANNED:
            placed = _placed(week.revisions, session, log)
            pinned = session.origin == "pinned" and not log.has_moved(session.key)
            if placed is not None and not (pinned and placed.start < now):
                yield placed
        elif session.origin in PLACED or session.activity == "strength":
            yield session


def _placed(revisions: Sequence[Revision], session: KeptSession, log: Log) -> KeptSession | None:
    """Where a plan last had a session, as far as nobody says otherwise.

    One that was missed is where a later plan makes up for it, if any does. A plan that was made
    upon a word that was taken back has it elsewhere for no reason that still holds.
    """
    missed, back = log.last(session.key, "missed"), log.taken_back(session.key)
    found = (
        placed
        for revision in reversed(revisions)
        for placed in revision.sessions
        if placed.key == session.key and placed.origin == "planned"
        if missed is None or _is_upon(missed, None, revision, placed)
        if not any(_is_upon(word, by, revision, placed) for word, by in back)
    )
    return next(found, None)


def _is_upon(word: Entry, by: Entry | None, revision: Revision, placed: KeptSession) -> bool:
    """Whether a plan was made while a word stood; of the seconds at its ends the start tells."""
    if revision.made == word.said or (by is not None and revision.made == by.said):
        return word.what == "missed" and placed.start != word.start
    return word.said < revision.made and (by is None or revision.made < by.said)


def _known(
    week: KeptWeek, now: dt.datetime, log: Log, made_from: str | None
) -> dict[str, KeptSession]:
    """Where the athlete last knew each session, also those now left out."""
    then = replace(week, revisions=week.revisions[: _standing(week, now, made_from)])
    known = _last_known(then.revisions)
    silent = {key: own for key, own in known.items() if not log.speaks_of(key)}
    spoken = {own.key: own for own in _planned(then, now, log) if log.speaks_of(own.key)}
    return silent | spoken


def _slots(
    known: Mapping[str, KeptSession], horizon: Horizon, now: dt.datetime
) -> dict[str, KeptSlot]:
    """What of it lies ahead in the weeks to plan."""
    return {
        key: KeptSlot(start, session.minutes)
        for key, session in known.items()
        if session.start >= now and horizon.inside(start := horizon.minute(session.start))
    }


def _standing(week: KeptWeek, now: dt.datetime, made_from: str | None) -> int:
    """How many of the plans count: up to one made from the same, if its past is what happened."""
    every = len(week.revisions)
    number = week.inputs.get(made_from or "", every - 1) + 1
    if number >= every:
        return every
    then, last = (_begun(week, each, now) for each in (number - 1, -1))
    return number if then == last else every


def _begun(week: KeptWeek, number: int, now: dt.datetime) -> dict[str, dt.datetime]:
    placed = _last_known([week.revisions[number]])
    return {
        key: own.start
        for key, own in placed.items()
        if own.start < now and _was_foretold(week, own)
    }


def _last_known(revisions: Iterable[Revision]) -> dict[str, KeptSession]:
    """Each session that was placed, as the last of some plans has it."""
    return {
        session.key: session
        for revision in revisions
        for session in revision.sessions
        if session.origin in PLACED
    }


def _fact(kept: KeptSession, start: int) -> Session:
    return Session(
        key=kept.key,
        kind=kept.kind,
        title=kept.title,
        start=start,
        minutes=kept.minutes,
        load=kept.load,
        rpe=kept.rpe,
        origin=kept.origin,
        where="the last plan",
        asked=kept.asked,
    )
