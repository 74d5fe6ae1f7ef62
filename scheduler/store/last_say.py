"""Who has the last say on a session: the athlete's word in the log, or what the calendar shows.

::

    the log says      the calendar was changed     then counts
    nothing           at any time                  the calendar
    done              at any time                  the word: what was done is done
    missed, moved     later                        the calendar
    missed, moved     earlier, or nobody knows     the word

Neither is forgotten. Where a word is taken back, the calendar counts again; and a word leaves to
the calendar what it does not speak of: the length, the title and the note that the athlete gave.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from scheduler.load import session_load
from scheduler.store.edits import NO_EDIT, Edit
from scheduler.store.log import Entry, Log
from scheduler.store.plans import KeptSession, KeptWeek


def last_words(log: Log, weeks: Iterable[KeptWeek]) -> dict[str, Entry]:
    """The last word on each session that has the last say, by the session's key."""
    words = log.last
    overruled = {
        session.key
        for week in weeks
        for session, edit in known(week)
        if session.key in words and _is_later(edit, words[session.key])
    }
    return {key: word for key, word in words.items() if key not in overruled}


def all_missed(log: Log) -> dict[str, tuple[dt.datetime, ...]]:
    """Whenever the athlete says that a session was or will be missed, by the session's key.

    Also where a later word, or the calendar, says where it is made up for.
    """
    found: dict[str, tuple[dt.datetime, ...]] = {}
    for word in log.standing:
        if word.what == "missed":
            found[word.key] = (*found.get(word.key, ()), word.start)
    return found


def _is_later(edit: Edit, word: Entry) -> bool:
    """Whether the athlete moved or deleted an event after saying something of its session."""
    known_later = edit.places and edit.since is not None and edit.since > word.said
    return known_later and word.what != "done"


def known(week: KeptWeek) -> Iterator[tuple[KeptSession, Edit]]:
    """The sessions of the last plan, and those that the athlete moved or deleted since.

    With each goes what the athlete made of it in the calendar.
    """
    last = week.revisions[-1].sessions if week.revisions else ()
    for session in last:
        yield session, week.edits.get(session.uid, NO_EDIT)
    for uid in sorted(set(week.edits) - {session.uid for session in last}):
        planned = _as_planned(week, uid)
        if planned is not None and week.edits[uid].places:
            yield planned, week.edits[uid]


def as_it_stands(week: KeptWeek, words: Mapping[str, Entry]) -> Iterator[KeptSession]:
    """The sessions of a week as the athlete knows them: from the plan, or from the calendar."""
    for session, edit in known(week):
        if edit.deleted and session.key not in words:
            yield replace(session, origin="skipped")
        else:
            yield session if session.key in words else by_hand(session, edit)


def by_hand(session: KeptSession, edit: Edit) -> KeptSession:
    """A session where the athlete put it in the calendar, and as long as there."""
    if edit.start is None:
        return session
    load = session_load(session.rpe, edit.minutes)
    return replace(session, start=edit.start, minutes=edit.minutes, load=load, origin="pinned")


def _as_planned(week: KeptWeek, uid: str) -> KeptSession | None:
    """A session as the newest plan had it that knows it; what came of it is told elsewhere."""
    found = [s for plan in reversed(week.revisions) for s in plan.sessions if s.uid == uid]
    ahead = (session for session in found if session.origin not in {"done", "missed"})
    return next(ahead, found[0] if found else None)
