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
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.content.doses import Dose
from scheduler.content.paces import paces
from scheduler.content.weights import Weights, takes_weight
from scheduler.exercises.done import Done
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.words import phase_says

_STEPS = {"s": 5, "m": 5, "steps": 2}  # by which reps rise, where not by one
_EPLEY = 30  # reps at which a load is half of the most that can be lifted once: Epley 1985
_AT_THE_TOP = "the top of its range"
_WHOLE = 100  # [%]
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
    rounds: int  # the usual sets
    next: Amount
    same: Amount  # where the sets rise instead
    why: str = ""  # it does not rise, or falls
    outgrown: bool = False  # its reps have no further to go, and no weight makes it harder

    @property
    def most_sets(self) -> int:
        """How many sets it may have."""
        rises = self.outgrown or not self.why
        return self.rounds + (int(paces().sets_a_week) if rises else 0)

    def amount(self, sets: int) -> Amount:
        """What each set is, where there are so many."""
        return self.next if sets <= self.rounds else self.same

    def why_of(self, sets: int) -> str:
        """Why it does not rise as usual; empty where it does."""
        if sets > self.rounds and self.next != self.same:
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
        same = found if why else Amount(self._reps, self._load)
        whole = [done.rounds for done in self.past if not (done.easy or done.held)]
        rounds = whole[-1] if whole else self.last.rounds
        return Step(self.last, rounds, found, same, why, outgrown=why == _AT_THE_TOP)

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
        """The reps of last time, or of the phase where a load can meet them with less weight."""
        reps = self._reps
        if not self._load or self.start <= self.last.reps + self._rep:
            return Amount(
                max(reps, min(self.start, reps + self._rep)) if self._load else reps, self._load
            )
        eased = 100 * (1 - (_EPLEY + self.last.reps) / (_EPLEY + self.start))
        lighter = self._weights.lighter(self._load, eased)
        return Amount(reps, self._load) if lighter is None else Amount(self.start, lighter)

    @property
    def _reps(self) -> int:
        """Those of last time, within what may be."""
        return min(max(self.last.reps, self.exercise.reps.least), self._far)

    @property
    def _load(self) -> float | None:
        """That of last time; where the body alone was enough then, that of before."""
        return self.last.load or self._usual_load

    @property
    def _usual_load(self) -> float | None:
        """The last one of a phase in which loads rise."""
        loads = [done.load for done in self.past if done.load is not None and not done.held]
        return loads[-1] if loads else self.last.load

    def _fallen(self) -> tuple[Amount, str] | None:
        """Less than last time, after time off."""
        off, numbers = self.rhythm.weeks_off, paces()
        if off >= numbers.restart_after:
            return self._less(numbers.restart, f"two steps down after {off} weeks off")
        if off >= numbers.back_after:
            return self._less(numbers.back, f"a step down after {off} weeks off")
        if (self.rhythm.first - self.last.date).days > numbers.absent:
            return self._less(numbers.back, "a step down, for it was not done lately")
        return None

    def _less(self, percent: float, why: str) -> tuple[Amount, str]:
        """So much less load; where there is none, or no such weight, so many reps fewer."""
        was = self._as_it_was()
        lighter = self._weights.lighter(was.load, percent) if was.load else None
        if lighter is not None:
            return Amount(min(was.reps, max(self.start, self.exercise.reps.least)), lighter), why
        fewer = min(int(was.reps * (100 - percent) / 100), was.reps - self._rep)
        reps = max(fewer // self._rep * self._rep, self.exercise.reps.least)
        if reps < was.reps:
            return Amount(reps, was.load), why
        return was, "as little as its range allows"

    def _held(self) -> tuple[Amount, str] | None:
        """The same as last time."""
        was = self._as_it_was()
        if not self.dose.rises:
            return self._of_phase(), f"nothing rises in the {phase_says(self.dose.phase)}"
        if self.rhythm.is_easy:
            return was, "the same again, for the week is easy"
        if self.rhythm.weeks_off >= paces().repeat_after:
            return was, "the same again after a week off"
        if self.last.asked is not None and self.last.reps < self.last.asked:
            asked = max(min(self.last.asked, self._far), self.exercise.reps.least)
            return Amount(asked, self._load), "asked again until every set is done"
        meant = self.dose.effort_of(self.exercise) + _HARDER
        if self.last.effort is not None and self.last.effort > meant:
            return was, "the same again, for it was harder than meant"
        return None

    def _of_phase(self) -> Amount:
        """The reps of a phase in which nothing rises, with its part of the usual load."""
        usual, percent = self._usual_load, self.dose.load_pct
        if not (usual and percent):
            return Amount(self.start, None if usual is None else 0.0)
        lighter = usual if percent == _WHOLE else self._weights.lighter(usual, _WHOLE - percent)
        return Amount(self.start, lighter)

    def _risen(self) -> tuple[Amount, str]:
        """A rep more, or more load."""
        was = self._as_it_was()
        if was.load != self._load:  # more reps of a new phase, with less weight
            return was, ""
        if was.reps < self.top and not self._is_two_for_two():
            return Amount(max(was.reps, min(self.last.reps + self._rep, self.top)), was.load), ""
        if was.load:
            return self._heavier(was.reps, was.load)
        if takes_weight(self.exercise, self.equipment):
            return Amount(self.start, was.load), "add weight"
        return was, _AT_THE_TOP

    def _heavier(self, reps: int, load: float) -> tuple[Amount, str]:
        """More load and fewer reps; where no weight lies within the rise, more reps still."""
        heavier = self._weights.heavier(load)
        if heavier is not None:
            return Amount(self.start, heavier), ""
        if reps + self._rep <= self._far:
            return Amount(reps + self._rep, load), ""
        return Amount(self._far, load), "the next weight would be too much more"

    def _is_two_for_two(self) -> bool:
        """Whether the last set of two sessions running was two reps more than asked."""
        two = self.past[-2:]
        if len(two) == 1 or len({done.load for done in two}) > 1:
            return False
        more = paces().beyond
        return all(done.asked is not None and done.last_reps >= done.asked + more for done in two)

    @property
    def _weights(self) -> Weights:
        return Weights(self.smallest, is_calf=self.exercise.is_calf)

    @property
    def _rep(self) -> int:
        return _STEPS.get(self.exercise.unit, 1)

    @property
    def _far(self) -> int:
        """The most reps; with a load also beyond the range, until a weight lies within the rise."""
        far = int(self.exercise.reps.most * (1 + paces().beyond_range / 100))
        return far if self._load else max(self.exercise.reps.most, self.start)
