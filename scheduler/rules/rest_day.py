"""`rest_day`: the days of `rest_days` stay empty."""

from collections.abc import Iterator
from typing import ClassVar

from scheduler.requirements import FreeDays, Requirement, Window
from scheduler.rules.base import Rule, Where
from scheduler.training import ANY_KIND, Week


class RestDay(Rule):
    """Leave the rest days empty, or as many days as the athlete wants free.

    A session belongs to the day it starts on. A fixed run on a rest day is a fact and stays.

    Says when violated
    ------------------
    Strength A (Mon 18:00) falls on a rest day
    """

    name: ClassVar[str] = "rest_day"

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """The declared days, and for each week the number of days that the plan chooses."""
        if self.off:
            return
        line = week.rest_where or where()
        by_line: dict[str, list[int]] = {}
        for day in week.rest_days:
            by_line.setdefault(week.rest_told.get(day, line), []).append(day)
        for told, days in by_line.items():
            yield Window(
                rule=self.name,
                where=told,
                level=self.level,
                points=self.hundredths,
                spans=tuple(week.horizon.span(day) for day in days),
                inside=False,
                whole=False,
                kinds=ANY_KIND,
                says="falls on a rest day",
            )
        if week.rest_days_chosen:
            for number in range(week.horizon.weeks):
                yield FreeDays(
                    rule=self.name,
                    where=line,
                    level=self.level,
                    points=self.hundredths,
                    days=tuple(week.horizon.span(7 * number + day) for day in range(7)),
                    count=week.rest_days_chosen,
                )
