"""Make sense of a run calendar's events: what kind of run, how long, and when.

A title is all that most feeds give: ``6 x 800 m``, ``Run: Threshold``, ``2:00 - Gibbs``. The words
that name each kind are regular expressions in the presets, which a runner may change. Whatever had
to be assumed is told in a note.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.read.calendar.events import CalendarEvent
from scheduler.read.running.lengths import (
    RACE_KM,
    first_lines,
    kilometres_told,
    minutes_told,
    race_distance,
)

# The first kind that fits wins. What is no run comes first, then a race; of the runs the one that
# strength work must keep the farthest from, since "Long run, tempo finish" is still long, a warm-up
# before 6 x 800 m still easy, and a hard run taken for an easy one is the mistake that hurts.
# Strides stand above easy: only a run that names nothing harder is told by them.
PRIORITY = (
    "rest", "cross", "strength", "race", "long", "fartlek", "hills", "threshold", "tempo",
    "intervals", "quality", "strides", "recovery", "steady", "easy",
)  # fmt: skip
# A text or a calendar's category may mention a race or a rest without being one.
TOLD_BY_IDENTITY = tuple(kind for kind in PRIORITY if kind != "race")
TOLD_BY_TEXT = PRIORITY[PRIORITY.index("long") :]

REST = "rest"
LEFT_OUT = "strength"
ASSUMED_KIND = "easy"
LINES_READ = 5


@dataclass(frozen=True, slots=True)
class FeedRun:
    """A run, a race, other sport or a rest day, as a run calendar tells it.

    Parameters
    ----------
    kind
        A kind of run, ``cross``, ``rest``, or ``strength``, which is to be left out.
    title
        As written in the calendar.
    minutes
        How long it takes; 0 for a rest day. [min]
    start
        None where the calendar names the day only, so that a slot has to be found.
    date
        The day in the runner's zone.
    rest
        Whether the day is to stay free.
    uid
        The event's identity in its calendar.
    distance
        Of a race: 5k, 10k, half, marathon or ultra, as far as its title tells.
    notes
        What was assumed, in sentences for the runner.
    """

    kind: str
    title: str
    minutes: int
    start: dt.datetime | None
    date: dt.date
    rest: bool
    uid: str
    distance: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def left_out(self) -> bool:
        """Whether it is strength work, which the plan brings itself."""
        return self.kind == LEFT_OUT


def classify(
    title: str, text: str, *, patterns: Mapping[str, Sequence[str]], categories: Sequence[str] = ()
) -> str | None:
    """Name the kind of an event: a run kind, ``rest``, ``cross`` or ``strength``.

    Parameters
    ----------
    title, text
        The summary and the description of the event.
    patterns
        For each kind its regular expressions; the order of the kinds does not matter. One that is
        no regular expression, such as ``6 x (``, is searched for as it stands.
    categories
        Further words that may name it, tried when the title does not.

    Returns
    -------
    str or None
        None when nothing fits. The text, tried last, can only tell one run from another.
    """
    for kinds, lines in (
        (PRIORITY, first_lines(title)),
        (TOLD_BY_IDENTITY, first_lines(*categories)),
        (TOLD_BY_TEXT, first_lines(*text.splitlines(), most=LINES_READ)),
    ):
        for kind in kinds:
            if any(_fits(pattern, line) for pattern in patterns.get(kind, ()) for line in lines):
                return kind
    return None


def feed_run(
    event: CalendarEvent,
    *,
    patterns: Mapping[str, Sequence[str]],
    paces: Mapping[str, float | None],
    lengths: Mapping[str, int],
) -> FeedRun | None:
    """Read one event of a run calendar.

    Parameters
    ----------
    event
        One occurrence, in the runner's zone. Whether it counts as busy does not matter, and what
        is done already is read like what is planned.
    patterns
        As for ``classify``.
    paces
        For each kind, minutes for a kilometre, warm-up and pauses included; without one a
        distance says nothing about the time. [min/km]
    lengths
        For each kind, how long it takes where nothing says it. [min]

    Returns
    -------
    FeedRun or None
        None for a banner over several days that names no session, such as ``Base week 3``.
    """
    found = classify(
        event.title,
        event.text,
        patterns=patterns,
        categories=(*event.categories, _words_of(event.uid)),
    )
    days = (event.end.date() - event.start.date()).days
    if found is None and days > 1 and _whole_day(event):
        return None
    kind = found or ASSUMED_KIND
    distance = race_distance(event.title) if kind == "race" else None
    usual = 0 if kind in {REST, LEFT_OUT} else lengths[kind]
    told = 0 if kind == REST else _minutes(event, pace=paces.get(kind), race=distance)
    return FeedRun(
        kind=kind,
        title=" ".join(event.title.split()) or "Run",
        minutes=usual if told is None else told,
        start=None if _whole_day(event) else event.start,
        date=event.start.date(),
        rest=kind == REST,
        uid=event.uid,
        distance=distance,
        notes=tuple(_notes(event, kind=found, assumed=usual if told is None else None)),
    )


def _minutes(event: CalendarEvent, *, pace: float | None, race: str | None) -> int | None:
    if event.timed_end and not _whole_day(event) and event.end > event.start:
        return round((event.end.timestamp() - event.start.timestamp()) / 60)
    if event.estimated_minutes:
        return event.estimated_minutes
    places = (first_lines(event.title), first_lines(*event.text.splitlines()))
    told = _longest(minutes_told, places)
    if told is None and pace is not None:
        far = _longest(kilometres_told, places) or RACE_KM.get(race or "")
        told = far * pace if far else None
    return None if told is None else math.floor(told + 0.5)


def _longest(told: Callable[[str], float | None], places: Iterable[Sequence[str]]) -> float | None:
    """The most that the first telling place tells."""
    found = (max(filter(None, map(told, lines)), default=None) for lines in places)
    return next(filter(None, found), None)


def _notes(event: CalendarEvent, *, kind: str | None, assumed: int | None) -> Iterator[str]:
    what = f"{' '.join(event.title.split()) or 'A run without a title'} ({event.start:%a %Y-%m-%d})"
    if kind == LEFT_OUT:
        yield (
            f"{what} is left out of the run calendar: strength is planned here;"
            " what is to stay belongs under `fixed_strength`."
        )
        return
    if kind is None:
        yield f"{what}: nothing says what kind of run it is; counted as {ASSUMED_KIND}."
    if assumed is not None:
        yield f"{what}: nothing says how long it takes; {assumed} min assumed."


def _whole_day(event: CalendarEvent) -> bool:
    return event.all_day or event.start.time() == event.end.time() == dt.time()


def _words_of(uid: str) -> str:
    """Plain words of an identity such as ``UPCOMING_PLAN_WORKOUT-7f_plan_week_2_LONG_RUN_0``."""
    words = " ".join(re.findall(r"\b[A-Za-z]+\b", uid.partition("@")[0].replace("_", " ")))
    return re.sub(r"^.*\bplan week\b", "", words)


def _fits(pattern: str, line: str) -> bool:
    try:
        return re.search(pattern, line, re.IGNORECASE) is not None
    except re.error:
        return pattern.casefold() in line.casefold()
