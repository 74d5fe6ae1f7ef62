"""`preferred_time`: when the athlete likes to do strength."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.horizon import merged
from scheduler.requirements import Requirement, Window
from scheduler.requirements.finished import Level
from scheduler.rules.base import Rule, Where
from scheduler.training import STRENGTH, Week
from scheduler.units import WeekWindows, windows_on


class PreferredTime(Rule):
    """Do strength wholly inside one of the preferred windows, where the athlete names any.

    Says when violated
    ------------------
    Strength A (Tue 07:00) is not at a preferred time
    """

    name: ClassVar[str] = "preferred_time"
    main: ClassVar[str] = "windows"
    usually: ClassVar[Level] = "wish"

    windows: WeekWindows = Field(description="The preferred windows, by day")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """Strength lies inside the windows."""
        if self.off or not self.windows:
            return
        horizon = week.horizon
        yield Window(
            rule=self.name,
            where=where("windows"),
            level=self.level,
            points=self.hundredths,
            spans=merged(
                [
                    horizon.window(horizon.date(day), window)
                    for day in range(-1, horizon.days + 1)
                    for window in windows_on(self.windows, horizon.date(day))
                ]
            ),
            inside=True,
            kinds=STRENGTH,
            says="is not at a preferred time",
        )
