"""What the rules say of the finished week as a whole."""

from fractions import Fraction

from .one_session import STRENGTH, BrokenError
from .rounding import hundredths, pro_rata
from .two_sessions import HARD, LEGS, QUALITY


def growing(rules, week, placed):
    """The points [hundredths] of what one more session can only make dearer; or ``BrokenError``."""
    sessions = (*week.fixed, *placed)
    days = _by_day(week, sessions)
    return sum(
        (
            _days_full(rules, days),
            _weeks_full(rules.weekly_load, days),
            _company(rules.no_strength_on_long_run_day, days, others=("long",), together=False),
            _streak(rules.hard_day_streak, week, sessions),
            _free_days(rules.rest_day, week, days),
        )
    )


def weighing(rules, week, placed):
    """The points [hundredths] of what one more session may make cheaper; or ``BrokenError``."""
    sessions = (*week.fixed, *placed)
    days = _by_day(week, sessions)
    together = rules.same_day_policy.policy == "hard_days_hard"
    return sum(
        (
            _nearest_runs(rules, week, sessions),
            _company(rules.same_day_policy, days, others=HARD, together=together),
            _monotony(rules.monotony, days),
        )
    )


def planned(session):
    """Whether the plan decided on it."""
    return session.decided


def _by_day(week, sessions):
    days = [[] for _ in range(week.horizon.days)]
    for session in sessions:
        day = week.horizon.day(session.start)
        if 0 <= day < len(days):
            days[day].append(session)
    return days


def copies(week, sessions):
    """The sessions, in a standing week also a week earlier and a week later."""
    shifts = (-week.horizon.end, 0, week.horizon.end) if week.standing else (0,)
    return [
        session.moved(shift) if shift else session
        for session in sessions
        for shift in shifts
        if not (shift and session.race)
    ]


def _nearest_runs(rules, week, sessions):
    """Targets that count only towards the nearest run of a sort, before or after strength."""
    around = copies(week, sessions)
    strength = [s for s in sessions if s.kind in STRENGTH]
    runs = [r for r in around if r.kind in (*QUALITY, "long")]
    total = 0
    for session in strength:
        beside = not week.horizon.inside(session.start)
        for points, nearest in (
            *_before(rules.gap_before_hard_run, session, runs),
            _after(rules.gap_after_long_run, session, [r for r in runs if r.kind == "long"]),
            _after(rules.gap_after_quality, session, [r for r in runs if r.kind in QUALITY]),
        ):
            if nearest is not None and (planned(nearest) or not beside):
                total += points
    return total


def _before(rule, session, runs):
    """Points, and the run they are for: the nearest quality run and the nearest long run."""
    own = getattr(rule, session.kind)
    if rule.off or own.target is None or own.target <= own.min:
        return
    for kinds, points in ((QUALITY, rule.quality_points), (("long",), rule.long_points)):
        following = [
            run
            for run in runs
            if run.kind in kinds and (session.start, session.key) < (run.start, run.key)
        ]
        if following:
            nearest = min(following, key=lambda run: (run.start, not run.key_run))
            short = own.target - (nearest.start - session.end)
            factor = Fraction(str(rule.key_factor)) if nearest.key_run else 1
            yield pro_rata(hundredths(points) * factor, short, own.target - own.min), nearest


def _after(rule, session, runs):
    """Points, and the run they are for: the nearest one before."""
    own = getattr(rule, session.kind)
    past = [run for run in runs if (run.start, run.key) < (session.start, session.key)]
    if not past or rule.off or own.target is None or own.target <= own.min:
        return 0, None
    nearest = max(past, key=lambda run: (run.end, run.key_run))
    short = own.target - (session.start - nearest.end)
    factor = Fraction(str(rule.key_factor)) if nearest.key_run else 1
    return pro_rata(hundredths(own.points) * factor, short, own.target - own.min), nearest


def _cap(level, excess, blamed, points):
    """What an excess costs; a must binds only what may be left out."""
    if excess <= 0:
        return 0
    if level == "must" and blamed:
        raise BrokenError
    return points if level == "wish" else 0


def _days_full(rules, days):
    total = 0
    for day in days:
        decided = [s for s in day if planned(s)]
        for rule, counted in (
            (rules.sessions_per_day, day),
            (rules.leg_sessions_per_day, [s for s in day if s.kind in LEGS]),
        ):
            excess = len(counted) - rule.max
            if not rule.off:
                blamed = [s for s in decided if s in counted]
                total += _cap(rule.level, excess, blamed, max(0, excess) * hundredths(rule.points))
        rule = rules.daily_minutes
        if not rule.off and rule.cap is not None:
            excess = sum(s.minutes for s in day) - rule.cap
            points = pro_rata(hundredths(rule.points), excess, rule.per)
            total += _cap(rule.level, excess, decided, points)
    return total


def _weeks_full(rule, days):
    total = 0
    if rule.off or rule.cap is None:
        return 0
    for first in range(0, len(days), 7):
        sessions = [s for day in days[first : first + 7] for s in day]
        excess = sum(s.load for s in sessions) - rule.cap
        blamed = [s for s in sessions if planned(s) and s.kind in STRENGTH and s.load]
        points = pro_rata(hundredths(rule.points), excess, rule.per)
        total += _cap(rule.level, excess, blamed, points)
    return total


def _company(rule, days, *, others, together):
    """Strength of some classes on a day with, or without, one of the others."""
    if rule.off:
        return 0
    total = 0
    for day in days:
        company = [s for s in day if s.kind in others]
        if bool(company) is together:
            continue
        for session in day:
            if session.kind in rule.classes:
                if rule.level == "must" and any(map(planned, (session, *company))):
                    raise BrokenError
                total += hundredths(rule.points) if rule.level == "wish" else 0
    return total


def _streak(rule, week, sessions):
    """Each day that is one too many in a row, as long as the row touches the week."""
    if rule.off:
        return 0
    hard, fact = set(), set()
    for session in sessions:
        if session.kind in (*HARD, *rule.classes):
            day = week.horizon.day(session.start)
            beside = (-week.horizon.days, 0, week.horizon.days) if week.standing else (0,)
            hard.update(day + shift for shift in beside)
            if not planned(session):
                fact.update(day + shift for shift in beside)
    ends = week.horizon.days + (0 if week.standing else rule.max)
    total = 0
    for end in range(ends):
        row = set(range(end - rule.max, end + 1))
        if row <= hard:
            if rule.level == "must" and not row <= fact:
                raise BrokenError
            total += hundredths(rule.points) if rule.level == "wish" else 0
    return total


def _monotony(rule, days):
    if rule.off:
        return 0
    total = 0
    for first in range(0, len(days), 7):
        own = days[first : first + 7]
        steps = _steps(rule, [sum(s.load for s in day) for day in own])
        facts = _steps(rule, [sum(s.load for s in day if not planned(s)) for day in own])
        if rule.level == "must":
            if steps and not facts:
                raise BrokenError
        else:
            total += min(steps * hundredths(rule.points), hundredths(rule.at_most))
    return total


def _steps(rule, loads):
    """How many steps mean / SD has begun above the start; the root is never taken."""
    mean = Fraction(sum(loads), 7)
    variance = sum((load - mean) ** 2 for load in loads) / (7 - rule.ddof)
    steps, bound = 0, Fraction(str(rule.above))
    while mean**2 > bound**2 * variance and steps < 1000:
        steps, bound = steps + 1, bound + Fraction(str(rule.step))
    return steps


def _free_days(rule, week, days):
    if rule.off or not week.rest_days_chosen:
        return 0
    total = 0
    for number in range(week.horizon.weeks):
        own = days[7 * number : 7 * number + 7]
        could = sum(not any(not planned(s) for s in day) for day in own)
        missing = min(week.rest_days_chosen, could) - sum(not day for day in own)
        if missing > 0:
            if rule.level == "must":
                raise BrokenError
            total += missing * hundredths(rule.points)
    return total


def worth(rule, wanted):
    """What a missing session costs [hundredths]."""
    if rule.off:
        return 0
    if wanted.rank is None:
        return hundredths(rule.core)
    return hundredths(rule.missing[min(wanted.rank, len(rule.missing) - 1)])
