"""`same_day_policy`: hard days hard, or strength on the easy days."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from scheduler.requirements import Requirement, SameDay
from scheduler.requirements.finished import Level
from scheduler.rules.base import Rule, Where
from scheduler.training import HARD_RUNS, StrengthClass, Week


class SameDayPolicy(Rule):
    """Stack strength on the days of hard runs, or keep it for the easy ones.

    With equal load, strength on hard days gives less strain than on easy days, as follows from
    Foster's formula [1]_: the default. Some coaches want the reverse.

    Says when violated
    ------------------
    Strength A (Wed 18:00) is on a day without a hard run

    References
    ----------
    .. [1] Foster, 1998, Med. Sci. Sports Exerc. 30:1164, doi:10.1097/00005768-199807000-00023
    """

    name: ClassVar[str] = "same_day_policy"
    main: ClassVar[str] = "policy"
    usually: ClassVar[Level] = "wish"

    policy: Literal["hard_days_hard", "easy_days"] = Field(
        description="hard_days_hard: strength on the days of hard runs; easy_days: on the others"
    )
    classes: tuple[StrengthClass, ...] = Field(description="The classes it speaks of")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """These classes share their day with a hard run, or with none."""
        del week
        if self.off or not self.classes:
            return
        hard = self.policy == "hard_days_hard"
        yield SameDay(
            rule=self.name,
            where=where("policy"),
            level=self.level,
            points=self.hundredths,
            kinds=frozenset(self.classes),
            others=HARD_RUNS,
            together=hard,
            says="is on a day without a hard run" if hard else "is on the day of a hard run",
        )
