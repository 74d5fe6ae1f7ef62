"""What the user may have meant."""

import re
from collections.abc import Collection
from difflib import get_close_matches

_MANY = 12  # more choices than this are not listed when one of them is near
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NOON = 12


def closest(written: str, known: Collection[str]) -> str | None:
    """The known word nearest to what was written, if any is near."""
    close = get_close_matches(written.strip().lower(), sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None


def near(written: str, known: Collection[str]) -> str:
    """Write a hint: the nearest of the known words, and all of them where they are few."""
    close = closest(written, known)
    listed = ", ".join(known)
    if close is None:
        return f"write one of: {listed}"
    meant = f"did you mean `{close}`?"
    return meant if len(known) > _MANY else f"{meant} There are: {listed}"


def meant_time(says: str) -> str:
    """Write a hint for a day or a clock time in another notation, found in a sentence."""
    days = re.match("`([^`]*)` names no day", says)
    clock = re.search("`([^`]*)` is no clock time", says)
    dashed = re.search("`([^`]*[\u2012-\u2015][^`]*)` is no window", says)
    if dashed:
        plain = re.sub("[\u2012-\u2015]", "-", dashed[1])
        return f"write {plain}, with a plain hyphen"
    meant = _days(days[1]) if days else _clock(clock[1]) if clock else None
    return f"did you mean `{meant}`?" if meant else ""


def _days(written: str) -> str | None:
    """``sat`` for ``saturday``, ``mon-fri`` for ``mo-fr``."""
    names = [_day(part) for part in re.split(r"\s*-\s*", written.strip().lower())]
    return "-".join(name for name in names if name) if all(names) else None


def _day(written: str) -> str | None:
    found = [day[:3] for day in _DAYS if len(written) > 1 and day.startswith(written)]
    return found[0] if len(found) == 1 else (closest(written, _DAYS) or "")[:3] or None


def _clock(written: str) -> str | None:
    """``06:00`` for ``06.00``, ``6am``, ``6h`` and ``06:00:00``."""
    found = re.fullmatch(
        r"(\d{1,2})(?:[.:h]?(\d{2}))?(?::00)?\s*h?\s*(am|pm)?", written.lower(), re.ASCII
    )
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % _NOON + (_NOON if found[3] == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None  # noqa: PLR2004
