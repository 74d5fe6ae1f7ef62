"""Rows of the time-indexed model about days and weeks: caps, company, streaks, monotony."""

from itertools import combinations

from peers import NotToldError
from peers.indexed import Model
from peers.rows import added
from scheduler.requirements import Cap, Gap, Monotony, SameDay, Streak
from scheduler.solve.candidates import fixed_amount

DAYS = 7
MOST = 10**9


def add_days(model: Model) -> None:
    """All requirements about more than two sessions."""
    for found in model.table.whole:
        match found:
            case Cap():
                _cap(model, found)
            case SameDay():
                _same_day(model, found)
            case Streak():
                _streak(model, found)
            case Monotony():
                _monotony(model, found)
            case Gap():
                continue
            case _:
                raise NotToldError(type(found).__name__)


def _on(model: Model, number: int, day: int, kinds: frozenset[str]) -> list[tuple[int, float]]:
    return model.pick(number, lambda c: c.day == day and c.session.kind in kinds)


def _cap(model: Model, cap: Cap) -> None:
    first, end = cap.period
    left = cap.limit - fixed_amount(cap, model.table.week.fixed)
    added = [
        model.pick(
            number,
            lambda c: (
                cap.amount(c.session)
                if first <= c.session.start < end and c.session.kind in cap.kinds
                else 0
            ),
        )
        for number in range(len(model.columns))
    ]
    total = [term for terms in added for term in terms]
    most = sum(max((amount for _, amount in terms), default=0) for terms in added)
    if most <= left:
        return
    if cap.level == "wish":
        excess = model.program.column(1, upper=MOST)
        terms = [(excess, 2 * cap.per), *((c, -2 * cap.points * a) for c, a in total)]
        model.program.row(terms, low=-2 * cap.points * left - cap.per + 1)
        return
    for number, terms in enumerate(added):
        binding = dict(model.pick(number, lambda c: c.session.kind in cap.binds))
        bound = {column for column, _ in terms if column in binding}
        if bound:
            room = most - left
            model.program.row([(c, a + room * (c in bound)) for c, a in total], high=left + room)


def _same_day(model: Model, found: SameDay) -> None:
    table, horizon = model.table, model.table.week.horizon
    if any(s.kind in found.kinds and horizon.inside(s.start) for s in table.week.fixed):
        raise NotToldError("fixed strength that wants or shuns company")
    company = {horizon.day(s.start) for s in table.week.fixed if s.kind in found.others}
    numbers = range(len(model.columns))
    for day in horizon.all_days():
        others = [term for number in numbers for term in _on(model, number, day, found.others)]
        for number in numbers:
            own = _on(model, number, day, found.kinds)
            if own and not (found.together and day in company):
                _company(model, found, own, others, taken=day in company)


def _company(
    model: Model,
    found: SameDay,
    own: list[tuple[int, float]],
    others: list[tuple[int, float]],
    *,
    taken: bool,
) -> None:
    wrong = [(model.program.column(found.points), 1)] if found.level == "wish" else []
    less = [(column, -1) for column, _ in own]
    if found.together:
        model.program.row([*less, *others, *wrong], low=0)
    elif taken:
        model.program.row([*less, *wrong], low=0)
    else:
        for column, _ in others:
            model.program.row([*less, (column, -1), *wrong], low=-1)


def _streak(model: Model, streak: Streak) -> None:
    week, horizon = model.table.week, model.table.week.horizon
    fixed = {horizon.day(s.start) for s in week.fixed if s.kind in streak.kinds}
    hard: dict[int, int] = {}
    for day in horizon.all_days():
        if day not in fixed:
            hard[day] = model.program.column()
            for number in range(len(model.columns)):
                own = _on(model, number, day, streak.kinds)
                model.program.row([(hard[day], 1), *((c, -1) for c, _ in own)], low=0)
    for days in streak.runs_of_days(horizon.days, standing=False):
        if all(day in fixed or day in hard for day in days):
            free = [(hard[day], 1) for day in days if day in hard]
            beyond = [(model.program.column(streak.points), -1)] if streak.level == "wish" else []
            if free or beyond:
                model.program.row([*free, *beyond], high=len(free) - 1)


def _monotony(model: Model, found: Monotony) -> None:
    """S^2 (n - d) <= m^2 (n^2 Q - n S^2), with products of Booleans made linear."""
    horizon = model.table.week.horizon
    first = horizon.day(found.days[0][0])
    fixed = [0] * DAYS
    for session in model.table.week.fixed:
        if 0 <= horizon.day(session.start) - first < DAYS:
            fixed[horizon.day(session.start) - first] += session.load
    load, n = sum(fixed), DAYS
    square, own = _square(model, load)
    days, products = _squares(model, fixed, first)
    for number in range(found.most):
        bound = found.start + number * found.step
        left = bound.denominator**2 * (n - found.ddof) + bound.numerator**2 * n
        right = bound.numerator**2 * n * n
        constant = left * load**2 - right * sum(day * day for day in fixed)
        terms = [(c, left * a) for c, a in (*square, *own)]
        terms += [(c, -right * a) for c, a in (*days, *products)]
        room = sum(max(0, a) for _, a in terms) + max(0, constant)
        above = [(model.program.column(found.points), -room)] if found.level == "wish" else []
        model.program.row([*added(terms), *above], high=-constant)


def _square(model: Model, load: int) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """The square of the week's load beyond the fixed: the products, and the linear part."""
    numbers = range(len(model.columns))
    own = [
        term
        for number in numbers
        for term in model.pick(number, lambda c: c.session.load**2 + 2 * load * c.session.load)
    ]
    products = []
    for one, other in combinations(numbers, 2):
        mine, theirs = (_by_load(model, number) for number in (one, other))
        for a, some in mine.items():
            for b, others in theirs.items():
                both = model.program.column()
                terms = [(both, 1), *((c, -1) for c in (*some, *others))]
                model.program.row(terms, low=-1)
                products.append((both, 2 * a * b))
    return products, own


def _by_load(model: Model, number: int, day: int | None = None) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = zip(model.columns[number], model.table.rows[number].choices, strict=True)
    for column, choice in rows:
        if day is None or choice.day == day:
            found.setdefault(choice.session.load, []).append(column)
    return found


def _squares(
    model: Model, fixed: list[int], first: int
) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """The sum of the squared daily loads beyond the fixed: the linear part, and the products."""
    numbers = range(len(model.columns))
    own = [
        term
        for number in numbers
        for term in model.pick(
            number, lambda c: c.session.load**2 + 2 * fixed[c.day - first] * c.session.load
        )
    ]
    products = []
    for one, other in combinations(numbers, 2):
        for day in range(first, first + DAYS):
            for a, some in _by_load(model, one, day).items():
                for b, others in _by_load(model, other, day).items():
                    both = model.program.column()
                    for columns in (some, others):
                        model.program.row([(both, -1), *((c, 1) for c in columns)], low=0)
                    products.append((both, 2 * a * b))
    return own, products
