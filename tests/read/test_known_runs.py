"""The runs and races of the athlete file, each on its date, with what had to be assumed."""

import datetime as dt

import pytest

from scheduler.read.running.known_runs import run_plan

SUNDAY = dt.date(2027, 1, 17)
WEEK = [dt.date(2027, 1, 11) + dt.timedelta(days=day) for day in range(7)]


@pytest.fixture
def runs(athlete):
    """The runs of one week of an athlete of these lines."""

    def plan(lines: str):
        return run_plan(athlete(lines), WEEK, (), planned=frozenset(WEEK)).runs

    return plan


@pytest.fixture
def race(runs):
    """The one race of that week."""

    def only(told: str, lines: str = ""):
        (found,) = runs(f"races: [{{date: {SUNDAY}, {told}}}]\n{lines}")
        return found

    return only


@pytest.mark.parametrize(
    ("told", "minutes", "distance"),
    [
        pytest.param("distance: 10k", 53, "10k", id="a distance, at the pace of the preset"),
        pytest.param("title: Berlin Marathon", 225, "marathon", id="a distance in the title"),
        pytest.param("minutes: 40", 40, "5k", id="7.5 km at 5:20 is a 5k"),
        pytest.param("minutes: 41", 41, "10k", id="a little more is a 10k"),
        pytest.param("minutes: 160", 160, "half", id="30 km are a half marathon"),
        pytest.param("minutes: 161", 161, "marathon", id="a little more is a marathon"),
        pytest.param("minutes: 300", 300, "ultra", id="beyond all is an ultra"),
    ],
)
def test_a_race_without_minutes_or_distance_is_given_them_by_its_pace(
    race, told, minutes, distance
):
    found = race(told)

    assert (found.minutes, found.race, found.assumed) == (minutes, ("A", distance), ())


def test_a_race_of_which_nothing_is_known_takes_as_long_as_the_file_says_of_races(race):
    usual = race("priority: B")
    own = race("priority: B", "kinds: {race: {minutes: 90}}\n")

    assert (usual.minutes, own.minutes) == (60, 90)
    assert usual.assumed == ("Race (2027-01-17): neither minutes nor distance; 60 min assumed",)
    assert own.assumed == ("Race (2027-01-17): neither minutes nor distance; 90 min assumed",)


def test_how_far_a_distance_reaches_may_be_changed_one_by_one(race):
    changed = "kinds: {race: {up_to: {half: 20}}}\n"

    assert race("minutes: 110").race == ("A", "half")
    assert race("minutes: 110", changed).race == ("A", "marathon")
    assert race("minutes: 60", changed).race == ("A", "10k")


def test_a_race_starts_at_nine_wherever_it_is_written(race, runs):
    (run,) = runs(
        "availability: {sat: [06:00-08:00]}\n"
        "runs: [{day: sun, minutes: 30, kind: race, title: Parkrun}]\n"
    )

    assert (race("distance: 5k").clock, run.clock) == (540, 540)
    assert run.race == ("A", "5k")


def test_the_effort_of_a_kind_may_be_the_athletes_own(runs):
    (run,) = runs(
        "runs: [{day: tue, start: 06:00, minutes: 40, kind: easy}]\nkinds: {easy: {rpe: 4}}\n"
    )

    assert (run.rpe, run.load) == (4, 160)
