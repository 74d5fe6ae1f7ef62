"""`gap_after_long_run`: strength work waits after the long run."""

from collections.abc import Iterator
from typing import ClassVar

from scheduler.requirements import Requirement
from scheduler.rules.base import ClassGaps, Where
from scheduler.rules.gaps import Pair
from scheduler.training import CLASSES, LONG, Week


class GapAfterLongRun(ClassGaps):
    """Let a day pass between the long run and strength work for the legs.

    No trial has compared gaps after long runs; the hours are coaching judgement.

    Parameters
    ----------
    heavy, moderate, light, core
        ``min``: least elapsed time from the end of the run to the start of the session. [h]
        ``target``: the time that costs no points, ``points``: what exactly the least costs.

    Says when violated
    ------------------
    Long run ends Sun 10:00, 21 h before Strength A (Mon 07:00); 24 h wanted
    """

    name: ClassVar[str] = "gap_after_long_run"

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """For each class the least after every long run, the target after the nearest one."""
        del week
        if self.off:
            return
        for strength_class in CLASSES:
            gap = self.gap(strength_class)
            pair = Pair(
                rule=self.name,
                earlier=LONG,
                later=frozenset({strength_class}),
                nearest="earlier",
            )
            yield from pair.least(
                gap, where(strength_class, "min"), level=self.level, points=self.hundredths
            )
            yield from pair.target(gap, where(strength_class, "target"))
