"""An exhaustive search for the best plan of a small week, to which the solver is compared.

It reads the rules' own numbers and the week, and nothing of the requirements or of the solver.
Every start is tried one by one, every combination in nested loops; a combination is left early
only where two sessions forbid each other or where what is certain already costs too much.
"""

from collections import namedtuple
from dataclasses import replace
from itertools import combinations

from scheduler.training import CLASSES, Plan, Slot, placed_session
from scheduler.units import merged

from . import one_session, two_sessions, whole_week
from .one_session import BrokenError
from .whole_week import copies

Choice = namedtuple("Choice", "session slot points moved preference")  # noqa: PYI024
Verdict = namedtuple("Verdict", "outcome points plan combinations", defaults=(0,))  # noqa: PYI024
LIMIT = 8_000  # partial plans looked at, before the oracle gives up


class TooManyError(Exception):
    """The week is too large to look at every plan."""


def best(rules, week, *, limit=LIMIT):
    """The best plan: ``full``, ``partial`` or ``impossible``, its points and the plan itself.

    ``TooManyError`` after ``limit`` plans, whole and in part.
    """
    search = _Search(rules, week, limit)
    cost = search.least()
    if cost is None:
        return Verdict("impossible", None, None, search.looked)
    plan = search.first_of(cost)
    outcome = "full" if len(plan.slots) == len(week.wanted) else "partial"
    return Verdict(outcome, cost[1], plan, search.looked)


def price(rules, week, plan):
    """The points of any plan [hundredths]; None where it breaks a must."""
    wanted = [own for own in week.wanted if own.key in plan.slots]
    placed = [placed_session(own, plan.slots[own.key]) for own in wanted]
    missing = [_missing(rules, own) for own in week.wanted if own.key not in plan.slots]
    pairs = combinations(placed, 2)
    if None in missing:
        return None
    try:
        return (
            _facts(rules, week)
            + sum(points for _, points in missing)
            + sum(_alone(rules, week, *pair) for pair in zip(wanted, placed, strict=True))
            + sum(_beside(rules, week, one, other) for one, other in pairs)
            + whole_week.growing(rules, week, placed)
            + whole_week.weighing(rules, week, placed)
        )
    except BrokenError:
        return None


def choices(rules, week, wanted):
    """Every way to place one session, in the order of the tie-break; leaving it out is the last."""
    return _legal(rules, week, wanted, slots(rules, week, wanted))


def slots(rules, week, wanted):
    """Every slot at which one session is tried in the plan, legal or not."""
    return [
        Slot(start, mode) for mode in wanted.modes for start in _starts(rules, week, wanted, mode)
    ]


def least_at(rules, week, wanted, asked, *, plan, limit=LIMIT):
    """For each start that is asked about, the least cost of any plan that has one session there.

    The cost is missing runs, then points; None where no plan has it there. The session may start at
    any minute of its days, on the grid or not; the others only where they might anyway, those of
    other weeks where ``plan`` has them, if they can.
    """
    search = _Search(rules, _with_first(week, wanted), limit)
    held = held_by(rules, week, wanted, plan)
    found = {}
    for start in asked:
        on_a_day = any(midnight <= start < end for midnight, end in _days(week, wanted))
        ways = [Slot(start, mode) for mode in wanted.modes if on_a_day]
        found[start] = _if_it_can(search, {wanted.key: _legal(rules, week, wanted, ways)}, held)
    return found


def least_outside(rules, week, wanted, keys, span, *, plan, limit=LIMIT):
    """The least cost of any plan that has one session while none of ``keys`` starts in a span.

    None of them that ``plan`` holds is left out; other weeks stay as they are there, if they can.
    """
    search = _Search(rules, _with_first(week, wanted), limit)
    held = held_by(rules, week, wanted, plan)
    outside = {
        own.key: [
            choice
            for choice in choices(rules, week, own)
            if not span[0] <= choice.slot.start < span[1]
        ]
        for own in week.wanted
        if own.key in keys
    }
    return _if_it_can(search, outside, held, sure=keys & plan.slots.keys())


def held_by(rules, week, wanted, plan):
    """The choices of the sessions of other weeks, as a plan has them."""
    return {
        own.key: [one for one in choices(rules, week, own) if one.slot == plan.slots.get(own.key)]
        for own in week.wanted
        if own.week != wanted.week
    }


def _if_it_can(search, ways, held, sure=frozenset()):
    """The least cost with some choices held; where there is none, without."""
    held_there = sure | {key for key, found in held.items() if found}
    cost = search.least_with({**ways, **held}, sure=held_there)
    return search.least_with(ways, sure=sure) if cost is None and held else cost


def least_as_asked(rules, week, wanted, keys, *, plan, limit=LIMIT):
    """The least cost of any plan in which one session and ``keys`` are done as asked for."""
    search = _Search(rules, _with_first(week, wanted), limit)
    held = held_by(rules, week, wanted, plan)
    in_full = {
        own.key: [one for one in choices(rules, week, own) if one.slot.mode == own.modes[0]]
        for own in week.wanted
        if own.key in keys | {wanted.key}
    }
    return _if_it_can(search, in_full, held, sure=keys)


def _with_first(week, wanted):
    """The week with one session decided on before all others, so that the search is short."""
    others = (own for own in week.wanted if own.key != wanted.key)
    return replace(week, wanted=(wanted, *others))


def _legal(rules, week, wanted, tried):
    """Those of the slots that a session may have by itself, in the order of the tie-break."""
    found = []
    for slot in tried:
        session = placed_session(wanted, slot)
        try:
            points = _alone(rules, week, wanted, session)
        except BrokenError:
            continue
        rank = CLASSES.index(slot.mode.kind) if slot.mode.kind in CLASSES else 0
        elsewhere = wanted.at is not None and slot.start != wanted.at
        preference = (elsewhere, slot.start, rank, -slot.mode.minutes)
        found.append(Choice(session, slot, points, 0, preference))
    if _could_stay(week, wanted, found):
        at = week.kept[wanted.key].start
        found = [choice._replace(moved=int(choice.slot.start != at)) for choice in found]
    return sorted(found, key=lambda choice: choice.preference)


def _could_stay(week, wanted, found):
    """1 where a session could stay where the last plan had it, so that it may move; else 0."""
    kept = week.kept.get(wanted.key)
    return int(kept is not None and any(choice.slot.start == kept.start for choice in found))


def _starts(rules, week, wanted, mode):
    """The grid of each day, and every exact edge of what is there."""
    edges = set(_edges(rules, week, wanted, mode))
    starts = set()
    for midnight, end in _days(week, wanted):
        starts.update(range(midnight, end, week.grid))
        starts.update(edge for edge in edges if midnight <= edge < end)
    return sorted(starts)


def _days(week, wanted):
    """The days on which a session may start, from midnight to midnight."""
    days = range(7 * wanted.week, 7 * wanted.week + 7) if wanted.days is None else wanted.days
    return [week.horizon.span(day) for day in days]


def _edges(rules, week, wanted, mode):
    if wanted.at is not None:
        yield wanted.at
    for start, end in _windows(rules, week, wanted):
        yield from (start, end - mode.minutes)
    for closed in week.busy:
        yield from (closed.start - mode.minutes, closed.end)
    kept = week.kept.get(wanted.key)
    if kept is not None and not rules.keep_last_plan.off:
        yield kept.start
    session = placed_session(wanted, Slot(0, mode))
    for fixed in copies(week, week.fixed):
        yield from (fixed.start - mode.minutes, fixed.end)
        for gap, from_start in _least_gaps(rules, session, fixed):
            yield fixed.start - gap - (0 if from_start else mode.minutes)
        for gap, from_start in _least_gaps(rules, fixed, session):
            yield (fixed.start if from_start else fixed.end) + gap


def _least_gaps(rules, earlier, later):
    """The least gaps that a pair must keep, and whether each runs from start to start."""
    for rule, gap, _, _ in two_sessions.gaps(rules, earlier, later):
        if rule.level == "must":
            yield gap, rule is rules.gap_between_strength


def _windows(rules, week, wanted):
    """The windows outside of which a session may not be."""
    horizon = week.horizon
    if rules.availability.level == "must" and not rules.availability.off:
        yield from week.available
        yield from wanted.windows or ()
    dates = [(day, horizon.date(day)) for day in range(-1, horizon.days + 1)]
    quiet, time = rules.quiet_hours, rules.preferred_time
    if quiet.level == "must" and not quiet.off:
        yield from ((horizon.at(d, quiet.before), horizon.at(d, quiet.after)) for _, d in dates)
    if time.level == "must" and not time.off and wanted.is_strength:
        windows = [(date, w) for _, date in dates for w in one_session.windows_of_day(time, date)]
        yield from merged(
            [(horizon.at(d, start), horizon.at(d, end)) for d, (start, end) in windows]
        )


def _alone(rules, week, wanted, session):
    """The points of a session by itself and beside all facts; or ``BrokenError``."""
    return one_session.price(rules, week, session, wanted) + sum(
        two_sessions.price(rules, *_in_order(session, fixed)) for fixed in copies(week, week.fixed)
    )


def _beside(rules, week, one, other):
    """The points of two planned sessions beside each other; or ``BrokenError``."""
    shifts = (-week.horizon.end, 0, week.horizon.end) if week.standing else (0,)
    return sum(two_sessions.price(rules, *_in_order(one, other.moved(shift))) for shift in shifts)


def _missing(rules, wanted):
    """What leaving a session out costs: runs, then points; None where it must be there."""
    rule = rules.strength_sessions
    if not wanted.is_strength:
        return (1, 0)
    if rule.level == "must" and wanted.required and not rule.off:
        return None
    return (0, whole_week.worth(rule, wanted))


def _in_order(one, other):
    return sorted((one, other), key=lambda s: (s.start, s.key))


def _facts(rules, week):
    """The points that no plan changes: of fixed strength by itself, and beside other facts."""
    inside = week.horizon.inside
    total = sum(
        one_session.price(rules, week, session)
        for session in week.fixed
        if session.activity == "strength" and inside(session.start)
    )
    for one in copies(week, week.fixed):
        for other in copies(week, week.fixed):
            if (one.start, one.key) < (other.start, other.key) and _counts(week, one, other):
                total += two_sessions.points_of(rules, one, other, bind=False)
    return total


def _counts(week, earlier, later):
    """Whether a pair of facts is one of this week's; in a standing week each counts once."""
    strength = [s for s in (earlier, later) if s.activity == "strength"]
    if week.standing:
        return bool(strength) and week.horizon.inside(strength[0].start)
    return any(week.horizon.inside(s.start) for s in strength)


class _Search:
    """Nested loops over the choices of every wanted session."""

    def __init__(self, rules, week, limit):
        self.rules, self.week, self.limit, self.looked = rules, week, limit, 0
        self.choices = [choices(rules, week, wanted) for wanted in week.wanted]
        self.out = [
            _missing(rules, wanted) and (*_missing(rules, wanted), _could_stay(week, wanted, own))
            for wanted, own in zip(week.wanted, self.choices, strict=True)
        ]
        self.facts = _facts(rules, week)
        self.pairs = {}
        self.certain = self._certain()

    def _certain(self):
        """From each session on, the least that it and the later ones will cost in any case."""
        certain = [(0, 0, 0)]
        for options, out in zip(reversed(self.choices), reversed(self.out), strict=True):
            ways = [(0, own.points, own.moved) for own in options] + ([out] if out else [])
            least = map(min, zip(*ways, strict=True)) if ways else (0, 0, 0)
            certain.append(_sum(certain[-1], least))
        return certain[::-1]

    def least(self):
        """The least cost of any plan: missing runs, points, and how many sessions move.

        None where there is no plan.
        """
        self.best = None
        self._try(0, [], (0, self.facts, 0), cheapest_first=True)
        return self.best

    def least_with(self, ways, sure=frozenset()):
        """The least runs and points of any plan with the first session in it.

        Some are there only in these ways, and none of ``sure`` is left out.

        None where there is no such plan.
        """
        before, self.looked = (self.choices, self.out, self.certain), 0
        keys = [own.key for own in self.week.wanted]
        self.choices = [ways.get(k, own) for k, own in zip(keys, self.choices, strict=True)]
        rest = zip(keys[1:], self.out[1:], strict=True)
        self.out = [None, *(None if key in sure else out for key, out in rest)]
        self.certain = self._certain()
        cost = self.least() if self.choices[0] else None
        self.choices, self.out, self.certain = before
        return cost and cost[:2]

    def first_of(self, cost):
        """The first plan of this cost in the order of the tie-break."""
        self.best, self.found = (*cost[:2], cost[2] + 1), None
        self._try(0, [], (0, self.facts, 0), cheapest_first=False)
        return Plan({choice.session.key: choice.slot for choice in self.found})

    def _try(self, number, taken, cost, *, cheapest_first):
        """All plans that begin with ``taken``; the better one replaces the best so far."""
        runs, points, moved = _sum(cost, self.certain[number])
        if self.best is not None and (runs, points, moved) >= self.best:
            return
        self.looked += 1
        if self.looked > self.limit:
            raise TooManyError
        sessions = [choice.session for choice in taken]
        try:
            points += whole_week.growing(self.rules, self.week, sessions)
        except BrokenError:
            return
        if self.best is not None and (runs, points, moved) >= self.best:
            return
        if number == len(self.choices):
            self._finish(taken, sessions, (runs, points, moved))
            return
        for choice, extra in self._ways(number, taken, cheapest_first):
            self._try(
                number + 1, [*taken, choice] if choice else taken, _sum(cost, extra),
                cheapest_first=cheapest_first,
            )  # fmt: skip

    def _ways(self, number, taken, cheapest_first):
        ways = []
        for choice in self.choices[number]:
            beside = [self._pair(choice, other) for other in taken]
            if None not in beside:
                ways.append((choice, (0, choice.points + sum(beside), choice.moved)))
        if self.out[number] is not None:
            ways.append((None, self.out[number]))
        return sorted(ways, key=lambda way: way[1]) if cheapest_first else ways

    def _pair(self, one, other):
        """The points of two choices beside each other; None where they forbid each other."""
        key = (one.session.key, one.preference, other.session.key, other.preference)
        if key not in self.pairs:
            try:
                self.pairs[key] = _beside(self.rules, self.week, one.session, other.session)
            except BrokenError:
                self.pairs[key] = None
        return self.pairs[key]

    def _finish(self, taken, sessions, cost):
        try:
            points = cost[1] + whole_week.weighing(self.rules, self.week, sessions)
        except BrokenError:
            return
        if self.best is None or (cost[0], points, cost[2]) < self.best:
            self.best, self.found = (cost[0], points, cost[2]), taken


def _sum(one, other):
    """Two costs as one."""
    return tuple(a + b for a, b in zip(one, other, strict=True))
