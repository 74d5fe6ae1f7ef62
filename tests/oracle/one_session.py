"""What the rules say of one session at its time, whatever the others do.

Read from the words of the contract, not from the code that is tested. A broken must is an
exception.
"""

from .rounding import hundredths

STRENGTH = ("heavy", "moderate", "light", "core")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BrokenError(Exception):
    """A must is broken."""


def price(rules, week, session, wanted=None):
    """The points of one session by itself [hundredths]; ``BrokenError`` where it may not be."""
    wrong = [*_wishes(rules, week, session)]
    if wanted is not None:
        wrong += _training_hours(rules, week, session, wanted)
        _never(week, session)
        wrong += _request_hours(rules, session, wanted)
        wrong.append(("wish", _lesser(rules, wanted, session)))
    elif session.origin == "pinned":
        wrong += _pinned_hours(rules, week, session)
    total = 0
    for level, points in wrong:
        if level == "must" and wanted is not None:
            raise BrokenError
        total += points if level == "wish" else 0
    return total


def _never(week, session):
    """Busy times, days away and the past are closed, whatever the rules say."""
    for closed in week.busy:
        if session.start < closed.end and closed.start < session.end:
            raise BrokenError
    if any(away.start <= session.start < away.end for away in week.away):
        raise BrokenError
    if week.now is not None and 0 <= session.start < week.now:
        raise BrokenError


def _inside(spans, session):
    return any(start <= session.start and session.end <= end for start, end in spans)


def _training_hours(rules, week, session, wanted):
    rule = rules.availability
    stays = wanted.at == session.start
    if not rule.off and not stays and not _inside(week.available, session):
        yield rule.level, hundredths(rule.points)


def _pinned_hours(rules, week, session):
    if not rules.availability.off and not _inside(week.available, session):
        yield rules.availability.level, hundredths(rules.availability.points)


def _request_hours(rules, session, wanted):
    rule = rules.availability
    if not rule.off and wanted.windows is not None and not _inside(wanted.windows, session):
        yield rule.level, hundredths(rule.points)


def _wishes(rules, week, session):
    day = week.horizon.day(session.start)
    tests = [
        (rules.rest_day, day in week.rest_days, rules.rest_day.points),
        (rules.quiet_hours, _quiet(rules.quiet_hours, week, session), rules.quiet_hours.points),
        *_kept(rules.keep_last_plan, week, session),
    ]
    if session.kind in STRENGTH:
        tests += _preferred(rules, week, session)
    for rule, wrong, points in tests:
        if wrong and not rule.off:
            yield rule.level, hundredths(points)


def _quiet(rule, week, session):
    """Starts before the morning, or ends after the evening of its day."""
    start, end = week.horizon.clock(session.start), week.horizon.clock(session.end)
    midnights = (end.date() - start.date()).days
    return (
        start.hour * 60 + start.minute < rule.before
        or midnights * 1440 + end.hour * 60 + end.minute > rule.after
    )


def _kept(rule, week, session):
    kept = week.kept.get(session.key)
    if kept is not None:
        moved = week.horizon.day(kept.start) != week.horizon.day(session.start)
        yield rule, moved, rule.points
        yield rule, not moved and kept.start != session.start, rule.time_points


def _preferred(rules, week, session):
    day = rules.preferred_day
    date = week.horizon.clock(session.start).date()
    liked = [part for selector in day.days for part in selector]
    named = any(part.date == date or date.weekday() in part.weekdays for part in liked)
    yield day, bool(day.days) and not named, day.points
    time = rules.preferred_time
    yield time, bool(time.windows) and not _at_a_preferred_time(time, week, session), time.points


def _at_a_preferred_time(rule, week, session):
    """Minute by minute: each one lies in a window of its day, or of the day before."""
    return all(
        _preferred_minute(rule, week, minute) for minute in range(session.start, session.end)
    )


def _preferred_minute(rule, week, minute):
    horizon = week.horizon
    for day in (horizon.day(minute) - 1, horizon.day(minute)):
        date = horizon.date(day)
        for start, end in windows_of_day(rule, date):
            if horizon.at(date, start) <= minute < horizon.at(date, end):
                return True
    return False


def windows_of_day(rule, date):
    """The generator names days one by one or all of them; a day beats ``daily``."""
    return rule.windows.get(WEEKDAYS[date.weekday()], rule.windows.get("daily", ()))


def _lesser(rules, wanted, session):
    rule, asked = rules.strength_sessions, wanted.modes[0]
    if rule.off or session.kind not in STRENGTH:
        return 0
    lighter = STRENGTH.index(session.kind) - STRENGTH.index(asked.kind)
    shorter = (asked.minutes - session.minutes) // 5
    return lighter * hundredths(rule.lighter) + shorter * hundredths(rule.shorter)
