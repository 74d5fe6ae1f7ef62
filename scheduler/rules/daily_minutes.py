"""`daily_minutes`: a day's training does not grow too long."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Cap, Requirement
from scheduler.requirements.finished import Level
from scheduler.rules.base import Number, Rule, Where
from scheduler.training import ANY_KIND, Week
from scheduler.units import Minutes


class DailyMinutes(Rule):
    """Keep a day's running and strength together below two hours: coaching judgement.

    Parameters
    ----------
    cap
        Minutes a day that cost nothing. [min]
    per
        Each so many minutes above the cap cost ``points``, pro rata. [min]

    Says when violated
    ------------------
    150 min on Tue; at most 120 wanted
    """

    name: ClassVar[str] = "daily_minutes"
    main: ClassVar[str] = "cap"
    usually: ClassVar[Level] = "wish"

    cap: Minutes | None = Field(default=None, description="Minutes a day that cost nothing")
    per: Minutes = Field(ge=1, description="So many minutes above the cap cost the points")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """One cap a day."""
        if self.off or self.cap is None:
            return
        for day in week.horizon.all_days():
            yield Cap(
                rule=self.name,
                where=where("cap"),
                level=self.level,
                points=self.hundredths,
                per=self.per,
                measure="minutes",
                period=week.horizon.span(day),
                limit=self.cap,
                kinds=ANY_KIND,
                says=f"on {week.horizon.date(day):%a}",
            )

    def easing(self, floor: "DailyMinutes") -> Iterator[Number]:  # noqa: ARG002
        """The cap, which has no floor."""
        if self.cap is not None:
            yield Number(("cap",), self.cap, None)
