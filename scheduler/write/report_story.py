"""The words beside the report's grid, in an amount that one printed page holds.

A screen scrolls, paper does not: the type shrinks in three steps, and what the smallest step cannot
hold is left off in print, with its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from scheduler.write import phrases, reasons
from scheduler.write.view import Document, SessionView, WeekView, local_moment

HEADING = 2.4  # what the head of a section takes, with its space [lines]
LABEL = 9  # letters that a line of a fact gives up to the label


@dataclass(frozen=True, slots=True)
class Scale:
    """A size of type: letters that a line holds, and lines that the page holds."""

    name: str
    letters: int
    lines: float


SCALES = (Scale("roomy", 42, 36), Scale("snug", 49, 42), Scale("tight", 57, 48.5))


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence with its label; ``spare`` ones are left off in print."""

    label: str
    says: str
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A session or a missing session, and what there is to say of it."""

    title: str
    meta: str
    facts: tuple[Fact, ...]
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one sort; ``left_off`` counts what print leaves off."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    left_off: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """All that stands beside one week's grid, and how large."""

    scale: str
    sections: tuple[Section, ...]


def story(document: Document, weeks: Sequence[WeekView], number: int) -> Story:
    """Tell one week of the plan; notes and changes stand on the first week's page."""
    week = weeks[number]
    sections = [
        Section("strength", "Strength", tuple(_session(session) for session in week.strength)),
        Section("missing", "Not placed", tuple(_missing(document, weeks, number))),
    ]
    if number == 0:
        sections += [
            Section("changes", "Changed since the last plan", _plain(reasons.changes(document))),
            Section("notes", "Notes", _plain(reasons.notes(document))),
        ]
    return _fitted(tuple(section for section in sections if section.entries))


def _session(session: SessionView) -> Entry:
    kind = session.kind
    if session.asked not in {"", kind}:
        kind = f"{kind} ({session.asked} was asked)"
    meta = ", ".join(filter(None, (kind, f"{session.minutes} min", session.remark)))
    facts = [Fact("keeps", says) for says in session.keeps]
    facts += [Fact("costs", says) for says in phrases.costs(session) or ("nothing",)]
    if session.backup:
        facts.append(Fact("backup", session.backup))
    return Entry(session.title, f"{phrases.when(session)} · {meta}", _labelled(facts))


def _labelled(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Say a label once, not on every line below it."""
    before = ("", *(fact.label for fact in facts))
    return tuple(
        replace(fact, label="" if fact.label == label else fact.label)
        for fact, label in zip(facts, before, strict=False)
    )


def _missing(document: Document, weeks: Sequence[WeekView], number: int) -> list[Entry]:
    shortfall = document.get("shortfall") or ()
    told = zip(shortfall, reasons.missing(document), strict=True)
    return [_short(short) for entry, short in told if _week_of(document, entry, weeks) == number]


def _week_of(document: Document, entry: Document, weeks: Sequence[WeekView]) -> int:
    slots = [reason["slot"] for reason in entry.get("because") or () if reason.get("slot")]
    date = min((local_moment(document, slot).date() for slot in slots), default=weeks[0].first)
    return next((at for at, week in enumerate(weeks) if week.first <= date <= week.last), 0)


def _short(short: reasons.Missing) -> Entry:
    label = "why" if short.told else "because"
    because = [
        Fact(label, f"{why.says}; likewise {why.slots}" if why.slots else why.says)
        for why in short.because
    ]
    helps = [Fact("or try", f"{way.change} → {way.gives}") for way in short.help]
    return Entry(short.asked, short.says, _labelled(because + helps))


def _plain(sentences: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(Entry("", says, ()) for says in sentences)


def _fitted(sections: tuple[Section, ...]) -> Story:
    for scale in SCALES:
        if sum(_height(section, scale) for section in sections) <= scale.lines:
            return Story(scale.name, sections)
    tight = SCALES[-1]
    room, fitted = tight.lines, []
    for place, section in enumerate(sections):
        later = sum(_height(_cut(other, 0, tight), tight) for other in sections[place + 1 :])
        fitted.append(_cut(section, room - later, tight))
        room -= _height(fitted[-1], tight)
    return Story(tight.name, tuple(fitted))


def _cut(section: Section, room: float, scale: Scale) -> Section:
    """Mark as spare what goes beyond the room [lines]; heads come before facts."""
    if _height(section, scale) <= room:
        return section
    left = room - HEADING - 1
    heads = list(accumulate(_head(entry, scale) for entry in section.entries))
    kept = max(1, sum(head <= left for head in heads))
    shown = _shown(section.entries[:kept], left - heads[kept - 1], scale)
    entries = tuple(
        replace(
            entry,
            facts=tuple(
                replace(fact, spare=rank >= (shown[at] if at < kept else 0))
                for rank, fact in enumerate(entry.facts)
            ),
            spare=at >= kept,
        )
        for at, entry in enumerate(section.entries)
    )
    spared = sum(1 if entry.spare else sum(fact.spare for fact in entry.facts) for entry in entries)
    return replace(section, entries=entries, left_off=spared)


def _shown(entries: Sequence[Entry], room: float, scale: Scale) -> list[int]:
    """How many facts of each entry fit, when each in turn may add one; the room is in lines."""
    shown = [0] * len(entries)
    growing = set(range(len(entries)))
    while growing:
        for at in sorted(growing):
            facts = entries[at].facts[shown[at] :]
            need = _lines(facts[0].says, scale.letters - LABEL) if facts else room + 1
            if need > room:
                growing.remove(at)
            else:
                shown[at] += 1
                room -= need
    return shown


def _height(section: Section, scale: Scale) -> float:
    """How much of the page a section takes [lines]."""
    facts = [
        (entry, [fact for fact in entry.facts if not fact.spare])
        for entry in section.entries
        if not entry.spare
    ]
    heads = sum(_head(entry, scale) for entry, _ in facts)
    says = sum(_lines(fact.says, scale.letters - LABEL) for _, kept in facts for fact in kept)
    return HEADING + heads + says + (1 if section.left_off else 0)


def _head(entry: Entry, scale: Scale) -> float:
    title = _lines(entry.title, scale.letters - 4) + 0.6 if entry.title else 0.5
    return title + (_lines(entry.meta, scale.letters) if entry.meta else 0)


def _lines(text: str, letters: int) -> int:
    return max(1, -(-len(text) // letters))
