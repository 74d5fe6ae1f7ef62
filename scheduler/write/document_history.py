"""What exports tell of the days before the plan, as ``--json`` prints it."""

from scheduler.outcome import Lately, Outcome, Ramp, Spike
from scheduler.past import Ran
from scheduler.write.plain import Document, iso

_WEEK = 7  # [d]


def history(outcome: Outcome, lately: Lately) -> Document:
    """The last week, the averages a day [AU], and what is warned of."""
    before = lately.before
    recent = [ran for ran in before.runs if _days(lately, ran) < lately.limits.spike_days]
    return {
        "from": None if before.first is None else before.first.isoformat(),
        "until": before.now.isoformat(),
        "last_week": lately.last_week,
        f"average_{lately.limits.short}": _rounded(lately.short),
        f"average_{lately.limits.long}": _rounded(lately.long),
        "longest_run": _ran(max(recent, key=lambda ran: (ran.minutes, ran.date), default=None)),
        "spike": None if lately.spike is None else _spike(outcome, lately.spike),
        "ramps": [_ramp(outcome, ramp) for ramp in lately.ramps],
        "without_effort": before.untold,
    }


def _days(lately: Lately, ran: Ran) -> int:
    return (lately.before.now.date() - ran.date).days


def _rounded(average: float | None) -> float | None:
    return None if average is None else round(average, 1)


def _ran(ran: Ran | None) -> Document | None:
    if ran is None:
        return None
    km = None if ran.km is None else round(float(ran.km), 2)
    return {"date": ran.date.isoformat(), "title": ran.title, "minutes": ran.minutes, "km": km}


def _spike(outcome: Outcome, spike: Spike) -> Document:
    return {
        "title": spike.run.title,
        "start": iso(outcome.week.horizon, spike.run.start),
        "percent": None if spike.percent is None else round(float(spike.percent), 1),
        "band": spike.band,
        "longest": _ran(spike.longest),
    }


def _ramp(outcome: Outcome, ramp: Ramp) -> Document:
    return {
        "from": outcome.week.horizon.date(_WEEK * ramp.number).isoformat(),
        "load": ramp.load,
        "before": ramp.before,
        "percent": round(float(ramp.percent), 1),
        "flag": ramp.flag,
        "without": list(ramp.without),
    }
