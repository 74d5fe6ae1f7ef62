"""What the judge found in a calendar: first what it breaks, then what it costs."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from scheduler.write.terminal_ink import Ink, Line
from scheduler.write.view import Document


def findings_text(document: Document, ink: Ink) -> str:
    """Write the verdict, and every finding with the line that asks for it."""
    found = document["findings"]
    broken = [finding for finding in found if finding["breaks"]]
    fixed = [f for f in found if f["level"] == "must" and not f["breaks"]]
    costly = [finding for finding in found if finding["points"]]
    days = f"{document['from']} to {document['to']}"
    verdict = f"breaks {len(broken)} of your rules" if broken else "keeps all your rules"
    head = ink.text(f"{document['athlete']}, {days}: the calendar {verdict}", "head")
    blocks = [
        head,
        *_block("Broken:", broken, ink),
        *_block("Fixed, so it stays:", fixed, ink),
        *_block(f"It costs {document['score']['total']:g} points:", costly, ink),
        *_notes(document["notes"], ink),
    ]
    parted = [part for block in blocks for part in (block, Text(""))]
    return ink.write(*parted[:-1])


def _block(title: str, findings: list[Document], ink: Ink) -> Iterator[RenderableType]:
    if not findings:
        return
    lines: list[Line] = []
    for finding in findings:
        points = f"{finding['points']:g} points: " if finding["points"] else ""
        lines.append(Line("-", f"{points}{finding['says']}"))
        lines.append(Line("", f"{finding['rule']}, {finding['where']}", "quiet"))
    yield Group(ink.text(title, "head"), ink.lines(lines))


def _notes(notes: list[str], ink: Ink) -> Iterator[RenderableType]:
    if notes:
        yield Group(ink.text("Notes:", "head"), ink.lines(Line("-", note) for note in notes))
