"""What comes in between: a drawn athlete's file, calendar and present moment, changed at random."""

import datetime as dt
from random import Random

from ruamel.yaml import YAML

from .files import CLOCKS, DAYS, LONG_GAPS

CALL = (
    "BEGIN:VEVENT\r\nUID:call\r\nDTSTART:{start}\r\nDURATION:PT{minutes}M\r\n"
    "SUMMARY:Call\r\nEND:VEVENT\r\n"
)
NOON = 12
SORTS = ("window", "event", "run", "rule", "wish", "pin", "drop", "time")


class Disturbance:
    """One change, or two, to what an athlete has planned; the same for the same seed."""

    def __init__(self, seed, path, outcome):
        self.draw = Random(f"disturbance {seed}")  # noqa: S311
        self.path, self.outcome, self.horizon = path, outcome, outcome.week.horizon
        self.yaml = YAML()
        self.yaml.width = 1000
        self.file = self.yaml.load(path)
        self.planned = [own for own in outcome.own if own.origin == "planned"]
        self.hours = 0  # that go by

    def strike(self):
        """Disturb; the sorts of what was done."""
        sorts = self._sorts()
        for sort in sorts:
            getattr(self, f"_{sort}")()
        self.yaml.dump(self.file, self.path)
        return sorts

    def _sorts(self):
        wish = ["wish"] if self.draw.random() < 0.3 else []
        return list(dict.fromkeys([*wish, *self.draw.sample(SORTS, self.draw.choice((1, 1, 2)))]))

    def _one(self):
        """A session that is planned, or where there is none, the start of the week."""
        return self.draw.choice(self.planned) if self.planned else None

    def _clock(self):
        own = self._one()
        day = self.horizon.midnight(self.draw.randrange(7))
        return self.horizon.clock(own.start if own and self.draw.random() < 0.8 else day + 18 * 60)

    def _window(self):
        """The day of a session closes, or opens at another time."""
        date = self._clock().date()
        windows = self.draw.choice(([], [], ["06:00-08:00"], ["12:00-13:30"], ["18:30-20:00"]))
        self.file["availability"][str(date)] = windows

    def _event(self):
        path = self.path.with_name("work.ics")
        start = self._clock() - dt.timedelta(minutes=self.draw.choice((0, 15, 30)))
        event = CALL.format(
            start=f"{start.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
            minutes=self.draw.choice((20, 60, 120)),
        )
        end = b"END:VCALENDAR"
        path.write_bytes(path.read_bytes().replace(end, event.encode() + end))

    def _run(self):
        run = self.draw.choice(self.file["runs"])
        if self.draw.random() < 0.5:
            run["day"] = self.draw.choice(DAYS)
        if "start" in run:
            run["start"] = self.draw.choice(CLOCKS)

    def _rule(self):
        rule = self.draw.choice([*LONG_GAPS, "weekly_load", "keep_last_plan"])
        if rule == "weekly_load":
            self._set(rule, {"cap": self.draw.choice((800, 1200, 1600))})
        elif rule == "keep_last_plan":
            self._set(rule, {"points": self.draw.choice((0, 5, 60)), "time_points": 2})
        else:
            least = self.draw.choice(LONG_GAPS[rule])
            self._set(rule, {self.draw.choice(("heavy", "moderate", "light")): {"min": least}})

    def _wish(self):
        """A session lies on a wrong day from now on, or at a wrong time."""
        clock, points = self._clock(), self.draw.choice((20, 30, 50, 90, 120))
        if self.draw.random() < 0.5:
            days = [day for day in DAYS if day != f"{clock:%a}".lower()]
            self._set("preferred_day", {"days": days, "points": points})
        else:
            windows = {"daily": ["12:00-23:00" if clock.hour < NOON else "06:00-12:00"]}
            self._set("preferred_time", {"windows": windows, "points": points})

    def _set(self, rule, numbers):
        self.file.setdefault("rules", {})[rule] = numbers

    def _pin(self):
        strength = [own for own in self.planned if own.activity == "strength"]
        if strength:
            own = self.draw.choice(strength)
            date = self.horizon.date(self.draw.randrange(7))
            start = self.draw.choice(CLOCKS)
            self.file["pins"] = [{"session": own.title, "date": str(date), "start": start}]

    def _drop(self):
        requests = self.file["strength"]
        request = self.draw.choice(requests) if isinstance(requests, list) else requests
        request["sessions"] = 1

    def _time(self):
        self.hours = self.draw.choice((24, 30, 36, 48, 60, 84, 110))
