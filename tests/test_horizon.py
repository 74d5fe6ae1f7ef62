"""Minutes and clocks: elapsed time over both daylight-saving nights, and days by the clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.horizon import Horizon, first_day_of_week, has_begun, hours
from scheduler.units import ClockWindow, merged

LONDON = ZoneInfo("Europe/London")
WINTER = Horizon(LONDON, dt.date(2027, 1, 11))
SPRING = Horizon(LONDON, dt.date(2027, 3, 22))  # Sunday the 28th has 23 hours
AUTUMN = Horizon(LONDON, dt.date(2026, 10, 19))  # Sunday the 25th has 25 hours
HORIZONS = (
    WINTER,
    SPRING,
    AUTUMN,
    Horizon(ZoneInfo("America/New_York"), dt.date(2027, 3, 8), weeks=2),
    Horizon(ZoneInfo("Asia/Kolkata"), dt.date(2027, 5, 3)),
    Horizon(ZoneInfo("Australia/Lord_Howe"), dt.date(2027, 3, 29)),  # half an hour a year
    Horizon(ZoneInfo("America/Santiago"), dt.date(2026, 8, 31)),  # a day that begins at 01:00
)
ANY = st.sampled_from(HORIZONS)


@pytest.mark.parametrize(("minutes", "past"), [(-1, True), (0, False), (1, False)])
def test_what_begins_at_this_very_moment_is_not_past(minutes, past):
    now = WINTER.clock(600)

    assert has_begun(600 + minutes, 600) is past
    assert has_begun(WINTER.clock(600 + minutes), now) is past
    assert has_begun(WINTER.clock(600 + minutes).astimezone(dt.UTC), now) is past


def test_what_began_before_the_clocks_went_back_is_past_though_they_show_it_later():
    first = dt.datetime(2026, 10, 25, 1, 45, tzinfo=LONDON)
    second = dt.datetime(2026, 10, 25, 1, 15, tzinfo=LONDON, fold=1)

    assert has_begun(first, second)
    assert not has_begun(second, first)


@pytest.mark.parametrize(
    ("horizon", "minutes"),
    [
        pytest.param(WINTER, 1440, id="winter"),
        pytest.param(SPRING, 1380, id="spring"),
        pytest.param(AUTUMN, 1500, id="autumn"),
    ],
)
def test_a_sunday_has_as_many_minutes_as_pass(horizon, minutes):
    start, end = horizon.span(6)

    assert end - start == minutes
    assert horizon.week(0) == (0, 6 * 1440 + minutes)
    assert horizon.end == 6 * 1440 + minutes


def test_the_same_clock_a_day_later_is_23_or_25_hours_away():
    for horizon, elapsed in ((WINTER, 24), (SPRING, 23), (AUTUMN, 25)):
        saturday, sunday = (horizon.at(horizon.date(day), 18 * 60) for day in (5, 6))

        assert sunday - saturday == elapsed * 60


def test_a_clock_time_that_is_skipped_is_read_by_the_old_offset():
    skipped = SPRING.at(dt.date(2027, 3, 28), 60 + 30)

    assert SPRING.clock(skipped).isoformat() == "2027-03-28T02:30:00+01:00"


def test_a_clock_time_that_comes_twice_is_the_first():
    twice = AUTUMN.at(dt.date(2026, 10, 25), 60 + 30)

    assert AUTUMN.clock(twice).isoformat() == "2026-10-25T01:30:00+01:00"
    assert AUTUMN.clock(twice + 60).isoformat() == "2026-10-25T01:30:00+00:00"


@given(ANY, st.integers(-30 * 1440, 30 * 1440))
def test_a_minute_lies_on_the_day_of_its_clock(horizon, minute):
    assert horizon.date(horizon.day(minute)) == horizon.clock(minute).date()
    start, end = horizon.span(horizon.day(minute))
    assert start <= minute < end


@given(ANY, st.integers(-30 * 1440, 30 * 1440))
def test_clock_and_minute_are_inverse(horizon, minute):
    assert horizon.minute(horizon.clock(minute)) == minute


@given(ANY, st.integers(-35, 40))
def test_date_and_day_are_inverse(horizon, day):
    assert horizon.day_of_date(horizon.date(day)) == day


def test_a_moment_within_a_minute_is_rounded_down_or_up():
    moment = dt.datetime(2027, 1, 11, 6, 30, 20, tzinfo=LONDON)

    assert WINTER.minute(moment) == 390
    assert WINTER.minute(moment, up=True) == 391
    assert WINTER.minute(moment.replace(second=0), up=True) == 390


def test_a_clock_past_midnight_is_on_the_next_day():
    assert WINTER.at(dt.date(2027, 1, 11), 25 * 60) == 1500
    assert WINTER.window(dt.date(2027, 1, 11), ClockWindow(23 * 60, 25 * 60)) == (1380, 1500)


def test_a_window_over_a_short_night_is_as_short():
    start, end = SPRING.window(dt.date(2027, 3, 27), ClockWindow(23 * 60, 27 * 60))

    assert end - start == 3 * 60


def test_the_edges_of_what_is_planned_and_of_what_is_looked_at():
    assert WINTER.inside(0)
    assert not WINTER.inside(-1)
    assert WINTER.inside(WINTER.end - 1)
    assert not WINTER.inside(WINTER.end)
    assert WINTER.covers(-35 * 1440)
    assert not WINTER.covers(-35 * 1440 - 1)
    assert not WINTER.covers(WINTER.end + 35 * 1440)


def test_two_weeks_are_14_days():
    two = Horizon(LONDON, dt.date(2027, 3, 22), weeks=2)

    assert list(two.all_days()) == list(range(14))
    assert two.week(1) == (two.midnight(7), two.end)


@pytest.mark.parametrize(
    ("horizon", "minute", "said"),
    [
        pytest.param(WINTER, 1440 + 1050, "Tue 17:30", id="in the week"),
        pytest.param(WINTER, -60, "Sun 10 Jan 23:00", id="in the week before"),
        pytest.param(WINTER, 7 * 1440, "Mon 18 Jan 00:00", id="in the week after"),
        pytest.param(HORIZONS[3], 0, "Mon 8 Mar 00:00", id="one of two weeks"),
        pytest.param(SPRING, 6 * 1440 + 60, "Sun 02:00", id="after the skipped hour"),
    ],
)
def test_says_day_and_clock_and_the_date_where_the_day_is_not_enough(horizon, minute, said):
    assert horizon.says(minute) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1440, "24 h"),
        (700, "11.6 h"),
        (1439, "23.9 h"),
        (60, "1 h"),
        (5, "5 min"),
        (0, "0 h"),
        (-90, "-90 min"),
    ],
)
def test_a_gap_is_told_in_hours_rounded_down_to_a_tenth_or_if_short_in_minutes(minutes, said):
    assert hours(minutes) == said


def test_windows_reach_in_from_the_days_beside_and_join_over_midnight():
    late, early = ClockWindow(1320, 1500), ClockWindow(60, 120)
    midnights = range(-1440, 8 * 1440, 1440)

    assert WINTER.windows({}) == ()
    assert WINTER.windows({"daily": (late,)}) == tuple((n + 1320, n + 1500) for n in midnights)
    assert WINTER.windows({"mon": (late,), "tue": (early,)})[0] == (1320, 1560)


@pytest.mark.parametrize("starts", range(7))
def test_the_week_of_a_date_begins_on_its_weekday(starts):
    first = first_day_of_week(dt.date(2027, 1, 14), starts)

    assert first.weekday() == starts
    assert 0 <= (dt.date(2027, 1, 14) - first).days < 7


def test_spans_that_touch_or_overlap_are_one():
    assert merged([(5, 8), (1, 3), (3, 4), (7, 9), (2, 2), (12, 12)]) == ((1, 4), (5, 9))
