"""A calendar collection on a server (CalDAV, RFC 4791), and every request that goes there.

Each write says what it expects to find, so that nothing is overwritten that has not been seen. The
library that speaks the protocol is loaded with this module and by nothing else.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from caldav.davclient import DAVClient
from caldav.elements.dav import ResourceType
from caldav.lib.error import AuthorizationError, DAVError, NotFoundError, RateLimitError

from scheduler.errors import CalendarError, RemoteError, SchedulerError, UsageError
from scheduler.read.calendar.calendars import read_calendar
from scheduler.read.calendar.events import CalendarEvent
from scheduler.store.readback import FAR
from scheduler.sync.account import PASSWORD, Account

SECONDS = 20  # for each answer [s]

_CALENDAR = "{urn:ietf:params:xml:ns:caldav}calendar"
_DONE = range(200, 300)
_GONE = frozenset({404, 410})
_GONE_AS_A_WHOLE = "{} has no such calendar: if you deleted it, `microcycle unpublish` forgets it"
_CHANGED = frozenset({409, 412})  # another event, or another version, than was expected

# The library tells of every oddity of a server, with addresses, on standard error.
logging.getLogger("caldav").addHandler(logging.NullHandler())
logging.getLogger("caldav").propagate = False


class ChangedError(Exception):
    """What is on the server is not what was expected; nothing was written."""


class NoCalendarError(RemoteError):
    """The collection is not there, or no longer."""


@dataclass(frozen=True, slots=True)
class OnServer:
    """One event as the server has it."""

    href: str
    etag: str
    data: bytes
    uid: str
    event: CalendarEvent | None  # None where it cannot be read


class Collection:
    """The calendar that is published to.

    Parameters
    ----------
    account
        Where it is, and who asks.
    zone
        The athlete's zone: times without one are read in it.
    now
        The present moment; events within half a year of it are understood.
    """

    def __init__(self, account: Account, *, zone: ZoneInfo, now: dt.datetime) -> None:
        self._account, self._zone, self._now = account, zone, now
        self._client: Any = DAVClient(
            url=account.url,
            username=account.user,
            password=account.password,
            timeout=SECONDS,
            enable_rfc6764=False,
        )
        self._calendar: Any = None

    @property
    def address(self) -> str:
        """Where the collection is."""
        return str(self._there.url)

    def find(self, name: str, known: str = "") -> bool:
        """Look for the collection: the account's address may be a calendar, else it has several.

        Parameters
        ----------
        name
            How it is called in its address, if it is one of several.
        known
            Where it was, if it was found before; the server may have it on another host by now.

        Returns
        -------
        bool
            Whether there is one.

        Raises
        ------
        UsageError
            The account's address is another calendar than the one that is known.
        RemoteError
            The server failed, or refused.
        """
        with self._asking():
            alone = self._client.calendar(url=self._account.url)
            kinds = alone.get_properties([ResourceType()])
            if _CALENDAR in (kinds.get(ResourceType.tag) or ()):
                if known and _path(self._account.url) != _path(known):
                    raise UsageError(
                        f"the plans are published to another calendar of {self._account.host}:"
                        " unpublish them there first"
                    )
                self._calendar = alone
            else:
                listed = self._client.principal().get_calendars()
                self._calendar = next((one for one in listed if _is_it(one, name, known)), None)
        return self._calendar is not None

    def make(self, name: str, title: str) -> None:
        """Make the collection.

        Raises
        ------
        RemoteError
            The server failed, or makes none.
        """
        with self._asking():
            self._calendar = self._client.principal().make_calendar(
                name=title, cal_id=name, supported_calendar_component_set=["VEVENT"]
            )

    def events(self) -> dict[str, OnServer]:
        """All events of the collection, by UID.

        Raises
        ------
        NoCalendarError
            There is no such collection any more.
        RemoteError
            The server failed, or refused.
        """
        with self._asking():
            listed = [
                (str(one.url), _mark(one), str(one.data).encode(), str(one.id))
                for one in self._there.get_events()
            ]
        return {uid: self._read(href, etag, data, uid) for href, etag, data, uid in listed}

    def event(self, href: str, uid: str) -> OnServer | None:
        """One event as it is now; None where it is not there."""
        try:
            with self._asking():
                one = self._there.event_by_url(href)
                one.load()
                etag, data = _mark(one), str(one.data).encode()
        except NoCalendarError:
            return None
        return self._read(href, etag, data, uid)

    def href_of(self, uid: str) -> str:
        """Where a new event goes."""
        return str(self._there.url.join(f"{uid}.ics"))

    def create(self, href: str, data: bytes) -> None:
        """Write an event where none is.

        Raises
        ------
        ChangedError
            There is one.
        RemoteError
            The server failed, or refused; it may have written the event all the same.
        """
        self._put(href, data, {"If-None-Match": "*"})

    def update(self, href: str, data: bytes, *, etag: str) -> None:
        """Write an event over the version that was seen; raises as ``create`` does."""
        self._put(href, data, {"If-Match": etag})

    def delete(self, href: str, *, etag: str) -> None:
        """Delete the version of an event that was seen; raises as ``create`` does."""
        with self._asking():
            status = self._client.delete(href, {"If-Match": etag}).status
            if status not in _GONE:
                self._check(status)

    def _put(self, href: str, data: bytes, condition: dict[str, str]) -> None:
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        with self._asking():
            self._check(self._client.put(href, data.decode(), headers).status)

    def _check(self, status: int) -> None:
        if status in _CHANGED:
            raise ChangedError
        if status not in _DONE:
            raise RemoteError(f"{self._server} answered {status}")

    def _read(self, href: str, etag: str, data: bytes, uid: str) -> OnServer:
        day = self._now.astimezone(self._zone).date()
        try:
            reading = read_calendar(
                data, name=uid, first=day - FAR, last=day + FAR, zone=self._zone, cancelled=True
            )
        except CalendarError:
            return OnServer(href, etag, data, uid, None)
        event = next((event for event in reading.events if event.uid == uid), None)
        return OnServer(href, etag, data, uid, event)

    @property
    def _there(self) -> Any:  # noqa: ANN401 - the library's types say too much
        if self._calendar is None:
            raise NoCalendarError(_GONE_AS_A_WHOLE.format(self._server))
        return self._calendar

    @property
    def _server(self) -> str:
        return f"the calendar server {self._account.host}"

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Let whatever a request ends with be told in our words, without address or secret."""
        try:
            yield
        except (SchedulerError, ChangedError):
            raise
        except AuthorizationError:
            raise RemoteError(
                f"{self._server} refused: the user, the password ({PASSWORD}) or the address is"
                " not the one it knows"
            ) from None
        except NotFoundError:
            raise NoCalendarError(_GONE_AS_A_WHOLE.format(self._server)) from None
        except RateLimitError:
            raise RemoteError(f"{self._server} is busy and asks to come later") from None
        except DAVError as error:
            says = f"{self._server} gave an answer that was not expected"
            raise RemoteError(f"{says} ({type(error).__name__})") from None
        except OSError:
            raise RemoteError(f"{self._server} cannot be reached, or broke off") from None
        # What a foreign server says can break its reader in ways that nobody has listed.
        except Exception as error:  # noqa: BLE001
            says = f"{self._server} gave an answer that cannot be understood"
            raise RemoteError(f"{says} ({type(error).__name__})") from None


def _is_it(calendar: Any, name: str, known: str) -> bool:  # noqa: ANN401 - the library's own
    path = _path(str(calendar.url))
    return path == _path(known) if known else path.rpartition("/")[2] == name


def _path(address: str) -> str:
    return unquote(urlsplit(address).path).rstrip("/")


def _mark(event: Any) -> str:  # noqa: ANN401 - the library's own
    """The mark of a version (ETag), to be asked for again; a weak one is taken at its word."""
    return str(event.etag or "").removeprefix("W/")
