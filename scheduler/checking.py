"""Judges any calendar, ours or not, by the athlete's rules; nothing is planned and nothing written.

Every strength event of the calendar is taken as a decision: it fills the session that it is, by
its UID or else by its class and time, and the same judge that stands behind ``plan`` says what it
breaks and what it costs.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scheduler.errors import CalendarError
from scheduler.explain.notes import notes
from scheduler.identity import uid_of
from scheduler.load import session_load
from scheduler.lowering import PlanOptions, loads, lower, week_of, zone_of
from scheduler.outcome import Outcome
from scheduler.read.calendar.calendars import read_calendar
from scheduler.read.calendar.events import CalendarEvent
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.running.feed_runs import classify
from scheduler.read.running.known_runs import effort, words_of
from scheduler.read.week import Kept
from scheduler.requirements import Finished, judge
from scheduler.training import CLASSES, RUN_KINDS, Session, Wanted, Week, in_order

LOOK_AHEAD = dt.timedelta(weeks=52)
LOOK_BACK = dt.timedelta(weeks=104)
_CLASS = re.compile(rf"\b({'|'.join(CLASSES)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class ForeignCalendar:
    """A calendar to be judged."""

    name: str
    data: bytes


def check(
    source: AthleteSource,
    calendar: ForeignCalendar,
    options: PlanOptions,
    beside: Kept,
    *,
    week_given: bool = False,
) -> Outcome:
    """Judge a calendar: the weeks asked for, else the nearest with a strength event.

    ``beside`` is what the kept plans hold of the weeks beside.

    Raises
    ------
    CalendarError
        It cannot be read as a whole, or holds no strength event.
    """
    if not week_given:
        options = replace(options, first=_week_of(source, calendar, options))
    week, requirements = lower(source, replace(options, whole=True), beside)
    horizon = week.horizon
    last = horizon.date(horizon.days - 1)
    reading = read_calendar(
        calendar.data,
        name=calendar.name,
        first=horizon.first,
        last=last,
        zone=horizon.zone,
        cancelled=True,
    )
    week = _let_go(week, reading.events)
    told = _Told(source, week)
    events = [event for event in reading.events if not event.cancelled]
    sessions = in_order([*week.fixed, *told.sessions(events)])
    findings = judge(requirements, Finished(week, sessions))
    return Outcome(
        week=week,
        sessions=sessions,
        status="planned",
        proof="unknown",
        findings=findings,
        points=sum(finding.points for finding in findings),
        load=loads(source, week, sessions),
        notes=(
            *week.notes,
            *notes(source.file.rules, source.floor, week, findings),
            *reading.warnings,
            *told.passed_over,
        ),
    )


def _let_go(week: Week, events: Iterable[CalendarEvent]) -> Week:
    """The week, in which a pinned session is where the calendar has it, or not if cancelled."""
    starts = {
        event.uid: None if event.cancelled else week.horizon.minute(event.start)
        for event in events
        if event.cancelled or not event.all_day
    }
    elsewhere = {
        session.key
        for session in week.fixed
        if session.key in week.pinned
        and starts.get(uid_of(week.identity, session.key), session.start) != session.start
    }
    return replace(
        week,
        fixed=tuple(session for session in week.fixed if session.key not in elsewhere),
        wanted=(*week.wanted, *(week.pinned[key] for key in sorted(elsewhere))),
    )


def _week_of(source: AthleteSource, calendar: ForeignCalendar, options: PlanOptions) -> dt.date:
    """The week meant if it holds a strength event, else the next that does, else the last."""
    ahead = _weeks_with_strength(source, calendar, options.first, LOOK_AHEAD)
    if ahead:
        return ahead[0]
    back = _weeks_with_strength(source, calendar, options.first - LOOK_BACK, LOOK_BACK)
    if back:
        return back[-1]
    raise CalendarError(
        f"{calendar.name} holds no strength event from {options.first - LOOK_BACK} to"
        f" {options.first + LOOK_AHEAD}: one has the category Strength,"
        " or its title says strength or the name of a request"
    )


def _weeks_with_strength(
    source: AthleteSource, calendar: ForeignCalendar, first: dt.date, length: dt.timedelta
) -> list[dt.date]:
    last = first + length - dt.timedelta(days=1)
    zone = zone_of(source)
    reading = read_calendar(calendar.data, name=calendar.name, first=first, last=last, zone=zone)
    dates = [event.start.date() for event in reading.events if is_strength(source, event)]
    return sorted({week_of(source, date) for date in dates if date >= first})


def is_strength(source: AthleteSource, event: CalendarEvent) -> bool:
    """Whether an event is strength work, by its category, its title or our own name for it."""
    if any(category.casefold() == "strength" for category in event.categories):
        return True
    title = event.title.casefold()
    if any(title.startswith(request.name.casefold()) for request in source.file.strength):
        return True
    return _kind(source, event) == "strength"


def _kind(source: AthleteSource, event: CalendarEvent) -> str | None:
    patterns = {kind: words.patterns for kind, words in words_of(source.file.kinds).items()}
    return classify(event.title, event.text, patterns=patterns, categories=event.categories)


class _Told:
    """The sessions that a calendar tells, matched with those that the athlete asked for."""

    def __init__(self, source: AthleteSource, week: Week) -> None:
        self.source, self.week = source, week
        self.open = {wanted.key: wanted for wanted in week.wanted}
        self.by_uid = {uid_of(week.identity, key): key for key in self.open}
        self.settled = {uid_of(week.identity, session.key) for session in week.fixed}
        self.passed_over: list[str] = []

    def sessions(self, events: Iterable[CalendarEvent]) -> Iterator[Session]:
        """The strength sessions and runs of the calendar, each once, those that are ours first."""
        horizon = self.week.horizon
        listed = [
            event
            for event in events
            if horizon.inside(horizon.minute(event.start)) and event.uid not in self.settled
        ]
        for event in sorted(listed, key=lambda event: event.uid not in self.by_uid):
            yield from self._session(event)

    def _session(self, event: CalendarEvent) -> Iterator[Session]:
        ours = event.uid in self.by_uid
        strength = is_strength(self.source, event)
        kind = _kind(self.source, event)
        if event.all_day:
            if strength:
                self.passed_over.append(f"{event.title} has no time and is passed over")
        elif strength or ours:
            yield self._filled(event)
        elif kind in RUN_KINDS and not self._is_known(event):
            yield self._filled(event, kind)

    def _is_known(self, event: CalendarEvent) -> bool:
        """Whether a fixed run stands there already."""
        start = self.week.horizon.minute(event.start)
        end = self.week.horizon.minute(event.end, up=True)
        return any(fixed.start < end and start < fixed.end for fixed in self.week.fixed)

    def _filled(self, event: CalendarEvent, run: str | None = None) -> Session:
        """The event as the session that it is: ours by its UID, else the first that fits."""
        horizon = self.week.horizon
        start = horizon.minute(event.start)
        minutes = max(1, horizon.minute(event.end, up=True) - start)
        wanted = self._wanted(event, run)
        kind = run or self._class(event, wanted)
        rpe = self._rpe(kind, wanted)
        return Session(
            key=wanted.key if wanted else f"calendar/{event.uid}/{event.start.isoformat()}",
            kind=kind,
            title=wanted.title if wanted else event.title,
            start=start,
            minutes=minutes,
            load=session_load(rpe, minutes),
            rpe=rpe,
            origin="planned",
            decided=True,
            key_run=wanted.key_run if wanted else False,
            where=wanted.where if wanted else "",
            asked=wanted.modes[0].kind if wanted and wanted.is_strength else "",
        )

    def _wanted(self, event: CalendarEvent, run: str | None) -> Wanted | None:
        key = self.by_uid.get(event.uid)
        if key is not None and key in self.open:
            return self.open.pop(key)
        day = self.week.horizon.day(self.week.horizon.minute(event.start))
        said = _CLASS.search(event.title)
        for wanted in list(self.open.values()):
            kinds = {mode.kind for mode in wanted.modes}
            if run is not None:
                fits = run in kinds and (wanted.days is None or day in wanted.days)
            else:
                fits = (
                    wanted.is_strength
                    and wanted.week == day // 7
                    and (said is None or said[1].lower() in kinds)
                )
            if fits:
                return self.open.pop(wanted.key)
        return None

    def _class(self, event: CalendarEvent, wanted: Wanted | None) -> str:
        said = _CLASS.search(event.title)
        if wanted is not None and not wanted.is_strength:
            return wanted.modes[0].kind
        if said is not None:
            return said[1].lower()
        if wanted is not None:
            return wanted.modes[0].kind
        return self.source.file.strength[0].class_ if self.source.file.strength else "moderate"

    def _rpe(self, kind: str, wanted: Wanted | None) -> float:
        if wanted is not None:
            for mode in wanted.modes:
                if mode.kind == kind:
                    return mode.rpe
        return effort(self.source, kind)
