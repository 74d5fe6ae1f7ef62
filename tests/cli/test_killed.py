"""A plan that is killed at any moment leaves what it keeps readable: old or new, never torn."""

import contextlib
import datetime as dt
import os
import signal
import time
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from scheduler.cli import main
from scheduler.store.plans import read_week

WEEK = ["--week", "2027-W02", "--now", "2027-01-10T12:00"]
WINDOWS = ("[17:00-20:00]", "[18:30-20:00]")  # each plans another week
MONDAY = dt.date(2027, 1, 11)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")


def plan(file: Path) -> None:
    with contextlib.suppress(SystemExit):
        CliRunner().invoke(main, ["plan", str(file), *WEEK], catch_exceptions=False)


def killed(file: Path, after: float) -> bool:
    """Plan in a process of its own and kill it after so many seconds; whether it had not ended."""
    child = os.fork()
    if child == 0:
        try:
            plan(file)
        finally:
            os._exit(0)
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def kept(folder: Path) -> tuple[bytes, bytes]:
    """The kept week and the calendar, both of which must be whole."""
    week = read_week(folder, MONDAY)
    data = (folder / "2027-01-11.ics").read_bytes()
    events = Calendar.from_ical(data).walk("VEVENT")
    assert week is not None
    assert len(week.revisions[-1].sessions) == 4
    assert len(events) == 2
    return (folder / "2027-01-11.json").read_bytes(), data


@pytest.mark.parametrize(
    "kills", [pytest.param(12, id="some"), pytest.param(240, id="many", marks=pytest.mark.full)]
)
def test_what_is_kept_is_whole_after_every_kill(kim, here, kills):
    folder, draw = here / "plans" / "kim", Random(7)  # noqa: S311
    texts = [kim.read_text().replace(WINDOWS[0], window) for window in WINDOWS]
    plan(kim)
    began = time.perf_counter()
    plan(kim)
    length = time.perf_counter() - began
    struck, moments = 0, set()
    while struck < kills:
        before = kept(folder)
        kim.write_text(texts[(struck + 1) % 2])
        struck += killed(kim, draw.uniform(0, 3 * length))
        after = kept(folder)
        moments.add((after[0] == before[0], after[1] == before[1]))

    plan(kim)
    kept(folder)
    assert kills < 100 or moments != {(True, True)}, "every kill came too soon"
    assert {path.suffix for path in folder.iterdir()} <= {".json", ".ics", ".tmp", ""}
