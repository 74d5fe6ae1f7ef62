"""What could not be placed and why, what changed, and the notes, for stderr."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from scheduler.write import reasons
from scheduler.write.terminal_ink import Ink, Line
from scheduler.write.view import Document

EMPTY = Text("")


def reasons_text(document: Document, ink: Ink) -> str:
    """Write every block that has something to say, with an empty line between two blocks."""
    blocks = [_missing(short, ink) for short in reasons.missing(document)]
    blocks += _sentences("Changed since the last plan:", reasons.changes(document), ink)
    blocks += _sentences("Notes:", reasons.notes(document), ink)
    parted = [part for block in blocks for part in (block, EMPTY)]
    return ink.write(*parted[:-1]) if blocks else ""


def _missing(short: reasons.Missing, ink: Ink) -> RenderableType:
    head = ink.text(f"{short.asked} could not be placed:", "missing")
    lines: list[Line] = []
    if short.says:
        head.append(ink.plain(f" {short.says}"), style="not bold default")
    for refusal in short.because:
        lines.append(Line("-", _refusal(refusal)))
        lines.append(Line("", ", ".join(filter(None, (refusal.rule, refusal.where))), "quiet"))
    parts = [head, ink.lines(lines)]
    if short.help:
        helps = (Line("-", way) for way in short.help)
        parts += [ink.text("  What would help:", "head"), ink.lines(helps)]
    return Group(*parts)


def _refusal(refusal: reasons.Refusal) -> str:
    return f"{refusal.says}; likewise {refusal.slots}" if refusal.slots else refusal.says


def _sentences(title: str, sentences: tuple[str, ...], ink: Ink) -> Iterator[RenderableType]:
    if sentences:
        lines = ink.lines(Line("-", says) for says in sentences)
        yield Group(ink.text(title, "head"), lines)
