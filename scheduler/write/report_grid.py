"""The geometry of the report's drawings: where each day, session and bar lies, in SVG units."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.write import phrases
from scheduler.write.report_ruler import Axis, axis_of, cut, lanes, text_width, wrap
from scheduler.write.view import DayView, Piece, SessionView, WeekView, pieces

WIDTH, GUTTER, HEAD = 868, 36, 34
HOURS, LOADS, BETWEEN = 560, 66, 30  # heights of the hours, the load bars, and the space between
COLUMN = (WIDTH - GUTTER) / 7
INSET = 3  # between a session and its column's edge
SHORTEST = 17  # a session is drawn at least this high, so that its title fits
TITLE, SMALL = 12, 10.5  # text sizes
BOLD = 1.06  # how much wider bold letters are
TWO_LINES, THREE_LINES = 26, 42  # heights from which a session shows so many lines
BAR_WIDTH = 40
STRIP = 340  # the width of a day's strip on a phone


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the drawing."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text at its baseline; ``role`` is its class in the style sheet."""

    x: float
    y: float
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Block:
    """One session on its day; the part of it after midnight carries no labels."""

    box: Box
    look: str
    missed: bool
    labels: tuple[Label, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One day's load: the strength part stands on the part of the runs."""

    runs: Box
    strength: Box
    label: Label


@dataclass(frozen=True, slots=True)
class Column:
    """One day of the grid."""

    x: float
    name: Label
    rest: bool
    free: tuple[Box, ...]
    busy: tuple[Box, ...]
    blocks: tuple[Block, ...]
    bar: Bar


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole week's drawing; ``base`` is the line that the load bars stand on."""

    height: float
    top: float
    bottom: float
    base: float
    hours: tuple[Label, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """One day lying on its side, for narrow screens."""

    free: tuple[Box, ...]
    busy: tuple[Box, ...]
    sessions: tuple[tuple[str, Box], ...]


def grid_of(week: WeekView, top_load: float) -> Grid:
    """Lay out one week; the highest bar of the page stands for ``top_load`` [AU]."""
    axis = axis_of(week)
    base = HEAD + HOURS + BETWEEN + LOADS
    hours = tuple(
        Label(GUTTER - 8, HEAD + axis.along(minute, HOURS), f"{minute // 60:02d}", "hour")
        for minute in range(axis.start, axis.end + 1, 60)
    )
    columns = tuple(_column(week, number, axis, top_load) for number in range(len(week.days)))
    return Grid(base + 6, HEAD, HEAD + HOURS, base, hours, columns)


def strips_of(week: WeekView) -> tuple[Strip, ...]:
    """One strip a day, all on the same axis."""
    axis = axis_of(week)
    drawn = list(_drawn(week))
    return tuple(
        Strip(
            free=tuple(_lying(piece, axis, 0, 22) for piece in day.free),
            busy=tuple(_lying(piece, axis, 0, 22) for piece in day.busy),
            sessions=tuple(
                (session.look, _lying(piece, axis, 4, 14))
                for session, piece in drawn
                if piece.date == day.date
            ),
        )
        for day in week.days
    )


def _lying(piece: Piece, axis: Axis, y: float, height: float) -> Box:
    start, end = axis.along(piece.start, STRIP), axis.along(piece.end, STRIP)
    return Box(start, y, max(round(end - start, 2), 3 if y else 0), height)


def _drawn(week: WeekView) -> Iterator[tuple[SessionView, Piece]]:
    for session in week.sessions:
        for piece in pieces(session.start, session.end):
            yield session, piece


def _column(week: WeekView, number: int, axis: Axis, top_load: float) -> Column:
    day = week.days[number]
    x = round(GUTTER + number * COLUMN, 2)
    drawn = [(session, piece) for session, piece in _drawn(week) if piece.date == day.date]
    return Column(
        x=x,
        name=Label(x + INSET + 2, HEAD - 12, phrases.day_name(day.date), "day"),
        rest=not day.sessions,
        free=tuple(_standing(day.free, x, axis)),
        busy=tuple(_standing(day.busy, x, axis)),
        blocks=tuple(_blocks(drawn, x, axis)),
        bar=_bar(day, x, top_load),
    )


def _standing(spans: Iterable[Piece], x: float, axis: Axis) -> Iterator[Box]:
    for piece in spans:
        start, end = axis.along(piece.start, HOURS), axis.along(piece.end, HOURS)
        if start < end:
            yield Box(x, round(HEAD + start, 2), round(COLUMN, 2), round(end - start, 2))


def _blocks(drawn: list[tuple[SessionView, Piece]], x: float, axis: Axis) -> Iterator[Block]:
    edges = list(_edges(drawn, axis))
    for (session, piece), edge, (lane, among) in zip(drawn, edges, lanes(edges), strict=True):
        width = (COLUMN - 2 * INSET) / among
        box = Box(
            x=round(x + INSET + lane * width, 2),
            y=round(edge[0] + 0.5, 2),
            width=round(width - (2 if lane + 1 < among else 0), 2),
            height=round(edge[1] - edge[0] - 1, 2),
        )
        begins = piece.date == session.start.date()
        labels = tuple(_labels(session, box)) if begins else ()
        says = phrases.session_words(session)
        yield Block(box, session.look, session.origin == "missed", labels, says)


def _edges(drawn: list[tuple[SessionView, Piece]], axis: Axis) -> Iterator[tuple[float, float]]:
    """Tops and bottoms; a short session is drawn longer, but not into the one that follows."""
    starts = [piece.start for _, piece in drawn]
    for session, piece in drawn:
        start, end = axis.along(piece.start, HOURS), axis.along(piece.end, HOURS)
        wanted = TWO_LINES + 1 if session.look == "strength" else SHORTEST
        later = (axis.along(other, HOURS) for other in starts if other >= piece.end)
        longer = max(end, min(start + wanted, *later, HOURS))
        yield HEAD + min(start, longer - SHORTEST), HEAD + longer


def _labels(session: SessionView, box: Box) -> Iterator[Label]:
    x, room = round(box.x + 7, 2), (box.width - 11) / (1 if session.look == "easy" else BOLD)
    start = phrases.clock(session.start)
    title = f"★ {session.title}" if session.look == "race" else session.title
    if box.height < TWO_LINES:
        y = round(box.y + box.height / 2 + 4, 2)
        yield Label(x, y, _fitting((f"{start} {title}", title), room, TITLE - 1), "title short")
        return
    roomy = box.height >= THREE_LINES
    y = box.y + (15 if roomy else 11.5)
    for line in wrap(title, room, TITLE, lines=2 if roomy else 1):
        yield Label(x, round(y, 2), line, "title")
        y += 13 if roomy else 11.5
    clock_and_kind = f"{start} · {session.kind}"
    ways = (f"{clock_and_kind} · {session.remark}",) if session.remark else ()
    yield Label(x, round(y, 2), _fitting((*ways, clock_and_kind, start), room, SMALL), "small")


def _fitting(ways: tuple[str, ...], room: float, size: float) -> str:
    """The first way to say it that fits, else as much of the last one as does."""
    fits = (way for way in ways if text_width(way, size) <= room)
    return next(fits, cut(ways[-1], room, size))


def _bar(day: DayView, x: float, top_load: float) -> Bar:
    base = HEAD + HOURS + BETWEEN + LOADS
    left = round(x + INSET, 2)
    lifted = sum(session.load for session in day.sessions if session.look == "strength")
    strength = min(lifted, day.load)
    runs_top, top = (
        round(base - load / (top_load or 1) * LOADS, 2) for load in (day.load - strength, day.load)
    )
    text = f"{phrases.number(day.load)} AU" if day.load else ""
    return Bar(
        runs=Box(left, runs_top, BAR_WIDTH, round(base - runs_top, 2)),
        strength=Box(left, top, BAR_WIDTH, round(runs_top - top, 2)),
        label=Label(left, top - 6, text, "load"),
    )
