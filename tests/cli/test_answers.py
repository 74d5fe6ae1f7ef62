"""The answers to the questions of `init`."""

import pytest
from ruamel.yaml import YAML

from scheduler.cli.answers import (
    quoted,
    read_availability,
    read_name,
    read_runs,
    read_sessions,
    read_zone,
)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("mon-fri 06:00-08:00", ["mon-fri: [06:00-08:00]"]),
        ("mon to fri 6:00 to 8:00", ["mon-fri: [06:00-08:00]"]),
        ("tue, thu 18:00 - 21:00 and 06:00-07:00", ['"tue,thu": [18:00-21:00, 06:00-07:00]']),
        ("Tue and Thu 18:00-21:00;", ['"tue,thu": [18:00-21:00]']),
        ("mon 06:00-07:00; sat 08:00-12:00", ["mon: [06:00-07:00]", "sat: [08:00-12:00]"]),
        ("mon 06:00-07:00; mon 18:00-19:00", ["mon: [06:00-07:00, 18:00-19:00]"]),
        ("22:00-01:00", ["daily: [22:00-01:00]"]),
    ],
)
def test_when_one_can_train(typed, lines):
    assert list(read_availability(typed)) == lines


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "say at least one day and time"),
        (" ; ", "say at least one day and time"),
        ("mon-fri", "`mon-fri` says no time: write, for example, mon-fri 06:00-08:00"),
        ("weekdays 06:00-08:00", "'weekdays' names no day"),
        ("mon 06:00-25:00", "25:00 is no clock time"),
        ("mon 06:00", "is no window"),
        ("mon 08:00-08:00", "is empty"),
    ],
)
def test_when_that_cannot_be_read(typed, says):
    with pytest.raises(ValueError, match=r"write|such as") as error:
        read_availability(typed)

    assert says in str(error.value)


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("tue 06:30 intervals 60", ["{day: tue, start: 06:30, minutes: 60, kind: intervals}"]),
        ("60min Easy thu", ["{day: thu, minutes: 60, kind: easy}"]),
        ("tue, thu easy 45", ['{day: "tue,thu", minutes: 45, kind: easy}']),
        ("tue and thu easy 45", ['{day: "tue,thu", minutes: 45, kind: easy}']),
        ("mon to fri easy 30", ["{day: mon-fri, minutes: 30, kind: easy}"]),
        (
            "tue tempo 50; sun 9:00 long 90",
            [
                "{day: tue, minutes: 50, kind: tempo}",
                "{day: sun, start: 09:00, minutes: 90, kind: long}",
            ],
        ),
        ("none", []),
        ("-", []),
    ],
)
def test_runs_in_words(tmp_path, typed, entries):
    assert read_runs(typed, folder=tmp_path) == ("runs", tuple(entries))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("tue 60", "`tue 60` does not say its kind: add, for example, easy"),
        ("tue easy", "`tue easy` does not say its minutes: add, for example, 60"),
        ("tue itnervals 60", "did you mean `intervals`?"),
        ("tue easy 60 tempo 50", "`tue easy 60 tempo 50` holds more than one run: write `;`"),
        ("tue easy 4", "4 is out of range"),
        ("tue 26:00 easy 60", "26:00 is no clock time"),
        ("plan.ics", "there is no file plan.ics"),
    ],
)
def test_runs_that_cannot_be_read(tmp_path, typed, says):
    with pytest.raises(ValueError, match=r".") as error:
        read_runs(typed, folder=tmp_path)

    assert says in str(error.value)


@pytest.mark.parametrize("address", ["https://x.example/a?b=1", "webcal://x.example/secret.ics"])
def test_an_address_is_not_in_the_file(tmp_path, address):
    assert read_runs(address, folder=tmp_path) == (
        "calendars",
        ('{url: "${RUN_FEED}", holds: runs}',),
    )


def test_a_calendar_is_named_from_the_folder_of_the_file(here):
    (here / "my plan.ics").touch()

    assert read_runs("my plan.ics", folder=here / "athletes") == (
        "calendars",
        ("{path: '../my plan.ics', holds: runs}",),
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [("2", "2"), (" 3 ", "3"), ("2-3", "{target: 3, min: 2}"), ("2 to 3", "{target: 3, min: 2}")],
)
def test_how_many_sessions(typed, found):
    assert read_sessions(typed) == found


@pytest.mark.parametrize("typed", ["", "few", "0", "8", "3-2", "2-2", "1-2-3", "2.5"])
def test_how_many_that_cannot_be_read(typed):
    with pytest.raises(ValueError, match="number"):
        read_sessions(typed)


@pytest.mark.parametrize(
    "name", ["Sam", "Zoë Müller-Ott", "Sam O'Neill", "no", "7", "a: b", "#1", "- x", 'it\'s "it"']
)
def test_a_name_is_the_same_when_the_file_is_read(name):
    line = f"name: {read_name(name)}"

    assert YAML(typ="safe", pure=True).load(line) == {"name": name}


def test_quotes_only_where_they_are_needed():
    assert (quoted("Sam O'Neill"), quoted("no")) == ("Sam O'Neill", "'no'")


def test_a_zone_is_known_by_its_name():
    assert read_zone(" Europe/London ") == "Europe/London"


def test_a_calendar_on_another_drive_is_named_in_full(here, monkeypatch):
    def refuse(*_):
        raise ValueError

    (here / "plan.ics").touch()
    monkeypatch.setattr("os.path.relpath", refuse)
    _, (entry,) = read_runs("plan.ics", folder=here)

    assert (here / "plan.ics").resolve().as_posix() in entry
