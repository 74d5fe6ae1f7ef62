"""The requirements R1 to R14 as sums over what can be chosen: what the builder has to keep.

Who may do what, and in how many sets, is settled on the options already. What is left couples
exercises: it is written here, and judged again, in other words, in ``judge``.

What cannot be had together yields in this order, the first one first; nothing else ever does::

    R6 share   fewer leg exercises through the full range
    R8   fewer leg sets than wanted
    R6   a joint that nothing takes through its full range
    R3   fewer directions
    R2   less of the trunk
    R5   a calf muscle left out
    R4   one of the four patterns left out
    R1   less of single-leg work
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import combinations

from scheduler.content import sorts
from scheduler.content.asked import ToFill
from scheduler.content.choices import TENTHS, Choices
from scheduler.content.doses import Dose
from scheduler.content.limits import limits
from scheduler.content.sorts import FOUR, JOINTS, Counts, sort_of
from scheduler.content.suits import SORE
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.menu import Sum
from scheduler.exercises.session import WARM_UP
from scheduler.units import HOUR

YIELDS = ("R6 share", "R8", "R6", "R3", "R2", "R5", "R4", "R1")
TWO = 2  # sessions from which a week is to have more in it


def rank_of(name: str) -> str:
    """The place of a requirement in the order of yielding; empty where it never yields."""
    return next((rank for rank in (name, name.partition(" ")[0]) if rank in YIELDS), "")


class Sums:
    """Writes sums over the options of a week."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.asked = choices.asked
        self._numbers = defaultdict(list)  # of the options of each exercise
        for number, option in enumerate(choices.options):
            self._numbers[option.exercise].append(number)

    def amounts(
        self, counts: Counts, *, place: int | None = None, by_sets: bool = False
    ) -> dict[int, int]:
        """What each option adds: what ``counts`` says of it, once or for each of its sets."""
        options, catalogue = self.choices.options, self.asked.runner.catalogue
        return {
            number: amount * (options[number].sets if by_sets else 1)
            for exercise, numbers in self._numbers.items()
            if (amount := int(counts(catalogue[exercise])))
            for number in numbers
            if place in (None, options[number].session)
        }

    def musts(self) -> Iterator[Sum]:
        """What may never be broken, session by session, and then in the week."""
        for place, session in enumerate(self.asked.sessions):
            if not session.lines:
                yield from self._limits(place, self.asked.dose(session))
        caps = [self.asked.dose(session).contacts for session in self.asked.sessions]
        contacts = self.amounts(_contacts, by_sets=True)
        done = sum(contacts.get(option, 0) for option in self.choices.done)
        yield Sum("R10", contacts, most=max(limits().week_of_contacts * max(caps, default=0), done))

    def _limits(self, place: int, dose: Dose) -> Iterator[Sum]:
        def at_most(name: str, counts: Counts, most: int, *, by_sets: bool = True) -> Sum:
            amounts = self.amounts(counts, place=place, by_sets=by_sets)
            return Sum(name, amounts, most=most, session=place)

        options = enumerate(self.choices.options)
        tenths = {n: self.choices.takes[n] for n, option in options if option.session == place}
        yield Sum("R12", tenths, most=max(dose.minutes - WARM_UP, 0) * TENTHS, session=place)
        yield at_most("R8 most", sorts.is_leg, dose.leg_sets[1])
        yield at_most("R9", _is_very_sore, limits().very_sore, by_sets=False)
        yield at_most("R10", _contacts, dose.contacts)
        yield at_most("R10", sorts.more_intensive, 0)
        if dose.kind == "light":
            yield at_most("R14", _contacts, limits().light_contacts)
        if dose.kind == "moderate":
            yield at_most("R14", partial(_is_heavy, dose), limits().heavy_sets - 1)
            yield at_most("R14", sorts.intensive, limits().heavy_contacts - 1)

    def apart(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Sessions too near to each other for calf raises in both: R5."""
        for (one, first), (other, second) in combinations(enumerate(self.asked.sessions), 2):
            begun = first.lines and second.lines
            if not begun and second.start - first.start < limits().calf_rest * HOUR:
                before, after = (
                    self.amounts(sorts.is_raise, place=place) for place in (one, other)
                )
                yield tuple(before), tuple(after)

    def yielding(self) -> Iterator[Sum]:
        """What each session and the week are to hold; without a price yet."""
        for place, session in enumerate(self.asked.sessions):
            if not session.lines:
                yield from self._of_session(place, session)
        legs = self.asked.leg_sessions
        for name in self._of_week():
            yield self._some(name)
        if legs and all(one.phase != "race_week" for one in legs):
            yield Sum("R6 share", self.amounts(sorts.fuller), least=0, once=True)
        if legs:
            share = partial(sorts.single_leg, limits().single_leg(self.asked.runner.goal))
            yield Sum("R1", self.amounts(share, by_sets=True), least=0, once=True)

    def _of_session(self, place: int, session: ToFill) -> Iterator[Sum]:
        if session.is_leg:
            legs = self.amounts(sorts.is_leg, place=place, by_sets=True)
            yield Sum("R8", legs, least=self.asked.dose(session).leg_sets[0], session=place)
        yield self._some("R3", place)
        yield self._some("R2", place)

    def _of_week(self) -> Iterator[str]:
        """The names of what the week is to hold at least once."""
        legs = self.asked.leg_sessions
        if self.asked.sessions:
            yield from ("R3 sideways", "R2 rotation")
        if len(self.asked.sessions) >= TWO:
            yield from ("R2 extension", "R2 lateral")
        if legs:
            yield from ("R5 gastrocnemius", "R5 soleus", *(f"R6 {joint}" for joint in JOINTS))
        if len(legs) >= TWO and all(one.phase in {"base", "build"} for one in legs):
            yield from (f"R4 {name}" for name in FOUR)

    def _some(self, name: str, place: int | None = None) -> Sum:
        """At least one exercise of a sort, in one session or in the week."""
        amounts = self.amounts(sort_of(name), place=place)
        return Sum(name, amounts, least=1, once=True, session=place)


def _contacts(exercise: Exercise) -> int:
    return exercise.contacts


def _is_very_sore(exercise: Exercise) -> bool:
    return exercise.doms > SORE


def _is_heavy(dose: Dose, exercise: Exercise) -> bool:
    return exercise.leg_stress == "heavy" and dose.effort_of(exercise) >= limits().heavy_effort
