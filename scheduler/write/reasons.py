"""Why something is missing, and what changed: refused slots of one shape read as one line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scheduler.write.phrases import slot
from scheduler.write.view import Document, clean, local_moment

SLOTS = 6  # refused slots named in one line; the others are counted
TOLD_APART = ("availability",)  # rules that refuse slots for reasons of several kinds

_NUMBER = re.compile(r"\d+(?:[.:]\d+)*")
_DAY = re.compile(
    r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Slots refused for one reason: one sentence, the slots, and the rules that ask for it."""

    says: str
    by: str  # each rule with its lines
    slots: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """A change to the file that was tried, and what it gives."""

    change: str
    gives: str


@dataclass(frozen=True, slots=True)
class Missing:
    """One session that could not be placed, why, and what would help."""

    uid: str
    asked: str
    says: str
    because: tuple[Refusal, ...]
    help: tuple[Help, ...]
    told: bool = False  # in sentences that follow from each other
    tried: bool = False  # and every way out was tried
    helped_as: str = ""  # what helps another first would help it too


def missing(document: Document, only: str | None = None) -> tuple[Missing, ...]:
    """Every shortfall of the document, or only that of one UID, its refused slots grouped.

    What has the same reasons as another before it says so, unless it is told alone.
    """
    found: list[Missing] = []
    known: dict[tuple[object, ...], str] = {}
    for entry in document.get("shortfall") or ():
        one, reasons = _missing(document, entry), _reasons(entry)
        if reasons in known and only is None:
            says = f"for the same reasons as {known[reasons]}"
            one = replace(one, says=says, because=())
        elif reasons in known and not one.help:
            one = replace(one, helped_as=known[reasons])
        known.setdefault(reasons, one.asked)
        found.append(one)
    return tuple(one for one in found if only in {None, one.uid})


def _reasons(entry: Document) -> tuple[object, ...]:
    """What two sessions share that are missing for the same reasons; of none they share nothing."""
    shared = [
        (clause["rule"], clause["where"], clause["says"]) for clause in entry.get("conflict") or ()
    ]
    refused = [(one["rule"], one["slot"], one["found"]) for one in entry.get("because") or ()]
    return (*shared, *refused) or (id(entry),)


def _missing(document: Document, entry: Document) -> Missing:
    helps = entry.get("would_help") or ()
    return Missing(
        uid=entry.get("uid") or "",
        asked=clean(entry["asked"]),
        says=clean(entry.get("says") or ""),
        because=told(entry.get("sentences") or ())
        or tuple(_refusals(document, entry.get("because") or ())),
        help=tuple(Help(clean(way["change"]), clean(way["gives"])) for way in helps),
        told=bool(entry.get("sentences")),
        tried=bool(entry.get("all_tried")),
    )


def told(sentences: Iterable[Document]) -> tuple[Refusal, ...]:
    """Sentences that follow from each other, each with the rules behind it."""
    return tuple(_by_rules(clean(one["says"]), one["rules"]) for one in sentences)


def _by_rules(says: str, rules: Iterable[Document]) -> Refusal:
    """One sentence, with every rule behind it and the lines that ask for it."""
    places: dict[str, dict[str, None]] = {}
    for one in rules:
        lines = places.setdefault(clean(one["rule"]), {})
        if one.get("where"):
            lines[clean(one["where"])] = None
    return Refusal(says, "; ".join(", ".join([rule, *lines]) for rule, lines in places.items()))


def forbidding(refusals: Iterable[Document]) -> tuple[Refusal, ...]:
    """What forbids one slot; rules that say the same of it are told together."""
    groups: dict[str, list[Document]] = {}
    for one in refusals:
        groups.setdefault(clean(one["says"]), []).append(one)
    return tuple(_by_rules(says, alike) for says, alike in groups.items())


def _refusals(document: Document, because: Iterable[Document]) -> Iterator[Refusal]:
    groups: dict[tuple[str, str], list[Document]] = {}
    for reason in because:
        shape = _shape(reason.get("says") or "") if reason["rule"] in TOLD_APART else ""
        groups.setdefault((reason["rule"], shape), []).append(reason)
    for alike in groups.values():
        told = _by_rules(clean(alike[0].get("says") or ""), alike)
        yield replace(told, slots=_slots(document, alike[1:]) if len(alike) > 1 else "")


def _shape(says: str) -> str:
    """Two sentences are alike when they differ in days and numbers only."""
    return _DAY.sub("@", _NUMBER.sub("#", says))


def _slots(document: Document, alike: list[Document]) -> str:
    named = [_slot(document, reason) for reason in alike if reason.get("slot")]
    unnamed = len(alike) - len(named[:SLOTS])
    more = [f"{unnamed} more"] if unnamed else []
    return ", ".join(named[:SLOTS] + more)


def _slot(document: Document, reason: Document) -> str:
    found = f" ({clean(reason['found'])})" if reason.get("found") else ""
    return slot(local_moment(document, reason["slot"])) + found


def changes(document: Document) -> tuple[str, ...]:
    """What moved since the last plan, as sentences."""
    return tuple(clean(change["says"]) for change in document.get("changes") or ())


def notes(document: Document) -> tuple[str, ...]:
    """The document's notes."""
    return tuple(clean(note) for note in document.get("notes") or ())
