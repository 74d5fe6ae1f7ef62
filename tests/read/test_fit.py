"""FIT files: written here by another library than the one that reads them."""

import datetime as dt
import random
import sys
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import FileType, Manufacturer, Sport, SubSport
from fitdecode.utils import compute_crc

from scheduler.horizon import YEARS
from scheduler.read.history.exports import read_exports
from scheduler.read.history.fit import read_fit
from scheduler.read.history.trouble import ExportError

BERLIN = ZoneInfo("Europe/Berlin")
HEAD = 14  # of a file [bytes]
START = dt.datetime(2027, 1, 5, 5, 3, 40, tzinfo=dt.UTC)


def fit(*sessions):
    """The bytes of a FIT file as a watch writes it."""
    builder = FitFileBuilder(auto_define=True)
    head = FileIdMessage()
    head.type = FileType.ACTIVITY
    head.manufacturer = Manufacturer.DEVELOPMENT.value
    head.time_created = round(START.timestamp() * 1000)
    builder.add(head)
    for values in sessions:
        message = SessionMessage()
        for name, value in values.items():
            setattr(message, name, value)
        builder.add(message)
    return builder.build().to_bytes()


def session(sport, sub_sport=SubSport.GENERIC, start=START, **more):
    return {
        "sport": sport,
        "sub_sport": sub_sport,
        "start_time": round(start.timestamp() * 1000),
        "timestamp": round(start.timestamp() * 1000),
        **more,
    }


RUN = session(
    Sport.RUNNING,
    SubSport.TRACK,
    total_timer_time=2822.4,
    total_elapsed_time=3312.0,
    total_distance=10020.5,
    workout_rpe=80,
)
GYM = session(
    Sport.TRAINING,
    SubSport.STRENGTH_TRAINING,
    total_timer_time=2470.0,
    total_elapsed_time=3151.0,
    total_distance=0.0,
)


def test_a_run_has_its_time_on_the_athletes_clock_its_kilometres_and_its_effort():
    (run,) = read_fit(fit(RUN), BERLIN, "run.fit").activities

    assert f"{run.start:%Y-%m-%d %H:%M %z}" == "2027-01-05 06:03 +0100"
    assert (run.sport, run.minutes, float(run.km), run.rpe) == ("run", 47, 10.0205, 8.0)


def test_strength_counts_with_its_rests_and_has_no_kilometres():
    (gym,) = read_fit(fit(GYM), BERLIN, "gym.fit").activities

    assert (gym.sport, gym.minutes, gym.km, gym.rpe) == ("strength", 53, None, None)


def test_a_file_of_several_sports_holds_several_activities():
    ride = session(Sport.CYCLING, total_timer_time=3600.0)
    nothing = session(Sport.TRANSITION, total_timer_time=4.0)

    found = read_fit(fit(RUN, ride, nothing), BERLIN, "both.fit")

    assert [activity.sport for activity in found.activities] == ["run", "cross"]


@pytest.mark.parametrize("data", [b"", b"no fit file at all", fit(RUN)[:-40]], ids=len)
def test_what_is_no_whole_fit_file_is_refused(data):
    with pytest.raises(ExportError, match="is no whole FIT file"):
        read_fit(data, BERLIN, "x.fit")


def test_without_its_reader_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "fitdecode", None)

    with pytest.raises(ExportError) as caught:
        read_fit(fit(RUN), BERLIN, "x.fit")
    assert caught.value.hint == 'install it: pip install "microcycle[fit]"'


def test_a_folder_of_them_can_be_named(athlete, tmp_path):
    (tmp_path / "watch").mkdir()
    for name, data in {"1.FIT": fit(RUN), "2.fit": fit(GYM), "readme.txt": b""}.items():
        (tmp_path / "watch" / name).write_bytes(data)

    found = read_exports(athlete("history: [{path: watch, format: fit}]\n"), BERLIN)

    assert [activity.sport for activity in found.activities] == ["run", "strength"]
    assert [Path(activity.where).name for activity in found.activities] == ["1.FIT", "2.fit"]


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ({"workout_rpe": 200}, "session 2: the effort `20` lies not between 0 and 10"),
        ({"total_timer_time": 4e6}, "session 2: it took more than 100 h"),
    ],
)
def test_a_session_that_nobody_can_have_done_is_left_out_and_told(field, says):
    found = read_fit(fit(GYM, {**RUN, **field}), BERLIN, "x.fit")

    assert [activity.sport for activity in found.activities] == ["strength"]
    assert found.notes == [f"x.fit: left out: {says}"]


def test_a_file_without_a_session_that_can_be_true_is_refused():
    with pytest.raises(ExportError, match="has no session that can be read; session 1: it took"):
        read_fit(fit({**RUN, "total_timer_time": 4e6}), BERLIN, "x.fit")


def test_a_distance_that_nobody_can_have_run_is_left_out_and_told():
    found = read_fit(fit({**RUN, "total_distance": 4e7}), BERLIN, "x.fit")

    assert [(run.minutes, run.km) for run in found.activities] == [(47, None)]
    assert found.notes == ["x.fit: a distance is left out: Run (2027-01-05): 40000 km in 47 min"]


def damaged(data, luck):
    """A file with one to four of its bytes changed, most of the time under a sum that fits."""
    found = bytearray(data)
    for _ in range(luck.randint(1, 4)):
        found[luck.randrange(HEAD, len(found) - 2)] = luck.randrange(256)
    if luck.random() < 0.8:
        found[-2:] = compute_crc(bytes(found[:-2])).to_bytes(2, "little")
    return bytes(found)


def test_a_damaged_file_is_read_or_refused_and_holds_nothing_that_cannot_be():
    luck, whole, came = random.Random(20270105), fit(RUN, GYM), Counter()  # noqa: S311
    for _ in range(2000):
        try:
            found = read_fit(damaged(whole, luck), BERLIN, "x.fit")
        except ExportError:
            came["refused"] += 1
            continue
        came["read"] += bool(found.activities)
        for activity in found.activities:
            assert 1 <= activity.minutes <= 6000
            assert activity.rpe is None or 0 < activity.rpe <= 10
            assert activity.km is None or 0 < activity.km * 2 <= activity.minutes
            assert activity.start.year in YEARS

    assert came["read"] > 500
    assert came["refused"] > 500
