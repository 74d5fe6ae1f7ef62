"""The builder's question as plain data: options to choose from, and sums over those chosen.

Whoever asks knows what the sums mean; whoever answers (``solve``) does not.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


class MenuError(Exception):
    """A menu without an answer: no choice is allowed, or its numbers are too large.

    A bug of whoever asks: nothing chosen breaks no most, and what has no price is never a least.
    """


@dataclass(frozen=True, slots=True)
class Option:
    """One exercise with so many sets in one session, and what it costs to choose it."""

    session: int  # by its place in the week
    exercise: str
    sets: int
    cost: int


@dataclass(frozen=True, slots=True)
class Sum:
    """What the chosen options come to: at least, or at most, so much.

    One that has a price may be missed: each missing unit costs the price; where it is ``once``, the
    price is paid but once.
    """

    name: str
    amounts: Mapping[int, int]  # of the options, by place; the others add nothing
    least: int | None = None
    most: int | None = None
    price: int = 0  # 0 where it may not be missed
    once: bool = False
    session: int | None = None  # the one it speaks of; None for the week

    def missed_by(self, chosen: Collection[int]) -> int:
        """How much is missing or too much, with these options chosen."""
        total = sum(amount for option, amount in self.amounts.items() if option in chosen)
        short = 0 if self.least is None else max(self.least - total, 0)
        over = 0 if self.most is None else max(total - self.most, 0)
        return short + over

    def costs(self, chosen: Collection[int]) -> int:
        """What missing it costs."""
        missed = self.missed_by(chosen)
        return self.price * (min(missed, 1) if self.once else missed)


@dataclass(frozen=True, slots=True)
class Choice:
    """The options chosen, by their places, and what they cost."""

    chosen: frozenset[int]
    cost: int


@dataclass(frozen=True, slots=True)
class Menu:
    """All that can be chosen."""

    options: tuple[Option, ...]
    groups: tuple[tuple[int, ...], ...]  # of each at most one option is chosen
    sums: tuple[Sum, ...]
    apart: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()  # from one side alone

    def cost(self, chosen: Collection[int]) -> int:
        """What a choice costs, by plain arithmetic."""
        taken = sum(self.options[option].cost for option in chosen)
        return taken + sum(one.costs(chosen) for one in self.sums)
