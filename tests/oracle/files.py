"""Athlete files of a few lines, drawn from a seed, whose weeks often leave a session out.

The weeks are small enough to look at every plan: few and narrow windows, one to three strength
sessions, a few runs, and rules that are tightened at random.
"""

import datetime as dt
from collections import namedtuple
from random import Random

from scheduler.lowering import PlanOptions

from .weeks import RPE

GRID = 30  # [min]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PLACES = (
    ("Europe/London", dt.date(2027, 1, 11)),
    ("Europe/London", dt.date(2027, 1, 11)),
    ("Europe/London", dt.date(2027, 3, 22)),  # the night to summer time is the last one
    ("Asia/Kolkata", dt.date(2027, 5, 3)),
)
CLOCKS = ("06:00", "06:10", "07:00", "08:30", "12:00", "17:30", "18:05", "19:00", "20:15")
LENGTHS = (40, 50, 60, 75, 90, 120, 180)
RUNS = ("intervals", "tempo", "long", "easy", "hills")

Drawn = namedtuple("Drawn", "text calendar options")  # noqa: PYI024


def drawn(seed):
    """The athlete file of a seed, the calendar beside it, and how to plan them."""
    draw = Random(f"file {seed}")  # noqa: S311
    zone, first = draw.choice(PLACES)
    roomy = draw.random() < 0.6
    count = draw.choice((1, 1, 2) if roomy else (1, 2, 3, 4))
    runs = [_run(draw, day) for day in sorted(draw.sample(range(7), count))]
    requests, extends = _requests(draw), _extends(draw)
    lines = [
        *extends,
        f"athlete: {{name: Kim, id: kim1, timezone: {zone}}}",
        *_availability(draw, roomy),
        *_days_off(draw, first),
        "week: {repeat: weekly}" if _one_in(draw, 7) else "",
        *_calendar_lines(draw),
        *_listed("runs", runs),
        *_listed("races", _races(draw, first)),
        *_strength(draw, requests, extends),
        *_rules(draw, runs, requests, roomy),
    ]
    day = first + dt.timedelta(days=2 if _one_in(draw, 10) else -1)
    options = PlanOptions(first, dt.datetime.combine(day, dt.time(12), dt.UTC), grid=GRID)
    text = "\n".join(line for line in lines if line)
    return Drawn(f"{text}\n", _calendar(draw, zone, first), options)


def write(seed, folder):
    """Write the athlete file of a seed and its calendar; its path, and how to plan it."""
    text, calendar, options = drawn(seed)
    (folder / "work.ics").write_text(calendar, encoding="utf-8", newline="")
    path = folder / f"kim{seed}.yaml"
    path.write_text(text, encoding="utf-8")
    return path, options


def _one_in(draw, number):
    return draw.random() < 1 / number


def _extends(draw):
    preset = draw.choice(("masters", "novice", "time-poor"))
    return [f"extends: [{preset}]"] if _one_in(draw, 8) else []


def flow(value):
    """A value on one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value)


def _key(key):
    return f'"{key}"' if "," in key else key


def _listed(section, entries):
    return [f"{section}:", *(f"  - {flow(entry)}" for entry in entries)] if entries else []


def _clock(text, minutes):
    """The clock time some minutes later."""
    hour, minute = map(int, text.split(":"))
    later = hour * 60 + minute + minutes
    return f"{later // 60 % 24:02d}:{later % 60:02d}"


def _window(draw):
    start = draw.choice(CLOCKS)
    return f"{start}-{_clock(start, draw.choice(LENGTHS))}"


def _availability(draw, roomy):
    days = sorted(draw.sample(range(7), draw.choice((3, 4, 5) if roomy else (2, 3, 4))))
    windows = {DAYS[day]: sorted({_window(draw) for _ in range(draw.choice((1, 1, 2)))})
               for day in days}  # fmt: skip
    if _one_in(draw, 4):
        windows = {draw.choice(("mon-fri", "tue,thu", "daily")): [_window(draw)], **windows}
    return ["availability:", *(f"  {_key(key)}: {flow(listed)}" for key, listed in windows.items())]


def _days_off(draw, first):
    chance = draw.random()
    if chance < 0.35:
        yield f"rest_days: {flow(draw.sample(DAYS, draw.choice((1, 1, 2))))}"
    elif chance < 0.45:
        yield f"rest_days: {{count: {draw.choice((1, 3, 4, 5))}}}"
    if _one_in(draw, 12):
        day = first + dt.timedelta(days=draw.randrange(7))
        yield f"away: [{{from: {day}, to: {day + dt.timedelta(days=draw.choice((0, 1)))}}}]"


def _run(draw, day):
    run = {"day": DAYS[day], "start": draw.choice(CLOCKS), "minutes": draw.choice((40, 50, 90)),
           "kind": draw.choice(RUNS)}  # fmt: skip
    if _one_in(draw, 5):
        del run["start"]
    if _one_in(draw, 6):
        run["movable"] = draw.choice(("time", "day"))
    if _one_in(draw, 8):
        run["key"] = "yes"
    return run


def _races(draw, first):
    if not _one_in(draw, 12):
        return []
    date = first + dt.timedelta(days=draw.randrange(-2, 10))
    return [{"date": date, "minutes": 50, "priority": draw.choice("BC"), "distance": "10k"}]


def _requests(draw):
    """One request or two, with three sessions in all at most."""
    sessions = draw.choice((1, 1, 2, 2, 3))
    requests = [_request(draw, sessions, draw.choice(("heavy", "heavy", "moderate", "light")))]
    if sessions < 3 and _one_in(draw, 4):
        extra = _request(draw, 1, draw.choice(("core", "core", "light")))
        requests.append({"name": "Second", **extra})
    return requests


def _request(draw, sessions, kind):
    minutes = draw.choice((40, 50, 60))
    least = {"target": sessions, "min": max(1, sessions - 1)} if _one_in(draw, 8) else sessions
    request = {"sessions": least, "class": kind, "minutes": minutes}
    if _one_in(draw, 4):
        request["min_minutes"] = minutes - draw.choice((0, 5, 10))
    if kind == "heavy" and _one_in(draw, 5):
        request["may_become"] = draw.choice((["moderate"], ["light"], ["moderate", "light"]))
    if _one_in(draw, 12):
        request["windows"] = {"daily": [draw.choice(("06:00-12:30", "17:00-20:00"))]}
    return request


def _strength(draw, requests, extends):
    if len(requests) == 1 and not extends and draw.random() < 0.5:
        return ["strength:", *(f"  {key}: {flow(value)}" for key, value in requests[0].items())]
    return _listed("strength", requests)


def _rules(draw, runs, requests, roomy):
    """Some rules tightened; two of them where there is room for all sessions without."""
    gaps, amounts = list(_gaps(draw)), list(_amounts(draw, runs, requests))
    if roomy:
        chosen = [
            *draw.sample(gaps, draw.choice((1, 2, 3))),
            *draw.sample(amounts, _one_in(draw, 3)),
        ]
    else:
        chosen = [rule for rule in (*gaps, *amounts) if _one_in(draw, 6)]
    chosen += [rule for rule in _rarely(draw) if _one_in(draw, 20)]
    rules = {
        name: {**rule, "because": '"so my coach says"'} if _one_in(draw, 5) else rule
        for name, rule in chosen
    }
    return ["rules:", *(f"  {name}: {flow(rule)}" for name, rule in rules.items())] if rules else []


def _gaps(draw):
    kinds = ("heavy", "heavy", "heavy", "moderate", "moderate", "light")
    yield "gap_between_strength", {draw.choice(kinds): draw.choice(("72h", "75h", "90h", "120h"))}
    yield (
        "gap_before_hard_run",
        {draw.choice(kinds): {"min": draw.choice(("36h", "55h", "80h", "130h"))}},
    )
    yield (
        "gap_after_quality",
        {draw.choice(kinds): {"min": draw.choice(("18h", "40h", "71h", "120h"))}},
    )
    yield "gap_after_long_run", {draw.choice(kinds): draw.choice(("37h", "60h", "90h", "125h"))}
    yield "between_sessions", {"min": draw.choice(("20min", "90min", "4h", "8h"))}


def _amounts(draw, runs, requests):
    fixed = sum(RPE.get(run["kind"], 7) * run["minutes"] for run in runs)
    asked = sum(RPE[request["class"]] * request["minutes"] for request in requests)
    yield "weekly_load", {"cap": fixed + round(asked * draw.choice((0.5, 0.9, 1.3)))}
    yield "weekly_load", {"cap": fixed + round(asked * draw.choice((0.5, 0.9, 1.3)))}
    yield "daily_minutes", {"level": "must", "cap": draw.choice((35, 45, 90, 100))}
    yield "sessions_per_day", {"max": 1}
    yield "quiet_hours", {"level": "must", **draw.choice(QUIET)}
    yield "hard_day_streak", {"level": "must", "max": 1}


LONG_GAPS = {
    "gap_between_strength": ("72h", "75h", "90h", "120h"),
    "gap_before_hard_run": ("36h", "55h", "80h", "130h"),
    "gap_after_quality": ("18h", "40h", "71h", "120h"),
    "gap_after_long_run": ("37h", "60h", "90h", "125h"),
}
QUIET = ({"before": "07:00"}, {"before": "06:30", "after": "19:00"}, {"after": "18:00"})


def _rarely(draw):
    yield "strength_sessions", {"level": "must"}
    yield "strength_sessions", {"level": "must"}
    yield "leg_sessions_per_day", {"max": 0}
    yield "no_strength_on_long_run_day", {"classes": ["heavy", "moderate", "light"]}
    yield "preferred_day", {"level": "must", "days": [draw.choice(("tue,thu", "sat", "mon-wed"))]}
    yield "preferred_time", {"level": "must", "windows": {"daily": ["06:00-09:00"]}}
    yield "before_race", {"C": {"heavy": "72h", "light": {"min": "50h"}}}
    yield "same_day_policy", {"level": "must"}
    yield "monotony", {"level": "must", "above": draw.choice((0.6, 1))}


def _calendar_lines(draw):
    buffer = ", buffer: 15min" if _one_in(draw, 3) else ""
    yield "calendars:"
    yield f"  - {{path: work.ics, holds: busy{buffer}}}"


def _calendar(draw, zone, first):
    """One or two timed events."""
    events = [_event(draw, zone, first, number) for number in range(draw.choice((1, 2)))]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//microcycle//tests//EN"]
    return "\r\n".join([*lines, *(line for event in events for line in event), "END:VCALENDAR", ""])


def _event(draw, zone, first, number):
    date = first + dt.timedelta(days=draw.randrange(7))
    start, minutes = draw.choice(CLOCKS).replace(":", ""), draw.choice((25, 60, 240))
    return (
        "BEGIN:VEVENT",
        f"UID:{number}",
        f"DTSTART;TZID={zone}:{date:%Y%m%d}T{start}00",
        f"DURATION:PT{minutes}M",
        f"SUMMARY:Meeting {number}",
        "END:VEVENT",
    )
