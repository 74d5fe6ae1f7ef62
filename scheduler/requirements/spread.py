"""How loads, hard days and empty days lie in the week."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from scheduler.horizon import Span
from scheduler.load import steps_above
from scheduler.requirements.finished import Finding, Finished, Requirement, counted
from scheduler.training import ANY_KIND, Session, Week


@dataclass(frozen=True, kw_only=True)
class Monotony(Requirement):
    """The monotony of a week's seven daily loads (mean / SD; Foster, 1998) stays low.

    A wish costs ``points`` for each ``step`` begun above ``start``, at most ``most`` times. A must
    asks for at most ``start``, or no more than the facts alone have.
    """

    days: tuple[Span, ...]  # seven
    start: Fraction
    step: Fraction
    most: int
    ddof: int = 1

    def steps(self, loads: tuple[int, ...]) -> int:
        """How many steps above the start are begun."""
        return steps_above(loads, start=self.start, step=self.step, most=self.most, ddof=self.ddof)

    def judge(self, finished: Finished) -> Iterator[Finding]:
        """One finding where the days are too much alike."""
        sessions = finished.starting_in((self.days[0][0], self.days[-1][1]), ANY_KIND)
        steps = self.steps(self._loads(sessions))
        if not steps:
            return
        added = tuple(session for session in sessions if session.decided)
        if self.level == "must" and self.steps(
            self._loads(tuple(s for s in sessions if not s.decided))
        ):
            added = tuple(session for session in sessions if not session.decided)
        above = float(self.start + (steps - 1) * self.step)
        yield self.finding(
            f"the days' loads are alike: monotony is above {above:.1f};"
            f" at most {float(self.start)} wanted",
            *(added or sessions),
            points=self.points * steps,
            found=f"above {above:.1f}",
            wanted=f"{float(self.start)}",
        )

    def _loads(self, sessions: tuple[Session, ...]) -> tuple[int, ...]:
        return tuple(
            sum(session.load for session in sessions if start <= session.start < end)
            for start, end in self.days
        )


@dataclass(frozen=True, kw_only=True)
class Streak(Requirement):
    """No more than ``most`` hard days in a row; a wish costs its points for each day beyond.

    Days of the weeks beside count, so that a streak is seen across the week's edges.
    """

    kinds: frozenset[str]
    most: int

    def judge(self, finished: Finished) -> Iterator[Finding]:
        """One finding for each day that is one too many."""
        hard = self._hard_days(finished)
        for run in self.runs_of_days(finished.horizon.days, standing=finished.week.standing):
            if all(day in hard for day in run):
                sessions = [session for day in run for session in hard[day]]
                decided = [session for session in sessions if session.decided]
                free = any(all(s.decided for s in hard[day]) for day in run)
                number = next(n for n in count(len(run)) if run[-1] - n not in hard)
                yield self.finding(
                    f"{finished.horizon.day_says(run[-1])} is hard day number {number} in a row;"
                    f" at most {self.most} wanted",
                    *(decided if free else [s for s in sessions if not s.decided]),
                    points=self.points,
                    found=counted(number, "day"),
                    wanted=counted(self.most, "day"),
                )

    def _hard_days(self, finished: Finished) -> dict[int, list[Session]]:
        """The hard sessions of each day."""
        hard: dict[int, list[Session]] = {}
        for session in finished.sessions:
            if session.kind in self.kinds:
                for day in self.days_of(session, finished.week):
                    hard.setdefault(day, []).append(session)
        return hard

    def days_of(self, session: Session, week: Week) -> tuple[int, ...]:
        """The days of a session: in a standing week, unless it is a race, the same weekdays too."""
        day, days = week.horizon.day(session.start), week.horizon.days
        return (day - days, day, day + days) if week.standing and not session.race else (day,)

    def runs_of_days(self, days: int, *, standing: bool) -> Iterator[tuple[int, ...]]:
        """The stretches of days that may not all be hard, by their last day."""
        last = days if standing else days + self.most
        for end in range(last):
            yield tuple(range(end - self.most, end + 1))


@dataclass(frozen=True, kw_only=True)
class FreeDays(Requirement):
    """At least ``count`` of these days stay empty; days with facts on them cannot be."""

    days: tuple[Span, ...]
    count: int

    def judge(self, finished: Finished) -> Iterator[Finding]:
        """One finding where too few days are empty."""
        by_day = [finished.starting_in(day, ANY_KIND) for day in self.days]
        empty = sum(not sessions for sessions in by_day)
        could = sum(all(session.decided for session in sessions) for sessions in by_day)
        if empty >= self.count:
            return
        placed = [session for sessions in by_day for session in sessions if session.decided]
        blamed = (
            placed
            if empty < could
            else [s for sessions in by_day for s in sessions if not s.decided]
        )
        missing = min(self.count, could) - empty
        yield self.finding(
            f"{counted(empty, 'day')} of the week stay empty; {self.count} wanted",
            *blamed,
            points=self.points * max(missing, 0),
            found=counted(empty, "day"),
            wanted=counted(self.count, "day"),
        )
