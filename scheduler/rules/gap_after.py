"""Gaps from a run to the strength work after it: what the two rules about it share."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Requirement
from scheduler.rules.base import ClassGaps, Where
from scheduler.rules.gaps import Pair
from scheduler.training import CLASSES, Week


class GapAfter(ClassGaps):
    """So long from the end of some runs to the start of strength work."""

    after: ClassVar[frozenset[str]]

    key_factor: float = Field(ge=1, le=10, description="Factor on the points after a key run")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """For each class the least after every such run, the target after the nearest one."""
        del week
        if self.off:
            return
        for strength_class in CLASSES:
            gap = self.gap(strength_class)
            pair = Pair(
                rule=self.name,
                earlier=self.after,
                later=frozenset({strength_class}),
                nearest="earlier",
                key_percent=round(100 * self.key_factor),
            )
            yield from pair.least(
                gap, where(strength_class, "min"), level=self.level, points=self.hundredths
            )
            yield from pair.target(gap, where(strength_class, "target"))
