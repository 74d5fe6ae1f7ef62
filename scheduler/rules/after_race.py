"""`after_race`: the first strength sessions after a race."""

from typing import ClassVar, get_args

from pydantic import Field

from scheduler.rules.base import FourGaps
from scheduler.rules.gaps import Pair
from scheduler.rules.race_table import RaceTable
from scheduler.training import RACE, Distance


class AfterRace(RaceTable):
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

    rows: ClassVar[tuple[str, ...]] = get_args(Distance)
    column: ClassVar[int] = 1
    told: ClassVar[str] = "after a race over"

    five_k: FourGaps = Field(alias="5k", description="After a race over 5 km")
    ten_k: FourGaps = Field(alias="10k", description="After a race over 10 km")
    half: FourGaps = Field(description="After a half marathon")
    marathon: FourGaps = Field(description="After a marathon")
    ultra: FourGaps = Field(description="After an ultra")

    def row(self, sort: str) -> FourGaps:
        """The gaps after a race of one distance."""
        return super().row({"5k": "five_k", "10k": "ten_k"}.get(sort, sort))

    def pair(self, strength: frozenset[str], race: frozenset[str]) -> Pair:
        """The race first, then strength."""
        return Pair(rule=self.name, earlier=RACE, later=strength, only=race)
