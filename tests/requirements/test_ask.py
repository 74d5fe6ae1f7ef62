"""The judge of what is asked for: missing, or done in a lesser way."""

from scheduler.requirements import Ask
from scheduler.training import Mode

from .scene import COMMON, judged, kept, planned, points

LIGHT = Mode("light", 40, 200, 5.0)
ASK = Ask(**COMMON, level="wish", points=25000, key="a", asked="Strength A (heavy, 60 min)",
          lesser=((LIGHT, 4400),))  # fmt: skip


def test_a_session_in_its_first_way_costs_nothing():
    assert judged(ASK, planned(1, "18:00", key="a")) == ()


def test_a_missing_session_costs_its_points():
    (finding,) = judged(ASK, planned(1, "18:00", key="b"))

    assert (finding.says, finding.points) == ("Strength A (heavy, 60 min) is missing", 25000)
    assert finding.sessions == ("a",)


def test_a_lesser_way_costs_its_own():
    (finding,) = judged(ASK, planned(1, "18:00", "light", 40, key="a"))

    assert finding.points == 4400
    assert finding.says == "Strength A (heavy, 60 min) is done as light, 40 min"


def test_a_must_may_not_be_missing_but_may_be_lesser_for_its_points():
    must = Ask(**COMMON, key="a", asked="Strength A", lesser=((LIGHT, 4400),))

    assert not kept(must)
    assert kept(must, planned(1, "18:00", "light", 40, key="a"))
    assert points(must, planned(1, "18:00", "light", 40, key="a")) == 4400


def test_a_run_that_is_missing_has_no_points():
    run = Ask(**COMMON, level="wish", key="run", asked="Easy run", outranks=True)

    assert points(run) == 0
    assert [finding.says for finding in judged(run)] == ["Easy run is missing"]
