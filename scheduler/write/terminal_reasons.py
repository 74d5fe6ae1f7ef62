"""What could not be placed and why, what changed, and the notes, for stderr."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from scheduler.write import reasons
from scheduler.write.terminal_ink import Ink, Line
from scheduler.write.view import Document

EMPTY = Text("")
NOTHING = "No single change that was tried gives it a slot."


def reasons_text(document: Document, ink: Ink) -> str:
    """Write every block that has something to say, with an empty line between two blocks."""
    blocks = [missing_text(short, ink) for short in reasons.missing(document)]
    blocks += _sentences("Changed since the last plan:", reasons.changes(document), ink)
    blocks += _sentences("Notes:", reasons.notes(document), ink)
    parted = [part for block in blocks for part in (block, EMPTY)]
    return ink.write(*parted[:-1]) if blocks else ""


def missing_text(short: reasons.Missing, ink: Ink) -> RenderableType:
    """One session that could not be placed: why, and what would help."""
    head = ink.text(f"{short.asked} could not be placed:", "missing")
    if short.says:
        head.append(ink.plain(f" {short.says}"), style="not bold default")
    parts = [head, reasons_lines(short.because, ink)]
    if short.help:
        parts += [ink.text("  What would help:", "head"), ink.lines(_helps(short.help))]
    elif short.helped_as:
        parts.append(
            ink.text(f"  What would help is told of {short.helped_as}, which comes first.")
        )
    elif short.tried:
        parts.append(ink.text(f"  {NOTHING}"))
    return Group(*parts)


def reasons_lines(because: Iterable[reasons.Refusal], ink: Ink) -> RenderableType:
    """Sentences, each with the rule and the line that asks for it."""
    lines: list[Line] = []
    for refusal in because:
        lines.append(Line("-", _refusal(refusal)))
        if refusal.by:
            lines.append(Line("", refusal.by, "quiet"))
    return ink.lines(lines)


def _helps(helps: Iterable[reasons.Help]) -> Iterator[Line]:
    for way in helps:
        yield Line("-", way.change)
        yield Line("", way.gives, "quiet")


def _refusal(refusal: reasons.Refusal) -> str:
    return f"{refusal.says}; likewise {refusal.slots}" if refusal.slots else refusal.says


def _sentences(title: str, sentences: tuple[str, ...], ink: Ink) -> Iterator[RenderableType]:
    if sentences:
        lines = ink.lines(Line("-", says) for says in sentences)
        yield Group(ink.text(title, "head"), lines)
