"""The identity of a session for life: from athlete, week, request and number, nothing else.

A session that moves, or changes its title, class or length, stays the same calendar event.
"""

import datetime as dt
import re
import uuid

SCHEMA = "microcycle/1"  # the form of every object that the product prints
NAMESPACE = uuid.UUID("b0f6c3d2-2f0b-4f7e-9a55-8d1f6c1e7a40")  # of every id the product draws
BUSY_NAMESPACE = uuid.UUID("5a1e7c0b-93d6-4c52-8f3b-2e6d40b7c915")  # of those in busy-only feeds


def strength_key(week: dt.date, request: int, number: int) -> str:
    """A strength session of a week's request; both are counted from 1."""
    return f"{week.isoformat()}/strength-{request}-{number}"


def home_of(key: str) -> dt.date:
    """The first date of the week that a session belongs to, wherever it stands."""
    return dt.date.fromisoformat(key.partition("/")[0])


def request_of(key: str) -> int | None:
    """The request, counted from 1, that a strength session belongs to; None for other sessions."""
    found = re.search(r"/strength-(\d+)-\d+$", key)
    return int(found[1]) if found else None


def run_key(week: dt.date, date: dt.date, number: int) -> str:
    """The n-th run planned for a date, counted from 1."""
    return f"{week.isoformat()}/run-{date.isoformat()}-{number}"


def uid_of(athlete: str, key: str) -> str:
    """The UID of a session's calendar event (RFC 7986, section 5.3: no host name)."""
    return str(uuid.uuid5(NAMESPACE, f"{athlete}/{key}"))


def busy_uid(uid: str) -> str:
    """The UID of the same event where it is only busy: one account takes no UID twice."""
    return str(uuid.uuid5(BUSY_NAMESPACE, uid))


def is_called(said: str, *names: str, ending: str = "") -> bool:
    """Whether a session is meant: by one of its names, or by the ending of a title, ``B``."""
    word = " ".join(said.split()).casefold()
    return word in map(str.casefold, names) or ending.casefold().endswith(f" {word}")
