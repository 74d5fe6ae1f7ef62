"""What makes one week of sessions better than another that keeps as much: coaching judgement."""

from collections.abc import Iterator
from dataclasses import replace

from scheduler.content import sorts
from scheduler.content.asked import ToFill
from scheduler.content.limits import limits
from scheduler.content.prices import prices
from scheduler.content.sums import TWO, YIELDS, Sums, rank_of
from scheduler.exercises.menu import Menu, Sum

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
    dose, price = sums.asked.dose(session), prices()
    if session.is_leg:
        least, most = dose.leg_sets
        legs = sums.amounts(sorts.is_leg, place=place, by_sets=True)
        target = least + (most - least) * price.leg_target // _PERCENT
        # A wish that no slot can fulfil only makes the search slow, so it grows with the slot.
        target = max(min(target, (dose.minutes - price.beside_legs) // price.leg_set_takes), least)
        yield Sum("legs", legs, least=target, price=price.leg_set, session=place)
        jumps = sums.amounts(lambda one: one.is_jump, place=place)
        yield Sum("jump", jumps, least=1, price=price.no_jump, session=place)
    if dose.kind == "heavy":
        heavy = sums.amounts(sorts.is_heavy_lift, place=place, by_sets=True)
        yield Sum("heavy", heavy, least=limits().heavy_sets, price=price.heavy_set, session=place)
    core = sums.amounts(lambda one: one.is_core, place=place, by_sets=True)
    wanted = price.core_sets
    if session.is_leg:
        wanted = min(wanted, dose.minutes // price.core_set_per)
    yield Sum("core", core, least=wanted, price=price.core_set, session=place)
    mobility = sums.amounts(sorts.of("mobility"), place=place)
    yield Sum("mobility", mobility, least=1, price=price.no_mobility, session=place)
    items = sums.amounts(lambda _: 1, place=place)
    yield Sum("items", items, most=price.exercises, price=price.too_many, session=place)


def _of_week(sums: Sums) -> Iterator[Sum]:
    price = prices()
    for favourite in sums.asked.runner.favourites:
        amounts = sums.amounts(sorts.named(favourite))
        yield Sum("favourites", amounts, least=1, price=price.favourite)
    if sums.asked.runner.goal == "performance":
        both = sums.amounts(sorts.of("hinge_bilateral", "squat_bilateral"))
        yield Sum("big lift", both, least=1, price=price.big_lift)
    if len(sums.asked.sessions) >= TWO:
        for pattern in ("core_anti_rotation", "core_rotational"):
            amounts = sums.amounts(sorts.of(pattern))
            yield Sum("rotation", amounts, least=1, price=price.fuller)
    for pattern in sorts.RARE:
        amounts = sums.amounts(sorts.of(pattern))
        yield Sum("variety", amounts, least=1, price=price.rare)
