"""What the titles of real run calendars are taken for, when, and for how long."""
# ruff: noqa: RUF001  (runners write the sign for times)

import datetime as dt
import random
import re
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from scheduler.read.calendar.events import CalendarEvent
from scheduler.read.running.feed_runs import PRIORITY, FeedRun, classify, feed_run
from scheduler.training import RUN_KINDS

PRESET = Path(__file__).parents[2] / "constraints" / "presets" / "evidence.yaml"
KINDS = YAML(typ="safe").load(PRESET.read_text("utf-8"))["kinds"]
PATTERNS = {kind: told["patterns"] for kind, told in KINDS.items() if "patterns" in told}
PACES = {"easy": 6.5, "long": 6.5, "intervals": 6.0, "race": 5.5, "tempo": 5.5, "cross": None}
LENGTHS = {kind: told["minutes"] for kind, told in KINDS.items() if "minutes" in told}
MADRID = ZoneInfo("Europe/Madrid")
MIDNIGHT = dt.datetime(2027, 1, 12, tzinfo=MADRID)

TITLES = {
    "intervals": """
        6 x 800 m | 8x400 | 8×400m | 400s | 6 x (800 m, 200 m jog) | 3x(4x200) | 30/30 VMA
        Intervals 6x800 w/ 400 recovery | 8x400 (90s rest) | 12 x 400m, 60 sec rest | 8x400 & core
        6 x 800 m + strides | 10 x 1' fast / 1' easy | 5 x 1km @ 5k pace | 10k pace reps
        VO2max | VO₂max 5 x 3 min | Yasso 800s | Norwegian 4x4 | Mile repeats | 1k reps
        Track Tuesday | Pyramid 1-2-3-2-1 | Club run: track night | Intervalle
        Intervalltraining | Fractionné court | series | Series 6x1000 descanso 2'
    """,
    "threshold": """
        Threshold Intervals • 5mi | 🏃 Threshold Intervals • 5mi | Cruise intervals | LT2 4 x 8 min
        Threshold 3 x 10 min | Lactate threshold | Run: Threshold | 4 x 1 mile @ threshold
        Sub-threshold 5 x 6 min | Double threshold AM | Schwellenlauf | Seuil 3 x 8' | Umbral 20 min
        Lactate clearance
    """,
    "tempo": """
        Tempo 20 min | marathon pace 12 km | half marathon pace | race pace | Goal pace 8 km
        8 km @ MP | Progression run | Half marathon tempo | Fast finish 12 km | Tempodauerlauf 10 km
        Marathon Pace 3 x 5 km | Race effort 5 km | Tempo run + strength | Allure marathon 10 km
        Ritmo maratón 12 km | TDL 8 km | Run: Race-pace run
    """,
    "long": """
        Long Run 18 km | Long run with tempo finish | Long Run | Sunday long | Long 18k
        Long easy run | Long progression run | Long slow distance | Long Run w/ 3 x 3 km @ MP
        Long run (marathon pace last 10 km) | Marathon training - long run 30k | langer Lauf
        Langer Dauerlauf 25 km | LaLa 28 km | sortie longue | tirada larga | Rodaje largo
        🏃‍♀️ Long Run • 20km
    """,
    "hills": """
        Hill repeats | Hills 8 x 60 s | Short hills | Easy run with 6 x 10 s hill sprints
        8 x 45 s on the hill | Hill strength 5x | Strength hills | Bergläufe | Hügelläufe 8x
        Côtes 10 x 30" | Cuestas 8x200 | Kenyan hills 10 x 2 min
    """,
    "fartlek": "Fartlek | Mona fartlek | Steady fartlek 40 min | Fahrtspiel | Cambios de ritmo",
    "quality": """
        Speed session | Speedwork | Quality session | 5k time trial | Hard run | Sprints
        Key session
    """,
    "strides": """
        Strides | Easy run + strides | Easy 5 miles with 6x20 sec strides | Steigerungen
        Easy + 6 x 100 m strides | Easy 40 min, 4x20s pick-ups | Footing + lignes droites
        Recovery 30' + strides
    """,
    "recovery": """
        Recovery 30' | Recovery run | Shakeout | Pre-race shakeout | Post-long run recovery jog
        Active recovery run | Easy recovery 30 min | Post race jog | Regenerationslauf
        Footing récup 40' | Rodaje de recuperación | Run: Recovery 5k
    """,
    "steady": """
        Steady 10k | Steady state 40 min | Moderate 12 km | Zone 3 45 min | Ritmo medio 8 km
    """,
    "easy": """
        Easy 10 km | Jog | Trail run | Group run | Run: Easy 45 | 0:45 - Easy Run | Easy 5k
        Easy run on rolling hills | Easy hilly run | Easy progression run | Zone 2 60 min
        Aerobic 50 | Treadmill run | Run-walk 30 min | Walk/run intro | Easy run + core
        (Optional) Easy Run | Race week: easy 5k | Marathon training: easy 8k | Dauerlauf
        Lockerer Dauerlauf 50 min | footing | Endurance fondamentale 45' | rodaje | Trote suave 30'
        No race this week: easy 5k | Base run | GA1 60 min | Easy 8k + core 15' | Jog/walk 30 min
        Easy 40 min + mobility | Easy 10k, then bike | Footing 40' + renfo | Easy 8 km & core
    """,
    "race": """
        Parkrun | 5k race | London Marathon | Race: City Half | Race day
        🏁 RACE DAY: Berlin Marathon
        10k race | Half marathon | Valencia Half Marathon | Berlin-Marathon | Marathon de Paris
        Semi-marathon de Lyon | Media maratón Valencia | Halbmarathon Köln | Long Beach Marathon
        Summer Series 5k race | Cross country race | Ultramarathon | Wettkampf 10 km
        Royal Parks Half | Local 10k race (B) | 5K Turkey Trot
    """,
    "cross": """
        Cross-training: bike | Swim | Bike: Endurance | 2:00 - Gibbs | 1:30 - Carter +2 | Yoga
        Easy ride 60 min | Tempo ride | Long ride | Easy swim | Pool running | Aqua jogging
        Elliptical 40' | Radfahren | Vélo 1h | Natación | Hike | Bike commute | Spin class | XT 45'
        Bike: Recovery after Sunday's run | MtnBike: Hills | Morning yoga | Mobility
    """,
    "rest": """
        Rest day | Rest | REST DAY 😴 | Day Off | Off | Complete rest | Rest or cross-train
        Ruhetag | lauffrei | repos | Jour de repos | descanso | Día de descanso
    """,
    "strength": """
        Strength & core | Legs and core | 🏋️ Legs and Core | Gym | Strength: tempo squats | S&C
        Strength for runners | Full body | Upper body | Krafttraining | Renforcement musculaire
        Fuerza | Heavy lifting | Core 20' | Squats 3x10 | Plyometrics | Core + mobility
    """,
    None: "Run | Morning run | Zoomies | 10 km | Week 3 | Marathon expo | Offsite with team | Half",
}
NAMED = [
    (title.strip(), kind)
    for kind, lines in TITLES.items()
    for line in lines.strip().splitlines()
    for title in line.split(" | ")
]


def _event(title="Run", *, text="", **changes):
    event = CalendarEvent(
        uid="1", title=title, text=text, start=MIDNIGHT, end=MIDNIGHT + dt.timedelta(days=1),
        all_day=True,
    )  # fmt: skip
    return replace(event, **changes)


def _timed(title, *, hour, minutes, **changes):
    start = MIDNIGHT.replace(hour=hour)
    end = start + dt.timedelta(minutes=minutes)
    return _event(title, start=start, end=end, all_day=False, **changes)


def _read(event) -> FeedRun:
    run = feed_run(event, patterns=PATTERNS, paces=PACES, lengths=LENGTHS)
    assert run is not None
    return run


@pytest.mark.parametrize(("title", "kind"), NAMED)
def test_a_title_names_the_kind(title, kind):
    assert classify(title, "", patterns=PATTERNS) == kind


@pytest.mark.parametrize(("title", "kind"), NAMED)
def test_the_order_of_the_kinds_and_the_case_of_the_title_do_not_matter(title, kind):
    kinds = sorted(PATTERNS)
    random.Random(title).shuffle(kinds)  # noqa: S311  no secret

    assert classify(title.upper(), "", patterns={k: PATTERNS[k] for k in kinds}) == kind


def test_every_kind_of_run_has_patterns_an_effort_a_length_and_a_place_in_the_order():
    assert set(PATTERNS) == set(PRIORITY) == {*RUN_KINDS, "rest", "strength"}
    assert all(0 < KINDS[kind]["rpe"] <= 10 for kind in RUN_KINDS)
    assert set(LENGTHS) == set(RUN_KINDS)


def _alternatives():
    for kind, patterns in PATTERNS.items():
        for pattern in patterns:
            yield pytest.param(kind, pattern, id=f"{kind} {pattern[:40]}")


@pytest.mark.parametrize(("kind", "pattern"), list(_alternatives()))
def test_no_pattern_is_idle(kind, pattern):
    named = [title for title, named in NAMED if named == kind]

    assert any(re.search(pattern, title.replace("₂", "2"), re.IGNORECASE) for title in named)


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        pytest.param("Run", "10 min easy\n6 x 800 m hard\n10 min easy", "intervals", id="hardest"),
        pytest.param("Run", "\n\n  Easy all the way", "easy", id="past empty lines"),
        pytest.param("Easy run", "6 x 800 m", "easy", id="the title comes first"),
        pytest.param(
            "Run", "Bike to the start\nRest\nMarathon plan", None, id="text names no rest"
        ),
        pytest.param("Run", "a\nb\nc\nd\ne\nthreshold", None, id="the sixth line is not read"),
        pytest.param("Run", "x" * 300 + " easy", None, id="nor what is far to the right"),
    ],
)
def test_the_text_tells_one_run_from_another(title, text, kind):
    assert classify(title, text, patterns=PATTERNS) == kind


@pytest.mark.parametrize(
    ("uid", "kind"),
    [
        ("UPCOMING_PLAN_WORKOUT-a1b2_plan_week_2_INTERVALS_0", "intervals"),
        ("UPCOMING_PLAN_WORKOUT-a1b2_plan_week_2_LONG_RUN_1@runna.com", "long"),
        ("COMPLETED_PLAN_WORKOUT-a1b2_plan_week_11_EASY_RUN_0", "easy"),
        ("UPCOMING_PLAN_WORKOUT-a1b2_plan_week_2_LEGS_AND_CORE_3", "strength"),
        ("UPCOMING_MARATHON_RACE_WORKOUT-a1b2_plan_week_2_X_0", None),
        ("4k8x300rest-tempo2@example.com", None),
        ("0d9f6d1c-8a55-4c0e-9c0b-1f0e6a5b7c88@easy.example.com", None),
    ],
)
def test_the_words_of_an_identity_help_where_the_title_does_not(uid, kind):
    run = _read(_event("Week 2", uid=uid))

    assert run.kind == (kind or "easy")
    assert any("what kind" in note for note in run.notes) is (kind is None)


def test_categories_help_where_the_title_does_not():
    assert _read(_event("Evening", categories=("Sport", "Tempo"))).kind == "tempo"


def test_a_marathon_as_category_does_not_make_every_run_a_race():
    assert _read(_event("Run 45 min", categories=("Marathon",))).kind == "easy"


def test_a_pattern_that_is_no_regular_expression_is_taken_as_it_stands():
    assert classify("6 X (800)", "", patterns={"intervals": ["6 x ("]}) == "intervals"
    assert classify("6 x 800", "", patterns={"intervals": ["6 x ("]}) is None


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_title_and_text_is_read(title, text):
    run = _read(_event(title, text=text))

    assert run.kind in PRIORITY
    assert run.minutes > 0 or run.rest or run.kind == "strength"  # which is left out


def test_a_timed_run_lasts_as_long_as_it_says_in_the_calendar():
    run = _read(_timed("Run: Easy 45 min", hour=18, minutes=50))

    assert run == FeedRun(
        kind="easy", title="Run: Easy 45 min", minutes=50, start=MIDNIGHT.replace(hour=18),
        date=dt.date(2027, 1, 12), rest=False, uid="1",
    )  # fmt: skip


def test_a_run_through_the_night_of_the_clock_change_lasts_its_real_time():
    start = dt.datetime(2027, 3, 28, 1, 0, tzinfo=MADRID)
    event = _event("Long run", start=start, end=start.replace(hour=4), all_day=False)

    assert _read(event).minutes == 120


def test_a_start_without_an_end_takes_its_length_from_the_text():
    run = _read(_timed("Easy 45 min", hour=18, minutes=60, timed_end=False))

    assert (run.minutes, run.start) == (45, MIDNIGHT.replace(hour=18))


@pytest.mark.parametrize("all_day", [True, False], ids=["all day", "from midnight to midnight"])
def test_a_run_of_a_whole_day_needs_a_slot(all_day):
    run = _read(_event("Easy 10 km", all_day=all_day))

    assert (run.start, run.date, run.minutes) == (None, dt.date(2027, 1, 12), 65)


@pytest.mark.parametrize(
    ("event", "minutes"),
    [
        pytest.param(_event("Easy 45 min", estimated_minutes=50), 50, id="the feed's estimate"),
        pytest.param(_event("Easy 45 min 12 km"), 45, id="a time before a distance"),
        pytest.param(_event("Run", text="Planned Time: 0:40\n10 km"), 40, id="a time in the text"),
        pytest.param(_event("Easy 40 min", text="90 min"), 40, id="the title before the text"),
        pytest.param(_event("Run", text="20 min easy\n50 min in all"), 50, id="the longest line"),
        pytest.param(_event("2:00 - Gibbs"), 120, id="TrainerRoad"),
        pytest.param(_event("Long Run 18 km"), 117, id="a distance at the kind's pace"),
        pytest.param(_event("Threshold • 5mi", text="Tempo"), None, id="a kind without a pace"),
        pytest.param(_event("Parkrun"), 28, id="a race's own distance, a half rounded up"),
        pytest.param(_event("10k race"), 55, id="a race's told distance"),
        pytest.param(_event("6 x 800 m"), None, id="repetitions tell no length"),
        pytest.param(_event("6 x 800 m", text="2 km warm-up\n10 min cool-down"), None, id="parts"),
        pytest.param(_event("Bike 40 km"), None, id="a distance by bicycle"),
        pytest.param(_event("Zoomies 10 km"), 65, id="unknown, at the pace of easy"),
    ],
)
def test_minutes_of_a_run_without_times(event, minutes):
    run = _read(event)

    assert run.minutes == (minutes or 60)
    assert any("how long" in note for note in run.notes) is (minutes is None)


def test_a_rest_day_takes_no_time_and_needs_no_note():
    run = _read(_event("Ruhetag"))

    assert (run.kind, run.rest, run.minutes, run.start, run.notes) == ("rest", True, 0, None, ())


def test_a_race_brings_its_distance_and_other_runs_none():
    assert _read(_event("Valencia Half Marathon")).distance == "half"
    assert _read(_event("Half marathon pace 10 km")).distance is None


def test_what_was_assumed_is_told_by_title_and_date():
    assert _read(_event(" Zoomies \n tonight")).notes == (
        "Zoomies tonight (Tue 2027-01-12): nothing says what kind of run it is; counted as easy.",
        "Zoomies tonight (Tue 2027-01-12): nothing says how long it takes; 60 min assumed.",
    )


def test_a_run_without_a_title_is_called_run():
    run = _read(_event("", text="45 min"))

    assert run.title == "Run"
    assert " ".join(run.notes) == (
        "A run without a title (Tue 2027-01-12): nothing says what kind of run it is;"
        " counted as easy."
    )


def test_strength_work_is_left_out_with_a_note():
    run = _read(_event("Strength & core"))

    assert run.left_out
    assert " ".join(run.notes) == (
        "Strength & core (Tue 2027-01-12) is left out of the run calendar: strength is planned"
        " here; what is to stay belongs under `fixed_strength`."
    )
    assert not _read(_event("Easy run")).left_out


def test_a_banner_over_days_is_no_run_but_a_race_over_a_weekend_is_one():
    two_days = MIDNIGHT + dt.timedelta(days=2)

    assert feed_run(_event("Base week 3", end=two_days), patterns={}, paces={}, lengths={}) is None
    assert _read(_event("Berlin Marathon", end=two_days)).kind == "race"


def test_a_planned_workout_counts_though_the_feed_calls_it_free():
    assert _read(_event("Easy 45 min", free=True)) == _read(_event("Easy 45 min"))
