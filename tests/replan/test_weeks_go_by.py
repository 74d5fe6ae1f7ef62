"""An athlete lives with the plan for some weeks, as a machine with states: what always holds.

Every way in which life comes in between is a rule that changes the athlete's file, a calendar or
the clock, or says what happened, and ends in ``plan_again``, where everything is compared with the
plan before. Whatever else can come in between, such as a session that is moved in a calendar
program, is one more such rule; what must hold then is written already.
"""

import copy
import datetime as dt
import json
import os
import re
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from scheduler.cli import main

ZONE = ZoneInfo("Europe/Berlin")
MONDAYS = [dt.date(2027, 3, 15) + dt.timedelta(weeks=number) for number in range(3)]
DATES = [MONDAYS[0] + dt.timedelta(days=day) for day in range(21)]  # the clocks change on the 14th
CLOCKS = ["06:00", "07:30", "12:00", "17:00", "18:30", "19:45"]
WINDOWS = [[], ["06:00-08:00"], ["12:00-13:30"], ["17:00-20:00"], ["06:00-07:30", "18:00-21:00"]]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
KIM = {
    "athlete": {"name": "Kim", "id": "kim1", "timezone": "Europe/Berlin"},
    "availability": {"mon-fri": ["17:00-20:00"], "sat": ["09:00-12:00"]},
    "calendars": [{"path": "work.ics", "holds": "busy"}],
    "runs": [
        {"day": "tue", "start": "06:30", "minutes": 60, "kind": "intervals"},
        {"day": "thu", "minutes": 40, "kind": "easy", "title": "Jog"},
        {"day": "sun", "start": "09:00", "minutes": 90, "kind": "long"},
    ],
    "strength": [
        {"sessions": 2, "class": "heavy", "minutes": 45, "may_become": ["light"]},
        {"name": "Core", "sessions": 1, "class": "core", "minutes": 20},
    ],
    "pins": [],
    "rules": {},
}
RULES = [
    {},
    {"gap_between_strength": {"heavy": "72h"}},
    {"gap_before_hard_run": {"heavy": {"min": "40h"}}},
    {"quiet_hours": {"after": "18:00", "points": 40}},
    {"preferred_day": {"days": ["mon", "wed", "sat"], "points": 50}},
    {"sessions_per_day": {"max": 1}},
    {"weekly_load": {"cap": 1300}},
]
TRAINED = [
    {},
    {"banned": ["split_squat", "pogo", "reverse_lunge"]},
    {"favourites": ["step_up"], "phase": "base"},
    {"phase": "taper"},
]
STAMPS = ("SEQUENCE:", "DTSTAMP:", "LAST-MODIFIED:")


class Event:
    """One event of the calendar file."""

    def __init__(self, block):
        self.block = block
        lines = block.split("\r\n")
        own = block.partition("BEGIN:VALARM")[0].split("\r\n")
        says = dict(re.split(r"[:;]", line, maxsplit=1) for line in own if line)
        self.uid, self.sequence = says["UID"], int(says["SEQUENCE"])
        self.cancelled = says["STATUS"] == "CANCELLED"
        self.start = _moment(says["DTSTART"])
        self.stamps = [line for line in lines if line.startswith(STAMPS)]
        shown = [line for line in lines if not line.startswith(STAMPS)]
        self.shown = [re.sub(r"\\nIf you miss it: .*?(?=\\nWhy here)", "", line) for line in shown]


def _moment(says):
    text = says.rpartition(":")[2]
    zone = dt.UTC if text.endswith("Z") else ZONE
    return dt.datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=zone)


def events_of(data):
    """The events of a calendar file, by UID."""
    text = re.sub(r"\r\n[ \t]", "", data.decode())
    found = [Event(block.partition("END:VEVENT")[0]) for block in text.split("BEGIN:VEVENT")[1:]]
    return {event.uid: event for event in found}


class Life(RuleBasedStateMachine):
    """An athlete whose file, calendar and clock change, and who plans again each time."""

    def __init__(self):
        super().__init__()
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name)
        self.now = dt.datetime(2027, 3, 14, 12, tzinfo=ZONE)
        self.file, self.busy = copy.deepcopy(KIM), {}
        self.week = MONDAYS[0]
        self.edited = True  # since the last plan of the week
        self.before = None  # the last edit: how it was, so that it can be taken back
        self.uids = {}
        self.spoken_of = set()  # the titles of sessions that something was said of

    def teardown(self):
        self.home.cleanup()

    # What life does.

    @initialize()
    def first_plan(self):
        self.plan_again()

    @rule(day=st.sampled_from(DAYS), windows=st.sampled_from(WINDOWS))
    def change_a_window(self, day, windows):
        self.edit(availability={**self.file["availability"], day: windows})

    @rule(date=st.sampled_from(DATES), windows=st.sampled_from(WINDOWS))
    def change_a_date(self, date, windows):
        self.edit(availability={**self.file["availability"], str(date): windows})

    @precondition(lambda self: self.ahead())
    @rule(data=st.data())
    def close_the_day_of_a_session(self, data):
        start = data.draw(st.sampled_from(self.ahead()))
        self.edit(availability={**self.file["availability"], start[:10]: []})

    @rule(rules=st.sampled_from(RULES))
    def change_the_rules(self, rules):
        self.edit(rules=rules)

    @rule(exercises=st.sampled_from(TRAINED))
    def train_otherwise(self, exercises):
        self.edit(exercises=exercises)

    @rule(sessions=st.sampled_from([1, 2, 3]))
    def ask_for_more_or_less(self, sessions):
        heavy, core = self.file["strength"]
        pins = [pin for pin in self.file["pins"] if sessions > 1 or pin["session"] == "Strength A"]
        self.edit(strength=[{**heavy, "sessions": sessions}, core], pins=pins)

    @rule(
        date=st.sampled_from(DATES),
        start=st.sampled_from(CLOCKS),
        minutes=st.sampled_from([30, 60]),
    )
    def add_a_run(self, date, start, minutes):
        run = {"date": str(date), "start": start, "minutes": minutes, "kind": "tempo"}
        self.edit(runs=[*self.file["runs"], run])

    @precondition(lambda self: len(self.file["runs"]) > 1)
    @rule(data=st.data())
    def delete_a_run(self, data):
        gone = data.draw(st.sampled_from(range(len(self.file["runs"]))))
        self.edit(runs=[run for number, run in enumerate(self.file["runs"]) if number != gone])

    @rule(date=st.sampled_from(DATES), start=st.sampled_from(CLOCKS), second=st.booleans())
    def move_a_session_by_hand(self, date, start, second):
        title = f"Strength {'B' if second and self.file['strength'][0]['sessions'] > 1 else 'A'}"
        others = [pin for pin in self.file["pins"] if not _same_week(pin, title, date)]
        self.edit(pins=[*others, {"session": title, "date": str(date), "start": start}])

    @precondition(lambda self: self.file["pins"])
    @rule()
    def let_a_session_go(self):
        self.edit(pins=self.file["pins"][:-1])

    @rule(date=st.sampled_from(DATES), start=st.sampled_from(CLOCKS), hours=st.sampled_from([1, 4]))
    def add_an_event(self, date, start, hours):
        self.edit(busy={**self.busy, f"{date:%Y%m%d}T{start.replace(':', '')}00": hours})

    @precondition(lambda self: self.busy)
    @rule()
    def delete_an_event(self):
        self.edit(busy=dict(list(self.busy.items())[:-1]))

    @precondition(lambda self: self.begun())
    @rule(data=st.data())
    def miss_a_session(self, data):
        self.say("missed", data.draw(st.sampled_from(self.begun())))

    @precondition(lambda self: self.begun())
    @rule(data=st.data(), rpe=st.integers(3, 9))
    def do_a_session(self, data, rpe):
        self.say("done", data.draw(st.sampled_from(self.begun())), "--rpe", str(rpe))

    @precondition(lambda self: self.ahead())
    @rule(data=st.data())
    def know_that_a_session_will_be_missed(self, data):
        self.say("missed", data.draw(st.sampled_from(self.titles_ahead())))

    @precondition(lambda self: self.ahead())
    @rule(data=st.data(), date=st.sampled_from(DATES), start=st.sampled_from(CLOCKS))
    def say_that_a_session_moves(self, data, date, start):
        title = data.draw(st.sampled_from(self.titles_ahead()))
        self.say("moved", title, f"{date} {start}")

    @precondition(lambda self: self.spoken_of)
    @rule()
    def take_back_what_was_said(self):
        self.say("undo")

    @rule(hours=st.sampled_from([1, 5, 20, 30, 75]))
    def time_passes(self, hours):
        self.now += dt.timedelta(hours=hours)
        self.before = None
        self.plan_again()

    @precondition(lambda self: self.week < MONDAYS[-1])
    @rule()
    def plan_the_next_week(self):
        self.week += dt.timedelta(weeks=1)
        self.edited, self.before = True, None
        self.plan_again()

    @precondition(lambda self: self.week > MONDAYS[0])
    @rule()
    def plan_the_week_before_again(self):
        self.week -= dt.timedelta(weeks=1)
        self.edited, self.before = True, None
        self.plan_again()

    @rule()
    def plan_afresh(self):
        self.before, self.edited = None, True
        self.plan_again("--fresh")

    @precondition(lambda self: self.before is not None)
    @rule()
    def take_the_edit_back(self):
        (self.file, self.busy), sessions = self.before
        self.before, self.edited = None, True
        self.plan_again()

        assert self.sessions() == sessions

    # What follows.

    def edit(self, *, busy=None, **sections):
        """Change the file or the calendar and plan again."""
        self.before = (self.file, self.busy), self.sessions()
        self.file = {**self.file, **sections}
        self.busy = self.busy if busy is None else busy
        self.edited = True
        self.plan_again()

    def say(self, *words):
        """Log something of the week and plan again; what cannot be said is refused."""
        self.write()
        week = [] if words == ("undo",) else ["--week", str(self.week)]
        self.run("log", "kim.yaml", *words, *week, "--now", self.now.isoformat(), codes=(0, 2))
        self.spoken_of.update(words[1:2])
        self.edited, self.before = True, None
        self.plan_again()

    def plan_again(self, *options):
        """Plan; whatever came in between, this holds."""
        was = self.kept()
        shown = self.plan(*options)
        new = self.kept()
        self.the_past_stays(was, new)
        self.numbers_grow_for_what_changed(was, new)
        self.identities_stay(shown)
        self.no_rule_is_broken_but_by_a_pin(shown)
        self.every_change_says_why(was, shown)
        if not (self.edited or _runs_left_out(was)):
            assert new[0] == was[0]
            assert shown["changes"] == []
        assert self.plan()["changes"] == []
        assert self.kept() == new
        self.edited = False

    def plan(self, *options):
        self.write()
        command = [
            "plan",
            "kim.yaml",
            "--json",
            "--grid",
            "60min",
            "--now",
            self.now.isoformat(),
            *options,
        ]
        return self.run(*command, "--week", str(self.week))

    def run(self, *words, codes=(0, 3)):
        here = Path.cwd()
        os.chdir(self.folder)
        try:
            done = CliRunner().invoke(main, words, catch_exceptions=False)
        finally:
            os.chdir(here)
        assert done.exit_code in codes, done.output
        return json.loads(done.stdout) if "--json" in words else None

    def write(self):
        text = json.dumps({key: part for key, part in self.file.items() if part})
        (self.folder / "kim.yaml").write_text(text)
        found = "".join(
            f"BEGIN:VEVENT\r\nUID:{start}\r\nDTSTART;TZID=Europe/Berlin:{start}\r\n"
            f"DURATION:PT{hours}H\r\nSUMMARY:Call\r\nEND:VEVENT\r\n"
            for start, hours in self.busy.items()
        )
        head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//microcycle//tests//EN\r\n"
        (self.folder / "work.ics").write_bytes(f"{head}{found}END:VCALENDAR\r\n".encode())

    def kept(self):
        """The calendar and the kept plan of the week, as bytes; None where there is none yet."""
        paths = [self.folder / f"plans/kim/{self.week}.{ending}" for ending in ("ics", "json")]
        return tuple(path.read_bytes() for path in paths) if paths[0].exists() else None

    def sessions(self):
        """Where the last plan of the week has its sessions, and what is to be done in them."""
        kept = json.loads(self.kept()[1])
        return {
            own["key"]: (own["start"], own["kind"], own["exercises"])
            for own in kept["revisions"][-1]["sessions"]
            if own["origin"] != "fixed"
        }

    def ahead(self):
        """The starts of what the last plan of the week placed and has not begun."""
        starts = [start for start, *_ in self.sessions().values()]
        return [start for start in starts if dt.datetime.fromisoformat(start) >= self.now]

    def titles_ahead(self):
        """The titles of those sessions."""
        sessions = json.loads(self.kept()[1])["revisions"][-1]["sessions"]
        return [own["title"] for own in sessions if own["start"] in self.ahead()]

    def begun(self):
        """The titles of the strength that the last plan of the week placed and that has begun."""
        sessions = _begun(self.kept(), self.now)
        return [own["title"] for own in sessions if own["activity"] == "strength"]

    # What holds.

    def the_past_stays(self, was, new):
        for uid, event in _events(was).items():
            put_right = _events(new)[uid].start > self.now  # such as a pin with a wrong date
            if event.start <= self.now and not (event.cancelled or put_right):
                assert _events(new)[uid].block == event.block
        if was is None:
            return
        before, after = (
            [own for own in _begun(kept, self.now) if own["title"] not in self.spoken_of]
            for kept in (was, new)
        )
        added = [own for own in after if own not in before]

        assert [own for own in before if own not in after] == []
        assert {own["origin"] for own in added} <= {"pinned"}

    def numbers_grow_for_what_changed(self, was, new):
        before, after = _events(was), _events(new)

        assert before.keys() <= after.keys()
        for uid, event in after.items():
            if uid not in before:
                assert event.sequence == 0
            elif event.shown == before[uid].shown:
                assert event.stamps == before[uid].stamps
            else:
                assert event.sequence == before[uid].sequence + 1

    def identities_stay(self, shown):
        for session in shown["sessions"]:
            if session["activity"] == "strength":
                known = (shown["from"], session["title"])
                assert self.uids.setdefault(known, session["uid"]) == session["uid"]

    def no_rule_is_broken_but_by_a_pin(self, shown):
        """The calendar that was written, judged as if it came from elsewhere."""
        ahead = {
            session["uid"]
            for session in shown["sessions"]
            if session["origin"] == "planned"
            and dt.datetime.fromisoformat(session["start"]) >= self.now
        }
        path = f"plans/kim/{self.week}.ics"
        judged = self.run(
            "check", "kim.yaml", "--json", "--calendar", path, "--week", str(self.week)
        )
        # A calendar does not tell that what stands in it was missed.
        missed = {own["uid"] for own in shown["sessions"] if own["origin"] == "missed"}
        broken = [
            found
            for found in judged["findings"]
            if found["breaks"] and not missed.intersection(found["sessions"])
        ]

        assert [found for found in broken if ahead.intersection(found["sessions"])] == []

    def every_change_says_why(self, was, shown):
        if was is not None:
            for change in shown["changes"]:
                assert re.search(r", because | is missed$", change["says"]), change


def _same_week(pin, title, date):
    return pin["session"] == title and _monday(dt.date.fromisoformat(pin["date"])) == _monday(date)


def _monday(date):
    return date - dt.timedelta(days=date.weekday())


def _events(kept):
    return events_of(kept[0]) if kept else {}


def _runs_left_out(kept):
    """A run that found no slot counts as run at an unknown time once its day is over."""
    return [key for key in json.loads(kept[1])["revisions"][-1]["missing"] if "/run-" in key]


def _begun(kept, now):
    """What was placed and has begun, but for what was pinned into the past."""
    found = []
    revisions = json.loads(kept[1])["revisions"]
    for own in revisions[-1]["sessions"]:
        start = dt.datetime.fromisoformat(own["start"])
        ahead = any(
            own in each["sessions"] and dt.datetime.fromisoformat(each["made"]) < start
            for each in revisions
        )
        if start < now and (own["origin"] == "planned" or (own["origin"] == "pinned" and ahead)):
            found.append(own)
    return found


class TestSomeWeeksGoBy(Life.TestCase):
    """A few lives; the same ones every time."""

    settings = settings(
        max_examples=5,
        stateful_step_count=12,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.full
class TestManyWeeksGoBy(Life.TestCase):
    """Many lives."""

    settings = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
