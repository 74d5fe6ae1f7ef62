"""What can be chosen in each session: exercise by exercise, with so many sets, at what cost."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scheduler.content.asked import Asked, ToFill
from scheduler.content.limits import limits
from scheduler.content.prices import prices
from scheduler.content.sorts import BESIDE
from scheduler.content.suits import SORE, refusal
from scheduler.exercises.exercise import PER_MINUTE, Exercise
from scheduler.exercises.menu import Option
from scheduler.units import HOUR

TENTHS = 10  # of a minute, in which the time of a session is counted
_PER_TENTH = PER_MINUTE // TENTHS  # [s]


@dataclass(frozen=True)
class Choices:
    """All options of the week; of each pattern but mobility a session takes at most one."""

    asked: Asked

    @cached_property
    def suited(self) -> dict[int, list[Exercise]]:
        """The exercises that suit each session, by its place, in the order of the catalogue."""
        catalogue = self.asked.runner.catalogue.values()
        return {
            place: [one for one in catalogue if refusal(self.asked, session, one) is None]
            for place, session in enumerate(self.asked.sessions)
            if not session.lines
        }

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Session by session, in the order of the catalogue, from few sets to many."""
        return tuple(
            option
            for place, session in enumerate(self.asked.sessions)
            for option in (self._done(place) if session.lines else self._options(place))
        )

    def _done(self, place: int) -> Iterator[Option]:
        """What a session that has begun holds is what it holds."""
        for line in self.asked.sessions[place].lines:
            yield Option(place, line.exercise.id, line.sets, 0)

    def _options(self, place: int) -> Iterator[Option]:
        session, turns = self.asked.sessions[place], self._turns(place)
        for exercise in self.suited[place]:
            per_use = prices().turn * turns[exercise.id] + self._unlike(place, exercise)
            per_set = prices().set + _strain(session, exercise)
            least, most = self.sets(session, exercise)
            for sets in range(least, most + 1):
                yield Option(place, exercise.id, sets, per_use + per_set * sets)

    def sets(self, session: ToFill, exercise: Exercise) -> tuple[int, int]:
        """How many sets; of one that is new and makes sore, at most a part."""
        least, most = self.asked.dose(session).sets_of(exercise)
        if self.asked.is_new(exercise.id) and exercise.doms >= SORE:
            most = max(min(most, exercise.sets.most * limits().new_sets // 100), 1)
        step = self.asked.step(session, exercise)
        if step is not None:
            most = min(most, step.most_sets)
        return min(least, most), most

    def _turns(self, place: int) -> dict[str, int]:
        """Whose turn it is in each pattern; in the next block and session it is another's."""
        by_pattern = defaultdict(list)
        for exercise in self.suited[place]:
            by_pattern[exercise.pattern].append(exercise.id)
        return {
            one: (number - self.asked.block - place) % len(ids)
            for ids in by_pattern.values()
            for number, one in enumerate(ids)
        }

    def _unlike(self, place: int, exercise: Exercise) -> int:
        last, price = self._usual[place], prices()
        unusual = price.unusual if last and exercise.id not in last else 0
        spares = self.asked.runner.goal == "durability" and exercise.pattern.endswith("_bilateral")
        beside = price.beside if exercise.pattern in BESIDE else 0
        return unusual + beside + (price.bilateral if spares else 0)

    @cached_property
    def _usual(self) -> dict[int, frozenset[str]]:
        """What each session held last time; for what it outgrew since, what is harder."""
        found = {}
        for place, suited in self.suited.items():
            session, there = self.asked.sessions[place], {one.id for one in suited}
            last = self.asked.last.get(session.key, frozenset())
            grown = {
                one.id: one.harder
                for one in suited
                if one.id in last and one.harder in there and self._is_outgrown(session, one)
            }
            found[place] = frozenset(grown.get(one, one) for one in last)
        return found

    def _is_outgrown(self, session: ToFill, exercise: Exercise) -> bool:
        step = self.asked.step(session, exercise)
        return step is not None and step.outgrown

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The options of one pattern in one session; of mobility, those of one exercise."""
        found: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            if not self.asked.sessions[option.session].lines:
                pattern = self.exercise(number).pattern
                family = option.exercise if pattern == "mobility" else pattern
                found[option.session, family].append(number)
        return tuple(tuple(numbers) for numbers in found.values())

    @cached_property
    def done(self) -> tuple[int, ...]:
        """The options of sessions that have begun: they are chosen already."""
        begun = {place for place, session in enumerate(self.asked.sessions) if session.lines}
        return tuple(n for n, option in enumerate(self.options) if option.session in begun)

    def exercise(self, number: int) -> Exercise:
        """The exercise of an option."""
        return self.asked.runner.catalogue[self.options[number].exercise]

    @cached_property
    def takes(self) -> tuple[int, ...]:
        """How long each option takes [tenths of a minute].

        At the reps of its session, or at the middle ones if longer.
        """
        return tuple(map(self._takes, range(len(self.options))))

    def _takes(self, number: int) -> int:
        option, exercise = self.options[number], self.exercise(number)
        reps = self.asked.reps(self.asked.sessions[option.session], exercise)
        return takes(exercise, option.sets, reps)


def takes(exercise: Exercise, sets: int, reps: int) -> int:
    """How long so many sets take, at these reps or at the middle ones if longer [tenths of min]."""
    return sets * tenths(max(exercise.seconds(reps), exercise.seconds_per_set))


def tenths(seconds: float) -> int:
    """Tenths of a minute; begun ones count whole."""
    return -int(-seconds // _PER_TENTH)


def _strain(session: ToFill, exercise: Exercise) -> int:
    """What a set costs for the runs around it."""
    price, calves = prices(), "calf_achilles" in exercise.tissues
    cost = 0
    if calves and _within(session.from_calf_run, price.near_calf_run):
        cost += price.spared
    if _within(session.to_hard_run, price.near_hard_run):
        cost += price.soreness * exercise.doms
    if _within(session.to_long_run, price.near_long_run):
        cost += price.soreness * exercise.doms + (price.spared if calves else 0)
    return cost


def _within(gap: int | None, hours: int) -> bool:
    return gap is not None and gap < hours * HOUR
