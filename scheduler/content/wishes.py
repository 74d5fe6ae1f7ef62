"""What makes one week of sessions better than another that keeps as much: coaching judgement.

All prices are points of the content alone; they never touch the score of the week.
"""

from collections.abc import Iterator
from dataclasses import replace

from scheduler.content import sorts
from scheduler.content.asked import ToFill
from scheduler.content.limits import limits
from scheduler.content.sums import TWO, YIELDS, Sums, rank_of
from scheduler.exercises.menu import Menu, Sum

LEG_SET = 4  # a leg set short of the target
TARGET = 75  # how far the target lies between the least and the most leg sets [%]
HEAVY_SET = 6  # a heavy set short of what makes heavy, in a session placed as heavy
CORE_SET = 3  # a core set short of four
CORE_SETS = 4
# A wish that no slot can fulfil only makes the search slow, so both grow with the slot:
LEG_SET_TAKES = 3  # with its rest [min]
BESIDE_LEGS = 16  # for warming up, the trunk and mobility [min]
CORE_SET_PER = 12  # of the session's length one [min]
NO_MOBILITY = 5
NO_JUMP = 8
TOO_MANY = 8  # an exercise beyond eight
ITEMS = 8
FAVOURITE = 20  # a favourite that does not appear in the week
BIG_LIFT = 10  # no lift on both legs in the week, where performance is the goal
FULLER = 6  # of anti-rotation and rotation only one
RARE = 6  # a pattern of these does not appear in the week
_RARE = ("hamstring_eccentric", "foot_intrinsic", "hip_adduction", "upper_pull")
_PERCENT = 100


def menu(sums: Sums) -> Menu:
    """The whole question: options, musts, what may yield in its order, and wishes."""
    choices = sums.choices
    wishes = [wish for wish in _wishes(sums) if wish.amounts]
    return Menu(
        options=choices.options,
        groups=choices.groups,
        sums=(*sums.musts(), *_priced(sums, wishes), *wishes),
        apart=tuple(sums.apart()),
    )


def _priced(sums: Sums, wishes: list[Sum]) -> list[Sum]:
    """Each requirement that may yield, dearer than all that yields before it together."""
    options = sums.choices.options
    worst = sum(max(options[n].cost for n in group) for group in sums.choices.groups)
    worst += sum(wish.price * _at_worst(wish) for wish in wishes)
    yielding = list(sums.yielding())
    found: list[Sum] = []
    for requirement in YIELDS:
        own = [one for one in yielding if rank_of(one.name) == requirement]
        price = worst + 1
        found += [replace(one, price=price) for one in own]
        worst += price * sum(1 if one.once else _at_worst(one) for one in own)
    return found


def _at_worst(one: Sum) -> int:
    if one.once:
        return 1
    return one.least if one.least is not None else max(len(one.amounts) - (one.most or 0), 0)


def _wishes(sums: Sums) -> Iterator[Sum]:
    for place, session in enumerate(sums.asked.sessions):
        if not session.lines:
            yield from _of_session(sums, place, session)
    yield from _of_week(sums)


def _of_session(sums: Sums, place: int, session: ToFill) -> Iterator[Sum]:
    dose = sums.asked.dose(session)
    if session.is_leg:
        least, most = dose.leg_sets
        legs = sums.amounts(sorts.is_leg, place=place, by_sets=True)
        target = least + (most - least) * TARGET // _PERCENT
        target = max(min(target, (dose.minutes - BESIDE_LEGS) // LEG_SET_TAKES), least)
        yield Sum("legs", legs, least=target, price=LEG_SET, session=place)
        jumps = sums.amounts(lambda one: one.is_jump, place=place)
        yield Sum("jump", jumps, least=1, price=NO_JUMP, session=place)
    if dose.kind == "heavy":
        heavy = sums.amounts(sorts.is_heavy_lift, place=place, by_sets=True)
        yield Sum("heavy", heavy, least=limits().heavy_sets, price=HEAVY_SET, session=place)
    core = sums.amounts(lambda one: one.is_core, place=place, by_sets=True)
    wanted = min(CORE_SETS, dose.minutes // CORE_SET_PER) if session.is_leg else CORE_SETS
    yield Sum("core", core, least=wanted, price=CORE_SET, session=place)
    mobility = sums.amounts(sorts.of("mobility"), place=place)
    yield Sum("mobility", mobility, least=1, price=NO_MOBILITY, session=place)
    items = sums.amounts(lambda _: 1, place=place)
    yield Sum("items", items, most=ITEMS, price=TOO_MANY, session=place)


def _of_week(sums: Sums) -> Iterator[Sum]:
    for favourite in sums.asked.runner.favourites:
        amounts = sums.amounts(sorts.named(favourite))
        yield Sum("favourites", amounts, least=1, price=FAVOURITE)
    if sums.asked.runner.goal == "performance":
        both = sums.amounts(sorts.of("hinge_bilateral", "squat_bilateral"))
        yield Sum("big lift", both, least=1, price=BIG_LIFT)
    if len(sums.asked.sessions) >= TWO:
        for pattern in ("core_anti_rotation", "core_rotational"):
            amounts = sums.amounts(sorts.of(pattern))
            yield Sum("rotation", amounts, least=1, price=FULLER)
    for pattern in _RARE:
        amounts = sums.amounts(sorts.of(pattern))
        yield Sum("variety", amounts, least=1, price=RARE)
