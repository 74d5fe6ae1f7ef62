"""The musts of a week taken apart: one part for each run, day, event or rule that it speaks of.

A must such as "24 h before every hard run" is often needed for one run alone. Taken apart, a
conflict names that run and no other. Parts of one must are put together again before the solver
sees them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.horizon import Span
from scheduler.requirements import Ask, Gap, Requirement, Window
from scheduler.training import STRENGTH, Session, Wanted, Week

MANY = 50  # events of one calendar, above which a part holds those of a day


@dataclass(frozen=True)
class Part:
    """A must, as far as it speaks of one thing."""

    number: int  # of the must it is taken from
    requirement: Requirement

    @property
    def asks_for(self) -> str | None:
        """The key of the session that it asks for, if that is what it does."""
        return self.requirement.key if isinstance(self.requirement, Ask) else None


def parts_of(week: Week, requirements: Sequence[Requirement]) -> list[Part]:
    """The musts that may concern the wanted sessions of a week, taken apart."""
    found: list[Part] = []
    for number, requirement in enumerate(requirements):
        if requirement.level == "must" and _concerns(requirement, week.wanted):
            found += [Part(number, piece) for piece in _pieces(requirement, week)]
    return found


def together(parts: Iterable[Part]) -> tuple[Requirement, ...]:
    """The musts that some parts add up to."""
    whole: dict[int, Requirement] = {}
    for part in parts:
        before = whole.get(part.number)
        whole[part.number] = part.requirement if before is None else _joined(before, part)
    return tuple(whole.values())


def _concerns(requirement: Requirement, wanted: Iterable[Wanted]) -> bool:
    return any(requirement.concerns(own.key, mode.kind) for own in wanted for mode in own.modes)


def _pieces(requirement: Requirement, week: Week) -> Iterator[Requirement]:
    match requirement:
        case Window(inside=False):
            yield from _of_window(requirement, week)
        case Gap():
            yield from _of_gap(requirement, week)
        case _:
            yield requirement


def _of_window(window: Window, week: Week) -> Iterator[Window]:
    """One piece for each span in the days to plan; of very many, one for each day."""
    names = window.names or ("",) * len(window.spans)
    spans = [
        (span, name)
        for span, name in zip(window.spans, names, strict=True)
        if span[0] < week.horizon.end and span[1] > 0
    ]
    many = len(spans) > MANY
    groups: dict[int, list[tuple[Span, str]]] = {}
    for number, (span, name) in enumerate(spans):
        groups.setdefault(week.horizon.day(span[0]) if many else number, []).append((span, name))
    for group in groups.values():
        told = tuple(name for _, name in group) if window.names else ()
        yield replace(window, spans=tuple(span for span, _ in group), names=told)


def _of_gap(gap: Gap, week: Week) -> Iterator[Gap]:
    """One piece for each fixed run; and one for what may be at both ends of the plan's choice."""
    if gap.earlier | gap.later <= STRENGTH:
        yield gap
        return
    open_runs = frozenset(own.key for own in week.wanted if not own.is_strength)
    if not gap.earlier & gap.later:
        # Strength on one side and runs on the other: a run of the plan is a piece like any other.
        for key in (*_near(gap, week), *sorted(open_runs)):
            if gap.only is None or key in gap.only:
                yield replace(gap, only=frozenset({key}))
        return
    for key in _near(gap, week):
        yield replace(gap, only=open_runs | {key})
    yield replace(gap, only=open_runs)


def _near(gap: Gap, week: Week) -> Iterator[str]:
    """The fixed runs and races of which the gap can be felt in the days to plan."""
    reach = gap.least + max((mode.minutes for own in week.wanted for mode in own.modes), default=0)
    seen: set[str] = set()
    for session in week.around(week.fixed):
        inside = session.start - reach < week.horizon.end and session.end + reach > 0
        if inside and _at_an_end(gap, session) and session.key not in seen:
            seen.add(session.key)
            yield session.key


def _at_an_end(gap: Gap, session: Session) -> bool:
    kinds = gap.earlier | gap.later
    return session.kind in kinds - STRENGTH and gap.means(session.key, session.kind)


def _joined(one: Requirement, part: Part) -> Requirement:
    other = part.requirement
    match one, other:
        case Window(), Window():
            return replace(one, spans=one.spans + other.spans, names=one.names + other.names)
        case Gap(), Gap():
            return replace(one, only=(one.only or frozenset()) | (other.only or frozenset()))
        case _:
            return one
