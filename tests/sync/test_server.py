"""The server on real sockets: what the rules of answers become on the wire."""

import asyncio
import email
import signal
import threading
import time

import pytest

from scheduler.errors import UsageError
from scheduler.sync import server as serving

from .scene import BUSY, FULL, entry, replan, site
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


async def subscribe(port, etag, ended, found):
    """A subscriber that asks until the plans have ended, and then until it has the last one."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    status = b""
    while status != b"304" or not ended.is_set():
        ask_again = f"GET {FULL} HTTP/1.1\r\nHost: x\r\nIf-None-Match: {etag}\r\n\r\n"
        writer.write(ask_again.encode())
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
        status, named = head.split(b" ", 2)[1], headers_of(head)
        body = await reader.readexactly(int(named.get("content-length", 0)))
        etag = named["etag"]
        found.append((status, body))
        await asyncio.sleep(0.05)
    writer.close()


def headers_of(head):
    return email.message_from_bytes(head.partition(b"\r\n")[2])


def test_two_hundred_subscribers_during_new_plans_hear_no_error(root):
    found: list[tuple[bytes, bytes]] = []
    ended = threading.Event()

    async def crowd(port, etag):
        await asyncio.gather(*(subscribe(port, etag, ended, found) for _ in range(200)))

    with running(root) as here:
        etag = ask(here.port, FULL)[0].headers["ETag"]
        crowded = threading.Thread(target=asyncio.run, args=(crowd(here.port, etag),))
        crowded.start()
        for hour in range(10, 18):
            replan(root, entry("a", f"2027-01-13T{hour}:30"))
            time.sleep(0.15)
        ended.set()
        crowded.join()
        last = ask(here.port, FULL)[1]

    bodies = [body for status, body in found if status == b"200"]
    assert {status for status, _ in found} == {b"200", b"304"}
    assert all(body.endswith(b"END:VCALENDAR\r\n") for body in bodies)
    assert bodies.count(last) == 200
    assert here.told == []
