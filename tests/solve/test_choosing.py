"""The small model beside an exhaustive search, and the lots that make its choice the only one."""

from itertools import product
from random import Random

import pytest
from ortools.sat.python import cp_model

from scheduler.exercises.menu import Menu, MenuError, Option, Sum
from scheduler.solve import choosing
from scheduler.solve.choosing import LOTS, choose

NAMES = "abcdefgh"


def drawn(seed: int) -> Menu:
    """A small random menu: two sessions, groups, limits, wishes, and options kept apart."""
    lot = Random(seed)  # noqa: S311 - not for secrets
    options = tuple(
        Option(number % 2, name, lot.randint(1, 3), lot.randint(0, 3))
        for number, name in enumerate(NAMES)
    )
    groups = tuple((n, n + 4) for n in range(4))
    sums = tuple(_sum(lot) for _ in range(5))
    apart = (((0, 1), (2, 3)),) if lot.random() < 0.5 else ()
    return Menu(options, groups, sums, apart)


def _sum(lot: Random) -> Sum:
    amounts = {n: lot.randint(-2, 4) for n in lot.sample(range(len(NAMES)), 5)}
    if lot.random() < 0.4:
        return Sum("limit", amounts, most=lot.randint(0, 6))
    if lot.random() < 0.3:
        return Sum("most", amounts, most=lot.randint(0, 3), price=lot.randint(1, 9))
    once = lot.random() < 0.5
    return Sum("wish", amounts, least=lot.randint(0, 6), price=lot.randint(1, 9), once=once)


def allowed(menu: Menu, chosen: frozenset[int]) -> bool:
    return (
        all(len(chosen & set(group)) <= 1 for group in menu.groups)
        and not any(chosen & set(one) and chosen & set(other) for one, other in menu.apart)
        and not any(one.missed_by(chosen) for one in menu.sums if not one.price)
    )


def best(menu: Menu) -> tuple[int, frozenset[int]]:
    """The cheapest choice, and among equals the one with the lowest lots, by trying all."""
    every = (
        frozenset(n for n, taken in enumerate(flags) if taken)
        for flags in product((0, 1), repeat=len(menu.options))
    )
    found = [chosen for chosen in every if allowed(menu, chosen)]
    return min(
        (menu.cost(chosen), sum(choosing._lot(menu.options[n]) for n in chosen), chosen)
        for chosen in found
    )[::2]


@pytest.mark.parametrize("seed", range(40))
def test_the_choice_is_that_of_an_exhaustive_search(seed):
    menu = drawn(seed)
    cost, chosen = best(menu)
    choice = choose(menu)

    assert (choice.cost, choice.chosen) == (cost, chosen)


def test_an_option_of_no_group_is_chosen_already():
    menu = Menu((Option(0, "a", 2, 5), Option(0, "b", 2, 0)), ((1,),), ())

    assert choose(menu).chosen == {0}


def test_lots_do_not_outweigh_a_point():
    options = tuple(Option(0, name, 1, 0) for name in NAMES)
    groups = tuple((n,) for n in range(len(NAMES)))
    every = dict.fromkeys(range(len(NAMES)), 1)
    menu = Menu(options, groups, (Sum("all", every, least=len(NAMES), price=1),))

    assert len(choose(menu).chosen) == len(NAMES)


def test_any_other_way_to_search_finds_the_same(monkeypatch):
    menus = [drawn(seed) for seed in range(8)]
    usual = [choose(menu).chosen for menu in menus]

    class Otherwise(cp_model.CpSolver):
        def solve(self, model):
            self.parameters.cp_model_presolve = True
            self.parameters.random_seed = 7
            self.parameters.linearization_level = 2
            return super().solve(model)

    monkeypatch.setattr(choosing.cp_model, "CpSolver", Otherwise)

    assert [choose(menu).chosen for menu in menus] == usual


def test_what_cannot_be_proven_in_time_is_not_chosen():
    menu = drawn(0)

    assert choose(menu, time_limit=0) is None


def test_lots_are_small_numbers_drawn_by_name():
    lots = [choosing._lot(Option(0, name, 1, cost)) for name in NAMES for cost in (0, 5)]

    assert all(0 <= lot < LOTS for lot in lots)
    assert lots[::2] == lots[1::2]
    assert len(set(lots)) == len(NAMES)


def test_a_menu_that_nothing_keeps_is_no_want_of_time():
    menu = Menu((Option(0, "a", 2, 0),), (), (Sum("limit", {0: 2}, most=1),))

    with pytest.raises(MenuError, match="INFEASIBLE"):
        choose(menu)


def test_numbers_that_are_too_large_are_no_want_of_time():
    menu = Menu((Option(0, "a", 1, 2**49), Option(0, "b", 1, 2**49)), ((0,), (1,)), ())

    with pytest.raises(MenuError, match="MODEL_INVALID"):
        choose(menu)
