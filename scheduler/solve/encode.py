"""How each kind of requirement is told to the solver; only what can bind is told at all."""

from collections.abc import Sequence
from functools import singledispatch

from ortools.sat.python import cp_model

from scheduler.requirements import (
    Ask,
    Cap,
    Finished,
    FreeDays,
    Gap,
    Monotony,
    Requirement,
    SameDay,
    Streak,
    Window,
)
from scheduler.solve import gaps
from scheduler.solve.candidates import Facts, fixed_amount
from scheduler.solve.monotony import limit_monotony
from scheduler.solve.variables import Literal, Model
from scheduler.training import ANY_KIND, Mode, Plan


def encode_all(model: Model, requirements: Sequence[Requirement], facts: Facts) -> None:
    """Tell the model everything that couples sessions, and what they cost."""
    for placing in model.placings:
        costs = [block.cost for block in placing.blocks]
        if any(costs):
            model.charge(cp_model.LinearExpr.weighted_sum(placing.chosen, costs), max(costs))
    musts = [found for found in requirements if isinstance(found, Gap) and found.level == "must"]
    gaps.keep_apart(model, musts, facts)
    for requirement in requirements:
        encode(requirement, model, facts)


@singledispatch
def encode(requirement: Requirement, model: Model, facts: Facts) -> None:  # noqa: ARG001
    """Tell the model one requirement."""
    raise TypeError(f"no encoding for {type(requirement).__name__}")


@encode.register
def _(requirement: Window, model: Model, facts: Facts) -> None:
    """Settled on the candidates; what is fixed and misplaced costs what it costs."""
    if requirement.level == "wish":
        fixed = Finished.of(facts.week, Plan({}))
        model.constant += sum(finding.points for finding in requirement.judge(fixed))


@encode.register
def _(requirement: Gap, model: Model, facts: Facts) -> None:
    if requirement.level == "wish":
        gaps.price(model, requirement, facts)


@encode.register
def _(requirement: Ask, model: Model, facts: Facts) -> None:
    """The lesser modes are in the blocks' prices."""
    del facts
    placing = next((found for found in model.placings if found.key == requirement.key), None)
    if placing is None:
        if requirement.outranks:
            model.missing_runs.append(1)
        elif requirement.level == "must":
            model.impossible.append(requirement.key)
        else:
            model.constant += requirement.points
    elif requirement.outranks:
        model.missing_runs.append(1 - placing.present)
    elif requirement.level == "must":
        model.cp.add_bool_and([placing.present])
    else:
        model.charge(requirement.points * (1 - placing.present), requirement.points)


def _placed(
    model: Model, first: int, end: int, kinds: frozenset[str]
) -> list[tuple[Literal, Mode]]:
    """The literals of all wanted sessions of some kinds on the days ``[first, end)``."""
    return [
        (literal, mode)
        for placing in model.placings
        for literal, mode in placing.on(first, end)
        if mode.kind in kinds
    ]


@encode.register
def _(requirement: Cap, model: Model, facts: Facts) -> None:
    """Sum of the amounts <= limit, or excess >= sum - limit."""
    horizon = facts.week.horizon
    days = horizon.day(requirement.period[0]), horizon.day(requirement.period[1])
    fixed = fixed_amount(requirement, facts.week.fixed)
    most = fixed + _most(model, requirement, days)
    if most <= requirement.limit:
        return
    if _at_most_one(model, requirement, days, requirement.limit - fixed):
        return
    placed = [
        (literal, requirement.amount(mode), mode.kind)
        for literal, mode in _placed(model, *days, requirement.kinds)
        if requirement.amount(mode)
    ]
    if not placed:
        model.constant += requirement.cost(fixed) if requirement.level == "wish" else 0
        return
    total = fixed + cp_model.LinearExpr.weighted_sum(
        [literal for literal, _, _ in placed], [amount for _, amount, _ in placed]
    )
    if requirement.level == "wish":
        excess = model.cp.new_int_var(0, requirement.cost(most), "")
        points = requirement.points * (total - requirement.limit)
        model.at_least(excess, points, requirement.per, [])
        model.charge(excess, requirement.cost(most))
        return
    if all(kind in requirement.binds for _, _, kind in placed):
        # What is fixed leaves room: else the candidates of this period were cut away.
        model.cp.add(total <= requirement.limit)
        return
    for literal, _, kind in placed:
        if kind in requirement.binds:
            model.cp.add(total <= requirement.limit).only_enforce_if(literal)


def _at_most_one(model: Model, cap: Cap, days: tuple[int, int], left: int) -> bool:
    """Tell a cap that leaves room for one more session; False where it is of another sort."""
    if cap.level == "wish" or cap.measure != "count" or left != 1 or not cap.kinds <= cap.binds:
        return False
    model.cp.add_at_most_one(
        literal for day in range(*days) for literal in model.on_day(day, cap.kinds)
    )
    return True


def _most(model: Model, cap: Cap, days: tuple[int, int]) -> int:
    """The most that the wanted sessions can add to a period."""
    return sum(
        max(
            (cap.amount(mode) for _, mode in placing.on(*days) if mode.kind in cap.kinds), default=0
        )
        for placing in model.placings
    )


@encode.register
def _(requirement: SameDay, model: Model, facts: Facts) -> None:
    """Days with fixed others are settled on the candidates where no wanted one may join them."""
    horizon = facts.week.horizon
    fixed = {horizon.day(f.start) for f in facts.week.fixed if f.kind in requirement.others}
    held = [f for f in facts.week.fixed if f.kind in requirement.kinds and f.activity == "strength"]
    days_held = [horizon.day(f.start) for f in held if horizon.inside(f.start)]
    settled = facts.settles(requirement)
    for day in horizon.all_days():
        others = model.on_day(day, requirement.others)
        _held_on(requirement, model, days_held.count(day), day in fixed, others)
        if settled:
            continue
        for literal in model.on_day(day, requirement.kinds):
            _share_day(requirement, model, literal, day in fixed, others)


def _held_on(
    requirement: SameDay,
    model: Model,
    count: int,
    company: bool,  # noqa: FBT001
    others: list[Literal],
) -> None:
    """Fixed sessions of the kinds on one day; what they cost may hang on wanted others."""
    if not count or requirement.level == "must":
        return
    if company or not others:
        model.constant += 0 if company is requirement.together else count * requirement.points
        return
    wrong = model.cp.new_bool_var("")
    if requirement.together:
        model.cp.add_bool_or([wrong, *others])
    else:
        for other in others:
            model.cp.add_implication(other, wrong)
    model.charge(count * requirement.points * wrong, count * requirement.points)


def _share_day(
    requirement: SameDay,
    model: Model,
    literal: Literal,
    company: bool,  # noqa: FBT001
    others: list[Literal],
) -> None:
    """One block of a wanted session, and the others that may come to its day."""
    if company and requirement.together:
        return
    free: list[Literal] = []
    if requirement.level == "wish":
        wrong = model.cp.new_bool_var("")
        model.charge(requirement.points * wrong, requirement.points)
        free = [wrong]
    if requirement.together:
        model.cp.add_bool_or([~literal, *others, *free])
    elif company:
        model.cp.add_bool_or([~literal, *free])
    else:
        for other in others:
            model.cp.add_bool_or([~literal, ~other, *free])


@encode.register
def _(requirement: Monotony, model: Model, facts: Facts) -> None:
    limit_monotony(requirement, model, facts)


@encode.register
def _(requirement: Streak, model: Model, facts: Facts) -> None:
    """Of each stretch of days that is one too long, one day is not hard, or it costs."""
    week, days = facts.week, facts.week.horizon.days
    hard: dict[int, Literal | bool] = {
        day: True
        for fixed in week.fixed
        if fixed.kind in requirement.kinds
        for day in requirement.days_of(fixed, week)
    }
    for day in week.horizon.all_days():
        turns = (day - days, day, day + days) if week.standing else (day,)
        open_turns = [turn for turn in turns if turn not in hard]
        if open_turns:
            placed = _any_of(model, model.on_day(day, requirement.kinds))
            hard |= dict.fromkeys(open_turns, placed)
    for stretch in requirement.runs_of_days(days, standing=week.standing):
        _limit_stretch(requirement, model, [hard.get(day, False) for day in stretch])


def _limit_stretch(requirement: Streak, model: Model, hard: list[Literal | bool]) -> None:
    if any(day is False for day in hard):
        return
    free = [~day for day in hard if not isinstance(day, bool)]
    if requirement.level == "must":
        if free:
            model.cp.add_bool_or(free)
    elif not free:
        model.constant += requirement.points
    else:
        beyond = model.cp.new_bool_var("")
        model.cp.add_bool_or([*free, beyond])
        model.charge(requirement.points * beyond, requirement.points)


def _any_of(model: Model, literals: list[Literal]) -> Literal | bool:
    """A literal that is true where any of these is; False where there is none."""
    if not literals:
        return False
    if len(literals) == 1:
        return literals[0]
    some = model.cp.new_bool_var("")
    for literal in literals:
        model.cp.add_implication(literal, some)
    return some


@encode.register
def _(requirement: FreeDays, model: Model, facts: Facts) -> None:
    """Days in use <= days that could be empty - days wanted empty."""
    horizon = facts.week.horizon
    fixed = {horizon.day(session.start) for session in facts.week.fixed}
    days = [horizon.day(start) for start, _ in requirement.days]
    could = [day for day in days if day not in fixed]
    used = [_any_of(model, model.on_day(day, ANY_KIND)) for day in could]
    spare = len(could) - min(requirement.count, len(could))
    if sum(use is not False for use in used) <= spare:
        return
    if requirement.level == "must":
        model.cp.add(sum(used) <= spare)
        return
    missing = model.cp.new_int_var(0, len(could), "")
    model.cp.add(missing >= sum(used) - spare)
    model.charge(requirement.points * missing, requirement.points * len(could))
