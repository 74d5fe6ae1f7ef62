"""`quiet_hours`: not too early and not too late."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Requirement, Window
from scheduler.requirements.finished import Level
from scheduler.rules.base import Number, Rule, Where
from scheduler.training import ANY_KIND, Week
from scheduler.units import Clock, ClockWindow, write_clock


class QuietHours(Rule):
    """Start no session before the morning and end none after the evening: coaching judgement.

    Says when violated
    ------------------
    Strength A (Tue 19:30) is not between 06:00 and 20:00
    """

    name: ClassVar[str] = "quiet_hours"
    usually: ClassVar[Level] = "wish"

    before: Clock = Field(description="Earlier starts cost the points")
    after: Clock = Field(description="Later ends cost the points")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """Sessions lie between the two clock times of one day."""
        if self.off:
            return
        horizon, day = week.horizon, ClockWindow(self.before, self.after)
        yield Window(
            rule=self.name,
            where=where("after"),
            level=self.level,
            points=self.hundredths,
            spans=tuple(
                horizon.window(horizon.date(number), day) for number in range(horizon.days + 1)
            ),
            inside=True,
            kinds=ANY_KIND,
            says=f"is not between {write_clock(self.before)} and {write_clock(self.after)}",
        )

    def easing(self, floor: "QuietHours") -> Iterator[Number]:
        """The clock times, where they leave less of the day than those of the floor."""
        if self.before > floor.before:
            yield Number(("before",), self.before, floor.before, None, write_clock)
        if self.after < floor.after:
            yield Number(("after",), self.after, floor.after, None, write_clock)
