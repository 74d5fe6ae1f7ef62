"""Dates, clock times and lengths as exports write them, in the language of the account."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from scheduler.horizon import YEARS
from scheduler.read.history.trouble import NotSettledError, RowError

# The beginnings of the months' names: English, German, French, Spanish, Italian, Portuguese, Dutch,
# Swedish, Danish, Norwegian, Polish; without accents. None of them means two months.
_MONTHS = (
    "jan ene gen sty",
    "feb fev lut",
    "mar mrt mae",
    "apr avr abr kwi",
    "may mai mag mei maj",
    "jun juin giu cze",
    "jul juil lug lip",
    "aug aou ago sie",
    "sep set wrz",
    "oct okt ott out paz",
    "nov lis",
    "dec dez dic des gru",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([ T]\d{1,2}:\d{2}.*)?")
_NUMERIC = re.compile(r"(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})[./-](?P<year>\d{4})\b")
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})\.?\s+(de\s+)?(?P<month>[^\W\d]+)\.?,?\s+(de\s+)?(?P<year>\d{4})"
)
_MONTH_DAY = re.compile(r"(?P<month>[^\W\d]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})")
_CLOCK = re.compile(
    r"\D*?(?P<hour>\d{1,2}):(?P<minute>\d{2})(:\d{2})?\s*(?P<half>[ap]\.?\s?m\.?)?", re.IGNORECASE
)
_LENGTH = re.compile(r"((?P<h>\d{1,4}):)?(?P<m>\d{1,3}):(?P<s>\d{2})([.,]\d+)?")
Moment = tuple[dt.date, dt.datetime | None]
_NOON = 12


def day_comes_first(cells: Iterable[str], told: str | None = None) -> bool:
    """Whether ``7/4/2026`` is the 7th of April; settled by any date that has a day above 12.

    Raises
    ------
    NotSettledError
        The dates can be read in both ways.
    """
    if told is not None:
        return told == "day_first"
    found = [match for cell in cells if (match := _NUMERIC.match(cell.strip()))]
    slashed = [match for match in found if match["mark"] != "."]
    if any(int(match["one"]) > _NOON for match in slashed) or not slashed:
        return True
    if any(int(match["two"]) > _NOON for match in slashed):
        return False
    says = f"`{slashed[0][0]}` can be the day or the month first"
    raise NotSettledError(says, "add `dates: day_first` or `dates: month_first` to this entry")


def moment(cell: str, *, day_first: bool, zone: dt.tzinfo, home: dt.tzinfo) -> Moment:
    """Read a date, with its clock time where there is one.

    Parameters
    ----------
    cell
        As written.
    day_first
        Whether the day comes before the month where both are numbers.
    zone
        In which the export writes its times, where they name none.
    home
        The athlete's, to which they are brought.

    Raises
    ------
    RowError
        It is no date.
    """
    try:
        found, clocked = _parsed(" ".join(cell.split()), day_first=day_first)
    except ValueError:
        raise RowError(f"`{cell}` is no date that is understood") from None
    if not clocked:
        return found.date(), None
    local = found.replace(tzinfo=zone) if found.tzinfo is None else found
    start = local.astimezone(home)
    return start.date(), start


def _parsed(written: str, *, day_first: bool) -> tuple[dt.datetime, bool]:
    """The moment as written, and whether it has a clock time."""
    if _ISO.fullmatch(written):
        found = dt.datetime.fromisoformat(written), len(written) > len("2027-01-12")
    else:
        found = _worded(written, day_first=day_first)
    if found[0].year not in YEARS:
        raise ValueError
    return found


def _worded(written: str, *, day_first: bool) -> tuple[dt.datetime, bool]:
    """Any date that is not written in the ISO way."""
    match = next(
        (found for shape in (_NUMERIC, _DAY_MONTH, _MONTH_DAY) if (found := shape.match(written))),
        None,
    )
    if match is None:
        raise ValueError
    parts = match.groupdict()
    if "one" in parts:
        day_is_one = day_first or parts["mark"] == "."
        day, month = (parts["one"], parts["two"])[:: 1 if day_is_one else -1]
    else:
        day, month = parts["day"], str(_month(parts["month"]))
    date = dt.datetime(int(parts["year"]), int(month), int(day))  # noqa: DTZ001 - the zone follows
    rest = written[match.end() :].strip(" ,à")
    if not rest:
        return date, False
    return date + _clock(rest), True


def _month(name: str) -> int:
    """The number of a month by the beginning of its name."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalpha())
    found = _MONTH.get(plain[:4]) or _MONTH.get(plain[:3])
    if found is None:
        raise ValueError
    return found


def _clock(text: str) -> dt.timedelta:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ValueError
    hour, minute = int(found["hour"]), int(found["minute"])
    if found["half"]:
        hour = hour % _NOON + (_NOON if found["half"][0] in "pP" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004
        raise ValueError
    return dt.timedelta(hours=hour, minutes=minute)


def clock_length(cell: str) -> Decimal:
    """Read ``00:45:12`` or ``45:12.3``, hours only where there are three parts [min].

    Raises
    ------
    RowError
        It is no length of time.
    """
    found = _LENGTH.fullmatch(cell.strip())
    if found is None:
        raise RowError(f"`{cell}` is no length of time")
    return int(found["h"] or 0) * 60 + int(found["m"]) + Decimal(found["s"]) / 60
