"""Calendars behind an address: fetched with care, and remembered for when that fails.

An address is a secret, since whoever knows it can read the calendar: no message holds it, and the
copy's file name is its SHA-256. What comes back is other people's data: only https, only so many
bytes, only so long, and no redirect leads from the net into the runner's own network.
"""

import datetime as dt
import hashlib
import ipaddress
import os
import socket
import tempfile
import time
import zlib
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from scheduler.errors import RemoteError, UsageError
from scheduler.read.calendar.ics import MOST_BYTES, is_calendar

SECONDS = 15.0  # for the whole of a fetch [s]
_CHUNK = 65_536
_STAMP = b"fetched "
_TOO_SLOW = "the server took too long"
_BROKEN_OFF = "the answer broke off"


class _FetchError(Exception):
    """Why a fetch failed, as half a sentence without the address."""


def fetch_calendar(address: str, *, name: str) -> bytes:
    """Fetch a calendar as it is now; unlike ``fetch_feed``, no copy takes its place.

    Raises
    ------
    UsageError
        If the address is neither ``https:`` nor ``webcal:``.
    RemoteError
        If the fetch failed.
    """
    try:
        return _fetched(_checked(address, name))
    except _FetchError as error:
        raise RemoteError(f"{name} could not be fetched: {error}") from None


def fetch_feed(
    address: str, *, copies: Path, name: str, now: dt.datetime, keep: bool = True
) -> tuple[bytes, tuple[str, ...]]:
    """Fetch a calendar, or take the last good copy of it.

    Parameters
    ----------
    address
        ``https:`` or ``webcal:``; plain ``http:`` only for a server on this machine.
    copies
        The folder in which the last good copy of each feed is kept, readable by its owner alone.
    name
        What warnings and errors call the feed.
    keep
        Whether to keep what was fetched as the new copy.
    now
        The moment of the fetch, aware: kept with the copy, and its age is counted to it.

    Returns
    -------
    tuple[bytes, tuple[str, ...]]
        The calendar and the warnings, one sentence each.

    Raises
    ------
    UsageError
        If the address is none of these.
    RemoteError
        If the fetch failed and there is no copy.
    """
    target = _checked(address, name)
    copy = copies / f"{hashlib.sha256(target.encode()).hexdigest()}.ics"
    try:
        data = _fetched(target)
    except _FetchError as error:
        return _from_copy(copy, f"{name} could not be fetched: {error}", now)
    if not keep:
        return data, ()
    try:
        _keep(copy, data, now)
    except OSError:
        return data, (f"{name}: no copy of it could be kept for the next time.",)
    return data, ()


def _checked(address: str, name: str) -> str:
    text = address.strip()
    if text.lower().startswith("webcal://"):
        text = f"https://{text[len('webcal://') :]}"
    parts = _split(text)
    if parts and parts.hostname and (parts.scheme == "https" or _is_here(parts)):
        return text
    raise UsageError(f"{name}: the address of a feed begins with https:// or webcal://")


def host_of(address: str) -> str:
    """The server of an address, which is no secret; empty where it names none."""
    parts = _split(address)
    return (parts.hostname or "") if parts else ""


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # is read to be checked
    except ValueError:
        return None
    return parts


def _is_here(parts: SplitResult) -> bool:
    """Plain http to this very machine, where nobody can listen on the way."""
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1", "localhost"}


def _fetched(address: str) -> bytes:
    opener = build_opener(_Redirects())
    headers = {"Accept-Encoding": "gzip", "User-Agent": "microcycle"}
    ends = time.monotonic() + SECONDS
    try:
        with opener.open(Request(address, headers=headers), timeout=SECONDS) as answer:  # noqa: S310
            data = _body(answer, ends)
    except HTTPError as error:
        error.close()
        raise _FetchError(f"the server answered {error.code}") from None
    except TimeoutError:
        raise _FetchError(_TOO_SLOW) from None
    except URLError as error:
        slow = isinstance(error.reason, TimeoutError)
        raise _FetchError(_TOO_SLOW if slow else "the server cannot be reached") from None
    except (OSError, HTTPException, ValueError):
        raise _FetchError(_BROKEN_OFF) from None
    if not is_calendar(data):
        raise _FetchError("what came back is no calendar; its address may ask for a log-in")
    return data


def _body(answer: HTTPResponse, ends: float) -> bytes:
    """Read an answer as it comes, unpacked, until it is complete, too large or too late."""
    packed = answer.headers.get("Content-Encoding", "").strip().lower() in {"gzip", "x-gzip"}
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed else None
    data = bytearray()
    for chunk in _chunks(answer, ends):
        try:
            data += unpack.decompress(chunk, MOST_BYTES + 1) if unpack else chunk
        except zlib.error:
            raise _FetchError(_BROKEN_OFF) from None
        if len(data) > MOST_BYTES:
            raise _FetchError(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    if unpack and not unpack.eof:
        raise _FetchError(_BROKEN_OFF)
    return bytes(data)


def _chunks(answer: HTTPResponse, ends: float) -> Iterator[bytes]:
    """The parts of an answer; one that ends before it is as long as announced is an error."""
    announced = answer.headers.get("Content-Length", "")
    missing = int(announced) if announced.isdecimal() else None
    while missing != 0 and (chunk := answer.read1(_CHUNK)):
        if time.monotonic() > ends:
            raise _FetchError(_TOO_SLOW)
        missing = None if missing is None else max(missing - len(chunk), 0)
        yield chunk
    if missing:
        raise _FetchError(_BROKEN_OFF)


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to https in the open net; those of a server on this machine stay on it."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        parts, came_from = _split(newurl), _split(req.full_url)
        if parts is None or came_from is None or not parts.hostname:
            raise _FetchError("it is redirected to nowhere")
        if not (_is_here(parts) and _is_here(came_from)):
            if parts.scheme != "https":
                raise _FetchError("it is redirected to an address without https")
            if _is_private(parts.hostname):
                raise _FetchError("it is redirected into a private network")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_private(host: str) -> bool:
    """Whether any address of ``host`` is not in the open net; an unknown host is none of ours."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    return any(not _in_the_open(address) for address in addresses)


def _in_the_open(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or address
    return bool(inner.is_global) and not inner.is_multicast


def _keep(copy: Path, data: bytes, now: dt.datetime) -> None:
    """Write a copy at one stroke; a reader meets the old one or the new one, never a part."""
    copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=copy.parent)  # mkstemp gives 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_STAMP + now.isoformat().encode() + b"\n" + data)
        Path(path).replace(copy)
    except OSError:
        Path(path).unlink(missing_ok=True)
        raise


def _from_copy(copy: Path, why: str, now: dt.datetime) -> tuple[bytes, tuple[str, ...]]:
    try:
        stamp, _, data = copy.read_bytes().partition(b"\n")
        fetched = dt.datetime.fromisoformat(stamp.removeprefix(_STAMP).decode())
        days = max((now - fetched).days, 0)
    except (OSError, ValueError, TypeError):
        raise RemoteError(f"{why}, and no copy of it is kept") from None
    age = {0: "of today", 1: "1 day old"}.get(days, f"{days} days old")
    return data, (f"{why}; the copy used is {age}.",)
