"""The strength sessions: which are fixed, pinned or begun, and which the plan is to place."""

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from scheduler.horizon import Horizon, Span
from scheduler.identity import strength_key
from scheduler.load import session_load
from scheduler.read.file.asked import FixedStrength, Pin, StrengthRequest
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.running.known_runs import effort
from scheduler.training import (
    CLASSES,
    HAND,
    LEG_CLASSES,
    SHORTER_BY,
    Mode,
    Request,
    Session,
    Wanted,
)
from scheduler.units import dates_of


@dataclass
class Asked:
    """What is asked of strength in the weeks to plan."""

    fixed: list[Session] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    requests: tuple[Request, ...] = ()
    notes: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)  # of all sessions asked for
    pinned: dict[str, Wanted] = field(
        default_factory=dict
    )  # as they would be wanted if they were not
    skipped: Container[str] = frozenset()  # keys


def asked(
    source: AthleteSource,
    horizon: Horizon,
    kept: Iterable[Session],
    skipped: Container[str] = frozenset(),
) -> Asked:
    """Sort the strength sessions of each week.

    A fixed session counts as one of the request with its class and takes the lowest number that is
    free; a pinned one is the session that it names; one that has begun, or that the athlete moved
    by hand, is a fact, even where it is no longer asked for. One that the athlete deleted is as
    good as done.
    """
    found = Asked(skipped=skipped)
    begun = {s.key: s for s in kept if s.activity == "strength"}
    requests: list[Request] = []
    for week in range(horizon.weeks):
        classes = _classes(source, horizon, week, found, begun)
        rank = 0
        for number, request in enumerate(source.file.strength, 1):
            part = _OneRequest(source, horizon, request, number, week, rank)
            requests.append(part.sort(found, begun, classes))
            rank += request.target if request.class_ in LEG_CLASSES else 0
        found.fixed += [session for group in classes.values() for session in group]
    found.fixed += begun.values()
    found.fixed = [session for session in found.fixed if horizon.inside(session.start)]
    found.requests = tuple(requests)
    return found


@dataclass(frozen=True)
class _OneRequest:
    """One request in one week."""

    source: AthleteSource
    horizon: Horizon
    request: StrengthRequest
    number: int
    week: int
    rank: int

    def sort(
        self, found: Asked, begun: dict[str, Session], classes: dict[str, list[Session]]
    ) -> Request:
        """Give each of its sessions to what is fixed, pinned or begun, or want it placed."""
        of_class = classes.get(self.request.class_, [])
        keys: list[str] = []
        for place, name in enumerate(self.request.session_names):
            key = strength_key(self.horizon.date(7 * self.week), self.number, place + 1)
            found.keys.add(key)
            pin = self._pin(name)
            if key in begun:
                found.notes += self._unheard(begun[key], pin)
                found.fixed.append(begun.pop(key))
                if found.fixed[-1].origin == "pinned":
                    found.pinned[key] = self._wanted(key, name, place)
            elif key in found.skipped:
                found.notes.append(f"{name} is skipped: you deleted it from {HAND}")
            elif pin is not None:
                found.fixed.append(self._pinned(key, name, pin))
                found.pinned[key] = self._wanted(key, name, place)
            elif of_class:
                found.fixed.append(of_class.pop(0))
            else:
                found.wanted.append(self._wanted(key, name, place))
                keys.append(key)
        return Request(
            week=self.week,
            name=self.request.name,
            target=self.request.target,
            least=self.request.least,
            keys=tuple(keys),
            settled=self.request.target - len(keys),
        )

    @property
    def effort(self) -> float:
        """The RPE given, else that of the class."""
        given = self.request.rpe
        return effort(self.source, self.request.class_) if given is None else given

    def _pin(self, name: str) -> tuple[int, Pin] | None:
        dates = {self.horizon.date(7 * self.week + day) for day in range(7)}
        return next(
            (
                (number, pin)
                for number, pin in enumerate(self.source.file.pins)
                if pin.session == name and pin.date in dates
            ),
            None,
        )

    def _unheard(self, session: Session, pinned: tuple[int, Pin] | None) -> Iterator[str]:
        """A pin that does not count: the athlete moved the session by hand, or it has begun."""
        if pinned is None:
            return
        _, pin = pinned
        if self.horizon.at(pin.date, pin.start) == session.start:
            return
        at = self.horizon.says(session.start)
        if session.where == HAND:
            yield (
                f"{session.title} stays where {HAND} has it ({at}), not where it is pinned; --fresh"
                " takes the move back"
            )
        else:
            yield f"{session.title} has begun ({at}), so it stays; its pin comes too late"

    def _pinned(self, key: str, name: str, pinned: tuple[int, Pin]) -> Session:
        number, pin = pinned
        return Session(
            key=key,
            kind=self.request.class_,
            title=name,
            start=self.horizon.at(pin.date, pin.start),
            minutes=self.request.minutes,
            load=session_load(self.effort, self.request.minutes),
            rpe=self.effort,
            origin="pinned",
            where=self.source.merged.where(("pins", number)),
            asked=self.request.class_,
        )

    def _wanted(self, key: str, name: str, place: int) -> Wanted:
        return Wanted(
            key=key,
            title=name,
            modes=tuple(self._modes()),
            week=self.week,
            windows=self._windows(),
            required=place < self.request.least,
            request=self.number - 1,
            rank=self.rank + place if self.request.class_ in LEG_CLASSES else None,
            where=self.source.merged.where(("strength", self.number - 1)),
        )

    def _modes(self) -> Iterator[Mode]:
        """The class asked for, then the lighter ones; each from long to short."""
        request = self.request
        lighter = sorted(request.may_become, key=CLASSES.index)
        for kind in (request.class_, *lighter):
            rpe = self.effort if kind == request.class_ else effort(self.source, kind)
            for minutes in range(request.minutes, request.shortest - 1, -SHORTER_BY):
                yield Mode(kind, minutes, session_load(rpe, minutes), rpe)

    def _windows(self) -> tuple[Span, ...] | None:
        windows = self.request.windows
        return None if windows is None else self.horizon.windows(windows)


def _classes(
    source: AthleteSource, horizon: Horizon, week: int, found: Asked, begun: dict[str, Session]
) -> dict[str, list[Session]]:
    """The fixed strength of one week, by its class and in order of time.

    What the athlete moved by hand is where it was put, and what was deleted is skipped.
    """
    dates = [horizon.date(7 * week + day) for day in range(7)]
    sessions: list[Session] = []
    for number, fixed in enumerate(source.file.fixed_strength):
        chosen = [fixed.date] if fixed.date else list(dates_of(fixed.day or (), dates))
        for date in chosen:
            if date not in dates:
                continue
            away = next((a for a in source.file.away if a.from_ <= date <= a.to), None)
            if away is not None:
                title = fixed.title or "Fixed strength"
                found.notes.append(f"{title} ({date:%a %d %b}) is left out: {away.why or 'away'}")
                continue
            session = _fixed(source, horizon, fixed, number, date)
            if session.key in found.skipped:
                found.notes.append(f"{session.title} is skipped: you deleted it from {HAND}")
            else:
                sessions.append(begun.pop(session.key, session))
    groups: dict[str, list[Session]] = {}
    for session in sorted(sessions, key=lambda session: (session.start, session.key)):
        groups.setdefault(session.kind, []).append(session)
    return groups


def _fixed(
    source: AthleteSource, horizon: Horizon, fixed: FixedStrength, number: int, date: dt.date
) -> Session:
    rpe = effort(source, fixed.class_) if fixed.rpe is None else fixed.rpe
    return Session(
        key=f"{date.isoformat()}/fixed-strength-{number + 1}",
        kind=fixed.class_,
        title=fixed.title or f"Fixed strength ({fixed.class_})",
        start=horizon.at(date, fixed.start),
        minutes=fixed.minutes,
        load=session_load(rpe, fixed.minutes),
        rpe=rpe,
        where=source.merged.where(("fixed_strength", number)),
        asked=fixed.class_,
    )
