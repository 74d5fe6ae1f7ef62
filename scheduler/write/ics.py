"""The athlete's calendar file: the same sessions and stamps give the same bytes, always.

What the athlete sees of a session is an ``Entry``; what its calendar event has been through is a
``Stamp``. An event's stamp changes only when its digest does, that is, when something visible
changes; then calendar programs take the new version (higher SEQUENCE, RFC 5546, section 2.1.5).
What is left to do if a session is missed is advice and not the session: a new one is written, and
alone it is no new version.

Times are written in the athlete's zone wherever yearly rules describe it, else in UTC. An hour that
the clocks pass twice is written in UTC too, because a local time alone means the first of the two
(RFC 5545, section 3.3.5). An event keeps the zone in which it was written last, so an athlete who
moves to another one has the past as it was.
"""

import datetime as dt
import hashlib
import json
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vDuration, vText

from scheduler.identity import NAMESPACE, busy_uid
from scheduler.write.vtimezone import follows_yearly_rules, vtimezone

PRODID = "-//microcycle//microcycle//EN"
IF_MISSED = "If you miss it: "

_LONGEST_TITLE = 60  # [characters]
_ALARM = 30  # before the start [min]
_REFRESH = dt.timedelta(hours=4)  # how often a subscriber is asked to look again
_COLOR = {"COLOR": "seagreen", "X-APPLE-CALENDAR-COLOR": "#2E8B57"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the athlete's calendar shows of one session.

    Raises
    ------
    ValueError
        A time has no zone: calendar programs read such times in different ways.
    """

    uid: str
    start: dt.datetime
    end: dt.datetime
    title: str  # at most 60 characters are written
    text: str  # plain; its last line tells why it is here
    category: str = "Strength"
    cancelled: bool = False
    if_missed: str = ""  # told before the last line of the text

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError(f"the times of {self.title} need a zone")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The history of one event, kept with the plan; times are UTC in whole seconds.

    Raises
    ------
    ValueError
        A time has no zone.
    """

    digest: str  # of what is visible
    sequence: int  # how often that changed
    created: dt.datetime
    modified: dt.datetime
    zone: str = ""  # in which it was written last (IANA name); empty where nobody knows

    def __post_init__(self) -> None:
        if self.created.tzinfo is None or self.modified.tzinfo is None:
            raise ValueError("the times of a stamp need a zone")


class Form(Enum):
    """For whom a calendar is written."""

    FILE = "to import: a session left out is there as cancelled, since a file cannot delete"
    FEED = "to subscribe to: a session left out is not there, which deletes it"
    BUSY = "to subscribe to by others: when, and nothing else; UIDs of a namespace of their own"


class _Line(NamedTuple):
    """One property of an event, ready to be written."""

    name: str
    value: str | dt.datetime | list[str]
    zone: str = ""


def digest(entry: Entry, *, zone: str) -> str:
    """Condense what an event shows to the athlete: times, texts, state and alarm; no backup.

    Parameters
    ----------
    entry
        The session as the calendar shows it.
    zone
        The athlete's zone (IANA name); its form in the file counts as visible.

    Returns
    -------
    str
        SHA-256, in hexadecimal digits.
    """
    session = replace(entry, if_missed="")
    lines = [(line.name, str(line.value), line.zone) for line in _visible(session, zone)]
    shown = json.dumps([*lines, ("VALARM", str(_alarm(entry)), "")])
    return hashlib.sha256(shown.encode()).hexdigest()


def to_ics(
    entries: Iterable[tuple[Entry, Stamp]], *, name: str, zone: str, form: Form = Form.FILE
) -> bytes:
    """Write a calendar, to import or to subscribe to.

    Parameters
    ----------
    entries
        The events with their histories, in any order.
    name
        What the calendar is called.
    zone
        The athlete's zone (IANA name); events that were written in another keep theirs.
    form
        For whom it is.

    Returns
    -------
    bytes
        An iCalendar file (RFC 5545, RFC 7986) in UTF-8, its events in order of time.
    """
    feed = form is not Form.FILE
    shown = sorted((one for one in entries if not (feed and one[0].cancelled)), key=_in_time)
    write = _busy if form is Form.BUSY else vevent
    calendar = _head(name, zone, feed=feed)
    events = [write(entry, stamp, zone) for entry, stamp in shown]
    # A calendar must hold something (RFC 5545, section 3.6), and a feed may have no events.
    named = {zone_of(event) for event in events} if events or not feed else {zone}
    for rules in filter(None, map(vtimezone, sorted(named - {""}))):
        calendar.add_component(rules)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _in_time(event: tuple[Entry, Stamp]) -> tuple[dt.datetime, str]:
    entry, _ = event
    return entry.start.astimezone(dt.UTC), entry.uid


def _head(name: str, zone: str, *, feed: bool) -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    # icalendar takes these two for texts of an unknown kind and would not escape them.
    calendar.add("NAME", vText(_one_line(name)))
    calendar.add("X-WR-CALNAME", vText(_one_line(name)))
    calendar.add("X-WR-TIMEZONE", zone)
    for key, color in _COLOR.items():
        calendar.add(key, color)
    if feed:
        calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(_REFRESH))
    return calendar


def zone_of(event: Event) -> str:
    """The zone that an event names; empty where it is in UTC."""
    return str(event["DTSTART"].params.get("TZID", ""))


def vevent(entry: Entry, stamp: Stamp, zone: str) -> Event:
    """One event with its history, in its own zone, else in the one given."""
    event = Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", stamp.sequence)
    event.add("CREATED", stamp.created.astimezone(dt.UTC))
    # Without a METHOD, DTSTAMP means the last change (RFC 5545, section 3.8.7.2).
    event.add("DTSTAMP", stamp.modified.astimezone(dt.UTC))
    event.add("LAST-MODIFIED", stamp.modified.astimezone(dt.UTC))
    for line in _visible(entry, stamp.zone or zone):
        event.add(line.name, line.value, parameters={"TZID": line.zone} if line.zone else {})
    before = _alarm(entry)
    if before is not None:
        event.add_component(_alarm_component(entry, before))
    return event


def _busy(entry: Entry, stamp: Stamp, zone: str) -> Event:
    """The event without what it is; others' calendars neither ring for it nor sort it."""
    hidden = replace(entry, uid=busy_uid(entry.uid), title="Busy", text="")
    event = vevent(hidden, stamp, zone)
    for name in ("DESCRIPTION", "CATEGORIES"):
        del event[name]
    event.subcomponents.clear()
    return event


def _visible(entry: Entry, zone: str) -> tuple[_Line, ...]:
    """All that an event says; the file and the digest are both made from it."""
    cancelled = entry.cancelled
    return (
        *_times(entry, zone),
        _Line("SUMMARY", shown_title(entry)),
        _Line("DESCRIPTION", shown_description(entry)),
        _Line("CATEGORIES", [_one_line(entry.category)]),
        _Line("CLASS", "PRIVATE"),
        _Line("STATUS", "CANCELLED" if cancelled else "CONFIRMED"),
        _Line("TRANSP", "TRANSPARENT" if cancelled else "OPAQUE"),
        _Line("X-MICROSOFT-CDO-BUSYSTATUS", "FREE" if cancelled else "BUSY"),
    )


def shown_description(entry: Entry) -> str:
    """The text as calendars show it, with what is left to do if the session is missed."""
    lines = shown_text(entry.text).split("\n")
    advice = [f"{IF_MISSED}{_one_line(entry.if_missed)}"] if entry.if_missed else []
    return "\n".join([*lines[:-1], *advice, lines[-1]])


def _times(entry: Entry, zone: str) -> tuple[_Line, _Line]:
    # By way of UTC, a local time is told apart from its double, and a skipped one is put right.
    moments = [moment.astimezone(dt.UTC) for moment in (entry.start, entry.end)]
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in moments)
    if start.fold or end.fold or not follows_yearly_rules(zone):
        return _Line("DTSTART", moments[0]), _Line("DTEND", moments[1])
    return (
        _Line("DTSTART", start.replace(tzinfo=None), zone),
        _Line("DTEND", end.replace(tzinfo=None), zone),
    )


def _alarm(entry: Entry) -> dt.timedelta | None:
    return None if entry.cancelled else dt.timedelta(minutes=-_ALARM)


def _alarm_component(entry: Entry, before: dt.timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", shown_title(entry))
    alarm.add("TRIGGER", before)
    alarm.add("UID", str(uuid.uuid5(NAMESPACE, f"{entry.uid}/alarm/{_ALARM}")))
    return alarm


def shown_title(entry: Entry) -> str:
    """The title as calendars show it."""
    title = _one_line(entry.title)
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _one_line(text: str) -> str:
    return " ".join(shown_text(text).split())


def shown_text(text: str) -> str:
    """Leave out what RFC 5545 forbids in a text: control characters, and bytes that are no text."""
    return "\n".join(
        "".join(sign for sign in line if sign == "\t" or unicodedata.category(sign) not in "CcCs")
        for line in text.splitlines()
    ).rstrip("\n")
