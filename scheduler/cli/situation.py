"""Where a command stands: the athlete file, the moment, the week meant, and its kept plans."""

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from scheduler.cli.shared import date_in_week, moment, tomorrow
from scheduler.errors import FileError
from scheduler.horizon import Horizon
from scheduler.identity import home_of
from scheduler.lowering import PlanOptions, read_athlete, week_of, zone_of
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.week import Kept, identity_of
from scheduler.store.cuts import in_the_way
from scheduler.store.files import File
from scheduler.store.inputs import NOT_KNOWN, Inputs, inputs_of
from scheduler.store.log import Log, read_log
from scheduler.store.namesakes import APART, namesake
from scheduler.store.plans import KeptWeek, is_shared, kept_weeks, plans_folder, week_file
from scheduler.store.published import forgetting
from scheduler.store.recall import afresh, recalled
from scheduler.store.salvage import with_salvaged
from scheduler.write.document import Evenness

Said = TypeVar("Said")


@dataclass(frozen=True)
class Situation:
    """What ``plan``, ``check`` and ``explain`` begin with."""

    source: AthleteSource
    horizon: Horizon
    now: dt.datetime
    folder: Path  # of the athlete's kept plans
    as_read: tuple[KeptWeek, ...]  # the weeks in their files
    before: tuple[KeptWeek, ...]  # the same, and what a calendar says of them
    log: Log
    environment: Mapping[str, str]
    remarks: tuple[str, ...] = ()  # on a calendar that was read back
    read_back: tuple[KeptWeek, ...] = ()  # those of the weeks that it has changed
    restored: frozenset[str] = frozenset()  # UIDs of deleted events that are wanted again

    @property
    def evenness(self) -> Evenness:
        """How the athlete's rules look at the monotony of a week."""
        rule = self.source.file.rules.monotony
        return Evenness(rule.above, rule.warn)

    @property
    def knows_the_weeks(self) -> bool:
        """Whether any of the weeks meant was planned before."""
        last = self.horizon.date(self.horizon.days)
        return any(w.revisions for w in self.before if self.horizon.first <= w.week < last)

    def options(self, *, writes: bool) -> PlanOptions:
        """What planning is told; nothing is kept where nothing is to be written."""
        return PlanOptions(
            first=self.horizon.first,
            now=self.now,
            weeks=self.horizon.weeks,
            environment=self.environment,
            copies=self.folder / "feeds",
            keep_copies=writes,
        )

    def inputs(self, options: PlanOptions, source: AthleteSource | None = None) -> Inputs:
        """From what each week is planned now; with ``source``, if the file were that one."""
        return inputs_of(source or self.source, options, self.kept())

    def kept(self, inputs: Inputs = NOT_KNOWN, *, fresh: bool = False) -> Kept:
        """What the kept plans say of the weeks meant, if they are planned from these inputs."""
        found = recalled(self.before, self.horizon, now=self.now, log=self.log, inputs=inputs)
        return replace(afresh(found) if fresh else found, notes=self.remarks)

    def files(self, weeks: Sequence[KeptWeek]) -> list[File]:
        """What is to be kept of a plan of these weeks, in the order of writing.

        What the calendar server is to hold again is let go of first: a week that knows nothing of
        a deletion any more would not bring this about.

        Raises
        ------
        FileError
            Another run has changed a week meanwhile.
        """
        planned = {week.week for week in weeks}
        beside = [week for week in self.read_back if week.week not in planned]
        was = {week.week: week for week in self.as_read}
        kept = (week_file(self.folder, one, was.get(one.week)) for one in (*weeks, *beside))
        return [*forgetting(self.folder, self.restored), *kept]

    def kept_beside(self) -> Kept:
        """What they, the calendar and the log say of the weeks beside alone."""
        own = {self.horizon.date(day) for day in self.horizon.all_days()}
        weeks = [replace(week, edits={}) if week.week in own else week for week in self.before]
        start = self.horizon.clock(0)
        kept = afresh(recalled(weeks, self.horizon, now=start, log=self.log))
        words, missed = _beside(kept.words, own), _beside(kept.missed, own)
        return replace(kept, words=words, missed=missed)


def _beside(said: Mapping[str, Said], days: Container[dt.date]) -> dict[str, Said]:
    """What is said of sessions of other weeks than those of some days."""
    return {key: word for key, word in said.items() if home_of(key) not in days}


def situation(
    file: Path,
    *,
    week: str | None,
    now: str | None,
    environment: Mapping[str, str],
    weeks: int = 1,
    today: bool = False,
) -> Situation:
    """Read the athlete file and what is kept; without a week, tomorrow's, or ``today``'s.

    Raises
    ------
    FileError, UsageError
        The file, a kept plan, the week or the moment is not in order.
    """
    source = read_athlete(file, environment=environment)
    zone = zone_of(source)
    present = moment(now, zone)
    default = present.astimezone(zone).date() if today else tomorrow(present, zone)
    day = default if week is None else date_in_week(week)
    horizon = Horizon(zone, week_of(source, day), weeks)
    folder = plans_folder(file, environment)
    owner = identity_of(source) if is_shared(environment) else None
    kept = kept_weeks(folder, horizon, owner)
    if hindered := in_the_way(kept, horizon, now=present):
        written = source.merged.top.at(("week", "starts"))
        raise FileError([source.merged.problem(written, *hindered)])
    before = with_salvaged(kept, folder, horizon, identity_of(source))
    log = read_log(folder, athlete=identity_of(source), owner=owner)
    remarks = () if before else _remarks(folder, identity_of(source))
    return Situation(
        source, horizon, present, folder, kept, before, log, environment, remarks=remarks
    )


def _remarks(folder: Path, identity: str) -> tuple[str, ...]:
    """What to say to an athlete whose first plan this is."""
    other = namesake(folder, identity)
    if other is None:
        return ()
    says = f"{other} keeps the plans of an athlete of the same name, {identity}"
    return (f"{says}: {APART}, or their events are taken for each other",)
