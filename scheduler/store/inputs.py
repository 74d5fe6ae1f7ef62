"""From what a week is planned, condensed: the same again is known again.

Counted in are the values of the athlete file with all that it extends, the events of its calendars
around the week, and what is said of its sessions; not the comments and the order of the file, nor
the present moment, nor other plans.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from scheduler.horizon import Horizon
from scheduler.lowering import PlanOptions, told, zone_of
from scheduler.read.diary import Diary
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.week import Kept, dates_of_runs
from scheduler.units import DAY

Inputs = Mapping[dt.date, str]  # from what each week is planned, by its first date
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
        What was said of sessions, and whose events in the calendars are ours and do not count.

    Raises
    ------
    CalendarError, RemoteError
        A calendar as a whole cannot be read, and there is no copy of it.
    """
    diary = told(source, options, kept or Kept())
    file = source.file.model_dump(mode="json")
    found = {}
    for number in range(options.weeks):
        first = options.first + dt.timedelta(weeks=number)
        around = [*_busy(diary, number, options, source), *_runs(diary, first, source)]
        words = _words(kept or Kept(), first)
        text = json.dumps([file, options.grid, around, words], sort_keys=True, default=str)
        found[first] = hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
    return found


def _words(kept: Kept, first: dt.date) -> list[tuple[str, dict[str, Any]]]:
    """What the athlete says of the sessions of one week."""
    words = sorted(kept.words.items())
    return [(key, asdict(word)) for key, word in words if key.startswith(f"{first.isoformat()}/")]


def _busy(
    diary: Diary, number: int, options: PlanOptions, source: AthleteSource
) -> Iterator[tuple[int, int]]:
    """The busy times of one week and of the days next to it, counted from its start."""
    horizon = Horizon(zone_of(source), options.first, options.weeks)
    start, end = horizon.week(number)
    for busy in diary.busy:
        if busy.end > start - DAY and busy.start < end + DAY:
            yield busy.start - start, busy.end - start


def _runs(diary: Diary, first: dt.date, source: AthleteSource) -> Iterator[dict[str, Any]]:
    """The events of run calendars as far as the rules of one week look."""
    earliest, latest = dates_of_runs(source, Horizon(zone_of(source), first))
    for _, where, event in diary.runs:
        if earliest <= event.start.date() <= latest:
            yield {"calendar": where, **asdict(event)}
