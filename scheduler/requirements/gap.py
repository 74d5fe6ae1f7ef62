"""So long between two sessions, in this order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scheduler.horizon import hours
from scheduler.requirements.finished import Finding, Finished, Requirement, rounded
from scheduler.training import STRENGTH, Session
from scheduler.units import write_duration

WHOLE = 100  # per cent


@dataclass(frozen=True, kw_only=True)
class Gap(Requirement):
    """At least ``least`` minutes from a session of one kind to a later one of another.

    A must holds for every such pair. A wish costs ``points`` x (target - gap) / (target - least)
    for each pair that is closer than ``target``; with ``nearest``, only for the nearest of the
    other sessions, seen from the strength session, and more (``key_percent``) where that is a key
    run. Exactly the least, and exactly the target, is enough.
    """

    earlier: frozenset[str]
    later: frozenset[str]
    least: int  # [min]
    target: int = 0  # [min]; where the level is wish
    from_start: bool = False  # measured from the earlier one's start, else from its end
    nearest: Literal["earlier", "later"] | None = None
    key_percent: int = 100
    only: frozenset[str] | None = None  # the keys of the runs or races meant

    @property
    def reach(self) -> int:
        """How far it looks [min]."""
        return self.target if self.level == "wish" else self.least

    def concerns(self, key: str, kind: str) -> bool:  # noqa: ARG002 - strength of any key
        """Whether it can speak of a session."""
        return kind in self.earlier | self.later

    def means(self, key: str, kind: str) -> bool:
        """Whether it speaks of this session; ``only`` chooses among runs and races."""
        return self.only is None or kind in STRENGTH or key in self.only

    def between(self, earlier: Session, later: Session) -> int:
        """The gap of a pair; negative where they overlap [min]."""
        return later.start - (earlier.start if self.from_start else earlier.end)

    def cost(self, gap: int, *, key_run: bool) -> int:
        """What a gap costs, in hundredths; a must costs nothing, it is kept or broken."""
        short = self.target - gap
        if self.level == "must" or short <= 0:
            return 0
        return rounded(self.per_minute(key_run) * short, self.denominator)

    def per_minute(self, key_run: bool) -> int:  # noqa: FBT001
        """The numerator of what a minute short of the target costs."""
        return self.points * (self.key_percent if key_run else WHOLE)

    @property
    def dearer_for_key_runs(self) -> bool:
        """Whether a key run costs more than another."""
        return self.key_percent != WHOLE

    @property
    def denominator(self) -> int:
        """The denominator of what a minute short of the target costs."""
        return WHOLE * (self.target - self.least)

    def judge(self, finished: Finished) -> Iterator[Finding]:
        """One finding for each pair that is too close."""
        for earlier, later in self._pairs(finished):
            gap = self.between(earlier, later)
            if gap >= self.reach:
                continue
            cost = self.cost(gap, key_run=earlier.key_run or later.key_run)
            yield self.finding(
                self._says(finished, earlier, later),
                earlier,
                later,
                points=cost,
                found=f"{gap * 10 // 60 / 10:.1f}h" if gap >= 0 else "",
                wanted=write_duration(self.reach) if self.reach else "",
            )

    def _pairs(self, finished: Finished) -> list[tuple[Session, Session]]:
        """The pairs that count, each once; where only the nearest counts, one a session."""
        pairs = [
            (earlier, later)
            for earlier in self._of(finished, self.earlier)
            for later in self._of(finished, self.later)
            if (earlier.start, earlier.key) < (later.start, later.key)
            and later.start - earlier.end < self.reach
        ]
        if self.level == "wish" and self.nearest is not None:
            pairs = self._nearest_of(pairs)
        return [pair for pair in pairs if _is_this_weeks(finished, *pair)]

    def _nearest_of(self, pairs: list[tuple[Session, Session]]) -> list[tuple[Session, Session]]:
        """For each session the pair with the run that is nearest to it."""
        side = 0 if self.nearest == "later" else 1
        nearest: dict[tuple[int, str], tuple[Session, Session]] = {}
        for pair in pairs:
            own = (pair[side].start, pair[side].key)
            if own not in nearest or self._distance(pair) < self._distance(nearest[own]):
                nearest[own] = pair
        return list(nearest.values())

    def _distance(self, pair: tuple[Session, Session]) -> tuple[int, bool]:
        """How near a pair is; of two as near, the one with the key run counts."""
        return self.between(*pair), not (pair[0].key_run or pair[1].key_run)

    def _of(self, finished: Finished, kinds: frozenset[str]) -> list[Session]:
        return [
            session
            for session in finished.around
            if session.kind in kinds and self.means(session.key, session.kind)
        ]

    def _says(self, finished: Finished, earlier: Session, later: Session) -> str:
        says, gap = finished.horizon.says, self.between(earlier, later)
        if gap < 0:
            both = [f"{one.title} ({says(one.start)})" for one in (earlier, later)]
            return f"{both[0]} and {both[1]} overlap"
        verb = "starts" if self.from_start else "ends"
        since = earlier.start if self.from_start else earlier.end
        return (
            f"{earlier.title} {verb} {says(since)}, {hours(gap)} before {later.title}"
            f" ({says(later.start)}); {hours(self.reach)} wanted"
        )


def _is_this_weeks(finished: Finished, earlier: Session, later: Session) -> bool:
    """Whether the pair is judged in this week; in a standing week each pair counts once."""
    pair = (earlier, later)
    if not any(session.decided or session.kind in STRENGTH for session in pair):
        return False
    if finished.week.standing:
        after_a_run = later.kind in STRENGTH and earlier.kind not in STRENGTH
        return finished.horizon.inside((later if after_a_run else earlier).start)
    return any(
        finished.horizon.inside(session.start) and (session.decided or session.kind in STRENGTH)
        for session in pair
    )
