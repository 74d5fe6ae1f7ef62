"""What `log` does: find the session that is meant, and keep what is said of it."""

import datetime as dt
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from scheduler.cli.called import Called, one_called
from scheduler.cli.situation import Situation, situation
from scheduler.cli.slot import slot_of
from scheduler.errors import UsageError
from scheduler.exercises.names import Names
from scheduler.horizon import has_begun
from scheduler.identity import SCHEMA, home_of
from scheduler.store.last_say import as_it_stands, last_words
from scheduler.store.log import Entry, Exercised, append, undone
from scheduler.store.plans import KeptSession, KeptWeek
from scheduler.write.plain import Document

_CLOCK = re.compile(r"\d{1,2}:\d{2}", re.ASCII)  # of the day that was planned


@dataclass(frozen=True)
class Logging:
    """One call of `log`, where it stands."""

    here: Situation
    file: Path

    @property
    def zone(self) -> ZoneInfo:
        """The athlete's."""
        return self.here.horizon.zone

    @property
    def sessions(self) -> tuple[KeptSession, ...]:
        """What the week holds by its last plan and the calendar, in order of time."""
        found = (session for week in self._weeks for session in as_it_stands(week, self.words))
        return tuple(sorted(found, key=lambda session: session.start))

    @property
    def plans(self) -> int:
        """How many plans of the week there are."""
        return sum(len(week.revisions) for week in self._weeks)

    @property
    def _weeks(self) -> list[KeptWeek]:
        """The week as it is kept, if it is."""
        return [week for week in self.here.before if week.week == self.here.horizon.first]

    @cached_property
    def words(self) -> dict[str, Entry]:
        """The words on sessions that have the last say."""
        return last_words(self.here.log, self.here.before)

    @cached_property
    def names(self) -> Names:
        """What the athlete's exercises are called."""
        return self.here.source.file.exercises.called()

    @property
    def said_at(self) -> dt.datetime:
        """The present, as the log keeps it."""
        return self.here.now.astimezone(self.zone).replace(microsecond=0)

    def sets_of(self, session: KeptSession) -> list[Entry]:
        """What was said of the exercises of a session."""
        said = self.here.log.of_exercises.items()
        return [entry for (key, _), entry in said if key == session.key]

    def meant(self, name: str) -> KeptSession:
        """The session of this name, or of its name and day.

        Raises
        ------
        UsageError
            The week has no plan, no such session, or several.
        """
        if not self.sessions:
            week = self.here.horizon.first
            raise UsageError(
                f"the week of {week} has no plan yet: microcycle plan {self.file} --week {week}"
            )
        found = one_called(name, self.sessions, self._called)
        if found is None:
            listed = "; ".join(map(self.named, self.sessions))
            raise UsageError(
                f"there is no session {name!r} in the week of {self.here.horizon.first}; there are:"
                f" {listed}. Of another week? Name it with --week"
            )
        return found

    def _called(self, session: KeptSession) -> Called:
        ids, is_strength = (session.uid, session.key), session.activity == "strength"
        return Called(session.title, self._clock(session), ids, is_strength)

    def _clock(self, session: KeptSession | Entry) -> dt.datetime:
        return session.start.astimezone(self.zone)

    def named(self, session: KeptSession | Entry) -> str:
        """``Strength A (Tue 12 Jan 17:30)``."""
        at = self._clock(session)
        return f"{session.title} ({at:%a} {at.day} {at:%b} {at:%H:%M})"

    def told(
        self,
        says: Sequence[str],
        entries: Sequence[Entry] = (),
        *,
        changed: bool = True,
        weeks_later: int = 0,
    ) -> Document:
        """What a call prints; it changes the plan of the week, or of one that comes later."""
        week = self.here.horizon.first
        planned = week + dt.timedelta(weeks=weeks_later)
        return {
            "schema": SCHEMA,
            "athlete": self.here.source.file.athlete.name,
            "week": week.isoformat(),
            "says": list(says),
            "changed": changed,
            "logged": [self._shown(entry) for entry in entries],
            "next": f"plan again: microcycle plan {self.file} --week {planned}"
            if changed
            else None,
        }

    def _shown(self, entry: Entry) -> Document:
        told = entry.exercise
        of_exercise = {} if told is None else {
            "rpe": told.rpe,
            "exercise": told.id,
            "sets": [str(one) for one in told.sets],
            "pain": told.pain,
            "worse": told.worse,
        }  # fmt: skip
        return {
            "what": entry.what,
            "session": entry.title,
            "key": entry.key,
            "start": self._clock(entry).isoformat(),
            "minutes": entry.minutes,
            "rpe": entry.rpe,
            **of_exercise,
        }

    def sentence(self, entry: Entry) -> str:
        """``Strength A (Tue 12 Jan 18:10): done, 45 min, RPE 8``."""
        if entry.exercise is not None:
            return f"{self.named(entry)}: {self.of_exercise(entry.exercise)}"
        parts: list[str] = [entry.what]
        parts += [f"{entry.minutes} min"] if entry.minutes is not None else []
        parts += [f"RPE {entry.rpe:g}"] if entry.rpe is not None else []
        return f"{self.named(entry)}: {', '.join(parts)}"

    def of_exercise(self, told: Exercised) -> str:
        """``Split squat 3x8@14kg 10@14kg, RPE 8, pain 2 of 10, worse the next morning``."""
        known = self.names.catalogue.get(told.id)
        parts = [" ".join([known.name if known else told.id, *map(str, told.sets)])]
        parts += [f"RPE {told.rpe:g}"] if told.rpe is not None else []
        parts += [f"pain {told.pain} of 10"] if told.pain is not None else []
        parts += ["worse the next morning"] if told.worse else []
        return ", ".join(parts)


def logging_of(
    file: Path, week: str | None, now: str | None, environment: Mapping[str, str]
) -> Logging:
    """One call of `log`; the week meant is that of today: one speaks of what was."""
    here = situation(file, week=week, now=now, environment=environment, today=True)
    return Logging(here, Path(os.fspath(file)))


def said(
    file: Path,
    what: Literal["done", "missed", "moved"],
    *,
    session: str,
    environment: Mapping[str, str],
    **details: Any,  # noqa: ANN401 - week, now, at, minutes, rpe as the command line has them
) -> Document:
    """Keep what is said of a session, unless it was said already.

    Raises
    ------
    UsageError
        No session, or more than one, is meant; or it is to have been done in the future.
    FileError
        The athlete file, a kept plan or the log is not in order.
    """
    logging = logging_of(file, details.get("week"), details.get("now"), environment)
    here, meant = logging.here, logging.meant(session)
    entry = Entry(
        said=logging.said_at,
        what=what,
        key=meant.key,
        title=meant.title,
        start=_start(logging, meant, what, details.get("at")),
        plans=logging.plans,
        minutes=details.get("minutes"),
        rpe=details.get("rpe"),
    )
    says = [logging.sentence(entry)]
    last = logging.words.get(entry.key)
    if last is not None and last.word == entry.word:
        return logging.told([f"{says[0]} (said before, nothing changes)"], [entry], changed=False)
    append(here.folder, here.log, entry)
    return logging.told(says, [entry])


def _start(logging: Logging, meant: KeptSession, what: str, at: str | None) -> dt.datetime:
    """When it was done, or was to be done."""
    horizon = logging.here.horizon
    planned = meant.start.astimezone(horizon.zone)
    if at is None:
        start = planned
    else:
        at = f"{planned:%Y-%m-%d} {at}" if _CLOCK.fullmatch(at.strip()) else at
        option = "SLOT" if what == "moved" else "--at"
        start = horizon.clock(slot_of(at, horizon, option=option))
    if what == "done" and not has_begun(start, logging.here.now):
        raise UsageError(
            f"{logging.named(meant)} lies ahead and cannot be done yet: say when it was done with"
            " --at, or of another week with --week"
            if at is None
            else f"--at {at!r} lies ahead: it cannot be done yet"
        )
    return start


def taken_back(file: Path, *, now: str | None, environment: Mapping[str, str]) -> Document:
    """Take back the last word that stands.

    Raises
    ------
    UsageError
        Nothing is left to take back.
    """
    logging = logging_of(file, None, now, environment)
    standing = logging.here.log.standing
    if not standing:
        raise UsageError("nothing was said of any session, so there is nothing to take back")
    last = standing[-1]
    week = home_of(last.key)
    logging = logging_of(file, week.isoformat(), now, environment)
    taken = undone(last, now=logging.said_at, plans=logging.plans)
    append(logging.here.folder, logging.here.log, taken)
    return logging.told([f"taken back: {logging.sentence(last)}"], [last])


def listed(
    file: Path, *, week: str | None, now: str | None, environment: Mapping[str, str]
) -> Document:
    """The sessions of a week, and what was said of each."""
    logging = logging_of(file, week, now, environment)
    says, entries = [], []
    for session in logging.sessions:
        entry, sets = logging.words.get(session.key), logging.sets_of(session)
        if entry is None:
            came = "done" if sets else session.origin
            says.append(f"{logging.named(session)}: {came}")
        else:
            says.append(logging.sentence(entry))
            entries.append(entry)
        says += [f"  {logging.of_exercise(one.exercise)}" for one in sets if one.exercise]
        entries += sets
    if not says:
        says = [f"the week of {logging.here.horizon.first} has no plan yet"]
    return logging.told(says, entries, changed=False)
