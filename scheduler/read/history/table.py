"""A CSV file as rows of text, with its columns by name or place; nothing is converted here."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.read.history.trouble import ExportError

_SEPARATORS = ",;\t"
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True)
class Table:
    """A header and its rows, all as text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def places(self, names: Sequence[str]) -> list[int]:
        """The columns that have one of these names, in order; a name may come twice."""
        wanted = {name.casefold() for name in names}
        return [place for place, name in enumerate(self.header) if name.casefold() in wanted]

    def column(self, place: int) -> tuple[str, ...]:
        """All cells of one column."""
        return tuple(row[place] for row in self.rows)


def read_table(data: bytes) -> Table:
    """Read a CSV file; the first row is its header.

    Raises
    ------
    ExportError
        It is no text, no table or empty.
    """
    text = _text(data)
    import pandas as pd

    first = text.partition("\n")[0]
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            sep=max(_SEPARATORS, key=first.count),
            header=None,  # names may come twice, and pandas would rename them
            dtype=str,
            keep_default_na=False,
            skipinitialspace=True,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ExportError(f"is no table: {str(error).splitlines()[0]}", _AGAIN) from error
    lines = [tuple(str(cell).strip() for cell in row) for row in frame.fillna("").to_numpy()]
    return Table(lines[0], tuple(lines[1:]))


_AGAIN = "export it again, and do not edit it in between"


def _text(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ExportError("is no UTF-8 text", "save it as `CSV UTF-8`") from None


@dataclass(frozen=True)
class Found:
    """The columns of one export, by what they hold."""

    table: Table
    place: Mapping[str, int]

    def cells(self, row: Sequence[str]) -> Mapping[str, str]:
        """One row by what its cells hold."""
        return {field: row[place] for field, place in self.place.items()}

    def records(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Every row with its number in the file, the header being the first."""
        for number, row in enumerate(self.table.rows, 2):
            yield number, self.cells(row)
