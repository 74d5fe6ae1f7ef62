"""What the kept plans around the weeks to plan have to say about them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scheduler.exercises.session import Given
from scheduler.horizon import MARGIN_DAYS, Horizon
from scheduler.read.week import Kept
from scheduler.store.log import Entry, Log
from scheduler.store.plans import KeptSession, KeptWeek, Revision, dates_kept, read_week
from scheduler.training import KeptSlot, Session

NEAR = dt.timedelta(days=MARGIN_DAYS)  # kept weeks farther away say nothing of these
NOTHING_SAID = Log("")
_ONCE_PLANNED = frozenset({"planned", "done", "missed", "pinned"})


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
    log: Log = NOTHING_SAID,
    fresh: bool = False,
) -> Kept:
    """The kept plans in the horizon's minutes.

    What has begun is fact, also for a fresh plan; what lies ahead in the weeks to plan is kept as
    where the sessions were; what the weeks beside hold stands there. What the ``log`` says of
    sessions is handed on; where a word was taken back, things are again as they were before it.
    """
    slots: dict[str, KeptSlot] = {}
    facts: list[Session] = []
    uids: set[str] = set()
    identity = None
    listed = tuple(weeks)
    for week in listed:
        identity = identity or week.athlete
        uids |= set(week.events)
        for kept in _planned(week, now, log):
            start = horizon.minute(kept.start)
            if not horizon.covers(start):
                continue
            if horizon.inside(start) and kept.start >= now:
                slots[kept.key] = KeptSlot(start, kept.minutes)
            else:
                facts.append(_fact(kept, start))
    slots, given = {} if fresh else slots, _given(listed)
    return Kept(slots, tuple(facts), frozenset(uids), identity, log.words, given)


def _given(weeks: Iterable[KeptWeek]) -> dict[str, tuple[Given, ...]]:
    """What was to be done in each session, as the last plan of its week has it."""
    return {
        session.key: session.exercises
        for week in weeks
        for session in (week.revisions[-1].sessions if week.revisions else ())
        if session.exercises
    }


def _planned(week: KeptWeek, now: dt.datetime, log: Log) -> Iterator[KeptSession]:
    """What the last plan of a week placed; what is fixed is read from the file again.

    Of a session that was done, missed or moved since, where a plan had it: what came of it is told
    anew. What the file pins has been where it says.
    """
    for session in week.revisions[-1].sessions if week.revisions else ():
        if session.origin in _ONCE_PLANNED:
            placed = _placed(week.revisions, session, log)
            pinned = session.origin == "pinned" and not log.has_moved(session.key)
            if placed is not None and not (pinned and placed.start < now):
                yield placed


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
