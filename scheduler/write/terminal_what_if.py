"""Two weeks side by side: as the file has it, and as it would be."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from scheduler.write import phrases
from scheduler.write.terminal_ink import Ink, Line
from scheduler.write.view import DayView, Document, SessionView, clean, weeks_of

GAP = 2  # between two columns [characters]
DAY = 6  # the column of the days [characters]
NARROW = 60  # below this the second week stands under the first [characters]
EMPTY = Text("")


def what_if_text(document: Document, ink: Ink) -> str:
    """Write the settings, both weeks day by day, and the difference in points."""
    before, after = document["before"], document["after"]
    weeks = list(zip(weeks_of(before), weeks_of(after), strict=True))
    dates = phrases.dates(weeks[0][0].first, weeks[-1][0].last)
    title = ink.text(clean(before["athlete"]), "head")
    title.append(ink.plain(f" · {dates}"), style="not bold")
    parts: list[RenderableType] = [title, ink.text("What if:", "head")]
    parts += [ink.lines(Line("-", clean(setting)) for setting in document["what_if"]), EMPTY]
    for one, other in weeks:
        parts += [_days(one.days, other.days, ink), EMPTY]
    return ink.write(*parts, *_difference(document, ink))


def _days(before: tuple[DayView, ...], after: tuple[DayView, ...], ink: Ink) -> RenderableType:
    room = (ink.width - DAY - 2 * GAP) // 2 if ink.width >= NARROW else ink.width - DAY - GAP
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(width=DAY)
    grid.add_column(width=room, overflow="fold")
    heads = (ink.text("", "head"), ink.text("as it is", "head"), ink.text("as it would be", "head"))
    if ink.width >= NARROW:
        grid.add_column(width=room, overflow="fold")
        grid.add_row(*heads)
    for one, other in zip(before, after, strict=True):
        name = ink.text(phrases.day_name(one.date), "head")
        cells = (_cell(one, other, ink), _cell(other, one, ink))
        if ink.width >= NARROW:
            grid.add_row(name, *cells)
        else:
            would = ink.text("as it would be:", "quiet")
            grid.add_row(
                name, Group(cells[0], would, cells[1]) if _differ(one, other) else cells[0]
            )
    return grid


def _differ(one: DayView, other: DayView) -> bool:
    return set(map(_slot, one.sessions)) != set(map(_slot, other.sessions))


def _slot(session: SessionView) -> tuple[object, ...]:
    clocks = session.start.replace(tzinfo=None), session.end.replace(tzinfo=None)
    return session.title, *clocks, session.kind


def _cell(day: DayView, other: DayView, ink: Ink) -> RenderableType:
    """The sessions of a day; what the other week does not have there is marked."""
    if not day.sessions:
        return ink.text("rest" if day.rest else "free", "rest")
    known = set(map(_slot, other.sessions))
    grid = Table.grid(padding=(0, 1, 0, 0))
    for session in day.sessions:
        new = _slot(session) not in known
        style = session.look if new else ""
        mark = f"{'>' if new else ' '} {ink.mark(session.look)}"
        grid.add_row(ink.text(mark, style), ink.text(phrases.session_words(session), style))
    return grid


def _difference(document: Document, ink: Ink) -> Iterator[RenderableType]:
    found = document["difference"]
    yield ink.text(phrases.what_if_costs(document), "head")
    told = [*phrases.differences(found["rules"]), *phrases.cut_off(document)]
    if told:
        yield ink.lines(Line("-", says) for says in told)
    for title, missing in _missing(document):
        yield Group(EMPTY, ink.text(title, "missing"), ink.lines(Line("-", one) for one in missing))
    if found["notes"]:
        notes = ink.lines(Line("-", clean(note)) for note in found["notes"])
        yield Group(EMPTY, ink.text("Notes that are new:", "head"), notes)


def _missing(document: Document) -> Iterator[tuple[str, list[str]]]:
    """What the second week leaves out, what it leaves out too, and what it no longer does."""
    before, after = document["before"], document["after"]
    if "out_of_time" in {before["status"], after["status"]}:
        return
    was, is_now = (
        {short["uid"]: clean(short["asked"]) for short in week["shortfall"]}
        for week in (before, after)
    )
    placed = {session["uid"] for session in after["sessions"]}
    gone = {uid: says for uid, says in was.items() if uid not in is_now}
    short = "missing" if phrases.falls_short(after) else "short of the target"
    parts = (
        (f"Newly {short}:", [says for uid, says in is_now.items() if uid not in was]),
        (f"Still {short}:", [says for uid, says in is_now.items() if uid in was]),
        ("No longer missing:", [says for uid, says in gone.items() if uid in placed]),
        ("No longer asked for:", [says for uid, says in gone.items() if uid not in placed]),
    )
    yield from (part for part in parts if part[1])
