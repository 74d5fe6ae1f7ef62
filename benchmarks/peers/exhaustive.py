"""An exhaustive branch and bound in plain Python.

Sessions are tried in their order, cheapest choices first; a branch is left where its cost and the
least that the remaining sessions can cost reach the best plan so far.
"""

import time
from itertools import accumulate

from weeks import Instance

from peers import Answer
from peers.table import Choice, Row, Table

LIMIT = 5.0  # [s]


def solve(instance: Instance, *, limit: float = LIMIT) -> Answer:
    """The best plan's points; not proven where the time ran out."""
    search = _Search(Table(instance), time.perf_counter() + limit)
    try:
        search.extend(0, [], search.table.constant)
    except TimeoutError:
        return Answer(search.points, proven=False)
    return Answer(search.points)


class _Search:
    def __init__(self, table: Table, until: float) -> None:
        self.table, self.until = table, until
        self.best: int | None = None  # with the weight of missing runs
        self.points: int | None = None
        self.pairs: dict[tuple[int, int], int | None] = {}
        least = [_least(row) for row in reversed(table.rows)]
        self.rest = [*reversed(list(accumulate(least))), 0]
        self.alike = [
            number > 0 and table.alike(number - 1, number) for number in range(len(table.rows))
        ]

    def extend(self, number: int, taken: list[Choice | None], cost: int) -> None:
        """All plans that begin with ``taken``; ``cost`` leaves out what the nearest runs cost."""
        if time.perf_counter() > self.until:
            raise TimeoutError
        if number == len(self.table.rows):
            self._finish(taken, cost)
            return
        nearest = sum(choice.nearest for choice in taken if choice)
        for least, extra, choice in self._ways(number, taken):
            bound = cost + nearest + least + self.rest[number + 1]
            if self.best is not None and bound >= self.best:
                return
            self.extend(number + 1, [*taken, choice], cost + extra)

    def _ways(
        self, number: int, taken: list[Choice | None]
    ) -> list[tuple[int, int, Choice | None]]:
        row = self.table.rows[number]
        before = taken[-1] if self.alike[number] else None
        ways: list[tuple[int, int, Choice | None]] = []
        if not self.alike[number] or before:
            for choice in row.choices:
                if before and choice.session.start < before.session.start:
                    continue
                extra = self._beside(choice, taken)
                if extra is not None:
                    ways.append((choice.own + choice.nearest + extra, choice.own + extra, choice))
        if row.out is not None:
            ways.append((row.out, row.out, None))
        return sorted(ways, key=lambda way: way[0])

    def _beside(self, choice: Choice, taken: list[Choice | None]) -> int | None:
        total = 0
        for other in taken:
            if other is not None:
                pair = (id(choice), id(other))
                if pair not in self.pairs:
                    self.pairs[pair] = self.table.beside(choice, other)
                cost = self.pairs[pair]
                if cost is None:
                    return None
                total += cost
        return total

    def _finish(self, taken: list[Choice | None], cost: int) -> None:
        choices = [choice for choice in taken if choice]
        judged = self.table.judged(choices)
        if judged is not None and (self.best is None or cost + judged < self.best):
            self.best, self.points = cost + judged, self.table.points(choices)


def _least(row: Row) -> int:
    costs = [choice.own + choice.nearest for choice in row.choices]
    return min(costs if row.out is None else [*costs, row.out], default=0)
