"""What a server can do wrong, what can be missing, and that no secret gets out."""

import datetime as dt
import http.server
import json
import logging
import subprocess
import sys
import threading
import traceback
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from scheduler.sync import collection as door
from scheduler.sync.account import Account
from scheduler.sync.collection import Collection

PAGE = b"<html><body>log in</body></html>"


class Odd(http.server.BaseHTTPRequestHandler):
    """Answers every request in one way."""

    status, body, more = 500, b"", {}

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(self.status)
        for name, value in self.more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_PROPFIND = do_REPORT = do_PUT = do_GET = do_MKCALENDAR = do_OPTIONS = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def odd(kim):
    """A runner whose server answers in one way, whatever is asked."""

    def start(status: int, body: bytes = b"", **more: str):
        handler = type("Handler", (Odd,), {"status": status, "body": body, "more": more})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        kim.environment["MICROCYCLE_CALDAV_URL"] = f"http://127.0.0.1:{server.server_port}/"
        return kim

    started: list[http.server.ThreadingHTTPServer] = []
    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (500, b"", "gave an answer that"),
        (200, PAGE, "gave an answer that"),
        (207, b"<not xml", "gave an answer that"),
        (403, b"", "refused"),
        (404, b"", "has no such calendar"),
        (429, b"", "is busy and asks to come later"),
    ],
)
def test_a_server_that_answers_oddly_ends_with_5(odd, status, body, says):
    athlete = odd(status, body)
    files = athlete.files()
    result = athlete.publish()

    assert (result.exit_code, athlete.files()) == (5, files)
    assert says in result.stderr
    assert "127.0.0.1" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_server_without_room_stops_the_run(published, monkeypatch):
    class Full:
        status = 507

    published.edit("mon-fri: [17:00", "mon-fri: [17:30")
    published.plan()
    monkeypatch.setattr(door.DAVClient, "put", lambda *_: Full)
    result = published.publish()

    assert result.exit_code == 5
    assert "answered 507; 0 of 2 changes are published, the other 2 when you" in result.stderr


def test_what_is_no_calendar_any_more_is_left_alone(published, monkeypatch):
    look = Collection._read

    def broken(self, href, etag, _data, uid):
        return look(self, href, etag, b"no calendar", uid)

    monkeypatch.setattr(Collection, "_read", broken)
    published.edit("mon-fri: [17:00", "mon-fri: [17:30")
    published.plan()
    result = published.publish()

    assert (result.exit_code, result.stdout) == (0, "nothing to do\n")
    assert "cannot be read there; it is left alone" in result.stderr
    shown = published.unpublish("--dry-run").stdout
    assert shown == "- an event that cannot be read\n" * 2


@pytest.mark.parametrize("command", ["publish", "unpublish", "plan_as_it_is"])
@pytest.mark.parametrize(
    "other", ["https://calendar.example.org", "http://127.0.0.1:9", "https://127.0.0.1:{port}"]
)
def test_a_plan_published_at_one_server_is_not_published_at_another(
    published, server, command, other
):
    """With another scheme or port it is another server, too."""
    other = other.format(port=server.port)
    published.environment["MICROCYCLE_CALDAV_URL"] = f"{other}/dav"
    files = published.files()
    result = getattr(published, command)()

    assert (result.exit_code, published.files()) == (2, files)
    assert f"the plans are published at http://127.0.0.1:{server.port}, not at {other}: unpub" in (
        result.stderr
    )
    assert f"move {published.plans / 'caldav.json'} away" in result.stderr


def test_a_plan_published_to_one_calendar_is_not_published_to_another_of_the_server(published):
    made = published.program.principal().make_calendar(name="Other", cal_id="other")
    published.environment["MICROCYCLE_CALDAV_URL"] = str(made.url)
    result = published.publish()

    assert result.exit_code == 2
    assert "the plans are published to another calendar of 127.0.0.1: unpublish" in result.stderr


def test_a_weak_mark_of_a_version_is_asked_for_as_a_strong_one():
    """Servers refuse a weak one in If-Match; also of an event that cannot be read."""
    account = Account("https://calendar.example.org/", "kim", "correct horse")
    now = dt.datetime(2027, 1, 10, tzinfo=dt.UTC)
    collection = Collection(account, zone=ZoneInfo("Europe/Berlin"), now=now)
    event = SimpleNamespace(url="/a.ics", etag='W/"7"', data="no calendar", id="a", load=list)
    collection._calendar = SimpleNamespace(get_events=lambda: [event], event_by_url=lambda _: event)

    for found in (collection.events()["a"], collection.event("/a.ics", "a")):
        assert (found.etag, found.event) == ('"7"', None)


def test_an_edit_is_told_in_words(published):
    def annotate(component):
        component["SUMMARY"] = "Gym"
        component["DESCRIPTION"] = "Mine"

    published.program.change("A", annotate)
    shown = json.loads(published.publish("--json").stdout)

    assert [yours["says"] for yours in shown["yours"]] == ["called Gym, with a note"]


@pytest.mark.parametrize(
    "words", [["publish"], ["unpublish"], ["plan", "--calendar-now", "caldav"]]
)
def test_without_the_library_it_is_said_what_to_install(kim, words):
    program = (
        "import sys; from click.testing import CliRunner; from scheduler.cli import main;"
        " sys.modules['caldav.davclient'] = None;"
        f" arguments = {[words[0], str(kim.file), *words[1:], '--now', '2027-01-10']!r};"
        " done = CliRunner().invoke(main, arguments); print(done.exit_code, done.stderr)"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("2 a calendar server needs the package caldav")
    assert 'pip install "microcycle[caldav]"' in done.stdout


def test_a_plan_without_the_server_does_not_load_the_library(kim):
    program = (
        "import sys; from click.testing import CliRunner; from scheduler.cli import main;"
        f" CliRunner().invoke(main, ['plan', {str(kim.file)!r}, '--week', '2027-W02']);"
        " print('scheduler.store.keeping' in sys.modules,"
        " {'caldav', 'keyring', 'niquests'} & set(sys.modules))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "True set()"


def test_plans_of_before_time_zones_were_noted_ask_to_be_planned_again(kim):
    path = kim.plans / "2027-01-11.json"
    week = json.loads(path.read_text())
    path.write_text(json.dumps({**week, "zone": None}))
    result = kim.publish()

    assert result.exit_code == 2
    assert "did not note the time zone" in result.stderr
    assert "plan this week once more" in result.stderr


@pytest.mark.parametrize("password", ["correct horse", "wrong secret"])
def test_the_password_is_in_no_log_and_no_traceback(published, caplog, monkeypatch, password):
    published.environment["MICROCYCLE_CALDAV_PASSWORD"] = password
    loud = logging.getLogger("caldav")
    monkeypatch.setattr(loud, "propagate", True)
    caplog.set_level(logging.DEBUG)
    result = published.publish()
    told = "".join(traceback.format_exception(result.exception)) if result.exception else ""
    kept = b"".join(published.files().values()).decode()

    for text in (caplog.text, told, result.output, kept):
        assert password not in text
        assert "Authorization: " not in text
