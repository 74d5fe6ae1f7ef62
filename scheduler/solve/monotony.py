"""How monotony is told to the solver: exactly, on integers.

With S the week's load, Q the sum of the squared daily loads, n = 7 days and d the ddof,
mean / SD <= m  <=>  S^2 (n - d) <= m^2 (n^2 Q - n S^2). Q and S^2 are integer variables; each step
of the wish has a literal that lets the bound go.
"""

from itertools import product
from math import prod

from ortools.sat.python import cp_model

from scheduler.requirements import Monotony
from scheduler.solve.candidates import Facts
from scheduler.solve.variables import Linear, Model, Placing

DAYS = 7
FEW = 256  # ways to place, above which no bound is sought before the solve


def limit_monotony(requirement: Monotony, model: Model, facts: Facts) -> None:
    """Bound the monotony, or give it its points step by step."""
    horizon = facts.week.horizon
    first = horizon.day(requirement.days[0][0])
    fixed = [0] * DAYS
    for session in facts.week.fixed:
        if first <= horizon.day(session.start) < first + DAYS:
            fixed[horizon.day(session.start) - first] += session.load
    placings = [found for found in model.placings if found.on(first, first + DAYS)]
    if _never_above(requirement, placings, fixed, first):
        return
    steps = requirement.steps(tuple(fixed))
    if requirement.level == "must" and steps:
        return
    if not placings:
        model.constant += requirement.points * steps
        return
    total, squares = _sums(model, placings, fixed, first)
    square = model.cp.new_int_var(0, max(1, _most(fixed, placings) ** 2), "")
    model.cp.add_multiplication_equality(square, [total, total])
    _steps(requirement, model, square, squares)


def _steps(requirement: Monotony, model: Model, square: cp_model.IntVar, squares: Linear) -> None:
    """A bound for each step; on a wish its literal, dearer step by step, lets it go."""
    n, ddof = DAYS, requirement.ddof
    for number in range(requirement.most):
        bound = requirement.start + number * requirement.step
        over, under = bound.numerator**2, bound.denominator**2
        kept = model.cp.add(under * (n - ddof) * square <= over * (n * n * squares - n * square))
        if requirement.level == "wish":
            above = model.cp.new_bool_var("")
            kept.only_enforce_if(~above)
            model.charge(requirement.points * above, requirement.points)


def _sums(
    model: Model, placings: list[Placing], fixed: list[int], first: int
) -> tuple[cp_model.IntVar, Linear]:
    """The week's load, and the sum of the squared daily loads."""
    cp, most = model.cp, _most(fixed, placings)
    squares: list[Linear] = []
    days: list[Linear] = []
    for number, base in enumerate(fixed):
        placed = [found for p in placings for found in p.on(first + number, first + number + 1)]
        if not placed:
            days.append(base)
            squares.append(base * base)
            continue
        day = cp.new_int_var(base, most, "")
        cp.add(day == base + sum(literal * mode.load for literal, mode in placed))
        square = cp.new_int_var(base * base, most * most, "")
        cp.add_multiplication_equality(square, [day, day])
        days.append(day)
        squares.append(square)
    total = cp.new_int_var(sum(fixed), most, "")
    cp.add(total == sum(days))
    return total, sum(squares)


def _most(fixed: list[int], placings: list[Placing]) -> int:
    return sum(fixed) + sum(max(p.kind(mode).load for mode in p.modes) for p in placings)


def _never_above(
    requirement: Monotony, placings: list[Placing], fixed: list[int], first: int
) -> bool:
    """Whether no way to place the sessions, each on its lightest day, can begin a step."""
    ways = [_ways(placing, fixed, first) for placing in placings]
    if prod(map(len, ways)) > FEW:
        return False
    load, squares = sum(fixed), sum(day * day for day in fixed)
    bound = requirement.start
    for way in product(*ways):
        total = load + sum(added for added, _ in way)
        least = squares + sum(grown for _, grown in way)
        left = bound.denominator**2 * (DAYS - requirement.ddof) * total**2
        right = bound.numerator**2 * (DAYS * DAYS * least - DAYS * total**2)
        if left > right:
            return False
    return True


def _ways(placing: Placing, fixed: list[int], first: int) -> list[tuple[int, int]]:
    """For each mode, and for none: the load it adds, and the least by which the squares grow."""
    ways = {(0, 0)}
    for mode in placing.modes:
        load = placing.kind(mode).load
        days = [
            fixed[b.day - first]
            for b in placing.blocks
            if b.mode == mode and 0 <= b.day - first < DAYS
        ]
        ways.add((load, load * load + 2 * load * min(days, default=0)))
    return sorted(ways)
