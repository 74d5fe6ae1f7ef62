"""The single values of the athlete file, read from text.

A reader raises ValueError with a sentence for the user; what follows a line break, or ``: write``,
is the hint.
"""

import datetime as dt
import re
import zoneinfo
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, WithJsonSchema

from scheduler.exercises.written import KILOGRAMS, Mass
from scheduler.horizon import YEARS
from scheduler.read.file.near import near
from scheduler.read.file.words import Weekday
from scheduler.units import read_clock, read_duration

_LONGEST_TEXT = 200  # [characters]
_YES = {"yes", "true", "on"}
_NO = {"no", "false", "off"}


def _shown(text: object) -> str:
    return f"`{text!s:.40}`" if isinstance(text, str | int | float) else "this"


def read_text(text: object) -> str:
    """Read one line of text, 1 to 200 characters."""
    if not isinstance(text, str):
        raise ValueError("a text is wanted here")  # noqa: TRY004 (pydantic collects ValueErrors)
    text = text.strip()
    if not text:
        raise ValueError("the text is empty\nwrite something, or remove the line")
    if len(text) > _LONGEST_TEXT:
        raise ValueError(f"the text is longer than {_LONGEST_TEXT} characters")
    if not text.isprintable():
        raise ValueError("the text holds a line break or a control character")
    return text


def whole(least: int, most: int, unit: str = "") -> Callable[[object], int]:
    """Make a reader of whole numbers from ``least`` to ``most``."""
    wanted = f"a whole number{unit} from {least} to {most}"

    def read(text: object) -> int:
        written = str(text).strip()
        if not re.fullmatch(r"[+-]?\d{1,9}", written, re.ASCII):
            raise ValueError(f"{_shown(text)} is not {wanted}")
        if not least <= int(written) <= most:
            raise ValueError(f"{written} is out of range: write {wanted}")
        return int(written)

    return read


def minutes(least: int, most: int) -> Callable[[object], int]:
    """Make a reader of session lengths: bare minutes, or a duration with its unit [min]."""
    read_bare = whole(least, most, " of minutes")

    def read(text: object) -> int:
        try:
            written = read_duration(str(text)) if re.search("[a-z]", str(text)) else text
        except ValueError:
            raise ValueError(
                f"{_shown(text)} is no length in minutes: write a number such as 50"
            ) from None
        return read_bare(written)

    return read


def read_rpe(text: object) -> float:
    """Read an effort from 0 to 10, with at most one decimal."""
    written = str(text).strip()
    if not re.fullmatch(r"\d{1,2}(\.\d)?", written, re.ASCII) or float(written) > 10:  # noqa: PLR2004
        raise ValueError(
            f"{_shown(text)} is no effort (RPE): write a number from 0 to 10, such as 7 or 7.5"
        )
    return float(written)


def read_flag(text: object) -> bool:
    """Read ``yes`` or ``no`` (also true, false, on, off)."""
    if isinstance(text, bool):
        return text
    written = str(text).strip().lower()
    if written not in _YES | _NO:
        raise ValueError(f"{_shown(text)} is neither yes nor no: write yes or no")
    return written in _YES


def no_or(question: str, choices: str) -> Callable[[object], object]:
    """Make a reader of ``no`` in all its spellings; a bare ``yes`` leaves the question open."""

    def read(text: object) -> object:
        written = str(text).strip().lower()
        if written in _YES:
            raise ValueError(f"{_shown(text)} does not say {question}: write {choices}")
        return "no" if written in _NO else text

    return read


def read_lower(text: object) -> object:
    """Read a word in small letters."""
    return text.strip().lower() if isinstance(text, str) else text


def read_date(text: object) -> dt.date:
    """Read ``2027-04-18``."""
    if isinstance(text, dt.date):
        return text
    written = str(text).strip()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
        raise ValueError(f"{_shown(text)} is no date: write year-month-day, such as 2027-04-18")
    try:
        date = dt.date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"there is no day {written} in the calendar") from None
    if date.year not in YEARS:
        raise ValueError(
            f"the year of {written} cannot be right: write one from {YEARS[0]} to {YEARS[-1]}"
        )
    return date


def read_moment(text: object) -> dt.datetime:
    """Read ``2027-01-13 12:00``, on the athlete's clock."""
    if isinstance(text, dt.datetime):
        return text
    written = str(text).strip()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}", written, re.ASCII):
        raise ValueError(f"{_shown(text)} is no moment: write date and time, as 2027-01-13 12:00")
    date = read_date(written[:10])
    return dt.datetime.combine(date, dt.time(0)) + dt.timedelta(minutes=read_clock(written[11:]))


def read_pace(text: object) -> int:
    """Read ``6:00``, in minutes and seconds for a kilometre [s/km]."""
    if isinstance(text, int):
        return text
    found = re.fullmatch(r"(\d{1,2}):([0-5]\d)( ?(min)?/km)?", str(text).strip(), re.ASCII)
    pace = int(found[1]) * 60 + int(found[2]) if found else 0
    if not 120 <= pace <= 1200:  # noqa: PLR2004
        raise ValueError(
            f"{_shown(text)} is no pace: write minutes and seconds for a kilometre, such as 6:00"
        )
    return pace


def read_percent(text: object) -> float:
    """Read ``12%`` [%]."""
    written = str(text).strip()
    if not re.fullmatch(r"\d{1,2}(\.\d+)? ?%", written, re.ASCII):
        raise ValueError(f"{_shown(text)} is no share: write one from 0% to 99%, such as 12%")
    return float(written.rstrip("% "))


def read_growth(text: object) -> int:
    """Read ``20%`` or ``100%``, how much more something is [%]."""
    found = re.fullmatch(r"(\d{1,3}) ?%", str(text).strip(), re.ASCII)
    if found is None:
        raise ValueError(f"{_shown(text)} is no growth: write whole percents, such as 20%")
    return int(found[1])


def read_weight(text: object) -> float:
    """Read ``2kg`` or ``5 lb`` [kg]."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?) ?(kg|lb)", str(text).strip(), re.ASCII)
    if found is None or not float(found[1]):
        raise ValueError(f"{_shown(text)} is no weight: write it with its unit, such as 2kg or 5lb")
    return float(Decimal(found[1]) * KILOGRAMS[cast(Mass, found[2])])


def read_timezone(text: object) -> str:
    """Read an IANA name that this machine knows, such as ``Europe/London``."""
    name = str(text).strip()
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        # The list is slow to gather, and wanted only where something is wrong.
        known = {zone.lower(): zone for zone in zoneinfo.available_timezones()}
        hint = near(name.replace(" ", "_"), known) if "/" in name else ""
        meant = re.search("`(.*)`", hint)
        said = f"did you mean `{known[meant[1]]}`?" if meant else _ZONE
        raise ValueError(f"there is no time zone {_shown(text)}\n{said}") from None
    return name


_ZONE = "write a name from the IANA list, such as Europe/London or America/New_York"


def _number(least: float, most: float, *, whole_only: bool, pattern: str) -> WithJsonSchema:
    kind = "integer" if whole_only else "number"
    return WithJsonSchema(
        {
            "anyOf": [
                {"type": kind, "minimum": least, "maximum": most},
                {"type": "string", "pattern": pattern},
            ]
        }
    )


def _pattern(pattern: str, **more: Any) -> WithJsonSchema:  # noqa: ANN401
    return WithJsonSchema({"type": "string", "pattern": pattern, **more})


_SHORTEST, _LONGEST, _LONGEST_RACE = 5, 600, 6000  # [min]
_LENGTH = r"^(\d{1,4}|\d+(\.\d+)? ?(min|h))$"

_IDENTITY = r"^[A-Za-z0-9._-]{1,64}$"

Text = Annotated[str, BeforeValidator(read_text)]
SessionMinutes = Annotated[
    int,
    BeforeValidator(minutes(_SHORTEST, _LONGEST)),
    _number(_SHORTEST, _LONGEST, whole_only=True, pattern=_LENGTH),
]
RaceMinutes = Annotated[
    int,
    BeforeValidator(minutes(_SHORTEST, _LONGEST_RACE)),
    _number(_SHORTEST, _LONGEST_RACE, whole_only=True, pattern=_LENGTH),
]
Sessions = Annotated[
    int, BeforeValidator(whole(0, 14)), _number(0, 14, whole_only=True, pattern=r"^\d+$")
]
DayCount = Annotated[
    int, BeforeValidator(whole(0, 7)), _number(0, 7, whole_only=True, pattern=r"^\d+$")
]
Rpe = Annotated[
    float, BeforeValidator(read_rpe), _number(0, 10, whole_only=False, pattern=r"^\d{1,2}(\.\d)?$")
]
Flag = Annotated[
    bool,
    BeforeValidator(read_flag),
]
Repeat = Annotated[
    Literal["no", "weekly"],
    BeforeValidator(no_or("how often", "weekly or no")),
    WithJsonSchema({"enum": ["no", "weekly", "false", "off", False]}),
]
Movable = Annotated[
    Literal["no", "time", "day"],
    BeforeValidator(no_or("what may change", "no, time or day")),
    WithJsonSchema({"enum": ["no", "time", "day", "false", "off", False]}),
]
FirstDay = Annotated[Weekday, BeforeValidator(read_lower)]
Date = Annotated[dt.date, BeforeValidator(read_date), _pattern(r"^\d{4}-\d{2}-\d{2}$")]
Moment = Annotated[
    dt.datetime, BeforeValidator(read_moment), _pattern(r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$")
]
Pace = Annotated[int, BeforeValidator(read_pace), _pattern(r"^\d{1,2}:[0-5]\d( ?(min)?/km)?$")]
Kilometres = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]
Weight = Annotated[float, BeforeValidator(read_weight), _pattern(r"^\d{1,3}(\.\d+)? ?(kg|lb)$")]
Percent = Annotated[float, BeforeValidator(read_percent), _pattern(r"^\d{1,2}(\.\d+)? ?%$")]
Growth = Annotated[int, BeforeValidator(read_growth), _pattern(r"^\d{1,3} ?%$")]
Days = Annotated[
    int,
    BeforeValidator(whole(1, 60, " of days")),
    _number(1, 60, whole_only=True, pattern=r"^\d+$"),
]
Timezone = Annotated[str, BeforeValidator(read_timezone), _pattern("^[A-Za-z0-9_+/-]+$")]
Identity = Annotated[
    str,
    Field(pattern=_IDENTITY),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _IDENTITY}),
]
Url = Annotated[str, Field(pattern=r"^((https?|webcal)://|\$\{)\S+$")]
