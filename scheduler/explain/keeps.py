"""What a strength session's slot keeps: its distance to the hard work around it."""

from collections.abc import Iterator, Sequence

from scheduler.horizon import hours
from scheduler.outcome import Keep
from scheduler.requirements import Finished, Gap, Requirement
from scheduler.training import Session
from scheduler.units import DAY

NEAR = 4 * DAY  # farther away nobody asks [min]
_PLACE = frozenset({"availability", "between_sessions"})  # about room in the day, not about rest


def kept_by(requirements: Sequence[Requirement], finished: Finished) -> dict[str, tuple[Keep, ...]]:
    """For each strength session, by key: the gaps found, against those wanted."""
    gaps = [found for found in requirements if isinstance(found, Gap) and found.rule not in _PLACE]
    return {
        session.key: tuple(dict.fromkeys(_sentences(gaps, finished, session)))
        for session in finished.judged
        if session.activity == "strength"
    }


def _sentences(gaps: Sequence[Gap], finished: Finished, session: Session) -> Iterator[Keep]:
    """The nearest hard run and the nearest strength session, before and after."""
    nearest: dict[tuple[str, str], tuple[int, int, Session]] = {}
    for gap in gaps:
        for other in finished.around:
            for words, found in _found(gap, session, other):
                side = (words, other.activity)
                least = nearest.get(side, (NEAR, 0, other))
                if 0 <= found < least[0] or (found == least[0] and gap.reach > least[1]):
                    nearest[side] = (found, gap.reach, other)
    for (words, _), (found, wanted, other) in sorted(nearest.items(), key=_near_first):
        says = f"{hours(found)} {words} {other.title} ({hours(wanted)} wanted)"
        yield Keep(says, beside_fixed=not other.decided and other.activity != "strength")


def _near_first(one: tuple[tuple[str, str], tuple[int, int, Session]]) -> tuple[int, int, str]:
    found, wanted, other = one[1]
    return found, wanted, other.title


def _found(gap: Gap, session: Session, other: Session) -> Iterator[tuple[str, int]]:
    if other.key == session.key or (gap.only is not None and other.key not in gap.only):
        return
    if session.kind in gap.earlier and other.kind in gap.later and session.start < other.start:
        yield "before", gap.between(session, other)
    if session.kind in gap.later and other.kind in gap.earlier and other.start < session.start:
        yield "after", gap.between(other, session)
