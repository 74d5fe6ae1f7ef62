"""`hard_day_streak`: not too many hard days in a row."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Requirement, Streak
from scheduler.requirements.finished import Level
from scheduler.rules.base import Number, Rule, Where
from scheduler.training import HARD_RUNS, StrengthClass, Week
from scheduler.units import DAY


class HardDayStreak(Rule):
    """Have no more than two hard days in a row, the weeks beside included.

    A hard day holds a hard run, or heavy or moderate strength. Strength on alternate days with
    daily running lowers the time to exhaustion and adds soreness [1]_; two days are our choice.

    Says when violated
    ------------------
    Thu is hard day number 3 in a row; at most 2 wanted

    References
    ----------
    .. [1] Doma and Deakin, 2015, Res. Q. Exerc. Sport 86:387, doi:10.1080/02701367.2015.1053105
    """

    name: ClassVar[str] = "hard_day_streak"
    main: ClassVar[str] = "max"
    usually: ClassVar[Level] = "wish"

    max: int = Field(ge=1, le=6, description="Hard days in a row that cost nothing")
    classes: tuple[StrengthClass, ...] = Field(description="The classes that make a day hard")

    @property
    def reach(self) -> int:
        """The days of the longest streak that costs nothing [min]."""
        return self.max * DAY

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """One for all days."""
        del week
        if not self.off:
            yield Streak(
                rule=self.name,
                where=where("max"),
                level=self.level,
                points=self.hundredths,
                kinds=HARD_RUNS | set(self.classes),
                most=self.max,
            )

    def easing(self, floor: "HardDayStreak") -> Iterator[Number]:
        """The days, where they are fewer than those of the floor."""
        if self.max < floor.max:
            yield Number(("max",), self.max, floor.max)
