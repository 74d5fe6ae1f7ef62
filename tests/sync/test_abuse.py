"""What nobody may do to the server: find more, fill it, hold it, or make it complain."""

import contextlib
import socket
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.store.tokens import NAME
from scheduler.sync import server as serving

from .scene import FULL, TOKEN
from .wire import ask, running, talk

CHUNKED = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


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


def test_too_long_a_head_is_refused_also_where_it_comes_at_once(served):
    lines = b"".join(b"A%d: b\r\n" % number for number in range(3000))
    head = f"GET {FULL} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n".encode()

    assert talk(served.port, head + lines + b"\r\n").startswith(b"HTTP/1.1 431 ")
    query = b"GET /?%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % (b"a" * 17_000)
    assert talk(served.port, query)[9:12] in (b"431", b"400")


@pytest.mark.parametrize("answered", [False, True], ids=["before the answer", "after it"])
def test_a_body_that_goes_wrong_is_answered_once_and_without_a_fuss(served, caplog, answered):
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as plug:
        plug.sendall(CHUNKED if answered else CHUNKED + b"zz\r\n")
        found = plug.recv(65536)
        with contextlib.suppress(ConnectionError):
            plug.sendall(b"zz\r\n")
            found += plug.recv(65536)

    assert ask(served.port, FULL)[0].status == 200
    assert found.startswith(b"HTTP/1.1 405 " if answered else b"HTTP/1.1 400 ")
    assert found.count(b"HTTP/1.1 ") == 1
    assert caplog.records == []


LINES = st.sampled_from(
    [
        f"GET {FULL} HTTP/1.1\r\n", "POST / HTTP/1.1\r\n", "HEAD * HTTP/1.0\r\n", "\r\n",
        "\r\n\r\n",
        "Host: x\r\n", "Connection: close\r\n", "Transfer-Encoding: chunked\r\n", "zz\r\n", "5\r\n",
        "Content-Length: 5\r\n", "Content-Length: x\r\n", "hello", "Expect: 100-continue\r\n",
        "Connection: Upgrade\r\n", "Upgrade: websocket\r\n", " folded\r\n", "If-None-Match: *\r\n",
    ]
)  # fmt: skip
PARTS = st.one_of(LINES.map(str.encode), st.binary(max_size=20), st.just(CHUNKED))
TALK = st.lists(PARTS, min_size=1, max_size=10)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=TALK)
def test_whatever_is_said_the_server_lives_and_makes_no_fuss(served, caplog, parts):
    with (
        socket.create_connection(("127.0.0.1", served.port), timeout=5) as plug,
        contextlib.suppress(OSError),
    ):
        for part in parts:
            plug.sendall(part)
        plug.shutdown(socket.SHUT_WR)
        while plug.recv(65536):
            pass

    assert ask(served.port, FULL)[0].status == 200
    assert caplog.records == served.told == []


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

        assert connections(hurried, 0) == 0


def test_a_big_body_is_not_kept(served):
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\nConnection: close\r\n\r\n"

    assert b" 405 " in talk(served.port, head + b"x" * 300_000)[:20]


def connections(here, wanted):
    """How many clients a server has, once they are as many as wanted or time is up."""
    deadline = time.monotonic() + 5
    while len(here.server.server_state.connections) != wanted and time.monotonic() < deadline:
        time.sleep(0.01)
    return len(here.server.server_state.connections)


def crowd(here, idle, number):
    """Let so many clients connect and say nothing."""
    for _ in range(number):
        idle.enter_context(socket.create_connection(("127.0.0.1", here.port)))
    assert connections(here, number) == number


def test_more_clients_than_it_takes_are_told_to_come_later(served, monkeypatch):
    monkeypatch.setattr(serving, "MOST_CLIENTS", 3)
    with running(served.root) as few, contextlib.ExitStack() as idle:
        crowd(few, idle, 3)

        assert ask(few.port, FULL)[0].status == 503
        idle.close()
        assert connections(few, 0) == 0
        assert ask(few.port, FULL)[0].status == 200


def test_far_more_clients_than_it_takes_are_not_heard_at_all(served, monkeypatch):
    monkeypatch.setattr(serving, "MOST_CLIENTS", 2)
    with running(served.root) as few, contextlib.ExitStack() as idle:
        crowd(few, idle, 4)

        assert talk(few.port, b"") == b""
        assert connections(few, 4) == 4
