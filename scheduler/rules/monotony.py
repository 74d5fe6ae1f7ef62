"""`monotony`: hard days and easy days differ."""

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Monotony as MonotonyRequirement
from scheduler.requirements import Requirement
from scheduler.requirements.finished import Level
from scheduler.rules.base import Number, Rule, Where, hundredths
from scheduler.training import Week
from scheduler.units import Points


class Monotony(Rule):
    """Keep the days' loads from being all alike.

    Monotony is the mean of the seven daily loads over their standard deviation [1]_. The paper
    does not say which deviation; the sample one (``ddof`` 1) is ours, and the points begin well
    below the customary 2.0.

    Parameters
    ----------
    above
        Monotony that costs nothing.
    step
        Each such step begun above it costs ``points``.
    at_most
        The most it may cost. [points]
    warn
        Monotony from which the week is flagged.
    ddof
        1 for the sample deviation, 0 for that of the population.

    Says when violated
    ------------------
    the days' loads are alike: monotony is above 1.7; at most 1.5 wanted

    References
    ----------
    .. [1] Foster, 1998, Med. Sci. Sports Exerc. 30:1164, doi:10.1097/00005768-199807000-00023
    """

    name: ClassVar[str] = "monotony"
    main: ClassVar[str] = "above"
    usually: ClassVar[Level] = "wish"

    above: float = Field(ge=0, le=10, description="Monotony that costs nothing")
    step: float = Field(gt=0, le=10, description="Each such step begun above it costs the points")
    at_most: Points = Field(description="The most it may cost [points]")
    warn: float = Field(ge=0, le=10, description="Monotony from which the week is flagged")
    ddof: int = Field(ge=0, le=1, description="1: sample deviation; 0: that of the population")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """One a week."""
        if self.off or (self.level == "wish" and not self.hundredths):
            return
        most = hundredths(self.at_most) // self.hundredths if self.level == "wish" else 1
        for number in range(week.horizon.weeks):
            yield MonotonyRequirement(
                rule=self.name,
                where=where("above"),
                level=self.level,
                points=self.hundredths,
                days=tuple(week.horizon.span(7 * number + day) for day in range(7)),
                start=Fraction(str(self.above)),
                step=Fraction(str(self.step)),
                most=most,
                ddof=self.ddof,
            )

    def easing(self, floor: "Monotony") -> Iterator[Number]:  # noqa: ARG002
        """The monotony that is left free, in hundredths, up to where the week is flagged."""
        above, warn = round(self.above * 100), round(self.warn * 100)
        if above < warn:
            yield Number(("above",), above, warn, 10, lambda hundredth: f"{hundredth / 100:g}")
