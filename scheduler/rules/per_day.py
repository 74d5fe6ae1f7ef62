"""A limit on the number of sessions a day: what the two rules about it share."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Cap, Requirement
from scheduler.rules.base import Loosened, Number, Rule, Where
from scheduler.training import Week


class PerDay(Rule):
    """At most so many sessions of some kinds on each day."""

    main: ClassVar[str] = "max"
    kinds: ClassVar[frozenset[str]]
    noun: ClassVar[str]

    max: int = Field(ge=0, le=10, description="The most a day may hold")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """One cap a day."""
        if self.off:
            return
        for day in week.horizon.all_days():
            yield Cap(
                rule=self.name,
                where=where("max"),
                level=self.level,
                points=self.hundredths,
                measure="count",
                period=week.horizon.span(day),
                limit=self.max,
                kinds=self.kinds,
                says=f"{self.noun} on {week.horizon.date(day):%a}",
            )

    def easing(self, floor: "PerDay") -> Iterator[Number]:
        """The most, where it is less than that of the floor."""
        if self.max < floor.max:
            yield Number(("max",), self.max, floor.max)

    def looser(self, floor: "PerDay") -> Iterator[Loosened]:
        """More sessions a day than the floor."""
        if self.max > floor.max:
            yield ("max",), f"{self.name} allows at most {floor.max}"
