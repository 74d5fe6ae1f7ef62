"""Numbers as exports write them: ``5.02``, ``5,02``, ``1,024.5``, ``1.024,5`` and ``--``.

Which mark parts the decimals is settled by column: one file may have ``3.95`` km and ``4,404``
steps. A cell settles it if it can be read in one way only; ``1,024`` alone does not.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from scheduler.read.history.trouble import NotSettledError, RowError

MISSING = frozenset({"", "-", "--", "—", "n/a", "null", "none", "nan"})
MARKS = {"point": ".", "comma": ","}
_NUMBER = re.compile(r"[+-]?[\d.,]*\d[\d.,]*")
_LONGEST = 20  # a number [characters]
_THOUSANDS = 3  # digits of a group


def is_missing(cell: str) -> bool:
    """Whether a cell holds no value."""
    return cell.strip().casefold() in MISSING


def decimal_mark(cells: Iterable[str], *, column: str, told: str | None = None) -> str:
    """The mark before the decimals of one column: ``.`` or ``,``.

    Parameters
    ----------
    cells
        All cells of the column.
    column
        Its name, for the message.
    told
        ``point`` or ``comma``, where the athlete says it.

    Raises
    ------
    NotSettledError
        Its cells can be read in both ways, or contradict each other.
    """
    if told is not None:
        return MARKS[told]
    written = [_bare(cell) for cell in cells if not is_missing(cell)]
    marks = {mark for cell in written if (mark := _mark(cell))}
    if len(marks) == 1:
        return marks.pop()
    marked = next((cell for cell in written if re.search("[.,]", cell)), None)
    if not marks and marked is None:
        return "."
    says = f"`{marked}` in the column `{column}` can be read in two ways"
    raise NotSettledError(says, "add `decimal: point` or `decimal: comma` to this entry")


def number(cell: str, mark: str) -> Decimal:
    """Read one cell of a column whose decimal mark is known.

    Raises
    ------
    RowError
        It is no number.
    """
    written = _bare(cell)
    if not _NUMBER.fullmatch(written) or len(written) > _LONGEST:
        raise RowError(f"`{cell}` is no number")
    group = "," if mark == "." else "."
    plain = written.replace(group, "").replace(mark, ".")
    if plain.count(".") > 1:
        raise RowError(f"`{cell}` is no number")
    return Decimal(plain)


def _bare(cell: str) -> str:
    """Without the spaces and apostrophes that part thousands, and Excel's leading one."""
    return re.sub(r"[\s'\u2019\u00a0\u202f]", "", cell)


def _mark(cell: str) -> str | None:
    """The decimal mark of one cell, if it can be read in one way only."""
    found = re.findall("[.,]", cell)
    if not found:
        return None
    if len(set(found)) > 1:
        return str(found[-1])
    (mark,) = set(found)
    if len(found) > 1:
        return "," if mark == "." else "."
    before, _, after = cell.lstrip("+-").partition(mark)
    thousands = len(after) == _THOUSANDS and 0 < len(before) <= _THOUSANDS and before[0] != "0"
    return None if thousands else str(mark)
