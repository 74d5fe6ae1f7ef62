"""`microcycle feed`: links that work, secrets that stay secret, an end in good order."""

import builtins
import http.client
import os
import re
import signal
import socket
import stat
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from scheduler.store.tokens import NAME, read_tokens

LINK = re.compile(r"^  (http\S+)$", re.MULTILINE)
signals = pytest.mark.skipif(os.name == "nt", reason="signals of another kind")


@pytest.fixture
def planned(kim, plan, here):
    """The folder of Kim, who has planned a week."""
    plan(kim)
    return here


@pytest.fixture
def serve(planned):
    """Start the command as users do, and stop it at the end."""
    started = []

    def start(*words):
        child = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-u", "-m", "scheduler", "feed", ".", "--port", "0", *words],
            cwd=planned,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(child)
        line = child.stderr.readline()
        assert line.startswith("serving . at http://127.0.0.1:"), line + child.stderr.read()
        return child, int(line.partition(";")[0].rpartition(":")[2])

    yield start
    for child in started:
        child.kill()
        child.communicate()


def fetch(port, link):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", urlsplit(link).path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_links_are_printed_for_both_calendars_in_both_forms(planned, microcycle):
    done = microcycle("feed", planned, "--links", "--url", "https://cal.example.org/")
    token = read_tokens(planned)["kim"]

    assert done.exit_code == 0
    assert done.stdout.startswith(
        f"kim, all sessions:\n  https://cal.example.org/{token}/kim.ics\n"
        f"  webcal://cal.example.org/{token}/kim.ics\n"
        "kim, busy times only:\n  https://cal.example.org/"
    )
    assert done.stdout.count("webcal://") == 2
    assert microcycle("feed", planned, "--links", "--url", "https://cal.example.org").stdout == (
        done.stdout
    )


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_secrets_are_in_a_file_of_their_owner(planned, microcycle):
    microcycle("feed", planned, "--links")

    assert stat.S_IMODE((planned / NAME).stat().st_mode) == 0o600


def test_a_new_token_ends_the_old_links_of_one_athlete(planned, microcycle, plan):
    (planned / "lea.yaml").write_text(
        (planned / "kim.yaml").read_text().replace("Kim, id: kim1", "Lea, id: lea1")
    )
    plan("lea.yaml")
    before = LINK.findall(microcycle("feed", planned, "--links").stdout)
    printed = LINK.findall(microcycle("feed", planned, "--new-token", "lea").stdout)
    after = LINK.findall(microcycle("feed", planned, "--links").stdout)

    assert len(before) == 4
    assert after == [*before[:2], *printed]
    assert not set(printed) & set(before)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["missing"], "missing is no folder: name the one that holds `plans`"),
        (["."], ". keeps no plans: run `microcycle plan` there"),
        ([".", "--links", "--port", "0"], "which port is served at?"),
        ([".", "--new-token", "kim", "--port", "0"], "name it with --port, or say --url"),
        *(
            ([".", "--url", url], f"--url {url!r} is no address: write one like https://calendar.")
            for url in ("calendar.example.org", "https://", "ftp://a", "https://a?b", "https://a b")
        ),
    ],
)
def test_what_cannot_be_served_is_told(microcycle, here, words, says):
    done = microcycle("feed", *words)

    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
    assert not (here / NAME).exists()


def test_where_the_plans_are_elsewhere_it_says_where(microcycle, here, monkeypatch):
    monkeypatch.setenv("MICROCYCLE_HOME", "/elsewhere")

    assert "name /elsewhere, as MICROCYCLE_HOME does" in microcycle("feed", here).stderr


def test_a_name_without_plans_is_told_with_those_that_have_some(planned, microcycle):
    done = microcycle("feed", planned, "--new-token", "nobody")

    assert done.exit_code == 2
    assert "keeps no plans of 'nobody', but of kim" in done.stderr


def without_server(monkeypatch, missing):
    """Let the import of the server end in this error."""
    real = builtins.__import__

    def importing(name, *more):
        if name == "uvicorn":
            raise missing
        return real(name, *more)

    monkeypatch.delitem(sys.modules, "scheduler.sync.server", raising=False)
    monkeypatch.delattr("scheduler.sync.server", raising=False)
    monkeypatch.setattr(builtins, "__import__", importing)


def test_a_missing_package_is_told_with_what_to_install(planned, microcycle, monkeypatch):
    without_server(monkeypatch, ModuleNotFoundError("No module named 'uvicorn'", name="uvicorn"))
    done = microcycle("feed", planned)

    assert done.exit_code == 2
    assert 'feed needs the package uvicorn, which is not installed: pip install "micro' in (
        done.stderr
    )
    assert not (planned / NAME).exists()


def test_a_part_of_our_own_that_is_missing_is_a_bug(planned, microcycle, monkeypatch):
    gone = ModuleNotFoundError("No module named 'scheduler.write'", name="scheduler.write")
    without_server(monkeypatch, gone)

    assert microcycle("feed", planned).exception is gone


def test_plans_that_cannot_be_looked_at_do_not_hide_those_of_others(planned, microcycle):
    (planned / "plans" / "lea").symlink_to("lea")
    done = microcycle("feed", planned, "--links")

    assert done.exit_code == 0
    assert done.stdout.startswith("kim, all sessions:")
    assert done.stderr.startswith("lea: the plans cannot be looked at: ")


def test_a_damaged_file_of_tokens_is_told(planned, microcycle):
    (planned / NAME).write_text("{")

    done = microcycle("feed", planned, "--port", "0")

    assert done.exit_code == 2
    assert "is damaged: Expecting property name" in done.stderr


@signals
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_what_it_prints_and_ends_in_good_order(serve, end, plan, kim, planned):
    child, port = serve()
    token = read_tokens(planned)["kim"]
    status, body = fetch(port, f"/{token}/kim.ics")
    file = (planned / "plans" / "kim" / "2027-01-11.ics").read_bytes()

    assert status == 200
    assert re.findall(rb"UID:.*", body) == re.findall(rb"UID:.*", file)
    kim.write_text(kim.read_text().replace("17:00-20:00", "18:30-20:00"))
    plan(kim)
    assert fetch(port, f"/{token}/kim.ics")[1] != body
    child.send_signal(end)
    out, err = child.communicate(timeout=10)

    assert child.returncode == 0
    assert urlsplit(LINK.findall(out)[0]).path == f"/{token}/kim.ics"
    assert err == "stopped\n"


def test_new_links_count_in_a_server_that_runs(serve, planned, microcycle):
    _, port = serve("--quiet")
    old = f"/{read_tokens(planned)['kim']}/kim.ics"
    before = fetch(port, old)[0]
    new = LINK.findall(microcycle("feed", planned, "--new-token", "kim").stdout)

    assert [before, *(fetch(port, link)[0] for link in (old, *new))] == [200, 404, 200, 200]


@signals
def test_quiet_says_no_secret_not_even_of_what_was_asked_or_damaged(serve, planned):
    child, port = serve("--quiet")
    token = read_tokens(planned)["kim"]
    (planned / "plans" / "kim" / "2027-01-11.json").write_text("{")
    asked = [fetch(port, f"/{token}/{name}")[0] for name in ("kim.ics", "other.ics")]
    child.terminate()
    out, err = child.communicate(timeout=10)

    assert asked == [503, 404]
    assert out == ""
    assert "is damaged" in err
    assert token not in err


def test_it_loads_no_solver(planned):
    program = (
        "import datetime as dt, sys\n"
        "from pathlib import Path\n"
        "import scheduler.cli, scheduler.sync.server\n"
        "from scheduler.sync.folder import ServedFolder\n"
        "now = dt.datetime(2027, 1, 12, tzinfo=dt.UTC)\n"
        "assert ServedFolder(Path('.'), print).feeds('kim', now).full.plain\n"
        "print([m for m in ('ortools', 'pandas', 'numpy') if m in sys.modules])\n"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], cwd=planned, capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("host", "warned"), [("127.0.0.1", False), ("localhost", False), ("my.laptop", True)]
)
def test_who_lets_others_in_is_told_of_https(planned, microcycle, monkeypatch, host, warned):
    monkeypatch.setattr("scheduler.sync.server.FeedServer.run", lambda *_, **__: None)
    monkeypatch.setattr(
        "scheduler.sync.server.listen", lambda *_: socket.create_server(("127.0.0.1", 0))
    )
    done = microcycle("feed", planned, "--host", host)
    quiet = microcycle("feed", planned, "--host", host, "--quiet")

    assert done.exit_code == 0
    assert ("put a web server with https in front" in done.stderr) is warned
    assert done.stdout.count(f"http://{host}:") == 2
    assert quiet.stdout == ""


@pytest.mark.parametrize(
    ("host", "begins"),
    [("127.0.0.1", "http://127.0.0.1:1/"), ("::1", "http://[::1]:1/"), ("::", "http://lap:1/")],
)
def test_links_begin_with_what_others_can_call(planned, microcycle, monkeypatch, host, begins):
    monkeypatch.setattr(socket, "gethostname", lambda: "lap")
    done = microcycle("feed", planned, "--links", "--host", host, "--port", "1")

    assert done.stdout.count(begins) == 2


@signals
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_is_served_where_all_have_links(planned, microcycle, serve):
    microcycle("feed", planned, "--links")
    planned.chmod(0o500)
    try:
        serve()
    finally:
        planned.chmod(0o700)
