"""How long a line of text says a run is: in minutes, in kilometres, or as a race.

Calendars are written by apps and by hand, in several languages and for other readers than us, so
what is told is only ever the likeliest reading; the rules for it are in the docstrings.
"""

import re
import unicodedata
from collections.abc import Mapping

SHORTEST = 10  # what is shorter is a part of a session, not its length [min]
LONGEST = 10 * 60  # beyond it, 18h30 is a clock time [min]
LETTERS_READ = 200  # of a line: titles are foreign text, and patterns may be slow on long ones
KM_OF_A_MILE = 1.609344
RACE_KM = {"5k": 5.0, "10k": 10.0, "half": 21.0975, "marathon": 42.195}

_RACE_DISTANCES = {
    "ultra": r"\bultra|\b(50|60|80|100|160) ?km?\b|\b(50|100) ?mi(les?)?\b",
    "half": r"\bhalf\b|\bhalb|\bsemi\b|\bmedi[ao] marat|\bmezza\b|(?<![\d.])21([.,]\d+)? ?km?\b",
    "marathon": r"marath?[oó]n|(?<![\d.])42([.,]\d+)? ?km?\b",
    "10k": r"(?<![\d.])10([.,]0)? ?km?\b",
    "5k": r"(?<![\d.])5([.,]0)? ?km?\b|\bpark ?run\b",
}
_REPETITIONS = re.compile(
    r"\d+ ?[x×*] ?\(?[\d:.,]+ ?(km|k|miles?|mi|min(ute)?s?|m|h|['’′])?",  # noqa: RUF001
    re.IGNORECASE,
)
# A warm-up or cool-down is told where the parts of a session are, and not its whole.
_PARTS = re.compile(
    r"^(?!.*\bincl).*(\b(warm|cool)([- ]?(up|down)|ing)|\b(wu|cd)\b|\b(ein|aus)lauf|échauffement"
    r"|calentamiento)",
    re.IGNORECASE,
)
_NUMBER = r"\d+(?:[.,]\d+)?"
_FROM = rf"(?<![\d.,:/])(?:{_NUMBER} ?(?:h|min|km?|mi|['’′])? ?(?:-|–|to|bis|à|a) ?)?"  # noqa: RUF001
_LABEL = (
    r"\b(?:(?:planned|actual|moving|total|estimated) time|duration|dauer|durée|duración)\W{0,3}"
)
_HOURS = (
    rf"{_FROM}(?<!\bat )(?<!\bà )(?<!\bum )(?<!\blas )(?P<h>{_NUMBER}) ?"
    r"(?:h|hrs?|hours?|stunden?|std|heures?|horas?)(?![a-z]) ?(?:and |und |et |y )?"
    r"(?:(?P<min>[0-5]?\d)(?!\d| ?[x×/:]| ?km?\b| ?mi\b))?"  # noqa: RUF001
)
_MINUTES = (
    rf"{_FROM}(?P<min>\d+) ?(?:min(?:ute|uto|uten)?s?\b|['’′](?!['’′\w]))"  # noqa: RUF001
    r"(?! ?-?(?:/|per\b|pro\b|mile|pace))"
)
_TIMES = tuple(
    re.compile(told, re.IGNORECASE)
    for told in (
        r"(?<![\d:])(?P<h>\d{1,2}):(?P<min>\d\d):\d\d(?![\d:])",  # 1:15:00
        rf"{_LABEL}(?P<h>\d):(?P<min>\d\d)(?![\d:])",  # Planned Time: 0:40
        rf"{_LABEL}(?P<min>\d\d\d?):\d\d(?![\d:])",  # Duration: 45:00
        r"^\W*(?P<h>\d{1,2}):(?P<min>\d\d) - ",  # 2:00 - Gibbs
        r"(?<![\d:])(?P<h>[0-5]):(?P<min>\d\d) ?h\b",  # 1:30 h
        _HOURS,  # 1.5 h, 1h30
        _MINUTES,  # 45 min, 90', 50-60 min
    )
)
_DISTANCE = re.compile(
    rf"{_FROM}(?P<far>{_NUMBER}) ?(?P<unit>km?s?|kilomet(?:er|re)s?|mi|miles?|meilen)\b"
    r"(?![- ]*(?:race[- ])?(?:pace|effort|tempo|reps|goal|repeats|speed))",
    re.IGNORECASE,
)


def first_lines(*texts: str, most: int | None = None) -> tuple[str, ...]:
    """The lines that say anything, in one spelling: composed letters, single spaces.

    `most` is how many of them are wanted; None means all.
    """
    plain = (" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts)
    return tuple(line[:LETTERS_READ] for line in plain if line)[:most]


def race_distance(title: str) -> str | None:
    """The distance a race's title names: 5k, 10k, half, marathon, ultra, or None."""
    line = " ".join(first_lines(title))
    found = (name for name, told in _RACE_DISTANCES.items() if re.search(told, line, re.IGNORECASE))
    return next(found, None)


def minutes_told(text: str) -> int | None:
    """The length that a line of text tells, or None [min].

    Understands ``45 min``, ``90'``, ``1h30``, ``1.5 h``, ``1:15:00``, ``Planned Time: 0:40`` and a
    leading ``2:00 - ``. Of a range, and of several times, the longest counts, so that the slot is
    never too short; repetitions, paces, anything below ten minutes, and the parts of a session
    that is told with its warm-up do not count.
    """
    line = _whole(text)
    told = (_as_minutes(found.groupdict()) for time in _TIMES for found in time.finditer(line))
    return max((one for one in told if SHORTEST <= one < LONGEST), default=None)


def kilometres_told(text: str) -> float | None:
    """The longest distance that a line of text tells, or None [km].

    Understands ``12 km``, ``18k``, ``5mi`` and ``8 miles``, but neither metres, repetitions, paces
    (``10k pace``), nor the parts of a session that is told with its warm-up.
    """
    found = _DISTANCE.finditer(_whole(text))
    told = (
        _number(one["far"]) * (KM_OF_A_MILE if one["unit"].lower().startswith("m") else 1)
        for one in found
    )
    return max(told, default=None)


def _whole(line: str) -> str:
    return "" if _PARTS.search(line) else _REPETITIONS.sub(" ", line)


def _as_minutes(told: Mapping[str, str | None]) -> int:
    return round(_number(told.get("h") or "0") * 60 + int(told["min"] or 0))


def _number(text: str) -> float:
    return float(text.replace(",", "."))
