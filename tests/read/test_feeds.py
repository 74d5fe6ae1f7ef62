"""Feeds are fetched from a real server on this machine."""

import contextlib
import datetime as dt
import gzip
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import Request

import pytest

from scheduler.errors import RemoteError, UsageError
from scheduler.read.calendar import feeds
from scheduler.read.calendar.feeds import fetch_feed

NOW = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)
GOOD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
PRIVATE = "5f0c2a9e"


class Server:
    """Answers every request as the test says, and counts them."""

    def __init__(self) -> None:
        self.answer: Callable[[BaseHTTPRequestHandler], None] = send()
        self.requests = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.requests += 1
                outer.answer(self)

            def log_message(self, *_) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._http.server_address[1]}/{PRIVATE}.ics"
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def send(body: bytes = GOOD, *, status: int = 200, **headers: str):
    """An answer with this body."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        with contextlib.suppress(OSError):  # the reader may have had enough
            handler.wfile.write(body)

    return answer


def redirect_to(address: str):
    return send(b"", status=302, Location=address)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def fetch(server: Server, tmp_path: Path):
    def fetched(address: str = "", now: dt.datetime = NOW):
        return fetch_feed(
            address or server.address, copies=tmp_path / "copies", name="Runs", now=now
        )

    return fetched


def test_gives_the_calendar_as_it_came(fetch) -> None:
    assert fetch() == (GOOD, ())


def test_unpacks_gzip(fetch, server) -> None:
    server.answer = send(gzip.compress(GOOD), Content_Encoding="gzip")

    assert fetch() == (GOOD, ())


def test_follows_a_redirect_on_this_machine(fetch, server) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        (send() if handler.path == "/new" else redirect_to("/new"))(handler)

    server.answer = answer

    assert fetch() == (GOOD, ())


def test_keeps_a_copy_only_its_owner_can_read_under_a_name_without_the_address(
    fetch, tmp_path
) -> None:
    fetch()

    (copy,) = (tmp_path / "copies").iterdir()
    assert PRIVATE not in copy.name
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert copy.read_bytes() == b"fetched 2026-11-22T18:00:00+00:00\n" + GOOD


BROKEN = {
    "not found": (send(b"no", status=404), "the server answered 404"),
    "server error": (send(b"no", status=500), "the server answered 500"),
    "log-in page": (
        send(b"<!DOCTYPE html><html>log in</html>"),
        "what came back is no calendar; its address may ask for a log-in",
    ),
    "empty": (send(b""), "what came back is no calendar; its address may ask for a log-in"),
    "too large": (send(GOOD + b"x" * 20_000_000), "it is larger than 20 MB"),
    "too large when unpacked": (
        send(gzip.compress(GOOD + b"x" * 20_000_000), Content_Encoding="gzip"),
        "it is larger than 20 MB",
    ),
    "no gzip after all": (send(GOOD, Content_Encoding="gzip"), "the answer broke off"),
    "half of a gzip": (
        send(gzip.compress(GOOD)[:-12], Content_Encoding="gzip"),
        "the answer broke off",
    ),
    "shorter than announced": (send(GOOD, Content_Length="999"), "the answer broke off"),
    "no sound answer": (
        lambda handler: handler.wfile.write(b"SSH-2.0\r\n"),
        "the answer broke off",
    ),
    "redirect without https": (
        redirect_to("http://example.org/"),
        "it is redirected to an address without https",
    ),
    "redirect to a file": (
        redirect_to("ftp://127.0.0.1/passwords"),
        "it is redirected to an address without https",
    ),
    "redirect into a private network": (
        redirect_to("https://192.168.0.1/"),
        "it is redirected into a private network",
    ),
    "redirect to this machine by https": (
        redirect_to("https://localhost/"),
        "it is redirected into a private network",
    ),
    "redirect by a mapped address": (
        redirect_to("https://[::ffff:10.0.0.1]/"),
        "it is redirected into a private network",
    ),
    "redirect to a link-local address": (
        redirect_to("https://169.254.169.254/latest/"),
        "it is redirected into a private network",
    ),
    "redirect to nowhere": (
        redirect_to("https://example.org:port/"),
        "it is redirected to nowhere",
    ),
}


@pytest.mark.parametrize(("answer", "why"), BROKEN.values(), ids=BROKEN)
def test_says_why_it_failed_where_no_copy_is_kept(fetch, server, answer, why) -> None:
    server.answer = answer

    with pytest.raises(RemoteError) as caught:
        fetch()

    assert str(caught.value) == f"Runs could not be fetched: {why}, and no copy of it is kept"


@pytest.mark.parametrize(
    ("later", "age"),
    [
        pytest.param(dt.timedelta(hours=23), "of today", id="less than a day later"),
        pytest.param(dt.timedelta(days=1), "1 day old", id="a day later"),
        pytest.param(dt.timedelta(days=9, hours=5), "9 days old", id="nine days later"),
        pytest.param(dt.timedelta(days=-3), "of today", id="the clock was set back"),
    ],
)
def test_a_failure_gives_the_copy_and_its_age(fetch, server, later, age) -> None:
    fetch()
    server.answer = send(b"down", status=503)

    data, warnings = fetch(now=NOW + later)

    assert data == GOOD
    assert warnings == (
        f"Runs could not be fetched: the server answered 503; the copy used is {age}.",
    )


def test_a_redirect_loop_ends(fetch, server) -> None:
    server.answer = redirect_to(server.address)

    with pytest.raises(RemoteError, match="the server answered 302"):
        fetch()

    assert server.requests < 20


@pytest.mark.parametrize("drip", [True, False], ids=["drop by drop", "silent"])
def test_a_slow_server_is_left(fetch, server, monkeypatch, drip) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(12):
            time.sleep(0.05)
            if drip:
                handler.wfile.write(b"B")

    monkeypatch.setattr(feeds, "SECONDS", 0.2)
    server.answer = slow

    with pytest.raises(RemoteError, match="the server took too long"):
        fetch()


def test_a_server_that_is_off_is_said_so(fetch, server) -> None:
    server.close()

    with pytest.raises(RemoteError, match="the server cannot be reached"):
        fetch()


def test_a_damaged_copy_is_no_copy(fetch, server, tmp_path) -> None:
    fetch()
    (copy,) = (tmp_path / "copies").iterdir()
    copy.write_bytes(b"half a li")
    server.answer = send(status=500)

    with pytest.raises(RemoteError, match="no copy of it is kept"):
        fetch()


def test_a_folder_that_cannot_be_written_is_only_a_warning(fetch, tmp_path) -> None:
    (tmp_path / "copies").write_text("a file in the way")

    assert fetch() == (GOOD, ("Runs: no copy of it could be kept for the next time.",))


def test_a_disk_that_is_full_leaves_nothing_behind(fetch, tmp_path, monkeypatch) -> None:
    def full(*_) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", full)

    assert fetch()[1] == ("Runs: no copy of it could be kept for the next time.",)
    assert list((tmp_path / "copies").iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        f"http://example.org/{PRIVATE}",
        f"ftp://example.org/{PRIVATE}",
        f"file:///etc/{PRIVATE}",
        f"https://[half/{PRIVATE}",
        f"https://example.org:port/{PRIVATE}",
        "https://",
        PRIVATE,
    ],
)
def test_other_addresses_are_refused_without_being_named(fetch, address) -> None:
    with pytest.raises(UsageError) as caught:
        fetch(address)

    assert str(caught.value) == "Runs: the address of a feed begins with https:// or webcal://"


def test_webcal_is_asked_for_by_https(fetch, monkeypatch) -> None:
    asked = []

    def answer(address: str) -> bytes:
        asked.append(address)
        return GOOD

    monkeypatch.setattr(feeds, "_fetched", answer)

    fetch("webcal://example.org/runs.ics")

    assert asked == ["https://example.org/runs.ics"]


def test_the_address_is_in_no_message(fetch, server) -> None:
    fetch()
    server.answer = redirect_to(f"https://192.168.0.1/{PRIVATE}")
    _, warnings = fetch()
    server.close()
    with pytest.raises(RemoteError) as caught:
        fetch(f"{server.address}/other")

    assert PRIVATE not in f"{warnings}{caught.value}"
    assert "127.0.0.1" not in f"{warnings}{caught.value}"


def redirected(monkeypatch, found: list[str]) -> Request | None:
    entries = [(0, 0, 0, "", (address, 443)) for address in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    old = Request("https://example.org/feed.ics")
    return feeds._Redirects().redirect_request(old, None, 302, "", {}, "https://example.net/")


def test_a_redirect_in_the_open_net_is_followed(monkeypatch) -> None:
    followed = redirected(monkeypatch, ["93.184.215.14", "2606:2800:21f:cb07::1"])

    assert followed.full_url == "https://example.net/"


@pytest.mark.parametrize("inner", ["10.1.2.3", "127.0.0.1", "fe80::1%eth0", "224.0.0.1", "::1"])
def test_a_name_that_also_leads_inside_is_not_followed(monkeypatch, inner) -> None:
    with pytest.raises(feeds._FetchError, match="private network"):
        redirected(monkeypatch, ["93.184.215.14", inner])


def test_a_name_that_nobody_knows_is_left_to_the_connection(monkeypatch) -> None:
    def unknown(*_, **__) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    assert not feeds._is_private("nowhere.invalid")
