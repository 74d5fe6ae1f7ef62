"""Which exercises suit a session, and why the others do not."""

from collections.abc import Iterator
from typing import NamedTuple

from scheduler.content.asked import Asked, ToFill
from scheduler.content.doses import Dose
from scheduler.content.limits import limits
from scheduler.content.sorts import is_raise
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.words import LEVELS, phase_says
from scheduler.units import HOUR

SORE = 2  # from this class on an exercise makes sore
NOTHING_NEW = frozenset({"peak", "taper", "race_week"})
CHANGES = {"flat_floor_only": "on the flat floor"}  # what a limit asks, in the runner's words


class Refusal(NamedTuple):
    """Why an exercise does not suit a session: the sort of reason, and what it says."""

    sort: str
    says: str


def refusal(asked: Asked, session: ToFill, exercise: Exercise) -> Refusal | None:
    """The first reason why an exercise does not suit a session; None where it does."""
    return next(_refusals(asked, session, exercise), None)


def change(asked: Asked, exercise: Exercise) -> str:
    """What the athlete's limits ask to be done otherwise, where they allow an exercise so."""
    asks = (exercise.bars[limit] for limit in sorted(asked.runner.states & exercise.bars.keys()))
    return ", ".join(CHANGES[change] for change in asks if change)


def _refusals(asked: Asked, session: ToFill, exercise: Exercise) -> Iterator[Refusal]:
    dose = asked.dose(session)
    yield from _ruled_out(asked, session, exercise)
    for group in exercise.needs:
        if not group & asked.equipment(session):
            yield Refusal("equipment", f"there is no {' or '.join(sorted(group))}")
    if exercise.level > LEVELS.index(asked.runner.level) + 1:
        yield Refusal("level", f"it is for the {LEVELS[exercise.level - 1]}")
    if dose.phase not in exercise.phases:
        yield Refusal("phase", f"it has no place in the {phase_says(dose.phase)}")
    near = session.from_raises is not None and session.from_raises < limits().calf_rest * HOUR
    if near and is_raise(exercise):
        yield Refusal("calf rest", f"calf raises lie less than {limits().calf_rest} h away")
    if too_much := _too_much(exercise, dose):
        yield Refusal("class", too_much)
    if asked.is_new(exercise.id):
        yield from _new(session, exercise, dose)


def _ruled_out(asked: Asked, session: ToFill, exercise: Exercise) -> Iterator[Refusal]:
    """What the athlete does not want, or had better not do."""
    runner = asked.runner
    if exercise.id in runner.banned:
        yield Refusal("banned", "your file bans it")
    if exercise.id in (hurt := asked.hurt(session)):
        day = hurt[exercise.id]
        yield Refusal("pain", f"it, or what leads up to it, hurt on {day.day} {day:%b}")
    for limit in sorted(runner.states & exercise.bars.keys()):
        if not exercise.bars[limit]:
            yield Refusal("limit", f"the limit {limit} rules it out")


def _too_much(exercise: Exercise, dose: Dose) -> str:
    """What makes an exercise too much for the class of a session, or for the level."""
    if exercise.pattern == "plyo_intensive" and not dose.intensive:
        return "its jumps are too hard for a novice"
    if exercise.contacts > dose.contacts:
        return f"its jumps are too many for the {phase_says(dose.phase)}"
    if dose.kind == "core" and exercise.is_leg:
        return "a core session spares the legs"
    if dose.kind == "light" and _is_more_than_light(exercise):
        return "it is too much for a light session"
    return ""


def _is_more_than_light(exercise: Exercise) -> bool:
    return exercise.doms > limits().light_soreness or exercise.leg_stress == "heavy"


def _new(session: ToFill, exercise: Exercise, dose: Dose) -> Iterator[Refusal]:
    if dose.phase in NOTHING_NEW:
        yield Refusal(
            "new", f"it is new to you, and nothing new comes in the {phase_says(dose.phase)}"
        )
    apart = limits().new_before_hard
    near = session.to_hard_run is not None and session.to_hard_run < apart * HOUR
    if exercise.doms >= SORE and near:
        yield Refusal("new", f"it is new to you, and a hard run is less than {apart} h away")
