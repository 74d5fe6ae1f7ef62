"""`between_sessions`: time to travel and to shower between two sessions."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Requirement
from scheduler.rules.base import LONGEST_GAP, ClassGap, Loosened, Number, Rule, Where
from scheduler.rules.gaps import Pair
from scheduler.training import ANY_KIND, Week
from scheduler.units import Duration, write_hours


class BetweenSessions(Rule):
    """Leave some time between the end of one session and the start of the next.

    Says when violated
    ------------------
    Easy run ends Wed 07:00, 15 min before Strength A (Wed 07:15); 30 min wanted
    """

    name: ClassVar[str] = "between_sessions"
    main: ClassVar[str] = "min"

    min: Duration = Field(le=LONGEST_GAP, description="The least time between two sessions")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """One gap between any two sessions."""
        del week
        if self.off:
            return
        pair = Pair(rule=self.name, earlier=ANY_KIND, later=ANY_KIND)
        gap = ClassGap(min=self.min)
        yield from pair.least(gap, where("min"), level=self.level, points=self.hundredths)

    @property
    def reach(self) -> int:
        """Its gap [min]."""
        return self.min

    def easing(self, floor: "BetweenSessions") -> Iterator[Number]:
        """The time, where it is more than that of the floor."""
        if self.min > floor.min:
            yield Number(("min",), self.min, floor.min, None, write_hours)

    def looser(self, floor: "BetweenSessions") -> Iterator[Loosened]:
        """Less time than the floor."""
        if self.min < floor.min:
            yield ("min",), f"{self.name} asks for at least {floor.min} min"
