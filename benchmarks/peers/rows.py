"""A mixed-integer program, gathered row by row and solved by HiGHS in a process of its own.

The wheels of highspy and of ortools define the same symbols and cannot live in one process.
"""

import atexit
import pickle
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

Terms = Iterable[tuple[int, float]]  # (column, coefficient)
MANY = float("inf")


@dataclass
class Program:
    """Minimise the costs of the columns; every row is ``low <= sum``."""

    costs: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def column(self, cost: float = 0, *, upper: float = 1) -> int:
        """A whole number from 0 on; by default a Boolean."""
        self.costs.append(cost)
        self.upper.append(upper)
        return len(self.costs) - 1

    def row(self, terms: Terms, *, low: float = -MANY, high: float = MANY) -> None:
        """Keep a sum between two bounds."""
        for column, factor in terms:
            if factor:
                self.columns.append(column)
                self.factors.append(factor)
        self.starts.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)

    def solve(self, limit: float) -> tuple[str, list[float], float]:
        """The status in words, the columns' values, and the seconds; one thread, a gap of zero."""
        worker = _worker()
        assert worker.stdin is not None
        assert worker.stdout is not None
        pickle.dump((vars(self), limit), worker.stdin)
        worker.stdin.flush()
        status, values, seconds = pickle.load(worker.stdout)  # noqa: S301
        return status, values, seconds


@cache
def _worker() -> "subprocess.Popen[bytes]":
    path = Path(__file__).with_name("highs_worker.py")
    worker = subprocess.Popen([sys.executable, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(worker.kill)
    return worker


def added(terms: Terms) -> list[tuple[int, float]]:
    """The factors of each column added up."""
    sums: dict[int, float] = {}
    for column, factor in terms:
        sums[column] = sums.get(column, 0) + factor
    return list(sums.items())
