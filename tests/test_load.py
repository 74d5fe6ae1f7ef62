"""The load formulas against worked examples, and against properties that any formula must keep."""

import json
import math
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.load import (
    coupled_ratio,
    ewma,
    monotony,
    monotony_exceeds,
    ramp_flag,
    run_spike,
    session_load,
    spike_band,
    steps_above,
    strain,
    uncoupled_ratio,
    week_load,
)

GOLDEN = json.loads((Path(__file__).parent / "data" / "golden_metrics.json").read_text("utf-8"))
SPREADS = (("sample", 1), ("population", 0))
BANDS = (10, 30, 100)

day_loads = st.lists(st.integers(0, 2000), min_size=7, max_size=7)
uneven_days = day_loads.filter(lambda days: len(set(days)) > 1)


def _week_blocks(tree, name=""):
    if "weekly_load" in tree:
        yield pytest.param(tree, id=name)
        return
    for key, branch in tree.items():
        if isinstance(branch, dict):
            yield from _week_blocks(branch, f"{name} {key}".strip())


@pytest.mark.parametrize(("spread", "ddof"), SPREADS)
@pytest.mark.parametrize("block", list(_week_blocks(GOLDEN)))
def test_worked_weeks(block, spread, ddof):
    wanted = block[spread]

    found = week_load(block["daily"], ddof=ddof)

    assert found.week == block["weekly_load"]
    assert found.ddof == ddof
    if wanted["monotony"] is None:
        assert found.monotony is None
    else:
        assert found.monotony == pytest.approx(wanted["monotony"], abs=1e-4)
        assert found.strain == pytest.approx(wanted["strain"], abs=0.01)


def test_the_published_week_sums_up_and_its_strain_is_load_times_monotony():
    published = GOLDEN["M1_foster2001"]["published"]

    assert sum(GOLDEN["M1_foster2001"]["printed_daily"]["daily"]) == published["weekly"]
    assert published["weekly"] * published["monotony"] == pytest.approx(published["strain"])


@pytest.mark.parametrize(
    ("rpe", "minutes", "load"),
    [
        pytest.param(7, 50, 350, id="heavy strength"),
        pytest.param(6.5, 45, 293, id="a half is rounded up"),
        pytest.param(0.5, 1, 1, id="also from nought"),
        pytest.param(2.3, 15, 35, id="34.5, though less in floats"),
        pytest.param(10, 30, 300, id="as hard as can be"),
        pytest.param(0, 60, 0, id="no effort"),
        pytest.param(7, 0, 0, id="no time"),
    ],
)
def test_session_load_is_effort_times_minutes(rpe, minutes, load):
    assert session_load(rpe, minutes) == load


@pytest.mark.parametrize(
    ("rpe", "minutes"),
    [
        pytest.param(10.1, 60, id="above ten"),
        pytest.param(-1, 60, id="negative effort"),
        pytest.param(5, -1, id="negative time"),
        pytest.param(math.nan, 60, id="effort unknown"),
        pytest.param(5, math.nan, id="time unknown"),
        pytest.param(5, math.inf, id="endless"),
    ],
)
def test_session_load_refuses_what_cannot_be(rpe, minutes):
    with pytest.raises(ValueError, match=r"RPE|must be 0 or more"):
        session_load(rpe, minutes)


@pytest.mark.parametrize("bad", [math.nan, -1.0, math.inf])
@pytest.mark.parametrize("formula", [monotony, strain, week_load, coupled_ratio, uncoupled_ratio])
def test_day_loads_that_cannot_be_are_refused(formula, bad):
    with pytest.raises(ValueError, match="must be 0 or more"):
        formula([100.0] * 27 + [bad])


def test_only_two_standard_deviations_are_known():
    with pytest.raises(ValueError, match="ddof is 0"):
        monotony([100] * 7, ddof=2)


def test_a_week_of_rest_has_strain_zero_and_no_monotony():
    found = week_load([0] * 7)

    assert (found.week, found.monotony, found.strain, found.flags) == (0, None, 0.0, ())


def test_a_uniform_week_is_flagged():
    found = week_load([300] * 7)

    assert (found.week, found.monotony, found.strain) == (2100, None, None)
    assert found.flags == ("uniform",)


@pytest.mark.parametrize("days", [[], [300] * 6, [0] * 6, [100, 200, 300, 0, 0, 400]])
def test_fewer_than_seven_days_are_not_padded(days):
    found = week_load(days)

    assert (found.monotony, found.strain, found.flags) == (None, None, ())
    assert found.week == sum(days)


@given(uneven_days, st.integers(1, 50))
def test_monotony_is_blind_to_scale_and_strain_grows_with_it(days, scale):
    scaled = [load * scale for load in days]

    assert monotony(scaled) == pytest.approx(monotony(days))
    assert strain(scaled) == pytest.approx(scale * strain(days))


@given(uneven_days)
def test_population_monotony_is_a_fixed_multiple_of_the_sample_one(days):
    assert monotony(days, ddof=0) == pytest.approx(
        GOLDEN["pop_over_sample_ratio"] * monotony(days, ddof=1)
    )


@given(st.integers(1, 10_000), st.permutations(range(7)))
def test_one_day_and_two_equal_days_have_a_monotony_of_their_own(load, order):
    one = [load if day == order[0] else 0 for day in range(7)]
    two = [load if day in order[:2] else 0 for day in range(7)]

    assert monotony(one) == pytest.approx(0.378, abs=5e-4)
    assert monotony(two) == pytest.approx(0.5855, abs=5e-5)


def _precise_monotony(days, ddof):
    with localcontext() as context:
        context.prec = 60
        mean = Decimal(sum(days)) / len(days)
        variance = sum((load - mean) ** 2 for load in days) / (len(days) - ddof)
        return mean / variance.sqrt()


@given(uneven_days, st.fractions(0, 5, max_denominator=100), st.sampled_from([0, 1]))
def test_exceeding_agrees_with_sixty_digits(days, threshold, ddof):
    with localcontext() as context:
        context.prec = 60
        limit = Decimal(threshold.numerator) / threshold.denominator
        wanted = _precise_monotony(days, ddof) - limit > Decimal("1e-40")

    assert monotony_exceeds(days, threshold, ddof=ddof) is wanted


@pytest.mark.parametrize(
    ("days", "threshold", "ddof", "exceeds"),
    [
        pytest.param([1, 3, 1, 3, 2, 1, 3], Fraction(0), 1, True, id="any load exceeds nothing"),
        pytest.param([0, 0, 0, 0, 0, 0, 7], Fraction(1, 3), 1, True, id="0.378 exceeds a third"),
        pytest.param([3, 5, 3, 5, 3, 5, 4], Fraction(4), 1, False, id="exactly 4 is not above 4"),
        pytest.param([3, 5, 3, 5, 3, 5, 4], Fraction(399, 100), 1, True, id="4 is above 3.99"),
        pytest.param([3, 5, 3, 5, 3, 5, 4], Fraction(4), 0, True, id="in population terms 4.32"),
        pytest.param([300] * 7, Fraction(10**9), 1, True, id="equal days exceed everything"),
        pytest.param([0] * 7, Fraction(0), 1, False, id="rest exceeds nothing"),
        pytest.param([300] * 6, Fraction(0), 1, False, id="six days have no monotony"),
        pytest.param([2, 2, 2, 2, 9, 9, 9], Fraction(144, 100), 0, True, id="1.443 is above 1.44"),
        pytest.param([2, 2, 2, 2, 9, 9, 9], Fraction(145, 100), 0, False, id="1.443 is below 1.45"),
    ],
)
def test_exceeding_a_threshold(days, threshold, ddof, exceeds):
    assert monotony_exceeds(days, threshold, ddof=ddof) is exceeds


@pytest.mark.parametrize(
    ("days", "threshold"),
    [([-1, 2, 3, 4, 5, 6, 7], Fraction(1)), ([1, 2, 3, 4, 5, 6, 7], Fraction(-1))],
)
def test_exceeding_refuses_negative_values(days, threshold):
    with pytest.raises(ValueError, match="must be 0 or more"):
        monotony_exceeds(days, threshold, ddof=1)


def _steps(days, ddof=1):
    return steps_above(days, start=Fraction(3, 2), step=Fraction(1, 10), most=10, ddof=ddof)


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        pytest.param([0, 420, 135, 420, 120, 150, 600], 0, id="1.22 is below the start"),
        pytest.param([200, 420, 200, 420, 150, 150, 450], 6, id="2.06 has begun six steps"),
        pytest.param([300, 301, 300, 300, 300, 300, 300], 10, id="a high one stops at most"),
        pytest.param([300] * 7, 10, id="equal days take all steps"),
        pytest.param([0] * 7, 0, id="rest takes none"),
    ],
)
def test_steps_above_the_start(days, steps):
    assert _steps(days) == steps


@given(uneven_days)
def test_steps_are_those_begun_in_sixty_digits(days):
    with localcontext() as context:
        context.prec = 60
        tenths = (_precise_monotony(days, 1) - Decimal("1.5")) * 10
        begun = math.ceil(tenths.quantize(Decimal("1e-30")))

    assert _steps(days) == min(10, max(0, begun))


def _days_of(weeks):
    return [load / 7 for load in weeks for _ in range(7)]


def test_ratios_of_worked_weeks():
    wanted = GOLDEN["ACWR_weeks"]
    days = _days_of(wanted["w"])

    assert coupled_ratio(days) == pytest.approx(wanted["coupled"])
    assert uncoupled_ratio(days) == pytest.approx(wanted["uncoupled"])


@given(st.lists(st.integers(0, 2000), min_size=28, max_size=60).filter(lambda d: any(d[-28:-7])))
def test_coupled_ratio_follows_from_the_uncoupled_one(days):
    loose = uncoupled_ratio(days)

    assert coupled_ratio(days) == pytest.approx(4 * loose / (3 + loose))
    assert coupled_ratio(days) < 4


@pytest.mark.parametrize(
    ("days", "coupled", "uncoupled"),
    [
        pytest.param([100] * 27, None, None, id="a day short of four weeks"),
        pytest.param([0] * 28, None, None, id="rest only"),
        pytest.param([0] * 21 + [100] * 7, 4.0, None, id="nothing before the last week"),
        pytest.param([900] + [100] * 28, 1.0, 1.0, id="older days do not count"),
    ],
)
def test_ratios_at_the_edges(days, coupled, uncoupled):
    assert coupled_ratio(days) == (coupled and pytest.approx(coupled))
    assert uncoupled_ratio(days) == uncoupled


def test_exponential_averages_of_the_worked_athlete():
    days = [30] * 21 + [50] * 7
    wanted = GOLDEN["M3_ewma"]

    acute, chronic = ewma(days, span=7)[-1], ewma(days, span=28)[-1]

    assert acute == pytest.approx(wanted["acute"])
    assert chronic == pytest.approx(wanted["chronic"])
    assert acute / chronic == pytest.approx(wanted["ratio"])
    assert coupled_ratio(days) == pytest.approx(wanted["rolling_coupled"])
    assert uncoupled_ratio(days) == pytest.approx(wanted["uncoupled"])


def test_exponential_average_starts_at_the_first_day_and_takes_a_fixed_share_of_the_next():
    assert ewma([40, 80], span=7) == pytest.approx((40, 0.25 * 80 + 0.75 * 40))
    assert ewma([], span=7) == ()


def test_exponential_average_refuses_a_span_below_a_day():
    with pytest.raises(ValueError, match="at least one day, not 0"):
        ewma([1, 2], span=0)


@pytest.mark.parametrize(("distance", "percent"), GOLDEN["spike"].items())
def test_spikes_above_a_longest_run_of_18_km(distance, percent):
    spike = run_spike(Decimal(distance), recent=[Decimal("12.5"), Decimal("18.0"), 5])

    assert float(spike) == pytest.approx(percent, abs=1e-3)


@pytest.mark.parametrize(
    ("distance", "band"),
    [
        ("12.0", "reference"),
        ("19.8", "reference"),
        ("19.81", "small"),
        ("23.4", "small"),
        ("23.5", "moderate"),
        ("36.0", "moderate"),
        ("36.1", "large"),
    ],
)
def test_the_edge_of_a_band_belongs_to_the_band_below(distance, band):
    spike = run_spike(Decimal(distance), recent=[18])

    assert spike_band(spike, limits=BANDS) == band


@pytest.mark.parametrize("recent", [[], [0]])
def test_without_a_recent_run_there_is_no_spike(recent):
    assert run_spike(10, recent=recent) is None


def test_spikes_refuse_floats_and_negative_lengths():
    with pytest.raises(TypeError, match=r"19\.8 is a float"):
        run_spike(19.8, recent=[18])
    with pytest.raises(ValueError, match="must be 0 or more"):
        run_spike(Decimal(-1), recent=[18])
    with pytest.raises(ValueError, match="must be 0 or more"):
        run_spike(Decimal("nan"), recent=[18])


@pytest.mark.parametrize(
    ("week", "before", "flag"),
    [
        pytest.param(1200, 1000, None, id="20 % is still quiet"),
        pytest.param(1201, 1000, "ramp", id="just above 20 %"),
        pytest.param(Decimal("39.0"), Decimal("30.0"), "ramp", id="30 % is no steep ramp"),
        pytest.param(Decimal("39.1"), Decimal("30.0"), "steep_ramp", id="just above 30 %"),
        pytest.param(800, 1000, None, id="a lighter week"),
        pytest.param(800, 0, None, id="nothing to compare with"),
    ],
)
def test_a_week_that_grew_too_fast_is_flagged(week, before, flag):
    assert ramp_flag(week, before=before, warn=20, strong=30) == flag
