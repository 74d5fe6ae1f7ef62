"""A greedy planner, as many apps have one.

The longest run first, then each strength session in the best slot that is still free. What is
placed is never moved again, and nothing is proven.
"""

from weeks import Instance

from peers import Answer
from peers.table import Choice, Table


def solve(instance: Instance) -> Answer:
    """The points of the plan it makes; None where it breaks a must."""
    table = Table(instance)
    wanted = {session.key: session for session in instance.week.wanted}
    rows = sorted(
        table.rows, key=lambda row: (wanted[row.key].is_strength, -wanted[row.key].modes[0].minutes)
    )
    taken: list[Choice] = []
    for row in rows:
        ways = [
            (cost, choice)
            for choice in row.choices
            if (cost := _cost(table, choice, taken)) is not None
        ]
        cost, choice = min(ways, key=lambda way: way[0], default=(0, None))
        if (
            choice is not None
            and (row.out is None or cost <= row.out)
            and table.judged([*taken, choice]) is not None
        ):
            taken.append(choice)
    return Answer(table.points(taken), proven=False)


def _cost(table: Table, choice: Choice, taken: list[Choice]) -> int | None:
    beside = [table.beside(choice, other) for other in taken]
    found = [cost for cost in beside if cost is not None]
    return choice.own + choice.nearest + sum(found) if len(found) == len(beside) else None
