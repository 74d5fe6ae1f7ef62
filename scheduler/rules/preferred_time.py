"""`preferred_time`: when the athlete likes to do strength."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Requirement, Window
from scheduler.requirements.finished import Level
from scheduler.rules.base import Rule, Where
from scheduler.training import STRENGTH, Week
from scheduler.units import WeekWindows


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
        yield Window(
            rule=self.name,
            where=where("windows"),
            level=self.level,
            points=self.hundredths,
            spans=week.horizon.windows(self.windows),
            inside=True,
            kinds=STRENGTH,
            says="is not at a preferred time",
        )
