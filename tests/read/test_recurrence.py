"""Rules are followed as dateutil follows them, only with bounds."""

import datetime as dt

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.read.calendar.recurrence import RuleError, days_to_look_at, read_rule, starts

COMMON = ["DAILY", "WEEKLY", "WEEKLY;BYDAY=TU,TH", "MONTHLY", "MONTHLY;BYDAY=-1FR,2MO", "YEARLY"]
COMMON += ["MONTHLY;BYMONTHDAY=-1,13", "MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,2"]
COMMON += ["YEARLY;BYMONTH=3,11;BYDAY=-1SU", "DAILY;BYMONTH=1,11", "YEARLY;BYDAY=20MO,-1FR"]
COMMON += ["YEARLY;BYYEARDAY=1,100,-1,-366", "YEARLY;BYWEEKNO=1,20,-1;BYDAY=MO,TH"]
COMMON += ["DAILY;BYHOUR=6,18;BYMINUTE=0,30", "WEEKLY;WKST=SU;BYDAY=SU,MO"]


@given(
    rule=st.sampled_from(COMMON),
    interval=st.integers(1, 5),
    count=st.none() | st.integers(1, 300),
    start=st.datetimes(dt.datetime(2016, 1, 1), dt.datetime(2026, 12, 1)),  # noqa: DTZ001
    first=st.datetimes(dt.datetime(2015, 12, 1), dt.datetime(2027, 1, 1)),  # noqa: DTZ001
    days=st.integers(0, 400),
)
@settings(max_examples=150, deadline=None)
def test_rules_are_followed_as_dateutil_follows_them(
    rule, interval, count, start, first, days
) -> None:
    start, last = start.replace(microsecond=0), first + dt.timedelta(days=days)
    text = f"FREQ={rule};INTERVAL={interval}" + (f";COUNT={count}" if count else "")
    until = {} if count else {"until": last}
    expected = [at for at in rrulestr(text, dtstart=start).replace(**until) if first <= at <= last]

    followed = list(starts(read_rule(text), start, first=first, last=last))

    assert followed == expected
    cost = days_to_look_at(read_rule(text), start, first=first, last=last)
    assert len(followed) <= 4 * cost


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("FREQ=HOURLY", "repeats by the hour or faster", id="by the hour"),
        pytest.param(
            "FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31",
            "repeats on a date that does not exist",
            id="31 April and 31 June",
        ),
        pytest.param(
            "FREQ=DAILY;INTERVAL=0", "repeats by a rule that cannot be read", id="every no day"
        ),
    ],
)
def test_a_rule_that_is_not_followed_says_why(text: str, why: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_rule(text)

    assert str(caught.value) == why


@pytest.mark.parametrize("day", ["29", "-29"])
def test_the_leap_day_exists(day: str) -> None:
    assert read_rule(f"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY={day}").months == (2,)
