"""How one class's gap becomes requirements: the same for every rule that asks for gaps."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from scheduler.requirements import Gap
from scheduler.requirements.finished import Level
from scheduler.rules.base import ClassGap, hundredths


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Which sessions a rule keeps apart, and how it measures."""

    rule: str
    earlier: frozenset[str]
    later: frozenset[str]
    from_start: bool = False
    nearest: Literal["earlier", "later"] | None = None
    key_percent: int = 100
    only: frozenset[str] | None = None

    def least(self, gap: ClassGap, where: str, *, level: Level, points: int) -> Iterator[Gap]:
        """The least gap as a must, or as a wish whose points grow as the gap falls short of it."""
        if gap.min > 0 and level == "must":
            yield self._gap(where, level=level, least=gap.min)
        elif gap.min > 0:
            yield replace(self._gap(where, level=level, least=0), target=gap.min, points=points)

    def target(self, gap: ClassGap, where: str, *, points: float | None = None) -> Iterator[Gap]:
        """The target as a wish, where it is longer than the least and costs something."""
        cost = hundredths(gap.points if points is None else points)
        if gap.target is not None and gap.target > gap.min and cost:
            yield replace(
                self._gap(where, level="wish", least=gap.min),
                target=gap.target,
                points=cost,
                nearest=self.nearest,
                key_percent=self.key_percent,
            )

    def _gap(self, where: str, *, level: Level, least: int) -> Gap:
        return Gap(
            rule=self.rule,
            where=where,
            level=level,
            earlier=self.earlier,
            later=self.later,
            least=least,
            from_start=self.from_start,
            only=self.only,
        )
