"""FIT files, as a watch writes them: one activity each, or several in a multisport file."""

import datetime as dt
import math
import struct
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.horizon import YEARS
from scheduler.past import Activity, Sport
from scheduler.read.history import bounds
from scheduler.read.history.export import Export, far_in
from scheduler.read.history.trouble import ExportError, RowError

_STRENGTH = ("strength_training", "flexibility_strength")
_BROKEN = ("is no whole FIT file", "copy it from the watch again")
_RPE_STEP = 10  # a watch writes an effort of 7 as 70
_FIELDS = (
    "sport", "sub_sport", "sport_profile_name", "start_time", "total_timer_time",
    "total_elapsed_time", "total_distance", "workout_rpe",
)  # fmt: skip
# What the decoder raises, beside errors of its own, where a file is not as it should be.
_DECODING = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError,
    struct.error,
)  # fmt: skip
_Session = Mapping[str, Any]  # a session's fields, whatever a watch writes in them


def read_fit(data: bytes, home: ZoneInfo, where: str) -> Export:
    """Read the sessions of one FIT file; its times are UTC, its distances metres.

    Raises
    ------
    ExportError
        It is no whole FIT file, none of its sessions can be read, or the extra that reads it is
        not installed.
    """
    export, wrong = Export(where), list[str]()
    for number, session in enumerate(_sessions(data), 1):
        try:
            activity = _activity(session, home, where)
            if activity is not None:
                export.activities.append(_with_distance(activity, session, export))
        except RowError as error:
            wrong.append(f"session {number}: {error}")
    export.leave_out(wrong, part="session", hint=_BROKEN[1])
    return export


def _sessions(data: bytes) -> list[_Session]:
    """The sessions of a file as the decoder has them."""
    try:
        import fitdecode
    except ImportError:
        says = "is a FIT file, and what reads it is not installed"
        raise ExportError(says, 'install it: pip install "microcycle[fit]"') from None
    if not data:
        raise ExportError(*_BROKEN)
    manner = {
        "check_crc": fitdecode.CrcCheck.RAISE,
        "error_handling": fitdecode.ErrorHandling.IGNORE,  # fields of an odd size are common
    }
    try:
        with fitdecode.FitReader(data, **manner) as reader:
            return [
                {name: frame.get_value(name, fallback=None) for name in _FIELDS}
                for frame in reader
                if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "session"
            ]
    except (fitdecode.FitError, *_DECODING) as error:
        raise ExportError(*_BROKEN) from error


def _activity(session: _Session, home: ZoneInfo, where: str) -> Activity | None:
    """One session of the file; None for what took no time or has no start."""
    sport = _sport(session)
    first, second = "total_timer_time", "total_elapsed_time"
    if sport == "strength":
        first, second = second, first
    seconds = _number(session, first) or _number(session, second)
    minutes = bounds.whole_minutes(seconds / 60)
    started = session["start_time"]
    if minutes < 1 or not isinstance(started, dt.datetime):
        return None
    if started.year not in YEARS:
        raise RowError(f"its year is {started.year}")
    start = (started if started.tzinfo else started.replace(tzinfo=dt.UTC)).astimezone(home)
    return Activity(
        date=start.date(),
        start=start,
        sport=sport,
        title=bounds.title(str(session["sport_profile_name"] or ""), sport),
        minutes=minutes,
        where=where,
        rpe=bounds.effort(_number(session, "workout_rpe") / _RPE_STEP),
    )


def _with_distance(activity: Activity, session: _Session, export: Export) -> Activity:
    """A run with its kilometres, where these make sense."""
    km = _number(session, "total_distance") / 1000
    if activity.sport != "run" or not km:
        return activity
    if not bounds.can_be_run(km, activity.minutes):
        export.leave_out_distances([far_in(activity, km)])
        return activity
    return replace(activity, km=km)


def _number(session: _Session, name: str) -> Decimal:
    """A field's value; 0 where the watch does not tell it."""
    value = session[name]
    if value is None:
        return Decimal(0)
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise RowError(f"its {name} is no number")
    return Decimal(str(value))


def _sport(session: _Session) -> Sport:
    if session["sub_sport"] in _STRENGTH:
        return "strength"
    return "run" if session["sport"] == "running" else "cross"
