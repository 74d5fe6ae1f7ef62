"""FIT files, as a watch writes them: one activity each, or several in a multisport file."""

import datetime as dt
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.past import Activity, Sport
from scheduler.read.history.trouble import ExportError

_STRENGTH = {"strength_training", "flexibility_strength"}
_BROKEN = ("is no whole FIT file", "copy it from the watch again")
_RPE_STEP = 10  # a watch writes an effort of 7 as 70


def read_fit(data: bytes, home: ZoneInfo, where: str) -> list[Activity]:
    """Read the sessions of one FIT file; its times are UTC, its distances metres.

    Raises
    ------
    ExportError
        It is no whole FIT file, or the extra that reads it is not installed.
    """
    try:
        import fitdecode
    except ImportError:
        says = "is a FIT file, and what reads it is not installed"
        raise ExportError(says, 'install it: pip install "microcycle[fit]"') from None
    if not data:
        raise ExportError(*_BROKEN)
    try:
        with fitdecode.FitReader(data) as reader:
            frames = [
                frame
                for frame in reader
                if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "session"
            ]
    except (fitdecode.FitError, ValueError, IndexError, KeyError) as error:
        raise ExportError(*_BROKEN) from error
    return [activity for frame in frames for activity in _activity(frame, home, where)]


def _activity(frame: Any, home: ZoneInfo, where: str) -> Iterator[Activity]:  # noqa: ANN401
    """One session of the file; none of what took no time or has no start."""
    sport = _sport(str(_value(frame, "sport")), str(_value(frame, "sub_sport")))
    first, second = "total_timer_time", "total_elapsed_time"
    if sport == "strength":
        first, second = second, first
    seconds = _value(frame, first) or _value(frame, second) or 0
    minutes = int((Decimal(str(seconds)) / 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    started = _value(frame, "start_time")
    if minutes < 1 or not isinstance(started, dt.datetime):
        return
    start = (started if started.tzinfo else started.replace(tzinfo=dt.UTC)).astimezone(home)
    metres, rpe = _value(frame, "total_distance"), _value(frame, "workout_rpe")
    title = str(_value(frame, "sport_profile_name") or sport.capitalize())
    yield Activity(
        date=start.date(),
        start=start,
        sport=sport,
        title=title,
        minutes=minutes,
        where=where,
        km=Decimal(str(metres)) / 1000 if metres and sport == "run" else None,
        rpe=rpe / _RPE_STEP if rpe else None,
    )


def _value(frame: Any, name: str) -> Any:  # noqa: ANN401 - whatever a watch writes
    return frame.get_value(name, fallback=None)


def _sport(sport: str, sub_sport: str) -> Sport:
    if sub_sport in _STRENGTH:
        return "strength"
    return "run" if sport == "running" else "cross"
