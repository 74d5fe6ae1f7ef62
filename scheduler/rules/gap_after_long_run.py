"""`gap_after_long_run`: strength work waits after the long run."""

from typing import ClassVar

from scheduler.rules.gap_after import GapAfter
from scheduler.training import LONG


class GapAfterLongRun(GapAfter):
    """Let a day pass between the long run and strength work for the legs.

    No trial has compared gaps after long runs; the hours are coaching judgement.

    Parameters
    ----------
    heavy, moderate, light, core
        ``min``: least elapsed time from the end of the run to the start of the session. [h]
        ``target``: the time that costs no points, ``points``: what exactly the least costs.
    key_factor
        How much dearer a key run makes a gap short of its target.

    Says when violated
    ------------------
    Long run ends Sun 10:00, 21 h before Strength A (Mon 07:00); 24 h wanted
    """

    name: ClassVar[str] = "gap_after_long_run"
    after: ClassVar[frozenset[str]] = LONG
