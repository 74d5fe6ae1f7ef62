"""A finished plan becomes what is kept: revisions, events, and what changed since the last one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.identity import uid_of
from scheduler.outcome import Outcome
from scheduler.store.inputs import NOT_KNOWN, Inputs
from scheduler.store.plans import KeptSession, KeptWeek, Revision, with_revision
from scheduler.store.stamps import newly_cancelled, stamped
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
    found: list[KeptWeek] = []
    events: list[tuple[Entry, Stamp]] = []
    cancelled: list[Entry] = []
    for number in range(horizon.weeks):
        first = horizon.date(7 * number)
        last = kept.get(first) or KeptWeek(outcome.week.identity, first, (), {})
        own = _entries_of(outcome, entries, number)
        table, listed = stamped(own, last.events, now=now, zone=str(horizon.zone))
        made = now.astimezone(dt.UTC).replace(microsecond=0)
        revision = Revision(made, tuple(_sessions(outcome, number)), _missing(outcome, number))
        week = replace(with_revision(last, revision, inputs.get(first)), events=table)
        found.append(replace(week, name=outcome.week.athlete, zone=str(horizon.zone)))
        events += listed
        cancelled += newly_cancelled(last.events, table)
    events.sort(key=lambda event: (event[0].start.astimezone(dt.UTC), event[0].uid))
    return Keeping(tuple(found), tuple(events), tuple(cancelled))


def _entries_of(outcome: Outcome, entries: Sequence[Entry], number: int) -> list[Entry]:
    horizon = outcome.week.horizon
    start, end = horizon.week(number)
    return [entry for entry in entries if start <= horizon.minute(entry.start) < end]


def _missing(outcome: Outcome, number: int) -> tuple[str, ...]:
    return tuple(missing.wanted.key for missing in outcome.missing if missing.wanted.week == number)


def _sessions(outcome: Outcome, number: int) -> list[KeptSession]:
    horizon = outcome.week.horizon
    start, end = horizon.week(number)
    return [
        KeptSession(
            key=session.key,
            uid=uid_of(outcome.week.identity, session.key),
            activity=session.activity,
            kind=session.kind,
            title=session.title,
            start=horizon.clock(session.start),
            minutes=session.minutes,
            rpe=session.rpe,
            load=session.load,
            origin=session.origin,
            asked=session.asked,
        )
        for session in outcome.told
        if start <= session.start < end
    ]
