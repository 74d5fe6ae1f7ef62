"""What was done of an exercise: its sets, as an athlete or an app tells them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from scheduler.exercises.words import Side


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set."""

    reps: int  # in the exercise's unit; on each side where nothing is said of a side
    load: float | None = None  # beside the body [kg]; None where nobody says
    side: Side | None = None  # the one that did it alone
    effort: float | None = None  # [RPE]


@dataclass(frozen=True, slots=True)
class Done:
    """One exercise in one session."""

    exercise: str  # its id
    session: str  # the session's key; empty where it was none of a plan
    date: dt.date
    sets: tuple[SetDone, ...]
    asked: int | None = None  # the reps that the plan gave
    pain: int = 0  # at worst, 0 to 10
    worse_after: bool = False  # the next morning
    easy: bool = False  # in a week of fewer sets
    held: bool = False  # in a phase in which nothing rises

    @property
    def reps(self) -> int:
        """The fewest of the sets that count."""
        return min(one.reps for one in self._counting)

    @property
    def _counting(self) -> tuple[SetDone, ...]:
        """The sets with the load that counts; where none is told, all."""
        load = self.load
        return tuple(one for one in self.sets if one.load == load) or self.sets

    @property
    def last_reps(self) -> int:
        """Those of the last set, on the side that managed fewer."""
        sides = {one.side: one.reps for one in self.sets}
        return min(sides.values())

    @property
    def weaker_side(self) -> Side | None:
        """The side that did fewer reps in a set, where the sides are told apart."""
        sides = {one.side for one in self.sets if one.side is not None}
        return min(sorted(sides), key=self.reps_of, default=None)

    def reps_of(self, side: Side) -> float:
        """The mean of the sets of one side; 0 where there are none."""
        reps = [one.reps for one in self.sets if one.side == side]
        return sum(reps) / len(reps) if reps else 0.0

    @property
    def load(self) -> float | None:
        """The heaviest with which the reps asked for were done, else the least of any set [kg].

        None where nobody says.
        """
        told = [(one.load, one.reps) for one in self.sets if one.load is not None]
        enough = [load for load, reps in told if self.asked is not None and reps >= self.asked]
        return max(enough) if enough else min((load for load, _ in told), default=None)

    @property
    def effort(self) -> float | None:
        """That of the hardest set [RPE]; None where nobody says."""
        return max((one.effort for one in self.sets if one.effort is not None), default=None)

    @property
    def rounds(self) -> int:
        """How many sets, those of the two sides counted together."""
        left, right = (sum(one.side == side for one in self.sets) for side in ("left", "right"))
        return len(self.sets) - left - right + max(left, right)


def joined(said: Iterable[Done], shown: Iterable[Done]) -> tuple[Done, ...]:
    """What the athlete says of exercises, and of the others what exports show.

    Both tell of one thing if the session is the same, or the day where the export's is no session
    of a plan. If the athlete tells no sets of it, then those shown count.
    """
    found = list(said)
    places: dict[tuple[str, str | dt.date], int] = {}
    for number, done in enumerate(found):
        for when in (done.session, done.date):
            places[done.exercise, when] = number
    for done in shown:
        place = places.get((done.exercise, done.session or done.date))
        if place is None:
            found.append(done)
        elif not found[place].sets:
            found[place] = replace(found[place], sets=done.sets)
    return tuple(found)
