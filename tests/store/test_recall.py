"""What the kept plans have to say about the weeks to plan."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from scheduler.errors import FileError
from scheduler.horizon import Horizon
from scheduler.store.plans import KeptSession, KeptWeek, Revision, write_week
from scheduler.store.recall import kept_weeks, recalled

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = dt.date(2027, 1, 11)
HERE = Horizon(BERLIN, WEEK)
NOON = dt.datetime(2027, 1, 13, 12, tzinfo=BERLIN)


def kept(*starts, week=WEEK, origin="planned", athlete="kim"):
    """A week with a session at each start."""
    sessions = tuple(
        KeptSession(
            f"{week}/strength-1-{number}", "uid", "strength", "heavy", "Strength", start,
            45, 7, 315, origin, "heavy",
        )
        for number, start in enumerate(starts, 1)
    )  # fmt: skip
    return KeptWeek(athlete, week, (Revision(NOON, sessions),), {})


def at(day, hour=18):
    return dt.datetime(2027, 1, day, hour, tzinfo=BERLIN)


def test_what_has_begun_is_fact_and_what_lies_ahead_is_kept():
    found = recalled([kept(at(12), at(14))], HERE, now=NOON)

    assert [(s.key, s.start) for s in found.sessions] == [
        ("2027-01-11/strength-1-1", HERE.minute(at(12)))
    ]
    assert list(found.slots) == ["2027-01-11/strength-1-2"]


def test_a_fresh_plan_forgets_where_sessions_were_but_not_those_that_have_begun():
    found = recalled([kept(at(12), at(14))], HERE, now=NOON, fresh=True)

    assert (len(found.sessions), found.slots) == (1, {})


def test_of_the_weeks_beside_all_is_fact():
    after = kept(at(19), week=dt.date(2027, 1, 18))
    found = recalled([kept(at(9), week=dt.date(2027, 1, 4)), after], HERE, now=at(1))

    assert [s.start for s in found.sessions] == [HERE.minute(at(9)), HERE.minute(at(19))]
    assert found.slots == {}


@pytest.mark.parametrize("origin", ["fixed", "pinned", "done"])
def test_what_is_fixed_is_not_recalled_for_the_file_tells_it(origin):
    found = recalled([kept(at(12), origin=origin)], HERE, now=NOON)

    assert (found.sessions, found.slots) == ((), {})


def test_a_session_that_no_rule_can_look_at_says_nothing():
    lost = kept(dt.datetime(2026, 11, 1, 18, tzinfo=BERLIN))

    assert recalled([lost], HERE, now=NOON).sessions == ()


def test_a_week_without_a_plan_still_tells_whose_it_is():
    empty = replace(kept(), revisions=(), athlete="old name")

    assert recalled([empty, kept(at(12))], HERE, now=NOON).identity == "old name"


def test_without_kept_weeks_nobody_is_known():
    assert recalled([], HERE, now=NOON).identity is None


def weeks_in(folder, *numbers):
    for number in numbers:
        write_week(folder, kept(week=WEEK + dt.timedelta(weeks=number)))


def test_weeks_are_found_as_far_as_a_rule_can_look(tmp_path):
    weeks_in(tmp_path, -6, -5, -1, 0, 2, 5, 6)
    found = [(week.week - WEEK).days // 7 for week in kept_weeks(tmp_path, HERE)]

    assert found == [-5, -1, 0, 2, 5]


@pytest.mark.parametrize("name", ["notes.json", "2027-13-45.json", "2027-01-11.json.bak"])
def test_files_that_are_no_week_are_passed_over(tmp_path, name):
    (tmp_path / name).write_text("{")

    assert kept_weeks(tmp_path, HERE) == ()


def test_where_there_is_no_folder_nothing_is_kept(tmp_path):
    assert kept_weeks(tmp_path / "none", HERE) == ()


def test_the_week_of_another_athlete_is_refused_only_where_one_is_named(tmp_path):
    weeks_in(tmp_path, 0)

    assert [week.athlete for week in kept_weeks(tmp_path, HERE)] == ["kim"]
    with pytest.raises(FileError, match="is the week of kim, not of joe"):
        kept_weeks(tmp_path, HERE, "joe")
