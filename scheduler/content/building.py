"""The builder: a week's strength sessions, filled together."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.content.asked import Asked, ToFill
from scheduler.content.choices import Choices
from scheduler.content.progress import Amount
from scheduler.content.sides import no_room_for_more, weaker_side, with_one_more
from scheduler.content.suits import change
from scheduler.content.sums import Sums
from scheduler.content.why import Choose, out_of_reach, unmet
from scheduler.content.wishes import menu
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.menu import Choice
from scheduler.exercises.order import place_of
from scheduler.exercises.session import Filled, Line, Unmet


class MiscountedError(Exception):
    """Solver and arithmetic disagree, or builder and judge: a bug, so nothing is shown."""


@dataclass(frozen=True)
class Built:
    """A week's sessions, and what they cannot keep."""

    sessions: tuple[Filled, ...]
    unmet: tuple[Unmet, ...] = ()


def build(asked: Asked, choose: Choose) -> Built | None:
    """Fill a week's sessions; None where the time ran out.

    Parameters
    ----------
    asked
        Who trains, and the sessions.
    choose
        How the best options of a menu are found; None where the time ran out.

    Raises
    ------
    MiscountedError
        The costs do not add up: a bug.
    """
    choices = Choices(asked)
    question = menu(Sums(choices))
    answer = choose(question)
    if answer is None:
        return None
    if question.cost(answer.chosen) != answer.cost:
        counted = question.cost(answer.chosen)
        raise MiscountedError(f"counted {counted}, the solver {answer.cost}")
    sessions = tuple(_filled(choices, place, answer) for place in range(len(asked.sessions)))
    cannot = (
        *unmet(choices, question, answer, choose),
        *out_of_reach(choices),
        *no_room_for_more(choices.asked, sessions),
    )
    return Built(sessions, cannot)


def _filled(choices: Choices, place: int, answer: Choice) -> Filled:
    session = choices.asked.sessions[place]
    lines = session.lines or tuple(_lines(choices, session, place, answer))
    return Filled(session.key, session.phase, with_one_more(choices.asked, session, lines))


def _lines(choices: Choices, session: ToFill, place: int, answer: Choice) -> Iterator[Line]:
    """The exercises chosen, in the order in which they are done."""
    chosen = [choices.options[number] for number in sorted(answer.chosen)]
    most = {own.exercise: 0 for own in chosen}
    for own in chosen:
        if not choices.asked.sessions[own.session].lines:
            most[own.exercise] = max(most[own.exercise], own.sets)
    catalogue = choices.asked.runner.catalogue
    here = [(catalogue[own.exercise], own.sets) for own in chosen if own.session == place]
    for exercise, sets in sorted(here, key=lambda one: place_of(one[0])):
        yield _line(choices.asked, session, exercise, (sets, most[exercise.id]))


def _line(asked: Asked, session: ToFill, exercise: Exercise, counted: tuple[int, int]) -> Line:
    """One exercise; ``counted`` are its sets here, and the most in a session of the week."""
    sets, most = counted
    dose, step = asked.dose(session), asked.step(session, exercise)
    amount = step.amount(most) if step else Amount(dose.reps_of(exercise))
    return Line(
        exercise=exercise,
        sets=sets,
        reps=amount.reps,
        load=amount.load,
        effort=dose.effort_of(exercise),
        change=change(asked, exercise),
        first_side=weaker_side(asked, exercise),
        is_new=asked.is_new(exercise.id),
        last=step.last if step else None,
        why=step.why_of(most) if step else "",
        easy=asked.is_easy(session),
        held=not dose.rises,
    )
