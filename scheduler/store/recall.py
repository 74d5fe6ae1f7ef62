"""What the kept plans around the weeks to plan have to say about them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from scheduler.horizon import MARGIN_DAYS, Horizon
from scheduler.read.week import Kept
from scheduler.store.inputs import NOT_KNOWN, Inputs
from scheduler.store.plans import KeptSession, KeptWeek, Revision, read_week
from scheduler.training import KeptSlot, LastPlan, Session

NEAR = dt.timedelta(days=MARGIN_DAYS)  # kept weeks farther away say nothing of these
PLACED = frozenset({"planned", "pinned"})  # what is fixed is read from the file again
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
    inputs: Inputs = NOT_KNOWN,
    fresh: bool = False,
) -> Kept:
    """The kept plans in the horizon's minutes.

    What has begun is fact, also for a fresh plan; what lies ahead in the weeks to plan is kept as
    where the sessions were; what the weeks beside hold stands there.

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
    fresh
        Whether to forget where the sessions were.
    """
    found = tuple(weeks)
    slots: dict[str, KeptSlot] = {}
    for week in () if fresh else found:
        slots |= _slots(week, horizon, now, inputs.get(week.week))
    return Kept(
        slots=slots,
        sessions=tuple(fact for week in found for fact in _facts(week, horizon, now)),
        uids=frozenset(uid for week in found for uid in week.events),
        identity=found[0].athlete if found else None,
        lived=any(
            revision.made < horizon.clock(horizon.end)
            for week in _inside(found, horizon)
            for revision in week.revisions
        ),
        last=_last_plan(found, horizon, now, {} if fresh else inputs),
    )


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


def _facts(week: KeptWeek, horizon: Horizon, now: dt.datetime) -> Iterator[Session]:
    """What the last plan placed and has begun; of a week beside, all its strength."""
    for session in week.revisions[-1].sessions if week.revisions else ():
        start = horizon.minute(session.start)
        if horizon.inside(start):
            counts = session.origin in PLACED and session.start < now
        else:
            counts = session.origin in PLACED or session.activity == "strength"
        if counts and horizon.covers(start):
            yield _fact(session, start)


def _slots(
    week: KeptWeek, horizon: Horizon, now: dt.datetime, made_from: str | None
) -> dict[str, KeptSlot]:
    """Where the athlete last knew the sessions that lie ahead, also those now left out."""
    known = _last_known(week.revisions[: _standing(week, now, made_from)])
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
    then, last = week.revisions[number - 1], week.revisions[-1]
    return number if _begun(then, now) == _begun(last, now) else every


def _begun(revision: Revision, now: dt.datetime) -> dict[str, dt.datetime]:
    return {key: s.start for key, s in _last_known([revision]).items() if s.start < now}


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
