"""The calendar server as the commands open it: the account, the collection and what was noted."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scheduler.cli.situation import Situation
from scheduler.errors import UsageError
from scheduler.identity import uid_of
from scheduler.store.locks import locked
from scheduler.store.plans import KeptWeek
from scheduler.store.published import Ledger, read_ledger, write_ledger
from scheduler.store.readback import ReadBack, zone_of
from scheduler.sync.account import account_of
from scheduler.sync.collection import Collection, NoCalendarError, OnServer
from scheduler.sync.publish import read_back


@dataclass(frozen=True)
class Opened:
    """The calendar of one athlete on the server."""

    folder: Path
    weeks: Sequence[KeptWeek]
    collection: Collection
    ledger: Ledger | None  # None where there is no such calendar yet

    @property
    def published(self) -> frozenset[str]:
        """The UIDs that are known to be there."""
        return frozenset(self.ledger.events) if self.ledger else frozenset()

    def events(self, *, gone_is_empty: bool = False) -> dict[str, OnServer]:
        """What the server has, by UID.

        Raises
        ------
        RemoteError
            The server failed, or the calendar is gone and that is not as good as empty.
        """
        try:
            return {} if self.ledger is None else self.collection.events()
        except NoCalendarError:
            if gone_is_empty:
                return {}
            raise

    def make(self) -> Ledger:
        """Make the calendar, unless it is there."""
        if self.ledger is not None:
            return self.ledger
        last = self.weeks[-1]
        self.collection.make(_name(last), f"Strength, {last.name or last.athlete}")
        ledger = Ledger(self.collection.address)
        write_ledger(self.folder, ledger)
        return ledger


def opened(
    folder: Path, weeks: Sequence[KeptWeek], environment: Mapping[str, str], *, now: dt.datetime
) -> Opened:
    """Open the calendar that was published to, or look for one of ours.

    Raises
    ------
    UsageError
        The account is not told, or is not the one that was published to.
    RemoteError
        The server failed, or refused.
    """
    account = account_of(environment)
    zone = ZoneInfo(zone_of(weeks[-1]))
    collection = Collection(account, zone=zone, now=now)
    ledger = read_ledger(folder)
    if ledger is not None:
        there = urlsplit(ledger.calendar).hostname
        if there != account.host:
            raise UsageError(
                f"the plans are published at {there}, not at {account.host}: unpublish them there"
                " first"
            )
        collection.open(ledger.calendar)
    elif collection.find(_name(weeks[-1])):
        ledger = Ledger(collection.address)
    return Opened(folder, weeks, collection, ledger)


def read_back_from_server(here: Situation) -> ReadBack:
    """Take in what the athlete did in the calendar that was published to."""
    # What a run that publishes meanwhile sends would look like the athlete's doing.
    with locked(here.folder):
        found = opened(here.folder, here.before, here.environment, now=here.now)
        if found.ledger is None:
            return ReadBack(here.before, ("nothing is published yet, so nothing is read back",))
        return read_back(here.before, found.ledger, found.events(), now=here.now)


def _name(week: KeptWeek) -> str:
    """What the collection is called in its address: the same on every machine."""
    return f"microcycle-{uid_of(week.athlete, 'calendar')}"
