"""Weeks in which much happens: said, taken back, recorded, moved in a calendar, and planned again.

By default a few seeded weeks are lived; `pytest -m full` lives them all.
"""

import datetime as dt
import json
import random
import re
from pathlib import Path

import pytest

CALENDAR = Path("plans/kim/2027-01-11.ics")
KEPT = Path("plans/kim/2027-01-11.json")
LOG = Path("plans/kim/log.jsonl")
FIRST = dt.datetime(2027, 1, 11, 7)  # noqa: DTZ001 - on the clock of the athlete
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KIM = """\
athlete: {name: Kim, id: kim1, timezone: Europe/Berlin}
availability: {mon-fri: [06:00-07:30, 17:00-20:00], sat: [09:00-12:00]}
runs:
  - {day: tue, start: 06:30, minutes: 60, kind: intervals}
  - {day: thu, minutes: 40, kind: easy}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
strength: {sessions: 2, class: moderate, minutes: 45}
history: [{path: watch.csv, format: csv}]
"""


def unfolded():
    return re.sub(r"\r\n[ \t]", "", CALENDAR.read_bytes().decode())


def blocks():
    """Each event of the calendar by its UID: its start, its SEQUENCE, and all of its lines."""
    found = {}
    for whole in unfolded().split("BEGIN:VEVENT")[1:]:
        block = whole.partition("END:VEVENT")[0]
        uid, sequence = (
            re.search(rf"^{key}:(.*)\r$", block, re.MULTILINE)[1] for key in ("UID", "SEQUENCE")
        )
        start = re.search(r"^DTSTART.*:(\d{8}T\d{6})", block, re.MULTILINE)[1]
        found[uid] = (dt.datetime.strptime(start, "%Y%m%dT%H%M%S"), int(sequence), block)  # noqa: DTZ007
    return found


def without_advice(block):
    """An event but for what to do if the session is missed, which alone is no new version."""
    return re.sub(r"\\nIf you miss it: .*?(?=\\n)", "", block)


class Week:
    """One week of one runner, lived hour by hour."""

    def __init__(self, microcycle, seed):
        self.call, self.luck, self.now = microcycle, random.Random(seed), FIRST  # noqa: S311
        Path("kim.yaml").write_text(KIM)
        self.watch = ["start,sport,title,minutes,rpe"]
        self.plan(first=True)

    def plan(self, *read_back, first=False):
        Path("watch.csv").write_text("\n".join([*self.watch, "2027-01-03 09:00,run,Long,80,5", ""]))
        words = ("--week", "2027-W02", "--now", self.now.isoformat(), "--json")
        before = {} if first else blocks()
        result = self.call("plan", "kim.yaml", *words, *read_back)
        assert result.exit_code in {0, 3}, result.output
        for uid, (start, sequence, block) in before.items():
            if max(start, blocks()[uid][0]) < self.now and "STATUS:CANCELLED" not in block:
                assert blocks()[uid][2] == block, "the past was rewritten"
            else:
                changed = without_advice(blocks()[uid][2]) != without_advice(block)
                assert blocks()[uid][1] == sequence + changed
        written = CALENDAR.read_bytes(), KEPT.read_bytes()
        self.call("plan", "kim.yaml", *words)
        assert (CALENDAR.read_bytes(), KEPT.read_bytes()) == written, (
            "nothing new changed something"
        )
        return json.loads(result.stdout)

    def say(self, *words):
        """Say something; what cannot be is refused and leaves the log as it is."""
        before = LOG.read_bytes() if LOG.exists() else b""
        result = self.call("log", "kim.yaml", *words, "--now", self.now.isoformat())
        assert result.exit_code in {0, 2}, result.output
        if result.exit_code == 2:
            assert (LOG.read_bytes() if LOG.exists() else b"") == before

    def touch(self, changes):
        """The calendar of a program in which one event that is not over was changed just now."""
        ahead = [block for start, _, block in blocks().values() if start > self.now]
        ahead = [block for block in ahead if "STATUS:CANCELLED" not in block]
        if not ahead:
            return ()
        was = new = self.luck.choice(ahead)
        for name, value in {"LAST-MODIFIED": f"{self.now:%Y%m%dT%H%M%SZ}", **changes}.items():
            new = re.sub(rf"({name}[^:]*:).*\r", rf"\g<1>{value}\r", new)
        Path("mine.ics").write_bytes(unfolded().replace(was, new).encode())
        return "--calendar-now", "mine.ics"

    def step(self):
        """Some hours pass, and something happens."""
        self.now += dt.timedelta(hours=self.luck.randint(4, 20))
        title = f"Strength {self.luck.choice('AB')}"
        clock = f"{self.luck.choice(DAYS)} {self.luck.choice(['06:00', '17:15', '18:30'])}"
        read_back = ()
        match self.luck.randint(0, 7):
            case 0:
                self.say("done", title, "--at", clock, "--rpe", self.luck.randint(3, 9))
            case 1:
                self.say("missed", title)
            case 2:
                self.say("moved", title, clock)
            case 3:
                self.say("undo")
            case 4:
                self.say("missed", "Intervals run")
            case 5:
                at = self.now - dt.timedelta(hours=1)
                sport = self.luck.choice(["run", "strength", "yoga"])
                self.watch.append(
                    f"{at:%Y-%m-%d %H:%M},{sport},Something,{self.luck.randint(20, 60)},"
                )
            case 6:
                at = FIRST + dt.timedelta(
                    days=self.luck.randint(0, 6), hours=self.luck.randint(0, 12)
                )
                times = {"DTSTART": at, "DTEND": at + dt.timedelta(minutes=30)}
                read_back = self.touch({key: f"{on:%Y%m%dT%H%M%S}" for key, on in times.items()})
            case 7:
                read_back = self.touch({"STATUS": "CANCELLED"})
        shown = self.plan(*read_back)
        uids = [session["uid"] for session in shown["sessions"]]
        assert len(uids) == len(set(uids))
        for session in shown["sessions"]:
            assert (session["load"] == 0) == (session["origin"] == "missed")


def lived(microcycle, seed):
    week = Week(microcycle, seed)
    while week.now < FIRST + dt.timedelta(days=5, hours=18):  # so that the week is never over
        week.step()
    return week


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_past_stays_and_nothing_new_changes_nothing(microcycle, seed):
    lived(microcycle, seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(3, 60))
def test_whatever_happens_in_many_weeks(microcycle, seed):
    lived(microcycle, seed)
