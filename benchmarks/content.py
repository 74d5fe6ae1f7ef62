"""Filling a week's strength sessions, beside planning that week: warm, in one process and run.

Run ``python benchmarks/content.py``; ``--variants N`` takes fewer variants of each athlete.
Planning is everything from the athlete file in memory to the reasons (calendars, model, proof,
judge, backups, what would help); filling is everything from that plan to the exercises and what
they cannot hold.
"""

import argparse
import datetime as dt
import random
import statistics
import time
from collections.abc import Callable, Iterator
from typing import TypeVar, get_args

from weeks import ROOT

from scheduler import filling, planning
from scheduler.exercises.words import LEVELS, PHASES, Equipment, Limit
from scheduler.lowering import PlanOptions, read_athlete, week_of, zone_of
from scheduler.outcome import Outcome
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.file.setting import read_setting, with_settings
from scheduler.read.week import Kept

Result = TypeVar("Result")
TIMES = 3  # of which the fastest counts
WEEKS = {  # an athlete, and a day of the week that is planned
    "ana": "2027-01-11", "ben": "2027-03-29", "greta": "2027-03-08", "marcus": "2027-03-08",
    "mei": "2027-02-09", "nora": "2027-02-08", "omar": "2027-01-25", "priya": "2027-02-01",
    "tomas": "2027-03-01",
}  # fmt: skip


def variants(name: str, number: int) -> Iterator[AthleteSource]:
    """The athlete, and others with the same life and another body and equipment."""
    source = read_athlete(ROOT / "constraints" / f"{name}.yaml")
    yield source
    for seed in range(1, number):
        lot = random.Random(f"{name} {seed}")  # noqa: S311 - not for secrets
        equipment = lot.sample(get_args(Equipment), lot.choice([0, 4, 8, 20]))
        limits = lot.sample(get_args(Limit), lot.choice([0, 0, 1, 2]))
        settings = [
            f"athlete.level={lot.choice(LEVELS)}",
            f"athlete.goal={lot.choice(['durability', 'performance'])}",
            f"athlete.equipment=[{', '.join(equipment)}]",
            f"athlete.limits=[{', '.join(limits)}]",
            f"exercises.phase={lot.choice(PHASES)}",
        ]
        yield with_settings(source, [read_setting(one) for one in settings])


def options_of(source: AthleteSource, day: str) -> PlanOptions:
    """Plan the week of a day, from the evening before it."""
    first = week_of(source, dt.date.fromisoformat(day))
    before = dt.datetime.combine(first, dt.time(), zone_of(source)) - dt.timedelta(hours=6)
    return PlanOptions(first=first, now=before, keep_copies=False)


def planned(source: AthleteSource, options: PlanOptions) -> Outcome:
    """The plan with its reasons, and without content."""
    return planning.explained(*planning._planned(source, options, Kept()))  # noqa: SLF001


def fastest(work: Callable[[], Result]) -> tuple[Result, float]:
    """What a piece of work gives, and the fastest of its times [ms]."""
    took = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        result = work()
        took.append(1000 * (time.perf_counter() - begin))
    return result, min(took)


def measured(source: AthleteSource, day: str) -> tuple[float, float, bool]:
    """How long planning and filling take [ms], and whether all requirements are kept."""
    options = options_of(source, day)
    outcome, plan = fastest(lambda: planned(source, options))
    filled, fill = fastest(lambda: filling.filled(source, outcome, Kept()))
    return plan, fill, not filled.unmet


def line(name: str, found: list[tuple[float, float, bool]]) -> str:
    """One row of the table."""
    plans, fills, whole = zip(*found, strict=True)
    ratios = [fill / plan for plan, fill, _ in found]
    figures = (
        statistics.median(plans), statistics.median(fills), max(fills), statistics.median(ratios),
    )  # fmt: skip
    ms = " | ".join(f"{figure:.1f}" for figure in figures[:3])
    return f"| {name} | {len(found)} | {ms} | {figures[3]:.2f} | {sum(whole)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--variants", type=int, default=10)
    chosen = parser.parse_args()
    print("| | weeks | planning [ms] | filling [ms] | longest | filling / planning | all kept |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    every: list[tuple[float, float, bool]] = []
    own: list[tuple[float, float, bool]] = []
    for name, day in WEEKS.items():
        found = [measured(source, day) for source in variants(name, chosen.variants)]
        own.append(found[0])
        every += found
        print(line(name, found), flush=True)
    print(line("**the nine as they are**", own))
    print(line("**all**", every))


if __name__ == "__main__":
    main()
