"""Warnings of what was done before: a run that is much longer, a week that holds much more."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from scheduler.explain.lately import lately, warnings_of
from scheduler.horizon import Horizon
from scheduler.load import ewma
from scheduler.past import Before, Limits, Ran
from scheduler.read.running.lengths import kilometres_told
from scheduler.training import Session, Week

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = dt.date(2027, 1, 11)
HERE = Horizon(BERLIN, MONDAY)
LIMITS = Limits(spike_days=30, spike=(10, 30, 100), ramp=20, steep=30, short=7, long=28)


def at(day, hour=9):
    return dt.datetime(2027, 1, day, hour, tzinfo=BERLIN)


def run(day=17, minutes=120, title="Long run", kind="long", **more):
    start = HERE.minute(at(day))
    return Session(f"run-{day}-{title}", kind, title, start, minutes, 5 * minutes, 5, **more)


def before(*runs, now=None, loads=None, first=dt.date(2026, 12, 1)):
    sports = frozenset({"run"})
    return Before(now=now or at(11, 0), loads=loads or {}, sports=sports, runs=runs, first=first)


def ran(day, minutes, km=None, month=1):
    year = 2026 if month == 12 else 2027
    exact = None if km is None else Decimal(str(km))
    return Ran(dt.date(year, month, day), "Run", minutes, exact)


def found(told, *sessions, week_au=0, fixed=(), weeks=1):
    horizon = Horizon(BERLIN, MONDAY, weeks)
    now = horizon.minute(told.now) if told is not None else None
    week = Week(
        horizon,
        "Kim",
        "kim1",
        fixed=tuple(fixed),
        before=told,
        now=now if now and now > 0 else None,
    )
    amounts = week_au if isinstance(week_au, tuple) else (week_au,)
    done = [
        replace(run(day=11 + 7 * number, minutes=30, origin="done"), load=amount)
        for number, amount in enumerate(amounts)
        if amount
    ]
    result = lately(week, [*sessions, *done], LIMITS, kilometres_told)
    return result, list(warnings_of(result, week))


def test_without_any_export_nothing_is_said():
    assert found(None, run()) == (None, [])


def test_exports_without_an_activity_say_nothing():
    assert found(before(first=None), run()) == (None, [])


@pytest.mark.parametrize(
    ("minutes", "band"),
    [
        pytest.param(100, None, id="as long"),
        pytest.param(110, None, id="exactly 10 % longer"),
        pytest.param(111, "small", id="11 % longer"),
        pytest.param(130, "small", id="exactly 30 % longer"),
        pytest.param(131, "moderate", id="31 % longer"),
        pytest.param(200, "moderate", id="exactly twice"),
        pytest.param(201, "large", id="more than twice"),
    ],
)
def test_a_run_is_told_by_how_much_longer_it_is_than_all_of_the_thirty_days_before(minutes, band):
    result, _ = found(before(ran(3, 100), ran(6, 60)), run(minutes=minutes))

    assert (None if result.spike is None else result.spike.band) == band


def test_a_spike_says_both_runs_and_what_is_known_of_it():
    _, (says,) = found(before(ran(3, 90), ran(6, 60)), run(minutes=120))

    assert says == (
        "Long run (Sun 09:00) is 120 min, 33 % longer than your longest run of the 30 days before"
        " it (90 min, Sun 3 Jan): a moderate spike, for `warn` allows 10 %"
    )


def test_a_spike_over_exports_that_begin_late_says_so():
    """Thirty days of which most are not known: the longest run may have been before."""
    _, (says,) = found(before(ran(9, 60), first=dt.date(2027, 1, 9)), run(minutes=90))

    assert says.endswith("for `warn` allows 10 %; your exports begin on Sat 9 Jan")


def test_where_title_and_export_tell_kilometres_these_are_compared():
    told = before(ran(3, 150, km=18), ran(6, 60, km=10))
    _, says = found(told, run(minutes=125, title="Long run 19.8 km"))
    _, (more,) = found(told, run(minutes=125, title="Long run 20 km"))

    assert says == []  # exactly 10 % in decimals, though not in floats
    assert "is 20 km, 11 % longer than" in more
    assert "(18 km, Sun 3 Jan)" in more


def test_a_run_more_than_thirty_days_before_does_not_count():
    far = ran(17, 150, month=12)
    near = ran(18, 150, month=12)

    assert found(before(near, ran(3, 90)), run(minutes=140))[1] == []
    assert len(found(before(far, ran(3, 90)), run(day=17, minutes=140))[1]) == 1


def test_a_long_run_planned_before_it_counts_too():
    assert found(before(ran(3, 60)), run(day=13, minutes=110, title="First"), run(minutes=130))[
        0
    ].spike.band == ("small")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(run(minutes=240, kind="race", title="Marathon"), id="a race"),
        pytest.param(run(minutes=240, kind="cross", title="Ride"), id="other sport"),
        pytest.param(run(day=11, minutes=240, origin="done"), id="a run that was done"),
        pytest.param(run(day=19, minutes=240), id="a run of the next week"),
    ],
)
def test_what_is_no_run_ahead_is_no_spike(other):
    assert found(before(ran(3, 100), now=at(12)), other, run(minutes=100))[1] == []


def test_where_thirty_days_hold_no_run_that_is_said():
    _, (says,) = found(before(ran(1, 90, month=12)), run())

    assert says == (
        "no export shows a run in the 30 days before Long run (Sun 09:00): whether it is too long"
        " a step is not known"
    )


def test_exports_that_never_tell_of_runs_say_nothing_of_them():
    assert found(before(), run())[1] == []


def daily(amount, first=dt.date(2026, 12, 1), last=dt.date(2027, 1, 10)):
    count = (last - first).days + 1
    return {first + dt.timedelta(days=day): amount for day in range(count)}


@pytest.mark.parametrize(
    ("week_au", "flag"),
    [
        pytest.param(840, None, id="exactly 20 % more"),
        pytest.param(841, "ramp", id="a little more than 20 %"),
        pytest.param(910, "ramp", id="exactly 30 % more"),
        pytest.param(911, "steep_ramp", id="a little more than 30 %"),
    ],
)
def test_a_week_is_told_by_how_much_more_it_holds_than_the_last(week_au, flag):
    result, _ = found(before(loads=daily(100)), week_au=week_au)

    assert [ramp.flag for ramp in result.ramps] == ([flag] if flag else [])


def test_a_ramp_says_both_weeks_and_the_average():
    _, (says,) = found(before(loads=daily(100)), week_au=1000)

    assert says == (
        "this week holds 1000 AU, 42 % more than the week before it (700 AU): a steep step;"
        " your average of 28 days is 700 AU a week"
    )


def test_an_assumed_effort_is_told_with_it():
    told = before(loads=daily(100))
    told = replace(told, untold=3)
    _, (says,) = found(told, week_au=1000)

    assert says.endswith("; where no effort is told, that of the kind counts")


def test_strength_that_nobody_told_of_before_is_left_out_and_that_is_told():
    start = HERE.minute(at(12, 18))
    gym = Session("a", "heavy", "Strength A", start, 50, 350, 7, origin="planned")

    assert found(before(loads=daily(100)), gym, week_au=840)[1] == []
    (says,) = found(before(loads=daily(100)), gym, week_au=1000)[1]
    assert "this week holds 1000 AU" in says
    assert says.endswith("; strength is left out, for no export tells of it")


def test_strength_that_was_done_before_counts_on_both_sides():
    start = HERE.minute(at(12, 18))
    gym = Session("a", "heavy", "Strength A", start, 50, 350, 7, origin="planned")
    told = replace(before(loads=daily(100)), sports=frozenset({"run", "strength"}))

    assert found(told, gym, week_au=650)[0].ramps[0].load == 1000


def test_what_of_the_last_week_lies_ahead_counts_as_planned():
    """On the Sunday of planning the long run of that day is still to come."""
    told = before(loads=daily(100, last=dt.date(2027, 1, 9)), now=at(10, 8))
    result, says = found(told, week_au=840, fixed=[run(day=10, minutes=40)])

    assert (result.last_week, says) == (800, [])


def test_a_week_that_the_exports_do_not_reach_is_compared_with_nothing():
    told = before(loads=daily(10), first=dt.date(2027, 1, 5))
    result, says = found(told, week_au=1000)

    assert (result.last_week, says) == (None, [])


def test_a_week_of_rest_is_compared_with_nothing():
    assert found(before(), week_au=1000)[1] == []


def test_of_several_weeks_each_is_compared_with_the_one_before_it():
    result, says = found(before(loads=daily(100)), week_au=(700, 1400), weeks=2)

    assert [(ramp.number, ramp.before) for ramp in result.ramps] == [(1, 700)]
    assert says[0].startswith("the week of 18 Jan holds 1400 AU, 100 % more")


def test_the_averages_fade_and_need_as_many_days_as_they_look_at():
    loads = {**daily(0, first=dt.date(2026, 12, 14)), MONDAY - dt.timedelta(days=1): 280}
    result, _ = found(before(loads=loads, first=dt.date(2026, 12, 14)))
    short, _ = found(before(loads=loads, first=dt.date(2026, 12, 15)))

    days = [0] * 27 + [280]
    assert (result.short, result.long) == (ewma(days, span=7)[-1], ewma(days, span=28)[-1])
    assert (short.short, short.long) == (ewma(days[1:], span=7)[-1], None)


def test_the_averages_end_with_the_last_day_that_is_over():
    told = before(loads={**daily(100), MONDAY: 5000}, now=at(11, 12))

    assert found(told)[0].long == pytest.approx(100)
