"""How a session's exercises are told: the same words in the calendar, the terminal, the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from scheduler.exercises.session import WARM_UP as WARM_UP_MINUTES
from scheduler.exercises.words import phase_says
from scheduler.write.view import TITLE, Document, clean

TIMES = "\N{MULTIPLICATION SIGN}"
WARM_UP = f"Warm up for {WARM_UP_MINUTES} min"
SIGNS = "In reserve: repetitions that you could still do. Tempo: seconds down-still-up."
PAIN = (
    "Pain above 5 of 10, worse the next morning, in the bone or at night, or a changed gait:"
    " stop, and ask a professional."
)
_UNITS = {"s": " s", "m": " m", "steps": " steps"}
_LONG_REST = 90  # from here on a rest is worth a word on a small screen [s]
_MINUTE = 60  # [s]
_TO_FAILURE = 10  # the effort at which nothing is left in reserve
_EASY = 5  # below this effort nothing is said of it
_LOADED = frozenset({"heavy lifts", "lifts", "calves and feet"})


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise in words."""

    part: str  # of the session: jumps, heavy lifts, ...
    name: str
    amount: str  # sets and reps, each side
    effort: str  # 2 in reserve
    rest: str  # 90 s
    tempo: str  # 3-0-1
    remarks: tuple[str, ...]
    progress: str  # last 3 x 8 with 14 kg
    long_rest: bool

    @property
    def how(self) -> str:
        """Everything but the name and the amount."""
        rest = f"rest {self.rest}" if self.rest else ""
        tempo = f"tempo {self.tempo}" if self.tempo else ""
        return ", ".join(filter(None, (self.effort, rest, tempo, *self.remarks, self.progress)))

    @property
    def in_short(self) -> str:
        """What stands below its name on a small screen."""
        rest = f"rest {self.rest}" if self.long_rest else ""
        return ", ".join(
            filter(None, (self.amount, self.effort, rest, *self.remarks, self.progress))
        )


@dataclass(frozen=True, slots=True)
class ContentView:
    """All that is done in a session."""

    phase: str
    takes: int  # with the warm-up [min]
    exercises: tuple[ExerciseView, ...]

    @property
    def parts(self) -> Iterator[tuple[str, tuple[ExerciseView, ...]]]:
        """The exercises by the part of the session."""
        for part, exercises in groupby(self.exercises, key=lambda one: one.part):
            yield part[:1].upper() + part[1:], tuple(exercises)


def in_one_line(content: ContentView) -> str:
    """The names alone, and how long it takes: ``Split squat, ...; about 41 min``."""
    names = ", ".join(one.name for one in content.exercises)
    return f"{names}; about {content.takes} min"


def cannot_hold(document: Document, *, only: str | None = None) -> tuple[str, ...]:
    """What the sessions cannot hold, and why; ``only`` is the UID of the one that is meant."""
    told = document.get("unmet") or ()
    return tuple(clean(one["says"]) for one in told if only is None or one["uid"] in (None, only))


def content_of(session: Document) -> ContentView | None:
    """What is done in a session of the document; None where that is not ours to say."""
    listed = session.get("exercises")
    if not listed:
        return None
    phase = clean(session.get("phase") or "")
    told = phase_says(phase)
    return ContentView(
        phase=f"{told}, an easy week" if session.get("easy") else told,
        takes=session["takes"],
        exercises=tuple(_exercise(one) for one in listed),
    )


def _exercise(one: Document) -> ExerciseView:
    several = one["sets"] > 1
    side = " each side" if one["per_side"] else ""
    first = f"{one['first_side']} side first" if one["first_side"] else ""
    more = f"one set more {one['extra']}" if one["extra"] else ""
    new = "new" if one["new"] else ""
    load = f", {_kilograms(one['load'])}" if one["load"] else ""
    amount = f"{_times([one['reps']] * one['sets'])}{_UNITS.get(one['unit'], '')}"
    return ExerciseView(
        part=clean(one["part"]),
        name=clean(one["name"], TITLE),
        amount=f"{amount}{side}{load}",
        effort=_effort(one),
        rest=_rest(one["rest"]) if several else "",
        tempo=_tempo(one["tempo"]),
        remarks=tuple(filter(None, (clean(one["cue"] or ""), first, more, new))),
        progress=_progress(one),
        long_rest=several and one["rest"] >= _LONG_REST,
    )


def _progress(one: Document) -> str:
    """What it follows from, where today is not the same again: ``last 3 x 8 with 14 kg``."""
    last = one["last"]
    if last is None:
        return ""
    same = last["reps"] == [one["reps"]] * one["sets"] and last["load"] == one["load"]
    why = one["why"] or ""
    if same:
        return why
    load = f" with {_kilograms(last['load'])}" if last["load"] else ""
    told = f"last {_times(last['reps'])}{_UNITS.get(one['unit'], '')}{load}"
    return f"{told}; {why}" if why else told


def _times(reps: list[int]) -> str:
    """``3 x 8``, and ``8, 8, 6`` where they are not all alike."""
    if len(reps) == 1:
        return str(reps[0])
    return f"{len(reps)} {TIMES} {reps[0]}" if len(set(reps)) == 1 else ", ".join(map(str, reps))


def _kilograms(load: float) -> str:
    return f"{round(load, 1):g} kg"


def _effort(one: Document) -> str:
    """``2 in reserve`` for lifts, the effort for holds; the rest is done with ease."""
    if one["part"] not in _LOADED or one["effort"] < _EASY:
        return ""
    if one["unit"] != "reps":
        return f"effort {one['effort']} of 10"
    return f"{_TO_FAILURE - one['effort']} in reserve"


def _rest(seconds: int) -> str:
    whole, left = divmod(seconds, _MINUTE)
    return f"{whole} min" if whole and not left else f"{seconds} s"


def _tempo(tempo: str | None) -> str:
    """``3-0-1``; a hold says so by its seconds."""
    return {None: "", "iso": "", "X": "fast"}.get(tempo, tempo or "")
