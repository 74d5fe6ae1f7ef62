"""Why a session is missing and what would help, beside one single solve of the same week.

Run ``python benchmarks/explain.py``; ``--weeks N`` takes fewer of the drawn weeks. The drawn weeks
are those of ``tests/oracle/files.py``; the athletes are those of ``constraints/`` with tighter
rules. In every week the first missing session that has a conflict is explained.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from weeks import MONDAY, NOW, ROOT

sys.path.insert(0, str(ROOT))

from scheduler import planning
from scheduler.explain.conflict import conflict_of, together_with
from scheduler.explaining.answers import Answers
from scheduler.explaining.planned import Planned
from scheduler.explaining.ways_out import ways_out
from scheduler.lowering import PlanOptions, lower, read_athlete
from scheduler.outcome import Missing
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.file.setting import read_setting, with_settings
from scheduler.read.week import Kept
from scheduler.solve import SolveOptions, solve
from tests.oracle import files

Result = TypeVar("Result")
TIMES = 3  # of which the fastest counts
TARGETS = {"the conflict": 20, "what would help": 60}  # times one solve, in the median
ATHLETES = ("ana", "greta", "marcus", "nora", "omar", "priya", "tomas")
TIGHTER = (
    ("weekly_load.cap=1700",),
    ("gap_before_hard_run.heavy.min=60h", "gap_before_hard_run.moderate.min=60h"),
    ("gap_between_strength.heavy.min=96h", "gap_between_strength.moderate.min=96h"),
    ("daily_minutes.level=must", "daily_minutes.cap=75", "sessions_per_day.max=1"),
    ("quiet_hours.level=must", "quiet_hours.before=08:00", "quiet_hours.after=18:00"),
    ("gap_after_quality.heavy.min=36h", "gap_after_long_run.heavy.min=48h"),
)


@dataclass(frozen=True)
class Took:
    """What one week took [ms]."""

    name: str
    solve: float
    conflict: float
    ways_out: float


def drawn(folder: Path) -> Iterator[tuple[str, Planned, Missing]]:
    """The impossible weeks of all seeds."""
    for seed in count():
        path, options = files.write(seed, folder)
        yield from _impossible(f"seed {seed}", read_athlete(path), options)


def athletes() -> Iterator[tuple[str, Planned, Missing]]:
    """The athletes with tighter rules, where a session is then missing."""
    options = PlanOptions(first=MONDAY, now=NOW)
    for name in ATHLETES:
        source = read_athlete(ROOT / "constraints" / f"{name}.yaml")
        for rules in TIGHTER:
            settings = [read_setting(f"rules.{rule}") for rule in rules]
            yield from _impossible(f"{name} {rules[0]}", with_settings(source, settings), options)


def _impossible(
    name: str, source: AthleteSource, options: PlanOptions
) -> Iterator[tuple[str, Planned, Missing]]:
    """The planned week with its first missing session that has a conflict; else nothing."""
    outcome = planning.plan(source, options)
    missing = next((found for found in outcome.missing if found.conflict), None)
    if missing is not None:
        _, requirements = lower(source, options, Kept())
        solver = Answers(SolveOptions(time_limit=options.time_limit))
        yield name, Planned(source, options, Kept(), requirements, outcome, solver), missing


def measured(name: str, planned: Planned, missing: Missing) -> Took:
    """The times of one week."""
    week, requirements, wanted = planned.outcome.week, planned.requirements, missing.wanted
    _, solved = fastest(partial(solve, week, requirements))
    asked = together_with(week, requirements, wanted, planned.plan)
    conflict, found = fastest(partial(conflict_of, asked, requirements, wanted, planned.solver))
    assert conflict is not None, name
    _, helped = fastest(partial(ways_out, planned, wanted, conflict))
    return Took(name, solved, found, helped)


def fastest(work: Callable[[], Result]) -> tuple[Result, float]:
    """What a piece of work gives, and the fastest of its times [ms]."""
    took = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        result = work()
        took.append(1000 * (time.perf_counter() - begin))
    return result, min(took)


def report(name: str, found: Sequence[Took]) -> None:
    """Print the table of one family."""
    columns = {
        "one solve": [took.solve for took in found],
        "the conflict": [took.conflict for took in found],
        "what would help": [took.ways_out for took in found],
    }
    print(f"\n### {name}: {len(found)} impossible weeks\n")
    print("| | median [ms] | 95 % [ms] | x one solve, median | 95 % | target |")
    print("|---|--:|--:|--:|--:|--:|")
    for column, took in columns.items():
        ratios = [one / solved for one, solved in zip(took, columns["one solve"], strict=True)]
        ms, times = (f"{statistics.median(n):.1f} | {high(n):.1f}" for n in (took, ratios))
        target = f"<= {TARGETS[column]}" if column in TARGETS else ""
        print(f"| {column} | {ms} | {times} | {target} |")
    dearest = max(found, key=lambda took: took.ways_out)
    print(
        f"\nThe longest: {dearest.name}, {dearest.ways_out:.0f} ms for what would help.", flush=True
    )


def high(numbers: Sequence[float]) -> float:
    """The number that 95 % do not exceed."""
    return statistics.quantiles(numbers, n=20, method="inclusive")[-1]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = [measured(*week) for week in islice(drawn(Path(folder)), chosen.weeks)]
    report("Drawn", small)
    large = [measured(*week) for week in athletes()]
    report("Athletes with tighter rules", large)
    report("All", [*small, *large])


if __name__ == "__main__":
    main()
