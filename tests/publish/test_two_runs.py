"""Two runs at once on the plans of one athlete: one waits or is refused, and nothing is lost."""

import os
import signal
from pathlib import Path
from threading import Thread

import pytest

from scheduler import planning
from scheduler.store import locks
from scheduler.sync.collection import Collection

HERE, LATER = "Tue 12 17:00", "Tue 12 18:00"
BUSY = "another run is writing it\n  hint: wait for that run to end"


@pytest.fixture
def while_planning(monkeypatch):
    """Do something between the reading and the writing of the next plan."""
    real = planning.plan

    def then(does):
        def planned(*words):
            monkeypatch.setattr(planning, "plan", real)
            found = real(*words)
            does()
            return found

        monkeypatch.setattr(planning, "plan", planned)

    return then


@pytest.fixture
def while_publishing(monkeypatch):
    """Do something, in a run of its own, right after the next look at the server."""
    look = Collection.events
    monkeypatch.setattr(locks, "_PATIENCE", 0.05)

    def then(does):
        def looked(self):
            monkeypatch.setattr(Collection, "events", look)
            found = look(self)
            other = Thread(target=does)
            other.start()
            other.join()
            return found

        monkeypatch.setattr(Collection, "events", looked)

    return then


@pytest.mark.parametrize("words", [[], ["--fresh"], ["--calendar-now", "caldav"]])
def test_a_move_that_is_published_while_planning_is_not_lost(published, while_planning, words):
    published.edit("minutes: 45", "minutes: 60")
    published.program.move("A", hours=1)
    while_planning(lambda: told.append(published.publish().stdout))
    told = []
    result = published.plan(*words)

    assert "moved to Tue 12 Jan 18:00" in told[0]
    assert (result.exit_code, "another run has changed it meanwhile" in result.stderr) == (2, True)
    assert "run the command again" in result.stderr
    assert published.plan().exit_code == 0
    published.publish()
    assert published.program.shown()["A"] == LATER


def test_a_plan_that_is_made_while_publishing_waits_and_loses_no_move(published, while_publishing):
    published.edit("minutes: 45", "minutes: 60")
    published.program.move("A", hours=1)
    before = published.files()
    while_publishing(lambda: told.append((published.plan(), published.files())))
    told = []
    result = published.publish()
    (refused, files) = told[0]

    assert (refused.exit_code, BUSY in refused.stderr, files) == (2, True, before)
    assert (result.exit_code, "moved to Tue 12 Jan 18:00" in result.stdout) == (0, True)
    assert published.plan().exit_code == 0
    published.publish()
    assert published.program.shown()["A"] == LATER


def test_what_is_being_published_is_not_read_back_as_the_athletes(published, while_publishing):
    published.edit("mon-fri: [17:00", "mon-fri: [17:30")
    published.plan()
    while_publishing(lambda: told.append(published.plan_as_it_is()))
    told = []
    published.publish()

    assert (told[0].exit_code, BUSY in told[0].stderr) == (2, True)
    assert published.plan_as_it_is().exit_code == 0
    assert published.sessions()["Strength A"]["origin"] == "planned"


@pytest.mark.parametrize("command", ["publish", "unpublish"])
def test_a_second_run_that_publishes_is_refused(published, while_publishing, command):
    published.edit("sessions: 2", "sessions: 1")
    published.plan()
    while_publishing(lambda: told.append(getattr(published, command)()))
    told = []
    result = published.publish()

    assert (told[0].exit_code, BUSY in told[0].stderr) == (2, True)
    assert (result.exit_code, len(published.program.shown())) == (0, 1)


def test_a_dry_run_waits_for_nobody(published, while_publishing):
    while_publishing(lambda: told.append(published.publish("--dry-run")))
    told = []
    published.publish()

    assert (told[0].exit_code, told[0].stdout) == (0, "nothing to do\n")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
@pytest.mark.parametrize("written", [0, 1, 2])
def test_a_deletion_that_is_taken_back_is_not_lost_by_a_kill(published, monkeypatch, written):
    published.program.delete("A")
    published.plan_as_it_is()
    replace, left = Path.replace, iter(range(written))

    def killed(*words):
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return replace(*words)

    child = os.fork()
    if child == 0:
        monkeypatch.setattr(Path, "replace", killed)
        published.plan("--fresh")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL

    published.plan("--fresh")
    published.publish()
    assert published.program.shown()["A"] == HERE
