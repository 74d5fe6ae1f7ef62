"""What the kept plans have to say about the weeks to plan."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from scheduler.errors import FileError
from scheduler.exercises.session import Given
from scheduler.exercises.written import read_set
from scheduler.horizon import Horizon
from scheduler.store.edits import Edit
from scheduler.store.log import Entry, Exercised, Log
from scheduler.store.plans import KeptSession, KeptWeek, Revision, kept_weeks, write_week
from scheduler.store.recall import afresh, recalled, unedited
from scheduler.training import HAND

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


@pytest.mark.parametrize("now", [at(12), at(12).astimezone(dt.UTC)], ids=["here", "in UTC"])
def test_what_begins_at_this_very_moment_still_lies_ahead(now):
    found = recalled([kept(at(12), at(14))], HERE, now=now)

    assert (found.sessions, len(found.slots)) == ((), 2)


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


def test_a_session_that_was_pinned_into_the_past_is_no_fact_once_its_pin_goes():
    """The plan was made at noon of the day after: a slip of the pen can be put right."""
    assert recalled([kept(at(12), origin="pinned")], HERE, now=NOON).sessions == ()


def test_a_pinned_session_is_kept_where_it_was_pinned_and_a_fact_once_it_has_begun():
    week = kept(at(12), at(14), origin="pinned")
    week = replace(week, revisions=(replace(week.revisions[0], made=at(11)),))
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


def said(what, hour, start):
    """A word on the first session, said on the Wednesday."""
    return Entry(at(13, hour), what, "2027-01-11/strength-1-1", "Strength A", start)


def made(hour, **each):
    return Revision(at(13, hour), tuple(session(key[1:], start) for key, start in each.items()))


MADE_UP = replace(
    kept(),
    revisions=(made(6, _1=at(12), _2=at(14)), made(9, _1=at(14), _2=at(15))),
    inputs=TWICE,
)
MISSED = said("missed", 8, at(12))


def test_a_session_that_was_missed_is_where_a_plan_made_since_makes_up_for_it():
    found = recalled([MADE_UP], HERE, now=NOON, log=Log("kim", (MISSED,)))

    assert found.sessions == ()
    assert {key[-1]: HERE.clock(slot.start) for key, slot in found.slots.items()} == {
        "1": at(14),
        "2": at(15),
    }


def test_a_word_that_was_taken_back_gives_back_the_session_and_the_plan_of_before_it():
    log = Log("kim", (MISSED, said("undone", 10, at(12))))
    found = recalled([MADE_UP], HERE, now=NOON, log=log, inputs={WEEK: "before"})

    assert [(s.key[-1], s.start) for s in found.sessions] == [("1", HERE.minute(at(12)))]
    assert {key[-1]: HERE.clock(slot.start) for key, slot in found.slots.items()} == {"2": at(14)}


def test_of_one_second_the_number_of_plans_tells_what_was_said_upon_what():
    """Said and taken back, and planned afresh: the fresh plan was not made upon the word."""
    word, back = replace(said("missed", 8, at(14)), plans=1), said("undone", 8, at(14))
    week = replace(kept(), revisions=(made(8, _1=at(14)), made(8, _1=at(15))))

    for plans_by_then, start in ((1, at(15)), (2, at(14))):
        log = Log("kim", (word, replace(back, plans=plans_by_then)))
        found = recalled([week], HERE, now=at(13, 9), log=log)

        assert [HERE.clock(slot.start) for slot in found.slots.values()] == [start]


def test_a_session_that_was_done_hinders_no_earlier_plan_from_coming_back():
    """A window closes and opens again; the first session was done an hour late meanwhile."""
    late = session(1, at(12, 19), origin="done")
    done = [Revision(NOON, (late, session(2, start))) for start in (at(14), at(15))]
    plans_made = (made(6, _1=at(12), _2=at(14)), *done)
    week = replace(kept(), revisions=plans_made, inputs={"before": 1, "after": 2})

    assert slots(week, made_from="before", now=NOON) == {"2": at(14)}


def put(edit, *each, inputs=None):
    """The two sessions of the week, the first of them edited in the calendar."""
    week = plans(*each or [{1: at(12), 2: at(14)}], inputs=inputs)
    named = [
        replace(plan, sessions=tuple(replace(one, uid=one.key) for one in plan.sessions))
        for plan in week.revisions
    ]
    return replace(week, revisions=tuple(named), edits={"2027-01-11/strength-1-1": edit})


MOVED = Edit(start=at(15), minutes=60)


def where(found):
    return [(s.key[-1], HERE.clock(s.start), s.minutes, s.where) for s in found.sessions]


def test_what_the_athlete_moved_is_a_fact_there_and_no_slot_to_be_kept():
    found = recalled([put(MOVED)], HERE, now=MORNING)

    assert where(found) == [("1", at(15), 60, HAND)]
    assert [key[-1] for key in found.slots] == ["2"]


def test_what_the_athlete_deleted_is_skipped_and_neither_fact_nor_slot():
    found = recalled([put(Edit(deleted=True))], HERE, now=NOON)

    assert found.skipped == {"2027-01-11/strength-1-1"}
    assert (found.sessions, [key[-1] for key in found.slots]) == ((), ["2"])


def test_a_move_by_hand_stays_where_an_earlier_plan_comes_back():
    week = put(MOVED, {1: at(12), 2: at(14)}, {1: at(12), 2: at(13)}, inputs=TWICE)
    found = recalled([week], HERE, now=MORNING, inputs={WEEK: "before"})

    assert where(found) == [("1", at(15), 60, HAND)]
    assert {key[-1]: HERE.clock(slot.start) for key, slot in found.slots.items()} == {"2": at(14)}


@pytest.mark.parametrize("start", [at(15), at(19)])
def test_a_move_by_hand_that_is_given_back_leaves_no_fact(start):
    """Nor where the last plan holds the session out of its week."""
    moved = put(replace(MOVED, start=start), {1: at(12), 2: at(14)}, {1: start, 2: at(14)})
    found = afresh(recalled([unedited(moved, now=MORNING)], HERE, now=MORNING))

    assert (found.sessions, found.slots) == ((), {})


def test_a_word_goes_over_a_move_by_hand_until_it_is_taken_back():
    week = put(Edit(start=at(12, 19), minutes=60), {1: at(12)}, {1: at(12, 19)}, {1: at(14)})
    week = replace(week, revisions=(*week.revisions[:2], replace(week.revisions[2], made=NOON)))
    missed = said("missed", 11, at(12, 19))
    over = recalled([week], HERE, now=NOON, log=Log("kim", (missed,)))
    back = recalled([week], HERE, now=NOON, log=Log("kim", (missed, said("undone", 13, at(12)))))

    assert (where(over), list(over.words)) == ([], ["2027-01-11/strength-1-1"])
    assert {HERE.clock(slot.start) for slot in over.slots.values()} == {at(14)}
    assert (where(back), back.words) == ([("1", at(12, 19), 60, HAND)], {})


def holding(week, *exercises):
    """The week's plans, each with one exercise in all its sessions."""
    held = zip(week.revisions, exercises, strict=True)
    plans_made = [
        replace(
            plan,
            sessions=tuple(replace(s, exercises=(Given(one, 2, 8, 7),)) for s in plan.sessions),
        )
        for plan, one in held
    ]
    return replace(week, revisions=tuple(plans_made))


def given(week, *, made_from, now=MORNING):
    found = recalled([week], HERE, now=now, inputs={WEEK: made_from})
    return {key[-1]: lines[0].exercise for key, lines in found.given.items()}


def test_an_earlier_plan_brings_its_exercises_back_but_for_what_has_begun():
    slots_kept = {1: at(12), 2: at(14)}
    week = holding(plans(slots_kept, slots_kept, inputs=TWICE), "squat", "hinge")

    assert given(week, made_from="before") == {"1": "squat", "2": "squat"}
    assert given(week, made_from="before", now=NOON) == {"1": "hinge", "2": "squat"}
    assert given(week, made_from="after") == {"1": "hinge", "2": "hinge"}


def test_what_was_moved_by_hand_has_begun_where_it_was_put():
    slots_kept = {1: at(15), 2: at(14)}
    week = put(Edit(start=at(12), minutes=45), slots_kept, slots_kept, inputs=TWICE)

    assert given(holding(week, "squat", "hinge"), made_from="before", now=NOON) == {
        "1": "hinge",
        "2": "squat",
    }


def test_without_a_plan_no_exercises_are_known():
    assert recalled([replace(kept(), revisions=())], HERE, now=NOON).given == {}


def test_a_word_that_was_taken_back_gives_back_what_was_done():
    """By a plan in between the session was to be made up for, with another exercise."""
    log = Log("kim", (MISSED, said("undone", 10, at(12))))
    week = replace(holding(MADE_UP, "squat", "hinge"), inputs={})
    found = recalled([week], HERE, now=NOON, log=log)

    assert {key[-1]: lines[0].exercise for key, lines in found.given.items()} == {
        "1": "squat",
        "2": "hinge",
    }


SETS = Entry(
    at(13, 10), "sets", "2027-01-11/strength-1-1", "Strength A", at(12), plans=2,
    exercise=Exercised("split_squat", (read_set("3x8@14kg"),), pain=2),
)  # fmt: skip


def test_sets_that_were_said_are_handed_on():
    found = recalled([MADE_UP], HERE, now=NOON, log=Log("kim", (SETS,)))

    assert found.done == (SETS.done,)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="nothing else was said"),
        pytest.param((MISSED,), id="the session was missed"),
        pytest.param((MISSED, said("undone", 9, at(12))), id="and that was taken back"),
    ],
)
def test_sets_are_no_word_on_where_sessions_are(words):
    logs = (words, (*words, SETS), (*words, SETS, replace(said("undone", 11, at(12)), plans=2)))
    found = [recalled([MADE_UP], HERE, now=NOON, log=Log("kim", log)) for log in logs]

    assert found[1] == replace(found[0], done=(SETS.done,))
    assert found[2] == found[0]


def filled(*ids, inputs):
    """A week with a plan for each id, of one session that holds this exercise."""
    every = [replace(session(1, at(14)), exercises=(Given(id_, 3, 8, 7),)) for id_ in ids]
    revisions = tuple(Revision(NOON, (one,)) for one in every)
    return replace(kept(), revisions=revisions, inputs=inputs)


@pytest.mark.parametrize(
    ("made_from", "exercise"),
    [
        pytest.param("a", "before", id="as before the sets were said"),
        pytest.param("a+sets", "after", id="as after it"),
        pytest.param("a+more", "after", id="other sets: as placed last from the same"),
        pytest.param("b", "last", id="other inputs: as in the last plan"),
    ],
)
def test_what_a_session_holds_is_as_it_was_when_the_same_sets_were_done(made_from, exercise):
    week = filled("before", "after", "last", inputs={"a": 0, "a+sets": 1, "c": 2})
    found = recalled([week], HERE, now=MORNING, inputs={WEEK: made_from})

    assert [line.exercise for (line,) in found.given.values()] == [exercise]
