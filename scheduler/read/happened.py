"""What happened becomes part of the week: done sessions at their real time, missed ones unloaded.

What the athlete says of a session beats what an export shows of it; what nobody speaks of counts as
done as planned.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scheduler.horizon import Horizon, has_begun
from scheduler.load import session_load
from scheduler.past import Activity, Before, Word
from scheduler.training import Busy, Missed, Session, Slot, Wanted, placed_session

AllMissed = Mapping[str, Sequence[dt.datetime]]  # whenever a session is said to be missed, by key


@dataclass
class Happened:
    """The facts of the past, and what is still to be placed."""

    fixed: list[Session]
    wanted: list[Wanted]
    missed: list[Missed] = field(default_factory=list)
    settled: dict[str, Wanted] = field(default_factory=dict)  # done or moved: as else wanted
    notes: list[str] = field(default_factory=list)
    shown: Mapping[str, Activity] = field(default_factory=dict)  # by exports, by session
    before: Before | None = None  # what exports tell of the days up to now

    def strength(self) -> Iterator[Session]:
        """Each strength session; one that is still to be placed begins with the horizon."""
        missed = (lost.session for lost in self.missed)
        wanted = (in_first_mode(own, 0) for own in self.wanted)
        for session in (*missed, *self.fixed, *wanted):
            if session.activity == "strength":
                yield session

    def settle(self, wanted: Wanted, session: Session) -> None:
        """Something that was to be placed, or made up for, was done."""
        self.wanted = [own for own in self.wanted if own.key != wanted.key]
        self.missed = [lost for lost in self.missed if lost.session.key != wanted.key]
        self.settled[wanted.key] = wanted
        self.fixed.append(session)


@dataclass(frozen=True)
class Known:
    """What the file and the kept plans ask for, before it is known what happened."""

    fixed: Sequence[Session]  # with a time; of strength that was missed, where it was made up for
    wanted: Sequence[Wanted]  # to be placed
    pinned: Mapping[str, Wanted]  # those with a time that are pinned, as they would else be wanted


def with_words(known: Known, words: Mapping[str, Word], horizon: Horizon) -> Happened:
    """What the athlete says of sessions is taken in, but for the details of those that were done.

    ``words`` is the last word on each session, by key.
    """
    found = Happened([], [])
    for session in known.fixed:
        word = words.get(session.key)
        if word is not None and word.what == "missed" and not _makes_up(session, word, horizon):
            found.missed.append(Missed(_unloaded(session), known.pinned.get(session.key)))
        elif word is not None and word.what != "missed":
            start = horizon.minute(word.start)
            found.fixed.append(replace(session, start=start, latest_end=None, origin="done"))
        else:
            found.fixed.append(session)
    for own in known.wanted:
        word = words.get(own.key)
        if word is None:
            found.wanted.append(own)
        elif word.what == "missed":
            session = _unloaded(in_first_mode(own, horizon.minute(word.start)))
            found.missed.append(Missed(session, own if own.is_strength else None))
        else:
            session = in_first_mode(own, horizon.minute(word.start))
            found.settle(own, replace(session, origin="done"))
    return found


def _makes_up(session: Session, word: Word, horizon: Horizon) -> bool:
    """Whether it is where the missed session is made up for: by a later plan, or by a later pin."""
    if session.origin == "pinned":
        return session.start != horizon.minute(word.start)
    return session.origin == "planned" and session.activity == "strength"


def kept_free(found: Happened, missed: AllMissed, horizon: Horizon, now: int) -> Iterator[Busy]:
    """When strength will be missed, at which time no other session is possible, either.

    Each word counts, also on a session that was missed again or put elsewhere since; not one on a
    session that the athlete has put there all the same.
    """
    for session in found.strength():
        for moment in missed.get(session.key, ()):
            start = horizon.minute(moment)
            end = start + session.minutes
            is_put = session.origin in {"pinned", "done"}
            if has_begun(start, now) or (is_put and start < session.end and session.start < end):
                continue
            yield Busy(start, end, f"{session.title}, which will be missed", "the log")


def as_said(session: Session, words: Mapping[str, Word], horizon: Horizon, now: int) -> Session:
    """A session as the athlete says that it was done, or from ``now`` on is going to be."""
    word = words.get(session.key)
    if word is None or word.what == "missed":
        return session
    start = horizon.minute(word.start)
    origin = "done" if has_begun(start, now) else "pinned"
    return as_done(session, start, word.minutes, word.rpe, origin=origin)


def as_done(
    session: Session, start: int, minutes: int | None, rpe: float | None, *, origin: str = "done"
) -> Session:
    """A session as it was done; where length or effort are not told, as planned."""
    length = session.minutes if minutes is None else minutes
    effort = session.rpe if rpe is None else rpe
    return replace(
        session,
        start=start,
        minutes=length,
        rpe=effort,
        load=session_load(effort, length),
        origin=origin,
        decided=False,
        latest_end=None,
    )


def in_first_mode(wanted: Wanted, start: int) -> Session:
    """A session that was to be placed, at a time, done as it was asked for."""
    return replace(placed_session(wanted, Slot(start, wanted.modes[0])), decided=False)


def _unloaded(session: Session) -> Session:
    return replace(session, load=0, origin="missed", decided=False)
