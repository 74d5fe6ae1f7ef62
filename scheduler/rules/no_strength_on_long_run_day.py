"""`no_strength_on_long_run_day`: the long run has its day to itself."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Requirement, SameDay
from scheduler.rules.base import Loosened, Rule, Where
from scheduler.training import LONG, StrengthClass, Week


class NoStrengthOnLongRunDay(Rule):
    """Put no heavy or moderate strength on the day of a long run: coaching judgement.

    Says when violated
    ------------------
    Strength A (Sun 17:00) is on the day of a long run (Long run)
    """

    name: ClassVar[str] = "no_strength_on_long_run_day"
    main: ClassVar[str] = "classes"

    classes: tuple[StrengthClass, ...] = Field(description="The classes that stay away")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """These classes share no day with a long run."""
        del week
        if not self.off and self.classes:
            yield SameDay(
                rule=self.name,
                where=where("classes"),
                level=self.level,
                points=self.hundredths,
                kinds=frozenset(self.classes),
                others=LONG,
                together=False,
                says="is on the day of a long run",
            )

    def looser(self, floor: "NoStrengthOnLongRunDay") -> Iterator[Loosened]:
        """Each class of the floor that is missing."""
        missing = [found for found in floor.classes if found not in self.classes]
        if missing:
            yield ("classes",), f"{self.name} holds for {' and '.join(floor.classes)}"
