"""Copies of feeds: who keeps one, who only looks, and where."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

RUNS = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1\r
DTSTART:20270114T053000Z\r
DURATION:PT1H\r
SUMMARY:Intervals\r
END:VEVENT\r
END:VCALENDAR\r
"""
SECRET = "5f0c2a9e"  # noqa: S105 - the address of a test


@pytest.fixture
def feed(kim):
    """A feed of runs on this machine, whose address is known to the environment alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(RUNS)

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    kim.write_text(kim.read_text() + 'calendars: [{url: "${RUN_FEED}", holds: runs}]\n')

    def close():
        http.shutdown()
        http.server_close()

    closed = []
    yield (
        {"RUN_FEED": f"http://127.0.0.1:{http.server_address[1]}/{SECRET}.ics"},
        lambda: closed.append(close()),
    )
    if not closed:
        close()


@pytest.fixture
def judge(microcycle, kim, here):
    """Check a calendar with one session."""
    session = RUNS.replace(b"Intervals", b"Strength").replace(b"14T05", b"15T17")
    (here / "gym.ics").write_bytes(session)
    options = ("--week", "2027-W02", "--now", "2027-01-10T12:00", "--json")
    return lambda **more: microcycle("check", kim, "--calendar", "gym.ics", *options, **more)


def test_neither_check_nor_a_dry_run_keeps_a_copy(plan, judge, kim, feed, written):
    address, _ = feed
    before = written()
    dry = plan(kim, "--dry-run", env=address)
    judged = judge(env=address)

    assert (dry.exit_code, judged.exit_code in (0, 3), written()) == (0, True, before)


def test_neither_explaining_nor_trying_a_value_keeps_a_copy(plan, explain, kim, feed, written):
    address, _ = feed
    before = written()
    explained = explain(kim, env=address)
    tried = plan(kim, "--what-if", "strength.sessions=1", env=address)

    assert (explained.exit_code, tried.exit_code, written()) == (0, 0, before)


def test_the_copy_of_a_plan_serves_explaining_and_trying_a_value(plan, explain, kim, feed, said):
    address, close = feed
    plan(kim, env=address)
    close()
    explained = said(explain(kim, "--json", env=address))
    tried = said(plan(kim, "--what-if", "strength.sessions=1", "--json", env=address))

    for shown in (explained, tried["before"], tried["after"]):
        assert "the copy used is of today" in str(shown["notes"])


@pytest.mark.parametrize("home", [None, "home"])
def test_the_copy_of_a_plan_serves_a_later_check_and_dry_run(
    plan, judge, kim, feed, written, said, home
):
    address, close = feed
    env = address if home is None else {**address, "MICROCYCLE_HOME": home}
    plan(kim, env=env)
    close()
    shown = [said(plan(kim, "--dry-run", "--json", env=env)), said(judge(env=env))]
    copies = [file for file in written() if "/feeds/" in file]
    folder = "plans/kim/feeds/" if home is None else "home/plans/kim/feeds/"

    assert [copy.startswith(folder) for copy in copies] == [True]
    assert ["the copy used is of today" in str(one["notes"]) for one in shown] == [True, True]
    assert SECRET not in str(shown)


def test_without_a_copy_a_feed_that_is_gone_ends_with_5(plan, judge, kim, feed):
    address, close = feed
    plan(kim, "--dry-run", env=address)
    close()

    assert plan(kim, "--dry-run", env=address).exit_code == 5
    assert judge(env=address).exit_code == 5
