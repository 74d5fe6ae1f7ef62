"""From what a week is planned, condensed: the same again is known again.

Counted in are the values of the athlete file with all that it extends, and around the week the
events of its calendars, what its exports show, and what the log says of sessions; not the comments
and the order of the file, nor the present moment, nor other plans.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Any

from scheduler.horizon import Horizon
from scheduler.lowering import PlanOptions, shown, told, zone_of
from scheduler.past import Activity, Word
from scheduler.read.diary import Diary
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.week import Kept, dates_of_runs
from scheduler.units import DAY

Inputs = Mapping[dt.date, str]  # from what each week is planned, by its first date
Dates = tuple[dt.date, dt.date]  # the first and the last
NOT_KNOWN: Inputs = MappingProxyType({})
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
        Whose events in the calendars are ours, so that they do not count, and what the log says.

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
    found = {}
    for number in range(options.weeks):
        first = options.first + dt.timedelta(weeks=number)
        near = dates_of_runs(source, Horizon(zone_of(source), first))
        around = [
            *_busy(diary, number, options, source),
            *_runs(diary, near),
            *_done(activities, near),
            *_said(kept.words, near),
        ]
        text = json.dumps([file, options.grid, around], sort_keys=True, default=str)
        found[first] = hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
    return found


def _busy(
    diary: Diary, number: int, options: PlanOptions, source: AthleteSource
) -> Iterator[tuple[int, int]]:
    """The busy times of one week and of the days next to it, counted from its start."""
    horizon = Horizon(zone_of(source), options.first, options.weeks)
    start, end = horizon.week(number)
    for busy in diary.busy:
        if busy.end > start - DAY and busy.start < end + DAY:
            yield busy.start - start, busy.end - start


def _runs(diary: Diary, near: Dates) -> Iterator[dict[str, Any]]:
    """The events of run calendars as far as the rules of one week look."""
    for _, where, event in diary.runs:
        if near[0] <= event.start.date() <= near[1]:
            yield {"calendar": where, **asdict(event)}


def _done(activities: Iterable[Activity], near: Dates) -> Iterator[dict[str, Any]]:
    """What exports show of these days, whichever of them does."""
    for activity in activities:
        if near[0] <= activity.date <= near[1]:
            yield asdict(replace(activity, where=""))


def _said(words: Mapping[str, Word], near: Dates) -> Iterator[dict[str, Any]]:
    """The last words on the sessions of these weeks."""
    for key, word in sorted(words.items()):
        if near[0] <= dt.date.fromisoformat(key.partition("/")[0]) <= near[1]:
            yield {"session": key, **asdict(word)}
