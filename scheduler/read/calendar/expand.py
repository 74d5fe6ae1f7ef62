"""From series to single occurrences, by recurring-ical-events.

It knows what a changed, moved or cancelled occurrence does to its series. It gets plain dates
only (see ``series``), so it is quick. Should it still stumble over an event, the calendar is
halved until that event stands alone; it is left out with a remark, and the others are read.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from scheduler.read.calendar.entries import Entry, Moment, Span
from scheduler.read.calendar.prefilter import DaySpan
from scheduler.read.calendar.series import Series

_NUMBER = "X-ENTRY"  # which entry an occurrence comes from


class Occurrence(NamedTuple):
    """One time that an event happens, in the event's own zone."""

    entry: Entry
    start: Moment
    end: Moment


def expanded(
    series: Sequence[Series], days: DaySpan, *, refused: Callable[[Series, Exception], None]
) -> Iterator[Occurrence]:
    """Every occurrence that may touch one of ``days``.

    Parameters
    ----------
    days
        UTC days; widen them by a day if another zone's are meant.
    refused
        Told about each series that cannot be expanded, and why.
    """
    if not series:
        return
    try:
        found = list(_occurrences(series, days))
    except Exception as error:  # noqa: BLE001  one bad event may not take the others with it
        if len(series) == 1:
            refused(series[0], error)
            return
        middle = len(series) // 2
        yield from expanded(series[:middle], days, refused=refused)
        yield from expanded(series[middle:], days, refused=refused)
    else:
        yield from found


def _occurrences(series: Sequence[Series], days: DaySpan) -> Iterator[Occurrence]:
    import recurring_ical_events
    from icalendar import Calendar

    entries: list[Entry] = []
    calendar = Calendar()
    for uid, one in enumerate(series):
        for entry in one.entries:
            event = _event(entry, one if entry is one.core else None)
            event["UID"] = str(uid)
            event[_NUMBER] = len(entries)
            entries.append(entry)
            calendar.add_component(event)
    begin, end = (dt.datetime.combine(day, dt.time.min, dt.UTC) for day in days.widened(after=1))
    for found in recurring_ical_events.of(calendar).between(begin, end):
        yield Occurrence(entries[found[_NUMBER]], found["DTSTART"].dt, found["DTEND"].dt)


def _event(entry: Entry, series: Series | None) -> Any:  # noqa: ANN401  icalendar is loaded late
    from icalendar import Event
    from icalendar.prop import vDDDTypes

    event = Event()
    event["DTSTART"], event["DTEND"] = map(vDDDTypes, entry.span)
    event["SEQUENCE"] = entry.sequence
    if entry.replaces is not None:
        event["RECURRENCE-ID"] = vDDDTypes(entry.replaces)
        if entry.and_later:
            event["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    if series is not None:
        _add_dates(event, "RDATE", series.repeated)
        _add_dates(event, "EXDATE", series.left_out)
    return event


def _add_dates(event: Any, name: str, moments: Iterable[Moment | Span]) -> None:  # noqa: ANN401
    from icalendar.prop import vDDDLists

    # A line holds one kind of value and one zone.
    event[name] = [
        vDDDLists([tuple(moment) if isinstance(moment, Span) else moment]) for moment in moments
    ]
