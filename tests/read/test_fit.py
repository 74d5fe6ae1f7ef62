"""FIT files: written here by another library than the one that reads them."""

import datetime as dt
import sys
from zoneinfo import ZoneInfo

import pytest
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import FileType, Manufacturer, Sport, SubSport

from scheduler.read.history.exports import read_exports
from scheduler.read.history.fit import read_fit
from scheduler.read.history.trouble import ExportError

BERLIN = ZoneInfo("Europe/Berlin")
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
    (run,) = read_fit(fit(RUN), BERLIN, "run.fit")

    assert f"{run.start:%Y-%m-%d %H:%M %z}" == "2027-01-05 06:03 +0100"
    assert (run.sport, run.minutes, float(run.km), run.rpe) == ("run", 47, 10.0205, 8.0)


def test_strength_counts_with_its_rests_and_has_no_kilometres():
    (gym,) = read_fit(fit(GYM), BERLIN, "gym.fit")

    assert (gym.sport, gym.minutes, gym.km, gym.rpe) == ("strength", 53, None, None)


def test_a_file_of_several_sports_holds_several_activities():
    ride = session(Sport.CYCLING, total_timer_time=3600.0)
    nothing = session(Sport.TRANSITION, total_timer_time=4.0)

    found = read_fit(fit(RUN, ride, nothing), BERLIN, "both.fit")

    assert [activity.sport for activity in found] == ["run", "cross"]


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
    assert [name.rpartition("/")[2] for name in found.files] == ["1.FIT", "2.fit"]
