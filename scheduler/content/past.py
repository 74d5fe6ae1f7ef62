"""What was done before a week, as far as it says how the week goes on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from types import MappingProxyType

from scheduler.content.doses import levels
from scheduler.content.paces import paces
from scheduler.content.progress import Rhythm
from scheduler.exercises.catalogue import Catalogue
from scheduler.exercises.done import Done, SetDone
from scheduler.exercises.session import Given
from scheduler.exercises.words import Level, Side
from scheduler.identity import home_of

WEEK = 7  # [d]


@dataclass(frozen=True, slots=True)
class Weaker:
    """The weaker side, and how much weaker it is."""

    side: Side
    difference: float  # [%]

    @property
    def wants_more(self) -> bool:
        """Whether it takes a set more, and not only comes first."""
        return self.difference > paces().weaker


@dataclass(frozen=True)
class Past:
    """What was done before a week.

    What an athlete tells of an exercise counts; what nobody speaks of was done as it was given.
    """

    first: dt.date  # of the week
    told: tuple[Done, ...] = ()
    given: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)  # by session, not missed

    @cached_property
    def done(self) -> Mapping[str, tuple[Done, ...]]:
        """Each exercise as it was done before the week, oldest first."""
        found: dict[tuple[str, str], Done] = {}
        for done in self._as_given():
            found[done.session, done.exercise] = done
        for number, done in enumerate(self._before(self.told)):
            here = (done.session or str(number), done.exercise)
            asked = found[here].asked if here in found else done.asked
            found[here] = Done(
                done.exercise, done.session, done.date, done.sets, asked, done.pain,
                done.worse_after,
            )  # fmt: skip
        by_exercise = defaultdict(list)
        for done in sorted(found.values(), key=lambda one: (one.date, one.session)):
            by_exercise[done.exercise].append(done)
        return {exercise: tuple(listed) for exercise, listed in by_exercise.items()}

    def _as_given(self) -> Iterator[Done]:
        for key, lines in sorted(self.given.items()):
            for line in lines:
                sets = (SetDone(line.reps, line.load),) * line.sets
                yield Done(line.exercise, key, home_of(key), sets, asked=line.reps)

    def _before(self, told: Iterable[Done]) -> Iterator[Done]:
        return (done for done in told if done.sets and done.date < self.first)

    @cached_property
    def known(self) -> frozenset[str] | None:
        """The exercises done before; None where nothing at all is known."""
        return frozenset(self.done) or None

    @cached_property
    def _trained(self) -> frozenset[int]:
        """How many weeks back strength was done, 1 for the week before."""
        every = (done for listed in self.done.values() for done in listed)
        return frozenset(-((done.date - self.first).days // WEEK) for done in every)

    @cached_property
    def _easy(self) -> frozenset[int]:
        """How many weeks back an easy one was."""
        keys = (key for key, lines in self.given.items() if any(line.easy for line in lines))
        return frozenset((self.first - home_of(key)).days // WEEK for key in keys)

    def has_trained(self, weeks: int) -> bool:
        """Whether strength was done in each of so many weeks just before."""
        return all(back in self._trained for back in range(1, weeks + 1))

    def rhythm(self, level: Level) -> Rhythm:
        """How training has gone: time off, and whether an easy week is due.

        The last of so many weeks of training running is easy; time off counts as easy, too.
        """
        off = min(self._trained, default=1) - 1
        running = next(n for n in count() if n + 1 not in self._trained or n + 1 in self._easy)
        return Rhythm(self.first, off, is_easy=running >= levels()[level].block - 1)

    def hurt(self, catalogue: Catalogue, date: dt.date) -> Mapping[str, dt.date]:
        """What hurt too much in the days before a date, and when; with all that is harder."""
        found: dict[str, dt.date] = {}
        for done in self.told:
            since = (date - done.date).days
            if _hurts(done) and 0 <= since <= paces().pain_days:
                for one in _and_harder(done.exercise, catalogue):
                    found[one] = done.date
        return MappingProxyType(found)

    def weaker(self, catalogue: Catalogue) -> Weaker | None:
        """The side that did less, as the mean of the last sessions in which both were told."""
        told = [
            difference
            for listed in self.done.values()
            for done in listed
            if done.exercise in catalogue and catalogue[done.exercise].is_leg
            for difference in [(done.date, _difference(done))]
            if difference[1] is not None
        ]
        last = [one for _, one in sorted(told, key=lambda one: one[0])]
        last = last[-int(paces().weaker_sessions) :]
        if len(last) < paces().weaker_sessions:
            return None
        mean = sum(one or 0 for one in last) / len(last)
        return Weaker("left" if mean > 0 else "right", abs(mean)) if mean else None


def _hurts(done: Done) -> bool:
    return done.pain > paces().pain or done.worse_after


def _and_harder(exercise: str, catalogue: Catalogue) -> Iterator[str]:
    """An exercise and, one after the other, those that are harder."""
    seen: set[str] = set()
    while exercise in catalogue and exercise not in seen:
        seen.add(exercise)
        yield exercise
        exercise = catalogue[exercise].harder


def _difference(done: Done) -> float | None:
    """By how much the left side did less than the right [%]; below 0 where it did more.

    Compared are the reps of all sets, times the load.
    """
    sides = [
        sum(one.reps * (one.load or 1) for one in done.sets if one.side == side)
        for side in ("left", "right")
    ]
    if not all(sides):
        return None
    left, right = sides
    return 100 * (right - left) / max(sides)
