"""What `log sets` does: keep what was done of one exercise, and how it felt."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.cli.logged import Logging, logging_of
from scheduler.content.paces import paces
from scheduler.content.past import Past
from scheduler.errors import UsageError
from scheduler.exercises.done import Done
from scheduler.exercises.exercise import Exercise
from scheduler.exercises.written import WrittenSet, like, of_exercise
from scheduler.store.log import Entry, Exercised, append
from scheduler.store.plans import KeptSession
from scheduler.write.exercises import PAIN
from scheduler.write.plain import Document


@dataclass(frozen=True)
class Felt:
    """How an exercise was, as far as the athlete says."""

    rpe: float | None = None  # of each set [0 to 10]
    pain: int | None = None  # at worst [0 to 10]
    worse: bool = False  # the next morning


def sets_said(
    file: Path,
    *,
    session: str,
    exercise: str,
    environment: Mapping[str, str],
    **details: Any,  # noqa: ANN401 - sets, week, now, rpe, pain, worse as the command line has them
) -> Document:
    """Keep what is said of an exercise, unless it was said already.

    Raises
    ------
    UsageError
        No session or exercise, or more than one, is meant; the session lies ahead or was not done;
        a set is none of the exercise.
    FileError
        The athlete file, a kept plan or the log is not in order.
    """
    logging = logging_of(file, details.get("week"), details.get("now"), environment)
    meant = logging.meant(session)
    start = _begun(logging, meant)
    found = logging.names.meant(exercise, first=[given.exercise for given in meant.exercises])
    before = logging.here.log.of_exercises.get((meant.key, found.id))
    felt = Felt(details.get("rpe"), details.get("pain"), bool(details.get("worse")))
    told = _told(found, details.get("sets") or (), felt, before.exercise if before else None)
    entry = Entry(
        said=logging.said_at,
        what="sets",
        key=meant.key,
        title=meant.title,
        start=start,
        plans=logging.plans,
        exercise=told,
    )
    says = logging.sentence(entry)
    if before is not None and (before.exercise, before.start) == (told, start):
        return logging.told([f"{says} (said before, nothing changes)"], [entry], changed=False)
    append(logging.here.folder, logging.here.log, entry)
    warns = list(_warnings(logging, entry.done))
    return logging.told([says, *warns], [entry], weeks_later=0 if warns else 1)


def _begun(logging: Logging, meant: KeptSession) -> dt.datetime:
    """When the session began."""
    named, word = logging.named(meant), logging.words.get(meant.key)
    if meant.activity != "strength":
        raise UsageError(f"{named} is no strength session: it has no sets")
    as_done = f'microcycle log {logging.file} done "{meant.title}"'
    lost = _lost(meant, word)
    if lost:
        raise UsageError(f"{named} {lost}: if it was done after all, say that first: {as_done}")
    start = meant.start if word is None or word.what == "missed" else word.start
    if start > logging.here.now:
        raise UsageError(
            f"{named} lies ahead, so no set of it is done yet: if it was done earlier, say that"
            f" first: {as_done} --at SLOT; or name another week with --week"
        )
    return start.astimezone(logging.zone)


def _lost(meant: KeptSession, word: Entry | None) -> str:
    """What came of a session that was not done; empty where it was, or may have been.

    One that was missed may have been made up for since.
    """
    if word is None:
        return "was deleted from the calendar" if meant.origin == "skipped" else ""
    again = meant.origin != "missed" and meant.start != word.start
    return "was missed, as you said" if word.what == "missed" and not again else ""


def _told(
    exercise: Exercise, sets: Sequence[str], felt: Felt, before: Exercised | None
) -> Exercised:
    """What is said of an exercise; without sets, those said before stay, and how they felt."""
    read: list[WrittenSet] = []
    wrong: list[str] = []
    for text in sets:
        try:
            read.append(of_exercise(text, exercise))
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        raise UsageError("\n".join(wrong))
    told = Exercised(exercise.id, tuple(read), felt.rpe, felt.pain, felt.worse)
    if before is not None and not sets:
        told = Exercised(
            exercise.id,
            before.sets,
            before.rpe if felt.rpe is None else felt.rpe,
            before.pain if felt.pain is None else felt.pain,
            before.worse or felt.worse,
        )
    if not told.sets and told.pain is None and not told.worse:
        raise UsageError(
            f"say which sets of {exercise.name} were done, such as {like(exercise)}, or how it"
            " felt, with --pain or --worse"
        )
    return told


def _warnings(logging: Logging, done: Done) -> Iterator[str]:
    """What follows from pain, where there was too much."""
    catalogue, numbers = logging.names.catalogue, paces()
    hurt = Past(done.date, (done,)).hurt(catalogue, done.date)
    if not hurt:
        return
    above = f"pain above {numbers.pain:g} of 10"
    why = above if done.pain > numbers.pain else "worse the next morning"
    until = done.date + dt.timedelta(days=numbers.pain_days)
    harder = " and what is harder" if len(hurt) > 1 else ""
    yield (
        f"{catalogue[done.exercise].name}{harder}: left out for {numbers.pain_days:g} days, until"
        f" {until:%a} {until.day} {until:%b} ({why}); what is easier comes instead."
    )
    yield PAIN
