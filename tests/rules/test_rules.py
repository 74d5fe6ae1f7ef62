"""All rules together: their names, their floors, and what the athlete says who loosens one."""

import inspect
from importlib import import_module

import pytest

from scheduler.rules import RULES, loosened, reasons, requirements_of
from scheduler.rules.base import ClassGap, Rule
from scheduler.training import Mode, Wanted

from ..oracle.weeks import evidence  # noqa: TID252
from .scene import FLOOR, eased, says_when_violated, session, week


@pytest.mark.parametrize("name", RULES)
def test_each_rule_has_a_file_of_its_name_and_says_what_it_says(name):
    assert RULES[name].__module__ == f"scheduler.rules.{name}"
    assert import_module(f"scheduler.rules.{name}").__doc__.startswith(f"`{name}`")
    assert says_when_violated(name)
    assert inspect.getdoc(RULES[name]).splitlines()[0].endswith(".")


@pytest.mark.parametrize("name", RULES)
def test_each_requirement_carries_the_id_of_its_rule_and_a_line(name):
    race = session(9, "09:00", "race", 100, race=("A", "half"))
    strength = Wanted("a", "Strength A", (Mode("heavy", 50, 350, 7.0),), request=0, rank=0)
    scene = week(race, wanted=(strength,), rest_days=(0,), available=((0, 900),))
    rules = evidence({"between_sessions": {"min": "30min"}, "weekly_load": {"cap": 900}})

    asked = requirements_of(rules, scene, lambda *path: ":".join(path))
    own = [found for found in asked if found.rule == name]
    assert all(found.where.startswith(name) for found in own)
    assert own or name in {"preferred_time", "preferred_day", "keep_last_plan"}


def test_runs_without_a_start_are_asked_for_first_and_outrank_strength():
    run = Wanted("run", "Easy", (Mode("easy", 50, 150, 3.0),), where="ana.yaml:9")

    first = requirements_of(FLOOR, week(wanted=(run,)), lambda *_: "")[0]
    assert (first.rule, first.key, first.outranks, first.where) == (
        "runs",
        "run",
        True,
        "ana.yaml:9",
    )


def test_the_preset_is_not_looser_than_itself():
    assert loosened(FLOOR, FLOOR) == ()


def test_a_must_made_looser_without_a_reason_is_told_with_its_key():
    rules = evidence({"gap_between_strength": {"heavy": {"min": "36h"}}, "rest_day": {"off": True}})

    assert loosened(rules, FLOOR) == (
        (("rest_day", "off"), "rest_day is a must and is switched off"),
        (
            ("gap_between_strength", "heavy", "min"),
            "gap_between_strength asks for at least 48h with heavy",
        ),
    )


def test_with_a_reason_it_is_allowed_and_the_reason_is_repeated():
    because = "my coach and I tried it for a year"
    rules = evidence({"sessions_per_day": {"max": 4, "because": because}})

    assert loosened(rules, FLOOR) == ()
    assert reasons(rules, FLOOR) == (
        f"sessions_per_day is looser than its default because: {because}",
    )


def test_a_reason_for_nothing_is_not_repeated():
    rules = evidence({"sessions_per_day": {"max": 2, "because": "less is more"}})

    assert reasons(rules, FLOOR) == ()


@pytest.mark.parametrize(
    ("least", "target", "lifted"),
    [
        pytest.param("30h", "24h", 1800, id="below the least"),
        pytest.param("30h", "30h", 1800, id="the same"),
        pytest.param("30h", "31h", 1860, id="above it"),
        pytest.param("30h", None, None, id="none"),
    ],
)
def test_a_least_above_its_target_lifts_the_target(least, target, lifted):
    assert ClassGap(min=least, target=target).target == lifted


def test_a_rule_says_itself_what_it_requires():
    with pytest.raises(NotImplementedError):
        Rule(level="must", points=0).requirements(week(), str)


NOTHING_TO_EASE = {
    "availability", "rest_day", "same_day_policy", "no_strength_on_long_run_day", "preferred_time",
    "preferred_day", "keep_last_plan", "strength_sessions",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(NOTHING_TO_EASE))
def test_a_rule_without_a_number_to_ask_less_of_is_not_eased(name):
    assert eased(name) == []
