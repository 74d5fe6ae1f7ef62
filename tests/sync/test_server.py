"""The server on real sockets: what the rules of answers become on the wire, and who must wait."""

import asyncio
import contextlib
import http.client
import json
import socket
import threading
import time
from types import SimpleNamespace

import pytest

from scheduler.errors import UsageError
from scheduler.store.tokens import NAME
from scheduler.sync import server as serving

from .scene import TOKEN, entry, keep, paths, replan, site, week

FULL, BUSY = paths()


@contextlib.contextmanager
def running(root):
    """A server in a thread of its own, on any free port."""
    place = serving.listen("127.0.0.1", 0)
    found, told = site(root)
    server = serving.FeedServer(found)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
    port = place.getsockname()[1]
    thread.start()
    try:
        yield SimpleNamespace(port=port, root=root, told=told, server=server)
    finally:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    root = tmp_path_factory.mktemp("served")
    keep(root, week(entry("a", "2027-01-12T17:30"), entry("b", "2027-01-14T07:00")))
    tokens = {"schema": "microcycle-tokens/1", "tokens": {"kim": TOKEN}}
    (root / NAME).write_text(json.dumps(tokens))
    with running(root) as found:
        yield found


@pytest.fixture
def hurried(served, monkeypatch):
    """A server for the same folder that waits for nobody long."""
    monkeypatch.setattr(serving, "PATIENCE", 0.3)
    monkeypatch.setattr(serving, "KEEP_ALIVE", 0.1)
    with running(served.root) as found:
        yield found


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def talk(port, data, *, wait=5.0):
    """Send bytes as they are, and read until the other side ends."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as plug:
        plug.sendall(data)
        parts = []
        with contextlib.suppress(ConnectionResetError):
            while part := plug.recv(65536):
                parts.append(part)
    return b"".join(parts)


def test_a_calendar_and_then_only_that_it_is_the_same(served):
    answer, body = ask(served.port, FULL)
    again, nothing = ask(served.port, FULL, If_None_Match=answer.headers["ETag"])

    assert (answer.status, again.status) == (200, 304)
    assert body.startswith(b"BEGIN:VCALENDAR")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert nothing == b""
    assert again.headers["ETag"] == answer.headers["ETag"]
    assert again.headers["Content-Length"] is None


def test_a_mark_among_several_lines_of_marks_counts(served):
    etag = ask(served.port, FULL)[0].headers["ETag"]
    lines = f'If-None-Match: "x"\r\nIf-None-Match: W/{etag}\r\nConnection: close\r\n\r\n'

    assert talk(served.port, f"GET {FULL} HTTP/1.1\r\nHost: x\r\n{lines}".encode()).startswith(
        b"HTTP/1.1 304 "
    )


def test_head_has_the_length_but_not_the_body(served):
    got, body = ask(served.port, BUSY)
    head, nothing = ask(served.port, BUSY, "HEAD")

    assert (head.status, nothing) == (200, b"")
    assert head.headers["Content-Length"] == got.headers["Content-Length"] == str(len(body))


def test_other_methods_are_refused(served):
    for method in ("PUT", "POST", "DELETE", "PROPFIND", "OPTIONS"):
        answer, _ = ask(served.port, FULL, method)

        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_what_follows_a_question_mark_does_not_matter(served):
    assert ask(served.port, f"{FULL}?nocache=1")[0].status == 200


@pytest.mark.parametrize(
    "target",
    [
        f"/{TOKEN}/%2e%2e/{TOKEN}/kim.ics",
        f"/{TOKEN}/..%2fkim.ics",
        f"/{TOKEN}/kim.ics%00",
        f"/{TOKEN}%2Fkim.ics%2F",
        f"/{TOKEN}/kim.yaml",
        f"/%2e/{TOKEN}/kim.ics",
        f"//{TOKEN}/kim.ics",
        "/%ff%fe",
        "/%",
        "/..%5c..%5c",
        f"http://x{FULL}",
        "*",
        f"/{NAME}",
    ],
)
def test_tricks_with_paths_find_nothing(served, target):
    found = talk(
        served.port, f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    )

    assert found.startswith(b"HTTP/1.1 404 ")
    assert found.endswith(b"\r\n\r\nnot found\n")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n", id="bytes that are no text"),
        pytest.param(b"GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n", id="a null byte"),
        pytest.param(b"nonsense\r\n\r\n", id="no request"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9, id="https"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 40_000, id="a long header"),
        pytest.param(b"GET /" + b"a" * 40_000, id="a long path"),
    ],
)
def test_what_is_no_request_or_too_long_a_one_is_refused(served, data):
    assert talk(served.port, data).startswith(b"HTTP/1.1 400 ")
    assert ask(served.port, FULL)[0].status == 200


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="silence"),
        pytest.param(b"GET / HTTP/1.1\r\nHost:", id="half a request"),
        pytest.param(
            b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\nabc", id="half a body"
        ),
    ],
)
def test_a_slow_client_is_cut_off(hurried, data):
    began = time.monotonic()
    talk(hurried.port, data)

    assert time.monotonic() - began < 2


def test_a_client_that_drips_is_cut_off(hurried):
    began = time.monotonic()
    with (
        socket.create_connection(("127.0.0.1", hurried.port), timeout=5) as plug,
        contextlib.suppress(ConnectionError),
    ):
        while time.monotonic() - began < 3:
            plug.sendall(b"G")
            time.sleep(0.05)

    assert time.monotonic() - began < 2


def test_a_client_that_takes_no_bytes_is_cut_off(hurried):
    request = f"GET {FULL} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with socket.socket() as plug:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plug.connect(("127.0.0.1", hurried.port))
        plug.settimeout(2)
        with contextlib.suppress(OSError):
            for _ in range(2000):
                plug.sendall(request)
        deadline = time.monotonic() + 3
        while hurried.server.server_state.connections and time.monotonic() < deadline:
            time.sleep(0.02)

        assert not hurried.server.server_state.connections


def test_a_big_body_is_not_kept(served):
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\nConnection: close\r\n\r\n"

    assert b" 405 " in talk(served.port, head + b"x" * 300_000)[:20]


def test_more_clients_than_it_takes_are_told_to_come_later(served, monkeypatch):
    monkeypatch.setattr(serving, "MOST_CLIENTS", 3)
    with running(served.root) as few, contextlib.ExitStack() as idle:
        for _ in range(3):
            idle.enter_context(socket.create_connection(("127.0.0.1", few.port)))
        time.sleep(0.05)

        assert ask(few.port, FULL)[0].status == 503
        idle.close()
        time.sleep(0.05)
        assert ask(few.port, FULL)[0].status == 200


def test_a_place_that_is_taken_is_told(served):
    with pytest.raises(UsageError) as refused:
        serving.listen("127.0.0.1", served.port)

    assert str(refused.value) == (
        f"cannot listen at 127.0.0.1, port {served.port}: Address already in use;"
        " name others with --host and --port"
    )


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a..b", "x" * 70])
def test_a_place_that_is_not_there_is_told(host):
    with pytest.raises(UsageError, match=f"^cannot listen at {host}, port 0: .*--host"):
        serving.listen(host, 0)


def test_far_more_clients_than_it_takes_are_not_heard_at_all(served, monkeypatch):
    monkeypatch.setattr(serving, "MOST_CLIENTS", 2)
    with running(served.root) as few, contextlib.ExitStack() as idle:
        for _ in range(4):
            idle.enter_context(socket.create_connection(("127.0.0.1", few.port)))
        time.sleep(0.05)

        assert talk(few.port, b"") == b""
        assert len(few.server.server_state.connections) == 4


async def subscribe(port, etag, until, found):
    """A subscriber that asks again and again on one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET {FULL} HTTP/1.1\r\nHost: x\r\nIf-None-Match: {etag}\r\n\r\n".encode()
    while time.monotonic() < until:
        writer.write(request)
        await writer.drain()
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        body = await reader.readexactly(int(length)) if length else b""
        found.append((head.split(b" ", 2)[1], body))
        await asyncio.sleep(0.05)
    writer.close()


def test_two_hundred_subscribers_during_new_plans_hear_no_error(tmp_path, served):
    first = entry("a", "2027-01-12T17:30")
    keep(tmp_path, week(first))
    (tmp_path / NAME).write_text((served.root / NAME).read_text())
    found: list[tuple[bytes, bytes]] = []

    async def crowd(port, etag):
        until = time.monotonic() + 2
        clients = [subscribe(port, etag, until, found) for _ in range(200)]
        await asyncio.gather(*clients)

    with running(tmp_path) as here:
        etag = ask(here.port, FULL)[0].headers["ETag"]
        crowded = threading.Thread(target=asyncio.run, args=(crowd(here.port, etag),))
        crowded.start()
        for hour in range(10, 18):
            time.sleep(0.2)
            replan(tmp_path, entry("a", f"2027-01-13T{hour}:30"))
        crowded.join()

    assert {status for status, _ in found} == {b"200", b"304"}
    assert all(body.endswith(b"END:VCALENDAR\r\n") for status, body in found if status == b"200")
    assert len(found) > 400
    assert here.told == []
