"""What the athlete made of our events in a calendar: moved, deleted, renamed, annotated.

An event is held against the versions of it that we wrote. What is in none of them is the athlete's
doing, and is kept until the athlete does otherwise.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.read.calendar.events import CalendarEvent
from scheduler.write.ics import Entry, shown_description, shown_text, shown_title
from scheduler.write.ics_back import taken_apart

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Edit:
    """What the athlete made of one event; what is not said is as we wrote it."""

    start: dt.datetime | None = None  # where it was put
    minutes: int = 0  # how long it is there [min]
    title: str | None = None
    note: tuple[str, ...] | None = None  # what stands around our text, or alone in its place
    deleted: bool = False
    sequence: int = 0  # the highest that the calendar gave it
    since: dt.datetime | None = None  # it was put there, or deleted, where the calendar tells

    @property
    def places(self) -> bool:
        """Whether it says where the session is to be, or that it is not."""
        return self.start is not None or self.deleted


NO_EDIT = Edit()


def edit_of(event: CalendarEvent, written: Sequence[Entry], last: Edit = NO_EDIT) -> Edit:
    """Tell what the athlete has made of an event, in addition to what is known already.

    Parameters
    ----------
    event
        The event as the calendar has it.
    written
        The versions that the calendar may have from us; the last one is the newest.
    last
        What the athlete had made of it when the newest version was written.
    """
    found = moved(event, written, replace(last, sequence=max(last.sequence, event.sequence)))
    if event.title not in {shown_title(entry) for entry in written}:
        found = replace(found, title=event.title)
    if not any(_same_text(event.text, entry) for entry in written):
        found = replace(found, note=_note(taken_apart(event.text)[0], written[-1], last))
    return found


def moved(event: CalendarEvent, written: Sequence[Entry], last: Edit = NO_EDIT) -> Edit:
    """The same of an event in a version that is out of date: only its place says something.

    One that was deleted and is there again was put there.
    """
    if event.cancelled:
        return deleted(last, since=event.changed)
    stands = any(_same_times(event, entry) for entry in written)
    if stands and not last.deleted:
        return last
    return replace(
        last, start=event.start, minutes=_minutes(event), deleted=False, since=event.changed
    )


def deleted(last: Edit, since: dt.datetime | None = None) -> Edit:
    """The same of an event that is not there any more, wherever it was before."""
    return replace(last, start=None, minutes=0, deleted=True, since=since)


def edited(entry: Entry, edit: Edit) -> Entry:
    """An event with the athlete's own title and note."""
    title = entry.title if edit.title is None else edit.title
    if edit.note is None:
        return replace(entry, title=title)
    # Where the athlete's own words stand alone, ours are not written into them.
    if_missed = entry.if_missed if len(edit.note) > 1 else ""
    return replace(entry, title=title, text=entry.text.join(edit.note), if_missed=if_missed)


def unedited(entry: Entry, edit: Edit) -> Entry:
    """An event that holds the athlete's note, without it."""
    return replace(entry, text=_without(entry.text, edit.note))


def placed(entry: Entry, edit: Edit) -> Entry:
    """An event where the athlete put it."""
    if edit.start is None:
        return entry
    end = edit.start + edit.minutes * _MINUTE
    return replace(entry, start=edit.start, end=end, cancelled=False)


def taken_in(entry: Entry, edit: Edit, last: Edit = NO_EDIT) -> Entry:
    """An event as the calendar shows it; ``last`` is what the entry holds of the athlete's."""
    found = placed(edited(unedited(entry, last), edit), edit)
    return replace(found, cancelled=found.cancelled or edit.deleted)


def is_new(edit: Edit, last: Edit) -> bool:
    """Whether the athlete did something since, beside what counts only the changes."""
    return replace(edit, sequence=0) != replace(last, sequence=0)


def _same_times(event: CalendarEvent, entry: Entry) -> bool:
    # As instants: in an hour that the clocks pass twice, two aware times are never equal.
    times = (event.start.timestamp(), event.end.timestamp())
    return times == (entry.start.timestamp(), entry.end.timestamp())


def _same_text(text: str, entry: Entry) -> bool:
    """Whether a text is ours, with whatever it says for a session that is missed."""
    own = (text, shown_description(entry)), (taken_apart(text)[0], shown_text(entry.text))
    # Programs wrap and trim as they like.
    return any(there.split() == ours.split() for there, ours in own)


def _minutes(event: CalendarEvent) -> int:
    return max(1, round((event.end - event.start) / _MINUTE))


def _note(text: str, newest: Entry, last: Edit) -> tuple[str, ...]:
    """What stands before and after our own text, or the whole where ours is gone."""
    own = shown_text(_without(newest.text, last.note)).split()
    as_wrapped = r"\s+".join(map(re.escape, own))
    return tuple(re.split(as_wrapped, text, maxsplit=1)) if own else (text,)


def _without(text: str, note: tuple[str, ...] | None) -> str:
    """Our own part of a text with a note; none where the note is all there is."""
    if note is None:
        return text
    before, after = note if len(note) > 1 else (text, "")
    around = len(before) + len(after)
    holds = text.startswith(before) and text.endswith(after) and around <= len(text)
    return text[len(before) : len(text) - len(after)] if holds else text
