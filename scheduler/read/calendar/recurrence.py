"""Repetition rules (RRULE), expanded only where they are asked for.

A rule without COUNT is never followed from its first date: its periods (days, weeks, months,
years) are numbered, so the ones that meet the wanted span are found by division. The cost is
bounded by the span, not by the age of the series or by whether any date ever matches, and no
clock is needed to stop a hostile one. A rule with COUNT must be counted from its first date; how
many days that takes is known beforehand (``days_to_look_at``).

Times here are the wall clock of the series' own zone, without a zone attached.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_TIMES = 24  # starts in one day; more is a rule by the minute in disguise

_PERIOD_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_LAST_DAY = dt.date.max.toordinal()


class RuleError(ValueError):
    """A rule that is not followed; its text says why, as half a sentence after "it"."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE; empty tuples stand for parts that are not given."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    week_starts: int = 0  # 0 is Monday
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()  # (which of the period or 0 for each, weekday)
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()


_NUMBERS = {
    "BYMONTH": ("months", 1, 12),
    "BYWEEKNO": ("weeks", -53, 53),
    "BYYEARDAY": ("year_days", -366, 366),
    "BYMONTHDAY": ("month_days", -31, 31),
    "BYHOUR": ("hours", 0, 23),
    "BYMINUTE": ("minutes", 0, 59),
    "BYSECOND": ("seconds", 0, 59),
    "BYSETPOS": ("positions", -366, 366),
}


def read_rule(text: str) -> Rule:
    """Read ``FREQ=WEEKLY;BYDAY=TU,TH``.

    Raises
    ------
    RuleError
        If it repeats by the hour or faster, asks for a date that does not exist, or cannot be read.
    """
    parts = dict(part.upper().strip().split("=", 1) for part in text.split(";") if "=" in part)
    if parts.get("FREQ") in {"SECONDLY", "MINUTELY", "HOURLY"}:
        raise RuleError("repeats by the hour or faster")
    try:
        rule = _rule(parts)
    except (KeyError, ValueError):
        raise RuleError("repeats by a rule that cannot be read") from None
    if len(rule.hours or "1") * len(rule.minutes or "1") * len(rule.seconds or "1") > MOST_TIMES:
        raise RuleError("repeats by the hour or faster")
    if not _has_a_date(rule):
        raise RuleError("repeats on a date that does not exist")
    return rule


def _rule(parts: dict[str, str]) -> Rule:
    numbers = {
        field: _numbers(parts.pop(key), low, high)
        for key, (field, low, high) in _NUMBERS.items()
        if key in parts
    }
    rule = Rule(
        frequency=parts.pop("FREQ"),
        interval=int(parts.pop("INTERVAL", "1")),
        count=int(parts.pop("COUNT")) if "COUNT" in parts else None,
        until=parts.pop("UNTIL", ""),
        week_starts=WEEKDAYS.index(parts.pop("WKST", "MO")),
        weekdays=tuple(_weekday(part) for part in parts.pop("BYDAY", "").split(",") if part),
    )
    if (
        rule.frequency not in _PERIOD_DAYS
        or rule.interval < 1
        or any(not key.startswith("X-") for key in parts)
    ):
        raise ValueError(parts)
    return replace(rule, **numbers)  # type: ignore[arg-type]


def _numbers(text: str, low: int, high: int) -> tuple[int, ...]:
    numbers = tuple(sorted({int(part) for part in text.split(",")}))
    if numbers[0] < low or numbers[-1] > high or (low != 0 and 0 in numbers):
        raise ValueError(text)
    return numbers


def _weekday(text: str) -> tuple[int, int]:
    found = _BYDAY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return int(found[1] or 0), WEEKDAYS.index(found[2])


def _has_a_date(rule: Rule) -> bool:
    months = rule.months or tuple(range(1, 13))
    return not rule.month_days or any(
        abs(day) <= _LONGEST[month - 1] for month, day in product(months, rule.month_days)
    )


def days_to_look_at(
    rule: Rule, start: dt.datetime, *, first: dt.datetime, last: dt.datetime
) -> int:
    """An upper bound of the days that ``starts`` looks at with the same arguments [d]."""
    if rule.count is None:
        around = 2 * _PERIOD_DAYS[rule.frequency] if rule.positions else 1
        return max((last - max(start, first)).days, 0) + around
    days = max((last - start).days, 0)
    if _starts_in_every_period(rule):
        days = min(days, rule.count * _PERIOD_DAYS[rule.frequency])
    return days + 2 * _PERIOD_DAYS[rule.frequency]


def _starts_in_every_period(rule: Rule) -> bool:
    """Whether each day or week has a start for certain, so that counting soon comes to its end."""
    if rule.months or rule.weeks or rule.year_days or rule.month_days or rule.positions:
        return False
    return rule.frequency == "WEEKLY" or (rule.frequency == "DAILY" and not rule.weekdays)


def starts(
    rule: Rule, start: dt.datetime, *, first: dt.datetime, last: dt.datetime
) -> Iterator[dt.datetime]:
    """The starts from ``first`` to ``last``, both included, in order.

    Parameters
    ----------
    rule
        UNTIL is left to the caller, who knows the zone.
    start
        The series' own first start; it is given only if the rule names it.
    """
    whole = _completed(rule, start)
    wanted = whole.count
    for moment in _all_starts(whole, start, (first, last)):
        if moment > last or wanted == 0:
            return
        if moment >= start:
            wanted = None if wanted is None else wanted - 1
            if moment >= first:
                yield moment


def _completed(rule: Rule, start: dt.datetime) -> Rule:
    """What a rule leaves open is taken from its first start (RFC 5545, section 3.3.10)."""
    timed = replace(
        rule,
        hours=rule.hours or (start.hour,),
        minutes=rule.minutes or (start.minute,),
        seconds=rule.seconds or (start.second,),
    )
    if rule.year_days or rule.month_days or rule.weekdays:
        return timed
    if rule.frequency == "WEEKLY" or rule.weeks:
        return replace(timed, weekdays=((0, start.weekday()),))
    if rule.frequency == "MONTHLY":
        return replace(timed, month_days=(start.day,))
    if rule.frequency == "YEARLY":
        return replace(timed, months=rule.months or (start.month,), month_days=(start.day,))
    return timed


def _all_starts(
    rule: Rule, start: dt.datetime, span: tuple[dt.datetime, dt.datetime]
) -> Iterator[dt.datetime]:
    clocks = tuple(
        map(dt.time, *zip(*product(rule.hours, rule.minutes, rule.seconds), strict=True))
    )
    own = _period(rule, start.date())
    begin = start if rule.count is not None else max(start, span[0])
    here = _period(rule, begin.date())
    here += -(here - own) % rule.interval
    last = _period(rule, span[1].date())
    for number in range(here, last + 1, rule.interval):
        days = _days(rule, number, None if rule.positions else (begin.date(), span[1].date()))
        moments = [dt.datetime.combine(day, clock) for day in days for clock in clocks]
        yield from _picked(moments, rule.positions)


def _picked(moments: list[dt.datetime], positions: tuple[int, ...]) -> list[dt.datetime]:
    if not positions:
        return moments
    count = len(moments)
    places = {at - 1 if at > 0 else count + at for at in positions}
    return [moments[at] for at in sorted(places) if 0 <= at < count]


def _period(rule: Rule, day: dt.date) -> int:
    """Number the day, week, month or year that holds ``day``."""
    match rule.frequency:
        case "DAILY":
            return day.toordinal()
        case "WEEKLY":
            return (day.toordinal() - 1 - rule.week_starts) // 7
        case "MONTHLY":
            return day.year * 12 + day.month - 1
        case _:
            return day.year


def _days(rule: Rule, number: int, within: tuple[dt.date, dt.date] | None) -> Iterator[dt.date]:
    """The days of one period that the rule takes, and that lie ``within`` a span if given."""
    first, after = _bounds(rule, number)
    if within is not None:
        first = max(first, within[0].toordinal())
        after = min(after, within[1].toordinal() + 1)
    for ordinal in range(max(first, 1), min(after, _LAST_DAY + 1)):
        day = dt.date.fromordinal(ordinal)
        if _takes(rule, day):
            yield day


def _bounds(rule: Rule, number: int) -> tuple[int, int]:
    match rule.frequency:
        case "DAILY":
            return number, number + 1
        case "WEEKLY":
            first = number * 7 + 1 + rule.week_starts
            return first, first + 7
        case "MONTHLY":
            return _month_begins(number), _month_begins(number + 1)
        case _:
            return _month_begins(number * 12), _month_begins(number * 12 + 12)


def _month_begins(number: int) -> int:
    year, month = divmod(number, 12)
    return _LAST_DAY + 1 if year > dt.MAXYEAR else dt.date(year, month + 1, 1).toordinal()


def _takes(rule: Rule, day: dt.date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not _in(rule.month_days, day.day, _days_in_month(day)):
        return False
    if rule.weekdays and not any(_is_weekday(rule, day, which) for which in rule.weekdays):
        return False
    if rule.year_days and not _in(rule.year_days, *_place_in_year(day)):
        return False
    if rule.weeks:
        year, week, _ = day.isocalendar()
        return _in(rule.weeks, week, dt.date(year, 12, 28).isocalendar().week)
    return True


def _in(numbers: tuple[int, ...], place: int, of: int) -> bool:
    """Whether a place, counted from 1 or, negative, from the end, is among ``numbers``."""
    return place in numbers or place - of - 1 in numbers


def _is_weekday(rule: Rule, day: dt.date, which: tuple[int, int]) -> bool:
    number, weekday = which
    if day.weekday() != weekday:
        return False
    if not number or rule.frequency in {"DAILY", "WEEKLY"}:
        return True
    by_month = rule.frequency == "MONTHLY" or rule.months
    place, of = (day.day, _days_in_month(day)) if by_month else _place_in_year(day)
    return number in {(place - 1) // 7 + 1, -((of - place) // 7 + 1)}


def _days_in_month(day: dt.date) -> int:
    return _month_begins(day.year * 12 + day.month) - day.replace(day=1).toordinal()


def _place_in_year(day: dt.date) -> tuple[int, int]:
    first = dt.date(day.year, 1, 1).toordinal()
    return day.toordinal() - first + 1, _month_begins(day.year * 12 + 12) - first
