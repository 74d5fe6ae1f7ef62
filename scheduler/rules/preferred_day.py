"""`preferred_day`: on which days the athlete likes to do strength."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Requirement, Window
from scheduler.requirements.finished import Level
from scheduler.rules.base import Rule, Where
from scheduler.training import STRENGTH, Week
from scheduler.units import DaySelector, dates_of


class PreferredDay(Rule):
    """Do strength on one of the preferred days, where the athlete names any.

    Says when violated
    ------------------
    Strength A (Wed 18:00) is not on a preferred day
    """

    name: ClassVar[str] = "preferred_day"
    main: ClassVar[str] = "days"
    usually: ClassVar[Level] = "wish"

    days: tuple[DaySelector, ...] = Field(description="The preferred days")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """Strength starts on one of the days."""
        if self.off or not self.days:
            return
        horizon = week.horizon
        chosen = [part for selector in self.days for part in selector]
        dates = dates_of(chosen, map(horizon.date, horizon.all_days()))
        yield Window(
            rule=self.name,
            where=where("days"),
            level=self.level,
            points=self.hundredths,
            spans=tuple(horizon.span(horizon.day_of_date(date)) for date in dates),
            inside=True,
            whole=False,
            kinds=STRENGTH,
            says="is not on a preferred day",
        )
