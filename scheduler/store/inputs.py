"""From what a week is planned, condensed: the same again is known again.

Counted in are the values of the athlete file with all that it extends, and around the week the
events of its calendars, what its exports show, what the log says of sessions, and which of them the
athlete moved or deleted in the calendar; not the comments and the order of the file, nor the
present moment, nor other plans, nor when and how often an event was changed: many feeds say "just
now" at each download.

What was done of exercises changes what sessions hold and not where they are. So it is condensed
apart, behind a plus: a week placed from the same is known again, whatever sets were done since.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Any

from scheduler.exercises.done import joined
from scheduler.horizon import Horizon
from scheduler.identity import home_of
from scheduler.lowering import PlanOptions, shown, told, zone_of
from scheduler.past import Activity
from scheduler.read.diary import Diary
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.week import Kept, dates_of_runs
from scheduler.training import HAND
from scheduler.units import DAY

Inputs = Mapping[dt.date, str]  # from what each week is planned, by its first date
Dates = tuple[dt.date, dt.date]  # the first and the last
NOT_KNOWN: Inputs = MappingProxyType({})
_AND = "+"
_WEEK = dt.timedelta(weeks=1)
_LENGTH = 32  # hexadecimal digits: no two of one athlete's weeks will ever be taken for each other


def inputs_of(source: AthleteSource, options: PlanOptions, kept: Kept | None = None) -> Inputs:
    """From what each week is planned.

    Parameters
    ----------
    source
        The athlete file.
    options
        The weeks, and how their calendars are read; the grid counts too.
    kept
        Whose events in the calendars are ours, so that they do not count, what the log says of
        sessions and exercises, and what the athlete moved or deleted by hand.

    Raises
    ------
    CalendarError, RemoteError
        A calendar as a whole cannot be read, and there is no copy of it.
    FileError
        An export cannot be read, or leaves open what only the athlete can say.
    """
    kept = kept or Kept()
    diary, activities = told(source, options, kept), shown(source, options)
    file = source.file.model_dump(mode="json")
    every = joined(kept.done, (done for activity in activities for done in activity.done))
    found = {}
    horizon = Horizon(zone_of(source), options.first, options.weeks)
    for number in range(options.weeks):
        first = options.first + dt.timedelta(weeks=number)
        near = dates_of_runs(source, Horizon(zone_of(source), first))
        around = [
            *_busy(diary, *horizon.week(number)),
            *_runs(diary, near),
            *_done(activities, near),
            *_said(kept, near),
            *_by_hand(kept, horizon, near),
        ]
        sets = [done for done in every if done.date < first + _WEEK]
        of_sets = _AND + _condensed(list(map(asdict, sets))) if sets else ""
        found[first] = _condensed([file, options.grid, around]) + of_sets
    return found


def last_placed(plans: Mapping[str, int], made_from: str, default: int) -> int:
    """The number of the last plan that was placed from the same, whatever sets were done since."""
    slots = made_from.partition(_AND)[0]
    same = (number for known, number in plans.items() if known.partition(_AND)[0] == slots)
    return max(same, default=default)


def _condensed(content: object) -> str:
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _busy(diary: Diary, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The busy times of one week and of the days next to it, counted from its start."""
    for busy in diary.busy:
        if busy.end > start - DAY and busy.start < end + DAY:
            yield busy.start - start, busy.end - start


def _runs(diary: Diary, near: Dates) -> Iterator[dict[str, Any]]:
    """The events of run calendars as far as the rules of one week look."""
    for _, where, event in diary.runs:
        if near[0] <= event.start.date() <= near[1]:
            yield {"calendar": where, **asdict(replace(event, sequence=0, changed=None))}


def _done(activities: Iterable[Activity], near: Dates) -> Iterator[dict[str, Any]]:
    """What exports show of these days, whichever of them does."""
    for activity in activities:
        if near[0] <= activity.date <= near[1]:
            shown = asdict(replace(activity, where="", done=()))
            del shown["done"]  # which is counted apart
            yield shown


def _said(kept: Kept, near: Dates) -> Iterator[dict[str, Any]]:
    """The last words on the sessions of these weeks, and when each is said to be missed."""
    for key, word in sorted(kept.words.items()):
        if _is_of(key, near):
            yield {"session": key, **asdict(word)}
    for key, moments in sorted(kept.missed.items()):
        if _is_of(key, near):
            yield {"session": key, "missed": moments}


def _by_hand(kept: Kept, horizon: Horizon, near: Dates) -> Iterator[dict[str, Any]]:
    """What the athlete moved or deleted in the calendar; where a word says it was missed, that."""
    missed = {key for key, word in kept.words.items() if word.what == "missed"}
    moved = (one for one in kept.sessions if one.where == HAND and one.key not in missed)
    for session in sorted(moved, key=lambda one: one.key):
        put = horizon.clock(session.start)
        if _is_of(session.key, near) or near[0] <= put.date() <= near[1]:
            yield {"session": session.key, "put": put.isoformat(), "minutes": session.minutes}
    for key in sorted(kept.skipped):
        if _is_of(key, near):
            yield {"session": key, "deleted": True}


def _is_of(key: str, near: Dates) -> bool:
    """Whether a session belongs to these dates."""
    return near[0] <= home_of(key) <= near[1]
