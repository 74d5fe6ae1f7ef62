"""Small weeks of every sort, drawn from a seed, and rules of every kind."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from scheduler.horizon import Horizon
from scheduler.rules import Rules
from scheduler.training import (
    CLASSES,
    Busy,
    KeptSlot,
    Mode,
    Plan,
    Session,
    Slot,
    Wanted,
    Week,
    in_order,
)
from scheduler.units import merged

from .oracle import choices
from .overrides import draw_overrides, overlaid

ROOT = Path(__file__).parents[2]
EVIDENCE = YAML(typ="safe").load(ROOT / "constraints/presets/evidence.yaml")["rules"]
PLACES = (
    ("Europe/London", dt.date(2027, 1, 11)),
    ("Europe/London", dt.date(2027, 3, 22)),  # the night to summer time is the last one
    ("Europe/London", dt.date(2027, 3, 28)),  # and here the first
    ("Europe/London", dt.date(2026, 10, 19)),
    ("Europe/London", dt.date(2026, 10, 22)),
    ("America/New_York", dt.date(2027, 3, 8)),
    ("America/New_York", dt.date(2026, 10, 28)),
    ("Asia/Kolkata", dt.date(2027, 5, 3)),
)
RPE = {"heavy": 7, "moderate": 6, "light": 4, "core": 3, "easy": 3, "recovery": 2, "cross": 4,
       "strides": 3, "steady": 5, "long": 5, "tempo": 6, "race": 9}  # fmt: skip
RUNS = (
    "easy",
    "easy",
    "recovery",
    "steady",
    "tempo",
    "intervals",
    "hills",
    "long",
    "strides",
    "cross",
)


def evidence(overrides=None):
    """The rules of the preset, with some of their numbers overridden."""
    return Rules.model_validate(overlaid(EVIDENCE, overrides or {}))


def random_week(seed):
    """A small week and its rules; the same for the same seed."""
    draw = Random(seed)  # noqa: S311
    zone, first = draw.choice(PLACES)
    horizon = Horizon(ZoneInfo(zone), first, weeks=2 if draw.random() < 0.1 else 1)
    standing = draw.random() < 0.15
    fixed = [*_runs(draw, horizon, standing=standing), *_fixed_strength(draw, horizon, standing)]
    if not standing:
        fixed += _races(draw, horizon)
    wanted = (*_wanted_runs(draw, horizon), *_wanted_strength(draw, horizon))
    week = Week(
        horizon, "Ana", "ana",
        fixed=in_order(fixed),
        wanted=wanted,
        available=_available(draw, horizon),
        busy=_busy(draw, horizon),
        rest_days=tuple(sorted(draw.sample(range(horizon.days), draw.choice((0, 0, 1, 2))))),
        rest_days_chosen=draw.choice((0, 0, 0, 1, 2, 4)),
        away=_away(draw, horizon),
        standing=standing,
        now=draw.randrange(horizon.end) if draw.random() < 0.12 else None,
        kept=_kept(draw, horizon, wanted),
        grid=draw.choice((15, 30, 30, 60)),
    )  # fmt: skip
    rules = evidence(draw_overrides(draw))
    return (replace(week, kept={}) if rules.keep_last_plan.off else week), rules


def random_plans(draw, rules, week, count):
    """Plans that nobody would make: sessions left out, anywhere, or where each may be alone."""
    legal = {own.key: choices(rules, week, own) for own in week.wanted}
    for _ in range(count):
        yield _random_plan(draw, week, legal)


def _random_plan(draw, week, legal):
    slots = {}
    for own in week.wanted:
        if legal[own.key] and draw.random() < 0.75:
            slots[own.key] = draw.choice(legal[own.key]).slot
        elif draw.random() < 0.3:
            day = draw.choice(own.days or range(7 * own.week, 7 * own.week + 7))
            clock = draw.randrange(0, 23 * 60, week.grid)
            slots[own.key] = Slot(week.horizon.midnight(day) + clock, draw.choice(own.modes))
    return Plan(slots)


def session(horizon, day, clock, minutes, kind, **more):
    """A fixed session on a day at a clock time (minutes since midnight)."""
    start = horizon.at(horizon.date(day), clock)
    rpe = RPE.get(kind, 7)
    key = more.pop("key", f"fixed-{start}-{kind}")
    return Session(key, kind, kind.title(), start, minutes, rpe * minutes, rpe, **more)


def mode(kind, minutes):
    """One way to do a session, with the usual effort."""
    return Mode(kind, minutes, RPE.get(kind, 7) * minutes, float(RPE.get(kind, 7)))


def _runs(draw, horizon, *, standing):
    """Runs of a weekly pattern; they may cross midnight, and some are only in one week."""
    days = range(horizon.days) if standing else range(-7, horizon.days + 7)
    taken = []
    for weekday in range(7):
        if draw.random() < 0.55:
            kind, clock = draw.choice(RUNS), draw.choice((355, 420, 720, 1050, 1125, 1410))
            minutes, key_run = draw.choice((30, 45, 50, 90, 120)), draw.random() < 0.25
            once = draw.random() < 0.2
            own = [day for day in days if day % 7 == weekday and (not once or 0 <= day < 7)]
            taken += [session(horizon, day, clock, minutes, kind, key_run=key_run) for day in own]
    return taken


def _fixed_strength(draw, horizon, standing):
    found = []
    for _ in range(draw.choice((0, 0, 0, 1, 1, 2))):
        day = draw.randrange(horizon.days) if standing else draw.randrange(-4, horizon.days + 4)
        clock = draw.choice((330, 480, 1080, 1150))
        kind, origin = draw.choice(CLASSES), draw.choice(("fixed", "pinned", "done"))
        own = session(horizon, day, clock, draw.choice((40, 60)), kind, origin=origin)
        if all(own.key != other.key for other in found):
            found.append(own)
    return found


def _races(draw, horizon):
    if draw.random() < 0.7:
        return []
    day = draw.randrange(-14, horizon.days + 21)
    distance = draw.choice(("5k", "10k", "half", "marathon", "ultra"))
    minutes = {"5k": 25, "10k": 50, "half": 105, "marathon": 210, "ultra": 600}[distance]
    race = (draw.choice("ABC"), distance)
    return [session(horizon, day, 540, minutes, "race", race=race, key_run=draw.random() < 0.3)]


def _available(draw, horizon):
    """Few and short windows, some over midnight."""
    spans = []
    often = draw.choice((0.25, 0.45, 0.45, 0.7))
    for day in range(-1, horizon.days + 1):
        for clock in draw.sample((345, 420, 660, 1020, 1110, 1200, 1395), 2):
            if draw.random() < often:
                start = horizon.at(horizon.date(day), clock)
                spans.append((start, start + draw.choice((55, 70, 90, 135))))
    return merged(spans)


def _busy(draw, horizon):
    spans = []
    for _ in range(draw.choice((0, 1, 3))):
        start = horizon.at(horizon.date(draw.randrange(horizon.days)), draw.randrange(330, 1300, 5))
        spans.append(Busy(start, start + draw.choice((20, 60, 240)), "meeting", "work.ics"))
    return tuple(sorted(spans, key=lambda busy: (busy.start, busy.end)))


def _away(draw, horizon):
    if draw.random() < 0.9:
        return ()
    day = draw.randrange(horizon.days)
    return (Busy(*horizon.span(day, draw.choice((1, 2))), "ill", "ana.yaml:9"),)


def _wanted_runs(draw, horizon):
    found = []
    for number in range(draw.choice((0, 0, 1, 1, 2))):
        day, kind = draw.randrange(7), draw.choice(("easy", "easy", "tempo", "long", "intervals"))
        days = draw.choice(((day,), (day,), tuple(sorted({day, draw.randrange(7)}))))
        start = (
            horizon.at(horizon.date(day), draw.choice((370, 1051))) if draw.random() < 0.3 else None
        )
        found.append(
            Wanted(f"run-{number}", f"Run {number}", (mode(kind, draw.choice((40, 60))),),
                   days=days, at=start, key_run=draw.random() < 0.3)
        )  # fmt: skip
    return found


def _wanted_strength(draw, horizon):
    found = []
    for week in range(horizon.weeks):
        left, rank = draw.choice((1, 2, 2, 3) if horizon.weeks == 1 else (1, 1, 2)), 0
        for request in range(draw.choice((1, 1, 2))):
            count = left if request == 1 else draw.randint(1, left)
            left -= count
            modes, windows = _modes(draw), _request_windows(draw, horizon)
            required = draw.randint(1, count) if count else 0
            for number in range(count):
                legs = modes[0].kind != "core"
                found.append(
                    Wanted(f"strength-{week}-{request}-{number}", f"Strength {number}", modes,
                           week=week, windows=windows, required=number < required,
                           request=request, rank=rank if legs else None)
                )  # fmt: skip
                rank += legs
    return found


def _modes(draw):
    asked = draw.choice(("heavy", "heavy", "heavy", "moderate", "light", "core"))
    kinds = [asked]
    if draw.random() < 0.4:
        below = CLASSES[CLASSES.index(asked) + 1 : 3]
        kinds += sorted(draw.sample(below, draw.randint(0, len(below))), key=CLASSES.index)
    minutes = draw.choice((40, 50, 60))
    shortest = minutes - draw.choice((0, 0, 0, 5, 10))
    lengths = range(minutes, shortest - 1, -5)
    return tuple(mode(kind, length) for kind in kinds for length in lengths)


def _request_windows(draw, horizon):
    if draw.random() < 0.8:
        return None
    days = draw.sample(range(horizon.days), 3 * horizon.weeks)
    return merged(
        [(horizon.at(horizon.date(d), 400), horizon.at(horizon.date(d), 1180)) for d in days]
    )


def _kept(draw, horizon, wanted):
    if draw.random() < 0.7:
        return {}
    return {
        own.key: KeptSlot(horizon.at(horizon.date(7 * own.week + draw.randrange(7)), clock), 50)
        for own in wanted
        for clock in (draw.choice((390, 1035, 1110, 1125)),)
        if draw.random() < 0.8
    }
