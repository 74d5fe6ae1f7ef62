"""HiGHS on the time-indexed model: one Boolean for each start and mode of each session.

Conflicts are rows over whole groups of starts that exclude the same others; sessions that are
alike are ordered; targets are linear in the starts, and rounded as the judge rounds them.
"""

from itertools import combinations

from weeks import Instance

from peers import Answer, NotToldError
from peers.days import add_days
from peers.indexed import Model
from peers.rows import added
from peers.table import A_RUN, Choice, Table
from scheduler.requirements import FreeDays, Gap

LIMIT = 30.0  # [s]


def solve(instance: Instance, *, limit: float = LIMIT) -> Answer:
    """The best plan's points; not proven where the time ran out."""
    table = Table(instance)
    if any(isinstance(found, FreeDays) for found in table.whole):
        raise NotToldError("rest days that the plan chooses")
    model = Model(table)
    _Pairs(model)
    add_days(model)
    status, values, seconds = model.program.solve(limit)
    if status == "Infeasible":
        return Answer(None, search=seconds)
    choices = [
        choice
        for row, columns in zip(table.rows, model.columns, strict=True)
        for choice, column in zip(row.choices, columns, strict=True)
        if values[column] > 0.5
    ]
    return Answer(table.points(choices), proven=status == "Optimal", search=seconds)


class _Pairs:
    """What two sessions owe each other, told to a program."""

    def __init__(self, model: Model) -> None:
        self.table, self.program = model.table, model.program
        self.columns, self.out, self.pick = model.columns, model.out, model.pick
        self._orders: dict[tuple[int, int], int] = {}
        for one, other in combinations(range(len(model.table.rows)), 2):
            self._keep_apart(one, other)
        for gap in model.table.gaps:
            if gap.level == "wish" and gap.points:
                self._price(gap)

    def _keep_apart(self, one: int, other: int) -> None:
        """Of choices that forbid each other at most one; those that are alike keep their order."""
        ordered = self.table.alike(one, other)
        if ordered:
            self.program.row([(self.out[other], 1), (self.out[one], -1)], low=0)
        groups: dict[tuple[int, ...], list[int]] = {}
        for column, choice in zip(self.columns[one], self.table.rows[one].choices, strict=True):
            against = tuple(
                theirs
                for theirs, later in zip(
                    self.columns[other], self.table.rows[other].choices, strict=True
                )
                if (ordered and later.session.start <= choice.session.start)
                or self.table.beside(choice, later) is None
            )
            if against:
                groups.setdefault(against, []).append(column)
        for against, group in groups.items():
            self.program.row([(column, 1) for column in (*group, *against)], high=1)

    def _price(self, gap: Gap) -> None:
        """A wish about a gap: pair by pair, or for the nearest run of each strength session."""
        numbers = range(len(self.table.rows))
        if gap.nearest is None:
            for one in numbers:
                for other in numbers:
                    if one != other and not (one > other and self.table.alike(other, one)):
                        cost = self.program.column(1, upper=A_RUN)
                        if not self._short(gap, one, other, cost):
                            self.program.upper[cost] = 0
            return
        for number in numbers:
            if self.table.week.wanted[number].is_strength:
                self._price_nearest(gap, number)

    def _price_nearest(self, gap: Gap, number: int) -> None:
        """As dear as the dearest of the runs, which is the nearest one."""
        fixed = self.table.week.fixed

        def towards_fixed(choice: Choice) -> int:
            return max((self.table.short(gap, choice.session, run) for run in fixed), default=0)

        terms = self.pick(number, towards_fixed)
        cost = self.program.column(1, upper=A_RUN)
        self.program.row([(cost, 1), *((column, -price) for column, price in terms)], low=0)
        for run in range(len(self.table.rows)):
            if not self.table.week.wanted[run].is_strength:
                pair = (number, run) if gap.nearest == "later" else (run, number)
                self._short(gap, *pair, cost)

    def _short(self, gap: Gap, one: int, other: int, cost: int) -> bool:
        """2 d cost >= 2 p (target - gap) - d + 1, where ``one`` is first and both are placed."""
        price, bottom = 2 * gap.per_minute(False), gap.denominator  # noqa: FBT003
        mine = self.pick(one, lambda c: c.session.kind in gap.earlier)
        theirs = self.pick(other, lambda c: c.session.kind in gap.later)
        if not mine or not theirs:
            return False
        begin = dict(self.pick(one, lambda c: c.session.start if gap.from_start else c.session.end))
        end = dict(self.pick(other, lambda c: c.session.start))
        most = price * (gap.target + max(begin.values()))
        order = None if self.table.alike(one, other) else self._order(one, other)
        terms = [(cost, 2 * bottom)]
        terms += [(c, price * value) for c, value in end.items()]
        terms += [(c, -price * value) for c, value in begin.items()]
        terms += [(c, -most) for c, _ in (*mine, *theirs)]
        low = price * gap.target - bottom + 1 - 2 * most
        if order is not None:
            column, first = order
            # first: the column is 1 where ``one`` is first, else where it is not.
            terms.append((column, -most if first else most))
            low -= most if first else 0
        self.program.row(added(terms), low=low)
        return True

    def _order(self, one: int, other: int) -> tuple[int, bool]:
        """The column that tells which of two sessions is first, and whether 1 means ``one``."""
        pair = (min(one, other), max(one, other))
        if pair not in self._orders:
            self._orders[pair] = column = self.program.column()
            first, second = (dict(self.pick(n, lambda c: c.session.start)) for n in pair)
            most = 2 * max([*first.values(), *second.values()])
            ahead = [*((c, -v) for c, v in first.items()), *second.items()]
            out = [(self.out[n], most) for n in pair]
            self.program.row([*ahead, *out, (column, -most)], low=-most)
            behind = [(c, -v) for c, v in ahead]
            self.program.row([*behind, *out, (column, most)], low=0)
        return self._orders[pair], one == pair[0]
