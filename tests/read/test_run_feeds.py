"""Whole run calendars, in the shapes that apps give them, from the bytes to the runs."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from scheduler.read.calendar.calendars import read_calendar
from scheduler.read.running.feed_runs import feed_run

FEEDS = Path(__file__).parent / "feeds"
PRESET = Path(__file__).parents[2] / "constraints" / "presets" / "evidence.yaml"
KINDS = YAML(typ="safe").load(PRESET.read_text("utf-8"))["kinds"]
PATTERNS = {kind: told["patterns"] for kind, told in KINDS.items() if "patterns" in told}

LENGTHS = {kind: told["minutes"] for kind, told in KINDS.items() if "minutes" in told}


def _runs(name):
    reading = read_calendar(
        (FEEDS / name).read_bytes(),
        name=name,
        first=dt.date(2027, 1, 11),
        last=dt.date(2027, 1, 17),
        zone=ZoneInfo("Europe/Madrid"),
    )
    runs = (
        feed_run(event, patterns=PATTERNS, paces={"easy": 6.5}, lengths=LENGTHS)
        for event in reading.events
    )
    return [
        (f"{run.date:%a}", run.kind, run.minutes, run.start and f"{run.start:%H:%M}", run.left_out)
        for run in runs
    ]


@pytest.mark.parametrize(
    ("name", "week"),
    [
        (
            "runna.ics",
            [
                ("Tue", "threshold", 50, None, False),
                ("Wed", "strength", 30, None, True),
                ("Sun", "long", 105, "09:00", False),
            ],
        ),
        (
            "trainingpeaks.ics",
            [
                ("Tue", "easy", 40, None, False),
                ("Wed", "rest", 0, None, False),
                ("Thu", "intervals", 49, "18:30", False),
                ("Fri", "cross", 75, None, False),
            ],
        ),
        ("trainerroad.ics", [("Sat", "cross", 120, None, False)]),
    ],
)
def test_a_week_of_a_feed(name, week):
    assert _runs(name) == week
