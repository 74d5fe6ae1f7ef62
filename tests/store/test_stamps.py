import datetime as dt
from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.store.stamps import KeptEvent, newly_cancelled, stamped
from scheduler.write.ics import Entry, Stamp, digest, to_ics
from scheduler.write.ics_back import read_stamps

ZONE = "Europe/London"
NOW = dt.datetime(2027, 1, 10, 18, 0, 0, 123456, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def session(uid="a", *, day=12, title="Strength A", cancelled=False):
    start = dt.datetime(2027, 1, day, 17, 30, tzinfo=ZoneInfo(ZONE))
    return Entry(uid, start, start + HOUR, title, "Why here.", cancelled=cancelled)


def run(entries, kept=None, *, now=NOW, zone=ZONE):
    return stamped(entries, kept or {}, now=now, zone=zone)


def sequences(table):
    return {uid: event.stamp.sequence for uid, event in table.items()}


def test_new_session_starts_its_history_now_in_whole_seconds():
    table, written = run([session()])

    made = NOW.replace(microsecond=0)
    expected = Stamp(digest(session(), zone=ZONE), 0, made, made, ZONE)
    assert table == {"a": KeptEvent(session(), expected)}
    assert written == [(session(), expected)]


def test_now_of_any_zone_is_kept_in_utc():
    table, _ = run([session()], now=NOW.astimezone(ZoneInfo("Asia/Tokyo")))

    assert table["a"].stamp.created.tzinfo is dt.UTC


def test_same_plan_later_changes_nothing():
    first = run([session(), session("b", day=14)])

    assert run([session("b", day=14), session()], first[0], now=NOW + DAY) == first


def test_table_and_file_are_in_order_of_time():
    table, written = run([session("a", day=16), session("c", day=12), session("b", day=12)])

    assert list(table) == [entry.uid for entry, _ in written] == ["b", "c", "a"]


def test_change_takes_the_next_sequence_and_a_later_stamp():
    before, _ = run([session(), session("b", day=14)])
    after, _ = run([session(day=13), session("b", day=14)], before, now=NOW + HOUR)

    assert sequences(after) == {"a": 1, "b": 0}
    assert after["a"].stamp.created == before["a"].stamp.created
    assert after["a"].stamp.modified == before["a"].stamp.modified + HOUR
    assert after["b"] == before["b"]


@pytest.mark.parametrize(
    "now",
    [pytest.param(NOW, id="in the same second"), pytest.param(NOW - DAY, id="the clock set back")],
)
def test_change_is_stamped_at_least_a_second_later(now):
    before, _ = run([session()])
    after, _ = run([session(day=13)], before, now=now)

    assert after["a"].stamp.modified == before["a"].stamp.modified + SECOND


def test_dropped_session_is_cancelled_once_at_its_last_known_times():
    before, _ = run([session()])
    after, written = run([], before, now=NOW + HOUR)
    again, _ = run([], after, now=NOW + 2 * HOUR)

    assert after["a"].entry == session(cancelled=True)
    assert after["a"].stamp.sequence == 1
    assert written == [(after["a"].entry, after["a"].stamp)]
    assert again == after


def test_cancelled_session_stays_in_the_file_when_its_time_has_passed():
    before, _ = run([session()])
    cancelled = run([], before, now=NOW + HOUR)

    assert run([], cancelled[0], now=NOW + 90 * DAY) == cancelled


@pytest.mark.parametrize("day", [12, 13], ids=["at its old time", "at another time"])
def test_session_that_comes_back_goes_on_with_its_history(day):
    before, _ = run([session()])
    cancelled, _ = run([], before, now=NOW + HOUR)
    back, _ = run([session(day=day)], cancelled, now=NOW + 2 * HOUR)

    assert back["a"].entry == session(day=day)
    assert back["a"].stamp.sequence == 2


def test_cancelled_session_may_come_back_after_its_time():
    before, _ = run([session(day=12)])
    cancelled, _ = run([], before)
    back, _ = run([session(day=16)], cancelled, now=session(day=13).start)

    assert back["a"].entry == session(day=16)
    assert back["a"].stamp.sequence == 2


@pytest.mark.parametrize(
    ("now", "frozen"),
    [
        pytest.param(session().start - SECOND, False, id="a second before it begins"),
        pytest.param(session().start, False, id="as it begins"),
        pytest.param(session().start + SECOND, True, id="a second later"),
        pytest.param(session().start + DAY, True, id="a day later"),
    ],
)
@pytest.mark.parametrize("plan", [[], [session(day=11)]], ids=["dropped", "moved back"])
def test_what_has_begun_stays_as_it_was(now, frozen, plan):
    before, _ = run([session()])
    after, _ = run(plan, before, now=now)

    assert (after == before) is frozen


def test_what_has_begun_may_be_put_off_or_made_up_for():
    before, _ = run([session()])
    after, _ = run([session(day=15)], before, now=session(day=13).start)

    assert (after["a"].entry, after["a"].stamp.sequence) == (session(day=15), 1)


def test_time_zone_that_is_written_otherwise_counts_as_a_change():
    before, _ = run([session()])
    after, _ = run([session()], before, zone="Africa/Cairo")

    assert after["a"].stamp.sequence == 1


def test_what_has_begun_keeps_the_zone_in_which_it_was_written():
    sessions = [session(), session("b", day=14)]
    before, _ = run(sessions)
    after, _ = run(sessions, before, now=session(day=13).start, zone="America/New_York")

    assert after["a"] == before["a"]
    assert (after["b"].stamp.sequence, after["b"].stamp.zone) == (1, "America/New_York")


def test_a_history_without_a_zone_gets_one_before_the_athlete_moves():
    table, _ = run([session()])
    old = {"a": replace(table["a"], stamp=replace(table["a"].stamp, zone=""))}

    assert run([session()], old, now=session(day=13).start)[0] == table


def test_two_sessions_of_one_uid_are_a_bug():
    with pytest.raises(ValueError, match="two sessions have one UID"):
        run([session(), session(day=13)])


def seen(table):
    """The lines of each event in the file, without those that tell its history."""
    history = ("SEQUENCE", "CREATED", "LAST-MODIFIED", "DTSTAMP")
    return {
        uid: [line for line in file.split("\r\n") if not line.startswith(history)]
        for uid, event in table.items()
        for file in [to_ics([(event.entry, event.stamp)], name="Strength", zone=ZONE).decode()]
    }


sessions = st.builds(
    session,
    st.sampled_from("abc"),
    day=st.integers(min_value=11, max_value=17),
    title=st.sampled_from(["Strength A", "Strength B"]),
)
plans = st.lists(sessions, max_size=3, unique_by=lambda entry: entry.uid)
steps = st.lists(st.tuples(plans, st.integers(min_value=0, max_value=48)), min_size=2, max_size=6)


def history(steps):
    """Each table, and the moment it was made at."""
    table, now = {}, NOW
    for plan, hours in steps:
        now += hours * HOUR
        table, written = run(plan, table, now=now)
        yield table, written, now


@settings(max_examples=60)
@given(steps)
def test_sequence_grows_exactly_where_something_visible_changed(steps):
    for (before, _, _), (after, _, _) in pairwise(history(steps)):
        was, shown = seen(before), seen(after)
        for uid, event in before.items():
            grown = after[uid].stamp.sequence - event.stamp.sequence
            assert grown == (shown[uid] != was[uid])
            assert (after[uid].stamp.modified > event.stamp.modified) == bool(grown)


@settings(max_examples=60)
@given(steps)
def test_past_is_never_rewritten(steps):
    for (before, _, _), (after, _, now) in pairwise(history(steps)):
        begun = {
            uid: event
            for uid, event in before.items()
            if event.entry.start <= now and not event.entry.cancelled
            if after[uid].entry.start <= now  # it was not put off
        }
        assert {uid: after[uid] for uid in begun} == begun


@settings(max_examples=60)
@given(steps, st.integers(min_value=1, max_value=500))
def test_same_plan_at_any_later_time_gives_the_same_bytes(steps, hours):
    *_, (table, written, now) = history(steps)
    again, rewritten = run(steps[-1][0], table, now=now + hours * HOUR)

    assert again == table
    assert to_ics(rewritten, name="x", zone=ZONE) == to_ics(written, name="x", zone=ZONE)


def test_history_read_back_from_the_calendar_goes_on_as_if_never_lost():
    plan = [session(title="Strength A, a title that is far too long for the calendars of this day")]
    moved, written = run([session("b", day=15)], run([session("b", day=14)])[0])
    moved, written = run([*plan, session("b", day=15)], moved)
    calendar = to_ics(written, name="Strength", zone=ZONE)
    read = {uid: KeptEvent(*found) for uid, found in read_stamps(calendar).items()}

    again, rewritten = run([*plan, session("b", day=15)], read, now=NOW + HOUR)

    assert sequences(again) == sequences(moved) == {"a": 0, "b": 1}
    assert to_ics(rewritten, name="Strength", zone=ZONE) == calendar


def test_only_what_was_just_cancelled_is_listed():
    before, _ = run([session(), session("b", day=13), session("c", day=14)])
    after, _ = run([session(), session("b", day=13)], before)
    last, _ = run([session()], after)

    assert [entry.uid for entry in newly_cancelled({}, before)] == []
    assert [entry.uid for entry in newly_cancelled(before, after)] == ["c"]
    assert [entry.uid for entry in newly_cancelled(after, last)] == ["b"]


def test_new_advice_for_a_missed_session_is_written_without_a_new_version():
    """The last plan's backup may be gone: the new one is told, but the session is as it was."""
    before, _ = run([session()])
    advised = replace(session(), if_missed="Thu 17:30.")
    after, written = run([advised], before, now=NOW + DAY)

    assert written == [(advised, before["a"].stamp)]
    assert after == {"a": KeptEvent(advised, before["a"].stamp)}


def test_advice_for_a_session_that_has_begun_stays_as_it_was():
    before, _ = run([session()])
    after, _ = run([replace(session(), if_missed="Thu 17:30.")], before, now=NOW + 3 * DAY)

    assert after == before
