"""What training asks of the body, in numbers: session load, monotony, strain and their kin.

Loads are in arbitrary units [AU]: effort times minutes. A day's load is the sum of its sessions,
and a rest day is a day of 0 AU, never a missing one. Nothing is rounded here but the load of a
session; whoever writes a figure rounds it. Thresholds are never hidden in here: they stand in the
presets, each with its source, and are handed in.

Monotony is told apart from its limits exactly, in integers (``monotony_exceeds``), so that a
judgement and a solver's encoding can never differ by a rounding error.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

DAYS_OF_A_WEEK = 7
DAYS_OF_FOUR_WEEKS = 28
HIGHEST_RPE = 10
SPIKE_BANDS = ("reference", "small", "moderate", "large")

Exact = int | Fraction | Decimal


def session_load(rpe: float, minutes: float) -> int:
    """Session-RPE load: the effort of the whole session times its length [AU].

    Parameters
    ----------
    rpe
        How hard the session was, or is meant to be. [0-10, Borg's CR10 scale]
    minutes
        How long it lasts, for strength with its rests. [min]

    Returns
    -------
    int
        Whole AU, a half rounded up: 6.5 for 45 min is 293.

    Raises
    ------
    ValueError
        If a value is negative or no number, or the effort is above 10.

    Notes
    -----
    C. Foster et al., "A new approach to monitoring exercise training," J. Strength Cond. Res.,
    vol. 15, no. 1, pp. 109-115, 2001, :doi:`10.1519/00124278-200102000-00019`. For lifting it is
    reliable, but it understates sore legs (M. L. Day et al., J. Strength Cond. Res., vol. 18,
    no. 2, 2004): recovery follows the class of a session, only totals follow its load.
    """
    _refuse_impossible((rpe, minutes))
    if rpe > HIGHEST_RPE:
        raise ValueError(f"an RPE lies between 0 and {HIGHEST_RPE}, not at {rpe:g}")
    load = Decimal(str(rpe)) * Decimal(str(minutes))
    return int(load.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def monotony(days: Sequence[float], *, ddof: int = 1) -> float | None:
    """How alike the days are: mean daily load over its standard deviation [-].

    Parameters
    ----------
    days
        Load of each day, rest days as 0. [AU]
    ddof
        1 divides by n - 1 (sample), 0 by n (population). Foster does not say which was meant; a
        sample's monotony of seven days is 0.926 times the population's, so never mix the two.

    Returns
    -------
    float or None
        None for fewer than seven days, a week of rest, or a week of equal days.

    Raises
    ------
    ValueError
        If a load is negative or no number, or `ddof` is neither 0 nor 1.

    Notes
    -----
    C. Foster, "Monitoring training in athletes with reference to overtraining syndrome," Med. Sci.
    Sports Exerc., vol. 30, no. 7, pp. 1164-1168, 1998, :doi:`10.1097/00005768-199807000-00023`.
    Seven days with one session give 0.378 whatever its size; two equal days 0.5855.
    """
    _refuse_impossible(days)
    _refuse_other_ddof(ddof)
    if len(days) < DAYS_OF_A_WEEK or len(set(days)) == 1:
        return None
    deviation = statistics.stdev(days) if ddof else statistics.pstdev(days)
    return statistics.fmean(days) / deviation


def strain(days: Sequence[float], *, ddof: int = 1) -> float | None:
    """Load of the days times their monotony [AU].

    A week of rest has strain 0; fewer than seven days or equal days have none. Source, parameters
    and errors as for ``monotony``.
    """
    alike = monotony(days, ddof=ddof)
    if alike is not None:
        return sum(days) * alike
    rested = len(days) >= DAYS_OF_A_WEEK and not any(days)
    return 0.0 if rested else None


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """The load of one week, unrounded.

    Monotony and strain are as the functions of these names give them.
    """

    days: tuple[float, ...]  # of each day, in order [AU]
    week: float  # their sum [AU]
    monotony: float | None  # [-]
    ddof: int  # which standard deviation was used: 1 sample, 0 population
    strain: float | None  # [AU]
    flags: tuple[str, ...] = ()  # "uniform" if all days are equal and none is empty


def week_load(days: Sequence[float], *, ddof: int = 1) -> WeekLoad:
    """Sum up the loads of a week's days [AU]; errors as for ``monotony``."""
    alike = monotony(days, ddof=ddof)
    uniform = len(days) >= DAYS_OF_A_WEEK and any(days) and alike is None
    return WeekLoad(
        days=tuple(days),
        week=sum(days),
        monotony=alike,
        ddof=ddof,
        strain=strain(days, ddof=ddof),
        flags=("uniform",) if uniform else (),
    )


def monotony_exceeds(days: Sequence[int], threshold: Fraction, *, ddof: int) -> bool:
    """Whether the monotony of `days` [AU] lies above `threshold` [-], decided in whole numbers.

    Equal days with a load exceed every threshold, days of rest none, and fewer than seven days,
    which have no monotony, none either.

    Raises
    ------
    ValueError
        If a load or the threshold is negative, or `ddof` is neither 0 nor 1.
    """
    _refuse_impossible((*days, threshold))
    _refuse_other_ddof(ddof)
    count = len(days)
    if count < DAYS_OF_A_WEEK:
        return False
    total = sum(days)
    spread = count * sum(load * load for load in days) - total * total
    # mean^2 > threshold^2 * variance, times count^2 (count - ddof) and the denominator's square
    above = total * total * (count - ddof) * threshold.denominator**2
    return above > threshold.numerator**2 * count * spread


def steps_above(
    days: Sequence[int], *, start: Fraction, step: Fraction, most: int, ddof: int
) -> int:
    """How many steps the monotony of `days` [AU] has begun above `start`, at most `most`.

    With start 1.5 and step 0.1, a monotony of 1.5 has begun none, 1.51 one, and 1.61 two. Equal
    days with a load have begun all of them. Errors as for ``monotony_exceeds``.
    """
    return sum(monotony_exceeds(days, start + k * step, ddof=ddof) for k in range(most))


def coupled_ratio(days: Sequence[float]) -> float | None:
    """Acute to chronic workload ratio: mean of the last 7 days over that of the last 28 [-].

    The last week is part of both, so the ratio stays below 4 and correlates with itself. For
    information only: made-up chronic loads told injuries no worse (F. M. Impellizzeri et al.,
    Sports Med., vol. 51, 2021, :doi:`10.1007/s40279-020-01378-6`).

    None for fewer than 28 days, or without any chronic load; a load that is negative or no number
    is a ValueError.
    """
    return _ratio(days, chronic=slice(-DAYS_OF_FOUR_WEEKS, None))


def uncoupled_ratio(days: Sequence[float]) -> float | None:
    """Acute to chronic workload ratio with the last 7 days left out of the chronic load [-].

    The mean of the last 7 days over that of the 21 before them; with u for it, the coupled ratio
    is 4u / (3 + u). For information only; result and errors as for ``coupled_ratio``.
    """
    return _ratio(days, chronic=slice(-DAYS_OF_FOUR_WEEKS, -DAYS_OF_A_WEEK))


def ewma(days: Sequence[float], *, span: int) -> tuple[float, ...]:
    """Average load up to each day, in which older days fade exponentially [AU].

    Parameters
    ----------
    days
        Load of each day; the first is the seed. [AU]
    span
        N of the weight 2 / (N + 1) that a new day has: 7 for acute, 28 for chronic load. It is no
        time constant: span 42 fades about twice as fast as a constant of 42 days. [d]

    Raises
    ------
    ValueError
        If a load is negative or no number, or `span` is below 1.

    Notes
    -----
    S. Williams et al., "Better way to determine the acute:chronic workload ratio?," Br. J. Sports
    Med., vol. 51, no. 3, pp. 209-210, 2017, :doi:`10.1136/bjsports-2016-096589`.
    """
    _refuse_impossible(days)
    if span < 1:
        raise ValueError(f"the span of an average is at least one day, not {span}")
    import pandas as pd

    loads = pd.Series(days, dtype=float)
    return tuple(loads.ewm(alpha=2 / (span + 1), adjust=False).mean().tolist())


def run_spike(distance: Exact, *, recent: Sequence[Exact]) -> Fraction | None:
    """How much longer a run is than the longest recent one, exactly [%].

    Parameters
    ----------
    distance
        Length of the run, as an exact number: 19.8 over 18 is 10 %, but not in floats. [km]
    recent
        Lengths of the runs of the 30 days before it. [km]

    Returns
    -------
    Fraction or None
        Negative for a shorter run; None without a recent run to compare with.

    Raises
    ------
    TypeError, ValueError
        If a length is a float, or negative.

    Notes
    -----
    J. S. B. Frandsen et al., "How much running is too much? Identifying high-risk running
    sessions," Br. J. Sports Med., vol. 59, pp. 1203-1210, 2025,
    :doi:`10.1136/bjsports-2024-109380`.
    """
    _refuse_impossible((distance, *recent))
    return _percent_above(distance, max(map(_exact, recent), default=0))


def spike_band(percent: Exact, *, limits: tuple[Exact, Exact, Exact]) -> str:
    """Name the band of a spike: ``reference``, ``small``, ``moderate`` or ``large``.

    `limits` are the upper edges of the first three [%]; an edge belongs to the band below it.
    """
    return SPIKE_BANDS[sum(_exact(percent) > limit for limit in map(_exact, limits))]


def ramp_flag(week: Exact, *, before: Exact, warn: Exact, strong: Exact) -> str | None:
    """Flag a week that holds much more than the one before it, of load or of distance.

    ``ramp`` above `warn` [%], ``steep_ramp`` above `strong` [%]; None at or below `warn`, and after
    an empty week, with which nothing can be compared. Errors as for ``run_spike``.
    """
    _refuse_impossible((week, before))
    growth = _percent_above(week, before)
    if growth is None or growth <= _exact(warn):
        return None
    return "steep_ramp" if growth > _exact(strong) else "ramp"


def _ratio(days: Sequence[float], *, chronic: slice) -> float | None:
    _refuse_impossible(days)
    if len(days) < DAYS_OF_FOUR_WEEKS or not any(days[chronic]):
        return None
    return statistics.fmean(days[-DAYS_OF_A_WEEK:]) / statistics.fmean(days[chronic])


def _percent_above(value: Exact, base: Exact) -> Fraction | None:
    return (_exact(value) / _exact(base) - 1) * 100 if base else None


def _exact(value: Exact) -> Fraction:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float: give an int, a Fraction or a Decimal")
    return Fraction(value)


def _refuse_impossible(values: Sequence[float | Exact]) -> None:
    for value in values:
        if not math.isfinite(value) or value < 0:
            raise ValueError(f"{value} is no load, effort, time or limit: it must be 0 or more")


def _refuse_other_ddof(ddof: int) -> None:
    if ddof not in (0, 1):
        raise ValueError(f"ddof is 0 (population) or 1 (sample), not {ddof}")
