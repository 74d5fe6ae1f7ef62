"""The script that gives our files to other people's programs, with the readers that are here."""

import importlib.util
import sys
from functools import partial
from pathlib import Path

import pytest

CLIENTS = Path(__file__).parents[1] / "examples/clients"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("try_clients", CLIENTS / "try_clients.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def plans(script, tmp_path_factory):
    return script.plans(tmp_path_factory.mktemp("plans"))


def test_in_the_second_plan_one_session_has_moved_and_one_is_gone(plans):
    (first, second), (before, after) = plans

    assert (len(before), len(after)) == (2, 1)
    assert before[0] != after[0]
    assert b"STATUS:CANCELLED" in second.read_bytes()
    assert b"STATUS:CANCELLED" not in first.read_bytes()


@pytest.mark.parametrize("library", ["icalendar", "vobject"])
def test_a_reader_sees_what_the_plan_has(script, plans, library):
    read = partial(script.run, sys.executable, CLIENTS / "read_with.py", library)

    assert script.try_reader(read, *plans) == "sees every session at its instant, in both"


def test_a_reader_that_sees_something_else_is_told(script, plans):
    paths, wanted = plans
    read = partial(script.run, sys.executable, CLIENTS / "read_with.py", "icalendar")

    assert script.try_reader(read, paths, [wanted[1], wanted[0]]).startswith("WRONG in first.ics")


def test_what_is_not_installed_is_passed_over(script, plans):
    read = partial(script.run, sys.executable, CLIENTS / "read_with.py", "icalevents")

    assert script.told(script.try_reader, read, *plans) == "not installed"
    assert script.told(script.run, "no-such-program") == "not installed"


def test_what_fails_is_told(script, tmp_path):
    (tmp_path / "broken.ics").write_text("BEGIN:VCALENDAR")
    words = (sys.executable, CLIENTS / "read_with.py", "icalendar", tmp_path / "broken.ics")

    assert script.told(script.run, *words).startswith("FAILED: ")


def test_a_program_that_follows_an_address_is_given_one(script, tmp_path):
    from urllib.request import urlopen

    (tmp_path / "week.ics").write_text("here")
    with script.served(tmp_path) as url, urlopen(f"{url}/week.ics") as answer:  # noqa: S310
        assert answer.read() == b"here"
