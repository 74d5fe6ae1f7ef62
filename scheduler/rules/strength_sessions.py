"""`strength_sessions`: what each wanted session is worth."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scheduler.requirements import Ask, Requirement
from scheduler.requirements.finished import Level
from scheduler.rules.base import Rule, Where, hundredths
from scheduler.training import CLASSES, SHORTER_BY, Mode, Wanted, Week
from scheduler.units import Minutes, Points


class StrengthSessions(Rule):
    """Place the sessions that are asked for: the first matters most.

    Two or three sessions a week improve running economy by 2 to 8 % [1]_; one a week keeps
    strength for months if the load is kept [2]_. So the first session is worth more than any bad
    placement, a third one less: the points are coaching judgement.

    Parameters
    ----------
    missing
        What the first, second, third ... missing session of a week costs, over all heavy,
        moderate and light requests in their order; the last number holds for all further ones.
    core
        What a missing core session costs. [points]
    lighter
        What each lighter class by ``may_become`` costs. [points]
    shorter
        What each five minutes less cost. [points]
    shortest
        No shorter session is ever advised; what the athlete asks for is placed. [min]

    Says when violated
    ------------------
    Strength B (heavy, 50 min) is missing

    References
    ----------
    .. [1] Blagrove et al., 2018, Sports Med. 48:1117, doi:10.1007/s40279-017-0835-7
    .. [2] Spiering et al., 2021, J. Strength Cond. Res. 35:1449,
       doi:10.1519/JSC.0000000000003964
    """

    name: ClassVar[str] = "strength_sessions"
    main: ClassVar[str] = "missing"
    usually: ClassVar[Level] = "wish"

    missing: tuple[Points, ...] = Field(min_length=1, description="Points of the missing sessions")
    core: Points = Field(description="Points of a missing core session")
    lighter: Points = Field(description="Points of each lighter class")
    shorter: Points = Field(description="Points of each five minutes less")
    shortest: Minutes = Field(ge=5, description="No shorter session is ever advised")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """One ask for each wanted strength session."""
        for wanted in week.wanted:
            if wanted.is_strength:
                yield Ask(
                    rule=self.name,
                    where=wanted.where or where("missing"),
                    level="wish" if self.off or not wanted.required else self.level,
                    points=0 if self.off else self._worth(wanted),
                    key=wanted.key,
                    asked=wanted.asked,
                    lesser=tuple(
                        (mode, self._lesser(wanted.modes[0], mode)) for mode in wanted.modes[1:]
                    ),
                )

    def _worth(self, wanted: Wanted) -> int:
        if wanted.rank is None:
            return hundredths(self.core)
        return hundredths(self.missing[min(wanted.rank, len(self.missing) - 1)])

    def _lesser(self, first: Mode, mode: Mode) -> int:
        if self.off:
            return 0
        order: tuple[str, ...] = CLASSES
        classes = order.index(mode.kind) - order.index(first.kind)
        steps = (first.minutes - mode.minutes) // SHORTER_BY
        return hundredths(self.lighter * classes + self.shorter * steps)
