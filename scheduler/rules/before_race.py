"""`before_race`: the last strength sessions before a race."""

from typing import ClassVar

from pydantic import Field

from scheduler.rules.base import FourGaps
from scheduler.rules.gaps import Pair
from scheduler.rules.race_table import RaceTable
from scheduler.training import RACE


class BeforeRace(RaceTable):
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

    rows: ClassVar[tuple[str, ...]] = ("A", "B", "C")
    column: ClassVar[int] = 0
    told: ClassVar[str] = "before a race of priority"

    A: FourGaps = Field(description="Before a race of priority A")
    B: FourGaps = Field(description="Before a race of priority B")
    C: FourGaps = Field(description="Before a race of priority C")

    def pair(self, strength: frozenset[str], race: frozenset[str]) -> Pair:
        """Strength first, then the race."""
        return Pair(rule=self.name, earlier=strength, later=RACE, only=race)
