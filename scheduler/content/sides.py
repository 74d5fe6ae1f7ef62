"""The weaker side comes first, and where the difference is large it does one set more.

Never as a medical claim: a difference between the legs is common, and no study says that it hurts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scheduler.content.asked import Asked, ToFill
from scheduler.content.choices import TENTHS, takes, tenths
from scheduler.content.limits import limits
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.session import WARM_UP, Filled, Line, Unmet
from scheduler.exercises.words import Side


def weaker_side(asked: Asked, exercise: Exercise) -> Side | None:
    """The side that comes first in an exercise."""
    trains_one_leg = exercise.unilateral and exercise.is_leg
    return asked.weaker.side if asked.weaker and trains_one_leg else None


def with_one_more(asked: Asked, session: ToFill, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a session, one of which has a set more on the weaker side, if it fits.

    It is the first single-leg lift that is not new and has room for it. A session that has begun
    stays as it is.
    """
    if session.lines or not _wants_more(asked, session):
        return lines
    for place, line in enumerate(lines):
        if line.first_side is not None and not (line.exercise.is_jump or line.is_new):
            more = replace(line, extra=line.first_side)
            found = (*lines[:place], more, *lines[place + 1 :])
            if more.all_sets <= limits().sets_of_a_lift and _fits(asked, session, found):
                return found
    return lines


def no_room_for_more(asked: Asked, filled: Iterable[Filled]) -> Iterator[Unmet]:
    """The sessions in which the weaker side gets no set more."""
    for session, built in zip(asked.sessions, filled, strict=True):
        if session.lines or not (_wants_more(asked, session) and asked.weaker):
            continue
        if not any(line.extra for line in built.lines):
            says = f"{session.title}: no room for one set more on the {asked.weaker.side} side"
            yield Unmet("weaker side", says, session.key)


def _wants_more(asked: Asked, session: ToFill) -> bool:
    wants = asked.weaker is not None and asked.weaker.wants_more
    rises = asked.dose(session).rises and not asked.is_easy(session)
    return wants and session.is_leg and rises


def _fits(asked: Asked, session: ToFill, lines: tuple[Line, ...]) -> bool:
    dose = asked.dose(session)
    legs = sum(line.all_sets for line in lines if line.exercise.is_leg)
    taken = sum(_takes(line) for line in lines)
    return legs <= dose.leg_sets[1] and taken <= (dose.minutes - WARM_UP) * TENTHS


def _takes(line: Line) -> int:
    own = line.exercise
    more = tenths(own.seconds_of_a_side(line.reps)) if line.extra else 0
    return takes(own, line.sets, line.reps) + more
