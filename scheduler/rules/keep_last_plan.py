"""`keep_last_plan`: a re-plan moves as little as is worth it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Requirement, Window
from scheduler.requirements.finished import Level
from scheduler.rules.base import Rule, Where, hundredths
from scheduler.training import ANY_KIND, KeptSlot, Week
from scheduler.units import Points

FAR = 10**9  # beyond any horizon [min]


class KeepLastPlan(Rule):
    """Move a session that the athlete already knows of only for a gain: coaching judgement.

    Parameters
    ----------
    points
        What a session on another day than in the last plan costs. [points]
    time_points
        What one at another time of the same day costs. [points]

    Says when violated
    ------------------
    Strength A (Thu 18:00) was on Tue 17:30 in the last plan
    """

    name: ClassVar[str] = "keep_last_plan"
    usually: ClassVar[Level] = "wish"

    time_points: Points = Field(description="What another time of the same day costs")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """Each kept session stays on its day and at its time."""
        if self.off:
            return
        for key, slot in sorted(week.kept.items()):
            yield from self._stay(week, key, slot, where)

    def _stay(self, week: Week, key: str, slot: KeptSlot, where: Where) -> Iterator[Requirement]:
        day = week.horizon.span(week.horizon.day(slot.start))
        stay = Window(
            rule=self.name,
            where=where("points"),
            level=self.level,
            points=self.hundredths,
            spans=(day,),
            inside=True,
            whole=False,
            kinds=ANY_KIND,
            keys=frozenset({key}),
            says=f"was on {week.horizon.says(slot.start)} in the last plan",
        )
        yield stay
        other_days = ((-FAR, day[0]), (slot.start, slot.start + 1), (day[1], FAR))
        points = hundredths(self.time_points)
        yield replace(stay, where=where("time_points"), points=points, spans=other_days)
