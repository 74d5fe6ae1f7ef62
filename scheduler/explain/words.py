"""How spans of time and lists of names are said in a sentence."""

from collections.abc import Iterable, Sequence

from scheduler.horizon import Horizon, Span, hours
from scheduler.training import CLASSES, Session
from scheduler.units import DAY

MOST = 4  # things named in one list; the others are counted
WEEK = 7  # [d]
RANGE = 3  # from so many days in a row on they are said as a range


def listed(words: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``; of many the first ones and how many more."""
    named = list(dict.fromkeys(words))
    if len(named) > MOST + 1:
        named = [*named[:MOST], f"{len(named) - MOST} more"]
    return all_of(named)


def all_of(words: Sequence[str], joint: str = "and") -> str:
    """``A, B and C``, however many."""
    return f" {joint} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def long(minutes: int) -> str:
    """``24 h``, and ``7 days`` from a week on."""
    whole = minutes % DAY == 0 and minutes >= WEEK * DAY
    return f"{minutes // DAY} days" if whole else hours(minutes)


def named(horizon: Horizon, sessions: Iterable[Session]) -> list[str]:
    """``Intervals (Tue 06:30)`` for each session."""
    return [f"{session.title} ({horizon.says(session.start)})" for session in sessions]


def classes(kinds: Iterable[str], *, joint: str = "or") -> str:
    """``heavy or moderate``, from the heaviest on."""
    known = set(kinds)
    return all_of([name for name in CLASSES if name in known], joint)


def spans(horizon: Horizon, found: Iterable[Span]) -> list[str]:
    """``Mon-Fri 06:00-08:00 and 17:30-21:00``, ``Sat 08:00-12:00``."""
    by_day: dict[int, list[str]] = {}
    for span in found:
        for start, end in _cut(horizon, span):
            by_day.setdefault(horizon.day(start), []).append(_clocks(horizon, start, end))
    times = {day: listed(clocks) for day, clocks in sorted(by_day.items())}
    alike: dict[str, list[int]] = {}
    for day, clocks in times.items():
        alike.setdefault(clocks, []).append(day)
    return [f"{days(horizon, on)} {clocks}".rstrip() for clocks, on in alike.items()]


def days(horizon: Horizon, found: Sequence[int]) -> str:
    """``Mon-Wed and Fri``."""
    runs: list[list[int]] = []
    for day in sorted(set(found)):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    words: list[str] = []
    for run in runs:
        if len(run) >= RANGE:
            words.append(f"{horizon.day_says(run[0])}-{horizon.day_says(run[-1])}")
        else:
            words += map(horizon.day_says, run)
    return all_of(words)


def _cut(horizon: Horizon, span: Span) -> Iterable[Span]:
    """A span inside the days to plan; a long one day by day."""
    start, end = max(span[0], 0), min(span[1], horizon.end + DAY)
    if end - start <= DAY:
        if start < end and horizon.inside(start):
            yield start, end
        return
    for day in range(horizon.day(start), min(horizon.day(end - 1) + 1, horizon.days)):
        midnight, after = horizon.span(day)
        yield max(start, midnight), min(end, after)


def _clocks(horizon: Horizon, start: int, end: int) -> str:
    if (start, end) == horizon.span(horizon.day(start)):
        return ""  # the day as a whole
    until = horizon.clock(end)
    last = "24:00" if end == horizon.midnight(horizon.day(start) + 1) else f"{until:%H:%M}"
    return f"{horizon.clock(start):%H:%M}-{last}"
