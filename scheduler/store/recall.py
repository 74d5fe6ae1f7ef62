"""What the kept plans around the weeks to plan have to say about them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from scheduler.horizon import MARGIN_DAYS, Horizon
from scheduler.read.week import Kept
from scheduler.store.plans import KeptSession, KeptWeek, dates_kept, read_week
from scheduler.training import KeptSlot, Session

NEAR = dt.timedelta(days=MARGIN_DAYS)  # kept weeks farther away say nothing of these


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

    What has begun is fact, also for a fresh plan; what lies ahead in the weeks to plan is kept as
    where the sessions were; what the weeks beside hold stands there.
    """
    slots: dict[str, KeptSlot] = {}
    facts: list[Session] = []
    uids: set[str] = set()
    identity = None
    for week in weeks:
        identity = identity or week.athlete
        uids |= set(week.events)
        for kept in _planned(week):
            start = horizon.minute(kept.start)
            if not horizon.covers(start):
                continue
            if horizon.inside(start) and kept.start >= now:
                slots[kept.key] = KeptSlot(start, kept.minutes)
            else:
                facts.append(_fact(kept, start))
    return Kept({} if fresh else slots, tuple(facts), frozenset(uids), identity)


def _planned(week: KeptWeek) -> Iterator[KeptSession]:
    """What the last plan of a week placed; what is fixed is read from the file again."""
    for session in week.revisions[-1].sessions if week.revisions else ():
        if session.origin == "planned":
            yield session


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
