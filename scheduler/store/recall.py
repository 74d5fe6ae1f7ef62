"""What the kept plans around the weeks to plan have to say about them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.exercises.session import Given
from scheduler.horizon import Horizon, has_begun
from scheduler.read.week import Kept
from scheduler.store.edits import Edit
from scheduler.store.inputs import NOT_KNOWN, Inputs, last_placed
from scheduler.store.last_say import all_missed, by_hand, known, last_words
from scheduler.store.log import Entry, Log
from scheduler.store.plans import KeptSession, KeptWeek, Revision
from scheduler.store.told_last import fact, told_last
from scheduler.training import HAND, PLACED, KeptSlot, Session

_WEEK = dt.timedelta(weeks=1)
NOTHING_SAID = Log("")
_ONCE_PLACED = PLACED | {"done", "missed"}  # what is fixed is read from the file again


def recalled(
    weeks: Sequence[KeptWeek],
    horizon: Horizon,
    *,
    now: dt.datetime,
    log: Log = NOTHING_SAID,
    inputs: Inputs = NOT_KNOWN,
) -> Kept:
    """The kept plans in the horizon's minutes.

    What has begun is fact, and so is what the athlete moved by hand; what lies ahead in the weeks
    to plan is kept as where the sessions were; what the weeks beside hold stands there.

    Parameters
    ----------
    weeks
        The kept weeks in the horizon and beside it.
    horizon
        The weeks to plan.
    now
        The present moment.
    log
        What the athlete says of sessions, which is handed on as far as it has the last say. Where
        a word was taken back, things are again as they were before it.
    inputs
        From what each week is to be planned now, by its first date, see ``inputs_of``. Where an
        earlier plan was made from the same, its sessions are kept and not those of the last one.
    """
    words = last_words(log, weeks)
    said = _Said(log, words)
    found = [_Recalled(week, horizon, now, said, inputs.get(week.week)) for week in weeks]
    inside = [(one.week, one.again()) for one in found if one.is_inside]
    return Kept(
        slots={key: slot for one in found for key, slot in one.slots()},
        sessions=tuple(fact for one in found for fact in one.facts()),
        uids=frozenset(uid for one in found for uid in one.week.events),
        identity=found[0].week.athlete if found else None,
        lived=any(one.was_lived for one in found if one.is_inside),
        last=told_last(*inside, horizon=horizon),
        words={key: entry.word for key, entry in words.items()},
        missed=all_missed(log),
        skipped=frozenset(key for one in found for key in one.skipped()),
        given={key: given for one in found for key, given in one.given()},
        dates={key: date for one in found for key, date in one.dates()},
        not_done=frozenset(key for one in found for key in one.not_done()),
        done=tuple(entry.done for entry in log.of_exercises.values()),
    )


def afresh(kept: Kept) -> Kept:
    """The same, with where the sessions were forgotten; what has begun stays fact."""
    return replace(kept, slots={}, last=replace(kept.last, again=""))


def unedited(week: KeptWeek, *, now: dt.datetime) -> KeptWeek:
    """The week without the athlete's say on what lies ahead; titles and notes stay."""
    edits = {
        uid: replace(edit, start=None, deleted=False)
        if edit.deleted or (edit.start is not None and not has_begun(edit.start, now))
        else edit
        for uid, edit in week.edits.items()
    }
    return replace(week, edits=edits)


@dataclass(frozen=True)
class _Said:
    """What the athlete says of sessions."""

    log: Log
    words: Mapping[str, Entry]  # that have the last say

    def missed(self, key: str) -> Entry | None:
        """The word that a session was missed, if it is the last one."""
        word = self.words.get(key)
        return word if word is not None and word.what == "missed" else None


@dataclass(frozen=True)
class _Recalled:
    """One kept week, as the log and the athlete's calendar leave it."""

    week: KeptWeek
    horizon: Horizon
    now: dt.datetime
    said: _Said
    made_from: str | None  # the inputs of the plan to make

    @property
    def is_inside(self) -> bool:
        """Whether it is one of the weeks to plan, and has a plan."""
        last = self.horizon.date(self.horizon.days)
        return bool(self.week.revisions) and self.horizon.first <= self.week.week < last

    @property
    def was_lived(self) -> bool:
        """Whether any plan was made before the weeks to plan were over."""
        over = self.horizon.clock(self.horizon.end)
        return any(plan.made < over for plan in self.week.revisions)

    def facts(self) -> Iterator[Session]:
        """What the last plan placed and has begun, and what the athlete moved by hand.

        Of a week beside, all its strength.
        """
        for session in (*self._fixed_strength(), *self._had(len(self.week.revisions)).values()):
            start = self.horizon.minute(session.start)
            begun = has_begun(session.start, self.now) and session.origin in PLACED
            if self.horizon.covers(start) and (begun or not self.horizon.inside(start)):
                yield fact(session, start)
        for session, edit in self._by_hand.values():
            start = self.horizon.minute(session.start)
            if not edit.deleted and self.horizon.covers(start):
                yield fact(session, start, HAND)

    def skipped(self) -> Iterator[str]:
        """The keys of those that the athlete deleted from the calendar."""
        return (key for key, (_, edit) in self._by_hand.items() if edit.deleted)

    def slots(self) -> Iterator[tuple[str, KeptSlot]]:
        """Where the athlete last knew the sessions that lie ahead, also those now left out."""
        for key, session in _last_known(self._plans[: self.counting]).items():
            start = self.horizon.minute(session.start)
            ahead = not has_begun(session.start, self.now) and self.horizon.inside(start)
            if ahead and key not in self._by_hand:
                yield key, KeptSlot(start, session.minutes)

    def given(self) -> Iterator[tuple[str, tuple[Given, ...]]]:
        """What was to be done in each session; what has begun is as it was then."""
        plans = self.week.revisions
        alike = self.week.inputs.get(self.made_from or "", self.counting - 1)  # sets done and all
        counts = [s for plan in plans[alike : alike + 1] for s in plan.sessions]
        holds = {s.key for plan in plans[-1:] for s in plan.sessions}
        by_hand = {key: session for key, (session, _) in self._by_hand.items()}
        known = (_last_known(self._plans) | by_hand).values()
        begun = [s for s in known if s.start < self.now and (self.is_inside or s.key in holds)]
        return ((s.key, s.exercises) for s in (*counts, *begun) if s.exercises)

    def not_done(self) -> Iterator[str]:
        """The keys of what was missed, and not made up for by the last plan."""
        for session in self.week.revisions[-1].sessions if self.week.revisions else ():
            word = self.said.missed(session.key)
            if session.origin == "missed" or (word is not None and word.start == session.start):
                yield session.key

    def dates(self) -> Iterator[tuple[str, dt.date]]:
        """When each session was, or is to be."""
        for session in self.week.revisions[-1].sessions if self.week.revisions else ():
            put, _ = self._by_hand.get(session.key, (session, None))
            yield session.key, put.start.astimezone(self.horizon.zone).date()

    @cached_property
    def counting(self) -> int:
        """How many of the plans count.

        All up to one that was made from the same inputs, if its past is what happened.
        """
        every = len(self.week.revisions)
        number = last_placed(self.week.inputs, self.made_from or "", every - 1) + 1
        return number if number < every and self._begun(number) == self._begun(every) else every

    def again(self) -> str:
        """The earlier plan that counts, in words; empty where it is the last one."""
        if self.counting == len(self.week.revisions):
            return ""
        made = self.week.revisions[self.counting - 1].made.astimezone(self.horizon.zone)
        when = f"{made:%a} {made.day} {made:%b %H:%M}"
        return f"file, calendars and log are again those of the plan of {when}"

    def _fixed_strength(self) -> Iterator[KeptSession]:
        """What the file fixed in the last plan; of the weeks to plan it is read again."""
        for session in self.week.revisions[-1].sessions if self.week.revisions else ():
            if session.origin == "fixed" and session.activity == "strength":
                yield session

    def _begun(self, number: int) -> dict[str, dt.datetime]:
        had = self._had(number)
        return {key: one.start for key, one in had.items() if has_begun(one.start, self.now)}

    def _had(self, number: int) -> dict[str, KeptSession]:
        """What the plan of this number, from 1, holds, where a plan up to it last placed it.

        Also what was done, missed or moved since: what came of it is told anew. Not what the
        calendar tells.
        """
        last = _last_known(self._plans[:number])
        holds = self.week.revisions[number - 1].sessions if number else ()
        keys = [one.key for one in holds if one.origin in _ONCE_PLACED]
        return {key: last[key] for key in keys if key in last and key not in self._by_hand}

    @cached_property
    def _by_hand(self) -> dict[str, tuple[KeptSession, Edit]]:
        """What the athlete moved or deleted in the calendar, as far as no word goes over it."""
        last = _last_known(self._plans)
        return {
            session.key: (by_hand(last.get(session.key, session), edit), edit)
            for session, edit in known(self.week)
            if self._counts(edit, session.key, last)
        }

    def _counts(self, edit: Edit, key: str, last: Mapping[str, KeptSession]) -> bool:
        """Whether the calendar says where a session is, or was before a word went over it."""
        if edit.start is None:
            return edit.deleted and key not in self.said.words
        missed = self.said.missed(key)
        return missed is None or (key not in last and missed.start == edit.start)

    @cached_property
    def _plans(self) -> list[dict[str, KeptSession]]:
        """What each plan placed, by key, as far as the log leaves it so."""
        return [
            {one.key: one for one in _placed(plan) if self._holds(number, one)}
            for number, plan in enumerate(self.week.revisions)
        ]

    def _holds(self, number: int, placed: KeptSession) -> bool:
        """Whether a session was, or will be, where a plan has it, as far as nobody says otherwise.

        One that was missed is where a later plan makes up for it, if any does. A plan that was made
        upon a word that was taken back has it elsewhere for no reason that still holds; and out of
        its week only the athlete's hand puts it. A pin into what was past already holds as long as
        it stands in the file.
        """
        made = self.week.revisions[number].made
        if self.is_inside and placed.origin == "pinned" and has_begun(placed.start, made):
            return False
        missed, moment = self.said.missed(placed.key), (made, number)
        if missed is not None and moment < missed.moment:
            return False
        taken_back = self.said.log.taken_back(placed.key)
        if any(word.moment <= moment < by.moment for word, by in taken_back):
            return False
        first = self.week.week
        return first <= placed.start.astimezone(self.horizon.zone).date() < first + _WEEK


def _placed(plan: Revision) -> Iterator[KeptSession]:
    return (session for session in plan.sessions if session.origin in PLACED)


def _last_known(plans: Iterable[Mapping[str, KeptSession]]) -> dict[str, KeptSession]:
    """Each session that was placed, as the last of some plans has it."""
    return {key: session for plan in plans for key, session in plan.items()}
