"""What the kept plans around the weeks to plan have to say about them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.horizon import MARGIN_DAYS, Horizon
from scheduler.read.week import Kept
from scheduler.store.edits import NO_EDIT, Edit
from scheduler.store.last_say import by_hand, known, last_words
from scheduler.store.log import Entry, Log
from scheduler.store.plans import KeptSession, KeptWeek, Revision, dates_kept, read_week
from scheduler.training import KeptSlot, Session

NEAR = dt.timedelta(days=MARGIN_DAYS)  # kept weeks farther away say nothing of these
HAND = "your calendar"  # where a session is asked for that the athlete moved there
NOTHING_SAID = Log("")
_ONCE_PLANNED = frozenset({"planned", "done", "missed", "pinned"})


def kept_weeks(folder: Path, horizon: Horizon, athlete: str | None = None) -> tuple[KeptWeek, ...]:
    """The kept weeks in the horizon and beside it, in order; with ``athlete``, only that one's.

    Raises
    ------
    FileError
        One of them is damaged, from a newer version, or another athlete's.
    """
    dates = dates_kept(path.name for path in folder.glob("*.json"))
    last = horizon.date(horizon.days)
    near = (date for date in dates if horizon.first - NEAR <= date < last + NEAR)
    found = (read_week(folder, date, athlete=athlete) for date in near)
    return tuple(week for week in found if week is not None)


def recalled(
    weeks: Sequence[KeptWeek],
    horizon: Horizon,
    *,
    now: dt.datetime,
    log: Log = NOTHING_SAID,
    fresh: bool = False,
) -> Kept:
    """The kept plans in the horizon's minutes.

    What has begun is fact, also for a fresh plan, and so is what the athlete moved by hand; what
    lies ahead in the weeks to plan is kept as where the sessions were; what the weeks beside hold
    stands there. What the ``log`` says of sessions is handed on as far as it has the last say;
    where a word was taken back, things are again as they were before it.
    """
    slots: dict[str, KeptSlot] = {}
    facts: list[Session] = []
    uids: set[str] = set()
    skipped: set[str] = set()
    identity = None
    words = last_words(log, weeks)
    for week in weeks:
        identity = identity or week.athlete
        uids |= set(week.events)
        for kept, edit in _Recall(week, log, words, now).sessions():
            start = horizon.minute(kept.start)
            if edit.deleted:
                skipped.add(kept.key)
            elif not horizon.covers(start):
                continue
            elif edit.start is None and horizon.inside(start) and kept.start >= now:
                slots[kept.key] = KeptSlot(start, kept.minutes)
            else:
                facts.append(_fact(kept, start))
    return Kept(
        slots={} if fresh else slots,
        sessions=tuple(facts),
        uids=frozenset(uids),
        identity=identity,
        skipped=frozenset(skipped),
        words={key: entry.word for key, entry in words.items()},
    )


def unedited(week: KeptWeek, *, now: dt.datetime) -> KeptWeek:
    """The week without the athlete's say on what lies ahead; titles and notes stay."""
    edits = {
        uid: replace(edit, start=None, deleted=False)
        if edit.deleted or (edit.start is not None and edit.start > now)
        else edit
        for uid, edit in week.edits.items()
    }
    return replace(week, edits=edits)


@dataclass(frozen=True)
class _Recall:
    """What one week has to say."""

    week: KeptWeek
    log: Log
    words: Mapping[str, Entry]  # that have the last say
    now: dt.datetime

    def sessions(self) -> Iterator[tuple[KeptSession, Edit]]:
        """What the last plan placed, and what the athlete did with it in the calendar.

        What is fixed is read from the file again; what the file pins has been where it says. Of a
        session that was done, missed or moved since, where the calendar or else a plan had it: what
        came of it is told anew.
        """
        for session, edit in known(self.week):
            placed = self._placed(session)
            if self._counts(edit, session.key, placed):
                yield by_hand(placed or session, edit), edit
            elif placed is not None and not self._was_pinned(session, placed):
                yield placed, NO_EDIT

    def _counts(self, edit: Edit, key: str, placed: KeptSession | None) -> bool:
        """Whether the calendar says where a session is, or was before a word went over it."""
        word = self.words.get(key)
        if word is None or edit.start is None:
            return edit.places and word is None
        return word.what != "missed" or placed is None

    def _was_pinned(self, session: KeptSession, placed: KeptSession) -> bool:
        pinned = session.origin == "pinned" and not self.log.has_moved(session.key)
        return pinned and placed.start < self.now

    def _placed(self, session: KeptSession) -> KeptSession | None:
        """Where a plan last had a session, as far as nobody says otherwise.

        One that was missed is where a later plan makes up for it, if any does. A plan that was made
        upon a word that was taken back has it elsewhere for no reason that still holds.
        """
        if session.origin not in _ONCE_PLANNED:
            return None
        word, back = self.words.get(session.key), self.log.taken_back(session.key)
        missed = word if word is not None and word.what == "missed" else None
        found = (
            placed
            for revision in reversed(self.week.revisions)
            for placed in revision.sessions
            if placed.key == session.key and placed.origin == "planned"
            if missed is None or _is_upon(missed, None, revision, placed)
            if not any(_is_upon(word, by, revision, placed) for word, by in back)
        )
        return next(found, None)


def _is_upon(word: Entry, by: Entry | None, revision: Revision, placed: KeptSession) -> bool:
    """Whether a plan was made while a word stood; of the seconds at its ends the start tells."""
    if revision.made == word.said or (by is not None and revision.made == by.said):
        return word.what == "missed" and placed.start != word.start
    return word.said < revision.made and (by is None or revision.made < by.said)


def _fact(kept: KeptSession, start: int) -> Session:
    return Session(
        key=kept.key,
        kind=kept.kind,
        title=kept.title,
        start=start,
        minutes=kept.minutes,
        load=kept.load,
        rpe=kept.rpe,
        origin=kept.origin,
        where=HAND if kept.origin == "pinned" else "the last plan",
        asked=kept.asked,
    )
