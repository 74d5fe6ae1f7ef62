"""A finished plan becomes what is kept: revisions, events, and what changed since the last one."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.horizon import Horizon
from scheduler.identity import uid_of
from scheduler.outcome import Outcome
from scheduler.store.edits import NO_EDIT, Edit, edited, placed, unedited
from scheduler.store.inputs import NOT_KNOWN, Inputs
from scheduler.store.plans import KeptSession, KeptWeek, Revision, with_revision
from scheduler.store.stamps import KeptEvent, newly_cancelled, stamped
from scheduler.training import Session, in_order
from scheduler.write.ics import Entry, Stamp


@dataclass(frozen=True)
class Keeping:
    """What is to be kept and written, and what is new about it."""

    weeks: tuple[KeptWeek, ...]
    events: tuple[tuple[Entry, Stamp], ...]  # for the calendar file
    cancelled: tuple[Entry, ...]  # newly: to be deleted by hand where a file was imported


def keeping(
    outcome: Outcome,
    entries: Sequence[Entry],
    before: Sequence[KeptWeek],
    *,
    now: dt.datetime,
    inputs: Inputs = NOT_KNOWN,
) -> Keeping:
    """Carry each week's revisions and its events' histories over to the new plan.

    ``inputs`` says from what each week was planned, so that its plan is known again.
    """
    horizon = outcome.week.horizon
    kept = {week.week: week for week in before}
    homes = _homes(before)
    found: list[KeptWeek] = []
    events: list[tuple[Entry, Stamp]] = []
    cancelled: list[Entry] = []
    for number in range(horizon.weeks):
        first = horizon.date(7 * number)
        last = kept.get(first) or KeptWeek(outcome.week.identity, first, (), {})
        own = _entries_of(
            horizon, [*entries, *_put_elsewhere(last, entries, outcome)], number, homes
        )
        table, listed = stamped(
            [edited(entry, last.edits.get(entry.uid, NO_EDIT)) for entry in own],
            last.events,
            now=now,
            zone=str(horizon.zone),
            edits=last.edits,
        )
        made = now.astimezone(dt.UTC).replace(microsecond=0)
        sessions = tuple(_sessions(outcome, number, homes))
        revision = Revision(made, sessions, _missing(outcome, number))
        week = replace(with_revision(last, revision, inputs.get(first)), events=table)
        found.append(replace(week, name=outcome.week.athlete, zone=str(horizon.zone)))
        events += listed
        cancelled += _to_delete(last, table)
    events.sort(key=lambda event: (event[0].start.astimezone(dt.UTC), event[0].uid))
    return Keeping(tuple(found), tuple(events), tuple(cancelled))


def _homes(weeks: Sequence[KeptWeek]) -> dict[str, dt.date]:
    """The week that keeps a session which the athlete moved, wherever it is now; by UID."""
    return {
        uid: week.week
        for week in weeks
        for uid, edit in week.edits.items()
        if edit.start is not None
    }


def _is_of_week(
    horizon: Horizon, number: int, uid: str, start: int, homes: Mapping[str, dt.date]
) -> bool:
    """Whether a week keeps a session: as its home, else because it starts there."""
    begin, end = horizon.week(number)
    return homes[uid] == horizon.date(7 * number) if uid in homes else begin <= start < end


def _put_elsewhere(week: KeptWeek, entries: Sequence[Entry], outcome: Outcome) -> Iterator[Entry]:
    """The events that the athlete moved out of the weeks that are planned."""
    identity, horizon = outcome.week.identity, outcome.week.horizon
    known = (*(missed.session for missed in outcome.week.missed), *outcome.sessions)
    sessions = {uid_of(identity, session.key): session for session in known}
    for uid in sorted(set(week.events) - {entry.uid for entry in entries}):
        edit, session = week.edits.get(uid, NO_EDIT), sessions.get(uid)
        put = edit
        if session is not None:
            is_put = session.origin == "pinned"
            put = Edit(horizon.clock(session.start), session.minutes) if is_put else NO_EDIT
        if put.start is not None:
            yield placed(unedited(week.events[uid].entry, edit), put)


def _to_delete(last: KeptWeek, table: Mapping[str, KeptEvent]) -> list[Entry]:
    """What is newly cancelled, and not because the athlete deleted it."""
    gone = newly_cancelled(last.events, table)
    return [entry for entry in gone if not last.edits.get(entry.uid, NO_EDIT).deleted]


def _entries_of(
    horizon: Horizon, entries: Sequence[Entry], number: int, homes: Mapping[str, dt.date]
) -> list[Entry]:
    return [
        entry
        for entry in entries
        if _is_of_week(horizon, number, entry.uid, horizon.minute(entry.start), homes)
    ]


def _missing(outcome: Outcome, number: int) -> tuple[str, ...]:
    return tuple(missing.wanted.key for missing in outcome.missing if missing.wanted.week == number)


def _sessions(outcome: Outcome, number: int, homes: Mapping[str, dt.date]) -> list[KeptSession]:
    horizon = outcome.week.horizon
    uids = {session.key: uid_of(outcome.week.identity, session.key) for session in _all(outcome)}
    return [
        KeptSession(
            key=session.key,
            uid=uids[session.key],
            activity=session.activity,
            kind=session.kind,
            title=session.title,
            start=horizon.clock(session.start),
            minutes=session.minutes,
            rpe=session.rpe,
            load=session.load,
            origin=session.origin,
            asked=session.asked,
            exercises=outcome.given.get(session.key, ()),
        )
        for session in _all(outcome)
        if _is_of_week(horizon, number, uids[session.key], session.start, homes)
    ]


def _all(outcome: Outcome) -> tuple[Session, ...]:
    """The sessions, those of the weeks beside and those that were missed included."""
    there = {session.key for session in outcome.sessions}
    return in_order([*outcome.sessions, *(s for s in outcome.told if s.key not in there)])
