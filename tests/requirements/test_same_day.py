"""The judge of sessions that share a day, or do not."""

import pytest

from scheduler.requirements import SameDay
from scheduler.training import LONG

from .scene import COMMON, fixed, judged, kept, planned, points

HEAVY = frozenset({"heavy"})


def same_day(*, together, **more):
    return SameDay(**COMMON, kinds=HEAVY, others=LONG, together=together, says="is wrong", **more)


@pytest.mark.parametrize(
    ("day", "clock", "shared"),
    [
        pytest.param(5, "00:00", True, id="the first minute of the day"),
        pytest.param(5, "23:59", True, id="the last minute"),
        pytest.param(4, "23:59", False, id="over midnight, from the day before"),
        pytest.param(6, "00:00", False, id="the next day"),
    ],
)
@pytest.mark.parametrize("run", [fixed, planned], ids=["a fixed run", "a run that is placed"])
def test_a_session_belongs_to_the_day_it_starts_on(run, day, clock, shared):
    long_run = run(5, "08:00", "long")

    assert kept(same_day(together=True), planned(day, clock), long_run) is shared
    assert kept(same_day(together=False), planned(day, clock), long_run) is not shared


def test_other_kinds_are_not_meant():
    assert kept(same_day(together=True), planned(5, "08:00", "light"))
    assert not kept(same_day(together=True), planned(5, "08:00"), fixed(5, "18:00", "easy"))


def test_a_run_that_is_placed_beside_fixed_strength_breaks_it():
    strength = fixed(5, "18:00", "heavy")

    assert not kept(same_day(together=False), strength, planned(5, "08:00", "long"))
    assert kept(same_day(together=False), strength, fixed(5, "08:00", "long"))


def test_a_wish_costs_its_points_for_each_session():
    wish = same_day(together=True, level="wish", points=200)

    assert points(wish, planned(1, "08:00"), planned(2, "08:00"), fixed(3, "08:00", "heavy")) == 600


def test_it_names_the_company():
    (finding,) = judged(same_day(together=False), planned(5, "18:00"), fixed(5, "08:00", "long"))

    assert finding.says == "Strength A (Sat 18:00) is wrong (Long)"
