"""What the sessions of a week have to hold together: R1 to R6, and the week's landings."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from scheduler.content.asked import Asked
from scheduler.content.judging import Breach, Judged, contacts, is_leg
from scheduler.content.limits import limits
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.session import Line

SHARED = frozenset({
    "single_leg_squat", "step_up", "hinge_unilateral", "hinge_bilateral", "squat_bilateral",
    "calf_gastroc", "calf_soleus",
})  # fmt: skip
MANY = 2  # sessions from which a week has to hold more
MOVES = {  # the joints, and the tissues by which an exercise is said to move them
    "hip": {"glute_hip", "hip_flexor", "hip_rom", "adductor"},
    "knee": {"quad_patellar"},
    "ankle": {"calf_achilles", "ankle_rom", "shin"},
}


def of_week(asked: Asked, week: Sequence[Judged]) -> Iterator[Breach]:
    """Everything that the week's sessions break together."""
    lines = [line for one in week for line in one.lines]
    patterns: set[str] = {line.exercise.pattern for line in lines}
    legs = [one for one in week if one.session.kind != "core"]
    if week:
        yield from _directions(patterns)
        yield from _core(patterns, len(week))
        yield from _week_of_landings(week)
        yield from _calf_rest(week)
    if legs:
        yield from _calves(patterns)
        yield from _single_leg(asked, lines)
        yield from _full_range(legs, lines)
    if len(legs) >= MANY and all(one.session.phase in {"base", "build"} for one in legs):
        yield from _four([line.exercise for line in lines])


def _single_leg(asked: Asked, lines: Sequence[Line]) -> Iterator[Breach]:
    """R1: most sets of squat, step, hinge and calf train one leg at a time."""
    sets = [(line.sets, line.exercise.unilateral) for line in lines if _is_shared(line.exercise)]
    single, every = sum(n for n, one_leg in sets if one_leg), sum(n for n, _ in sets)
    wanted = limits().single_leg(asked.runner.goal)
    if 100 * single < wanted * every:
        says = f"{single} of {every} sets are single-leg; at least {wanted} % are wanted"
        yield Breach("R1", says)


def _is_shared(exercise: Exercise) -> bool:
    return exercise.pattern in SHARED


def _core(patterns: set[str], sessions: int) -> Iterator[Breach]:
    """R2: rotation in the week; with two sessions, both anti-extension and lateral work."""
    if not patterns & {"core_anti_rotation", "core_rotational"}:
        yield Breach("R2 rotation", "nothing against rotation in the week")
    if sessions < MANY:
        return
    if "core_anti_extension" not in patterns:
        yield Breach("R2 extension", "nothing against extension in the week")
    if "core_lateral" not in patterns:
        yield Breach("R2 lateral", "nothing for the side of the trunk in the week")


def _directions(patterns: set[str]) -> Iterator[Breach]:
    """R3: the hip works sideways, or one hops in several directions."""
    if not patterns & {"multi_directional", "hip_abduction_lateral"}:
        yield Breach("R3 sideways", "nothing sideways for the hip in the week")


def _four(exercises: Sequence[Exercise]) -> Iterator[Breach]:
    """R4: the four patterns of the article, each once a week in base and build."""
    single = {own.pattern for own in exercises if own.unilateral}
    if "single_leg_squat" not in single:
        yield Breach("R4 split squat", "no split squat or its like in the week")
    if "step_up" not in single:
        yield Breach("R4 step-up", "no step-up in the week")
    if "hinge_unilateral" not in single:
        yield Breach("R4 single-leg hinge", "no single-leg hinge in the week")
    if not single & {"calf_gastroc", "calf_soleus"}:
        yield Breach("R4 single-leg calf raise", "no single-leg calf work in the week")


def _calves(patterns: set[str]) -> Iterator[Breach]:
    """R5: both calf muscles work each week."""
    if "calf_gastroc" not in patterns:
        yield Breach("R5 gastrocnemius", "no calf work with a straight knee in the week")
    if "calf_soleus" not in patterns:
        yield Breach("R5 soleus", "no calf work with a bent knee in the week")


def _calf_rest(week: Sequence[Judged]) -> Iterator[Breach]:
    """R5: two days between calf raises; holds may come in between."""
    raises = [
        one.session
        for one in week
        if any(own.pattern in {"calf_gastroc", "calf_soleus"} and own.tempo != "iso"
               for own in one.exercises)
    ]  # fmt: skip
    for one in raises:
        if one.from_raises is not None and one.from_raises < 60 * limits().calf_rest:
            says = f"calf raises in {one.title}, too near to those of another week"
            yield Breach("R5 rest", says)
    for first, second in combinations(raises, 2):
        if abs(second.start - first.start) < 60 * limits().calf_rest:
            says = f"calf raises in {first.title} and {second.title}, too near to each other"
            yield Breach("R5 rest", says)


def _full_range(legs: Sequence[Judged], lines: Sequence[Line]) -> Iterator[Breach]:
    """R6: each joint once through its full range, and half of the leg exercises so.

    A race week's few exercises are chosen to be easy, so that half is not asked of it.
    """
    for joint, tissues in MOVES.items():
        if not any(line.exercise.full_rom and tissues & {*line.exercise.tissues} for line in lines):
            yield Breach(f"R6 {joint}", f"nothing through the full range of the {joint}")
    worked = [line.exercise for line in lines if is_leg(line.exercise)]
    full = sum(own.full_rom for own in worked)
    in_race_week = any(one.session.phase == "race_week" for one in legs)
    if 100 * full < limits().full_range * len(worked) and not in_race_week:
        yield Breach("R6 share", f"{full} of {len(worked)} leg exercises go through the full range")


def _week_of_landings(week: Sequence[Judged]) -> Iterator[Breach]:
    """R10: at most twice a session's contacts in a week."""
    caps = [
        min(one.level.contacts, one.phase.contacts * one.level.contacts_pct / 100) for one in week
    ]
    landed = sum(contacts(one.lines) for one in week)
    most = limits().week_of_contacts * max(caps)
    if landed > most:
        yield Breach("R10 week", f"{landed} contacts in the week, {most:g} at most")
