"""One run at a time holds a folder, and no end of a run leaves it held."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

import scheduler
from scheduler.errors import FileError
from scheduler.store import locks
from scheduler.store.locks import locked

HOLDS = """
import sys, time
from pathlib import Path
from scheduler.store.locks import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_run_that_holds_a_folder_goes_on_in_it(tmp_path):
    with locked(tmp_path):
        with locked(tmp_path, tmp_path / "week.json"):
            pass
        assert refusals(tmp_path) == [True]
    assert refusals(tmp_path) == [False]


def refusals(folder):
    """Whether another run, here a thread, is refused."""
    found = []

    def hold():
        try:
            with locked(folder):
                found.append(False)
        except FileError as error:
            found.append("another run is writing it" in str(error))

    other = Thread(target=hold)
    other.start()
    other.join()
    return found


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch):
    monkeypatch.setattr(locks, "_PATIENCE", 0.05)


def test_what_goes_wrong_while_it_is_held_is_not_taken_for_the_lock(tmp_path):
    with pytest.raises(BrokenPipeError), locked(tmp_path):
        raise BrokenPipeError
    assert refusals(tmp_path) == [False]


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_run_that_is_killed_lets_it_go(tmp_path):
    root = Path(scheduler.__file__).parents[1]
    holder = subprocess.Popen(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", HOLDS, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline() == b"held\n"
    assert refusals(tmp_path) == [True]
    holder.send_signal(signal.SIGKILL)
    holder.communicate()

    assert refusals(tmp_path) == [False]
