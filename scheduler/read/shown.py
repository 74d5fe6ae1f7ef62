"""What exports show becomes part of the week, and what they tell of the days before it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.exercises.done import Done
from scheduler.horizon import Horizon, has_begun
from scheduler.load import session_load
from scheduler.past import Activity, Before, Ran, Word
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.happened import Happened, as_done, in_first_mode
from scheduler.read.history.exports import Exports
from scheduler.read.matching import Matches, matched, minute_of
from scheduler.read.running.feed_runs import classify
from scheduler.read.running.known_runs import effort, words_of
from scheduler.training import CLASSES, RUN_KINDS, Session, Wanted

TOLD_DAYS = 7  # so far back a session that no export shows is told [d]
FAR = 10**9  # before any horizon [min]
_RUNS = frozenset(RUN_KINDS) - {"cross"}
_PLAIN_RUN = "easy"  # one whose title names no kind


@dataclass(frozen=True)
class Shown:
    """What exports show, for one athlete and moment."""

    source: AthleteSource
    horizon: Horizon
    exports: Exports
    until: int  # what has not begun by then is not taken in [min]

    def taken_into(self, found: Happened, words: Mapping[str, Word]) -> None:
        """Each session that an export shows gets its real time, length and effort."""
        matches = self._matches(found)
        found.shown = {**matches.of_session, **matches.of_wanted}
        found.fixed = [self._filled(s, matches.of_session.get(s.key)) for s in found.fixed]
        for own, _ in _open(found):
            activity = matches.of_wanted.get(own.key)
            if activity is not None:
                session = in_first_mode(own, minute_of(activity, self.horizon))
                found.settle(own, self._filled(session, activity))
        found.fixed += self._own(matches.left)
        found.notes += [_elsewhere(activity, title) for activity, title in matches.elsewhere]
        found.notes += [*self._silent(found, words), *self.exports.notes]

    def _matches(self, found: Happened) -> Matches:
        reached = [
            activity
            for activity in self.exports.activities
            if self.horizon.covers(minute_of(activity, self.horizon)) and self._is_past(activity)
        ]
        past = [session for session in found.fixed if has_begun(session.start, self.until)]
        return matched(reached, past, _open(found), horizon=self.horizon, kind_of=self._named)

    def _is_past(self, activity: Activity) -> bool:
        return has_begun(minute_of(activity, self.horizon), self.until)

    def _named(self, activity: Activity) -> str | None:
        """The kind that a title names."""
        patterns = {k: words.patterns for k, words in words_of(self.source.file.kinds).items()}
        return classify(activity.title, "", patterns=patterns)

    def _filled(self, session: Session, activity: Activity | None) -> Session:
        if activity is None:
            return session
        start = session.start if activity.start is None else minute_of(activity, self.horizon)
        return as_done(session, start, activity.minutes, activity.rpe)

    def _own(self, activities: Sequence[Activity]) -> Iterator[Session]:
        """Activities that no plan knows of, those of a day numbered in their order."""
        numbers: Counter[dt.date] = Counter()
        for activity in activities:
            numbers[activity.date] += 1
            yield self._session(activity, f"{activity.date}/export-{numbers[activity.date]}")

    def _session(self, activity: Activity, key: str) -> Session:
        rpe, start = self._effort(activity), minute_of(activity, self.horizon)
        return Session(
            key=key,
            kind=self._kind(activity),
            title=activity.title,
            start=start,
            minutes=activity.minutes,
            load=session_load(rpe, activity.minutes),
            rpe=rpe,
            origin="done",
            where=activity.where,
        )

    def _kind(self, activity: Activity) -> str:
        """A run by its title, else easy; strength as heavy as the heaviest asked for."""
        if activity.sport == "cross":
            return "cross"
        if activity.sport == "run":
            named = self._named(activity)
            return named if named in _RUNS and named is not None else _PLAIN_RUN
        asked = [request.class_ for request in self.source.file.strength]
        return min(asked, key=CLASSES.index, default="moderate")

    def _effort(self, activity: Activity) -> float:
        """What the export tells, else the effort of the kind."""
        if activity.rpe is not None:
            return activity.rpe
        return effort(self.source, self._kind(activity))

    def _silent(self, found: Happened, words: Mapping[str, Word]) -> Iterator[str]:
        """The sessions of the last days that no export shows, though the exports reach them."""
        first = self.horizon.midnight(max(self.horizon.day(self.until) - TOLD_DAYS, -TOLD_DAYS))
        silent = [
            f"{session.title} ({self.horizon.says(session.start)})"
            for session in sorted(found.fixed, key=lambda session: session.start)
            if first <= session.start
            and has_begun(session.start, self.until)
            and session.origin != "done"
            and session.key not in words
            and self._is_reached(session)
        ]
        if silent:
            yield (
                f"no export shows {', '.join(silent)}; counted as done as planned: say what was"
                " missed with `microcycle log FILE missed ...`"
            )

    def _is_reached(self, session: Session) -> bool:
        """Whether the exports tell of its sport, and of days around its own."""
        date = self.horizon.date(self.horizon.day(session.start))
        told = self.exports.activities
        if not any(activity.sport == session.sport for activity in told):
            return False
        return min(a.date for a in told) <= date < max(a.date for a in told)

    def before(self, found: Happened) -> Before:
        """What was done up to now: loads by day, and runs.

        Farther back than the rules look, exports alone tell it; nearer, also what the athlete says
        and what counts as done.
        """
        loads: Counter[dt.date] = Counter()
        runs: list[Ran] = []
        past = [activity for activity in self.exports.activities if self._is_past(activity)]
        for activity in past:
            if activity.sport == "run":
                runs.append(Ran(activity.date, activity.title, activity.minutes, activity.km))
            if not self.horizon.covers(minute_of(activity, self.horizon)):
                loads[activity.date] += session_load(self._effort(activity), activity.minutes)
        done = [s for s in found.fixed if has_begun(s.start, self.until) and _is_done(s)]
        for session in done:
            loads[self.horizon.date(self.horizon.day(session.start))] += session.load
        return Before(
            now=self.horizon.clock(self.until),
            loads=dict(loads),
            sports=frozenset(session.sport for session in done),
            runs=tuple(runs),
            first=min((activity.date for activity in past), default=None),
            untold=sum(activity.rpe is None for activity in past),
            done=tuple(_done(past, found.shown)),
        )


def _open(found: Happened) -> list[tuple[Wanted, int]]:
    """Strength that may have been done all the same: missed after its time, or not yet placed."""
    missed = ((m.wanted, m.session.start + m.session.minutes) for m in found.missed)
    late = [(own, end) for own, end in missed if own is not None]
    return [*late, *((own, -FAR) for own in found.wanted if own.is_strength)]


def _done(past: Iterable[Activity], shown: Mapping[str, Activity]) -> Iterator[Done]:
    """The exercises of all activities, with the sessions that these are."""
    keys = {activity: key for key, activity in shown.items()}
    for activity in past:
        for done in activity.done:
            yield replace(done, session=keys.get(activity, ""))


def _is_done(session: Session) -> bool:
    """Strength that has begun counts as done; a run that no export shows may not have been."""
    begun = session.origin == "planned" and session.activity == "strength"
    return begun or session.origin == "done"


def _elsewhere(activity: Activity, title: str) -> str:
    when = f"{activity.date:%a} {activity.date.day} {activity.date:%b}"
    return f"{activity.title} ({when}, {activity.where}) counts as {title}"
