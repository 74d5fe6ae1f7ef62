"""How gaps are told to the solver.

The least gaps to what is fixed are settled on the candidates. What is left are pairs of wanted
sessions: one precedence for each order that is possible, with the largest distance that any gap
asks of their modes, and nothing where the candidates imply it. A gap that is short of its target
gets points by a linear bound, which the minimum makes exact.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from scheduler.requirements import Gap
from scheduler.solve.candidates import Facts
from scheduler.solve.variables import Linear, Literal, Model, Placing
from scheduler.training import STRENGTH, Session


@dataclass(frozen=True)
class _Distance:
    """The least minutes from one session's start, and from its end, to the start of another."""

    from_start: int
    from_end: int | None


def keep_apart(model: Model, gaps: Sequence[Gap], facts: Facts) -> None:
    """Every must about a gap between two wanted sessions."""
    period = facts.week.period
    for one, other in product(model.placings, model.placings):
        distances = _distances(gaps, one, other)
        if one is not other and distances:
            order = model.before(one, other)
            if order is not False:
                _precede(model, (one, other), distances, [] if order is True else [order], 0)
        if period and distances:
            _precede(model, (one, other), distances, [], period)


def _distances(
    gaps: Sequence[Gap], one: Placing, other: Placing
) -> dict[_Distance, set[tuple[str, str]]]:
    """The pairs of kinds for each distance that is asked for when ``one`` comes first."""
    found: dict[_Distance, set[tuple[str, str]]] = {}
    tie = int(one.key > other.key)
    for mine, theirs in product(one.kinds, other.kinds):
        asked = [
            gap
            for gap in gaps
            if mine in gap.earlier
            and theirs in gap.later
            and gap.means(one.key, mine)
            and gap.means(other.key, theirs)
        ]
        from_start = max((gap.least for gap in asked if gap.from_start), default=tie)
        from_end = max((gap.least for gap in asked if not gap.from_start), default=None)
        if from_end is not None and from_end + one.longest(mine) <= from_start:
            from_end = None
        if from_start or from_end is not None:
            found.setdefault(_Distance(from_start, from_end), set()).add((mine, theirs))
    return found


def _precede(
    model: Model,
    pair: tuple[Placing, Placing],
    distances: dict[_Distance, set[tuple[str, str]]],
    order: list[Literal],
    shift: int,
) -> None:
    """The first of a pair comes so long before the other, which is ``shift`` minutes later."""
    one, other = pair
    for distance, kinds in distances.items():
        for least, begin, latest in _begins(one, distance):
            if latest + least > other.first + shift:
                for when in _when(one, other, kinds):
                    gap = model.cp.add(other.start + shift >= begin + least)
                    gap.only_enforce_if([*order, *when])


def _begins(one: Placing, distance: _Distance) -> Iterator[tuple[int, Linear, int]]:
    """A distance, what it is counted from, and the latest that this can be."""
    if distance.from_end is not None:
        yield (
            distance.from_end,
            one.start + one.minutes,
            one.last + max(map(one.longest, one.kinds)),
        )
    if distance.from_start:
        yield distance.from_start, one.start, one.last


def _when(
    one: Placing, other: Placing, pairs: set[tuple[str, str]]
) -> Iterator[tuple[Literal, Literal]]:
    """The fewest pairs of literals that stand for these pairs of kinds."""
    if len(pairs) == len(one.kinds) * len(other.kinds):
        yield one.present, other.present
        return
    for mine in sorted({pair[0] for pair in pairs}):
        theirs = sorted(pair[1] for pair in pairs if pair[0] == mine)
        if len(theirs) == len(other.kinds):
            yield one.kinds[mine], other.present
        else:
            yield from ((one.kinds[mine], other.kinds[kind]) for kind in theirs)


@dataclass(frozen=True)
class _End:
    """One end of a pair: a fixed session, or a wanted one of one of its kinds; perhaps shifted."""

    owner: Placing | Session
    when: tuple[Literal, ...]
    kind: str
    start: Linear
    end: Linear
    low: int  # the earliest start
    high: int  # the latest start
    minutes: int
    key_run: bool
    shift: int

    @property
    def key(self) -> str:
        return self.owner.key

    @property
    def strength(self) -> bool:
        return self.kind in STRENGTH

    @property
    def judged(self) -> bool:
        return isinstance(self.owner, Placing) or self.strength


def _ends(model: Model, kinds: frozenset[str], facts: Facts, shifts: Iterable[int]) -> list[_End]:
    """All that may stand at one end of a pair."""
    found: list[_End] = []
    for shift in shifts:
        for session in facts.week.fixed:
            if session.kind in kinds and not (shift and session.race):
                moved = session.moved(shift) if shift else session
                length = moved.end - moved.start
                found.append(
                    _End(session, (), session.kind, moved.start, moved.end, moved.start,
                         moved.start, length, session.key_run, shift)
                )  # fmt: skip
        for placing in model.placings:
            for kind, literal in placing.kinds.items():
                if kind in kinds:
                    start = placing.start + shift
                    found.append(
                        _End(placing, (literal,), kind, start, start + placing.minutes,
                             placing.first + shift, placing.last + shift, placing.longest(kind),
                             placing.wanted.key_run, shift)
                    )  # fmt: skip
    return found


def _order(model: Model, one: _End, other: _End) -> Literal | bool:
    """Whether one end starts before the other."""
    if one.shift != other.shift:
        return one.shift < other.shift
    if isinstance(one.owner, Session):
        if isinstance(other.owner, Session):
            return (one.low, one.key) < (other.low, other.key)
        turned = model.order(other.owner, one.owner)
        return (not turned) if isinstance(turned, bool) else ~turned
    if isinstance(other.owner, Session):
        return model.order(one.owner, other.owner)
    return model.before(one.owner, other.owner)


def price(model: Model, gap: Gap, facts: Facts) -> None:
    """The points of one wish about a gap."""
    if not (gap.points and gap.earlier & facts.kinds and gap.later & facts.kinds):
        return
    period = facts.week.period
    shifts = (-period, 0, period) if period else (0,)
    earlier, later = (
        [end for end in _ends(model, kinds, facts, shifts) if gap.means(end.key, end.kind)]
        for kinds in (gap.earlier, gap.later)
    )
    pairs = [
        (one, other)
        for one, other in product(earlier, later)
        if _counts(one, other, facts) and _can_be_short(gap, one, other)
    ]
    if gap.nearest is None:
        for one, other in pairs:
            _price_group(model, gap, [(one, other, ())], ())
        return
    side = 0 if gap.nearest == "later" else 1
    for anchor in sorted({pair[side].key for pair in pairs}):
        own = [pair for pair in pairs if pair[side].key == anchor]
        rivals = (later, earlier)[side]
        when = [_nearest_of_all(model, pair, side, rivals, facts) for pair in own]
        group = [(*pair, so) for pair, so in zip(own, when, strict=True) if False not in so]
        if group:
            _price_group(model, gap, group, rivals)


def _nearest_of_all(
    model: Model, pair: tuple[_End, _End], side: int, rivals: Sequence[_End], facts: Facts
) -> tuple[Literal | bool, ...]:
    """That no fixed run is nearer whose own pair is another week's, and so has no points here."""
    anchor, run = pair[side], pair[1 - side]
    if facts.week.horizon.inside(anchor.low):
        return ()
    later = side == 0
    return tuple(
        _order(model, run, rival) if later else _order(model, rival, run)
        for rival in rivals
        if not _counts(*((anchor, rival) if later else (rival, anchor)), facts)
        and _order(model, anchor, rival) is later
    )


def _counts(one: _End, other: _End, facts: Facts) -> bool:
    """Whether the pair is one of this week's, each once, as the judge counts them."""
    if one.owner is other.owner and one.shift == other.shift:
        return False
    if not (one.judged or other.judged):
        return False
    inside = facts.week.horizon.inside
    if facts.week.standing:
        anchor = other if other.strength and not one.strength else one
        return anchor.shift == 0 and inside(anchor.low)
    return any(inside(end.low) and end.judged for end in (one, other))


def _can_be_short(gap: Gap, one: _End, other: _End) -> bool:
    """Whether ``one`` may start first and be nearer than the target."""
    return one.low <= other.high and _most_short(gap, one, other) > 0


def _most_short(gap: Gap, one: _End, other: _End) -> int:
    length = 0 if gap.from_start else one.minutes
    return gap.target - (max(other.low, one.low) - min(one.high, other.high) - length)


def _price_group(
    model: Model,
    gap: Gap,
    pairs: Sequence[tuple[_End, _End, tuple[Literal | bool, ...]]],
    others: Sequence[_End],
) -> None:
    """Points that are as high as the dearest of the pairs that count."""
    most = max(
        gap.cost(gap.target - _most_short(gap, one, other), key_run=True) for one, other, _ in pairs
    )
    points = model.cp.new_int_var(0, most, "")
    for one, other, nearest in pairs:
        order = _order(model, one, other)
        if order is False:
            continue
        key_run = one.key_run or other.key_run
        short = gap.target - (other.start - (one.start if gap.from_start else one.end))
        orders = [found for found in (order, *nearest) if not isinstance(found, bool)]
        when = [*orders, *one.when, *other.when]
        if gap.dearer_for_key_runs and key_run:
            when += [~literal for literal in _nearer(model, one, other, others)]
        model.at_least(points, gap.per_minute(key_run) * short, gap.denominator, when)
    model.charge(points, most)


def _nearer(model: Model, one: _End, other: _End, runs: Sequence[_End]) -> Iterator[Literal]:
    """A literal for each cheaper run that may lie between: only if it does, it may be true."""
    for run in runs:
        if run.owner is other.owner and run.shift == other.shift:
            continue
        if run.key_run or (run.owner is one.owner and run.shift == one.shift):
            continue
        if run.low == run.high == other.low == other.high:
            continue  # two facts start in the same minute: of two as near, the key run counts
        conditions = [*_between(model, one, run, other), *run.when]
        if not any(condition is False for condition in conditions):
            literal = model.cp.new_bool_var("")
            for condition in conditions:
                if not isinstance(condition, bool):
                    model.cp.add_implication(literal, condition)
            yield literal


def _between(model: Model, one: _End, run: _End, other: _End) -> list[Literal | bool]:
    """That a run is nearer than the key run, on the same side of the strength session."""
    if other.strength and isinstance(one.owner, Session) and isinstance(run.owner, Session):
        return [one.high + one.minutes < run.high + run.minutes, _order(model, run, other)]
    return [_order(model, one, run), _order(model, run, other)]
