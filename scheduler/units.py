"""How people write time: durations, clock times, windows and days, as pydantic types.

Everything is kept as written in the file (text) and turned into minutes here, so that a rule and
the athlete file read a duration in one way. No calendar date and no time zone is known here:
``horizon`` joins these with dates.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

HOUR = 60  # [min]
DAY = 24 * HOUR  # a clock's day [min]; an elapsed day may be an hour shorter or longer
QUARTERS = (0, 15, 30, 45)  # of an hour [min]
HUNDREDTHS = 100  # of a point, in which points are counted
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(min|h|d)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_UNITS = {"min": 1, "h": HOUR, "d": DAY}


def read_duration(text: object) -> int:
    """Minutes of ``24h``, ``90min``, ``1.5h`` or ``10d``; a bare number is refused [min]."""
    if isinstance(text, int) and not isinstance(text, bool):
        return text  # set in code, already in minutes; a file gives text
    written = str(text).strip()
    found = _DURATION.fullmatch(written)
    if found is None:
        if re.fullmatch(r"\d+(\.\d+)?", written):
            raise ValueError(
                f"a duration needs its unit: write {written}h, {written}min or {written}d"
            )
        raise ValueError(f"{written!r} is no duration: write one like 24h, 90min or 10d")
    minutes = float(found[1]) * _UNITS[found[2]]
    if minutes != int(minutes):
        raise ValueError(f"{written!r} is not a whole number of minutes")
    return int(minutes)


def read_clock(text: object) -> int:
    """Minutes since midnight of ``06:30``; ``24:00`` is the end of the day [min]."""
    if isinstance(text, int) and not isinstance(text, bool):
        return text
    found = _CLOCK.fullmatch(str(text).strip())
    if found is None or int(found[2]) > 59 or int(found[1]) * 60 + int(found[2]) > DAY:  # noqa: PLR2004
        raise ValueError(
            f"{text!s:.40} is no clock time: write one like 06:30, from 00:00 to 24:00"
        )
    return int(found[1]) * 60 + int(found[2])


def write_clock(minute: int) -> str:
    """``06:30`` for 390."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def write_duration(minutes: int) -> str:
    """``24h`` where whole hours, else ``90min``."""
    return f"{minutes // 60}h" if minutes and minutes % 60 == 0 else f"{minutes}min"


def write_hours(minutes: int) -> str:
    """``46h`` or ``62.75h`` where two decimals say it, else ``100min``; less than 1 h in min."""
    hours, rest = divmod(minutes, 60)
    return f"{minutes / 60:g}h" if rest in QUARTERS and (hours or not rest) else f"{minutes}min"


class ClockWindow(NamedTuple):
    """A span of the clock, in minutes since the midnight of its day; it may end on the next day."""

    start: int
    end: int

    def __str__(self) -> str:
        """Write ``06:00-08:00``."""
        end = self.end - DAY if self.end > DAY else self.end
        return f"{write_clock(self.start)}-{write_clock(end)}"


def read_window(text: object) -> ClockWindow:
    """Read ``06:00-08:00``; ``22:00-01:00`` crosses midnight, and belongs to its first day."""
    if isinstance(text, ClockWindow):
        return text
    parts = str(text).split("-")
    if len(parts) != 2:  # noqa: PLR2004
        raise ValueError(f"{text!s:.40} is no window: write one like 06:00-08:00")
    start, end = (read_clock(part) for part in parts)
    if start in (end, DAY):
        raise ValueError(f"the window {text!s:.40} is empty: for the whole day write 00:00-24:00")
    return ClockWindow(start, end if end > start else end + DAY)


class Days(NamedTuple):
    """Weekdays (0 is Monday) or one date, and how exactly they were named (a date beats a day)."""

    rank: int  # 0 daily, 1 range, 2 day or list of days, 3 date
    weekdays: frozenset[int]
    date: dt.date | None = None


DAILY, RANGE, DAY_NAMED, DATE = range(4)


def read_days(text: object) -> tuple[Days, ...]:
    """Read ``mon``, ``mon-fri``, ``daily`` or ``2027-04-12``, or several with commas."""
    if isinstance(text, dt.date):
        return (Days(DATE, frozenset(), text),)
    parts = [part.strip().lower() for part in str(text).split(",")]
    return tuple(_read_day_part(part) for part in parts)


def _read_day_part(part: str) -> Days:
    if part == "daily":
        return Days(DAILY, frozenset(range(7)))
    if part in WEEKDAYS:
        return Days(DAY_NAMED, frozenset({WEEKDAYS.index(part)}))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", part):
        return Days(DATE, frozenset(), dt.date.fromisoformat(part))
    ends = part.split("-")
    if len(ends) == 2 and all(end in WEEKDAYS for end in ends):  # noqa: PLR2004
        first, last = (WEEKDAYS.index(end) for end in ends)
        return Days(RANGE, frozenset((first + step) % 7 for step in range((last - first) % 7 + 1)))
    raise ValueError(
        f"{part!r:.40} names no day: write mon to sun, mon-fri, tue,thu, daily or 2027-04-12"
    )


Windows = dict[str, tuple[ClockWindow, ...]]


def read_day_key(text: object) -> str:
    """Read the days that windows are given for, kept as written."""
    read_days(text)
    return str(text)


def merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans of minutes in order; those that touch or overlap joined, empty ones left out."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def join_windows(windows: tuple[ClockWindow, ...]) -> tuple[ClockWindow, ...]:
    """Join windows of one day that touch or overlap, in order of time."""
    return tuple(ClockWindow(start, end) for start, end in merged(windows))


def windows_on(windows: Windows, date: dt.date) -> tuple[ClockWindow, ...]:
    """The windows of one date: a date beats a day, a day beats a range, a range beats ``daily``.

    Between two ranges, or a day alone and in a list, the one that names fewer days wins.
    """
    found: list[tuple[int, int, tuple[ClockWindow, ...]]] = []
    for key, spans in windows.items():
        parts = read_days(key)
        named = sum(len(part.weekdays) or 1 for part in parts)
        found += [
            (part.rank, -named, spans)
            for part in parts
            if part.date == date or date.weekday() in part.weekdays
        ]
    return max(found, default=(0, 0, ()))[2]


def dates_of(days: Iterable[Days], dates: Iterable[dt.date]) -> Iterator[dt.date]:
    """Those of ``dates`` that any of ``days`` names."""
    chosen = tuple(days)
    for date in dates:
        if any(part.date == date or date.weekday() in part.weekdays for part in chosen):
            yield date


def _text(pattern: str, *examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": list(examples)})


_DAY_PATTERN = "(mon|tue|wed|thu|fri|sat|sun)"
DAYS_PATTERN = (
    rf"^({_DAY_PATTERN}(-{_DAY_PATTERN})?|daily|\d{{4}}-\d{{2}}-\d{{2}})"
    rf"( *, *({_DAY_PATTERN}(-{_DAY_PATTERN})?|\d{{4}}-\d{{2}}-\d{{2}}))*$"
)

Duration = Annotated[
    int, BeforeValidator(read_duration), _text(r"^\d+(\.\d+)? ?(min|h|d)$", "24h", "90min", "10d")
]
Clock = Annotated[int, BeforeValidator(read_clock), _text(r"^\d{1,2}:\d{2}$", "06:30")]
Window = Annotated[
    ClockWindow,
    BeforeValidator(read_window),
    _text(r"^\d{1,2}:\d{2} ?- ?\d{1,2}:\d{2}$", "06:00-08:00"),
]
DaySelector = Annotated[
    tuple[Days, ...],
    BeforeValidator(read_days),
    _text(DAYS_PATTERN, "mon", "mon-fri", "tue,thu", "2027-04-12"),
]
WeekWindows = Annotated[
    dict[
        Annotated[str, AfterValidator(read_day_key)],
        Annotated[tuple[Window, ...], AfterValidator(join_windows)],
    ],
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": DAYS_PATTERN},
            "additionalProperties": {
                "type": "array",
                "items": {"type": "string", "pattern": r"^\d{1,2}:\d{2} ?- ?\d{1,2}:\d{2}$"},
            },
        }
    ),
]
Points = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]


def read_minutes(text: object) -> int:
    """Read ``50``, since the key's name says minutes, or a duration with its unit [min]."""
    written = str(text).strip()
    return int(written) if re.fullmatch(r"\d{1,6}", written) else read_duration(text)


Minutes = Annotated[
    int,
    BeforeValidator(read_minutes),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": r"^\d+(\.\d+)? ?(min|h|d)?$"},
            ]
        }
    ),
]
