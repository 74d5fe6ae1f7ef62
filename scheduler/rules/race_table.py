"""A table of gaps by race and strength class: what the two rules about races share."""

from collections.abc import Iterator
from typing import ClassVar

from scheduler.requirements import Requirement
from scheduler.rules.base import FourGaps, Loosened, Number, Rule, Where
from scheduler.rules.gaps import Pair
from scheduler.training import CLASSES, Week
from scheduler.units import write_hours


class RaceTable(Rule):
    """One row of gaps for each sort of race."""

    rows: ClassVar[tuple[str, ...]]  # the sorts of race, as the file names them
    column: ClassVar[int]  # which part of a race tells its sort: its priority or its distance
    told: ClassVar[str]  # which races a row means, in words

    def row(self, sort: str) -> FourGaps:
        """The gaps of one sort of race."""
        gaps: FourGaps = getattr(self, sort)
        return gaps

    def pair(self, strength: frozenset[str], race: frozenset[str]) -> Pair:
        """The race (by its key) and the strength sessions kept apart, in their order."""
        raise NotImplementedError

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """For each race and class the least and the target."""
        if self.off:
            return
        for race in week.fixed:
            if race.race is None:
                continue
            sort = race.race[self.column]
            for strength_class in CLASSES:
                gap = self.row(sort).gap(strength_class)
                pair = self.pair(frozenset({strength_class}), frozenset({race.key}))
                line = where(sort, strength_class, "min")
                yield from pair.least(gap, line, level=self.level, points=self.hundredths)
                yield from pair.target(gap, line)

    @property
    def reach(self) -> int:
        """How far from a race it is felt [min]."""
        return max(self.row(sort).gap(c).reach for sort in self.rows for c in CLASSES)

    def easing(self, floor: "RaceTable") -> Iterator[Number]:
        """Each least above that of the floor."""
        for sort in self.rows:
            for strength_class in CLASSES:
                least = self.row(sort).gap(strength_class).min
                limit = floor.row(sort).gap(strength_class).min
                if least > limit:
                    path = (sort, strength_class, "min")
                    yield Number(path, least, limit, None, write_hours)

    def looser(self, floor: "RaceTable") -> Iterator[Loosened]:
        """Each least below that of the floor."""
        for sort in self.rows:
            for strength_class in CLASSES:
                wanted = floor.row(sort).gap(strength_class).min
                if self.row(sort).gap(strength_class).min < wanted:
                    says = (
                        f"{self.name} asks for at least {wanted / 60:g}h with {strength_class}"
                        f" {self.told} {sort}"
                    )
                    yield (sort, strength_class, "min"), says
