"""`gap_after_quality`: strength work waits after a quality run."""

from typing import ClassVar

from pydantic import Field

from scheduler.rules.gap_after import GapAfter
from scheduler.training import QUALITY
from scheduler.units import Duration


class GapAfterQuality(GapAfter):
    """Let some hours pass between a quality run and strength work.

    Strength gains were smaller with no pause than with 6 h [1]_, explosive strength suffers when
    less than 3 h lie between [2]_. Six hours are the default and three the floor: our choice.

    Parameters
    ----------
    heavy, moderate, light, core
        ``min``: least elapsed time from the end of the run to the start of the session. [h]
    floor
        Below this a reason is wanted. [h]
    key_factor
        How much dearer a key run makes a gap short of its target.

    Says when violated
    ------------------
    Intervals ends Tue 07:00, 4.5 h before Strength A (Tue 11:30); 6 h wanted

    References
    ----------
    .. [1] Robineau et al., 2016, J. Strength Cond. Res. 30:672, doi:10.1519/JSC.0000000000000798
    .. [2] Schumann et al., 2022, Sports Med. 52:601, doi:10.1007/s40279-021-01587-7
    """

    name: ClassVar[str] = "gap_after_quality"
    after: ClassVar[frozenset[str]] = QUALITY

    floor: Duration = Field(description="A shorter least gap needs a reason")

    def least(self, strength_class: str) -> int:
        """The floor of one class: its default, or the common floor where that is lower [min]."""
        return min(self.gap(strength_class).min, self.floor)
