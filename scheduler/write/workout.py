"""A session as a watch leads through it: the warm-up, sets, rests, and what is repeated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from scheduler.exercises.session import WARM_UP
from scheduler.write.exercises import ExerciseView, content_of
from scheduler.write.view import Document, SessionView

MOST_STEPS = 50  # what watches commonly hold
NAME = 31  # of a workout or a step; many a screen shows half of it [bytes]
NOTES = 127  # [bytes]
_MINUTE = 60  # [s]
_COUNTED = frozenset({"reps", "steps", "contacts"})
_JOINER = "\u200d"  # means nothing at the end of a text


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: for its time, for its repetitions, or else until the button is pressed."""

    kind: Literal["warm up", "work", "rest"]
    seconds: int = 0
    reps: int = 0
    name: str = ""
    notes: str = ""
    exercise: str = ""  # its id
    load: float | None = None  # [kg]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Go back until all from there to here has been done so many times."""

    first: int  # the step to go back to, by its place
    times: int


Steps = tuple[Step | Repeat, ...]


def shortened(text: str, limit: int) -> str:
    """Cut a text that is longer than ``limit`` [bytes] after a whole word, or else character."""
    kept = text.encode()[:limit].decode(errors="ignore")
    if kept != text:
        kept = text[: len(kept) + 1].rpartition(" ")[0] or kept
    return kept.rstrip(f" ,{_JOINER}")


def name_of(session: SessionView) -> str:
    """``Strength B 26 Feb``: a watch may hold those of several weeks."""
    date = f" {session.start.day} {session.start:%b}"
    return (shortened(session.title, NAME - len(date)) + date).strip()


def steps_of(session: Document) -> Steps:
    """All steps of a session of the document, in order; none where its content is not ours to say.

    They are few enough for a watch: a session of very many exercises has one step for each, and its
    sets and rests in the notes.
    """
    content = content_of(session)
    if content is None:
        return ()
    exercises = list(zip(session["exercises"], content.exercises, strict=True))
    steps: list[Step | Repeat] = [Step("warm up", seconds=WARM_UP * _MINUTE)]
    for number, (one, view) in enumerate(exercises, start=1):
        steps += _rounds(one, view, first=len(steps), is_last=number == len(exercises))
    if len(steps) > MOST_STEPS:
        return (steps[0], *(_step(one, view) for one, view in exercises))
    return tuple(steps)


def _rounds(
    one: Document, view: ExerciseView, *, first: int, is_last: bool
) -> Iterator[Step | Repeat]:
    view = replace(view, rest="")
    rest = [Step("rest", seconds=one["rest"])] if one["rest"] else []
    several, more = one["sets"] > 1, one["extra"]
    yield from _set(one, view)
    yield from rest if several or more or not is_last else ()
    if several:
        yield Repeat(first, one["sets"])
    if more:
        yield _once(one, view, more)
        yield from rest if not is_last else ()


def _set(one: Document, view: ExerciseView) -> Iterator[Step]:
    """One set; of what is timed on each side, one step a side, since the time runs by itself."""
    if one["unit"] == "s" and one["per_side"]:
        first = one["first_side"] or "left"
        for side in (first, "right" if first == "left" else "left"):
            yield _once(one, view, side)
    else:
        yield _once(one, view)


def _once(one: Document, view: ExerciseView, side: str = "") -> Step:
    """One set, of one side alone where it is named."""
    return _step(one, view, ending=f", {side}" if side else "", **_until(one))


def _until(one: Document) -> dict[str, int]:
    """What ends a set by itself, if anything does."""
    if one["unit"] == "s":
        return {"seconds": one["reps"]}
    return {"reps": one["reps"]} if one["unit"] in _COUNTED else {}


def _step(
    one: Document, view: ExerciseView, *, ending: str = "", seconds: int = 0, reps: int = 0
) -> Step:
    return Step(
        "work",
        seconds=seconds,
        reps=reps,
        name=shortened(view.name, NAME - len(ending)) + ending,
        notes=shortened(f"{view.amount}, {view.how}".rstrip(", "), NOTES),
        exercise=one["id"],
        load=one.get("load"),
    )
