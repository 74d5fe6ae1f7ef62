"""Of the log and the calendar, which has the last say on a session."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from scheduler.store.edits import Edit
from scheduler.store.last_say import as_it_stands, last_words
from scheduler.store.log import Entry, Log, undone
from scheduler.store.plans import KeptSession, KeptWeek, Revision

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = dt.timedelta(hours=1)
SAID = dt.datetime(2027, 1, 11, 12, tzinfo=BERLIN)
TUESDAY = dt.datetime(2027, 1, 12, 18, tzinfo=BERLIN)
KEY = "2027-01-11/strength-1-1"
PLANNED = KeptSession(
    KEY, "uid", "strength", "heavy", "Strength", TUESDAY, 45, 7, 315, "planned", "heavy"
)
PUT = {"start": TUESDAY + HOUR, "minutes": 30}
DELETED = {"deleted": True}


def week(edit, *sessions):
    plans = tuple(Revision(SAID, (session,)) for session in sessions or (PLANNED,))
    return KeptWeek("kim", dt.date(2027, 1, 11), plans, {}, edits={"uid": edit})


def log(*whats):
    return Log("kim", tuple(Entry(SAID, what, KEY, "Strength", TUESDAY) for what in whats))


@pytest.mark.parametrize("did", [PUT, DELETED], ids=["moved", "deleted"])
@pytest.mark.parametrize(
    ("what", "later", "word_counts"),
    [
        ("done", HOUR, True),
        ("done", -HOUR, True),
        ("missed", HOUR, False),
        ("missed", -HOUR, True),
        ("moved", HOUR, False),
        ("moved", -HOUR, True),
        ("moved", dt.timedelta(), True),
    ],
)
def test_the_later_counts_but_done_is_done(did, what, later, word_counts):
    kept = week(Edit(**did, since=SAID + later))

    assert (KEY in last_words(log(what), [kept])) is word_counts


@pytest.mark.parametrize("what", ["done", "missed", "moved"])
def test_a_change_at_an_unknown_moment_yields_to_the_word(what):
    assert list(last_words(log(what), [week(Edit(**PUT))])) == [KEY]


def test_a_title_or_a_note_is_no_say_on_the_place():
    kept = week(Edit(title="Gym", note=("Bring straps",), since=SAID + HOUR))

    assert list(last_words(log("moved"), [kept])) == [KEY]
    assert list(as_it_stands(kept, {})) == [PLANNED]


def test_where_the_calendar_counts_a_session_is_where_and_as_long_as_it_says():
    (found,) = as_it_stands(week(Edit(**PUT)), {})

    expected = replace(PLANNED, **PUT, load=210, origin="pinned")
    assert found == expected


def test_a_deleted_session_is_known_though_no_plan_holds_it_any_more():
    kept = replace(week(Edit(**DELETED)), revisions=(*week(Edit()).revisions, Revision(SAID, ())))

    assert list(as_it_stands(kept, {})) == [replace(PLANNED, origin="skipped")]
    assert list(as_it_stands(kept, last_words(log("done"), [kept]))) == [PLANNED]


def test_what_is_known_of_it_is_what_was_planned_and_not_what_came_of_it():
    done = replace(PLANNED, rpe=9, load=405, origin="done")
    last = Revision(SAID, ())
    kept = week(Edit(**PUT), PLANNED, done)
    kept = replace(kept, revisions=(*kept.revisions, last))

    assert [session.load for session in as_it_stands(kept, {})] == [210]


def test_a_word_that_was_taken_back_says_nothing():
    said = log("done")
    said = replace(said, entries=(*said.entries, undone(said.entries[0], now=SAID + HOUR, plans=1)))

    assert last_words(said, [week(Edit(**PUT))]) == {}
