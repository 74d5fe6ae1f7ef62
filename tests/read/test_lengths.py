"""What a line of a calendar says about a run's length, and what it only seems to say."""
# ruff: noqa: RUF001  (runners write typographic dashes and primes)

import pytest

from scheduler.read.running.lengths import first_lines, kilometres_told, minutes_told, race_distance


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("45 min", 45), ("Easy 45 mins", 45), ("60min", 60), ("75 Minuten", 75), ("90'", 90),
        ("90’", 90), ("1h", 60), ("1h30", 90), ("1 h 30", 90), ("1h30m", 90), ("1 hr 15 min", 75),
        ("1 hour and 15 minutes", 75), ("1.5 h", 90), ("1,5 h", 90), ("1 Stunde 15", 75),
        ("1:15:00", 75), ("1:30 h", 90), ("2:00 - Gibbs", 120), ("Planned Time: 0:40", 40),
        ("Duration: 1:05", 65), ("Duration: 45:00", 45), ("1h 10 km", 60), ("1h 8 x 400", 60),
        ("50-60 min", 60), ("50–60'", 60), ("45'-60'", 60), ("1-1.5 h", 90), ("1h-1h15", 75),
        ("45 min incl. 20 min tempo", 45), ("60 min including warm-up", 60), ("10 min", 10),
    ],
)  # fmt: skip
def test_a_time_is_read(line, minutes):
    assert minutes_told(line) == minutes


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("9 min", id="too short for a session"),
        pytest.param("3 x 10 min", id="repetitions"),
        pytest.param("6 x 3' (2' rec)", id="repetitions and their pauses"),
        pytest.param("8 x 60 s", id="seconds"),
        pytest.param("12 km @ 5:00 min/km", id="a pace"),
        pytest.param("10 min/km", id="a slow pace"),
        pytest.param("10 min mile", id="a pace in miles"),
        pytest.param("Easy 90 m", id="metres"),
        pytest.param("18:30 club run", id="a clock time"),
        pytest.param("Footing 18h30", id="a French clock time"),
        pytest.param("Club at 7 h", id="a clock time with its at"),
        pytest.param("Easy 1:30", id="minutes or hours, who knows"),
        pytest.param("15 min warm-up, 20 min tempo, 15 min cool-down", id="parts"),
        pytest.param("HR 140-150", id="a heart rate"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_length_is_not_read_as_minutes(line):
    assert minutes_told(line) is None


@pytest.mark.parametrize(
    ("line", "kilometres"),
    [
        ("12 km", 12), ("18k", 18), ("10 K", 10), ("21,1 km", 21.1), ("10-12 km", 12),
        ("5mi", 8.04672), ("8 miles", 12.874752), ("12 km incl 6 km MP", 12), ("10km@5:30", 10),
        ("5:00/km, 12 km", 12), ("5k race", 5), ("12 Kilometer", 12),
    ],
)  # fmt: skip
def test_a_distance_is_read(line, kilometres):
    assert kilometres_told(line) == pytest.approx(kilometres)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("6 x 800 m", id="metres"),
        pytest.param("6 x 1 km", id="repetitions"),
        pytest.param("10k pace reps", id="a pace"),
        pytest.param("10 km race pace", id="the pace of a race"),
        pytest.param("4:30 km", id="a pace for a kilometre"),
        pytest.param("45 min", id="minutes"),
        pytest.param("2 km WU, 6 x 1 km, 2 km CD", id="parts"),
    ],
)
def test_what_is_no_length_is_not_read_as_kilometres(line):
    assert kilometres_told(line) is None


@pytest.mark.parametrize(
    ("title", "distance"),
    [
        ("Parkrun", "5k"), ("5k race", "5k"), ("City 10K", "10k"), ("10 km Race", "10k"),
        ("Half marathon", "half"), ("Race: City Half", "half"), ("Berlin-Halbmarathon", "half"),
        ("Media maratón", "half"), ("Semi-marathon de Lyon", "half"), ("Race 21.1 km", "half"),
        ("London Marathon", "marathon"), ("maratón", "marathon"), ("Race 42.2 km", "marathon"),
        ("Ultramarathon", "ultra"), ("50k trail race", "ultra"), ("100 mile race", "ultra"),
        ("Race 15 km", None), ("Race 110 km", None), ("Race", None), ("", None),
    ],
)  # fmt: skip
def test_a_race_names_its_distance(title, distance):
    assert race_distance(title) == distance


def test_first_lines_are_those_that_say_anything_in_one_spelling():
    assert first_lines("", " VO₂  max ", "\n", "re\u0301cup", "x" * 300, most=3) == (
        "VO2 max",
        "récup",
        "x" * 200,
    )
