"""A plan explained: why each session is here, why not there, and why not at all."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from scheduler.write import phrases, reasons
from scheduler.write.terminal_ink import Ink, Line
from scheduler.write.terminal_reasons import missing_text, reasons_lines
from scheduler.write.terminal_week import head_text, session_text, week_text
from scheduler.write.view import Document, clean, local_moment, weeks_of

EMPTY = Text("")


def explained_text(document: Document, ink: Ink) -> str:
    """The answer to what was asked: about a slot, about one session, or about all."""
    blocks = [head_text(document, weeks_of(document), ink)]
    blocks += _slot(document, ink) if "at" in document else _sessions(document, ink)
    parted = [part for block in blocks for part in (block, EMPTY)]
    return ink.write(*parted[:-1])


def _sessions(document: Document, ink: Ink) -> Iterator[RenderableType]:
    about = document.get("about")
    for week in weeks_of(document):
        for session in week.sessions:
            if session.uid == about or (about is None and session.look == "strength"):
                yield session_text(session, ink)
    for short in reasons.missing(document, only=about):
        yield missing_text(short, ink)
    if about is None and (notes := reasons.notes(document)):
        lines = ink.lines(Line("-", says) for says in notes)
        yield Group(ink.text("Notes:", "head"), lines)


def _slot(document: Document, ink: Ink) -> Iterator[RenderableType]:
    at = document["at"]
    slot = phrases.slot(local_moment(document, at["start"]))
    title = f"{_session(at)} on {slot}"
    if any((one["uid"], one["start"]) == (at["uid"], at["start"]) for one in document["sessions"]):
        yield ink.text(f"{title}: that is where it is.", "head")
        return
    title = f"{title} ({clean(at['kind'])}, {at['minutes']} min)"
    if not at["allowed"]:
        yield _forbidden(at, title, ink)
        return
    head = f"{title}: {phrases.would_cost(at['costs'])}"
    yield Group(ink.text(head, "head"), _costs(at, ink))
    yield Group(ink.text("The week would then be:", "head"), EMPTY, *_week(at["week"], ink))


def _session(at: Document) -> str:
    """Its title, and of one that stands for another the other's too."""
    own, named = clean(at["session"]), clean(at["named"] or "")
    return own if named in {"", own} else f"{own}, asked for just like {named},"


def _forbidden(at: Document, title: str, ink: Ink) -> RenderableType:
    head = ink.text(f"{title} is forbidden:", "missing")
    because = reasons.forbidding(at["forbidden_by"]) or reasons.told(at["sentences"])
    return Group(head, reasons_lines(because, ink))


def _costs(at: Document, ink: Ink) -> RenderableType:
    costs = at["costs"]
    lines = [Line("-", says) for says in phrases.differences(costs["rules"])]
    lines += [Line("-", f"{clean(title)} would be left out") for title in costs["left_out"]]
    told = [Line("-", clean(one["says"])) for one in costs["points"]]
    because = [ink.text("  Because:", "head"), ink.lines(told)] if told and costs["more"] else []
    return Group(*([ink.lines(lines)] if lines else []), *because)


def _week(week: Document, ink: Ink) -> Iterator[RenderableType]:
    for number, view in enumerate(weeks_of(week)):
        yield from [EMPTY] if number else []
        yield week_text(view, ink)
