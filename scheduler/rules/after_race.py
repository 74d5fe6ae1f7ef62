"""`after_race`: the first strength sessions after a race."""

from collections.abc import Iterator
from typing import ClassVar, get_args

from pydantic import Field

from scheduler.requirements import Requirement
from scheduler.rules.base import Loosened, Rule, Where
from scheduler.rules.before_race import RaceGaps
from scheduler.rules.gaps import Pair
from scheduler.training import CLASSES, RACE, Distance, Week


class AfterRace(Rule):
    """Let the legs recover from a race before strength work, the longer the race the longer.

    After a marathon soreness lasts up to three days and the capacity is back after seven [1]_;
    the table by distance is coaching judgement.

    Parameters
    ----------
    5k, 10k, half, marathon, ultra
        By the distance of the race and the class of the session: ``min``, counted from the end of
        the race to the start of the session. [h]

    Says when violated
    ------------------
    City Marathon ends Sun 18 Apr 12:30, 53.5 h before Strength A (Tue 18:00); 336 h wanted

    References
    ----------
    .. [1] Takayama et al., 2017, J. Sports Med. Phys. Fitness / PMC5613699
    """

    name: ClassVar[str] = "after_race"

    five_k: RaceGaps = Field(alias="5k", description="After a race over 5 km")
    ten_k: RaceGaps = Field(alias="10k", description="After a race over 10 km")
    half: RaceGaps = Field(description="After a half marathon")
    marathon: RaceGaps = Field(description="After a marathon")
    ultra: RaceGaps = Field(description="After an ultra")

    def of_distance(self, distance: str) -> RaceGaps:
        """The gaps after a race of one distance."""
        gaps: RaceGaps = getattr(self, {"5k": "five_k", "10k": "ten_k"}.get(distance, distance))
        return gaps

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """For each race and class the least and the target."""
        if self.off:
            return
        for race in week.fixed:
            if race.race is None:
                continue
            distance = race.race[1]
            for strength_class in CLASSES:
                gap = self.of_distance(distance).gap(strength_class)
                pair = Pair(
                    rule=self.name,
                    earlier=RACE,
                    later=frozenset({strength_class}),
                    only=frozenset({race.key}),
                )
                line = where(distance, strength_class, "min")
                yield from pair.least(gap, line, level=self.level, points=self.hundredths)
                yield from pair.target(gap, line)

    @property
    def reach(self) -> int:
        """How far from a race it is felt [min]."""
        gaps = (self.of_distance(d).gap(c) for d in get_args(Distance) for c in CLASSES)
        return max(gap.reach for gap in gaps)

    def looser(self, floor: "AfterRace") -> Iterator[Loosened]:
        """Each least below that of the floor."""
        for distance in get_args(Distance):
            for strength_class in CLASSES:
                wanted = floor.of_distance(distance).gap(strength_class).min
                if self.of_distance(distance).gap(strength_class).min < wanted:
                    says = (
                        f"{self.name} asks for at least {wanted / 60:g}h before {strength_class}"
                        f" after a race over {distance}"
                    )
                    yield (distance, strength_class, "min"), says
