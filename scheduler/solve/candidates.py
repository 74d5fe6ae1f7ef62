"""Where each session could be: everything that concerns one session alone, settled beforehand.

For every wanted session and mode the legal starts are cut out in plain arithmetic: windows, busy
times, rest days, and the gaps to what is fixed. Starts lie on the grid counted from local midnight
and at the exact edges of what was cut. What is left is grouped into blocks: neighbouring starts of
one mode, one day and one price, which the model knows by one literal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from scheduler.horizon import Horizon
from scheduler.requirements import Ask, Cap, Gap, Requirement, SameDay, Window
from scheduler.solve.spans import Interval, Intervals, difference, intersection, members, union
from scheduler.training import Mode, Session, Wanted, Week


@dataclass(frozen=True, slots=True)
class Block:
    """Starts of one session that are alike: in mode, day and what they cost by themselves."""

    mode: int  # index into the session's modes
    day: int
    cost: int  # in hundredths
    starts: tuple[int, ...]


@dataclass(frozen=True)
class Facts:
    """What is fixed, as the candidates need it; a standing week stands on both sides of itself."""

    week: Week
    sessions: tuple[Session, ...]  # with the copies of a standing week
    open_kinds: frozenset[str]  # the kinds that wanted sessions may take

    @classmethod
    def of(cls, week: Week) -> "Facts":
        """The facts of a week."""
        return cls(
            week,
            week.around(week.fixed),
            frozenset(mode.kind for wanted in week.wanted for mode in wanted.modes),
        )

    @cached_property
    def kinds(self) -> frozenset[str]:
        """All kinds that the week may have."""
        return self.open_kinds | {session.kind for session in self.sessions}

    def settles(self, requirement: SameDay) -> bool:
        """Whether no wanted session may become one of the others it speaks of."""
        return not requirement.others & self.open_kinds


@dataclass(frozen=True)
class Cut:
    """What one must leaves of a session's starts, and the edges at which it may begin."""

    legal: Intervals
    edges: tuple[int, ...]


def blocks_of(
    wanted: Wanted, requirements: Sequence[Requirement], facts: Facts
) -> tuple[Block, ...]:
    """All legal starts of a session, mode by mode, in blocks; empty where it fits nowhere."""
    found: list[Block] = []
    for number, mode in enumerate(wanted.modes):
        starts = legal_starts(wanted, mode, requirements, facts)
        prices = _prices(wanted, mode, requirements, facts, starts)
        days = [facts.week.horizon.day(start) for start in starts]
        alike = groupby(zip(starts, days, prices, strict=True), key=lambda row: row[1:])
        found += [
            Block(number, day, price, tuple(start for start, _, _ in rows))
            for (day, price), rows in alike
        ]
    return tuple(found)


def legal_starts(
    wanted: Wanted, mode: Mode, requirements: Sequence[Requirement], facts: Facts
) -> list[int]:
    """The starts that break no must which concerns this session alone."""
    legal, edges = legal_and_edges(wanted, mode, requirements, facts)
    grid = _grid(legal, facts.week)
    return members(legal, sorted(edges.union(grid)))


def legal_and_edges(
    wanted: Wanted, mode: Mode, requirements: Sequence[Requirement], facts: Facts
) -> tuple[Intervals, set[int]]:
    """What the musts leave of a session's days, and the starts on offer beside the grid."""
    legal = days_of(wanted, facts.week.horizon)
    edges = set(wanted.offered.get(mode, ()))
    if wanted.at is not None:
        edges.add(wanted.at)
    for requirement in requirements:
        if isinstance(requirement, Window) and requirement.names_starts_of(wanted.key):
            edges.update(start for start, _ in requirement.spans)
        if requirement.level == "must":
            for cut in _cuts(requirement, wanted, mode, facts):
                legal = intersection(legal, cut.legal)
                edges.update(cut.edges)
    return legal, edges


def days_of(wanted: Wanted, horizon: Horizon) -> Intervals:
    """The days on which a session may start."""
    days = range(7 * wanted.week, 7 * wanted.week + 7) if wanted.days is None else wanted.days
    return union((start, end - 1) for start, end in map(horizon.span, days))


def _grid(legal: Intervals, week: Week) -> Iterator[int]:
    """The grid of each day, counted from its own midnight, as far as it is legal."""
    horizon, grid = week.horizon, week.grid
    for first, last in legal:
        for day in range(horizon.day(first), horizon.day(last) + 1):
            midnight, end = horizon.span(day)
            begin = max(first, midnight)
            aligned = midnight + -(-(begin - midnight) // grid) * grid
            yield from range(aligned, min(last, end - 1) + 1, grid)


def _cuts(requirement: Requirement, wanted: Wanted, mode: Mode, facts: Facts) -> Iterator[Cut]:
    match requirement:
        case Window() if requirement.concerns(wanted.key, mode.kind):
            yield _window_cut(requirement, wanted.key, mode.minutes)
        case Gap():
            yield from _gap_cuts(requirement, wanted.key, mode, facts)
        case SameDay() if mode.kind in requirement.kinds and facts.settles(requirement):
            right = _right_days(requirement, facts)
            yield Cut(union((start, end - 1) for start, end in right), ())
        case SameDay() if mode.kind in requirement.others:
            yield _not_with_fixed(requirement, facts)
        case Cap():
            yield from _cap_cut(requirement, mode, facts)
        case _:
            return


EVERYWHERE: Interval = (-(10**9), 10**9)


def _window_cut(window: Window, key: str, minutes: int) -> Cut:
    free = tuple((start, start) for name, start in window.free_starts if name == key)
    length = minutes if window.whole else 1
    spans = [(start, end) for start, end in window.spans if start < end]
    if window.inside:
        right = union((start, end - length) for start, end in spans)
        edges = right if window.whole else [(first, first) for first, _ in right]
        return Cut(union((*right, *free)), tuple(edge for pair in edges for edge in pair))
    wrong = union((start - length + 1, end - 1) for start, end in spans)
    beside = [(first - 1, last + 1) for first, last in wrong] if window.whole else []
    legal = union((*difference((EVERYWHERE,), wrong), *free))
    return Cut(legal, tuple(edge for pair in beside for edge in pair))


def _gap_cuts(gap: Gap, key: str, mode: Mode, facts: Facts) -> Iterator[Cut]:
    """The starts too close to what is fixed, before it and after it."""
    if mode.kind not in gap.earlier | gap.later or not gap.means(key, mode.kind):
        return
    wrong: list[Interval] = []
    edges: list[int] = []
    for fixed in facts.sessions:
        if not gap.means(fixed.key, fixed.kind):
            continue
        if mode.kind in gap.earlier and fixed.kind in gap.later:
            latest = fixed.start - gap.least - (0 if gap.from_start else mode.minutes)
            wrong.append((latest + 1, fixed.start - (key > fixed.key)))
            edges.append(latest)
        if mode.kind in gap.later and fixed.kind in gap.earlier:
            earliest = (fixed.start if gap.from_start else fixed.end) + gap.least
            wrong.append((fixed.start + (key < fixed.key), earliest - 1))
            edges.append(earliest)
    if wrong:
        yield Cut(difference((EVERYWHERE,), union(wrong)), tuple(edges))


def _right_days(same_day: SameDay, facts: Facts) -> list[tuple[int, int]]:
    horizon = facts.week.horizon
    taken = {
        horizon.day(fixed.start) for fixed in facts.week.fixed if fixed.kind in same_day.others
    }
    days = (day for day in horizon.all_days() if (day in taken) is same_day.together)
    return [horizon.span(day) for day in days]


def _not_with_fixed(same_day: SameDay, facts: Facts) -> Cut:
    """A wanted run keeps away from the days of fixed strength that wants no company."""
    horizon = facts.week.horizon
    if same_day.together:
        return Cut((EVERYWHERE,), ())
    days = (
        horizon.day(fixed.start)
        for fixed in facts.week.fixed
        if fixed.kind in same_day.kinds and horizon.inside(fixed.start)
    )
    taken = union((start, end - 1) for start, end in map(horizon.span, days))
    return Cut(difference((EVERYWHERE,), taken), ())


def _cap_cut(cap: Cap, mode: Mode, facts: Facts) -> Iterator[Cut]:
    """A period that the facts have filled takes nothing more."""
    if mode.kind not in cap.kinds & cap.binds:
        return
    if fixed_amount(cap, facts.week.fixed) + cap.amount(mode) > cap.limit and cap.amount(mode):
        start, end = cap.period
        yield Cut(difference((EVERYWHERE,), ((start, end - 1),)), ())


def fixed_amount(cap: Cap, fixed: Iterable[Session]) -> int:
    """What the facts add up to in a cap's period."""
    start, end = cap.period
    return sum(
        cap.amount(session)
        for session in fixed
        if start <= session.start < end and session.kind in cap.kinds
    )


def _prices(
    wanted: Wanted, mode: Mode, requirements: Sequence[Requirement], facts: Facts, starts: list[int]
) -> list[int]:
    """What each start costs by itself, in hundredths."""
    prices = [0] * len(starts)
    for requirement in requirements:
        if isinstance(requirement, Ask) and requirement.key == wanted.key:
            points = requirement.mode_points(mode)
            prices = [price + points for price in prices]
            continue
        right = _right_of_wish(requirement, wanted, mode, facts)
        if right is not None:
            kept = set(members(right, starts))
            prices = [
                price if start in kept else price + requirement.points
                for start, price in zip(starts, prices, strict=True)
            ]
    return prices


def _right_of_wish(
    requirement: Requirement, wanted: Wanted, mode: Mode, facts: Facts
) -> Intervals | None:
    """The starts that cost nothing under a wish about this session alone; None for others."""
    if requirement.level != "wish" or not requirement.points:
        return None
    match requirement:
        case Window() if requirement.concerns(wanted.key, mode.kind):
            return _window_cut(requirement, wanted.key, mode.minutes).legal
        case SameDay() if mode.kind in requirement.kinds and facts.settles(requirement):
            return union((a, b - 1) for a, b in _right_days(requirement, facts))
        case _:
            return None


def signature(wanted: Wanted, requirements: Sequence[Requirement]) -> tuple[object, ...]:
    """Equal for two sessions that the requirements cannot tell apart but by their worth."""
    keyed = tuple(
        number
        for number, requirement in enumerate(requirements)
        if isinstance(requirement, Window)
        and (
            (requirement.keys is not None and wanted.key in requirement.keys)
            or any(key == wanted.key for key, _ in requirement.free_starts)
        )
    )
    lesser = next(
        (ask.lesser for ask in requirements if isinstance(ask, Ask) and ask.key == wanted.key), ()
    )
    return (wanted.request, wanted.week, wanted.modes, wanted.days, wanted.windows, keyed, lesser)


def all_blocks(
    facts: Facts, requirements: Sequence[Requirement]
) -> Mapping[str, tuple[Block, ...]]:
    """The blocks of every wanted session; sessions that are alike share theirs."""
    shared: dict[tuple[object, ...], tuple[Block, ...]] = {}
    found: dict[str, tuple[Block, ...]] = {}
    for wanted in facts.week.wanted:
        alike = signature(wanted, requirements)
        if not wanted.is_strength or alike not in shared:
            shared[alike] = blocks_of(wanted, requirements, facts)
        found[wanted.key] = shared[alike]
    return found
