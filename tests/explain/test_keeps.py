"""What a session keeps: its distance to the nearest hard work on either side."""

import pytest

from scheduler.explain.keeps import kept_by
from scheduler.requirements import Finished, Gap
from scheduler.training import Week, in_order

from ..rules.scene import JANUARY, session  # noqa: TID252

HOUR = 60


def gap(earlier, later, least, **more):
    return Gap(
        rule=more.pop("rule", "scene"), where="", earlier=frozenset({earlier}),
        later=frozenset({later}), least=least * HOUR, target=more.pop("target", least) * HOUR,
        **more,
    )  # fmt: skip


def keeps(gaps, *sessions, **week):
    own = Week(JANUARY, "Ana", "ana", **week)
    found = kept_by(gaps, Finished(own, in_order(sessions)))
    return {key: tuple(keep.says for keep in keeps) for key, keeps in found.items()}


HEAVY = session(2, "18:00", key="own")  # until Wed 18:50
TUESDAY = session(1, "06:00", "intervals", 60, title="Track")
FRIDAY = session(4, "06:00", "tempo", 60, title="Tempo")


def test_the_nearest_before_and_after_are_told_with_what_was_wanted():
    gaps = [gap("heavy", "tempo", 24), gap("intervals", "heavy", 12)]

    assert keeps(gaps, HEAVY, TUESDAY, FRIDAY) == {
        "own": ("35 h after Track (12 h wanted)", "35.1 h before Tempo (24 h wanted)")
    }


def test_of_two_gaps_to_one_run_the_larger_is_told():
    gaps = [gap("heavy", "tempo", 24), gap("heavy", "tempo", 36), gap("heavy", "tempo", 30)]

    assert keeps(gaps, HEAVY, FRIDAY)["own"] == ("35.1 h before Tempo (36 h wanted)",)


def test_of_two_runs_the_nearer_is_told():
    thursday = session(3, "20:00", "tempo", 60, title="Sooner")

    assert keeps([gap("heavy", "tempo", 24)], HEAVY, FRIDAY, thursday)["own"] == (
        "25.1 h before Sooner (24 h wanted)",
    )


@pytest.mark.parametrize(
    "gaps",
    [
        [gap("heavy", "tempo", 1, rule="between_sessions")],
        [gap("heavy", "tempo", 24, only=frozenset({"another"}))],
        [gap("tempo", "heavy", 24)],
        [],
    ],
    ids=["the way between", "another race", "the other order", "no gap"],
)
def test_what_no_rest_asks_for_is_not_told(gaps):
    assert keeps(gaps, HEAVY, FRIDAY) == {"own": ()}


def test_what_is_more_than_four_days_away_is_not_told():
    sunday = session(7, "18:00", "tempo", 60, title="Tempo")

    assert keeps([gap("heavy", "tempo", 24)], HEAVY, sunday) == {"own": ()}


def test_a_run_has_nothing_to_keep():
    assert keeps([gap("heavy", "tempo", 24)], FRIDAY) == {}


def test_in_a_standing_week_its_own_sunday_is_the_day_before_its_monday():
    monday = session(0, "06:00", key="own")
    sunday = session(6, "06:00", "long", 120, title="Long run")

    assert keeps([gap("long", "heavy", 20)], monday, sunday, standing=True)["own"] == (
        "22 h after Long run (20 h wanted)",
    )


def test_what_stands_beside_a_fixed_run_is_told_apart_from_what_the_plan_chose():
    chosen = session(0, "18:00", "heavy", key="other", title="Strength B")
    gaps = [gap("intervals", "heavy", 12), gap("heavy", "heavy", 24)]
    week = Week(JANUARY, "Ana", "ana")
    found = kept_by(gaps, Finished(week, in_order([HEAVY, TUESDAY, chosen])))["own"]

    assert [(keep.says.split(" (")[0], keep.beside_fixed) for keep in found] == [
        ("35 h after Track", True),
        ("47.1 h after Strength B", False),
    ]
