"""What a feed's server answers, without the server: plain requests in, plain answers out.

::

    GET, HEAD   an address with the right token   200, or 304 where the subscriber has it already
                                                  503 while its plans have never been readable
                /robots.txt                       200
                anything else                     404, the same for all
    others      anything                          405
    any         more than 16 KiB of headers       431

Never 410: a subscriber that hears it may forget the calendar for good.
"""

import datetime as dt
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote

from scheduler.store.tokens import NAME, busy_token, read_tokens
from scheduler.sync.feeds import Feed
from scheduler.sync.folder import ServedFolder
from scheduler.sync.last_good import LastGood, mark

METHODS = ("GET", "HEAD")
LONGEST_HEAD = 16 * 1024  # of a request: its first line and its headers [bytes]

# Without this page some fetchers give up; that nothing is listed anywhere is said by X-Robots-Tag.
_ROBOTS = b"User-agent: *\nDisallow:\n"
_LATER = 60  # when to ask again after a 503 [s]
_ETAG = re.compile(r'(?:W/)?("[^"]*")')
_CODING = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?", re.ASCII)

Headers = dict[str, str]


@dataclass(frozen=True)
class Question:
    """A request: its path is decoded, its headers' names are in lower case."""

    method: str
    path: str
    headers: Headers = field(default_factory=dict)
    length: int = 0  # of its head as it came [bytes]


@dataclass(frozen=True)
class Answer:
    """What to send back."""

    status: int
    headers: Headers
    body: bytes = b""


@dataclass(frozen=True)
class Address:
    """Where one calendar of one athlete is to be had."""

    athlete: str
    token: str
    busy: bool

    @property
    def path(self) -> str:
        """The path as it is compared."""
        return f"/{self.token}/{self.athlete}{'-busy' if self.busy else ''}.ics"

    @property
    def link(self) -> str:
        """The path as it is written in a link."""
        return quote(self.path)


def addresses(athlete: str, token: str) -> tuple[Address, Address]:
    """The two addresses of an athlete; the busy one may be given away, as it opens nothing else."""
    return Address(athlete, token, busy=False), Address(athlete, busy_token(token), busy=True)


class FeedSite:
    """Answers requests for the feeds of a folder.

    Parameters
    ----------
    folder
        The folder that is served.
    clock
        Tells the present moment.
    tell
        Is told of a file of tokens that cannot be used, once.
    """

    def __init__(
        self,
        folder: ServedFolder,
        *,
        clock: Callable[[], dt.datetime],
        tell: Callable[[str], None],
    ) -> None:
        self._folder, self._clock = folder, clock
        self._tokens = _Tokens(folder.root, tell)

    def answer(self, question: Question) -> Answer:
        """Answer one request; HEAD is answered like GET, but without the body."""
        if question.length > LONGEST_HEAD:
            return _words(431, "too long")
        if question.method not in METHODS:
            return _words(405, "only GET and HEAD", {"Allow": ", ".join(METHODS)})
        if question.path == "/robots.txt":
            found = Answer(200, {"Content-Type": "text/plain; charset=utf-8"}, _ROBOTS)
        else:
            found = self._calendar(question)
        if found.status == 304:  # noqa: PLR2004 - it has no body, whose length could be told
            return found
        headers = found.headers | {"Content-Length": str(len(found.body))}
        return Answer(found.status, headers, b"" if question.method == "HEAD" else found.body)

    def _calendar(self, question: Question) -> Answer:
        address = self._find(question.path)
        if address is None:
            return _words(404, "not found")
        try:
            feeds = self._folder.feeds(address.athlete, self._clock())
        except LookupError:
            return _words(404, "not found")
        if feeds is None:
            return _words(503, "not ready", {"Retry-After": str(_LATER)})
        return _sent(feeds.busy if address.busy else feeds.full, question.headers)

    def _find(self, path: str) -> Address | None:
        """The address asked for; how long this takes does not tell how much of it was right."""
        wanted = path.encode(errors="surrogatepass")
        found = None
        for address in self._tokens.addresses():
            if hmac.compare_digest(address.path.encode(errors="surrogatepass"), wanted):
                found = address
        return found


class _Tokens:
    """The addresses, read anew when their file changes: a renewed token counts at once."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self._file = folder / NAME
        self._made: LastGood[tuple[Address, ...]] = LastGood(tell)

    def addresses(self) -> tuple[Address, ...]:
        """All addresses; the last good ones where the file cannot be used, none if it is gone."""
        try:
            look = mark(self._file.stat())
        except FileNotFoundError:
            return ()
        except OSError:  # for once
            return self._made.good or ()
        return self._made.of(look, self._read) or ()

    def _read(self) -> tuple[Address, ...]:
        tokens = read_tokens(self._file.parent)
        return tuple(one for name, token in tokens.items() for one in addresses(name, token))


def _sent(feed: Feed, headers: Headers) -> Answer:
    packed = _takes_gzip(headers.get("accept-encoding", ""))
    about = {
        "ETag": feed.etags[packed],
        "Last-Modified": format_datetime(feed.modified, usegmt=True),
        "Cache-Control": "private, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
        "X-Robots-Tag": "noindex",
    }
    if _has_it(feed, headers.get("if-none-match", "")):
        return Answer(304, about)
    about |= {"Content-Type": "text/calendar; charset=utf-8", "X-Content-Type-Options": "nosniff"}
    if packed:
        return Answer(200, about | {"Content-Encoding": "gzip"}, feed.packed)
    return Answer(200, about, feed.plain)


def _has_it(feed: Feed, none_match: str) -> bool:
    """Whether the subscriber names what it would get, in either form (RFC 9110, section 13.1.2)."""
    if none_match.strip() == "*":
        return True
    return any(found[1] in feed.etags for found in _ETAG.finditer(none_match))


def _takes_gzip(accepted: str) -> bool:
    """Whether gzip is named with a weight above 0 (RFC 9110, section 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        found = _CODING.fullmatch(part)
        if found:
            weights[found[1]] = _weight(found[2])
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0))) > 0


def _weight(said: str | None) -> float:
    try:
        return 1 if said is None else float(said)
    except ValueError:
        return 0


def _words(status: int, text: str, more: Headers | None = None) -> Answer:
    headers = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
    return Answer(status, headers | (more or {}), f"{text}\n".encode())
