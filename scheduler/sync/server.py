"""The feed's server: it hears one socket, waits for nobody long, and ends when it is told to."""

import asyncio
import socket
from types import FrameType
from typing import Any

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from scheduler.errors import UsageError
from scheduler.sync.answers import Asked, FeedSite

PATIENCE = 10.0  # for a whole request, and for taking its answer [s]
KEEP_ALIVE = 5  # between two requests [s]
LONGEST_HEAD = 16 * 1024  # of a request [bytes]
MOST_CLIENTS = 400  # at once, and as many who are told so; a process may open 1024 files
_GRACE = 2  # for answers under way when it ends [s]
_BACKLOG = 512


class _Hurried(H11Protocol):
    """Ends a connection whose request does not come; the library waits for the first for ever."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > 2 * MOST_CLIENTS:
            transport.abort()  # with no word left to say: each connection is an open file
        self._hurry()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._hurry()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)

    def _hurry(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        # Not closed but cut off: who takes no bytes would hold a closing connection too.
        self._deadline = self.loop.call_later(PATIENCE, self.transport.abort)


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
        headers: dict[str, Any] = {}
        for name, value in request.headers.items():
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        answer = site.answer(Asked(request.method, scope["path"], headers))
        response = Response(answer.body, answer.status, headers=answer.headers)
        await response(scope, receive, send)

    return application
