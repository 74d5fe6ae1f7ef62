"""Other people's calendars: what is on in the days that a plan is made for.

The way of the data: ``ics`` takes the file apart, ``prefilter`` passes over what is far away,
``series`` reads the times and follows the rules near the days asked for, ``expand`` joins series
and exceptions, and what is left becomes ``CalendarEvent`` here. Each step is bounded by the size
of the file or the number of days, none by a clock, so a file always gives the same reading.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from scheduler.errors import CalendarError
from scheduler.read.calendar.entries import called, changed_of, first_value, text_of, title_of, wall
from scheduler.read.calendar.events import CalendarEvent, CalendarReading
from scheduler.read.calendar.expand import Occurrence, expanded
from scheduler.read.calendar.ics import IcsFile, Lines, lines_of, plain_text, read_ics
from scheduler.read.calendar.prefilter import DaySpan, near_groups
from scheduler.read.calendar.remarks import Remarks
from scheduler.read.calendar.series import Series, SeriesReader
from scheduler.read.calendar.zones import Zones

MOST_EVENTS = 20_000  # that may touch the days asked for

# Exchange leaves a cancelled meeting confirmed and says so in its title only.
_CANCELLED_TITLE = re.compile(r"(cancell?ed|abgesagt)\s*:", re.IGNORECASE)
_LONGEST_CATEGORY = 60  # [characters]
_COMMA = re.compile(r"(?<!\\),")


def read_calendar(
    data: bytes,
    *,
    name: str,
    first: dt.date,
    last: dt.date,
    zone: ZoneInfo,
    no_end_minutes: int = 60,
    cancelled: bool = False,
) -> CalendarReading:
    """Read every occurrence that touches the days from ``first`` to ``last``, both included.

    Parameters
    ----------
    data
        The file as it came: any encoding, any line ends.
    name
        What warnings call the calendar.
    zone
        The runner's zone; the days are its days, and times without a zone are read in it.
    no_end_minutes
        Length of a timed event that gives neither an end nor a duration. [min]
    cancelled
        Whether cancelled events are wanted too; they are marked.

    Returns
    -------
    CalendarReading
        The occurrences sorted by start, end, title and UID, and what was passed over, one sentence
        each.

    Raises
    ------
    CalendarError
        If the file as a whole cannot be read: no calendar, larger than 20 MB, or with more than
        20,000 events that may touch these days.
    """
    remarks = Remarks(name)
    file = read_ics(data, name=name)
    days = DaySpan(first, last)
    groups = _near_groups(file, days, name)
    zones = Zones(file.header, runner=zone, remarks=remarks)
    _remark_on_damage(file, remarks)
    reader = SeriesReader(days, zones=zones, remarks=remarks, no_end_minutes=no_end_minutes)
    series = [one for group in groups if (one := reader.read(map(lines_of, group)))]
    events = []
    for occurrence in expanded(series, days.widened(before=1, after=1), refused=_refusal(remarks)):
        event = _event(occurrence, zone)
        if not _touches(event, days):
            continue
        off = _is_cancelled(occurrence, event, remarks)
        if cancelled or not off:
            _remark_if_floating(occurrence, event, zones, remarks)
            events.append(replace(event, cancelled=off))
    # By instant: within one zone Python compares clocks, which an autumn night shows twice.
    events.sort(key=lambda e: (e.start.timestamp(), e.end.timestamp(), e.title, e.uid))
    return CalendarReading(tuple(events), remarks.sentences())


def _near_groups(file: IcsFile, days: DaySpan, name: str) -> list[list[str]]:
    groups = near_groups(file.events, days)
    count = sum(map(len, groups))
    if count > MOST_EVENTS:
        raise CalendarError(
            f"{name} has {count:,} events that may touch {days.first} to {days.last},"
            f" and at most {MOST_EVENTS:,} are read"
        )
    return groups


def _remark_on_damage(file: IcsFile, remarks: Remarks) -> None:
    if file.cut_off:
        remarks.add("the file is cut off before its end, so events may be missing")
    if file.unfinished:
        events = "an event" if file.unfinished == 1 else f"{file.unfinished:,} events"
        remarks.add(f"{events} without an end, left out")


def _event(occurrence: Occurrence, zone: ZoneInfo) -> CalendarEvent:
    lines = occurrence.entry.lines
    all_day = not isinstance(occurrence.start, dt.datetime)
    start, end = _local(occurrence, zone)
    return CalendarEvent(
        uid=first_value(lines, "UID").strip(),
        title=title_of(lines),
        text=text_of(lines),
        start=start,
        end=end,
        all_day=all_day,
        free="TRANSPARENT" in _word(lines, "TRANSP") or _busy_status(lines) == "FREE",
        tentative="TENTATIVE" in {_word(lines, "STATUS"), _busy_status(lines)},
        categories=_categories(lines),
        estimated_minutes=_estimated_minutes(lines),
        timed_end=occurrence.entry.timed_end,
        sequence=max(0, occurrence.entry.sequence),
        changed=changed_of(lines),
    )


def _local(occurrence: Occurrence, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """Start and end on the runner's clock, in order."""
    start, end = occurrence.start, occurrence.end
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        return wall(start).replace(tzinfo=zone), wall(end).replace(tzinfo=zone)
    begin, after = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
    if after <= begin:
        # In the hour that a clock change skips, an end may come out before its start.
        after = begin + (end - start)
    return begin.astimezone(zone), after.astimezone(zone)


def _touches(event: CalendarEvent, days: DaySpan) -> bool:
    midnight = dt.time(tzinfo=event.start.tzinfo)
    begin = dt.datetime.combine(days.first, midnight)
    after = dt.datetime.combine(days.last + dt.timedelta(days=1), midnight)
    return event.start < after and (event.end > begin or event.start >= begin)


def _is_cancelled(occurrence: Occurrence, event: CalendarEvent, remarks: Remarks) -> bool:
    if _word(occurrence.entry.lines, "STATUS") == "CANCELLED":
        return True
    if not _CANCELLED_TITLE.match(event.title):
        return False
    remarks.add(
        f'"{event.title}" ({event.start.date()}) is taken as cancelled because its title says so',
        kind="taken as cancelled because of their titles",
    )
    return True


def _remark_if_floating(
    occurrence: Occurrence, event: CalendarEvent, zones: Zones, remarks: Remarks
) -> None:
    if occurrence.entry.floating and zones.floating_is_runners:
        says = f'"{event.title}" ({event.start.date()}) names no time zone'
        remarks.add(f"{says}; it is read in {zones.floating}", kind="no time zone named")


def _refusal(remarks: Remarks) -> Callable[[Series, Exception], None]:
    def remark(series: Series, error: Exception) -> None:
        says = f"{called(series.entries[0].lines)} is left out: it cannot be read"
        remarks.add(f"{says} ({type(error).__name__})", kind="it cannot be read")

    return remark


def _word(lines: Lines, name: str) -> str:
    return first_value(lines, name).strip().upper()


def _busy_status(lines: Lines) -> str:
    return _word(lines, "X-MICROSOFT-CDO-BUSYSTATUS")


def _categories(lines: Lines) -> tuple[str, ...]:
    found = (
        plain_text(part, most=_LONGEST_CATEGORY)
        for line in lines.get("CATEGORIES", ())
        for part in _COMMA.split(line.value[:10_000])
    )
    return tuple(dict.fromkeys(category for category in found if category))


def _estimated_minutes(lines: Lines) -> int | None:
    seconds = first_value(lines, "X-WORKOUT-ESTIMATED-DURATION").strip()
    return round(int(seconds) / 60) if re.fullmatch(r"\d{1,6}", seconds) else None
