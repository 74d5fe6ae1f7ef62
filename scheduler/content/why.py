"""Why a requirement cannot be kept: nothing there to keep it with, or no room for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from scheduler.content.asked import Asked, ToFill
from scheduler.content.choices import Choices
from scheduler.content.limits import limits
from scheduler.content.sorts import Counts, is_heavy_lift, sort_of
from scheduler.content.suits import refusal
from scheduler.content.sums import rank_of
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.menu import Choice, Menu, Sum
from scheduler.exercises.session import Unmet
from scheduler.exercises.words import phase_says
from scheduler.training import CLASSES

Choose = Callable[[Menu], Choice | None]  # None where the time ran out
_MOST_TOLD = 3  # reasons in one sentence
_SAYS = {
    "R1": "less than {share} % of the sets of squat, step, hinge and calf are single-leg",
    "R2": "nothing against extension or sideways for the trunk",
    "R2 extension": "nothing against extension for the trunk this week",
    "R2 lateral": "nothing for the side of the trunk this week",
    "R2 rotation": "nothing against rotation for the trunk this week",
    "R3": "nothing sideways or in rotation",
    "R3 sideways": "nothing sideways for the hip this week",
    "R5 gastrocnemius": "no calf work with a straight knee this week",
    "R5 soleus": "no calf work with a bent knee this week",
    "R6 share": "less than half of the leg exercises go through the full range",
    "R8": "{done} of {least} leg sets",
}
_LIMITS = {  # what may leave no room, tried in this order
    "R12": "{minutes} min leave no room for more",
    "R8 most": "the leg sets that one session takes are used up",
    "R9": "more would make too sore",
    "R10": "jumps are at their limit",
    "R14": "more would make the session heavier than it was placed",
}


def unmet(choices: Choices, question: Menu, answer: Choice, choose: Choose) -> Iterator[Unmet]:
    """Each requirement that the choice does not keep, with the reason."""
    room = _Room(choices.asked, question, choose)
    for one in question.sums:
        if one.price and rank_of(one.name) and one.missed_by(answer.chosen):
            what = _what(choices.asked, one, answer)
            because = _nothing(choices, one) or room.lacking_for(one)
            session = None if one.session is None else choices.asked.sessions[one.session]
            says = (
                f"{what}: {because}" if session is None else f"{session.title}: {what}, {because}"
            )
            yield Unmet(one.name, says, session.key if session else None)


def out_of_reach(choices: Choices) -> Iterator[Unmet]:
    """Wishes for which no exercise suits: heavy lifts in a heavy session, and favourites."""
    asked = choices.asked
    open_places = list(choices.suited)
    suited = {one.id: one for place in open_places for one in choices.suited[place]}
    heavy = [place for place in open_places if _wants_heavy(asked.sessions[place])]
    if heavy and not any(is_heavy_lift(one) for one in suited.values()):
        because = _reasons(asked, asked.sessions[heavy[0]], _easiest_first(asked, is_heavy_lift))
        yield Unmet("heavy", f"no lift is heavy this week: {because}")
    for favourite in asked.runner.favourites if open_places else ():
        exercise = asked.runner.catalogue[favourite]
        if favourite not in suited:
            because = _reasons(asked, _widest(asked), [exercise])
            yield Unmet("favourites", f"{exercise.name} is a favourite: {because}")


def _wants_heavy(session: ToFill) -> bool:
    """Whether heavy lifts belong in a session; from the taper on they may well be missing."""
    return session.kind == "heavy" and session.phase in {"base", "build", "peak"}


def _what(asked: Asked, one: Sum, answer: Choice) -> str:
    requirement, _, part = one.name.partition(" ")
    if requirement == "R4":
        return f"no {part} this week"
    if requirement == "R6" and part != "share":
        return f"nothing through the full range of the {part} this week"
    done = (one.least or 0) - one.missed_by(answer.chosen)
    share = limits().single_leg(asked.runner.goal)
    return _SAYS[one.name].format(share=share, done=done, least=one.least)


def _nothing(choices: Choices, one: Sum) -> str:
    """Why no exercise of its sort suits; empty where one does, or where it is a share."""
    if one.amounts or one.name in {"R1", "R6 share"}:
        return ""
    asked = choices.asked
    session = asked.sessions[one.session] if one.session is not None else _widest(asked)
    return _reasons(asked, session, _easiest_first(asked, sort_of(one.name)))


def _easiest_first(asked: Asked, counts: Counts) -> list[Exercise]:
    sort = [exercise for exercise in asked.runner.catalogue.values() if counts(exercise)]
    return sorted(sort, key=lambda exercise: exercise.level)


def _widest(asked: Asked) -> ToFill:
    """The session that takes most: what does not suit it suits none."""
    return min(asked.sessions, key=lambda session: CLASSES.index(asked.dose(session).kind))


def _reasons(asked: Asked, session: ToFill, sort: list[Exercise]) -> str:
    """Why each does not suit, the easiest one first; one reason alone where it does for all."""
    told = {one.name: found for one in sort if (found := refusal(asked, session, one))}
    sorts = {found.sort for found in told.values()}
    if sorts == {"phase"}:
        return f"no such exercise has a place in the {phase_says(session.phase)}"
    if len({found.says for found in told.values()}) == 1 or sorts == {"equipment"}:
        return next(iter(told.values())).says
    listed = [f"{name}: {found.says}" for name, found in list(told.items())[:_MOST_TOLD]]
    more = len(told) - len(listed)
    return "; ".join([*listed, *([f"and {more} more"] if more else [])])


@dataclass(frozen=True)
class _Room:
    """What leaves no room: each limit is left out once, and then all is chosen anew."""

    asked: Asked
    question: Menu
    choose: Choose
    _wider: dict[str, Choice | None] = field(default_factory=dict)

    def lacking_for(self, one: Sum) -> str:
        """The first limit without which a requirement would be kept, in words.

        Where the time runs out before that is known, no limit is named: otherwise the reason would
        depend on the machine.
        """
        for name, says in _LIMITS.items():
            if all(limit.name != name for limit in self.question.sums):
                continue
            freed = self._without(name)
            if freed is None:
                return "the time ran out before it was known why"
            if not one.missed_by(freed.chosen):
                return says.format(minutes=self._shortest(one))
        if one.name in {"R1", "R6 share", "R8"}:
            return "too few exercises for it suit you"
        return "it does not go together with the rest of the week"

    def _without(self, name: str) -> Choice | None:
        if name not in self._wider:
            kept = tuple(limit for limit in self.question.sums if limit.name != name)
            self._wider[name] = self.choose(replace(self.question, sums=kept))
        return self._wider[name]

    def _shortest(self, one: Sum) -> int:
        """The shortest of the sessions that a requirement speaks of [min]."""
        places = range(len(self.asked.sessions)) if one.session is None else [one.session]
        return min(self.asked.dose(self.asked.sessions[place]).minutes for place in places)
