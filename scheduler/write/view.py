"""A plan's JSON document as the terminal and the report look at it: weeks, days, sessions.

Nothing is computed here that the document does not say; times become clocks of the athlete's zone,
foreign text is made harmless, and spans that cross midnight are cut at it.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.training import HARD_RUNS
from scheduler.units import DAY

Document = Mapping[str, Any]

WEEK = 7  # [d]
TITLE = 120  # a title longer than this is cut [characters]
SENTENCE = 400  # a sentence longer than this is cut [characters]

_JOINERS = "\u200c\u200d"  # Persian words and emoji families need them
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = frozenset({"Mn", "Me"})
_MARKS_IN_A_ROW = 2  # more of them climb over the lines above


def clean(text: object, limit: int = SENTENCE) -> str:
    """Foreign text on one line: no control, no direction override, no tower of marks.

    A text longer than ``limit`` [characters] ends in an ellipsis.
    """
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", str(text)):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in _MARKS else 0
        if letter.isspace() or category in {"Zl", "Zp"}:
            kept.append(" ")
        elif letter in _JOINERS or (category not in _UNSEEN and marks <= _MARKS_IN_A_ROW):
            kept.append(letter)
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one wish takes from the score, and why."""

    rule: str
    points: float
    says: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one day, in minutes of the clock since its midnight [min]."""

    date: dt.date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session of the week, with clocks of the athlete's zone."""

    uid: str
    title: str
    activity: str
    kind: str
    origin: str
    start: dt.datetime
    end: dt.datetime
    minutes: int
    load: float
    asked: str
    keeps: tuple[str, ...]
    costs: tuple[Cost, ...]
    backup: str  # where it can be done if it is missed
    elsewhere: tuple[str, ...]  # what other slots would have cost

    @property
    def look(self) -> str:
        """``strength``, ``race``, ``hard`` or ``easy``: how the session is drawn and marked."""
        if self.activity == "strength":
            return "strength"
        if self.activity == "race" or self.kind == "race":
            return "race"
        return "hard" if self.kind in HARD_RUNS else "easy"

    @property
    def remark(self) -> str:
        """How the session came to be there, where that is worth a word."""
        if self.origin in {"pinned", "done", "missed"}:
            return self.origin
        if self.activity == "strength" and self.origin == "fixed":
            return "fixed"
        return "slot found" if self.activity == "run" and self.origin == "planned" else ""


@dataclass(frozen=True, slots=True)
class DayView:
    """One day: what is done, when one may train, when life is in the way."""

    date: dt.date
    sessions: tuple[SessionView, ...]
    load: float
    rest: bool
    free: tuple[Piece, ...]
    busy: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """Seven days and their figures; those that a week does not have are None."""

    days: tuple[DayView, ...]
    load: float
    monotony: float | None
    monotony_wanted: float | None
    strain: float | None
    flags: tuple[str, ...]

    @property
    def first(self) -> dt.date:
        """The week's first date."""
        return self.days[0].date

    @property
    def last(self) -> dt.date:
        """The week's last date."""
        return self.days[-1].date

    @property
    def sessions(self) -> tuple[SessionView, ...]:
        """All sessions of the week in time order."""
        return tuple(session for day in self.days for session in day.sessions)

    @property
    def strength(self) -> tuple[SessionView, ...]:
        """The strength sessions of the week in time order."""
        return tuple(session for session in self.sessions if session.look == "strength")


def weeks_of(document: Document) -> tuple[WeekView, ...]:
    """Every week of a plan's document, the first one first."""
    first, last = (dt.date.fromisoformat(document[key]) for key in ("from", "to"))
    figures = document.get("load") or {}
    by_start = {week["from"]: week for week in figures.get("weeks") or ()}
    by_start.setdefault(first.isoformat(), figures)
    starts = range(0, (last - first).days + 1, WEEK)
    dates = [first + dt.timedelta(days=step) for step in starts]
    sessions = _sessions(document)
    return tuple(
        _week(document, date, by_start.get(date.isoformat(), {}), sessions) for date in dates
    )


def _week(
    document: Document, first: dt.date, figures: Document, sessions: tuple[SessionView, ...]
) -> WeekView:
    zone = _zone(document)
    loads = {day["date"]: day["load"] for day in figures.get("days") or ()}
    rest = set(document.get("rest_days") or ())
    free = tuple(_pieces(document.get("availability") or (), zone))
    busy = tuple(_pieces(document.get("busy") or (), zone))
    dates = [first + dt.timedelta(days=step) for step in range(WEEK)]
    return WeekView(
        days=tuple(
            DayView(
                date=date,
                sessions=tuple(session for session in sessions if session.start.date() == date),
                load=loads.get(date.isoformat(), 0),
                rest=date.isoformat() in rest,
                free=tuple(piece for piece in free if piece.date == date),
                busy=tuple(piece for piece in busy if piece.date == date),
            )
            for date in dates
        ),
        load=figures.get("week") or 0,
        monotony=figures.get("monotony"),
        monotony_wanted=figures.get("monotony_wanted"),
        strain=figures.get("strain"),
        flags=tuple(figures.get("flags") or ()),
    )


def _sessions(document: Document) -> tuple[SessionView, ...]:
    zone = _zone(document)
    read = (_session(session, zone) for session in document.get("sessions") or ())
    return tuple(sorted(read, key=lambda session: (session.start, session.end, session.title)))


def _session(session: Document, zone: ZoneInfo | None) -> SessionView:
    return SessionView(
        uid=session["uid"],
        title=clean(session.get("title") or session["kind"], TITLE),
        activity=session["activity"],
        kind=clean(session["kind"], TITLE),
        origin=session.get("origin", "planned"),
        start=moment(session["start"], zone),
        end=moment(session["end"], zone),
        minutes=session["minutes"],
        load=session.get("load") or 0,
        asked=clean(session.get("asked") or ""),
        keeps=tuple(clean(line) for line in session.get("keeps") or ()),
        costs=tuple(
            Cost(cost["rule"], cost["points"], clean(cost["says"]))
            for cost in session.get("points") or ()
        ),
        backup=clean(session.get("if_missed") or ""),
        elsewhere=_elsewhere(session),
    )


def _elsewhere(session: Document) -> tuple[str, ...]:
    """What other slots would have cost, where that was asked."""
    if "next_best" not in session:
        return ()
    none = {
        "next_best": "no other slot keeps all your rules",
        "other_day": "no other day keeps all your rules",
        "as_asked": "as it was asked for, no slot keeps all your rules",
    }
    asked = [name for name in none if name in session]
    if session["next_best"] is None:
        asked.remove("other_day")
    found = ((name, session[name]) for name in asked)
    return tuple(dict.fromkeys(clean(one["says"]) if one else none[name] for name, one in found))


def _zone(document: Document) -> ZoneInfo | None:
    name = document.get("timezone")
    return ZoneInfo(name) if name else None


def moment(text: str, zone: ZoneInfo | None) -> dt.datetime:
    """An ISO time on the clock of ``zone``, or as written where there is none."""
    read = dt.datetime.fromisoformat(text)
    return read.astimezone(zone) if zone and read.tzinfo else read


def local_moment(document: Document, text: str) -> dt.datetime:
    """An ISO time of the document on the athlete's clock."""
    return moment(text, _zone(document))


def pieces(start: dt.datetime, end: dt.datetime) -> Iterator[Piece]:
    """Cut a span at every midnight it crosses."""
    date = start.date()
    while date <= end.date():
        begins = _minute(start) if date == start.date() else 0
        ends = _minute(end) if date == end.date() else DAY
        if begins < ends:
            yield Piece(date, begins, ends)
        date += dt.timedelta(days=1)


def _minute(clock: dt.datetime) -> int:
    return clock.hour * 60 + clock.minute


def _pieces(spans: Iterable[Document], zone: ZoneInfo | None) -> Iterator[Piece]:
    for span in spans:
        yield from pieces(moment(span["start"], zone), moment(span["end"], zone))
