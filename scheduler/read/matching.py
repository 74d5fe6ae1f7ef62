"""Which activity of an export is which session: by day, kind of sport, and time.

Theory of operation
-------------------
An activity is first looked for on its own day: of the pairs of one day and sport those nearest in
time belong together. What is left over was done on another day than planned: strength is then the
session of that week which nobody has done yet, a past one before one that lies ahead; a run is the
hard run of that week whose kind its title names. What is still left over is a session of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scheduler.horizon import Horizon
from scheduler.past import Activity
from scheduler.training import HARD_RUNS, Session, Wanted

KindOf = Callable[[Activity], str | None]
_MIDDAY = 12 * 60  # where nobody tells the time [min]


@dataclass
class Matches:
    """Each activity with the session that it is."""

    of_session: dict[str, Activity] = field(default_factory=dict)  # by the session's key
    elsewhere: list[tuple[Activity, str]] = field(default_factory=list)  # on another day; the title
    of_wanted: dict[str, Activity] = field(default_factory=dict)  # of those to be placed, by key
    left: list[Activity] = field(default_factory=list)  # sessions of their own


def matched(
    activities: Sequence[Activity],
    sessions: Sequence[Session],
    wanted: Sequence[tuple[Wanted, int]],
    *,
    horizon: Horizon,
    kind_of: KindOf,
) -> Matches:
    """Give each activity to the session that it is.

    Parameters
    ----------
    activities
        What was done, in order of time.
    sessions
        What may have been done: facts of the past, without those known to be missed.
    wanted
        Strength that is still to be placed, and from when on each may have been done: what was
        missed, after its time. [min]
    horizon
        The days to plan.
    kind_of
        The kind of run that an activity's title names, if it does.
    """
    matching = _Matching(activities, sessions, wanted, horizon, kind_of)
    matching.on_its_day()
    matching.on_another_day()
    return matching.found


@dataclass(frozen=True)
class _Matching:
    """The matches while they are found."""

    activities: Sequence[Activity]
    sessions: Sequence[Session]
    wanted: Sequence[tuple[Wanted, int]]
    horizon: Horizon
    kind_of: KindOf
    found: Matches = field(default_factory=Matches)
    taken: set[int] = field(default_factory=set)  # activities by their place

    def on_its_day(self) -> None:
        """Of the pairs of one day and sport, those nearest in time."""
        pairs = [
            (abs(minute_of(activity, self.horizon) - session.start), number, place)
            for number, activity in enumerate(self.activities)
            for place, session in enumerate(self.sessions)
            if session.sport == activity.sport
            and self.horizon.date(self.horizon.day(session.start)) == activity.date
        ]
        for _, number, place in sorted(pairs):
            key = self.sessions[place].key
            if number not in self.taken and key not in self.found.of_session:
                self.taken.add(number)
                self.found.of_session[key] = self.activities[number]

    def on_another_day(self) -> None:
        """What is left over, in the order of time."""
        for number, activity in enumerate(self.activities):
            if number in self.taken:
                continue
            session, wanted = self._nearest(activity), self._first_wanted(activity)
            if session is not None:
                self.found.of_session[session.key] = activity
                self.found.elsewhere.append((activity, session.title))
            elif wanted is not None:
                self.found.of_wanted[wanted.key] = activity
                self.found.elsewhere.append((activity, wanted.title))
            else:
                self.found.left.append(activity)

    def _nearest(self, activity: Activity) -> Session | None:
        """The session of the week that it may be and nobody has done yet, the nearest in time."""
        minute, week = minute_of(activity, self.horizon), self._week(activity)
        near = [
            session
            for session in self.sessions
            if self.horizon.day(session.start) // 7 == week
            and session.key not in self.found.of_session
            and self._may_be(activity, session)
        ]
        return min(near, key=lambda session: abs(session.start - minute), default=None)

    def _may_be(self, activity: Activity, session: Session) -> bool:
        """A hard run moves under its name; an easy one more is easily one more.

        Of what the athlete says was done, the day is known.
        """
        if session.sport != activity.sport or session.origin == "done":
            return False
        if activity.sport == "strength":
            return True
        return session.kind in HARD_RUNS and self.kind_of(activity) == session.kind

    def _first_wanted(self, activity: Activity) -> Wanted | None:
        if activity.sport != "strength":
            return None
        minute, week = minute_of(activity, self.horizon), self._week(activity)
        may_be = (
            own
            for own, since in self.wanted
            if own.week == week and since <= minute and own.key not in self.found.of_wanted
        )
        return next(may_be, None)

    def _week(self, activity: Activity) -> int:
        return self.horizon.day_of_date(activity.date) // 7


def minute_of(activity: Activity, horizon: Horizon) -> int:
    """When an activity began, or the midday of its day where nobody tells [min]."""
    if activity.start is not None:
        return horizon.minute(activity.start)
    return horizon.at(activity.date, _MIDDAY)
