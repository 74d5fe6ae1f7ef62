"""The judge of a gap: which pairs count, how the gap is measured, what a short one costs."""

import pytest

from scheduler.requirements import Gap
from scheduler.training import ANY_KIND, QUALITY

from .scene import COMMON, fixed, judged, kept, planned, points

DAY = 24 * 60
HEAVY = frozenset({"heavy"})
BEFORE = Gap(**COMMON, earlier=HEAVY, later=QUALITY, least=DAY)
APART = Gap(**COMMON, earlier=HEAVY, later=HEAVY, least=2 * DAY, from_start=True)
WISH = Gap(
    **COMMON, level="wish", points=4000, earlier=HEAVY, later=QUALITY, least=DAY, target=2 * DAY,
    nearest="later", key_percent=150,
)  # fmt: skip
AFTER = Gap(
    **COMMON, level="wish", points=2000, earlier=QUALITY, later=HEAVY, least=0, target=DAY,
    nearest="earlier",
)  # fmt: skip
TEMPO = fixed(3, "06:00", "tempo")


@pytest.mark.parametrize(
    ("day", "clock", "right"),
    [
        pytest.param(2, "05:00", True, id="exactly the least"),
        pytest.param(2, "05:01", False, id="a minute less"),
        pytest.param(3, "05:59", False, id="they overlap"),
        pytest.param(3, "06:00", True, id="at the same minute the key decides: strength is later"),
        pytest.param(3, "06:01", True, id="the other way round"),
    ],
)
def test_from_the_end_to_the_start(day, clock, right):
    assert kept(BEFORE, planned(day, clock, key="z"), TEMPO) is right


def test_at_the_same_minute_the_first_key_is_the_earlier():
    assert not kept(BEFORE, planned(3, "06:00", key="A"), TEMPO)


@pytest.mark.parametrize(("clock", "right"), [("18:00", True), ("17:59", False)])
def test_from_start_to_start(clock, right):
    assert kept(APART, planned(1, "18:00"), planned(3, clock)) is right


def test_it_says_what_was_found_and_wanted():
    (finding,) = judged(BEFORE, planned(2, "18:00"), TEMPO)

    assert finding.says == ("Strength A ends Wed 19:00, 11 h before Tempo (Thu 06:00); 24 h wanted")
    assert (finding.found, finding.wanted) == ("11.0h", "24h")
    assert (finding.rule, finding.where) == ("rule", "ana.yaml:3")
    assert finding.sessions == (planned(2, "18:00").key, TEMPO.key)
    assert finding.points == 0


def test_strength_pays_also_where_it_is_the_later_one():
    (finding,) = judged(AFTER, TEMPO, planned(3, "08:00"))

    assert finding.sessions[0] == planned(3, "08:00").key


def test_an_overlap_is_called_one():
    apart = Gap(**COMMON, earlier=ANY_KIND, later=ANY_KIND, least=0)
    (finding,) = judged(apart, planned(3, "05:30"), TEMPO)

    assert finding.says == "Strength A (Thu 05:30) and Tempo (Thu 06:00) overlap"


def test_facts_break_nothing_and_two_facts_that_overlap_are_still_told():
    apart = Gap(**COMMON, earlier=ANY_KIND, later=ANY_KIND, least=0)
    (finding,) = judged(apart, fixed(3, "05:30", "heavy"), TEMPO)

    assert (finding.fact, finding.breaks, finding.points) == (True, False, 0)
    assert judged(apart, fixed(3, "05:30", "easy"), TEMPO) == ()


def test_a_fact_binds_a_run_that_is_placed():
    assert not kept(BEFORE, fixed(2, "18:00", "heavy"), planned(3, "06:00", "tempo"))


@pytest.mark.parametrize(
    ("strength", "runs", "cost"),
    [
        pytest.param((1, "05:00"), [TEMPO], 0, id="exactly the target"),
        pytest.param((1, "05:01"), [TEMPO], 3, id="a minute short: 2.8 hundredths"),
        pytest.param((1, "17:00"), [TEMPO], 2000, id="half of the way"),
        pytest.param((2, "05:00"), [TEMPO], 4000, id="exactly the least"),
        pytest.param((2, "17:00"), [TEMPO], 6000, id="below the least it goes on"),
        pytest.param(
            (1, "17:00"), [TEMPO, fixed(3, "08:00", "hills")], 2000, id="only the nearest"
        ),
        pytest.param(
            (1, "17:00"), [fixed(3, "06:00", "tempo", key_run=True)], 3000, id="a key run"
        ),
        pytest.param(
            (1, "17:00"),
            [TEMPO, fixed(3, "07:00", "hills", key_run=True)],
            2000,
            id="a farther key run would be dearer and does not count",
        ),
        pytest.param(
            (1, "17:00"),
            [TEMPO, fixed(3, "06:00", "hills", key_run=True)],
            3000,
            id="of two as near the key run counts",
        ),
    ],
)
def test_what_a_short_gap_costs(strength, runs, cost):
    assert points(WISH, planned(*strength), *runs) == cost


def test_without_nearest_every_pair_costs():
    every = Gap(
        **COMMON, level="wish", points=2400, earlier=HEAVY, later=QUALITY, least=0, target=DAY
    )

    assert points(every, planned(2, "17:00"), TEMPO, fixed(3, "12:00", "hills")) == 1200 + 600


def test_the_nearest_earlier_run_counts():
    assert points(AFTER, TEMPO, fixed(3, "12:00", "hills"), planned(4, "01:00")) == 1000


def test_only_the_named_runs_count():
    one = Gap(**COMMON, earlier=HEAVY, later=QUALITY, least=DAY, only=frozenset({TEMPO.key}))

    assert not kept(one, planned(2, "18:00"), TEMPO)
    assert kept(one, planned(2, "18:00"), fixed(3, "06:00", "hills"))


def test_the_weeks_beside_are_seen_but_not_judged():
    sunday, monday = fixed(-1, "18:00", "heavy"), fixed(0, "06:00", "tempo")

    assert judged(BEFORE, sunday, monday) == ()
    assert not kept(BEFORE, sunday, planned(0, "06:00", "tempo"))
    assert not kept(BEFORE, planned(6, "18:00"), fixed(7, "06:00", "tempo"))


def test_of_last_weeks_strength_a_run_costs_only_if_it_is_the_nearest_of_all():
    sunday, tempo = fixed(-1, "18:00", "heavy"), planned(1, "06:00", "tempo")

    assert points(WISH, sunday, tempo) == 2167
    assert points(WISH, sunday, tempo, fixed(0, "22:00", "hills")) == 0
    assert points(WISH, sunday, tempo, fixed(1, "22:00", "hills")) == 2167


def test_in_a_standing_week_each_pair_counts_once():
    sunday, monday = planned(6, "18:00"), fixed(0, "06:00", "tempo")

    assert len(judged(BEFORE, sunday, monday, standing=True)) == 1
    assert len(judged(APART, sunday, planned(0, "06:00"), standing=True)) == 1
    assert kept(BEFORE, planned(6, "05:00"), monday, standing=True)
