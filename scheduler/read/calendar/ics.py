"""The text of an iCalendar file: bytes to lines, however they were written.

Nothing here knows what a time or a rule means. The whole file is normalised once (encoding, line
ends, folds), cut at its events, and of each event only the lines that say when it is, what it is
called and whether it counts are kept. Attendees, alarms and attachments are never looked at, so
they cannot do harm. All of it is linear in the size of the file, whatever is in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from scheduler.errors import CalendarError

MOST_BYTES = 20_000_000  # of one calendar; a year of a busy person's is about 1 MB
MOST_LINES = 1_000_000  # after unfolding; 20 MB of real events have fewer
MOST_EVENTS = 100_000

_READ = (
    "UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|SEQUENCE|LAST-MODIFIED"
    "|STATUS|TRANSP|SUMMARY|DESCRIPTION|CATEGORIES|X-MICROSOFT-CDO-BUSYSTATUS|X-WORKOUT-ESTIMATED-DURATION"
)
_PARAMETERS = r'((?:;[^:"\n]*(?:"[^"\n]*"[^:"\n]*)*)?)'
_LINE = re.compile(rf"^({_READ}){_PARAMETERS}:(.*)$", re.MULTILINE | re.IGNORECASE)
_MARK = re.compile(r"^[ \t]*(BEGIN|END):[ \t]*([A-Z]+)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_ANY_EVENT = re.compile(r"BEGIN:[ \t]*VEVENT", re.IGNORECASE)
_START = re.compile(r"\s*BEGIN:[ \t]*VCALENDAR\b", re.IGNORECASE)
_PAGE = re.compile(r"\s*<(!DOCTYPE|html|\?xml|head|body)", re.IGNORECASE)
_SHORTER = "export fewer years of it"
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# Controls, and the marks that turn the direction of writing: a title may not disguise itself.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


class Property(NamedTuple):
    """One line of an event without its name: parameters as written (``;TZID=...``) and value."""

    parameters: str
    value: str


Lines = dict[str, list[Property]]


@dataclass(frozen=True, slots=True)
class IcsFile:
    """A calendar file, taken apart."""

    header: str  # everything that is no event: time zones and the calendar's own properties
    events: tuple[str, ...]  # see ``lines_of``
    unfinished: int  # events without an end
    cut_off: bool  # a calendar without an end


def is_calendar(data: bytes) -> bool:
    """Whether these bytes begin as an iCalendar file does."""
    return _START.match(_decoded(data[:1000])) is not None


def read_ics(data: bytes, *, name: str) -> IcsFile:
    """Take a calendar file apart.

    Raises
    ------
    CalendarError
        If it is empty, no iCalendar file, or larger than 20 MB, 1,000,000 lines, 100,000 events.
    """
    if len(data) > MOST_BYTES:
        raise CalendarError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB: {_SHORTER}")
    unfolded = _unfolded(_as_utf8(data))
    if unfolded.count(b"\n") > MOST_LINES:
        raise CalendarError(f"{name} has more than {MOST_LINES:,} lines: {_SHORTER}")
    text = _marks_made_plain(_decoded(unfolded))
    if not _START.match(text):
        raise CalendarError(f"{name} {_what_it_is(text)}")
    header, *rest = f"\n{text}\n".split("\nBEGIN:VEVENT\n")
    if len(rest) > MOST_EVENTS:
        raise CalendarError(f"{name} has more than {MOST_EVENTS:,} events: {_SHORTER}")
    ends = [f"\n{part}\n".partition("\nEND:VEVENT\n") for part in rest]
    header = "\n".join([header, *(after for _, found, after in ends if found)])
    return IcsFile(
        header=header,
        events=tuple(event for event, found, _ in ends if found),
        unfinished=sum(not found for _, found, _ in ends),
        cut_off=text.count("BEGIN:VCALENDAR") > text.count("END:VCALENDAR"),
    )


def lines_of(event: str) -> Lines:
    """The lines of one event that matter here, by their names in capitals."""
    lines: Lines = {}
    for name, parameters, value in _LINE.findall(_without_parts(event)):
        lines.setdefault(name.upper(), []).append(Property(parameters, value))
    return lines


def blocks(text: str, kind: str) -> Iterator[str]:
    """The text between each ``BEGIN:kind`` and its ``END:kind``, without these two lines."""
    for part in text.split(f"\nBEGIN:{kind}\n")[1:]:
        inner, found, _ = f"\n{part}\n".partition(f"\nEND:{kind}\n")
        if found:
            yield inner


def plain_text(value: str, *, most: int) -> str:
    """Undo the escapes of a text value, drop what cannot be seen, and cut after ``most``."""
    raw = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value[: 2 * most])
    seen = _HIDDEN.sub("", raw.replace("\u2028", "\n").replace("\u2029", "\n")).strip()
    return seen if len(seen) <= most else f"{seen[: most - 1]}…"


def _what_it_is(text: str) -> str:
    if not text.strip():
        return "is empty: is the export complete?"
    if _PAGE.match(text):
        return "is a web page, not a calendar: its address may ask for a log-in"
    return "is no iCalendar file: it does not begin with BEGIN:VCALENDAR"


def _as_utf8(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")


def _unfolded(data: bytes) -> bytes:
    """Join folded lines before decoding: a fold may stand inside a UTF-8 character."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return lines.replace(b"\n ", b"").replace(b"\n\t", b"")


def _decoded(data: bytes) -> str:
    """UTF-8; a line that is not falls back to Windows' Latin-1, the others stay as they are."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "\n".join(map(_decoded_line, data.split(b"\n")))


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _marks_made_plain(text: str) -> str:
    """Write every BEGIN and END in capitals and without blanks, if some are not."""
    if len(_ANY_EVENT.findall(text)) == text.count("\nBEGIN:VEVENT\n"):
        return text
    return _MARK.sub(lambda found: f"{found[1]}:{found[2]}".upper(), text)


def _without_parts(event: str) -> str:
    """Drop the alarms in an event: they have descriptions and durations of their own."""
    if "BEGIN:" not in event:
        return event
    kept, depth = [], 0
    for line in event.split("\n"):
        if line.startswith("BEGIN:"):
            depth += 1
        elif line.startswith("END:"):
            depth = max(depth - 1, 0)
        elif not depth:
            kept.append(line)
    return "\n".join(kept)
