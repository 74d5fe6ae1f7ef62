"""Where a missed session can still be done, against every later slot, with the rest as it is."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from scheduler.explain.backup import backups
from scheduler.read.week import Kept
from scheduler.requirements import Ask
from scheduler.training import CLASSES, KeptSlot, Mode, Wanted

from ..oracle import oracle  # noqa: TID252
from .best_weeks import SOLVER, best_week, judged

SEEDS = (*range(24), 226)  # in the last one, the cheapest slot breaks a must
MANY = 400
DAY = 24 * 60
NONE = "no slot is left in the week"
KIM = """\
availability: {mon: [18:00-19:00], thu: [18:00-19:00], sat: [09:00-09:40]}
strength: {sessions: 1, class: heavy, minutes: 45, min_minutes: 40}
"""


@pytest.mark.parametrize("seed", SEEDS)
def test_the_backup_is_the_best_of_all_later_slots(seed, seen):
    compare(seed, seen)


def test_sessions_of_every_sort_were_missed(seen):
    """Runs last: sessions that all have a backup, or that all have none, would prove little."""
    if seen["weeks"] < len(SEEDS):
        pytest.skip("only with all weeks")

    assert seen["too many plans"] == 0
    assert min(seen["planned, backup"], seen["planned, none"]) >= 6
    assert seen["fixed, none"] + seen["fixed, backup"] >= 5
    assert seen["begun"] >= 1


@pytest.mark.full
def test_the_backup_is_the_best_of_all_later_slots_in_many_weeks():
    seen = Counter()
    for seed in range(MANY):
        compare(seed, seen)

    assert seen["too many plans"] < MANY / 20
    assert min(seen["planned, backup"], seen["planned, none"]) > 70
    assert min(seen["pinned, backup"], seen["fixed, backup"]) > 10
    assert min(seen["lesser"], seen["begun"]) > 5


def compare(seed, seen):
    """Miss every strength session of a week, one after the other."""
    try:
        best = best_week(seed)
    except oracle.TooManyError:
        seen["too many plans"] += 1
        return
    seen["weeks"] += 1
    found = backups(best.outcome, best.requirements, SOLVER)
    for session in best.outcome.own:
        begun = best.week.now is not None and session.start < best.week.now
        asked = (seed, session.key)
        assert (session.key in found) == (session.activity == "strength" and not begun), asked
        seen["begun"] += begun and session.activity == "strength"
        if session.key in found:
            slot, backup = best_later(best, session), found[session.key]
            told = (backup.start, backup.kind, backup.minutes)
            expected = (None, "", 0) if slot is None else of_slot(slot)
            assert told == expected, asked
            assert (backup.says == NONE) == (slot is None), asked
            seen[f"{session.origin}, {'none' if slot is None else 'backup'}"] += 1
            seen["lesser"] += slot is not None and of_slot(slot)[1:] != (
                session.kind,
                session.minutes,
            )


def of_slot(slot):
    return slot.start, slot.mode.kind, slot.mode.minutes


def best_later(best, session):
    """Of all slots after a session that keep every must: fewest points, then the earliest.

    Where the last plan had it has no say, and neither have the sessions that are missing anyway.
    """
    week, wanted = without(best, session)
    asked = [
        found
        for found in best.requirements
        if found.rule != "keep_last_plan"
        and not (isinstance(found, Ask) and found.key != session.key)
    ]
    prices = {}
    for slot in oracle.slots(best.rules, week, wanted):
        if slot.start >= session.end:
            findings = judged(asked, week, wanted, slot)
            if not any(finding.breaks for finding in findings):
                prices[slot] = sum(finding.points for finding in findings)
    return min(prices, key=lambda slot: (prices[slot], in_order(slot)), default=None)


def in_order(slot):
    return slot.start, CLASSES.index(slot.mode.kind), -slot.mode.minutes


def without(best, session):
    """The week with all other sessions as they are, and the missed one to be placed again."""
    known = {own.key: own for own in best.week.wanted}
    mode = Mode(session.kind, session.minutes, session.load, session.rpe)
    number = best.week.horizon.day(session.start) // 7
    other = Wanted(session.key, session.title, (mode,), number, request=-1)
    rest = tuple(own for own in best.outcome.sessions if own.key != session.key)
    wanted = known.get(session.key, other)
    return replace(best.week, fixed=rest, wanted=(wanted,), kept={}), wanted


@pytest.fixture
def told(planned):
    """What is said of the backup of each strength session of these lines, by title."""

    def ask(lines, kept=None, **more):
        found = planned(lines, kept, **more)
        titles = {session.key: session.title for session in found.sessions}
        return {titles[key]: backup.says for key, backup in found.backups.items()}

    return ask


def test_the_backup_is_the_next_slot_that_costs_least(told):
    assert told(KIM) == {"Strength A": "Thu 18:00"}


def test_where_the_full_session_does_not_fit_the_backup_is_a_shorter_one(told):
    assert told(KIM.replace("thu: [18:00-19:00], ", "")) == {"Strength A": "Sat 09:00, 40 min"}


def test_where_a_hard_run_is_too_near_the_backup_is_a_lighter_session(told):
    lines = KIM.replace("min_minutes: 40", "may_become: [moderate, light]")
    run = "runs: [{day: sat, start: 06:00, minutes: 60, kind: intervals}]\n"
    lighter = "rules: {gap_before_hard_run: {heavy: {min: 48h}, moderate: {min: 36h}}}\n"

    assert told(lines + run + lighter) == {"Strength A": "Thu 18:00, light"}


def test_after_the_last_window_no_slot_is_left(told):
    lines = KIM.replace("mon: [18:00-19:00], thu: [18:00-19:00]", "mon: [18:00-18:45]")

    assert told(lines.replace(", sat: [09:00-09:40]", "")) == {"Strength A": NONE}


def test_a_slot_that_another_session_holds_is_none(told):
    lines = "availability: {mon: [18:00-18:45], thu: [18:00-18:45]}\n"
    two = "strength: {sessions: 2, class: heavy, minutes: 45}\n"

    assert told(lines + two) == {"Strength A": NONE, "Strength B": NONE}


def test_a_session_that_the_athlete_pinned_has_a_backup_too(told):
    pin = "pins: [{session: Strength A, date: 2027-01-12, start: 20:00}]\n"

    assert told(KIM + pin) == {"Strength A": "Thu 18:00"}


def test_the_backup_of_a_pinned_session_lies_in_the_hours_of_its_request(told):
    pin = "pins: [{session: Strength A, date: 2027-01-12, start: 20:00}]\n"
    gym = KIM.replace("min_minutes: 40", "windows: {sat: [09:00-10:00]}, min_minutes: 40")

    assert told(gym + pin) == {"Strength A": "Sat 09:00, 40 min"}


def test_a_session_that_has_begun_has_none(told):
    done = "fixed_strength: [{day: mon, start: 07:00, minutes: 45, class: heavy, title: Gym}]\n"
    two = KIM.replace("sessions: 1", "sessions: 2")
    monday_noon = dt.datetime(2027, 1, 11, 12, tzinfo=dt.UTC)

    assert set(told(two + done)) == {"Gym", "Strength B"}
    assert set(told(two + done, now=monday_noon)) == {"Strength B"}


def test_a_now_later_in_the_week_leaves_the_backup_as_it_is(planned, told):
    """On Wednesday, Monday is over and Thursday stands where it stood."""
    lines = KIM.replace("sessions: 1", "sessions: 2").replace("09:40", "10:00")
    wednesday = dt.datetime(2027, 1, 13, 12, tzinfo=dt.UTC)
    kept = kept_of(planned(lines), wednesday)

    assert told(lines) == {"Strength A": NONE, "Strength B": "Sat 09:00"}
    assert told(lines, kept, now=wednesday) == {"Strength B": "Sat 09:00"}


def kept_of(outcome, now):
    """What is remembered of a plan: what has begun, and where the rest was."""
    minute = outcome.week.horizon.minute(now)
    begun = [session for session in outcome.own if session.start < minute]
    return Kept(
        slots={
            session.key: KeptSlot(session.start, session.minutes)
            for session in outcome.own
            if session.start >= minute
        },
        sessions=tuple(replace(session, decided=False) for session in begun),
    )
