"""Real calendar servers on this machine, a runner who publishes to them, and another program."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from caldav.davclient import DAVClient
from click.testing import CliRunner, Result

from scheduler.cli import main

KIM = """\
athlete: {name: Kim, id: kim1, timezone: Europe/Berlin}
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}
runs:
  - {day: tue, start: 06:30, minutes: 60, kind: intervals}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
strength: {sessions: 2, class: heavy, minutes: 45}
"""
SUNDAY = "2027-01-10T12:00"
PASSWORD = "correct horse"  # noqa: S105 - of a server that lives as long as a test
USERS = 200
STARTS = 30  # within which a server has started, on a busy machine [s]
RADICALE = """\
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/collections
[logging]
level = critical
"""


@dataclass
class Server:
    """A calendar server as a process of its own, which can die and come back."""

    words: tuple[str, ...]
    port: int
    process: subprocess.Popen[bytes] | None = None
    users: Iterator[int] = field(default_factory=lambda: iter(range(USERS)))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - a server of our own
            [sys.executable, *self.words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        ends = time.monotonic() + STARTS
        while not self._answers():
            assert time.monotonic() < ends, "the server does not start"
            assert self.process.poll() is None, "the server has ended"
            time.sleep(0.05)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


@contextmanager
def radicale(folder: Path) -> Iterator[Server]:
    port = free_port()
    (folder / "users").write_text("".join(f"kim{n}:{PASSWORD}\n" for n in range(USERS)))
    (folder / "config").write_text(RADICALE.format(port=port, folder=folder))
    server = Server(("-m", "radicale", "--config", str(folder / "config")), port)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One Radicale for all tests; each has a user of its own."""
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture(scope="session")
def xandikos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The other server; it asks nobody for a name."""
    folder, port = tmp_path_factory.mktemp("xandikos"), free_port()
    words = (
        "serve",
        "-l",
        "127.0.0.1",
        "-p",
        str(port),
        "-d",
        str(folder),
        "--defaults",
        "--autocreate",
    )
    server = Server(("-m", "xandikos", *words), port)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Server]:
    """A Radicale of a test's own, to be killed."""
    folder = tmp_path / "radicale"
    folder.mkdir()
    with radicale(folder) as running:
        yield running


@dataclass
class Athlete:
    """A runner with a file, and the command line as it is called."""

    folder: Path
    file: Path
    environment: dict[str, str]

    def call(self, *words: str | Path, now: str = SUNDAY) -> Result:
        arguments = [str(word) for word in (words[0], self.file, *words[1:], "--now", now)]
        return CliRunner().invoke(main, arguments, env=self.environment)

    def plan(self, *words: str, now: str = SUNDAY) -> Result:
        return self.call("plan", "--week", "2027-W02", *words, now=now)

    def plan_as_it_is(self, *words: str, now: str = SUNDAY) -> Result:
        return self.plan("--calendar-now", "caldav", *words, now=now)

    def publish(self, *words: str, now: str = SUNDAY) -> Result:
        return self.call("publish", *words, now=now)

    def unpublish(self, *words: str, now: str = SUNDAY) -> Result:
        return self.call("unpublish", *words, now=now)

    def sessions(self, *words: str) -> dict[str, dict[str, Any]]:
        """The strength sessions of a plan that is not written."""
        shown = json.loads(self.plan(*words, "--dry-run", "--json").stdout)
        return {s["title"]: s for s in shown["sessions"] if s["activity"] == "strength"}

    def edit(self, was: str, now: str) -> None:
        text = self.file.read_text()
        assert was in text
        self.file.write_text(text.replace(was, now))

    @property
    def plans(self) -> Path:
        return self.folder / "plans" / "kim"

    def files(self) -> dict[str, bytes]:
        """What is kept, byte for byte."""
        found = (path for path in self.plans.iterdir() if path.suffix in {".json", ".ics"})
        return {path.name: path.read_bytes() for path in found}

    @cached_property
    def program(self) -> "Program":
        """The same account in another calendar program."""
        return Program(self.environment)


class Program:
    """Another calendar program on the account of a runner."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._client: Any = DAVClient(
            url=environment["MICROCYCLE_CALDAV_URL"],
            username=environment["MICROCYCLE_CALDAV_USER"],
            password=PASSWORD,
            enable_rfc6764=False,
        )

    def calendars(self) -> list[Any]:
        return list(self._client.principal().get_calendars())

    @property
    def calendar(self) -> Any:
        (found,) = self.calendars()
        return found

    def events(self) -> dict[str, Any]:
        """The events by what they show: the session's letter, or else the title."""
        found = {}
        for event in self.calendar.get_events():
            title = str(event.icalendar_component["SUMMARY"])
            found[title.removeprefix("Strength ").removesuffix(" (heavy)")] = event
        return found

    def shown(self) -> dict[str, str]:
        """Where each event is, on the athlete's clock."""
        return {
            name: f"{event.icalendar_component.start:%a %d %H:%M}"
            for name, event in self.events().items()
        }

    def change(self, name: str, does: Callable[[Any], None]) -> None:
        """Change an event as a program does: read it, write it back."""
        event = self.events()[name]
        with event.edit_icalendar_instance() as calendar:
            (component,) = calendar.events
            does(component)
        event.save()

    def move(self, name: str, *, hours: int) -> None:
        from datetime import timedelta

        def later(component: Any) -> None:
            for key in ("DTSTART", "DTEND"):
                component[key].dt += timedelta(hours=hours)

        self.change(name, later)

    def delete(self, name: str) -> None:
        self.events()[name].delete()

    def add(self, uid: str, title: str) -> None:
        """An event that is none of ours."""
        self.calendar.add_event(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//EN\r\nBEGIN:VEVENT\r\n"
            f"UID:{uid}\r\nDTSTAMP:20270101T000000Z\r\nDTSTART:20270112T160000Z\r\n"
            f"DTEND:20270112T170000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Server], Athlete]:
    """A runner with an account at a server."""
    monkeypatch.delenv("MICROCYCLE_HOME", raising=False)

    def there(server: Server) -> Athlete:
        folder = tmp_path / "athlete"
        folder.mkdir()
        file = folder / "kim.yaml"
        file.write_text(KIM)
        environment = {
            "MICROCYCLE_CALDAV_URL": server.url,
            "MICROCYCLE_CALDAV_USER": f"kim{next(server.users)}",
            "MICROCYCLE_CALDAV_PASSWORD": PASSWORD,
        }
        return Athlete(folder, file, environment)

    return there


@pytest.fixture
def kim(at: Callable[[Server], Athlete], server: Server) -> Athlete:
    """A runner whose week is planned."""
    athlete = at(server)
    assert athlete.plan().exit_code == 0
    return athlete


@pytest.fixture
def published(kim: Athlete) -> Athlete:
    """A runner whose week is published."""
    assert kim.publish().exit_code == 0
    return kim
