"""What a calendar says, once its recurrences are expanded."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One occurrence of one event, in the athlete's time zone."""

    uid: str
    title: str
    text: str  # the description, as plain text
    start: dt.datetime  # aware; local midnight where all_day
    end: dt.datetime  # aware, not before start
    all_day: bool = False
    free: bool = False  # TRANSP:TRANSPARENT or an Exchange "free"
    tentative: bool = False
    categories: tuple[str, ...] = ()
    estimated_minutes: int | None = None  # a feed's own estimate (X-WORKOUT-ESTIMATED-DURATION)
    timed_end: bool = True  # False where the event gave neither an end nor a duration
    sequence: int = 0  # how often it was changed, as far as it says
    changed: dt.datetime | None = None  # the last time, where it says
    cancelled: bool = False  # only where such events were asked for


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """The events of one calendar in the window asked for, and what was passed over and why."""

    events: tuple[CalendarEvent, ...]
    warnings: tuple[str, ...]
