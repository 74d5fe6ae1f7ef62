"""`gap_between_strength`: strength sessions keep their distance from each other."""

from collections.abc import Iterator
from typing import ClassVar

from scheduler.requirements import Requirement
from scheduler.rules.base import ClassGap, ClassGaps, Where
from scheduler.rules.gaps import Pair
from scheduler.training import CLASSES, Week


class GapBetweenStrength(ClassGaps):
    """Give the same muscles two days between strength sessions, from start to start.

    Non-consecutive days are the usual advice for two or three sessions a week [1]_; 48 h and the
    targets of 72 h and 60 h are our reading of it.

    A pair of two classes takes the larger of their gaps; with a light session the gap of light,
    with core that of core.

    Parameters
    ----------
    heavy, moderate, light, core
        ``min``: least elapsed time from start to start. [h]
        ``target``: the time that costs no points, ``points``: what exactly the least costs.

    Says when violated
    ------------------
    Strength A starts Tue 18:00, 36 h before Strength B (Thu 06:00); 48 h wanted

    References
    ----------
    .. [1] American College of Sports Medicine, 2009, Med. Sci. Sports Exerc. 41:687,
       doi:10.1249/MSS.0b013e3181915670
    """

    name: ClassVar[str] = "gap_between_strength"

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """For each ordered pair of classes the least and the target."""
        del week
        if self.off:
            return
        for earlier in CLASSES:
            for later in CLASSES:
                ruling, gap = self.of_pair(earlier, later)
                pair = Pair(
                    rule=self.name,
                    earlier=frozenset({earlier}),
                    later=frozenset({later}),
                    from_start=True,
                )
                yield from pair.least(
                    gap, where(ruling, "min"), level=self.level, points=self.hundredths
                )
                yield from pair.target(gap, where(ruling, "target"))

    def of_pair(self, one: str, other: str) -> tuple[str, ClassGap]:
        """The class whose gap rules a pair, and the gap: with its larger least and target."""
        for yielding in ("core", "light"):
            if yielding in (one, other):
                return yielding, self.gap(yielding)
        ruling = max(
            (one, other), key=lambda c: (self.gap(c).target or 0, self.gap(c).min, c == "heavy")
        )
        gap = self.gap(ruling)
        least = max(self.gap(one).min, self.gap(other).min)
        return ruling, ClassGap(min=least, target=gap.target, points=gap.points)
