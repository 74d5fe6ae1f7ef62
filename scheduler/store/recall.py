"""What the kept plans around the weeks to plan have to say about them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from scheduler.horizon import MARGIN_DAYS, Horizon
from scheduler.load import session_load
from scheduler.read.week import Kept
from scheduler.store.edits import NO_EDIT, Edit
from scheduler.store.plans import KeptSession, KeptWeek, dates_kept, read_week
from scheduler.training import KeptSlot, Session

NEAR = dt.timedelta(days=MARGIN_DAYS)  # kept weeks farther away say nothing of these
HAND = "your calendar"  # where a session is asked for that the athlete moved there


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
    weeks: Iterable[KeptWeek], horizon: Horizon, *, now: dt.datetime, fresh: bool = False
) -> Kept:
    """The kept plans in the horizon's minutes.

    What has begun is fact, also for a fresh plan, and so is what the athlete moved by hand; what
    lies ahead in the weeks to plan is kept as where the sessions were; what the weeks beside hold
    stands there.
    """
    slots: dict[str, KeptSlot] = {}
    facts: list[Session] = []
    uids: set[str] = set()
    skipped: set[str] = set()
    identity = None
    for week in weeks:
        identity = identity or week.athlete
        uids |= set(week.events)
        for kept, edit in _planned(week):
            start = horizon.minute(kept.start)
            if edit.deleted:
                skipped.add(kept.key)
            elif not horizon.covers(start):
                continue
            elif edit.start is None and horizon.inside(start) and kept.start >= now:
                slots[kept.key] = KeptSlot(start, kept.minutes)
            else:
                facts.append(_fact(kept, start))
    return Kept({} if fresh else slots, tuple(facts), frozenset(uids), identity, frozenset(skipped))


def unedited(week: KeptWeek, *, now: dt.datetime) -> KeptWeek:
    """The week without the athlete's say on what lies ahead; titles and notes stay."""
    edits = {
        uid: replace(edit, start=None, deleted=False)
        if edit.deleted or (edit.start is not None and edit.start > now)
        else edit
        for uid, edit in week.edits.items()
    }
    return replace(week, edits=edits)


def session_of(week: KeptWeek, uid: str) -> KeptSession | None:
    """A session as the newest plan has it that knows it."""
    found = (s for plan in reversed(week.revisions) for s in plan.sessions if s.uid == uid)
    return next(found, None)


def _planned(week: KeptWeek) -> Iterator[tuple[KeptSession, Edit]]:
    """What the last plan of a week placed, and what the athlete did with it in the calendar.

    What is fixed is read from the file again.
    """
    by_hand = {uid: edit for uid, edit in week.edits.items() if edit.places}
    for session in week.revisions[-1].sessions if week.revisions else ():
        if session.origin == "planned" and session.uid not in by_hand:
            yield session, NO_EDIT
    for uid, edit in sorted(by_hand.items()):
        known = session_of(week, uid)
        if known is not None:
            yield _by_hand(known, edit), edit


def _by_hand(session: KeptSession, edit: Edit) -> KeptSession:
    """A session where the athlete put it, and as long as there."""
    if edit.start is None:
        return session
    load = session_load(session.rpe, edit.minutes)
    return replace(session, start=edit.start, minutes=edit.minutes, load=load, origin="pinned")


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
        where=HAND if kept.origin == "pinned" else "the last plan",
        asked=kept.asked,
    )
