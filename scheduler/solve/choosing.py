"""The small model: which options to choose, at the least cost. It knows sums and no exercise.

Among choices that cost the same, lots decide: each option draws one by its name, the same on every
machine, and the choice with the lowest sum of lots is taken.
"""

import hashlib
from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.exercises.menu import Choice, Menu, MenuError, Option, Sum

LOTS = 4096  # so many that two choices hardly ever draw the same sum

Priced = tuple[cp_model.IntVar, int]


def choose(menu: Menu, *, time_limit: float = 10.0) -> Choice | None:
    """The best choice; None where the time [s] was too short to prove one.

    Raises
    ------
    MenuError
        There is none, however long the search: a bug.
    """
    model = _Model(menu)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.cp_model_presolve = False  # most of the time, and little of the gain
    solver.parameters.max_time_in_seconds = max(time_limit, 0)
    status = solver.solve(model.cp)
    if status in {cp_model.UNKNOWN, cp_model.FEASIBLE}:
        return None
    if status != cp_model.OPTIMAL:
        raise MenuError(f"the menu has no answer: {solver.status_name(status)}")
    chosen = frozenset(n for n, taken in enumerate(model.taken) if solver.boolean_value(taken))
    return Choice(chosen, sum(price * solver.value(what) for what, price in model.costs))


class _Model:
    """The menu as the solver reads it."""

    def __init__(self, menu: Menu) -> None:
        self.cp = cp_model.CpModel()
        self.taken = [self.cp.new_bool_var("") for _ in menu.options]
        self.costs = [(self.taken[n], one.cost) for n, one in enumerate(menu.options) if one.cost]
        self._group(menu)
        for one, other in menu.apart:
            self._keep_apart(one, other)
        for total in menu.sums:
            self.costs += self._sum(total)
        lots = cp_model.LinearExpr.weighted_sum(self.taken, list(map(_lot, menu.options)))
        weight = LOTS * (len(menu.groups) + 1)  # so that no lots outweigh a point
        variables = [variable for variable, _ in self.costs]
        # Multiplied here: an expression times a number would overflow without a word.
        prices = [weight * price for _, price in self.costs]
        self.cp.minimize(cp_model.LinearExpr.weighted_sum(variables, prices) + lots)

    def _group(self, menu: Menu) -> None:
        """At most one of each group; what stands in none is chosen already."""
        free = {option for group in menu.groups for option in group}
        for group in menu.groups:
            self.cp.add_at_most_one(self.taken[option] for option in group)
        for option, taken in enumerate(self.taken):
            if option not in free:
                self.cp.add(taken == 1)

    def _keep_apart(self, one: tuple[int, ...], other: tuple[int, ...]) -> None:
        side = self.cp.new_bool_var("")
        for options, literal in ((one, side), (other, ~side)):
            for option in options:
                self.cp.add_implication(self.taken[option], literal)

    def _sum(self, total: Sum) -> Iterator[Priced]:
        """Keep a sum, or pay for what is missed; one that nothing can miss is left out."""
        amounts = total.amounts.values()
        lowest, highest = (sum(filter(sign, amounts)) for sign in (_is_less, _is_more))
        if total.least is not None and lowest < total.least:
            yield from self._at_least(total, total.least, total.least - lowest)
        if total.most is not None and highest > total.most:
            yield from self._at_least(total, -total.most, highest - total.most, sign=-1)

    def _at_least(self, total: Sum, least: int, worst: int, *, sign: int = 1) -> Iterator[Priced]:
        variables = [self.taken[option] for option in total.amounts]
        amounts = [sign * amount for amount in total.amounts.values()]
        if total.price:
            missed = self.cp.new_int_var(0, 1 if total.once else worst, "")
            variables.append(missed)
            amounts.append(worst if total.once else 1)
            yield missed, total.price
        self.cp.add(cp_model.LinearExpr.weighted_sum(variables, amounts) >= least)


def _is_less(amount: int) -> bool:
    return amount < 0


def _is_more(amount: int) -> bool:
    return amount > 0


def _lot(option: Option) -> int:
    name = f"{option.session}/{option.exercise}/{option.sets}"
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest()) % LOTS
