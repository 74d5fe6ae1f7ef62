"""The week as seven columns or as a list, with its figures and its strength sessions."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from scheduler.write import phrases
from scheduler.write.terminal_ink import MARK_WORDS, NARROWEST, Ink, Line
from scheduler.write.view import DayView, Document, SessionView, WeekView, clean, weeks_of

WIDE = 100  # from here on seven columns are drawn [characters]
ROOMY = 72  # from here on the signs and the unit share a line [characters]
GAP = 2  # between two columns [characters]
WIDEST = 22  # a column wider than this only spreads the week thin [characters]
BAR = 24  # the longest bar of the list [characters]
EMPTY = Text("")


def plan_text(document: Document, ink: Ink) -> str:
    """Draw the whole plan, one block a week."""
    weeks = weeks_of(document)
    parts = [head_text(document, weeks, ink)]
    for week in weeks:
        parts += [EMPTY, *_week(week, ink, titled=len(weeks) > 1)]
    return ink.write(*parts, EMPTY, _legend(ink))


def head_text(document: Document, weeks: tuple[WeekView, ...], ink: Ink) -> RenderableType:
    """Whose weeks, which, and how good they are."""
    title = ink.text(clean(document.get("athlete") or "Runner"), "head")
    title.append(ink.plain(f" · {phrases.dates(weeks[0].first, weeks[-1].last)}"), style="not bold")
    verdict = phrases.verdict(document, len(weeks))
    parts = [title, ink.text(verdict, "missing" if phrases.falls_short(document) else "strength")]
    if points := phrases.breakdown(document):
        parts.append(ink.text("Points: " + ", ".join(points), "quiet"))
    return Group(*parts)


def _week(week: WeekView, ink: Ink, *, titled: bool) -> Iterator[RenderableType]:
    if titled:
        yield ink.text(f"Week of {phrases.dates(week.first, week.last)}", "head")
    yield week_text(week, ink)
    yield EMPTY
    yield ink.text(_sentence(" · ".join(phrases.figures(week))))
    for session in week.strength:
        yield EMPTY
        yield session_text(session, ink)


def week_text(week: WeekView, ink: Ink) -> RenderableType:
    """The days with their sessions and loads."""
    return _columns(week, ink) if ink.width >= WIDE else _list(week, ink)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _legend(ink: Ink) -> Text:
    signs = (f"{ink.mark(look)} {word}" for look, word in MARK_WORDS.items())
    unit = "AU = minutes x effort"
    if ink.width >= ROOMY:
        return ink.text("   ".join([*signs, unit]), "quiet")
    return ink.text(" ".join(signs) + f"\n{unit}", "quiet")


def _columns(week: WeekView, ink: Ink) -> RenderableType:
    width = min(WIDEST, (ink.width - 6 * GAP) // 7)
    grid = Table.grid(padding=(0, GAP, 0, 0))
    for _ in week.days:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*(ink.text(phrases.day_name(day.date), "head") for day in week.days))
    grid.add_row(*(ink.text(ink.rule(width), "quiet") for _ in week.days))
    grid.add_row(*(_cell(day, width, ink) for day in week.days))
    grid.add_row(*(EMPTY for _ in week.days))
    top = _top(week)
    grid.add_row(*(_load(day, top, width, ink) for day in week.days))
    return grid


def _cell(day: DayView, width: int, ink: Ink) -> RenderableType:
    if not day.sessions:
        return ink.text("rest" if day.rest else "free", "rest")
    parts: list[RenderableType] = []
    for session in day.sessions:
        parts += [*_cell_lines(session, width, ink), EMPTY]
    return Group(*parts[:-1])


def _cell_lines(session: SessionView, width: int, ink: Ink) -> Iterator[Text]:
    yield ink.text(_time(session, width), "quiet")
    first, *others = ink.fit(session.title, width - 2, lines=2)
    yield ink.text(f"{ink.mark(session.look)} {first}", session.look)
    for line in others:
        yield ink.text(f"  {line}", session.look)
    for word in filter(None, (_kind(session), session.remark)):
        yield ink.text("  " + ink.fit(word, width - 2)[0], "quiet")


def _time(session: SessionView, width: int) -> str:
    """``17:30  50 min``, or as much shorter as the column asks for."""
    start, minutes = phrases.clock(session.start), session.minutes
    ways = (f"{start}  {minutes} min", f"{start} {minutes} min", f"{start} {minutes}'")
    return next((way for way in ways if len(way) <= width), start)


def _kind(session: SessionView) -> str:
    """The kind, unless the title says it already."""
    return "" if session.kind.lower() in session.title.lower() else session.kind


def _top(week: WeekView) -> float:
    return max(day.load for day in week.days) or 1


def _load(day: DayView, top: float, width: int, ink: Ink) -> Text:
    if not day.load:
        return EMPTY
    figure = f"{phrases.number(day.load)} AU"
    room = width - len(f" {phrases.number(top)} AU")
    bar = ink.text(ink.bar(day.load / top, room), "bar")
    return bar.append(f" {figure}", style="default")


def _list(week: WeekView, ink: Ink) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=6)
    grid.add_column()
    top = _top(week)
    room = min(BAR, ink.width - 18)
    for day in week.days:
        name = ink.text(phrases.day_name(day.date), "head")
        grid.add_row(name, _day(day, top, room, ink))
    return grid


def _day(day: DayView, top: float, room: int, ink: Ink) -> RenderableType:
    if not day.sessions:
        return ink.text("rest" if day.rest else "free", "rest")
    grid = Table.grid(padding=(0, 1, 0, 0))
    for session in day.sessions:
        grid.add_row(
            ink.text(phrases.clock(session.start)),
            ink.text(ink.mark(session.look), session.look),
            _title(session, ink),
        )
    return Group(grid, _load(day, top, room + len(f" {phrases.number(top)} AU"), ink))


def _title(session: SessionView, ink: Ink) -> Text:
    text = ink.text(ink.cut(session.title, max(ink.width, NARROWEST)), session.look)
    details = (_kind(session), f"{session.minutes} min", session.remark)
    return text.append(ink.plain(", " + ", ".join(filter(None, details))), style="not bold default")


def session_text(session: SessionView, ink: Ink) -> RenderableType:
    """One session: where it is, what that keeps and costs, and what else there is."""
    head = ink.text(f"{ink.mark(session.look)} {session.title}", session.look)
    kind = session.kind if session.asked in {"", session.kind} else _fallback(session)
    details = [phrases.when(session), kind, f"{session.minutes} min", session.remark]
    words = ink.plain(", ".join(filter(None, details)))
    fits = head.cell_len + len(words) + 2 <= ink.width
    head.append(("  " if fits else "\n  ") + words, "not bold default")
    lines = [Line("keeps" if not i else "", says) for i, says in enumerate(session.keeps)]
    lines += _cost_lines(session)
    lines += [Line("or" if not i else "", says) for i, says in enumerate(session.elsewhere)]
    if session.backup:
        lines.append(Line("backup", session.backup))
    return Group(head, ink.lines(lines, label=len("backup")))


def _fallback(session: SessionView) -> str:
    return f"{session.kind} ({session.asked} was asked)"


def _cost_lines(session: SessionView) -> list[Line]:
    costs = phrases.costs(session) or ("nothing",)
    return [Line("costs" if not i else "", says) for i, says in enumerate(costs)]
