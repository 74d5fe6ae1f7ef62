"""What to do in a session, as plain data."""

from scheduler.exercises.done import Done
from scheduler.exercises.order import part_of
from scheduler.exercises.session import Line
from scheduler.identity import uid_of
from scheduler.outcome import Outcome
from scheduler.training import Session
from scheduler.write.plain import Document


def content(outcome: Outcome, session: Session) -> Document:
    """The exercises of a session in order, its phase, and how long they take; or nothing."""
    filled = outcome.content.get(session.key)
    if filled is None:
        return {}
    return {
        "phase": filled.phase,
        "easy": filled.is_easy,
        "takes": filled.minutes,
        "exercises": [_exercise(line) for line in filled.lines],
    }


def unmet(outcome: Outcome) -> list[Document]:
    """What the sessions cannot hold, and why."""
    identity = outcome.week.identity
    return [
        {
            "requirement": one.requirement,
            "says": one.says,
            "uid": None if one.session is None else uid_of(identity, one.session),
        }
        for one in outcome.unmet
    ]


def _exercise(line: Line) -> Document:
    exercise = line.exercise
    return {
        "id": exercise.id,
        "name": exercise.name,
        "part": part_of(exercise),
        "sets": line.sets,
        "reps": line.reps,
        "unit": exercise.unit,
        "per_side": exercise.per_side,
        "effort": line.effort,
        "rest": exercise.rest,
        "tempo": exercise.tempo or None,
        "cue": _cue(line),
        "first_side": line.first_side,
        "new": line.is_new,
        "load": line.load or None,
        "extra": line.extra,
        "last": None if line.last is None else _done(line.last),
        "why": line.why or None,
    }


def _done(done: Done) -> Document:
    """What was done last."""
    return {
        "reps": [one.reps for one in done.sets if one.side in (None, done.weaker_side)],
        "load": done.load or None,
    }


def _cue(line: Line) -> str | None:
    """What to look out for: what a limit asks, or how a jump is done."""
    exercise = line.exercise
    measured = exercise.intensity.startswith(("RPE", "RIR"))
    how = "" if measured or not exercise.is_jump else exercise.intensity
    return ", ".join(filter(None, (line.change, how))) or None
