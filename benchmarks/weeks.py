"""The weeks that are solved: random ones of four families, and the athletes of ``constraints/``.

S2 and S3 ask for two and three strength sessions around fixed runs; in M2 and M3 the easy runs and
one quality run may move too. A family and a seed always give the same week.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from scheduler.horizon import Horizon, Span
from scheduler.lowering import PlanOptions, lower, read_athlete
from scheduler.read.week import Kept
from scheduler.requirements import Requirement
from scheduler.rules import Rules, requirements_of
from scheduler.training import Busy, Mode, Session, Wanted, Week, in_order
from scheduler.units import ClockWindow, merged

ROOT = Path(__file__).parents[1]
FAMILIES = ("S2", "S3", "M2", "M3")
SEEDS = 40
MONDAY = dt.date(2027, 1, 11)
NOW = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)
MORNING, EVENING, WEEKEND = ClockWindow(360, 510), ClockWindow(1050, 1260), ClockWindow(480, 720)
RPE = {"intervals": 7, "tempo": 6, "easy": 3, "long": 5, "heavy": 7, "moderate": 6}


@dataclass(frozen=True)
class Instance:
    """One week to solve."""

    name: str
    week: Week
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class Pattern:
    """One run of the weekly pattern."""

    day: int
    clock: int  # [min] after midnight
    minutes: int
    kind: str

    @property
    def load(self) -> int:
        """Session-RPE load [AU]."""
        return RPE[self.kind] * self.minutes


def drawn(family: str, seed: int) -> Instance:
    """The random week of a family and a seed."""
    draw = Random(f"{family[1]} {seed}")  # noqa: S311
    horizon = Horizon(ZoneInfo("Europe/London"), MONDAY)
    pattern = _pattern(draw)
    moving = [run for run in pattern if run.kind in ("easy", "tempo")] if family[0] == "M" else []
    week = Week(
        horizon,
        "Ana",
        "ana",
        fixed=_fixed(horizon, pattern, moving),
        wanted=(*_runs(moving), *_strength(draw, int(family[1]))),
        available=_available(horizon),
        busy=_busy(draw, horizon),
        rest_days=(0,),
    )
    rules = _rules(draw, sum(run.load for run in pattern))
    return Instance(f"{family}-{seed}", week, requirements_of(rules, week, _where))


def family(name: str, seeds: int = SEEDS) -> Iterator[Instance]:
    """The random weeks of a family."""
    return (drawn(name, seed) for seed in range(seeds))


def examples() -> Iterator[Instance]:
    """The week of each example athlete."""
    for path in sorted((ROOT / "constraints").glob("*.yaml")):
        week, requirements = lower(read_athlete(path), PlanOptions(first=MONDAY, now=NOW), Kept())
        yield Instance(path.stem, week, requirements)


def _pattern(draw: Random) -> tuple[Pattern, ...]:
    """Two quality runs, a long run and one or two easy ones, as many plans have them."""
    first, second = draw.choice(((1, 3), (1, 4), (2, 4)))
    long_day = draw.choice((5, 6, 6))
    easy = draw.sample([day for day in range(1, 7) if day not in (first, second, long_day)], 2)
    return (
        Pattern(first, draw.choice((360, 1080)), draw.choice((50, 60)), "intervals"),
        Pattern(second, draw.choice((360, 1080)), draw.choice((40, 50)), "tempo"),
        Pattern(long_day, 480, draw.choice((90, 110, 120)), "long"),
        *(
            Pattern(
                day, 480 if day > 4 else draw.choice((375, 1065)), draw.choice((40, 50)), "easy"
            )
            for day in sorted(easy)[: draw.choice((1, 2, 2))]
        ),
    )


def _fixed(
    horizon: Horizon, pattern: tuple[Pattern, ...], moving: list[Pattern]
) -> tuple[Session, ...]:
    """The runs of this week that stay, and all those of the weeks beside."""
    sessions = []
    for run in pattern:
        for day in (run.day - 7, run.day, run.day + 7):
            if day != run.day or run not in moving:
                start = horizon.at(horizon.date(day), run.clock)
                key = f"run-{start}"
                sessions.append(
                    Session(
                        key, run.kind, run.kind.title(), start, run.minutes, run.load, RPE[run.kind]
                    )
                )
    return in_order(sessions)


def _runs(moving: list[Pattern]) -> Iterator[Wanted]:
    """An easy run may take the next day too, a quality run keeps its day."""
    for number, run in enumerate(sorted(moving, key=lambda run: run.day)):
        days = (run.day,) if run.kind != "easy" or run.day == 6 else (run.day, run.day + 1)
        mode = Mode(run.kind, run.minutes, run.load, RPE[run.kind])
        yield Wanted(f"run-{number}", run.kind.title(), (mode,), days=days)


def _strength(draw: Random, sessions: int) -> Iterator[Wanted]:
    """One request; in some weeks it may be shortened, and its last session is optional."""
    kind, minutes = draw.choice(("heavy", "heavy", "moderate")), draw.choice((40, 50, 60))
    shortest = draw.choice((minutes, minutes, minutes - 10))
    modes = tuple(
        Mode(kind, length, RPE[kind] * length, RPE[kind])
        for length in range(minutes, shortest - 1, -5)
    )
    optional = draw.random() < 0.5
    for number in range(sessions):
        yield Wanted(
            f"strength-{number}",
            f"Strength {'ABC'[number]}",
            modes,
            request=0,
            rank=number,
            required=not (optional and number == sessions - 1),
        )


def _available(horizon: Horizon) -> tuple[Span, ...]:
    return merged(
        [
            horizon.window(horizon.date(day), window)
            for day in range(-1, horizon.days + 1)
            for window in ((MORNING, EVENING) if day % 7 < 5 else (WEEKEND,))
        ]
    )


def _busy(draw: Random, horizon: Horizon) -> tuple[Busy, ...]:
    starts = [
        horizon.at(horizon.date(draw.randrange(7)), draw.choice((390, 1050, 1110, 1170, 540)))
        for _ in range(draw.randrange(5))
    ]
    return tuple(
        Busy(start, start + draw.choice((30, 60, 90)), "meeting", "work.ics")
        for start in sorted(starts)
    )


def _rules(draw: Random, run_load: int) -> Rules:
    """The defaults, and what many athletes set themselves."""
    path = ROOT / "constraints" / "presets" / "evidence.yaml"
    rules = YAML(typ="safe").load(path)["rules"]
    if draw.random() < 0.5:
        rules["weekly_load"]["cap"] = run_load + draw.choice((500, 800, 1100))
    if draw.random() < 0.5:
        rules["preferred_time"]["windows"] = {"mon-fri": ["17:30-20:00"]}
    if draw.random() < 0.3:
        rules["preferred_day"]["days"] = ["tue,thu"]
    if draw.random() < 0.3:
        rules["monotony"]["above"] = 1.0
    return Rules.model_validate(rules)


def _where(rule: str, *path: str) -> str:
    return ".".join(("weeks.py", rule, *path))
