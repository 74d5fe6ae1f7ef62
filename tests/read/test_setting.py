"""A value of the file set otherwise: what it may say, and what is told of one that cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import FileError, UsageError
from scheduler.read.diary import shown
from scheduler.read.file.athlete_file import read_athlete_file
from scheduler.read.file.setting import Setting, read_setting, with_settings
from scheduler.units import read_window

ANA = """\
athlete: {name: Ana, timezone: Europe/London}
availability: {mon-fri: [17:00-20:00], sat: [09:00-12:00], 2027-01-13: []}
rest_days: [mon]
calendars: [{path: work.ics, holds: busy}]
runs:
  - {day: tue, start: 06:00, minutes: 60, kind: intervals}
  - {day: sun, start: 09:00, minutes: 90, kind: long}
strength: {sessions: 2, class: heavy, minutes: 50}
rules:
  weekly_load: 2000
  gap_before_hard_run: {heavy: {min: 48h, points: 3}}
"""


@pytest.fixture(scope="module")
def ana(tmp_path_factory):
    folder = tmp_path_factory.mktemp("athletes")
    (folder / "work.ics").write_text("")
    path = folder / "ana.yaml"
    path.write_text(ANA)
    return read_athlete_file(path, shown="ana.yaml")


@pytest.fixture(scope="module")
def what_if(ana):
    """The athlete file with these settings."""

    def read(*texts):
        return with_settings(ana, [read_setting(text) for text in texts])

    return read


@pytest.fixture(scope="module")
def refused(what_if):
    """What is said of these settings."""

    def told(*texts):
        with pytest.raises(FileError) as caught:
            what_if(*texts)
        return str(caught.value)

    return told


def hours(source):
    """The availability as the file would write it."""
    return {
        days: ", ".join(map(str, windows)) for days, windows in source.file.availability.items()
    }


def gap(source):
    found = source.file.rules.gap_before_hard_run.heavy
    return found.min / 60, found.target / 60, found.points


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("rules.weekly_load.cap=2500", Setting(("rules", "weekly_load", "cap"), "2500")),
        (
            "availability.wed+=12:00-13:00",
            Setting(("availability", "wed"), "12:00-13:00", adds=True),
        ),
        (" rest_days = [fri] ", Setting(("rest_days",), "[fri]")),
        ("rest_days += fri", Setting(("rest_days",), "fri", adds=True)),
        ("athlete . name=Ana", Setting(("athlete", "name"), "Ana")),
        ("athlete.name=a = b", Setting(("athlete", "name"), "a = b")),
        ("athlete.name=a += b", Setting(("athlete", "name"), "a += b")),
        ("runs.1.title=", Setting(("runs", "1", "title"), "")),
        ("availability.tue,thu=[]", Setting(("availability", "tue,thu"), "[]")),
    ],
)
def test_a_setting_is_a_path_and_a_value(text, setting):
    assert read_setting(text) == setting


NAMES = st.from_regex(r"[a-z0-9][a-z0-9_, -]*[a-z0-9]|[a-z0-9]", fullmatch=True)
VALUES = st.text().map(lambda text: text.replace("\n", " ").strip())  # on one line


@given(st.lists(NAMES, min_size=1, max_size=4).map(tuple), VALUES, st.booleans())
def test_a_setting_reads_as_it_is_written(path, value, adds):
    setting = Setting(path, value, adds=adds)

    assert read_setting(str(setting)) == setting


@pytest.mark.parametrize(
    "text",
    [
        "",
        "=",
        "rest_days",
        "=3",
        " = 3",
        "+=3",
        ".=3",
        "rules..x=3",
        "a.+=3",
        "a+ =3",
        "a+b=3",
        "a=1\nb=2",
    ],
)
def test_what_sets_nothing_is_told_with_an_example(text):
    with pytest.raises(UsageError) as caught:
        read_setting(text)

    assert str(caught.value) == (
        f"--what-if {text!r} does not say what to set: write one like"
        " rules.gap_before_hard_run.heavy.min=36h or availability.wed+=12:00-13:00"
    )


def test_without_a_setting_the_file_says_what_it_says(ana, what_if):
    assert what_if().file == ana.file


def test_a_value_is_replaced(what_if):
    assert gap(what_if("rules.gap_before_hard_run.heavy.min=36h")) == (36, 48, 3)
    assert what_if("athlete.name=Anna").file.athlete.name == "Anna"


def test_maps_merge(what_if):
    heavy = what_if("rules.gap_before_hard_run.heavy={min: 36h, points: 5}")
    whole = what_if("rules.gap_before_hard_run={heavy: {min: 36h, points: 5}}")

    assert gap(heavy) == gap(whole) == (36, 48, 5)


def test_a_bare_gap_is_its_least(what_if):
    assert gap(what_if("rules.gap_before_hard_run.heavy=36h")) == (36, 48, 3)


def test_a_bare_value_of_a_rule_is_its_main_one(what_if):
    assert what_if("rules.weekly_load=2500").file.rules.weekly_load.cap == 2500
    assert what_if("rules={weekly_load: 2500}").file.rules.weekly_load.cap == 2500
    assert what_if("rules.monotony=1.2").file.rules.monotony.above == 1.2


def test_what_is_added_to_a_rule_is_added_to_its_main_list(what_if):
    assert len(what_if("rules.preferred_day+=tue").file.rules.preferred_day.days) == 1
    assert len(what_if("rules.preferred_day+=[tue, fri]").file.rules.preferred_day.days) == 2


@pytest.mark.parametrize("text", ['kinds.easy=["jog"]', 'kinds={easy: ["jog"]}'])
def test_bare_patterns_of_a_kind_merge_with_its_other_keys(what_if, ana, text):
    easy = what_if(text).file.kinds["easy"]

    assert easy.patterns == ("jog",)
    assert (easy.rpe, easy.minutes) == (ana.file.kinds["easy"].rpe, 60)


@pytest.mark.parametrize(
    "text",
    [
        'calendars.1.kinds.easy=["jog"]',
        'calendars.kinds={easy: ["jog"]}',
        'calendars=[{path: work.ics, holds: busy, kinds: {easy: ["jog"]}}]',
        'calendars+={path: work.ics, holds: runs, kinds: {easy: ["jog"]}}',
    ],
)
def test_bare_patterns_of_a_calendar_are_patterns_too(what_if, text):
    assert what_if(text).file.calendars[-1].kinds["easy"].patterns == ("jog",)


def test_one_request_is_a_list_of_one(what_if):
    (request,) = what_if("strength={sessions: 1, class: core, minutes: 20}").file.strength

    assert (request.class_, request.minutes) == ("core", 20)


def test_an_empty_value_takes_a_number_away(what_if):
    assert what_if("rules.weekly_load.cap=").file.rules.weekly_load.cap is None
    assert what_if("rules.weekly_load.cap=null").file.rules.weekly_load.cap is None


def test_lists_replace(what_if):
    assert len(what_if("rest_days=[tue, fri]").file.rest_days) == 2
    assert what_if("runs=[]").file.runs == ()


def test_a_list_gets_one_more_entry_or_several(what_if):
    assert len(what_if("rest_days+=fri").file.rest_days) == 2
    assert len(what_if("rest_days+=[wed, fri]").file.rest_days) == 3
    assert len(what_if("runs+={day: thu, start: 06:00, minutes: 40, kind: easy}").file.runs) == 3


def test_a_list_that_is_not_there_begins(what_if):
    assert len(what_if("away+={from: 2027-03-01, to: 2027-03-04}").file.away) == 1
    assert len(what_if("away+=[{from: 2027-03-01, to: 2027-03-04}]").file.away) == 1


def test_entries_of_a_list_are_counted_from_1(what_if):
    runs = what_if("runs.1.minutes=45", "runs.2.start=10:00").file.runs

    assert [(run.minutes, run.start) for run in runs] == [(45, 360), (90, 600)]


def test_an_entry_that_is_alone_needs_no_number(what_if):
    assert what_if("strength.minutes=40").file.strength[0].minutes == 40
    assert what_if("strength.minutes=40").file == what_if("strength.1.minutes=40").file


def test_the_last_of_two_settings_wins(what_if):
    assert what_if("athlete.name=Eva", "athlete.name=Zoe").file.athlete.name == "Zoe"


def test_each_setting_is_laid_over_those_before_it(what_if):
    found = what_if("rest_days+=fri", "rest_days+=wed", "rest_days.1=tue")

    assert len(found.file.rest_days) == 3


def test_sections_that_are_missing_begin(what_if):
    assert what_if("week.repeat=weekly").file.week.repeat == "weekly"
    assert what_if("week={repeat: weekly}").file.week.repeat == "weekly"
    assert what_if("strength.windows.tue=[18:00-20:00]").file.strength[0].windows.keys() == {"tue"}


def test_a_setting_may_say_why_a_must_is_loosened(what_if):
    loosened = 'rules.gap_between_strength={heavy: {min: 40h}, because: "tried for a year"}'
    apart = (
        "rules.gap_between_strength.heavy.min=40h",
        "rules.gap_between_strength.because=tried for a year",
    )

    assert what_if(loosened).file.rules.gap_between_strength.heavy.min == 40 * 60
    assert what_if(*apart).file == what_if(loosened).file


def test_windows_are_added_to_the_key_that_the_file_has(what_if):
    assert hours(what_if("availability.mon-fri+=07:00-08:00")) == {
        "mon-fri": "07:00-08:00, 17:00-20:00",
        "sat": "09:00-12:00",
        "2027-01-13": "",
    }


def test_a_day_of_a_range_keeps_the_windows_of_the_range(what_if):
    assert hours(what_if("availability.wed+=12:00-13:00")) == {
        "mon-fri": "17:00-20:00",
        "sat": "09:00-12:00",
        "2027-01-13": "",
        "wed": "12:00-13:00, 17:00-20:00",
    }


def test_a_date_keeps_the_windows_of_its_day(what_if):
    hours_of = hours(what_if("availability.2027-01-12+=[07:00-08:00, 12:00-13:00]"))

    assert hours_of["2027-01-12"] == "07:00-08:00, 12:00-13:00, 17:00-20:00"


def test_a_date_without_windows_gets_its_first(what_if):
    assert hours(what_if("availability.2027-01-13+=12:00-13:00"))["2027-01-13"] == "12:00-13:00"


@pytest.mark.parametrize(
    ("days", "windows"),
    [
        pytest.param("sun", {"sun": "12:00-13:00"}, id="a day that had none"),
        pytest.param(
            "fri,sun", {"fri": "12:00-13:00, 17:00-20:00", "sun": "12:00-13:00"}, id="two days"
        ),
        pytest.param(
            "sat-sun", {"sat": "09:00-13:00", "sun": "12:00-13:00"}, id="a range of its own"
        ),
        pytest.param(
            "sun,2027-01-16",
            {"sun": "12:00-13:00", "2027-01-16": "09:00-13:00"},
            id="a day and a date",
        ),
    ],
)
def test_each_of_several_days_keeps_its_own_windows(what_if, ana, days, windows):
    assert hours(what_if(f"availability.{days}+=12:00-13:00")) == {**hours(ana), **windows}


def test_every_day_gets_the_window_and_keeps_its_own(what_if):
    found = hours(what_if("availability.daily+=06:00-07:00"))

    assert {day: found[day] for day in ("mon", "sat", "sun")} == {
        "mon": "06:00-07:00, 17:00-20:00",
        "sat": "06:00-07:00, 09:00-12:00",
        "sun": "06:00-07:00",
    }


def test_windows_that_touch_are_joined(what_if):
    assert hours(what_if("availability.sat+=12:00-13:00"))["sat"] == "09:00-13:00"


def test_windows_of_a_request_and_of_a_rule_grow_too(what_if):
    request = what_if("strength.windows.tue+=18:00-20:00").file.strength[0]
    rule = what_if("rules.preferred_time.windows.tue+=18:00-20:00").file.rules.preferred_time

    assert request.windows == rule.windows == {"tue": (read_window("18:00-20:00"),)}


def test_what_is_set_is_told_as_the_place_of_the_value(what_if):
    merged = what_if("rules.weekly_load=2500").merged

    assert merged.where(("rules", "weekly_load", "cap")) == "--what-if rules.weekly_load=2500"
    assert merged.rule_where("weekly_load", "cap") == "--what-if rules.weekly_load=2500"
    assert merged.where(("rules", "gap_before_hard_run")) == "ana.yaml:11"


def test_a_path_is_counted_from_the_folder_of_the_file(what_if, refused):
    changed = what_if("calendars.1.path=./work.ics")

    assert shown(changed, 0) == "work.ics"
    assert (
        refused("calendars.1.path=play.ics")
        == """\
--what-if calendars.1.path=play.ics: error: there is no file `play.ics`
  hint: the path is counted from the folder of the file that names it"""
    )


MISTAKES = {
    "strength.2.minutes=40": """\
there is no entry 2
  hint: there is one, counted from 1""",
    "runs.0.minutes=40": """\
there is no entry 0
  hint: there are 2, counted from 1""",
    "away.1.why=ill": """\
there is no entry 1
  hint: the list is empty: set it as a whole""",
    "runs.minutes=40": """\
`minutes`: it is not said which of 2 entries is meant
  hint: write its number, as in 1.minutes""",
    "athlete.name+=Eva": """\
`+=` adds to a list, and this is none
  hint: use `=`""",
    "availability+=12:00-13:00": """\
`+=` adds to a list, and this is none
  hint: use `=`""",
    "rest_days=[fri": """\
the `[` of line 1 is still open here
  hint: close it, or put a comma between its entries""",
    "athlete.name=a: b": """\
this colon is out of place
  hint: the line stands too far in, or its text has a colon of its own: put a text that holds \
`: `, `#`, quotes or brackets in double quotes""",
    "athlete.name=&a Eva": """\
anchors (`&a`) cannot be used
  hint: write the value out; what files share can be put in a file named in `extends`""",
    "rules.gap_before_hard_run.heavy.min=long": """\
`min`: `long` is no duration
  hint: write one like 24h, 90min or 10d""",
    "rules.gap_before_hard_run.heavy.min=": """\
`min` has no value
  hint: write one after the colon, or remove the line""",
    "rules.weekly_load=off": """\
`weekly_load` is switched off with a key of its own
  hint: write weekly_load: {off: yes}""",
    "availability.wed+=noon": """\
`wed`: `noon` is no window
  hint: write one like 06:00-08:00""",
    "availability.wedn+=12:00-13:00": """\
`wedn` names no day
  hint: did you mean `wed`?""",
    "rules.rest_days+=tue": """\
there is no rule `rest_days`
  hint: did you mean `rest_day`?""",
    "rules.weekly_load+=2500": """\
`+=` adds to a list, and this is none
  hint: use `=`""",
    "rules.weekly_load.cap+=2500": """\
`+=` adds to a list, and this is none
  hint: use `=`""",
    "athlete.levl=novice": """\
`athlete` has no key `levl`
  hint: did you mean `level`? There are: name, id, timezone, level, goal, equipment, limits, \
weaker_side""",
    "weeks.repeat=weekly": """\
there is no section `weeks`
  hint: did you mean `week`?""",
    "rules.gap_betwen_strength.heavy=40h": """\
there is no rule `gap_betwen_strength`
  hint: did you mean `gap_between_strength`?""",
    "athlete.name.first=Eva": "`name` wants one value, not keys and values",
    "1=3": """\
`1` cannot be set by --what-if
  hint: begin with the section, as in strength.1.minutes""",
    "rules={}": """\
`rules={}` sets nothing: an empty map changes none of what stands there
  hint: name what is to be set""",
    "runs.one.minutes=40": """\
`one`: it is not said which of 2 entries is meant
  hint: write its number, as in 1.minutes""",
    "extends.1=masters": """\
`extends.1` cannot be set by --what-if
  hint: change the file itself""",
    "week={starts: sun}": """\
`week` cannot be set by --what-if
  hint: change the file itself""",
    "extends=[masters]": """\
`extends` cannot be set by --what-if
  hint: change the file itself""",
    "extends+=masters": """\
`extends` cannot be set by --what-if
  hint: change the file itself""",
    "week.starts=sun": """\
`week.starts` cannot be set by --what-if
  hint: change the file itself""",
    "athlete.id=5f0c2a9e": """\
`athlete.id` cannot be set by --what-if
  hint: change the file itself""",
    "rules.gap_between_strength.heavy.min=40h": """\
gap_between_strength asks for at least 48h with heavy
  hint: add `because: "..."` to the rule, in your own words; every plan will repeat it""",
    "rules.rest_day.off=yes": """\
rest_day is a must and is switched off
  hint: add `because: "..."` to the rule, in your own words; every plan will repeat it""",
}


@pytest.mark.parametrize(("text", "says"), MISTAKES.items())
def test_a_mistake_is_told_with_the_setting_as_its_place(refused, text, says):
    assert refused(text) == f"--what-if {text}: error: {says}"


def test_of_an_empty_list_no_entry_is_meant(refused):
    said = refused("runs=[]", "runs.minutes=40")

    assert (
        said
        == """\
--what-if runs.minutes=40: error: `minutes`: it is not said which of 0 entries is meant
  hint: the list is empty"""
    )


def test_all_mistakes_of_all_settings_are_told_at_once(refused):
    assert (
        refused(
            "athlete.levl=novice",
            "rest_days=[fri]",
            "rules.sessions_per_day=7",
            "runs.7.minutes=3",
        )
        == """\
--what-if athlete.levl=novice: error: `athlete` has no key `levl`
  hint: did you mean `level`? There are: name, id, timezone, level, goal, equipment, limits, \
weaker_side
--what-if rules.sessions_per_day=7: error: sessions_per_day allows at most 3
  hint: add `because: "..."` to the rule, in your own words; every plan will repeat it
--what-if runs.7.minutes=3: error: there is no entry 7
  hint: there are 2, counted from 1"""
    )


def test_all_settings_that_cannot_be_laid_over_the_file_are_told_at_once(refused):
    assert (
        refused("runs.7.minutes=3", "rest_days+=fri", "athlete.name={", "athlete+=x")
        == """\
--what-if athlete+=x: error: `+=` adds to a list, and this is none
  hint: use `=`
--what-if athlete.name={: error: a value is missing here
  hint: write it, or remove the comma
--what-if runs.7.minutes=3: error: there is no entry 7
  hint: there are 2, counted from 1"""
    )


@pytest.mark.parametrize("before", ["availability.sun=noon", "availability.sun=[noon]"])
def test_windows_are_added_beside_some_that_cannot_be_read(refused, before):
    said = refused(before, "availability.thu+=12:00-13:00")

    assert said.startswith(f"--what-if {before}: error: ")
    assert said.count("error") == 1


def test_what_the_environment_lacks_is_told_of_a_setting_too(ana):
    setting = read_setting('calendars=[{url: "${RUN_FEED}", holds: runs}]')
    with pytest.raises(FileError) as caught:
        with_settings(ana, [setting], {})

    assert (
        str(caught.value)
        == f"""\
--what-if {setting}: error: the environment has no `RUN_FEED`, which this address needs
  hint: set it first, for example: export RUN_FEED=https://..."""
    )
