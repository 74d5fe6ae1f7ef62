"""How an exercise goes on from what was done of it: a little more each week, less after time off.

::

    last time                                     next time
    as asked                                      a rep more, up to the top of the range
    at the top of the range                       more load, and back to fewer reps
    two reps more than asked, twice running       more load (NSCA's rule of two for two)
    fewer than asked, or harder than meant        the same again
    a week off, or a week of little               the same again
    two weeks off, or others stood in for it      a tenth less
    three weeks off                               two tenths less

One thing rises at a time: where a session takes a set more, reps and load stay.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.content.doses import Dose, phase_says
from scheduler.content.paces import paces
from scheduler.exercises.done import Done
from scheduler.exercises.exercise import Exercise

_WEIGHTS = frozenset({
    "barbell", "cable", "dumbbell", "kettlebell", "machine", "medicine_ball", "trap_bar",
})  # fmt: skip
_STEPS = {"s": 5, "m": 5, "steps": 2}  # by which reps rise, where not by one
_EPLEY = 30  # reps at which a load is half of the most that can be lifted once: Epley 1985
_AT_THE_TOP = "the top of its range"
_HARDER = 1  # so much above the effort meant, a set was too hard [RPE]


@dataclass(frozen=True, slots=True)
class Amount:
    """What a set is."""

    reps: int
    load: float | None = None  # beside the body [kg]; None where nobody says


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How training has gone up to a week."""

    first: dt.date  # of the week
    weeks_off: int = 0  # without strength, just before it
    is_easy: bool = False  # the week of a block in which little is done


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next of an exercise."""

    last: Done
    next: Amount
    same: Amount  # where the sets rise instead
    why: str = ""  # it does not rise, or falls
    outgrown: bool = False  # its reps have no further to go, and no weight makes it harder

    @property
    def most_sets(self) -> int:
        """How many sets it may have."""
        rises = self.outgrown or not self.why
        return self.last.rounds + (int(paces().sets_a_week) if rises else 0)

    def amount(self, sets: int) -> Amount:
        """What each set is, where there are so many."""
        return self.next if sets <= self.last.rounds else self.same

    def why_of(self, sets: int) -> str:
        """Why it does not rise as usual; empty where it does."""
        if sets > self.last.rounds and self.next != self.same:
            return "one set more first"
        return self.why


@dataclass(frozen=True)
class Progress:
    """One exercise in one session: from what was done to what comes next."""

    exercise: Exercise
    dose: Dose
    past: Sequence[Done]  # of this exercise, before the week, oldest first
    rhythm: Rhythm
    equipment: frozenset[str]
    smallest: float = 1.0  # by which a weight can rise [kg]

    def step(self) -> Step | None:
        """What comes next; None where it was never done, and where nothing of it rises."""
        if not self.past or self.exercise.is_jump or self.exercise.pattern == "mobility":
            return None
        found, why = self._fallen() or self._held() or self._risen()
        same = found if why else self._as_it_was()
        return Step(self.last, found, same, why, outgrown=why == _AT_THE_TOP)

    @property
    def last(self) -> Done:
        """What was done last."""
        return self.past[-1]

    @property
    def start(self) -> int:
        """The reps that the phase begins with."""
        return self.dose.reps_of(self.exercise)

    @property
    def top(self) -> int:
        """The reps from which on the load rises."""
        return max(self.start, self.dose.top_of(self.exercise))

    def _as_it_was(self) -> Amount:
        """The reps of last time, within those of the phase, at a load that suits them."""
        reps = min(max(self.last.reps, self.start), self._far)
        return Amount(reps, self._eased(reps))

    def _eased(self, reps: int) -> float | None:
        """The load of last time; where the phase asks for more reps, as much less as they take."""
        load = self.last.load
        if load is None or reps <= self.last.reps + self._rep:
            return load
        return self._rounded(load * (_EPLEY + self.last.reps) / (_EPLEY + reps))

    def _fallen(self) -> tuple[Amount, str] | None:
        """Less than last time, after time off."""
        off, numbers = self.rhythm.weeks_off, paces()
        if off >= numbers.restart_after:
            return self._less(numbers.restart), f"two steps down after {off} weeks off"
        if off >= numbers.back_after:
            return self._less(numbers.back), f"{numbers.back:g} % less after {off} weeks off"
        if (self.rhythm.first - self.last.date).days > numbers.absent:
            return self._less(numbers.back), "less, for it was not done lately"
        return None

    def _less(self, percent: float) -> Amount:
        """So much less load, or where none is told so many reps fewer."""
        was = self._as_it_was()
        if was.load:
            return Amount(self.start, self._rounded(was.load * (100 - percent) / 100))
        fewer = int(was.reps * (100 - percent) / 100) // self._rep * self._rep
        return Amount(max(fewer, self.exercise.reps.least), was.load)

    def _held(self) -> tuple[Amount, str] | None:
        """The same as last time."""
        was = self._as_it_was()
        if not self.dose.rises:
            load = None if was.load is None else self._rounded(was.load * self.dose.load_pct / 100)
            return Amount(self.start, load), f"nothing rises in the {phase_says(self.dose.phase)}"
        if self.rhythm.is_easy:
            return was, "the same again, for the week is easy"
        if self.rhythm.weeks_off >= paces().repeat_after:
            return was, "the same again after a week off"
        if self.last.asked is not None and self.last.reps < self.last.asked:
            asked = max(min(self.last.asked, self._far), self.start)
            return Amount(asked, self.last.load), "the same again until every set is done"
        meant = self.dose.effort_of(self.exercise) + _HARDER
        if self.last.effort is not None and self.last.effort > meant:
            return was, "the same again, for it was harder than meant"
        return None

    def _risen(self) -> tuple[Amount, str]:
        """A rep more, or more load."""
        reps, load = self.last.reps + self._rep, self.last.load
        if self.last.reps >= self.top or self._is_two_for_two():
            if load:
                heavier = self._heavier(load)
                if heavier is not None:
                    return Amount(self.start, heavier), ""
                if reps <= self._far:
                    return Amount(reps, load), ""
                return Amount(self._far, load), "the next weight would be too much more"
            if self._takes_weight:
                return Amount(self.start, load), "add weight" if load is None else "take a weight"
            return self._as_it_was(), _AT_THE_TOP
        reps = max(reps, self.start)
        return Amount(min(reps, self.top), self._eased(reps)), ""

    def _is_two_for_two(self) -> bool:
        """Whether the last set of two sessions running was two reps more than asked."""
        two = self.past[-2:]
        return (
            len({done.load for done in two}) == 1
            and len(two) > 1
            and all(
                done.asked is not None and done.last_reps >= done.asked + paces().beyond
                for done in two
            )
        )

    def _heavier(self, load: float) -> float | None:
        """The weight within the rise that is nearest to the usual one; None where there is none."""
        numbers = paces()
        usual, most = (
            (numbers.rise_calves, numbers.most_rise_calves)
            if self.exercise.is_calf
            else (numbers.rise, numbers.most_rise)
        )
        first = math.ceil(load * (1 + numbers.least_rise / 100) / self.smallest - _NEARLY)
        last = math.floor(load * (1 + most / 100) / self.smallest + _NEARLY)
        found = [number * self.smallest for number in range(first, last + 1)]
        return min(found, key=lambda one: abs(one - load * (1 + usual / 100)), default=None)

    def _rounded(self, load: float) -> float:
        """Down to a weight that is there."""
        return math.floor(load / self.smallest + _NEARLY) * self.smallest

    @property
    def _rep(self) -> int:
        return _STEPS.get(self.exercise.unit, 1)

    @property
    def _far(self) -> int:
        """The most reps, where no weight lies within the rise."""
        far = int(self.exercise.reps.most * (1 + paces().beyond_range / 100))
        return far if self.last.load else max(self.exercise.reps.most, self.start)

    @property
    def _takes_weight(self) -> bool:
        """Whether there is a weight that makes it harder."""
        words = {word for group in self.exercise.extras for word in group.split("/")}
        words |= {word for group in self.exercise.needs for word in group}
        return bool(words & _WEIGHTS & self.equipment)


_NEARLY = 1e-9
