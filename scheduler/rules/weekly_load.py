"""`weekly_load`: the week's load stays below the athlete's cap."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Cap, Requirement
from scheduler.rules.base import Number, Rule, Where
from scheduler.training import ANY_KIND, STRENGTH, Week


class WeeklyLoad(Rule):
    """Keep the week's session-RPE load (Foster et al., 2001) below a cap, if the athlete sets one.

    Runs count and are never left out for it; strength is what yields.

    Parameters
    ----------
    cap
        The most load of a week; none by default. [AU]
    per
        Each so much above the cap costs ``points``, pro rata, where it is a wish. [AU]

    Says when violated
    ------------------
    2345 AU in the week of 11 Jan; at most 2250 wanted
    """

    name: ClassVar[str] = "weekly_load"
    main: ClassVar[str] = "cap"

    cap: int | None = Field(default=None, ge=0, description="The most load of a week [AU]")
    per: int = Field(ge=1, description="So much load above the cap costs the points [AU]")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """One cap a week."""
        if self.off or self.cap is None:
            return
        for number in range(week.horizon.weeks):
            first = week.horizon.date(7 * number)
            yield Cap(
                rule=self.name,
                where=where("cap"),
                level=self.level,
                points=self.hundredths,
                per=self.per,
                measure="load",
                period=week.horizon.week(number),
                limit=self.cap,
                kinds=ANY_KIND,
                binds=STRENGTH,
                says=f"in the week of {first.day} {first:%b}",
            )

    def easing(self, floor: "WeeklyLoad") -> Iterator[Number]:  # noqa: ARG002
        """The cap, which has no floor."""
        if self.cap is not None:
            yield Number(("cap",), self.cap, None)
