"""What the kept plans around the weeks to plan have to say about them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from scheduler.horizon import MARGIN_DAYS, Horizon
from scheduler.past import Word
from scheduler.read.week import Kept
from scheduler.store.plans import KeptSession, KeptWeek, read_week
from scheduler.training import KeptSlot, Session

NEAR = dt.timedelta(days=MARGIN_DAYS)  # kept weeks farther away say nothing of these
NOTHING_SAID: Mapping[str, Word] = MappingProxyType({})
_ONCE_PLANNED = frozenset({"planned", "done", "missed", "pinned"})
_FILE = re.compile(r"(\d{4}-\d{2}-\d{2})\.json")


def kept_weeks(folder: Path, horizon: Horizon, athlete: str | None = None) -> tuple[KeptWeek, ...]:
    """The kept weeks in the horizon and beside it, in order; with ``athlete``, only that one's.

    Raises
    ------
    FileError
        One of them is damaged, from a newer version, or another athlete's.
    """
    dates = sorted(date for path in folder.glob("*.json") if (date := _date_of(path.name)))
    last = horizon.date(horizon.days)
    near = (date for date in dates if horizon.first - NEAR <= date < last + NEAR)
    found = (read_week(folder, date, athlete=athlete) for date in near)
    return tuple(week for week in found if week is not None)


def _date_of(name: str) -> dt.date | None:
    """The first date of the week that a file of this name keeps, if it keeps one."""
    found = _FILE.fullmatch(name)
    try:
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def recalled(
    weeks: Iterable[KeptWeek],
    horizon: Horizon,
    *,
    now: dt.datetime,
    words: Mapping[str, Word] = NOTHING_SAID,
    fresh: bool = False,
) -> Kept:
    """The kept plans in the horizon's minutes.

    What has begun is fact, also for a fresh plan; what lies ahead in the weeks to plan is kept as
    where the sessions were; what the weeks beside hold stands there. ``words`` are what the athlete
    says of sessions.
    """
    slots: dict[str, KeptSlot] = {}
    facts: list[Session] = []
    uids: set[str] = set()
    identity = None
    for week in weeks:
        identity = identity or week.athlete
        uids |= set(week.events)
        for kept in _planned(week, now):
            start = horizon.minute(kept.start)
            if not horizon.covers(start):
                continue
            if horizon.inside(start) and kept.start >= now:
                slots[kept.key] = KeptSlot(start, kept.minutes)
            else:
                facts.append(_fact(kept, start))
    return Kept({} if fresh else slots, tuple(facts), frozenset(uids), identity, words)


def _planned(week: KeptWeek, now: dt.datetime) -> Iterator[KeptSession]:
    """What the last plan of a week placed; what is fixed is read from the file again.

    Of a session that was done, missed or pinned since, where a plan had it: what came of it is told
    anew, and where it is pinned as well.
    """
    for session in week.revisions[-1].sessions if week.revisions else ():
        if session.origin in _ONCE_PLANNED:
            before = (s for one in reversed(week.revisions) for s in one.sessions)
            for placed in islice((s for s in before if _placed(s, session.key)), 1):
                if session.origin != "pinned" or placed.start >= now:
                    yield placed


def _placed(session: KeptSession, key: str) -> bool:
    return session.key == key and session.origin == "planned"


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
