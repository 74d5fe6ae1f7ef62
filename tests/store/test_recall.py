"""What the kept plans have to say about the weeks to plan."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from scheduler.errors import FileError
from scheduler.horizon import Horizon
from scheduler.store.plans import KeptSession, KeptWeek, Revision, write_week
from scheduler.store.recall import afresh, kept_weeks, recalled

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
    found = afresh(recalled([kept(at(12), at(14))], HERE, now=NOON))

    assert (len(found.sessions), found.slots) == (1, {})


def test_of_the_weeks_beside_all_is_fact():
    after = kept(at(19), week=dt.date(2027, 1, 18))
    found = recalled([kept(at(9), week=dt.date(2027, 1, 4)), after], HERE, now=at(1))

    assert [s.start for s in found.sessions] == [HERE.minute(at(9)), HERE.minute(at(19))]
    assert found.slots == {}


@pytest.mark.parametrize("origin", ["fixed", "done"])
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


def plans(*each, inputs=None):
    """A week with several plans, each with these sessions by their numbers."""
    revisions = tuple(
        Revision(NOON, tuple(session(number, start) for number, start in one.items()))
        for one in each
    )
    return replace(kept(), revisions=revisions, inputs=inputs or {})


def session(number, start, origin="planned"):
    return replace(
        kept(start, origin=origin).revisions[0].sessions[0], key=f"2027-01-11/strength-1-{number}"
    )


MORNING = at(11, 6)


def slots(week, *, made_from=None, now=MORNING):
    inputs = {WEEK: made_from} if made_from else {}
    found = recalled([week], HERE, now=now, inputs=inputs)
    return {key[-1]: HERE.clock(slot.start) for key, slot in found.slots.items()}


def test_a_session_that_was_left_out_is_kept_where_it_last_was():
    week = plans({1: at(12), 2: at(14)}, {1: at(12), 2: at(15)}, {1: at(12)})

    assert slots(week) == {"1": at(12), "2": at(15)}


def test_a_session_that_was_left_out_is_no_fact_once_its_time_has_come():
    week = plans({1: at(12), 2: at(14)}, {2: at(14)})

    assert recalled([week], HERE, now=NOON).sessions == ()


def test_a_session_that_is_pinned_into_the_past_is_no_fact_once_its_pin_goes():
    """The plan was made at noon of the day after: a slip of the pen can be put right."""
    assert recalled([kept(at(12), origin="pinned")], HERE, now=NOON).sessions == ()


def test_a_pinned_session_is_kept_where_it_was_pinned_and_a_fact_once_it_has_begun():
    week = kept(at(12), at(14), origin="pinned")
    (pinned,) = week.revisions
    week = replace(week, revisions=(replace(pinned, made=at(11)),))
    found = recalled([week], HERE, now=NOON)

    assert [(s.key[-1], s.origin) for s in found.sessions] == [("1", "pinned")]
    assert [key[-1] for key in found.slots] == ["2"]


TWICE = {"before": 0, "after": 1}


def test_the_same_inputs_again_recall_the_plan_made_of_them():
    week = plans({1: at(12), 2: at(14)}, {1: at(13), 2: at(15)}, inputs=TWICE)

    assert slots(week, made_from="before") == {"1": at(12), "2": at(14)}
    assert slots(week, made_from="after") == {"1": at(13), "2": at(15)}
    assert slots(week, made_from="unknown") == {"1": at(13), "2": at(15)}


def test_of_a_recalled_plan_a_session_left_out_is_kept_where_it_had_been_by_then():
    week = plans({1: at(12)}, {}, {1: at(15)}, inputs={"before": 1})

    assert slots(week, made_from="before") == {"1": at(12)}


def test_an_earlier_plan_is_not_recalled_once_one_of_its_times_has_gone_by():
    """On Wednesday the session of Tuesday cannot come back; so Thursday and Friday stay."""
    week = plans({1: at(12), 2: at(14)}, {1: at(14), 2: at(15)}, inputs=TWICE)

    assert slots(week, made_from="before", now=NOON) == {"1": at(14), "2": at(15)}


def test_an_earlier_plan_is_recalled_as_far_as_it_still_lies_ahead():
    week = plans({1: at(12), 2: at(14)}, {1: at(12), 2: at(15)}, inputs=TWICE)

    assert slots(week, made_from="before", now=NOON) == {"2": at(14)}


@pytest.mark.parametrize("origin", ["fixed", "planned", "pinned"])
def test_of_the_weeks_beside_all_strength_is_fact(origin):
    before = kept(at(9), week=dt.date(2027, 1, 4), origin=origin)

    assert [s.start for s in recalled([before], HERE, now=at(1)).sessions] == [HERE.minute(at(9))]
