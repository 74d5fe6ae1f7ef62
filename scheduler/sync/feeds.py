"""An athlete's kept weeks become what a subscriber is given: bytes, and marks to know them by."""

import datetime as dt
import gzip
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduler.store.plans import KeptWeek
from scheduler.store.readback import zone_of
from scheduler.store.stamps import KeptEvent
from scheduler.write.ics import Form, to_ics

WEEK = dt.timedelta(weeks=1)

_FIRST_OF_TIMES = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Feed:
    """One calendar as it is sent, plain or packed; each form has a mark of its own (ETag)."""

    plain: bytes
    modified: dt.datetime  # when the plan last changed, in UTC

    @cached_property
    def packed(self) -> bytes:
        """The bytes in gzip, without the moment of packing: the same bytes stay the same."""
        return gzip.compress(self.plain, mtime=0)

    @cached_property
    def etags(self) -> tuple[str, str]:
        """The marks of the plain and of the packed form."""
        plain, packed = (hashlib.sha256(data).hexdigest() for data in (self.plain, self.packed))
        return f'"{plain}"', f'"{packed}"'


@dataclass(frozen=True)
class Feeds:
    """The two calendars of one athlete."""

    full: Feed
    busy: Feed


def feeds_of(weeks: Sequence[KeptWeek], *, since: dt.date) -> Feeds:
    """Write an athlete's feeds.

    Parameters
    ----------
    weeks
        The kept weeks in order; the last one says the athlete's name and zone.
    since
        Weeks that were over by then are left out.

    Raises
    ------
    FileError
        No week says in which zone the athlete lives.
    """
    last = weeks[-1]
    zone = zone_of(weeks)
    name = next((week.name for week in reversed(weeks) if week.name), last.athlete)
    shown = [week for week in weeks if not is_over(week.week, since)]
    events = [(event.entry, event.stamp) for event in standing(shown, ZoneInfo(zone))]
    changes = (event.stamp.modified for week in shown or weeks for event in week.events.values())
    modified = max(changes, default=_made(last)).astimezone(dt.UTC)
    texts = {
        Form.FEED: to_ics(events, name=f"Strength, {name}", zone=zone, form=Form.FEED),
        Form.BUSY: to_ics(events, name=f"Busy, {name}", zone=zone, form=Form.BUSY),
    }
    return Feeds(Feed(texts[Form.FEED], modified), Feed(texts[Form.BUSY], modified))


def is_over(first: dt.date, since: dt.date) -> bool:
    """Whether the week that begins then was over by a date."""
    return first <= since - WEEK


def standing(weeks: Iterable[KeptWeek], zone: ZoneInfo) -> list[KeptEvent]:
    """The events of all weeks, each once.

    An athlete who lets weeks start on another day has kept weeks that overlap. What was still ahead
    when the later one was planned is then its business; the earlier one says what had begun.
    """
    plans = sorted(weeks, key=_made)
    found: dict[str, KeptEvent] = {}
    for number, week in enumerate(plans):
        later = [plan for plan in plans[number + 1 :] if abs(plan.week - week.week) < WEEK]
        for uid, event in week.events.items():
            there = found.get(uid)
            older = there is not None and _age(there) > _age(event)
            if not older and not any(_replaces(plan, event, zone) for plan in later):
                found[uid] = event
    return list(found.values())


def _replaces(plan: KeptWeek, event: KeptEvent, zone: ZoneInfo) -> bool:
    day = event.entry.start.astimezone(zone).date()
    return plan.week <= day < plan.week + WEEK and event.entry.start >= _made(plan)


def _age(event: KeptEvent) -> tuple[int, dt.datetime]:
    return event.stamp.sequence, event.stamp.modified


def _made(week: KeptWeek) -> dt.datetime:
    return week.revisions[-1].made if week.revisions else _FIRST_OF_TIMES
