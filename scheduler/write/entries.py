"""What the calendar says of each session that the plan brings: title, times and plain text."""

import datetime as dt
from collections.abc import Container
from zoneinfo import ZoneInfo

from scheduler.write.exercises import WARM_UP, content_of
from scheduler.write.ics import Entry
from scheduler.write.plain import Document


def entries(document: Document, known: Container[str] = ()) -> list[Entry]:
    """One entry for each strength session, and for each run that the plan placed.

    ``known`` are the UIDs of events that were written before: a run among them was placed once,
    wherever the athlete put it or did it since.
    """
    zone = ZoneInfo(document["timezone"])
    return [_entry(session, zone) for session in document["sessions"] if _is_ours(session, known)]


def _is_ours(session: Document, known: Container[str]) -> bool:
    """Whether the plan asks for it: a calendar need not tell what was done or missed beside it."""
    once_placed = session["uid"] in known
    match session["origin"]:
        case "missed":
            return False
        case "done":
            return once_placed or bool(session.get("asked"))
        case "pinned":
            return once_placed or bool(session["activity"] == "strength")
    return bool(session["activity"] == "strength" or session["origin"] == "planned")


def _entry(session: Document, zone: ZoneInfo) -> Entry:
    strength = session["activity"] == "strength"
    return Entry(
        uid=session["uid"],
        start=dt.datetime.fromisoformat(session["start"]).astimezone(zone),
        end=dt.datetime.fromisoformat(session["end"]).astimezone(zone),
        title=f"{session['title']} ({session['kind']})" if strength else session["title"],
        text=_text(session),
        category="Strength" if strength else "Run",
        if_missed=_if_missed(session),
    )


def _text(session: Document) -> str:
    """What it is, what to do, and in the last line why it is here."""
    noun = "strength" if session["activity"] == "strength" else "run"
    effort = f"effort {session['rpe']:g} of 10, load {session['load']} AU"
    what = f"{session['kind'].capitalize()} {noun}, {session['minutes']} min, {effort}."
    return "\n".join([what, *_to_do(session), _why(session)])


def _if_missed(session: Document) -> str:
    """Of other sessions of the plan only the backup speaks: it is what they leave open."""
    missed = session.get("if_missed")
    return f"{missed}." if missed else ""


def _to_do(session: Document) -> list[str]:
    """The exercises in a paragraph of their own, each with its amount below; or nothing."""
    content = content_of(session)
    if content is None:
        return []
    listed = [
        f"{number}. {one.name}\n   {one.in_short}"
        for number, one in enumerate(content.exercises, start=1)
    ]
    return ["", f"{WARM_UP}.", *listed, f"About {content.takes} min, {content.phase}.", ""]


def _why(session: Document) -> str:
    if session["origin"] in ("fixed", "pinned"):
        return "Why here: this is where you put it."
    why = session.get("why") or []
    return f"Why here: {'; '.join(why)}." if why else "Why here: the best slot your rules leave."
