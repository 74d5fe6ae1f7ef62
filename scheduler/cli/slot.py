"""``--at``: a day and a clock time become a minute of the days to plan."""

import re

from scheduler.errors import UsageError
from scheduler.horizon import Horizon
from scheduler.units import read_clock, read_days

_SHAPE = re.compile(r"(?P<day>[a-z]{3}|\d{4}-\d{2}-\d{2})[ t]+(?P<clock>\d{1,2}:\d{2})", re.ASCII)


def slot_of(text: str, horizon: Horizon, *, option: str = "--at") -> int:
    """The minute of ``tue 07:00`` or ``2027-01-12 07:00`` [min]; ``option`` names it in errors.

    Raises
    ------
    UsageError
        It is no moment, or none of the days to plan.
    """
    found = _SHAPE.fullmatch(text.strip().lower())
    if found is None:
        raise UsageError(_hint(text, option))
    try:
        (day,), clock = read_days(found["day"]), read_clock(found["clock"])
    except ValueError:
        raise UsageError(_hint(text, option)) from None
    dates = [horizon.date(number) for number in horizon.all_days()]
    on = next((d for d in dates if d == day.date or d.weekday() in day.weekdays), None)
    if on is None:
        raise UsageError(_outside(text, horizon, option))
    minute = horizon.at(on, clock)
    if not horizon.inside(minute):
        raise UsageError(_outside(text, horizon, option))
    return minute


def _outside(text: str, horizon: Horizon, option: str) -> str:
    last = horizon.date(horizon.days - 1)
    return f"{option} {text!r} does not lie in the days from {horizon.first} to {last}"


def _hint(text: str, option: str) -> str:
    return f'{option} {text!r} is no slot: write one like "tue 07:00" or "2027-01-12 07:00"'
