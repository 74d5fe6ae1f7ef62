"""Weeks of strength sessions, made by hand or drawn by lot."""

import datetime as dt
import random
from dataclasses import replace
from typing import get_args

from scheduler.content.asked import Asked, Runner, ToFill
from scheduler.content.past import Past, Weaker
from scheduler.exercises.catalogue import shipped, with_own
from scheduler.exercises.done import Done, SetDone
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.session import Given, Line
from scheduler.exercises.words import (
    JUMPS,
    LEVELS,
    PHASES,
    Equipment,
    LegStress,
    Limit,
    Pattern,
    Plane,
    Tissue,
)
from scheduler.read.file.exercising import OwnExercise

DAY = 24 * 60
FIRST = dt.date(2027, 1, 11)
ITEMS = get_args(Equipment)
HOME = frozenset({"dumbbell", "bench", "step", "band", "wall"})
A = "pogo 3, rfess 3, sl_rdl 3, calf_raise_loaded 3, pallof 2, side_plank 2, couch_stretch 1"
B = "reverse_lunge 3, step_up 3, band_walk 2, soleus_raise_sl 3, dead_bug 2, knee_to_wall 1"


def lines(text: str, *, effort: int = 8) -> tuple[Line, ...]:
    """``pogo 3, dead_bug 2``: exercises with their sets, at the middle of their reps."""
    found = []
    for part in text.split(", ") if text else ():
        name, sets = part.split()
        exercise = shipped()[name]
        hard = min(effort, exercise.rpe.most)
        found.append(Line(exercise, int(sets), int(exercise.reps.middle), hard))
    return tuple(found)


def sessions(*texts: str, minutes: int = 60, apart: int = 3 * DAY, **more) -> tuple[ToFill, ...]:
    """Sessions to be filled, one for each text."""
    return tuple(
        ToFill(
            **{
                "key": name,
                "title": f"Strength {name}",
                "kind": "heavy",
                "start": number * apart,
                "minutes": minutes,
                **more,
            }
        )
        for number, name in enumerate("ABCD"[: len(texts)])
    )


def drawn(seed: int) -> Asked:
    """A random athlete's week: level, goal, equipment, limits, wishes, phase, runs around."""
    lot = random.Random(seed)  # noqa: S311 - not for secrets
    own = [_drawn_exercise(lot, number) for number in range(lot.choice([0, 0, 1, 4, 10]))]
    catalogue = [*shipped(), *(one.id for one in own)]

    def some(of, *counts):
        return lot.sample(list(of), lot.choice(counts))

    runner = Runner(
        level=lot.choice(LEVELS),
        goal=lot.choice(["durability", "performance"]),
        equipment=frozenset(some(ITEMS, 0, 0, 2, 4, 6, 10, 20)),
        limits=tuple(some(get_args(Limit), 0, 0, 0, 1, 1, 2, 3)),
        weaker=lot.choice([None, None, Weaker("left", 12)]),
        favourites=tuple(some(catalogue, 0, 0, 1, 3)),
        banned=frozenset(some(catalogue, 0, 0, 1, 4)),
        catalogue=with_own(own),
    )
    phase = lot.choice(PHASES)
    days = sorted(lot.sample(range(7), lot.choice([1, 2, 2, 3])))
    sessions = tuple(_drawn_session(lot, number, day, phase) for number, day in enumerate(days))
    past = _drawn_past(lot, some(catalogue, 0, 10, 30, 50)) if lot.random() < 0.5 else None
    return Asked(
        runner,
        sessions,
        known=past.known if past else None,
        block=lot.randrange(20),
        past=past,
        usual={one.key: lot.randrange(4, 15) for one in sessions if lot.random() < 0.5},
        settled=lot.random() < 0.7,
    )


def _drawn_exercise(lot: random.Random, number: int) -> Exercise:
    """An athlete's own exercise, as the file tells it."""
    pattern = lot.choice(get_args(Pattern))
    jumps = pattern in JUMPS
    least = lot.randrange(3, 15)
    own = OwnExercise(
        id=f"own_{number}",
        name=f"Own {number}",
        pattern=pattern,
        leg_stress=lot.choice(get_args(LegStress)),
        reps=f"{least}-{least + lot.randrange(8)}",
        unit="contacts" if jumps else lot.choice(["reps", "reps", "s", "m", "steps"]),
        per_side=lot.random() < 0.5,
        unilateral=lot.random() < 0.5,
        sets=lot.choice(["1-2", "2-3", "2-4", "3"]),
        effort=lot.choice(["3-5", "6-8", "7-9"]),
        rest=lot.choice(["0s", "45s", "2min"]),
        tempo=lot.choice([None, "3-0-1", "2-0-X", "X", "iso"]),
        plane=lot.choice(get_args(Plane)),
        needs=[] if lot.random() < 0.7 else [lot.choice(ITEMS)],
        tissues=lot.sample(get_args(Tissue), 2),
        level=lot.choice(["novice", "novice", *LEVELS]),
        full_range=lot.random() < 0.5,
        soreness=lot.choice(["none", "little", "some", "much"]),
        landing=lot.choice(["low", "middle", "high"]) if jumps else lot.choice(["none", "low"]),
        phases=PHASES if lot.random() < 0.5 else ["base", "build"],
        limits=lot.sample(get_args(Limit), lot.choice([0, 0, 2])),
    )
    return own.exercise()


def _drawn_past(lot: random.Random, exercises: list[str]) -> Past:
    """Some weeks in which these exercises were done, told of in part."""
    weeks = lot.choice([(1, 2, 3), (1, 2, 3, 4, 5), (2, 3), (4,), (1, 3)])
    keys = [f"{FIRST - dt.timedelta(weeks=back)}/strength-1-1" for back in weeks]
    given = {
        key: tuple(
            Given(one, lot.randrange(1, 5), lot.randrange(1, 60), 7, lot.choice([None, 10.0, 42.5]))
            for one in exercises
            if lot.random() < 0.6
        )
        for key in keys
    }
    told = tuple(
        Done(
            line.exercise,
            key,
            dt.date.fromisoformat(key[:10]),
            (SetDone(lot.randrange(1, 60), line.load),) * line.sets,
            pain=lot.choice([0, 0, 0, 3, 7]),
        )
        for key, lines in given.items()
        for line in lines
        if lot.random() < 0.3
    )
    return Past(FIRST, told, given)


def _drawn_session(lot: random.Random, number: int, day: int, phase: str) -> ToFill:
    def gap() -> int | None:
        return lot.choice([None, lot.randrange(12 * 60, 5 * DAY)])

    return ToFill(
        key="ABC"[number],
        title=f"Strength {'ABC'[number]}",
        kind=lot.choice(["heavy", "heavy", "moderate", "light", "core"]),
        start=day * DAY + lot.choice([7 * 60, 18 * 60]),
        minutes=lot.randrange(20, 76, 5) if lot.random() < 0.95 else lot.randrange(5, 20),
        phase=phase if lot.random() < 0.8 else lot.choice(PHASES),
        equipment=None if lot.random() < 0.8 else frozenset(lot.sample(ITEMS, 3)),
        to_hard_run=gap(),
        to_long_run=gap(),
        from_calf_run=gap(),
        from_raises=gap() if lot.random() < 0.2 else None,
        date=FIRST + dt.timedelta(days=day),
    )


def without(asked: Asked, **changed) -> Asked:
    """The same week with its first session changed."""
    first, *others = asked.sessions
    return replace(asked, sessions=(replace(first, **changed), *others))
