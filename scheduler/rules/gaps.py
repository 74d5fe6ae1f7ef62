"""How one class's gap becomes requirements: the same for every rule that asks for gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
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
        if gap.min > 0:
            wish = level == "wish"
            yield self._gap(
                where,
                level=level,
                least=0 if wish else gap.min,
                target=gap.min if wish else 0,
                points=points if wish else 0,
            )

    def target(self, gap: ClassGap, where: str, *, points: float | None = None) -> Iterator[Gap]:
        """The target as a wish, where it is longer than the least and costs something."""
        cost = hundredths(gap.points if points is None else points)
        if gap.target is not None and gap.target > gap.min and cost:
            yield self._gap(where, level="wish", least=gap.min, target=gap.target, points=cost)

    def _gap(self, where: str, *, level: Level, least: int, target: int, points: int) -> Gap:
        return Gap(
            rule=self.rule,
            where=where,
            level=level,
            points=points,
            earlier=self.earlier,
            later=self.later,
            least=least,
            target=target,
            from_start=self.from_start,
            nearest=self.nearest if level == "wish" else None,
            key_percent=self.key_percent,
            only=self.only,
        )
