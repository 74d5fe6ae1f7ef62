"""`before_race`: the last strength sessions before a race."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from scheduler.requirements import Requirement
from scheduler.rules.base import ClassGap, Gaps, Loosened, Rule, Where
from scheduler.rules.gaps import Pair
from scheduler.training import CLASSES, RACE, Week

PRIORITIES = ("A", "B", "C")


class RaceGaps(BaseModel):
    """One gap for each strength class."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heavy: Gaps = Field(description="The gap of heavy sessions")
    moderate: Gaps = Field(description="The gap of moderate sessions")
    light: Gaps = Field(description="The gap of light sessions")
    core: Gaps = Field(description="The gap of core sessions")

    def gap(self, strength_class: str) -> ClassGap:
        """The gap of one class."""
        gap: ClassGap = getattr(self, strength_class)
        return gap


class BeforeRace(Rule):
    """End strength work long enough before a race, the more so the more the race matters.

    Two weeks of taper with the intensity kept have the best support [1]_; how long before the
    race the last session of each class may end is coaching judgement.

    Parameters
    ----------
    A, B, C
        By the priority of the race and the class of the session: ``min``, ``target``, ``points``,
        counted from the end of the session to the start of the race. [h]

    Says when violated
    ------------------
    Strength A ends Tue 18:20, 110.6 h before City Marathon (Sun 18 Apr 09:00); 168 h wanted

    References
    ----------
    .. [1] Bosquet et al., 2007, Med. Sci. Sports Exerc. 39:1358,
       doi:10.1249/mss.0b013e31806010e0
    """

    name: ClassVar[str] = "before_race"

    A: RaceGaps = Field(description="Before a race of priority A")
    B: RaceGaps = Field(description="Before a race of priority B")
    C: RaceGaps = Field(description="Before a race of priority C")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """For each race and class the least and the target."""
        if self.off:
            return
        for race in week.fixed:
            if race.race is None:
                continue
            priority = race.race[0]
            gaps: RaceGaps = getattr(self, priority)
            for strength_class in CLASSES:
                gap = gaps.gap(strength_class)
                pair = Pair(
                    rule=self.name,
                    earlier=frozenset({strength_class}),
                    later=RACE,
                    only=frozenset({race.key}),
                )
                line = where(priority, strength_class, "min")
                yield from pair.least(gap, line, level=self.level, points=self.hundredths)
                yield from pair.target(gap, line)

    @property
    def reach(self) -> int:
        """How far from a race it is felt [min]."""
        gaps = (races.gap(c) for races in (self.A, self.B, self.C) for c in CLASSES)
        return max(gap.reach for gap in gaps)

    def looser(self, floor: "BeforeRace") -> Iterator[Loosened]:
        """Each least below that of the floor."""
        for priority in PRIORITIES:
            own, asked = getattr(self, priority), getattr(floor, priority)
            for strength_class in CLASSES:
                wanted = asked.gap(strength_class).min
                if own.gap(strength_class).min < wanted:
                    says = (
                        f"{self.name} asks for at least {wanted / 60:g}h with {strength_class}"
                        f" before a race of priority {priority}"
                    )
                    yield (priority, strength_class, "min"), says
