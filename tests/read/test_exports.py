"""Exports of watches and diaries in their true shape, with the traps that each has."""

import datetime as dt
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.errors import FileError
from scheduler.read.file.sections import History
from scheduler.read.history.exports import _is_same, read_exports
from scheduler.read.history.numbers import number
from scheduler.read.history.rows import read_rows
from scheduler.read.history.trouble import ExportError, NotSettledError, RowError

FOLDER = Path(__file__).parent / "exports"
ENDLESS = Path("/dev/zero")
BERLIN = ZoneInfo("Europe/Berlin")


def export(name, fmt, *, text=None, **told):
    data = (FOLDER / f"{name}.csv").read_bytes() if text is None else text.encode()
    return read_rows(data, History(path=name, format=fmt, **told), BERLIN, f"{name}.csv")


def told(activity):
    at = "" if activity.start is None else f" {activity.start:%H:%M}"
    km = "" if activity.km is None else f", {activity.km:.2f} km"
    rpe = "" if activity.rpe is None else f", RPE {activity.rpe:g}"
    return f"{activity.date}{at} {activity.sport} {activity.title}, {activity.minutes} min{km}{rpe}"


@pytest.mark.parametrize(
    ("name", "fmt", "more", "activities"),
    [
        pytest.param(
            "garmin",
            "garmin",
            {},
            [
                "2027-01-10 09:02 run Long Run, 131 min, 24.10 km",
                "2027-01-07 18:04 strength Strength, 53 min",
                "2027-01-05 06:03 run 6 x 800 m, 50 min, 10.02 km",
                "2027-01-04 12:31 cross Pool Swim, 26 min",
                "2027-01-03 13:15 cross Ride, with the club, 80 min",
                "2027-01-02 17:00 cross Padel, 60 min",
            ],
            id="Garmin: kilometres shown by steps and stride, a swim in metres, `--`",
        ),
        pytest.param(
            "garmin-miles",
            "garmin",
            {},
            [
                "2027-01-10 09:02 run Long Run, 131 min, 24.11 km",
                "2027-01-05 06:03 run 6 x 800 m, 50 min, 10.03 km",
            ],
            id="Garmin: miles shown by steps and stride",
        ),
        pytest.param(
            "garmin-german",
            "garmin",
            {"units": "km"},
            [
                "2027-01-10 09:02 run Langer Lauf, 32 min, 5.02 km",
                "2027-01-07 18:04 strength Kraft, 53 min",
                "2027-01-06 10:00 cross Loipe, 70 min",
            ],
            id="Garmin in German: decimal commas, and skiing that is called a run",
        ),
        pytest.param(
            "garmin-french",
            "garmin",
            {},
            [
                "2027-01-10 10:52 run Sortie du matin, 35 min, 3.95 km",
                "2027-01-07 10:04 strength Musculation, 64 min",
            ],
            id="Garmin in French: `3.95` km beside `4,404` steps",
        ),
        pytest.param(
            "strava",
            "strava",
            {},
            [
                "2027-01-05 06:03 run Track, 47 min, 10.02 km, RPE 8",
                "2027-01-06 12:31 cross Lunch Swim, 23 min",
                "2027-01-07 18:04 strength Evening Weights, 53 min, RPE 7",
                "2027-01-11 00:40 run Night Run, 48 min, 7.95 km",
            ],
            id="Strava: columns named twice, times in UTC, a text over two lines",
        ),
        pytest.param(
            "strava-finnish",
            "strava",
            {},
            [
                "2027-01-10 08:02 run Pitkä lenkki, 130 min, 24.10 km",
                "2027-01-05 06:03 run Vedot, 47 min, 10.02 km",
            ],
            id="Strava in a language that is not known, by its shape",
        ),
        pytest.param(
            "intervals",
            "intervals",
            {},
            [
                "2027-01-05 06:03 run Track session, 47 min, 10.02 km, RPE 8",
                "2027-01-07 18:04 strength Gym, 53 min, RPE 7",
                "2027-01-08 18:00 cross Trainer, 75 min",
            ],
            id="Intervals.icu",
        ),
        pytest.param(
            "trainingpeaks",
            "trainingpeaks",
            {},
            [
                "2027-01-05 run Track, 47 min, 10.02 km, RPE 8",
                "2027-01-07 strength Strength A, 53 min, RPE 7",
            ],
            id="TrainingPeaks: decimal hours, days without a clock, planned rows left out",
        ),
        pytest.param(
            "hevy",
            "hevy",
            {},
            [
                "2027-01-07 18:04 strength Beine A, 53 min",
                "2027-03-25 07:21 strength Beine B, 41 min",
            ],
            id="Hevy in German: a row a set, the effort of a set is none of the session",
        ),
        pytest.param(
            "hevy-pounds",
            "hevy",
            {},
            [
                "2027-01-07 00:04 strength Legs, 46 min",
                "2027-01-09 19:26 strength Legs, 46 min",
            ],
            id="Hevy of an American: 12:04 AM is four past midnight",
        ),
        pytest.param(
            "own",
            "csv",
            {},
            [
                "2027-01-05 06:00 run Track, 50 min, 10.10 km, RPE 8",
                "2027-01-07 strength Gym, 52 min, RPE 7",
            ],
            id="one's own table, with semicolons as Excel writes them",
        ),
    ],
)
def test_reads(name, fmt, more, activities):
    assert [told(activity) for activity in export(name, fmt, **more).activities] == activities


def test_a_unit_that_nothing_shows_is_asked_for():
    with pytest.raises(NotSettledError) as caught:
        export("garmin-german", "garmin")

    assert (caught.value.says, caught.value.hint) == (
        "nothing in the file says whether its distances are kilometres or miles",
        "add `units: km` or `units: mi` to this entry",
    )


def test_a_sport_that_is_not_known_is_told():
    assert export("garmin", "garmin").notes == [
        "garmin.csv: sports that are not known count as other sport: Padel"
    ]


def garmin(*rows, header="Activity Type,Date,Title,Distance,Time"):
    return "\n".join([header, *rows])


@pytest.mark.parametrize(
    ("distance", "more", "km"),
    [
        pytest.param('"10,02"', {}, "10.02", id="two digits behind a comma"),
        pytest.param('"1.010,02"', {}, "1010.02", id="both marks, the last parts the decimals"),
        pytest.param('"0,800"', {}, "0.8", id="no thousands begin with 0"),
        pytest.param('"8,005"', {"decimal": "comma"}, "8.005", id="asked for, and told"),
    ],
)
def test_decimals_are_settled_by_what_can_be_read_in_one_way_only(distance, more, km):
    text = garmin(f"Running,2027-01-05 06:00:00,Run,{distance},99:00:00")
    (run,) = export("x", "garmin", text=text, units="km", **more).activities

    assert str(run.km.normalize()) == km


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param(
            ['Running,2027-01-05 06:00:00,Run,"8,005",00:40:00'],
            "`8,005` in the column `Distance` can be read in two ways",
            id="a number that can be read in two ways",
        ),
        pytest.param(
            [
                'Running,2027-01-05 06:00:00,Run,"8,05",00:40:00',
                "Running,2027-01-06 06:00:00,Run,8.05,00:40:00",
            ],
            "`8,05` in the column `Distance` can be read in two ways",
            id="numbers that contradict each other",
        ),
        pytest.param(
            ["Running,7/4/2027 6:00,Run,8.05,00:40:00"],
            "`7/4/2027` can be the day or the month first",
            id="a date that can be read in two ways",
        ),
        pytest.param(
            ["Running,2027-01-05 06:00:00,Run,502,00:31:00"],
            "most of its runs cannot be true; Run (2027-01-05): 502 km in 31 min",
            id="a pace that nobody runs",
        ),
    ],
)
def test_what_only_the_athlete_can_say_is_asked_for(rows, says):
    with pytest.raises(NotSettledError) as caught:
        export("x", "garmin", text=garmin(*rows), units="km")

    assert (caught.value.says, "this entry" in caught.value.hint) == (says, True)


@pytest.mark.parametrize(
    ("first", "second", "date"),
    [
        pytest.param("7/4/2027 6:00", "25/4/2027 6:00", "2027-04-07", id="the 25th comes first"),
        pytest.param("7/4/2027 6:00", "4/25/2027 6:00", "2027-07-04", id="the 25th comes second"),
    ],
)
def test_the_order_of_day_and_month_is_shown_by_another_date(first, second, date):
    text = garmin(*(f"Running,{at},Run,--,00:40:00" for at in (first, second)))

    assert str(export("x", "garmin", text=text).activities[0].date) == date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Oct 7, 2026, 2:43:11 PM", "2026-10-07 14:43"),
        ("7 oct. 2026 à 14:43:11", "2026-10-07 14:43"),
        ("07.10.2026, 14:43:11", "2026-10-07 14:43"),
        ("3 févr. 2026, 18:00", "2026-02-03 18:00"),
        ("19 ago 2026, 14:20", "2026-08-19 14:20"),
        ("1. März 2026", "2026-03-01 none"),
        ("12 mrt 2026, 9:05", "2026-03-12 09:05"),
        ("7 de set de 2026, 14:43", "2026-09-07 14:43"),
        ("2026-10-07T14:43:11Z", "2026-10-07 16:43"),
    ],
)
def test_dates_are_read_in_the_language_of_the_account(written, date):
    text = f'start,sport,minutes\n"{written}",run,40\n'
    (run,) = export("x", "csv", text=text).activities

    assert f"{run.date} {run.start.strftime('%H:%M') if run.start else 'none'}" == date


@pytest.mark.parametrize(
    ("column", "km"),
    [pytest.param("KM", "10.0", id="kilometres"), pytest.param("miles", "16.1", id="miles")],
)
def test_a_column_that_is_called_by_its_unit_says_it(column, km):
    text = f"date,sport,minutes,{column}\n2027-01-05,run,90,10\n"
    (run,) = export("x", "csv", text=text).activities

    assert f"{run.km:.1f}" == km


def test_a_column_that_the_athlete_names_does_not_say_its_unit():
    text = "date,sport,minutes,Strecke\n2027-01-05,run,90,10\n"

    with pytest.raises(NotSettledError, match="kilometres or miles"):
        export("x", "csv", text=text, columns={"distance": "Strecke"})


def test_clock_times_of_another_zone_are_brought_to_the_athletes():
    text = "start,sport,minutes\n2027-01-05 23:30,run,40\n"
    (run,) = export("x", "csv", text=text, timezone="America/New_York").activities

    assert told(run) == "2027-01-06 05:30 run Run, 40 min"


def test_a_row_that_cannot_be_read_is_left_out_and_told():
    text = garmin(
        "Running,2027-01-05 06:00:00,Run,--,00:40:00",
        "Running,yesterday,Run,--,00:40:00",
        "Running,2027-01-07 06:00:00,Run,--,long",
        "Running,2027-01-08 06:00:00,Run,--,--",
        "Running,2027-01-09 25:00:00,Run,--,00:40:00",
        "Running,2027-01-09 06:00:00,Run,--,00:00:04",
    )
    found = export("x", "garmin", text=text)

    assert len(found.activities) == 1
    assert "".join(found.notes) == (
        "x.csv: left out: row 3: `yesterday` is no date that is understood;"
        " row 4: `long` is no length of time; row 5: it has no length and 1 more"
    )


@pytest.mark.parametrize(
    ("date", "distance", "time"),
    [
        pytest.param("2027-13-05 06:00:00", "8.0", "00:40:00", id="a month 13"),
        pytest.param("0001-01-05 06:00:00", "8.0", "00:40:00", id="the year 1"),
        pytest.param("32 Jan 2027", "8.0", "00:40:00", id="a day 32"),
        pytest.param("5 Foo 2027", "8.0", "00:40:00", id="no month"),
        pytest.param("5 Jan 2027, at noon", "8.0", "00:40:00", id="no clock time"),
        pytest.param("5 Jan 2027, 25:00", "8.0", "00:40:00", id="an hour 25"),
        pytest.param("2027-01-05 06:00:00", "eight", "00:40:00", id="no distance"),
        pytest.param("2027-01-05 06:00:00", "8.0", "4000:00:00", id="half a year"),
    ],
)
def test_what_no_row_can_mean_is_left_out_and_told(date, distance, time):
    good = "Running,2027-01-04 06:00:00,Run,8.05,00:40:00"
    text = garmin(good, f'Running,"{date}",Run,{distance},{time}')
    found = export("x", "garmin", text=text, units="km")

    assert (len(found.activities), len(found.notes)) == (1, 1)
    assert found.notes[0].startswith("x.csv: left out: row 3: ")


def test_a_number_with_two_decimal_marks_is_none():
    with pytest.raises(RowError, match="is no number"):
        number("1,2,3", ",")


def test_one_distance_that_cannot_be_true_is_left_out_and_told():
    good = [f"Running,2027-01-0{day} 06:00:00,Run,8.05,00:40:00" for day in range(1, 4)]
    text = garmin(*good, "Running,2027-01-05 06:00:00,Drive home,80.5,00:40:00")
    found = export("x", "garmin", text=text, units="km")

    assert [run.km is None for run in found.activities] == [False, False, False, True]
    assert found.notes == [
        "x.csv: a distance is left out: Drive home (2027-01-05): 80.5 km in 40 min"
    ]


def test_an_effort_beyond_ten_is_no_effort():
    text = "start,sport,minutes,rpe\n2027-01-05,run,40,70\n2027-01-06,run,40,0\n"
    found = export("x", "csv", text=text)

    assert [run.rpe for run in found.activities] == [None]
    assert "the effort `70` lies not between 0 and 10" in found.notes[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "is no table", id="empty"),
        pytest.param("a,b\n1,2,3\n", "is no table", id="more cells than columns"),
        pytest.param("a,b\n1,2\n", "has no column that a garmin export has", id="another format"),
        pytest.param(
            "Activity Type,Date,Time\nRunning,x,00:40:00\n",
            "has no row that can be read",
            id="no row",
        ),
    ],
)
def test_what_is_no_export_is_refused(text, says):
    with pytest.raises(ExportError, match=says):
        export("x", "garmin", text=text)


def test_a_file_that_is_too_large_is_refused(monkeypatch, athlete):
    monkeypatch.setattr("scheduler.read.history.exports.MOST_BYTES", 10)
    source = athlete(f"history: [{{path: {FOLDER}/garmin.csv, format: garmin}}]\n")

    with pytest.raises(FileError, match=r"garmin.csv: error: is larger than 0 MB"):
        read_exports(source, BERLIN)


@pytest.mark.skipif(not ENDLESS.exists(), reason="no such file here")
@pytest.mark.parametrize("fmt", ["csv", "fit"])
def test_a_file_without_an_end_is_read_no_farther_than_allowed(monkeypatch, athlete, fmt):
    monkeypatch.setattr("scheduler.read.history.exports.MOST_BYTES", 10**6)

    with pytest.raises(FileError, match=r"is larger than 1 MB"):
        read_exports(athlete(f"history: [{{path: {ENDLESS}, format: {fmt}}}]\n"), BERLIN)


def test_times_of_a_set_without_a_clock_are_no_session():
    text = "title,start_time,end_time\nLegs,7 Jan 2027,7 Jan 2027\n"

    with pytest.raises(ExportError, match="has no clock time"):
        export("x", "hevy", text=text)


def test_steps_and_stride_that_fit_no_unit_show_nothing():
    header = "Activity Type,Date,Title,Distance,Time,Avg Run Cadence,Avg Stride Length"
    text = garmin("Running,2027-01-04 06:00:00,Run,8.05,00:40:00,fast,1.1", header=header)

    with pytest.raises(NotSettledError, match="kilometres or miles"):
        export("x", "garmin", text=text)


def test_text_of_another_encoding_is_refused():
    data = "Aktivitätstyp,Datum,Zeit\n".encode("latin-1")

    with pytest.raises(ExportError, match="is no UTF-8 text"):
        read_rows(data, History(path="x", format="garmin"), BERLIN, "x.csv")


def test_excel_may_save_it_in_utf_16():
    data = (FOLDER / "garmin-french.csv").read_text(encoding="utf-8").encode("utf-16")
    found = read_rows(data, History(path="x", format="garmin"), BERLIN, "x.csv")

    assert [run.minutes for run in found.activities] == [35, 64]


def test_a_header_that_is_not_known_is_asked_for_and_taken_from_the_athlete():
    text = "Lajityyppi,Date,Title,Time\nRunning,2027-01-05 06:00:00,Aamu,00:40:00\n"

    with pytest.raises(NotSettledError) as caught:
        export("x", "garmin", text=text)
    assert caught.value.says == "no column is known to hold the kind of sport"
    assert "add `columns: {sport: ...}` to this entry" in caught.value.hint

    (run,) = export("x", "garmin", text=text, columns={"sport": "Lajityyppi"}).activities
    assert told(run) == "2027-01-05 06:00 run Aamu, 40 min"

    with pytest.raises(NotSettledError, match="there is no column `Laji`"):
        export("x", "garmin", text=text, columns={"sport": "Laji"})


STRAVA = (
    "Id,Activity Date,Activity Name,Activity Type,Text,Elapsed Time,Distance,X,"
    "Elapsed Time,Moving Time,Distance"
)


@pytest.mark.parametrize(
    ("shown", "exact", "km"),
    [
        pytest.param("10.02", "10020", "10.02", id="kilometres beside metres"),
        pytest.param("6.23", "10026", "10.03", id="miles beside metres"),
    ],
)
def test_stravas_two_distances_show_each_others_unit(shown, exact, km):
    text = f'{STRAVA}\n1,"Jan 5, 2027, 5:03:40 AM",Run,Run,,3000,{shown},,3000,2900,{exact}\n'
    (run,) = export("x", "strava", text=text).activities

    assert f"{run.km:.2f}" == km


def test_stravas_two_distances_that_are_alike_show_nothing():
    text = f'{STRAVA}\n1,"21.07.2026, 15:09:27",Lauf,Lauf,,1390,"2,81",,1390,1390,"2,81"\n'

    with pytest.raises(NotSettledError, match="kilometres or miles"):
        export("x", "strava", text=text)


@pytest.fixture
def exports(athlete, tmp_path):
    """Read all that an athlete's `history` names."""

    def read(*entries):
        listed = "".join(f"  - {entry}\n" for entry in entries)
        return read_exports(athlete(f"history:\n{listed}"), BERLIN)

    def put(name, text):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    read.put = put
    return read


def test_an_activity_that_two_exports_tell_is_one_with_what_both_know(exports):
    exports.put("a.csv", "start,sport,title,minutes,km\n2027-01-05 06:03,run,Track,47,10\n")
    exports.put("b.csv", "date,sport,title,minutes,rpe\n2027-01-05,run,Easy,49,8\n")
    found = exports("{path: a.csv, format: csv}", "{path: b.csv, format: csv}")

    assert [told(one) for one in found.activities] == [
        "2027-01-05 06:03 run Track, 47 min, 10.00 km, RPE 8"
    ]


def test_an_activity_is_held_against_those_of_its_day_alone(exports, monkeypatch):
    """Ten years of two watches are read in a second, not in minutes."""
    days = [dt.date(2016, 1, 1) + dt.timedelta(days=day) for day in range(3650)]
    for name in ("a.csv", "b.csv"):
        rows = "".join(f"{day} 06:00,run,40\n" for day in days)
        exports.put(name, f"start,sport,minutes\n{rows}")
    compared = Counter()

    def is_same(one, other):
        compared[one.date] += 1
        return _is_same(one, other)

    monkeypatch.setattr("scheduler.read.history.exports._is_same", is_same)
    found = exports("{path: a.csv, format: csv}", "{path: b.csv, format: csv}")

    assert len(found.activities) == len(days)
    assert max(compared.values()) == 1


def test_two_runs_of_a_day_stay_two(exports):
    exports.put("a.csv", "start,sport,minutes\n2027-01-05 06:00,run,47\n2027-01-05 18:00,run,47\n")
    exports.put("b.csv", "start,sport,minutes\n2027-01-05 06:05,run,47\n2027-01-05 18:20,run,47\n")

    assert len(exports("{path: a.csv, format: csv}", "{path: b.csv, format: csv}").activities) == 3


def test_an_export_of_a_time_without_activities_is_read_and_told(exports):
    """A week of illness, fetched by its dates: no reason not to plan the next one."""
    exports.put("a.csv", garmin())
    found = exports("{path: a.csv, format: garmin}")

    assert found.activities == ()
    (note,) = found.notes
    assert note.endswith("a.csv holds no activity")


def test_everything_that_is_wrong_is_told_at_once_and_where(exports, tmp_path):
    exports.put("a.csv", "nothing")
    exports.put("b.csv", garmin('Running,2027-01-05 06:00:00,Run,"8,005",00:40:00'))

    with pytest.raises(FileError) as caught:
        exports("{path: a.csv, format: garmin}", "{path: b.csv, format: garmin, units: km}")
    first, second = caught.value.problems
    assert (first.place.path, first.says) == (
        str(tmp_path / "a.csv"),
        "has no column that a garmin export has",
    )
    assert (second.place.line, second.hint) == (
        4,
        "add `decimal: point` or `decimal: comma` to this entry",
    )
    assert "b.csv: `8,005` in the column `Distance`" in second.says


def test_a_file_that_cannot_be_opened_is_told(exports, tmp_path):
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "1.fit").mkdir()

    with pytest.raises(FileError, match=r"1.fit: error: cannot be read"):
        exports("{path: watch, format: fit}")
