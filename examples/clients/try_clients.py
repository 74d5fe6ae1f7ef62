"""Give our files to other people's readers and calendar programs, and print what each saw.

::

    python examples/clients/try_clients.py install FOLDER    from pip and npm, about a minute
    python examples/clients/try_clients.py try FOLDER

Two plans are made of one week: in the second, Strength A has moved and Strength B is left out. A
*reader* is given both and must see the same sessions at the same instants as the plan has them. A
*program* keeps events: it imports the first file and then the second, or follows an address, and
what matters is what it shows in the end. What is not installed is passed over; calcurse, and
libical for the system's Python, come from the system:
``apt-get install calcurse gir1.2-ical-3.0 python3-gi``.
"""

import datetime as dt
import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = ("icalendar", "ical", "vobject", "icalevents", "ics", "khal", "vdirsyncer")
NODE_PACKAGES = ("ical.js", "node-ical", "ts-ics")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 60  # for one client [s]
ATHLETE = """\
athlete: {name: Kim, id: kim1, timezone: Europe/Berlin}
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00]}
runs:
  - {day: tue, start: 06:30, minutes: 60, kind: intervals}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
strength: {sessions: 2, class: heavy, minutes: 45}
"""
CHANGES = (("mon-fri: [17:00-20:00]", "mon-fri: [18:00-20:00]"), ("sessions: 2", "sessions: 1"))
KHAL = """\
[calendars]
[[kim]]
path = {folder}/khal
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
VDIRSYNCER = """\
[general]
status_path = "{folder}/status"
[pair kim]
a = "address"
b = "files"
collections = null
conflict_resolution = "a wins"
[storage address]
type = "http"
url = "{url}"
[storage files]
type = "filesystem"
path = "{folder}/followed"
fileext = ".ics"
"""


class NotInstalledError(Exception):
    """A client is not there."""


def run(*words: str | Path, **environment: str) -> str:
    """What a client prints; its own words where it fails."""
    if shutil.which(str(words[0])) is None:
        raise NotInstalledError
    done = subprocess.run(
        [str(word) for word in words],
        env={**os.environ, "TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        if last and ("No module named" in last[0] or "Cannot find module" in last[0]):
            raise NotInstalledError
        raise RuntimeError(*last)
    return done.stdout


def install(folder: Path) -> None:
    """Install what pip and npm have."""
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    subprocess.run([folder / "venv/bin/pip", "install", "-q", *PACKAGES], check=True)
    npm = shutil.which("npm")
    if npm is not None:
        words = [npm, "install", "--no-audit", "--no-fund", "--prefix", folder, *NODE_PACKAGES]
        subprocess.run(words, check=True)


def plans(folder: Path) -> tuple[list[Path], list[list[str]]]:
    """The two calendars, and for each what a reader must see."""
    file, text = folder / "kim.yaml", ATHLETE
    paths, wanted = [], []
    for version in ("first", "second"):
        file.write_text(text)
        calendar = folder / f"{version}.ics"
        words = ("--week", "2027-W02", "--now", "2027-01-10T12:00", "--json")
        said = run(
            sys.executable, "-m", "scheduler", "plan", file, *words, "--out", calendar,
            MICROCYCLE_HOME=str(folder),
        )  # fmt: skip
        paths.append(calendar)
        wanted.append(sorted(_lines(json.loads(said)["sessions"])))
        for was, now in CHANGES:
            text = text.replace(was, now)
    return paths, wanted


def _lines(sessions: list[dict[str, str]]) -> Iterator[str]:
    for session in sessions:
        if session["activity"] == "strength":
            start = dt.datetime.fromisoformat(session["start"]).astimezone(dt.UTC)
            yield f"{start:%Y-%m-%dT%H:%MZ} - {session['title']} ({session['kind']})"


def readers(folder: Path) -> dict[str, Callable[[Path], str]]:
    """Each reader by its name."""
    python, program = folder / "venv/bin/python", HERE / "read_with.py"
    found: dict[str, Callable[[Path], str]] = {
        name: functools.partial(run, python, program, name)
        for name in ("icalendar", "ical", "vobject", "icalevents", "ics")
    }
    found["libical"] = functools.partial(run, SYSTEM_PYTHON, program, "libical")
    for name in NODE_PACKAGES:
        found[name] = lambda path, name=name: run(
            "node", HERE / "read_with.mjs", name, path, folder.resolve()
        )
    return found


def try_reader(read: Callable[[Path], str], paths: list[Path], wanted: list[list[str]]) -> str:
    """Whether a reader sees in both files what the plan says."""
    for path, lines in zip(paths, wanted, strict=True):
        seen = sorted(line for line in read(path).splitlines() if " cancelled " not in line)
        if seen != lines:
            return f"WRONG in {path.name}: sees {seen}, the plan has {lines}"
    return "sees every session at its instant, in both"


def in_khal(folder: Path, own: Path, paths: list[Path]) -> str:
    """A program that keeps a folder of files."""
    (own / "khal").mkdir()
    (own / "khal.conf").write_text(KHAL.format(folder=own))
    khal = (folder / "venv/bin/khal", "-c", own / "khal.conf")
    for path in paths:
        run(*khal, "import", "--batch", path)
    return run(*khal, "list", "--format", "{start} {title}{status}", "2027-01-11", "7d")


def in_calcurse(_: Path, own: Path, paths: list[Path]) -> str:
    """A program that keeps a list of its own."""
    for path in paths:
        run("calcurse", "-q", "-D", own / "calcurse", "-i", path)
    return run(
        "calcurse", "-D", own / "calcurse", "-Q", "--from", "01/11/2027", "--days", "7",
    )  # fmt: skip


def in_vdirsyncer(folder: Path, own: Path, paths: list[Path]) -> str:
    """A program that follows an address; here a file that is replaced."""
    (own / "followed").mkdir()
    (own / "served").mkdir()
    with served(own / "served") as url:
        (own / "config").write_text(VDIRSYNCER.format(folder=own, url=f"{url}/week.ics"))
        sync = (folder / "venv/bin/vdirsyncer", "-c", own / "config")
        for number, path in enumerate(paths):
            shutil.copy(path, own / "served/week.ics")
            if number == 0:
                run(*sync, "discover")
            run(*sync, "sync", "--force-delete")
    read = readers(folder)["icalendar"]
    return "".join(read(path) for path in sorted((own / "followed").iterdir()))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder behind an address on this machine."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


PROGRAMS = {
    "khal, import twice": in_khal,
    "calcurse, import twice": in_calcurse,
    "vdirsyncer, follow": in_vdirsyncer,
}


def try_all(folder: Path) -> None:
    """Print what each client says."""
    with tempfile.TemporaryDirectory() as scratch:
        paths, wanted = plans(Path(scratch))
        print(f"the plans: {wanted[0]}, then {wanted[1]}\n")
        for name, read in readers(folder).items():
            print(f"{name}: {told(try_reader, read, paths, wanted)}")
        for name, program in PROGRAMS.items():
            own = Path(scratch) / name.split(",")[0]
            own.mkdir()
            print(f"\n{name}:\n  {told(program, folder, own, paths)}")


def told(do: Callable[..., str], *words: object) -> str:
    """What a client says, or why it says nothing."""
    try:
        return do(*words).strip().replace("\n", "\n  ")
    except NotInstalledError:
        return "not installed"
    except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
        return f"FAILED: {error}"


if __name__ == "__main__":
    {"install": install, "try": try_all}[sys.argv[1]](Path(sys.argv[2]))
