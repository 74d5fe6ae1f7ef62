"""How one class's gap becomes requirements: the same for every rule that asks for gaps."""

from collections.abc import Iterator
from typing import Any

from scheduler.requirements import Gap
from scheduler.requirements.finished import Level
from scheduler.rules.base import ClassGap, hundredths


def least_gap(gap: ClassGap, *, level: Level, points: int, **pair: Any) -> Iterator[Gap]:  # noqa: ANN401
    """The least gap as a must, or as a wish whose points grow from the least down to nothing."""
    if gap.min <= 0:
        return
    if level == "must":
        yield Gap(level="must", least=gap.min, **pair)
    else:
        yield Gap(level="wish", least=0, target=gap.min, points=points, **pair)


def target_gap(gap: ClassGap, *, points: float | None = None, **pair: Any) -> Iterator[Gap]:  # noqa: ANN401
    """The target as a wish, where it is longer than the least and costs something."""
    cost = hundredths(gap.points if points is None else points)
    if gap.target is not None and gap.target > gap.min and cost:
        yield Gap(level="wish", least=gap.min, target=gap.target, points=cost, **pair)
