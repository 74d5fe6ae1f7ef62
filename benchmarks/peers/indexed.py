"""The columns of the time-indexed model: one Boolean for each choice of each session."""

from collections.abc import Callable

from peers.rows import Program
from peers.table import Choice, Table


class Model:
    """The program of a week; ``columns`` are those of each session's choices, ``out`` of none."""

    def __init__(self, table: Table) -> None:
        self.table, self.program = table, Program()
        self.columns: list[list[int]] = []
        self.out: list[int] = []
        for number in range(len(table.rows)):
            self._one(number)

    def pick(self, number: int, take: Callable[[Choice], float]) -> list[tuple[int, float]]:
        """The columns of a session, each with a factor that its choice gives; zeros left out."""
        rows = zip(self.columns[number], self.table.rows[number].choices, strict=True)
        return [(column, factor) for column, choice in rows if (factor := take(choice))]

    def _one(self, number: int) -> None:
        """One choice, or none."""
        row, program = self.table.rows[number], self.program
        self.columns.append([program.column(choice.own) for choice in row.choices])
        self.out.append(program.column(row.out or 0, upper=0 if row.out is None else 1))
        program.row([(c, 1) for c in (*self.columns[number], self.out[number])], low=1, high=1)
