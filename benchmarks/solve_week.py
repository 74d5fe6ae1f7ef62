"""One week, warm and in one process: ours beside its peers, on the same weeks in the same run.

Run ``python benchmarks/solve_week.py``; ``--seeds N`` takes fewer random weeks, ``--slow N`` fewer
of those on which the slow peers are run. All optima are compared; a difference ends the run.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import weeks
from peers import Answer, NotToldError, exhaustive, greedy, highs, ortools_defaults, timefold
from weeks import Instance

from scheduler.requirements import Finished, judge
from scheduler.solve import solve
from scheduler.solve.search import build

Result = TypeVar("Result")
TIMES = 5  # of which the fastest counts
PROVERS: dict[str, tuple[Callable[[Instance], Answer], bool]] = {  # and whether it is slow
    "defaults, 1 worker": (ortools_defaults.one_worker, False),
    "all defaults": (ortools_defaults.all_workers, False),
    "HiGHS": (highs.solve, True),
    "exhaustive": (exhaustive.solve, True),
}


@dataclass
class Ours:
    """What we took for one week [ms]."""

    points: int | None
    build: float
    search: float  # and the tie-break
    judge: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.build + self.search + self.judge


@dataclass
class Peer:
    """What a peer took, and what we took for the same weeks [ms]."""

    name: str
    theirs: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    search: list[float] = field(default_factory=list)
    gave_up: int = 0
    not_told: int = 0

    def solve(self, instance: Instance, ours: Ours) -> None:
        """Take its time for a week; where it proves its optimum, that must be ours."""
        solve_by, slow = PROVERS[self.name]
        try:
            answer, took = fastest(partial(solve_by, instance), times=1 if slow else TIMES)
        except NotToldError:
            self.not_told += 1
            return
        self.theirs.append(took)
        self.ours.append(ours.total)
        self.search += [] if answer.search is None else [1000 * answer.search]
        self.gave_up += not answer.proven
        same = answer.points == ours.points
        assert same or not answer.proven, (self.name, instance.name, answer, ours)

    def line(self) -> str:
        """One row of the table."""
        if not self.theirs:
            return f"| {self.name} | | | | {self.not_told} not told |"
        ratio = statistics.median(self.theirs) / statistics.median(self.ours)
        remarks = [f"{len(self.theirs)} weeks"]
        if self.search:
            remarks.append(f"{statistics.median(self.search):.1f} of it the search alone")
        remarks += [f"gave up on {self.gave_up}"] if self.gave_up else []
        remarks += [f"{self.not_told} not told"] if self.not_told else []
        return (
            f"| {self.name} | {statistics.median(self.theirs):.1f} | {max(self.theirs):.0f} "
            f"| {ratio:.1f} | {', '.join(remarks)} |"
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=weeks.SEEDS)
    parser.add_argument("--slow", type=int, default=10)
    chosen = parser.parse_args()
    highs.solve(weeks.drawn("S2", 0))  # its process takes a while to start
    for name in weeks.FAMILIES:
        report(name, list(weeks.family(name, chosen.seeds)), slow=chosen.slow)
    report("examples", list(weeks.examples()), slow=chosen.slow)
    print(timefold.why_not())


def report(name: str, instances: Sequence[Instance], *, slow: int) -> None:
    """Measure and print one family; each week is solved by all, one after the other."""
    measured(instances[0])  # to be warm
    peers = [Peer(peer) for peer in PROVERS]
    ours = []
    for number, instance in enumerate(instances):
        ours.append(measured(instance))
        for peer in peers:
            if number < slow or not PROVERS[peer.name][1]:
                peer.solve(instance, ours[-1])
    print(f"\n### {name}: {len(instances)} weeks [ms]\n")
    print(_of_ours(ours))
    if name == "examples":
        each = zip(instances, ours, strict=True)
        print("  " + ", ".join(f"{instance.name} {week.total:.1f}" for instance, week in each))
    print("\n| peer | median | worst | x ours | |\n|---|--:|--:|--:|---|")
    for peer in peers:
        print(peer.line())
    print(_of_greedy(instances, ours), flush=True)


def _of_ours(ours: Sequence[Ours]) -> str:
    median, totals = statistics.median, [week.total for week in ours]
    share = median(week.judge / (week.build + week.search) for week in ours)
    return (
        f"ours: {median(totals):.1f} (worst {max(totals):.1f}) ="
        f" build {median(week.build for week in ours):.1f}"
        f" + search and tie-break {median(week.search for week in ours):.1f}"
        f" + judge {median(week.judge for week in ours):.2f} ({share:.2f} of the solve)"
    )


def measured(instance: Instance) -> Ours:
    """Our own time for one week, and the points found."""
    week, requirements = instance.week, instance.requirements
    _, built = fastest(lambda: build(week, requirements))
    solution, solved = fastest(lambda: solve(week, requirements))
    if solution.plan is None:
        return Ours(None, built, solved - built, 0)
    finished = Finished.of(week, solution.plan)
    findings, judged = fastest(lambda: judge(requirements, finished))
    assert sum(finding.points for finding in findings) == solution.points, instance.name
    return Ours(solution.points, built, solved - built, judged)


def fastest(work: Callable[[], Result], *, times: int = TIMES) -> tuple[Result, float]:
    """What a piece of work gives, and the fastest of its times [ms]."""
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        result = work()
        took.append(1000 * (time.perf_counter() - begin))
    return result, min(took)


def _of_greedy(instances: Sequence[Instance], ours: Sequence[Ours]) -> str:
    """How far a greedy plan is from the best."""
    begin, told, lost = time.perf_counter(), 0, []
    for instance, best in zip(instances, ours, strict=True):
        try:
            points = greedy.solve(instance).points
        except NotToldError:
            continue
        told += 1
        if points is not None and best.points is not None:
            lost.append((points - best.points) / 100)
    took = 1000 * (time.perf_counter() - begin) / told
    return (
        f"\ngreedy: {took:.0f} ms a week; as good in {lost.count(0)} of {told} weeks,"
        f" else {statistics.median([p for p in lost if p] or [0]):.1f} points worse in the median;"
        f" no plan, or one that breaks a must, in {told - len(lost)}"
    )


if __name__ == "__main__":
    main()
