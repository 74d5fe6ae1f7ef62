"""`gap_before_hard_run`: strength work ends long enough before each hard run."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Requirement
from scheduler.rules.base import ClassGaps, Where
from scheduler.rules.gaps import Pair
from scheduler.training import CLASSES, HARD_RUNS, LONG, QUALITY, Week
from scheduler.units import Points


class GapBeforeHardRun(ClassGaps):
    """Finish strength work long enough before each quality run, long run and race.

    After one strength session the time to exhaustion in a hard run the next day falls by 18 to
    29 %, while easy running barely suffers [1]_ [2]_. The least of 24 h and the target of
    48 h are our choice from these, not measured optima.

    Parameters
    ----------
    heavy, moderate, light, core
        ``min``: least elapsed time from the end of the session to the start of the run. [h]
        ``target``: the time that costs no points. [h]
    quality_points, long_points
        What a gap of exactly the least costs, towards the nearest following quality run and,
        separately, the nearest following long run. [points]
    key_factor
        How much dearer a key run makes it.

    Says when violated
    ------------------
    Strength A ends Tue 18:20, 11.6 h before Intervals (Wed 06:00); 24 h wanted

    References
    ----------
    .. [1] Doma and Deakin, 2013, Appl. Physiol. Nutr. Metab. 38:651, doi:10.1139/apnm-2012-0362
    .. [2] de Carvalho e Silva et al., 2022, Sports Med. Open 8:105, doi:10.1186/s40798-022-00497-w
    """

    name: ClassVar[str] = "gap_before_hard_run"

    quality_points: Points = Field(description="Points of the least gap before a quality run")
    long_points: Points = Field(description="Points of the least gap before a long run")
    key_factor: float = Field(ge=1, le=10, description="Factor on the points before a key run")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """For each class the least before all hard runs, the targets before the nearest ones."""
        del week
        if self.off:
            return
        for strength_class in CLASSES:
            gap, own = self.gap(strength_class), frozenset({strength_class})
            hard = Pair(rule=self.name, earlier=own, later=HARD_RUNS)
            yield from hard.least(
                gap, where(strength_class, "min"), level=self.level, points=self.hundredths
            )
            for runs, points in ((QUALITY, self.quality_points), (LONG, self.long_points)):
                nearest = Pair(
                    rule=self.name,
                    earlier=own,
                    later=runs,
                    nearest="later",
                    key_percent=round(100 * self.key_factor),
                )
                yield from nearest.target(gap, where(strength_class, "target"), points=points)
