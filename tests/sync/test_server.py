"""The server on real sockets: what the rules of answers become on the wire."""

import asyncio
import signal
import threading
import time

import pytest

from scheduler.errors import UsageError
from scheduler.store.tokens import NAME
from scheduler.sync import server as serving

from .scene import BUSY, FULL, entry, keep, replan, site, week
from .wire import ask, running, talk


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


def test_a_first_signal_ends_in_good_order_and_a_second_at_once(served):
    found, _ = site(served.root)
    server = serving.FeedServer(found)

    server.handle_exit(signal.SIGTERM, None)
    assert (server.should_exit, server.force_exit) == (True, False)
    server.handle_exit(signal.SIGTERM, None)
    assert (server.should_exit, server.force_exit) == (True, True)


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
