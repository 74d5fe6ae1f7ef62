"""The runs and races that are known: of the file, of its weekly pattern, and of run calendars.

Each becomes a ``KnownRun`` on its date, in the weeks to plan and in those beside them. The same
run in file and calendar is one, the timed one.
"""

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from scheduler.load import session_load
from scheduler.read.calendar.events import CalendarEvent
from scheduler.read.file.asked import RACE_START, PlannedRun, Race
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.file.sections import Calendar, Kind, Kinds
from scheduler.read.running.feed_runs import FeedRun, classify, feed_run
from scheduler.read.running.lengths import RACE_KM, race_distance
from scheduler.units import dates_of

MINUTE = 60  # [s]
Number = TypeVar("Number", int, float)


@dataclass(frozen=True, slots=True)
class KnownRun:
    """A run, a race or other sport on its date; no clock time where a slot is to be found."""

    date: dt.date
    clock: int | None  # minutes since midnight
    minutes: int
    kind: str
    title: str
    rpe: float
    where: str
    movable: str = "no"  # no | time | day
    key_run: bool = False
    race: tuple[str, str] | None = None
    from_calendar: bool = False
    assumed: tuple[str, ...] = ()  # what had to be assumed, in sentences

    @property
    def load(self) -> int:
        """Session-RPE load [AU]."""
        return session_load(self.rpe, self.minutes)

    @property
    def timed(self) -> bool:
        """Whether its time is known."""
        return self.clock is not None

    def is_same(self, other: "KnownRun") -> bool:
        """Whether file and calendar speak of one run."""
        if self.date != other.date or (self.race is None) != (other.race is None):
            return False
        if self.race is not None:
            return True
        alike = self.kind == other.kind or self.title.casefold() == other.title.casefold()
        return alike and (not (self.timed and other.timed) or self._overlaps(other))

    def _overlaps(self, other: "KnownRun") -> bool:
        mine, theirs = self.clock or 0, other.clock or 0
        return mine < theirs + other.minutes and theirs < mine + self.minutes


@dataclass(frozen=True)
class RunPlan:
    """All that is known of the runs around the weeks to plan."""

    runs: tuple[KnownRun, ...]
    rest: Mapping[dt.date, str]  # rest days of the calendars, and which calendar tells them
    notes: tuple[str, ...]


def run_plan(
    source: AthleteSource,
    dates: list[dt.date],
    events: Iterable[tuple[Calendar, str, CalendarEvent]],
    *,
    planned: Container[dt.date],
) -> RunPlan:
    """The runs on some dates: races, single runs, the pattern, and what run calendars hold.

    What had to be assumed is noted for the dates to plan alone.
    """
    rest: dict[dt.date, str] = {}
    told: list[KnownRun] = []
    left_out: list[str] = []
    for calendar, where, event in events:
        found = _of_event(source, calendar, event)
        if found is None or found.date not in dates:
            continue
        if found.rest:
            rest.setdefault(found.date, where)
        elif not found.left_out:
            told.append(_known(source, calendar, found, where))
        elif found.date in planned:
            left_out += found.notes
    runs = _joined([*_races(source, dates)], [*_written(source, dates)], told)
    assumed = (says for run in runs if run.date in planned for says in run.assumed)
    return RunPlan(tuple(runs), rest, tuple(dict.fromkeys([*left_out, *assumed])))


def _joined(races: list[KnownRun], written: list[KnownRun], told: list[KnownRun]) -> list[KnownRun]:
    """Every run once; of two that are the same, the timed one, key if either is.

    What `races` says of a race comes before what the runs and calendars say.
    """
    found = list(races)
    found += [run for run in written if not any(race.is_same(run) for race in races)]
    for run in told:
        same = next((n for n, other in enumerate(found) if other.is_same(run)), None)
        if same is None:
            found.append(run)
        elif run.timed and not found[same].timed:
            found[same] = replace(run, key_run=found[same].key_run)
    return sorted(found, key=lambda run: (run.date, run.from_calendar))


def _of_event(source: AthleteSource, calendar: Calendar, event: CalendarEvent) -> FeedRun | None:
    """One event of a run calendar; the calendar's own words come before those of the file."""
    general, special = words_of(source.file.kinds), words_of(calendar.kinds)
    own = {kind: words.patterns for kind, words in special.items() if words.patterns}
    named = classify(event.title, event.text, patterns=own, categories=event.categories)
    patterns: Mapping[str, tuple[str, ...]] = (
        {named: own[named]}
        if named is not None
        else {kind: words.patterns for kind, words in general.items()}
    )
    told = [*general.items(), *special.items()]
    return feed_run(
        event,
        patterns=patterns,
        paces={kind: words.pace / MINUTE for kind, words in told if words.pace},
        lengths={kind: words.minutes for kind, words in told if words.minutes},
    )


def words_of(kinds: Kinds) -> dict[str, Kind]:
    """The kinds of a file or calendar, by their names."""
    return dict[str, Kind](kinds.items())


def _known(source: AthleteSource, calendar: Calendar, found: FeedRun, where: str) -> KnownRun:
    own = words_of(calendar.kinds).get(found.kind)
    run = KnownRun(
        date=found.date,
        clock=found.start.hour * 60 + found.start.minute if found.start else None,
        minutes=max(found.minutes, 1),
        kind=found.kind,
        title=found.title,
        rpe=own.rpe if own and own.rpe is not None else effort(source, found.kind),
        where=where,
        from_calendar=True,
        assumed=found.notes,
    )
    if found.kind != "race":
        return run
    says = (
        f"{found.title} ({found.date:%a %d %b}) is read as a race of priority A;"
        " name it under `races` to give it another priority"
    )
    distance = found.distance or _by_length(source, run.minutes)
    clock = RACE_START if run.clock is None else run.clock
    return replace(run, clock=clock, race=("A", distance), assumed=(*run.assumed, says))


def effort(source: AthleteSource, kind: str) -> float:
    """The RPE of a kind where none is given.

    Raises
    ------
    LookupError
        It is no kind of run or class of strength, or the presets have lost it.
    """
    return _needed(words_of(source.file.kinds)[kind].rpe)


def _needed(number: Number | None) -> Number:
    """What the presets say of a kind, and no file may take away."""
    if number is None:
        raise LookupError("a number is missing in `kinds`")
    return number


def _written(source: AthleteSource, dates: list[dt.date]) -> Iterator[KnownRun]:
    """The runs of the file: single ones on their date, the pattern on all of its days."""
    for number, run in enumerate(source.file.runs):
        where = source.merged.where(("runs", number))
        if run.date is not None:
            chosen = [run.date] if run.date in dates else []
        else:
            chosen = list(dates_of(run.day or (), dates))
        for date in chosen:
            yield _of_file(source, run, date, where)


def _of_file(source: AthleteSource, run: PlannedRun, date: dt.date, where: str) -> KnownRun:
    known = KnownRun(
        date=date,
        clock=run.start,
        minutes=run.minutes,
        kind=run.kind,
        title=run.title or f"{run.kind.capitalize()} run",
        rpe=effort(source, run.kind) if run.rpe is None else run.rpe,
        where=where,
        movable=run.movable,
        key_run=run.key,
    )
    if run.kind != "race":
        return known
    distance = race_distance(known.title) or _by_length(source, run.minutes)
    says = f"{known.title} ({date:%a %d %b}) counts as a race of priority A over {distance}"
    clock = RACE_START if run.start is None else run.start
    return replace(known, clock=clock, movable="no", race=("A", distance), assumed=(says,))


def _races(source: AthleteSource, dates: list[dt.date]) -> Iterator[KnownRun]:
    for number, race in enumerate(source.file.races):
        if race.date not in dates:
            continue
        title = race.title or _race_title(race)
        distance = race.distance or race_distance(title)
        minutes = race.minutes or _by_distance(source, distance)
        assumed: tuple[str, ...] = ()
        if minutes is None:
            minutes = _needed(source.file.kinds["race"].minutes)
            says = f"{title} ({race.date}): neither minutes nor distance; {minutes} min assumed"
            assumed = (says,)
        yield KnownRun(
            date=race.date,
            clock=race.start,
            minutes=minutes,
            kind="race",
            title=title,
            rpe=effort(source, "race"),
            where=source.merged.where(("races", number)),
            race=(race.priority, distance or _by_length(source, minutes)),
            assumed=assumed,
        )


def _race_title(race: Race) -> str:
    return f"Race ({race.distance})" if race.distance else "Race"


def _by_distance(source: AthleteSource, distance: str | None) -> int | None:
    """How long a race over a distance takes, at the race's pace [min]."""
    kilometres = RACE_KM.get(distance or "")
    pace = _needed(source.file.kinds["race"].pace)
    return round(kilometres * pace / MINUTE) if kilometres else None


def _by_length(source: AthleteSource, minutes: int) -> str:
    """The distance of a race of so many minutes, at the race's pace."""
    race = source.file.kinds["race"]
    kilometres = minutes * MINUTE / _needed(race.pace)
    longest = sorted(race.up_to.items(), key=lambda distance: distance[1])
    return next((name for name, most in longest if kilometres <= most), "ultra")
