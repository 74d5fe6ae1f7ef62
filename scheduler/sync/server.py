"""The feed's server: it hears one socket, waits for nobody long, and ends when it is told to."""

import asyncio
import socket
from types import FrameType

import uvicorn
from h11 import LocalProtocolError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from scheduler.errors import UsageError
from scheduler.sync.answers import LONGEST_HEAD, FeedSite, Question

PATIENCE = 10.0  # for a whole request, and for taking its answer [s]
KEEP_ALIVE = 5  # between two requests [s]
MOST_CLIENTS = 400  # at once, and as many who are told so; a process may open 1024 files
_GRACE = 2  # for answers under way when it ends [s]
_BACKLOG = 512


class _Hurried(H11Protocol):
    """The library's protocol, but it waits for nobody for ever, and answers nobody twice."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > 2 * MOST_CLIENTS:
            transport.abort()  # with no word left to say: each connection is an open file
        self._deadline = self._cut_off_later()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._deadline.cancel()
        self._deadline = self._cut_off_later()

    def connection_lost(self, exc: Exception | None) -> None:
        self._deadline.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse a request that goes wrong on its way, after its head was already understood."""
        if self.cycle is not None:
            self.cycle.disconnected = True
        try:
            super().send_400_response(msg)
        except LocalProtocolError:  # it was answered already
            self.transport.close()

    def _cut_off_later(self) -> asyncio.TimerHandle:
        # Not closed but cut off: who takes no bytes would hold a closing connection too.
        return self.loop.call_later(PATIENCE, self.transport.abort)


class FeedServer(uvicorn.Server):
    """A server for one site, on one socket.

    Parameters
    ----------
    site
        What answers.
    """

    def __init__(self, site: FeedSite) -> None:
        super().__init__(
            uvicorn.Config(
                _application(site),
                http=_Hurried,
                loop="asyncio",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="error",
                access_log=False,  # paths are secrets
                server_header=False,
                proxy_headers=False,
                limit_concurrency=MOST_CLIENTS,
                backlog=_BACKLOG,
                timeout_keep_alive=KEEP_ALIVE,
                timeout_graceful_shutdown=_GRACE,
                h11_max_incomplete_event_size=LONGEST_HEAD,
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """End in good order; unlike the library, do not die of the signal afterwards."""
        self.force_exit = self.should_exit
        self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """Take the place to listen at; port 0 takes any free one.

    Raises
    ------
    UsageError
        It cannot be had.
    """
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(where[:2], family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:
        # The standard library repeats the address in brackets.
        why = (getattr(error, "strerror", None) or str(error)).partition(" (")[0]
        raise UsageError(
            f"cannot listen at {host}, port {port}: {why}; name others with --host and --port"
        ) from error


def _application(site: FeedSite) -> ASGIApp:
    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        headers: dict[str, str] = {}
        for name, value in request.headers.items():
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        question = Question(request.method, scope["path"], headers, _length(scope))
        answer = site.answer(question)
        response = Response(answer.body, answer.status, headers=answer.headers)
        await response(scope, receive, send)

    return application


def _length(scope: Scope) -> int:
    """How long the head of a request is; the library counts only what has not come at once."""
    headers = sum(len(name) + len(value) for name, value in scope["headers"])
    return headers + len(scope["raw_path"]) + len(scope["query_string"])
