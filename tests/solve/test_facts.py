"""What is fixed, as the judge and the model count it: strength beside runs, and races run once."""

import pytest

from scheduler.requirements import SameDay, Streak

from .encodings import compare, fixed, mode, wanted, week_of

COMMON = {"rule": "rule", "where": "ana.yaml:3", "level": "wish", "points": 700}
RUN = wanted(1, mode("easy"), days=(1, 2))
HELD = [fixed(1, 18, "heavy"), fixed(2, 18, "heavy"), fixed(2, 20, "heavy")]


@pytest.mark.parametrize("together", [True, False], ids=["wanted together", "wanted apart"])
@pytest.mark.parametrize("beside", [[], [fixed(1, 6, "easy")]], ids=["alone", "beside a fixed run"])
def test_fixed_strength_costs_by_the_run_that_may_join_its_day(together, beside):
    requirement = SameDay(
        **COMMON,
        kinds=frozenset({"heavy"}),
        others=frozenset({"easy"}),
        together=together,
        says="is wrong",
    )
    answers = compare(week_of([*HELD, *beside], (RUN,)), requirement)

    assert answers.modelled == answers.judged
    assert len(set(answers.judged.values())) > 1


@pytest.mark.parametrize("level", ["must", "wish"])
@pytest.mark.parametrize("together", [True, False], ids=["wanted together", "wanted apart"])
def test_a_wanted_session_meets_a_fixed_run_and_one_that_may_move(level, together):
    requirement = SameDay(
        **{**COMMON, "level": level},
        kinds=frozenset({"heavy"}),
        others=frozenset({"easy"}),
        together=together,
        says="is wrong",
    )
    own = wanted(0, mode("heavy"), days=(1, 2, 3))
    answers = compare(week_of([fixed(1, 6, "easy")], (own, RUN)), requirement)

    assert answers.modelled == answers.judged
    assert len(answers.judged) < answers.asked or len(set(answers.judged.values())) > 1


@pytest.mark.parametrize("level", ["must", "wish"])
@pytest.mark.parametrize("day", [-1, 0, 6, 7, 8])
def test_a_race_in_or_beside_a_standing_week_counts_on_its_own_date(level, day):
    race = fixed(day, 9, "race", race=("A", "10k"))
    streak = Streak(
        **{**COMMON, "level": level}, kinds=frozenset({"heavy", "tempo", "race"}), most=2
    )
    days = (wanted(0, mode("heavy"), days=(0, 1, 5, 6)), wanted(1, mode("heavy"), days=(0, 1)))
    week = week_of([race, fixed(6, 20, "tempo")], days, standing=True)
    answers = compare(week, streak)

    assert answers.modelled == answers.judged
    assert len(answers.judged) < answers.asked or len(set(answers.judged.values())) > 1
