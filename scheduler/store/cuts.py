"""Weeks that begin on another day than those kept: two cuts of the same days never stand together.

A session's identity is that of its week, so a week cut anew would hold the same sessions again,
as strangers. The old cut therefore lasts until nothing of it lies ahead.
"""

import datetime as dt
from collections.abc import Iterable

from scheduler.horizon import Horizon, has_begun
from scheduler.store.plans import KeptWeek

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)


def in_the_way(
    weeks: Iterable[KeptWeek], horizon: Horizon, *, now: dt.datetime
) -> tuple[str, str] | None:
    """Tell what hinders the weeks to plan, and what to do; None where nothing does.

    Parameters
    ----------
    weeks
        What is kept, in the horizon and beside it.
    horizon
        The weeks to plan.
    now
        The present moment.
    """
    last = horizon.date(horizon.days)
    for week in weeks:
        is_cut_alike = (week.week - horizon.first) % _WEEK == dt.timedelta(0)
        meets = week.week < last and horizon.first < week.week + _WEEK
        if meets and not is_cut_alike and _lies_ahead(week, now):
            return _says(week), _hint(week, horizon)
    return None


def _lies_ahead(week: KeptWeek, now: dt.datetime) -> bool:
    entries = (event.entry for event in week.events.values())
    return any(not (entry.cancelled or has_begun(entry.start, now)) for entry in entries)


def _says(week: KeptWeek) -> str:
    first, last = week.week, week.week + _WEEK - _DAY
    return f"the week of {first:%a} {first} to {last:%a} {last} is planned, and not over yet"


def _hint(week: KeptWeek, horizon: Horizon) -> str:
    free = horizon.first
    while free < week.week + _WEEK:
        free += _WEEK
    return f"let weeks start on {week.week:%a} until then, or plan from --week {free} on"
