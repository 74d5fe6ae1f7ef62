"""Finished sessions judged by R1 to R14, in plain Python: the specification of the content.

Nothing here knows how sessions are built. A requirement that the builder says it cannot keep is a
breach here too: a test holds both against each other, and every week that is filled is judged
before it is shown.

Judge and builder share the question: the tables of doses and limits, the runs around a session,
what a limit brings along, and what follows from the weeks before (what is new, the leg sets of last
week, whether the week is an easy one). A mistake in these neither of them notices. How the sessions
keep the requirements is counted here anew, and so is what hurt.

The numbers stand in the two tables of doses; where they say nothing, each is told beside its check.
Where the text of a requirement leaves room, decision 0031 says how it is read.
"""

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from scheduler.content.asked import Asked
from scheduler.content.judge_week import of_week
from scheduler.content.judging import (
    Breach,
    Judged,
    computed_class,
    contacts,
    intensive_contacts,
    leg_sets,
    total,
)
from scheduler.content.limits import limits
from scheduler.content.paces import paces
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.session import Filled, Unmet
from scheduler.exercises.words import LEVELS
from scheduler.training import CLASSES

ORDER = ("jump", "heavy lift", "lift", "calf, foot or hip work", "core", "mobility")
WARM_UP = 6  # [min]
SORE, VERY_SORE = 2, 3  # from these classes of soreness on
_TOO_MUCH = frozenset({"R5 rest", "R10 week"})  # what a week breaks by what it holds
EFFORTLESS = 10  # at this effort a set is to failure [RPE]


def judge(asked: Asked, filled: Iterable[Filled]) -> tuple[Breach, ...]:
    """Everything that the sessions break, session by session, and then in the week."""
    by_key = {one.key: one for one in filled}
    week = [Judged(asked, session, by_key[session.key].lines) for session in asked.sessions]
    found = [breach for one in week for check in _CHECKS for breach in check(one)]
    return (*found, *of_week(asked, week))


def unsaid(asked: Asked, filled: Collection[Filled], said: Iterable[Unmet]) -> tuple[Breach, ...]:
    """What newly filled sessions break and nobody says: nothing, or there is a bug.

    What has begun is as it was done: what it breaks, by itself or with others that have begun, is
    no fault of those that are filled beside it.
    """
    begun = {session.key for session in asked.sessions if session.lines}
    done = [one if one.key in begun else replace(one, lines=()) for one in filled]
    before = {breach for breach in judge(asked, done) if breach.requirement in _TOO_MUCH}
    told = {(one.requirement, one.session) for one in said}
    return tuple(
        breach
        for breach in judge(asked, filled)
        if breach.session not in begun
        and breach not in before
        and (breach.requirement, breach.session) not in told
    )


def _core(one: Judged) -> Iterator[Breach]:
    """R2: each session holds anti-extension or lateral core work."""
    if not {"core_anti_extension", "core_lateral"} & {own.pattern for own in one.exercises}:
        yield one.breach("R2", "nothing against extension or sideways for the trunk")


def _directions(one: Judged) -> Iterator[Breach]:
    """R3: each session moves, or holds against moving, out of the plane of running."""
    if not {"frontal", "transverse"} & {own.plane for own in one.exercises}:
        yield one.breach("R3", "nothing sideways or in rotation")


def _level(one: Judged) -> Iterator[Breach]:
    """R7: nothing above the level, novices far from failure and without intensive jumps."""
    level = LEVELS.index(one.asked.runner.level) + 1
    for line in one.lines:
        own = line.exercise
        if own.level > level:
            yield one.breach("R7", f"{own.name} is for the {LEVELS[own.level - 1]}")
        if line.effort > EFFORTLESS - one.level.least_rir:
            yield one.breach("R7", f"{own.name} comes too near to failure")
        if own.pattern == "plyo_intensive" and not one.level.intensive:
            yield one.breach("R7", f"{own.name} is too hard a jump for a novice")
        if one.session.phase not in own.phases:
            yield one.breach("R7", f"{own.name} has no place in this phase")


def _volume(one: Judged) -> Iterator[Breach]:
    """R8: enough leg sets and not too many, scaled by the phase; few of each lift."""
    done = leg_sets(one.lines)
    most = one.level.most_leg_sets * one.phase.most_pct / 100
    least = one.level.least_leg_sets * one.phase.least_pct / 100
    if one.asked.rhythm and one.asked.rhythm.is_easy and one.phase.rises:
        usual = one.asked.usual.get(one.session.key)
        most, least = (usual, usual) if usual else (math.floor(most), math.ceil(least))
        most = max(math.floor(most * limits().easy_most / 100), 1)
        least = min(least * limits().easy_least / 100, most)
    more = sum(line.extra is not None for line in one.lines)
    if done + more > most:
        yield one.breach("R8 most", f"{done + more} leg sets, {most:g} at most")
    if done < least and one.session.kind != "core":
        yield one.breach("R8", f"{done} leg sets, {least:g} at least")
    for line in one.lines:
        sets = line.sets + (line.extra is not None)
        if sets > limits().sets_of_a_lift:
            yield one.breach("R8 most", f"{sets} sets of {line.exercise.name}")


def _soreness(one: Judged) -> Iterator[Breach]:
    """R9: little that makes very sore; what is new at half its sets, far from hard runs."""
    if sum(own.doms >= VERY_SORE for own in one.exercises) > limits().very_sore:
        yield one.breach("R9", "too many exercises that make very sore")
    known, to_hard = one.asked.known, one.session.to_hard_run
    near = to_hard is not None and to_hard < 60 * limits().new_before_hard
    new = [line for line in one.lines if known is not None and line.exercise.id not in known]
    for line in new:
        own = line.exercise
        if one.session.phase in {"peak", "taper", "race_week"}:
            yield one.breach("R9", f"{own.name} is new")
        if own.doms >= SORE and near:
            yield one.breach("R9", f"{own.name} is new, and a hard run is near")
        if own.doms >= SORE and line.sets > max(own.sets.most * limits().new_sets / 100, 1):
            yield one.breach("R9", f"{own.name} is new, and has too many sets for that")


def _landings(one: Judged) -> Iterator[Breach]:
    """R10: contacts within the level's and the phase's cap, at most half of them intensive."""
    landed, hard = contacts(one.lines), intensive_contacts(one.lines)
    cap = min(one.level.contacts, one.phase.contacts * one.level.contacts_pct / 100)
    if landed > cap:
        yield one.breach("R10", f"{landed} contacts, {cap:g} at most")
    if 100 * hard > limits().intensive * landed:
        yield one.breach("R10", f"{hard} of {landed} contacts are intensive")


def _allowed(one: Judged) -> Iterator[Breach]:
    """R11: nothing that a limit rules out, that is banned, or for which something is missing."""
    runner = one.asked.runner
    there = runner.equipment if one.session.equipment is None else one.session.equipment
    for line in one.lines:
        own = line.exercise
        for limit in runner.states & set(own.bars):
            if not (own.bars[limit] and line.change):
                yield one.breach("R11", f"{own.name} is ruled out by {limit}")
        if _hurt_of_late(one, own):
            yield one.breach("R11", f"{own.name} hurt not long ago")
        if own.id in runner.banned:
            yield one.breach("R11", f"{own.name} is banned")
        if not all(group & there for group in own.needs):
            yield one.breach("R11", f"{own.name} needs what is not there")


def _hurt_of_late(one: Judged, own: Exercise) -> bool:
    """Whether it hurt too much not long before, or something did that leads up to it."""
    past, day, numbers = one.asked.past, one.session.date, paces()
    if past is None or day is None:
        return False
    hurt = {
        done.exercise
        for done in past.told
        if (done.worse_after or done.pain > numbers.pain)
        and dt.timedelta(0) <= day - done.date <= dt.timedelta(days=numbers.pain_days)
    }
    catalogue = one.asked.runner.catalogue
    for _ in catalogue if hurt else ():  # no chain from easier to harder ones is longer
        hurt |= {catalogue[easier].harder for easier in hurt & catalogue.keys()}
    return own.id in hurt


def _time(one: Judged) -> Iterator[Breach]:
    """R12: warm-up and sets fit the slot, at the middle of the reps and at those given."""
    slot = min(one.session.minutes, one.phase.most_minutes or one.session.minutes)
    planned = total(one.lines, lambda own: round(_seconds(own, own.reps.middle) / 60, 1))
    given = sum(line.sets * _seconds(line.exercise, line.reps) for line in one.lines) / 60
    more = sum(_seconds(line.exercise, line.reps, 1) for line in one.lines if line.extra) / 60
    taken = WARM_UP + max(planned, given) + more
    if one.lines and taken > slot + 1e-6:  # nothing wants no warm-up either
        yield one.breach("R12", f"{taken:.1f} min in a slot of {slot}")


def _seconds(own: Exercise, reps: float, sides: int = 2) -> float:
    """Work and rest of one set, counted by the rule of the catalogue's page."""
    if own.tempo == "iso" or own.unit in {"s", "m", "steps"}:
        pace = 1.0
    elif own.unit == "contacts":
        pace = 0.6
    elif own.tempo in {"", "X"}:
        pace = 2.0
    else:
        pace = max(sum(1 if part == "X" else int(part) for part in own.tempo.split("-")), 2)
    return reps * pace * (sides if own.per_side else 1) + own.rest


def _order(one: Judged) -> Iterator[Breach]:
    """R13: jumps, heavy lifts, other lifts, calves, feet and hips, core, mobility."""
    for own, later in pairwise(one.exercises):
        if _rank(own) > _rank(later):
            before, after = ORDER[_rank(own)], ORDER[_rank(later)]
            yield one.breach("R13", f"{before} ({own.name}) stands before {after} ({later.name})")


def _rank(own: Exercise) -> int:
    if own.pattern in {"plyo_extensive", "plyo_intensive", "multi_directional"}:
        return 0
    if own.leg_stress == "heavy":
        return 1
    if own.pattern in {"calf_gastroc", "calf_soleus", "foot_intrinsic", "tibialis"}:
        return 3
    if own.pattern == "hip_abduction_lateral" and own.leg_stress in {"none", "light"}:
        return 3
    if own.pattern.startswith("core"):
        return 4
    return 5 if own.pattern == "mobility" else 2


def _honest(one: Judged) -> Iterator[Breach]:
    """R14: no heavier than placed, nor than its phase or the first weeks of base allow."""
    placed = max(one.session.kind, one.phase.most_class, key=CLASSES.index)
    if one.session.phase == "base" and not one.asked.settled:
        placed = max(placed, "moderate", key=CLASSES.index)
    built = computed_class(one.lines)
    if CLASSES.index(built) < CLASSES.index(placed):
        yield one.breach("R14", f"it is {built}, and was placed as {placed}")


_CHECKS: tuple[Callable[[Judged], Iterator[Breach]], ...] = (
    _core, _directions, _level, _volume, _soreness, _landings, _allowed, _time, _order, _honest,
)  # fmt: skip
