"""The calendar server as the commands open it: the account, the collection and what was noted."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.cli.situation import Situation
from scheduler.errors import UsageError
from scheduler.identity import uid_of
from scheduler.store.locks import locked
from scheduler.store.plans import KeptWeek
from scheduler.store.published import NAME, Ledger, read_ledger, write_ledger
from scheduler.store.readback import ReadBack, zone_of
from scheduler.sync.account import Account, account_of, origin_of
from scheduler.sync.collection import Collection, NoCalendarError, OnServer
from scheduler.sync.publish import read_back


@dataclass(frozen=True)
class Opened:
    """The calendar of one athlete on the server."""

    folder: Path
    weeks: Sequence[KeptWeek]
    account: Account
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
        ledger = Ledger(self.collection.address, account=self.account.url)
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
    collection = Collection(account, zone=ZoneInfo(zone_of(weeks)), now=now)
    ledger = read_ledger(folder)
    if ledger is not None:
        _refuse_elsewhere(folder, ledger, account)
    if _found(collection, _name(weeks[-1]), ledger, account):
        known = ledger or Ledger("")
        ledger = replace(known, calendar=collection.address, account=account.url)
    return Opened(folder, weeks, account, collection, ledger)


def _found(collection: Collection, name: str, ledger: Ledger | None, account: Account) -> bool:
    if ledger is None:
        return collection.find(name)
    try:
        return collection.find(name, ledger.calendar)
    except NoCalendarError:
        if ledger.account != account.url:
            raise
        return False  # the address led there once, so it is the calendar that is gone


def _refuse_elsewhere(folder: Path, ledger: Ledger, account: Account) -> None:
    there, here = origin_of(ledger.account or ledger.calendar), origin_of(account.url)
    if there != here:
        raise UsageError(
            f"the plans are published at {there}, not at {here}: unpublish them there first; or if"
            f" {there} is no more, move {folder / NAME} away"
        )


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
