"""The histories of events, read back from the calendar file where the kept plan is lost."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from scheduler.errors import CalendarError
from scheduler.horizon import Horizon
from scheduler.store.locks import refused
from scheduler.store.plans import KeptWeek
from scheduler.store.stamps import KeptEvent

_WEEK = dt.timedelta(weeks=1)
_HINT = "it would be written over: move it away to start this week anew"


def with_salvaged(
    weeks: Sequence[KeptWeek], folder: Path, horizon: Horizon, identity: str
) -> tuple[KeptWeek, ...]:
    """The kept weeks, and those to plan that are not kept, as far as a calendar file tells.

    Their events go on from the counters there, or programs that know them would not follow.

    Parameters
    ----------
    weeks
        What is kept, in the horizon and beside it.
    folder
        The athlete's kept plans, with the calendar files beside them.
    horizon
        The weeks to plan.
    identity
        The athlete's, for the weeks read back.

    Raises
    ------
    FileError
        Such a calendar file is damaged, or not ours.
    """
    known = {week.week for week in weeks}
    firsts = [horizon.date(7 * number) for number in range(horizon.weeks)]
    found = [
        KeptWeek(identity, first, (), events)
        for first in firsts
        if first not in known
        for events in [_events(folder, first, horizon)]
        if events
    ]
    return tuple(sorted((*weeks, *found), key=lambda week: week.week))


def _events(folder: Path, first: dt.date, horizon: Horizon) -> dict[str, KeptEvent]:
    """The events of one week, from its own file or from that of the weeks planned with it."""
    for date in (first, horizon.first):
        path = folder / f"{date}.ics"
        events = dict(_read(path, first, horizon)) if path.exists() else {}
        if events:
            return events
    return {}


def _read(path: Path, first: dt.date, horizon: Horizon) -> Iterator[tuple[str, KeptEvent]]:
    from scheduler.write.ics_back import read_stamps

    try:
        found = read_stamps(path.read_bytes())
    except CalendarError as error:
        raise refused(path, str(error), _HINT) from error
    except OSError as error:
        raise refused(path, f"cannot be read: {error.strerror or error}") from error
    for uid, (entry, stamp) in found.items():
        if first <= entry.start.astimezone(horizon.zone).date() < first + _WEEK:
            yield uid, KeptEvent(entry, stamp)
