"""One event of a calendar as it is written: its times, what it replaces, and what it says."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import NamedTuple

from scheduler.read.calendar.ics import Lines, Property, plain_text
from scheduler.read.calendar.zones import Zones

Moment = dt.date | dt.datetime  # a date, or an aware time

_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_WHEN = re.compile(r"(\d{8})(?:T(\d{2})(\d{2})(\d{2})?(Z?))?", re.IGNORECASE)
_TZID = re.compile(r';TZID="?([^";]*)"?', re.IGNORECASE)
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?",
    re.IGNORECASE,
)
_ONE_DAY = dt.timedelta(days=1)
_LONGEST_TITLE, _LONGEST_TEXT = 200, 10_000  # [characters]


class EntryError(ValueError):
    """An event that cannot be read; its text says why, as half a sentence after "it"."""


class Span(NamedTuple):
    """From one moment to another, both dates or both times."""

    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as written; a series and each of its changed occurrences are entries of their own.

    ``replaces`` names the occurrence of the series that this entry stands for, ``and_later`` says
    that it also stands for all that follow.
    """

    lines: Lines
    span: Span
    floating: bool
    timed_end: bool
    replaces: Moment | None
    and_later: bool
    sequence: int


def read_entry(lines: Lines, zones: Zones, *, no_end_minutes: int) -> Entry:
    """Read the times of one event.

    Parameters
    ----------
    no_end_minutes
        Length of a timed event that gives neither an end nor a duration. [min]

    Raises
    ------
    EntryError
        If its start is missing, given twice or no date, or its end is no date.
    """
    start_line = _only_start(lines)
    start = read_moment(start_line, zones)
    end = _end(lines, start, zones)
    timed_end = end is not None
    if end is None or end < start:
        timed_end = False
        end = _later(start, dt.timedelta(minutes=no_end_minutes))
    replaced = lines.get("RECURRENCE-ID", ())
    return Entry(
        lines=lines,
        span=Span(start, _at_least_a_day(start, end)),
        floating=isinstance(start, dt.datetime) and _is_floating(start_line),
        timed_end=timed_end or not isinstance(start, dt.datetime),
        replaces=read_moment(replaced[0], zones, like=start) if replaced else None,
        and_later=any("RANGE=THISANDFUTURE" in line.parameters.upper() for line in replaced),
        sequence=sequence_of(lines),
    )


def read_moment(line: Property, zones: Zones, *, like: Moment | None = None) -> Moment:
    """A date, or a time in its zone.

    A time without a zone is put into that of ``like`` (the start of its series) if there is one,
    else into the calendar's own for such times.

    Raises
    ------
    EntryError
        If it is neither.
    """
    parameters, value = _apart(line)
    found = _WHEN.fullmatch(value.strip())
    try:
        if found is None:
            raise EntryError(f"has a time that cannot be read ({value.strip()[:30]})")
        day = dt.date(int(found[1][:4]), int(found[1][4:6]), int(found[1][6:]))
        if found[2] is None:
            return day
        clock = dt.time(int(found[2]), int(found[3]), min(int(found[4] or 0), 59))
    except ValueError:
        raise EntryError(f"has a time that cannot be read ({value.strip()[:30]})") from None
    if found[5]:
        return dt.datetime.combine(day, clock, dt.UTC)
    tzid = _tzid(parameters)
    if not tzid and isinstance(like, dt.datetime):
        return dt.datetime.combine(day, clock, like.tzinfo)
    return dt.datetime.combine(day, clock, zones.named(tzid) if tzid else zones.floating)


def day_of(line: Property) -> dt.date | None:
    """The day in a line's value as written, whatever its zone; None where there is none."""
    found = _DAY.match(_apart(line)[1].strip())
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def length_of(text: str) -> tuple[int, int] | None:
    """Days and seconds of a duration such as ``P1DT30M``; None if it is none [d, s]."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None or found[1] == "-":
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return weeks * 7 + days, hours * 3600 + minutes * 60 + seconds


def sequence_of(lines: Lines) -> int:
    """How often the event was changed; -1 where it does not say."""
    text = first_value(lines, "SEQUENCE").strip()
    return int(text) if re.fullmatch(r"\d{1,18}", text) else -1


def changed_of(lines: Lines) -> dt.datetime | None:
    """When the event was changed last; None where it does not say."""
    text = first_value(lines, "LAST-MODIFIED").strip()
    try:
        return dt.datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def first_value(lines: Lines, name: str) -> str:
    """The value of the first such line, as written; "" where there is none."""
    found = lines.get(name)
    return found[0].value if found else ""


def title_of(lines: Lines) -> str:
    """The title on one line, fit to be shown."""
    text = plain_text(first_value(lines, "SUMMARY"), most=_LONGEST_TITLE)
    return " ".join(text.split()) or "(no title)"


def text_of(lines: Lines) -> str:
    """The description as plain text."""
    return plain_text(first_value(lines, "DESCRIPTION"), most=_LONGEST_TEXT)


def called(lines: Lines) -> str:
    """How a remark names an event: its title and, where known, its date."""
    starts = lines.get("DTSTART", ())
    day = day_of(starts[0]) if starts else None
    return f'"{title_of(lines)}" ({day or "no date"})'


def wall(moment: Moment) -> dt.datetime:
    """The clock time of a moment in its own zone, without the zone; a date is its midnight."""
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None)
    return dt.datetime.combine(moment, dt.time.min)


def _only_start(lines: Lines) -> Property:
    starts = lines.get("DTSTART", [])
    if not starts:
        raise EntryError("has no start")
    if len(set(starts)) > 1:
        raise EntryError("has more than one start")
    return starts[0]


def _end(lines: Lines, start: Moment, zones: Zones) -> Moment | None:
    if "DTEND" in lines:
        return _of_a_kind(read_moment(lines["DTEND"][0], zones, like=start), start)
    length = length_of(first_value(lines, "DURATION"))
    if length is None:
        return None
    days, seconds = length
    return _later(start, dt.timedelta(days, seconds))


def _of_a_kind(end: Moment, start: Moment) -> Moment:
    """An end of the other kind than its start becomes one of the same kind."""
    if isinstance(start, dt.datetime):
        if isinstance(end, dt.datetime):
            return end
        return dt.datetime.combine(end, dt.time.min, start.tzinfo)
    return end.date() if isinstance(end, dt.datetime) else end


def _later(start: Moment, length: dt.timedelta) -> Moment:
    try:
        if isinstance(start, dt.datetime):
            return start + length
        return start + dt.timedelta(days=-(-length // _ONE_DAY))  # a day begun is a day
    except OverflowError:
        raise EntryError("ends after the year 9999") from None


def _at_least_a_day(start: Moment, end: Moment) -> Moment:
    if isinstance(start, dt.datetime):
        return end
    return max(end, _later(start, _ONE_DAY))


def _apart(line: Property) -> tuple[str, str]:
    """Parameters and value; an unquoted zone name may hold colons (``tzone://Microsoft/Custom``)."""
    left, colon, value = line.value.rpartition(":")
    return (f"{line.parameters}:{left}", value) if colon else (line.parameters, value)


def _is_floating(line: Property) -> bool:
    parameters, value = _apart(line)
    return not value.strip().upper().endswith("Z") and not _tzid(parameters)


def _tzid(parameters: str) -> str:
    found = _TZID.search(parameters)
    return found[1].strip() if found else ""
