"""How the weeks to plan stand against what was done lately: warnings, and no rule."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scheduler.horizon import has_begun
from scheduler.load import ewma, ramp_flag, run_spike, spike_band
from scheduler.outcome import Lately, Ramp, Spike
from scheduler.past import Before, Limits, Ran
from scheduler.training import Session, Week

KmTold = Callable[[str], float | None]
_WEEK = 7  # [d]
_DAY = dt.timedelta(days=1)


def lately(
    week: Week,
    sessions: Sequence[Session],
    limits: Limits,
    km_told: KmTold,
) -> Lately | None:
    """What exports tell of the days before, and what the plan asks for beside it.

    Parameters
    ----------
    week
        The weeks that were planned.
    sessions
        All their sessions, those of the weeks beside included.
    limits
        From when on it is told.
    km_told
        The kilometres that the title of a run tells, if it does.

    Returns
    -------
    Lately or None
        None without any export.
    """
    before = week.before
    if before is None or before.first is None:
        return None
    last = min(week.horizon.first - _DAY, before.until)
    ramps = _ramps(week, before, sessions, limits)
    return Lately(
        before=before,
        last_week=_last_week(week, before),
        short=_average(before, last, limits.short),
        long=_average(before, last, limits.long),
        spike=_spike(week, before, sessions, limits, km_told),
        ramps=tuple(ramps),
        limits=limits,
    )


def _average(before: Before, last: dt.date, span: int) -> float | None:
    """The average up to a day in which older days fade; None where too few are told [AU]."""
    days = before.days(before.first or last, last)
    return ewma(days, span=span)[-1] if len(days) >= span else None


def _last_week(week: Week, before: Before) -> int | None:
    """The load of the week before: what was done, and what of it is still to be done [AU]."""
    horizon = week.horizon
    first = horizon.date(-_WEEK)
    if before.first is None or before.first > first:
        return None
    done = sum(before.days(first, horizon.date(-1)))
    ahead = (
        session.load
        for session in week.fixed
        if horizon.midnight(-_WEEK) <= session.start < 0
        and not has_begun(horizon.clock(session.start), before.now)
        and session.sport in before.sports
    )
    return done + sum(ahead)


def _ramps(
    week: Week, before: Before, sessions: Sequence[Session], limits: Limits
) -> Iterator[Ramp]:
    """Each week with much more load than the one before it, sports alike on both sides."""
    last = _last_week(week, before)
    for number in range(week.horizon.weeks):
        start, end = week.horizon.week(number)
        own = [session for session in sessions if start <= session.start < end]
        now = sum(session.load for session in own if session.sport in before.sports)
        flag = last and ramp_flag(now, before=last, warn=limits.ramp, strong=limits.steep)
        if flag and last:
            left_out = tuple(sorted({session.sport for session in own} - before.sports))
            yield Ramp(number, now, last, Fraction(100 * (now - last), last), flag, left_out)
        last = now


def _spike(
    week: Week,
    before: Before,
    sessions: Iterable[Session],
    limits: Limits,
    km_told: KmTold,
) -> Spike | None:
    """The longest run ahead, if it is much longer than all of the days before it."""
    inside = week.horizon.inside
    runs = [s for s in sessions if s.activity == "run" and s.kind != "cross" and inside(s.start)]
    ahead = [run for run in runs if run.origin != "done" and not week.has_begun(run)]
    if not ahead or not before.runs:
        return None
    longest = max(ahead, key=lambda run: (run.minutes, -run.start))
    date = week.horizon.clock(longest.start).date()
    earlier = [
        Ran(week.horizon.clock(run.start).date(), run.title, run.minutes, _km(run.title, km_told))
        for run in runs
        if run.start < longest.start and run.origin != "done"
    ]
    recent = [
        ran
        for ran in (*before.runs, *earlier)
        if date - limits.spike_days * _DAY <= ran.date <= date
    ]
    spike = _compared(longest, recent, limits, _km(longest.title, km_told))
    begins = before.first
    begins_late = begins is not None and begins > date - limits.spike_days * _DAY
    return replace(spike, since=begins) if spike and begins_late else spike


def _compared(
    run: Session, recent: Sequence[Ran], limits: Limits, km: Decimal | None
) -> Spike | None:
    """A run against those before it: by kilometres where both sides tell them, else by time."""
    if not recent:
        return Spike(run, None, "unknown", None)
    with_km = [ran for ran in recent if ran.km is not None]
    if km is not None and with_km:
        top = max(with_km, key=lambda ran: (ran.km or 0, ran.date))
        percent = run_spike(km, recent=[top.km or 0])
    else:
        km, top = None, max(recent, key=lambda ran: (ran.minutes, ran.date))
        percent = run_spike(run.minutes, recent=[top.minutes])
    band = "reference" if percent is None else spike_band(percent, limits=limits.spike)
    return None if band == "reference" else Spike(run, percent, band, top, km)


def _km(title: str, km_told: KmTold) -> Decimal | None:
    told = km_told(title)
    return None if told is None else Decimal(str(told))


def warnings_of(found: Lately | None, week: Week) -> Iterator[str]:
    """The warnings in sentences."""
    if found is None:
        return
    if found.spike is not None:
        yield _spike_says(found.spike, found.limits, week)
    for ramp in found.ramps:
        yield _ramp_says(ramp, found, week)


def _spike_says(spike: Spike, limits: Limits, week: Week) -> str:
    run = f"{spike.run.title} ({week.horizon.says(spike.run.start)})"
    if spike.longest is None or spike.percent is None:
        return (
            f"no export shows a run in the {limits.spike_days} days before {run}:"
            " whether it is too long a step is not known"
        )
    top = spike.longest
    found, wanted = (
        (f"{spike.run.minutes} min", f"{top.minutes} min")
        if spike.km is None
        else (_km_says(spike.km), _km_says(top.km or Decimal(0)))
    )
    since = spike.since
    known = f"; your exports begin on {since:%a} {since.day} {since:%b}" if since else ""
    return (
        f"{run} is {found}, {int(spike.percent)} % longer than your longest run of the"
        f" {limits.spike_days} days before it ({wanted}, {top.date:%a} {top.date.day}"
        f" {top.date:%b}): a {spike.band} spike, for `warn` allows {limits.spike[0]} %{known}"
    )


def _km_says(km: Decimal) -> str:
    return f"{km:.1f}".removesuffix(".0") + " km"


def _ramp_says(ramp: Ramp, found: Lately, week: Week) -> str:
    first = week.horizon.date(_WEEK * ramp.number)
    which = "this week" if week.horizon.weeks == 1 else f"the week of {first.day} {first:%b}"
    steep = "a steep step" if ramp.flag == "steep_ramp" else "a large step"
    parts = [f"({ramp.before} AU): {steep}"]
    if found.long is not None:
        days, average = found.limits.long, found.long * _WEEK
        parts.append(f"your average of {days} days is {average:.0f} AU a week")
    if ramp.without:
        parts.append(f"{' and '.join(ramp.without)} is left out, for no export tells of it")
    if found.before.untold:
        parts.append("where no effort is told, that of the kind counts")
    grown = f"{int(ramp.percent)} % more than the week before it"
    return f"{which} holds {ramp.load} AU, {grown} {'; '.join(parts)}"
