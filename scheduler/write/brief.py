"""A plan in one line, for whoever runs it every week and reads it only when something is new."""

from scheduler.write import phrases, reasons
from scheduler.write.view import Document, clean, weeks_of


def brief(document: Document, *, known: bool) -> str:
    """``Ana, 11-17 January 2027: Strength A moves from Tue 17:30 to Wed 18:00``.

    Parameters
    ----------
    document
        What ``plan --json`` prints.
    known
        Whether these weeks were planned before, so that only what is new is told.
    """
    weeks = weeks_of(document)
    dates = phrases.dates(weeks[0].first, weeks[-1].last)
    told = list(reasons.changes(document))
    if document["status"] == "out_of_time":
        told = ["the time ran out before a plan was found"]
    elif not told and known:
        told = ["nothing new"]
    elif not told:
        strength = [session for week in weeks for session in week.strength]
        told = [f"{session.title} {phrases.slot(session.start)}" for session in strength]
    missing = [clean(short["asked"]) for short in document.get("shortfall") or ()]
    if missing and phrases.falls_short(document):
        told.append(f"missing: {', '.join(missing)}")
    return f"{clean(document['athlete'])}, {dates}: {'; '.join(told) or 'no strength session'}"
