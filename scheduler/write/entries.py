"""What the calendar says of each session that the plan brings: title, times and plain text."""

import datetime as dt
from zoneinfo import ZoneInfo

from scheduler.write.document import Document
from scheduler.write.ics import Entry


def entries(document: Document) -> list[Entry]:
    """One entry for each strength session, and for each run that the plan placed."""
    zone = ZoneInfo(document["timezone"])
    return [
        _entry(session, zone)
        for session in document["sessions"]
        if session["activity"] == "strength" or session["origin"] == "planned"
    ]


def _entry(session: Document, zone: ZoneInfo) -> Entry:
    strength = session["activity"] == "strength"
    return Entry(
        uid=session["uid"],
        start=dt.datetime.fromisoformat(session["start"]).astimezone(zone),
        end=dt.datetime.fromisoformat(session["end"]).astimezone(zone),
        title=f"{session['title']} ({session['kind']})" if strength else session["title"],
        text=_text(session),
        category="Strength" if strength else "Run",
    )


def _text(session: Document) -> str:
    """What it is, what it costs, and in the last line why it is here."""
    noun = "strength" if session["activity"] == "strength" else "run"
    effort = f"effort {session['rpe']:g} of 10, load {session['load']} AU"
    lines = [f"{session['kind'].capitalize()} {noun}, {session['minutes']} min, {effort}."]
    lines += [f"It costs {one['points']:g} points: {one['says']}." for one in session["points"]]
    lines.append(_why(session))
    return "\n".join(lines)


def _why(session: Document) -> str:
    if session["origin"] in ("fixed", "pinned"):
        return "Why here: this is where you put it."
    keeps = session.get("keeps") or []
    return (
        f"Why here: {'; '.join(keeps)}." if keeps else "Why here: the best slot your rules leave."
    )
