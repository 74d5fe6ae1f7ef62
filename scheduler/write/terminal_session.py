"""One session on the terminal: what to do, in order."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scheduler.write import phrases
from scheduler.write.exercises import (
    PAIN,
    SIGNS,
    WARM_UP,
    ContentView,
    ExerciseView,
    cannot_hold,
    content_of,
)
from scheduler.write.terminal_ink import Ink, Line
from scheduler.write.view import Document, SessionView, one_session

WIDE = 76  # from here on an exercise and how it is done share a line [characters]
COLUMNS = (34, 23)  # the name and the amount [characters]
EMPTY = Text("")
INDENT = (0, 0, 0, 2)


def session_card(document: Document, ink: Ink) -> str:
    """The session's head, its exercises part by part, and what it cannot hold."""
    session = one_session(document)
    content = content_of(session.as_told)
    parts: list[RenderableType] = [_head(session, content, ink)]
    if content is None:
        says = "What is done in it is not ours to say: your file fixes this session."
        return ink.write(*parts, EMPTY, ink.text(says))
    parts += [EMPTY, ink.text(f"{WARM_UP}.")]
    for part, exercises in content.parts:
        parts += [EMPTY, ink.text(part, "strength"), _part(exercises, ink)]
    parts += _below(document, session, ink)
    return ink.write(*parts)


def _head(session: SessionView, content: ContentView | None, ink: Ink) -> RenderableType:
    title = ink.text(f"{ink.mark(session.look)} {session.title}", session.look)
    title.append(ink.plain(f" · {phrases.when(session)}"), style="not bold default")
    told = [session.kind, f"{session.minutes} min"]
    if content is not None:
        told = [session.kind, content.phase, f"about {content.takes} of {session.minutes} min"]
    return Group(title, ink.text(", ".join(told), "quiet"))


def _part(exercises: tuple[ExerciseView, ...], ink: Ink) -> RenderableType:
    if ink.width < WIDE:
        return Padding(Group(*_narrow(exercises, ink)), INDENT)
    grid = Table.grid(padding=(0, 2, 0, 0))
    for width in COLUMNS:
        grid.add_column(width=width, overflow="fold")
    grid.add_column()
    for one in exercises:
        grid.add_row(ink.text(one.name), ink.text(one.amount, "head"), ink.text(one.how, "quiet"))
    return Padding(grid, INDENT)


def _narrow(exercises: tuple[ExerciseView, ...], ink: Ink) -> Iterator[RenderableType]:
    for one in exercises:
        yield ink.text(f"{one.name}")
        yield Padding(
            ink.text(one.amount, "head").append(ink.plain(f"  {one.how}"), "not bold dim"), INDENT
        )


def _below(document: Document, session: SessionView, ink: Ink) -> Iterator[RenderableType]:
    cannot = cannot_hold(document, only=session.uid)
    if cannot:
        yield from (EMPTY, ink.text("What it cannot hold:", "head"))
        yield ink.lines(Line("-", says) for says in cannot)
    yield from (EMPTY, ink.text(SIGNS, "quiet"), ink.text(PAIN, "quiet"))
