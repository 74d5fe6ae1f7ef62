"""What was done before a week, as far as it says how the week goes on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
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
from scheduler.horizon import MARGIN_DAYS
from scheduler.identity import home_of

WEEK = 7  # [d]
_DAY = dt.timedelta(days=1)


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
    dates: Mapping[str, dt.date] = field(default_factory=dict)  # of those sessions, where known

    @cached_property
    def done(self) -> Mapping[str, tuple[Done, ...]]:
        """Each exercise as it was done before the week, oldest first."""
        found = {(done.session, done.exercise): done for done in self._as_given()}
        for number, done in enumerate(self._told_before()):
            here = (done.session or str(number), done.exercise)
            given = found.get(here)
            if given is not None:
                done = replace(done, asked=given.asked, easy=given.easy, held=given.held)  # noqa: PLW2901
            found[here] = done
        by_exercise = defaultdict(list)
        for done in sorted(found.values(), key=lambda one: (one.date, one.session)):
            by_exercise[done.exercise].append(done)
        return {exercise: tuple(listed) for exercise, listed in by_exercise.items()}

    def _as_given(self) -> Iterator[Done]:
        for key, lines in sorted(self.given.items()):
            date = min(self._date(key), self.first - _DAY)
            for line in lines:
                sets = (SetDone(line.reps, line.load),) * line.sets
                yield Done(
                    line.exercise, key, date, sets, line.reps, easy=line.easy, held=line.held
                )

    def _date(self, key: str) -> dt.date:
        return self.dates.get(key, home_of(key))

    def _told_before(self) -> Iterator[Done]:
        return (done for done in self.told if done.sets and done.date < self.first)

    @cached_property
    def known(self) -> frozenset[str] | None:
        """The exercises done of late; None where no plan gave any, so that all may be known."""
        if not self.given:
            return None
        since = self.first - dt.timedelta(days=MARGIN_DAYS)
        return frozenset(own for own, listed in self.done.items() if listed[-1].date >= since)

    @cached_property
    def _trained(self) -> frozenset[int]:
        """How many weeks back strength was done, 1 for the week before."""
        every = (done for listed in self.done.values() for done in listed)
        return frozenset(self._weeks_back(done.date) for done in every)

    @cached_property
    def _easy(self) -> frozenset[int]:
        """How many weeks back an easy one was."""
        keys = (key for key, lines in self.given.items() if any(line.easy for line in lines))
        return frozenset(self._weeks_back(self._date(key)) for key in keys)

    def _weeks_back(self, date: dt.date) -> int:
        return -((date - self.first).days // WEEK)

    def has_trained(self, weeks: int) -> bool:
        """Whether strength was done in each of so many weeks just before."""
        return all(back in self._trained for back in range(1, weeks + 1))

    def rhythm(self, level: Level) -> Rhythm:
        """How training has gone: time off, and whether an easy week is due.

        The last of so many weeks of training running is easy, and the first after time off.
        """
        off = min(self._trained, default=1) - 1
        running = next(n for n in count() if n + 1 not in self._trained or n + 1 in self._easy)
        is_due = running >= levels()[level].block - 1
        return Rhythm(self.first, off, is_easy=is_due or off >= paces().back_after)

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
        told = defaultdict(list)
        for listed in self.done.values():
            for done in listed:
                more = _difference(done)
                if (
                    more is not None
                    and done.exercise in catalogue
                    and catalogue[done.exercise].is_leg
                ):
                    told[done.date, done.session].append(more)
        last = [_mean(told[when]) for when in sorted(told)][-int(paces().weaker_sessions) :]
        if len(last) < paces().weaker_sessions or not _mean(last):
            return None
        return Weaker("left" if _mean(last) > 0 else "right", abs(_mean(last)))


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
    """By how much the left side did less in a set than the right [%]; below 0 where more.

    None where not both sides are told, or their loads differ.
    """
    loads = {one.load for one in done.sets if one.side is not None}
    left, right = done.reps_of("left"), done.reps_of("right")
    if not (left and right) or len(loads) > 1:
        return None
    return 100 * (right - left) / max(left, right)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
