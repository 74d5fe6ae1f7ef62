"""What the athlete file says becomes values that the rest of the program can use."""

import datetime as dt
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.errors import FileError
from scheduler.read.file.athlete_file import AthleteSource, read_athlete_file
from scheduler.read.file.checks import filled_in, names_in
from scheduler.read.file.sections import RestCount
from scheduler.read.running.known_runs import effort
from scheduler.units import ClockWindow, read_days

HEAD = "athlete: {name: Ana, timezone: Europe/London}\navailability: {daily: [06:00-22:00]}\n"
FULL = """\
extends: [marathon]
athlete:
  name: Ana
  id: 5f0c2a9e
  timezone: Europe/London
  level: intermediate
  goal: durability
  equipment: [dumbbell, bench, step, band]
  limits: [achilles_reactive]
  weaker_side: {side: left, difference: 12%}
away: [{from: 2027-03-01, to: 2027-03-04, why: ill}]
week: {starts: mon, repeat: no}
availability:
  mon-fri: [06:00-08:00, 17:30-21:00]
  sat-sun: [08:00-12:00]
  2027-04-12: []
rest_days: [mon]
calendars:
  - {path: work.ics, holds: busy, buffer: 15min}
  - {url: "${RUN_FEED}", holds: runs}
runs:
  - {day: tue, start: 06:00, minutes: 60, kind: intervals, title: 6 x 800 m, rpe: 8}
  - {day: sat, minutes: 50, kind: easy}
  - {day: fri, minutes: 45, kind: easy, movable: day}
races:
  - {date: 2027-04-18, start: 09:00, minutes: 210, priority: A, distance: marathon}
strength:
  name: Strength
  sessions: {target: 3, min: 2}
  class: heavy
  minutes: 50
  min_minutes: 40
  rpe: 7
  may_become: [moderate, light]
  windows: {sat-sun: [09:00-12:00]}
  equipment: [barbell, rack]
fixed_strength:
  - {day: tue, start: 18:00, minutes: 60, class: moderate, title: Circuit class}
pins: [{session: Strength A, date: 2027-01-12, start: 17:30}]
rules:
  gap_before_hard_run: {heavy: {min: 48h}}
  gap_between_strength: {heavy: {min: 72h}}
  weekly_load: {cap: 2250}
  preferred_time: {level: wish, windows: {"tue,thu": [17:30-20:00]}, points: 5}
history: [{path: garmin.csv, format: garmin}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("athletes")
    (folder / "work.ics").write_text("")
    (folder / "garmin.csv").write_text("")
    return folder


@pytest.fixture(scope="module")
def read(folder):
    def read_text(text: str, **options: object) -> AthleteSource:
        path = folder / "ana.yaml"
        path.write_text(text, encoding="utf-8")
        return read_athlete_file(path, shown="ana.yaml", **options)

    return read_text


@pytest.fixture(scope="module")
def refused(read):
    def read_bad(text: str, **options: object) -> list[str]:
        with pytest.raises(FileError) as caught:
            read(text, **options)
        return [
            f"{found.place.line}: {found.says}" + (f" ({found.hint})" if found.hint else "")
            for found in caught.value.problems
        ]

    return read_bad


def test_a_file_with_every_key_is_read(read):
    file = read(FULL, environment={"RUN_FEED": "https://example.com/runs.ics"}).file

    assert file.athlete.id == "5f0c2a9e"
    assert file.athlete.weaker_side.difference == 12
    assert (file.away[0].from_, file.away[0].to) == (dt.date(2027, 3, 1), dt.date(2027, 3, 4))
    assert file.week.repeat == "no"
    assert file.availability["mon-fri"] == (ClockWindow(360, 480), ClockWindow(1050, 1260))
    assert file.availability["2027-04-12"] == ()
    assert file.rest_days == (read_days("mon"),)
    assert (file.calendars[0].buffer, file.calendars[0].no_end) == (15, 60)
    assert (file.runs[0].start, file.runs[0].minutes, file.runs[0].rpe) == (360, 60, 8)
    assert (file.runs[1].start, file.runs[1].movable, file.runs[1].key) == (None, "no", False)
    assert (file.races[0].date, file.races[0].start) == (dt.date(2027, 4, 18), 540)
    assert file.strength[0].windows == {"sat-sun": (ClockWindow(540, 720),)}
    assert file.fixed_strength[0].class_ == "moderate"
    assert file.pins[0].start == 1050
    assert file.rules.gap_before_hard_run.heavy.min == 48 * 60
    assert file.rules.weekly_load.cap == 2250
    assert file.history[0].format == "garmin"


def test_the_shortest_file(read):
    file = read("athlete: {name: Ana, timezone: Europe/London}\n").file

    assert (file.athlete.level, file.athlete.goal) == ("intermediate", "durability")
    assert (file.week.starts, file.week.repeat) == ("mon", "no")
    assert (file.strength, file.runs, file.rest_days) == ((), (), ())
    assert file.rules.gap_before_hard_run.heavy.min == 24 * 60


def test_a_request_counts_its_sessions_and_names_them(read):
    one = read(HEAD + "strength: {sessions: 2, class: light, minutes: 50}\n").file.strength[0]
    two = read(FULL).file.strength[0]

    assert (one.target, one.least, one.shortest) == (2, 2, 50)
    assert (two.target, two.least, two.shortest) == (3, 2, 40)
    assert one.session_names == ("Strength A", "Strength B")


def test_an_effort_of_nothing_is_an_effort(read):
    request = read(HEAD + "strength: {sessions: 1, class: core, minutes: 20, rpe: 0}\n").file

    assert request.strength[0].rpe == 0


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        pytest.param("[06:00-08:00, 08:00-09:00]", [(360, 540)], id="they touch"),
        pytest.param("[07:00-09:00, 06:00-08:00]", [(360, 540)], id="they overlap, out of order"),
        pytest.param("[06:00-12:00, 07:00-08:00]", [(360, 720)], id="one within the other"),
        pytest.param("[06:00-08:00, 08:01-09:00]", [(360, 480), (481, 540)], id="a minute apart"),
        pytest.param("[22:00-01:00]", [(1320, 1500)], id="over midnight"),
        pytest.param("[6:00-8:00]", [(360, 480)], id="one digit"),
        pytest.param("[]", [], id="not available"),
    ],
)
def test_windows_of_a_day_that_touch_join(read, written, joined):
    file = read(f"athlete: {{name: A, timezone: UTC}}\navailability: {{mon: {written}}}\n").file

    assert file.availability["mon"] == tuple(joined)


def test_the_plan_may_choose_the_rest_days(read):
    assert read(HEAD + "rest_days: {count: 1}\n").file.rest_days == RestCount(count=1)


@pytest.mark.parametrize("word", ["no", "false", "off", "No", "FALSE"])
def test_no_in_all_its_spellings(read, word):
    file = read(HEAD + f"week: {{repeat: {word}}}\nruns: [{{day: mon, start: 06:00, minutes: 30, "
                f"kind: easy, key: {word}, movable: {word}}}]\n").file  # fmt: skip

    assert file.week.repeat == "no"
    assert file.runs[0].key is False


@pytest.mark.parametrize("word", ["yes", "true", "on", "Yes"])
def test_yes_in_all_its_spellings(read, word):
    run = f"{{day: mon, start: 06:00, minutes: 30, kind: easy, key: {word}}}"

    assert read(HEAD + f"runs: [{run}]\n").file.runs[0].key is True


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("5", 5), ("600", 600), ("50min", 50), ("1h", 60), ("1.5h", 90), ("'50'", 50)],
)
def test_lengths_are_minutes_with_or_without_the_unit(read, written, minutes):
    run = f"{{day: mon, start: 06:00, minutes: {written}, kind: easy}}"

    assert read(HEAD + f"runs: [{run}]\n").file.runs[0].minutes == minutes


@pytest.mark.parametrize(
    "written", ["4", "601", "-5", "50.5", "10d", "1_0", "\u0665\u0660", "1.33h"]
)
def test_lengths_out_of_reason_are_refused(refused, written):
    run = f"{{day: mon, start: 06:00, minutes: {written}, kind: easy}}"

    assert refused(HEAD + f"runs: [{run}]\n")[0].startswith("3: `minutes`: ")


def test_a_race_may_take_longer_than_any_session(read):
    race = "{date: 2027-06-01, minutes: 30h, distance: ultra}"

    assert read(HEAD + f"races: [{race}]\n").file.races[0].minutes == 1800


@pytest.mark.parametrize("written", ["0", "7", "7.5", "10"])
def test_efforts_from_nothing_to_ten(read, written):
    assert read(HEAD + f"kinds: {{easy: {{rpe: {written}}}}}\n").file.kinds["easy"].rpe == float(
        written
    )


@pytest.mark.parametrize("written", ["10.1", "-1", "7.25", "hard", "7,5", "nan", ".inf"])
def test_other_efforts_are_refused(refused, written):
    assert "no effort (RPE)" in refused(HEAD + f'kinds: {{easy: {{rpe: "{written}"}}}}\n')[0]


@pytest.mark.parametrize("written", ["6:00", "06:00", "6:00/km", "6:00 min/km"])
def test_a_pace_is_seconds_for_a_kilometre(read, written):
    assert read(HEAD + f'kinds: {{easy: {{pace: "{written}"}}}}\n').file.kinds["easy"].pace == 360


@pytest.mark.parametrize("written", ["1:59", "20:01", "6", "6:60"])
def test_a_pace_that_no_runner_has_is_refused(refused, written):
    assert "is no pace" in refused(HEAD + f'kinds: {{easy: {{pace: "{written}"}}}}\n')[0]


def test_a_time_zone_may_have_blanks_around_it(read):
    assert read('athlete: {name: A, timezone: "Europe/Berlin "}\n').file.athlete.timezone == (
        "Europe/Berlin"
    )


@pytest.mark.parametrize("zone", ["Europe", "../etc/passwd", "Mars/Base", "BST", "''", "UTC+1"])
def test_other_time_zones_are_refused(refused, zone):
    assert "there is no time zone" in refused(f"athlete: {{name: A, timezone: {zone}}}\n")[0]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ('""', "the text is empty"),
        (f'"{"x" * 201}"', "longer than 200 characters"),
        ('"A\\nB"', "a line break or a control character"),
        ('"\\e[31m"', "a line break or a control character"),
    ],
    ids=["empty", "long", "two lines", "escape"],
)
def test_names_are_one_line_of_text(refused, name, says):
    assert says in refused(f"athlete: {{name: {name}, timezone: UTC}}\n")[0]


@pytest.mark.parametrize(
    ("part", "says"),
    [
        pytest.param("runs: [[]]", "`runs` wants keys and values, not a list", id="list in list"),
        pytest.param("runs: [3]", "`runs` wants keys and values, not `3`", id="number in list"),
        pytest.param("races: [{date: {}}]", "`date` wants one value, not keys", id="map for date"),
        pytest.param(
            "races: [{date: 2027-01-01, priority: [A]}]", "not a list", id="list for word"
        ),
        pytest.param("kinds: {easy: {rpe: [3]}}", "`rpe` wants one value, not a list", id="effort"),
        pytest.param("rest_days: {count: 8}", "8 is out of range", id="eight rest days"),
        pytest.param("rest_days: [[mon]]", "`rest_days` wants one value", id="days in lists"),
        pytest.param("rest_days: {counts: 1}", "`rest_days` has no key `counts`", id="misspelt"),
        pytest.param("history: [{path: garmin.csv, format: fitbit}]", "`fitbit`", id="format"),
        pytest.param("history: [{path: ., format: csv}]", "`.` is a folder", id="folder"),
        pytest.param("history: [{path: garmin.cvs, format: csv}]", "`garmin.csv`?", id="near file"),
        pytest.param("rules: {weekly_load: {cap: -1}}", "`cap` is -1", id="below nothing"),
        pytest.param("rules: {rest_day: {off: maybe}}", "wants yes or no", id="maybe"),
        pytest.param("rules: {rest_day: {because: [a]}}", "wants one value", id="reason as list"),
        pytest.param("rules: {preferred_day: [frd]}", "`frd` names no day", id="day in a rule"),
        pytest.param("rules: {rest_day: }", "`rest_day` has no value", id="empty rule"),
        pytest.param("rules: []", "`rules` wants keys and values, not a list", id="rules as list"),
        pytest.param(
            "pins: [{session: A, date: 2027-01-01, start: 06:00}]", "ask for", id="no ask"
        ),
    ],
)
def test_what_is_refused(refused, part, says):
    (problem,) = refused(HEAD + part + "\n")

    assert says in problem


@pytest.mark.parametrize("word", ["from", "to"])
def test_a_missing_day_of_absence_is_named(refused, word):
    other = {"from": "to", "to": "from"}[word]

    assert refused(HEAD + f"away: [{{{other}: 2027-01-01}}]\n") == [
        (
            f"3: `{word}` is missing in `away` (add, for example, `{word}:"
            f" {'2027-03-01' if word == 'from' else '2027-03-04'}`)"
        )
    ]


def test_one_day_of_absence_begins_and_ends_on_it(read):
    assert read(HEAD + "away: [{from: 2027-01-01, to: 2027-01-01}]\n").file.away


def test_strength_of_no_sessions_needs_no_availability(read):
    text = "athlete: {name: A, timezone: UTC}\nstrength: {sessions: 0, class: core, minutes: 20}\n"

    assert read(text).file.strength[0].session_names == ()


def test_a_session_may_be_pinned_on_two_dates_but_not_twice_on_one(read, refused):
    strength = "strength: {sessions: 1, class: core, minutes: 20}\n"
    pins = [f"{{session: Strength A, date: 2027-01-{day}, start: 06:00}}" for day in (12, 19, 12)]

    assert len(read(HEAD + strength + f"pins: [{', '.join(pins[:2])}]\n").file.pins) == 2
    assert (
        "pinned twice on one date" in refused(HEAD + strength + f"pins: [{', '.join(pins)}]\n")[0]
    )


def test_pins_are_left_alone_where_the_sessions_cannot_be_counted(refused):
    text = "strength: {sessions: x, class: core, minutes: 20}\npins: [{session: Strength Z}, 3]\n"
    found = refused(HEAD + text)

    assert not any("no session" in problem for problem in found)


@pytest.mark.parametrize(
    ("asked", "lighter", "fits"),
    [
        ("heavy", "moderate", True),
        ("heavy", "core", True),
        ("moderate", "moderate", False),
        ("light", "heavy", False),
        ("core", "light", False),
    ],
)
def test_a_session_may_only_become_lighter(read, refused, asked, lighter, fits):
    text = f"strength: {{sessions: 1, class: {asked}, minutes: 30, may_become: [{lighter}]}}\n"

    if fits:
        assert read(HEAD + text).file.strength[0].may_become == (lighter,)
    else:
        assert f"`{lighter}` is not lighter than `{asked}`" in refused(HEAD + text)[0]


@pytest.mark.parametrize(
    ("shortest", "fits"),
    [(50, True), (45, True), (5, True), (44, False), (51, False), (55, False)],
)
def test_sessions_are_shortened_in_steps_of_five_minutes(read, refused, shortest, fits):
    text = f"strength: {{sessions: 1, class: core, minutes: 50, min_minutes: {shortest}}}\n"

    if fits:
        assert read(HEAD + text).file.strength[0].shortest == shortest
    else:
        assert "minutes" in refused(HEAD + text)[0]


def test_addresses_are_looked_up_in_the_environment(read, refused):
    text = HEAD + 'calendars: [{url: "https://${HOST}/${RUN_FEED}", holds: runs}]\n'

    assert read(text).file.calendars[0].url == "https://${HOST}/${RUN_FEED}"
    assert read(text, environment={"HOST": "a", "RUN_FEED": "b"})
    assert refused(text, environment={"HOST": "a", "RUN_FEED": ""}) == [
        (
            "3: the environment has no `RUN_FEED`, which this address needs"
            " (set it first, for example: export RUN_FEED=https://...)"
        )
    ]


def test_names_in_addresses_are_filled_in():
    assert names_in("https://${A}/x?${B_2}") == ("A", "B_2")
    assert filled_in("https://${A}/x?${B}", {"A": "host"}) == "https://host/x?"


def test_a_must_made_looser_needs_a_reason(read, refused):
    looser = "rules: {gap_before_hard_run: {heavy: {min: 12h}%s}}\n"

    assert len(refused(HEAD + looser % "")) == 1
    assert read(HEAD + looser % ', because: "my coach says so"').file


def test_a_must_made_looser_is_named_beside_other_mistakes(refused):
    found = refused(HEAD + "rest_days: mon\nrules: {rest_day: {off: yes}}\n")

    assert [problem[0] for problem in found] == ["3", "4"]


def test_a_mistake_in_another_file_stands_at_its_place(folder, refused):
    (folder / "family.yaml").write_text("rest_days: [wensday]\n")
    found = refused("extends: [family.yaml]\n" + HEAD)

    assert found == ["1: `wensday` names no day (did you mean `wed`?)"]


def test_what_a_file_that_is_not_there_may_hold_is_not_missed(refused):
    text = "extends: [nowhere.yaml]\nstrength: {sessions: 1, class: core, minutes: 30}\n"

    assert len(refused(text)) == 1


def test_the_order_of_keys_does_not_matter(read):
    shuffled = FULL.replace("  name: Ana\n", "").replace(
        "  level: intermediate\n", "  level: intermediate\n  name: Ana\n"
    )

    assert read(FULL).file == read(shuffled).file


@pytest.mark.parametrize(("kind", "key"), [("easy", "rpe"), ("long", "minutes"), ("race", "pace")])
def test_what_a_preset_says_of_a_kind_cannot_be_taken_away(refused, kind, key):
    assert f"`{key}` of `{kind}` is empty" in refused(HEAD + f"kinds: {{{kind}: {{{key}: }}}}\n")[0]


def test_a_kind_may_lose_its_pace_and_a_rest_day_has_no_effort(read):
    source = read(HEAD + "kinds: {easy: {pace: }, rest: {rpe: }}\n")

    assert source.file.kinds["easy"].pace is None
    with pytest.raises(LookupError, match="missing in `kinds`"):
        effort(source, "rest")


def test_up_to_names_distances(refused):
    (told,) = refused(HEAD + "kinds: {race: {up_to: {15k: 16}}}\n")

    assert "there is no distance `15k`" in told


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_broken_file_breaks_the_reader(read, data):
    lines = FULL.splitlines()
    chance = random.Random(data.draw(st.integers()))  # noqa: S311
    for _ in range(data.draw(st.integers(1, 4))):
        number = chance.randrange(len(lines))
        line = lines[number]
        spot = chance.randrange(len(line) + 1)
        piece = data.draw(st.sampled_from(['"', "[", "]", "{", ": ", "- ", "null", "é", "-1", ""]))
        lines[number] = line[:spot] + piece + line[spot + chance.randrange(3) :]
    (found, says) = outcome(read, "\n".join(lines))

    assert found
    assert "Written(" not in says


def outcome(read, text):
    """What was read, or the problems; and the text that is shown."""
    try:
        return read(text).file, ""
    except FileError as error:
        return error.problems, str(error)


def test_reading_takes_a_few_hundredths_of_a_second(read):
    read(FULL)
    began = time.perf_counter()
    for _ in range(5):
        read(FULL)

    assert (time.perf_counter() - began) / 5 < 0.1


def test_the_import_loads_no_heavy_library():
    code = (
        "import sys, scheduler.read.file.athlete_file;"
        "print([name for name in ('ortools', 'pandas', 'icalendar', 'rich', 'ruamel.yaml', 'numpy')"
        " if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert done.stdout.strip() == "[]"


def test_a_race_among_the_runs_needs_no_availability(tmp_path):
    path = tmp_path / "ana.yaml"
    path.write_text(
        "athlete: {name: Ana, timezone: Europe/London}\n"
        "runs: [{date: 2027-01-16, minutes: 27, kind: race}]\n"
    )

    assert read_athlete_file(path).file.runs[0].kind == "race"
