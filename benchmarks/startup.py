"""Whole processes, cold: what a runner waits for, beside the bare interpreter and the bare solver.

Run ``python benchmarks/startup.py``. Each command is started ten times in turn with the others;
the medians, and their ratios in this run, are printed, and nothing is asserted.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from calendars_bench import synthetic_feed

TIMES = 10
EVENTS = 1_000
SOLVER = "from ortools.sat.python import cp_model"
ATHLETE = """
athlete: {name: Bench, timezone: Europe/Berlin}
availability: {mon-fri: ["06:00-08:00", "17:30-21:00"], sat-sun: ["08:00-12:00"]}
calendars:
  - {path: work.ics, holds: busy}
runs:
  - {day: tue, start: "06:00", minutes: 60, kind: intervals}
  - {day: thu, start: "18:00", minutes: 50, kind: tempo}
  - {day: sat, minutes: 50, kind: easy}
  - {day: sun, start: "08:00", minutes: 110, kind: long}
strength: {sessions: 2, class: heavy, minutes: 50}
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        athlete = Path(folder) / "bench.yaml"
        athlete.write_text(ATHLETE)
        (Path(folder) / "work.ics").write_bytes(synthetic_feed(EVENTS))
        took = measured(commands(athlete), home=folder)
    bare, solver = took["python -c pass"], took["import the solver"]
    print(f"{EVENTS:,} events; medians of {TIMES} starts\n")
    print("| process | ms | more than `python -c pass` | x import of the solver |")
    print("|---|--:|--:|--:|")
    for name, milliseconds in took.items():
        print(
            f"| {name} | {milliseconds:.0f} | {milliseconds - bare:.0f}"
            f" | {milliseconds / solver:.2f} |"
        )


def commands(athlete: Path) -> dict[str, list[str]]:
    """The processes to start."""
    ours = [sys.executable, "-m", "scheduler"]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import the solver": [sys.executable, "-c", SOLVER],
        "`--help`": [*ours, "--help"],
        "`check`": [*ours, "check", str(athlete)],
        "`plan`": [
            *ours, "plan", str(athlete), "--dry-run", "--now", "2026-11-20T12:00:00+00:00",
        ],
    }  # fmt: skip


def measured(processes: dict[str, list[str]], *, home: str) -> dict[str, float]:
    """The median wall time of each process [ms]."""
    took: dict[str, list[float]] = {name: [] for name in processes}
    environment = {**os.environ, "MICROCYCLE_HOME": home}
    for _ in range(TIMES):
        for name, command in processes.items():
            begin = time.perf_counter()
            done = subprocess.run(command, env=environment, capture_output=True, check=False)
            took[name].append(1000 * (time.perf_counter() - begin))
            if done.returncode not in (0, 3):
                raise SystemExit(f"{name} ended with {done.returncode}: {done.stderr.decode()}")
    return {name: statistics.median(times) for name, times in took.items()}


if __name__ == "__main__":
    main()
