"""One change to the athlete file, tried: whether it places a session, and what it gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.errors import FileError, NotKnownError
from scheduler.explain.compare import findings_of
from scheduler.explain.conflict import Conflict, together_with
from scheduler.explain.slots import must_ask
from scheduler.explaining.edits import edit_of
from scheduler.explaining.gains import gains
from scheduler.explaining.making_up import likewise
from scheduler.explaining.planned import Planned
from scheduler.explaining.toll import toll
from scheduler.lowering import lower
from scheduler.outcome import WayOut
from scheduler.read.file.setting import Setting, with_settings
from scheduler.requirements import Ask, Requirement
from scheduler.training import Wanted, Week

FURTHER = 4  # steps that are tried where the fewest are too dear


@dataclass(frozen=True)
class Lowered:
    """A week with its requirements, from the athlete file as it is or changed."""

    week: Week
    requirements: tuple[Requirement, ...]


def least(steps: int, works: Callable[[int], bool]) -> int | None:
    """The fewest steps that work, if more never do less; None where not even all of them do.

    >>> least(9, lambda number: number >= 4), least(3, lambda number: number >= 4)
    (4, None)
    """
    if steps < 1 or not works(steps):
        return None
    low, high = 0, steps  # low does not work, high does
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if works(middle) else (middle, high)
    return high


@dataclass(frozen=True)
class Trying:
    """The changes that may place one session, each planned once."""

    planned: Planned
    wanted: Wanted
    conflict: Conflict | None  # None where it fits as it is, and was too dear
    tried: dict[str, WayOut | None] = field(default_factory=dict)
    lowered: dict[str, Lowered | None] = field(default_factory=dict)

    def gives(self, setting: Setting) -> WayOut | None:
        """Plan the changed file; None where the session is still missing, or another is now."""
        known = str(setting)
        if known not in self.tried:
            self.tried[known] = self._given(setting)
        return self.tried[known]

    def works(self, setting: Setting) -> bool:
        """Whether it places the session, and no other is missing for it."""
        try:
            return (self.conflict is None or self.fits(setting)) and self.gives(setting) is not None
        except NotKnownError:
            return False

    def least(self, steps: int, setting: Callable[[int], Setting]) -> Setting | None:
        """The setting of the fewest steps by which the session fits."""
        if self.conflict is None:  # it fits as it is, and was too dear
            tried = (setting(number) for number in range(1, steps + 1))
            return next((one for one in tried if self.gives(one) is not None), None)
        try:
            found = least(steps, lambda number: self.fits(setting(number)))
        except NotKnownError:
            return None
        if found is None:
            return None
        tried = (setting(number) for number in range(found, min(found + FURTHER, steps) + 1))
        return next((one for one in tried if self.gives(one) is not None), None)

    def fits(self, setting: Setting) -> bool:
        """Whether a plan of the changed file could hold the session beside the others.

        Raises
        ------
        NotKnownError
            The time ran out first.
        """
        changed = self._changed(setting)
        if changed is None:
            return False
        own = next((w for w in changed.week.wanted if w.key == self.wanted.key), None)
        if own is None:
            return False
        week = together_with(changed.week, changed.requirements, own, self.planned.plan)
        asked = [found for found in changed.requirements if not isinstance(found, Ask)]
        asked += [must_ask(wanted) for wanted in week.wanted]
        return self.planned.solver.any_plan(week, asked) is not None

    def _given(self, setting: Setting) -> WayOut | None:
        changed = self._changed(setting)
        if changed is None:
            return None
        solution = self.planned.solver.solve(changed.week, changed.requirements)
        plan = solution.plan
        if plan is None or solution.proof != "optimal":
            return None
        missing = {own.key for own in changed.week.wanted if own.key not in plan.slots}
        if self.wanted.key not in plan.slots or not missing <= self._missing:
            return None
        findings = findings_of(changed.week, changed.requirements, plan)
        cost = sum(finding.points for finding in findings)
        own = toll(self.planned, setting.path[-1], changed.week, plan)
        return WayOut(
            change=edit_of(self.planned.source.merged, setting),
            setting=str(setting),
            gives=gains(self.planned.outcome, changed.week, plan, cost, own),
            points=cost,
            cost=cost + own,
        )

    @cached_property
    def _missing(self) -> set[str]:
        slots = self.planned.plan.slots
        return {own.key for own in self.planned.outcome.week.wanted if own.key not in slots}

    def _changed(self, setting: Setting) -> Lowered | None:
        """The week of the changed file, read once; None where the file may not say so."""
        known = str(setting)
        if known not in self.lowered:
            self.lowered[known] = self._lower(setting)
        return self.lowered[known]

    def _lower(self, setting: Setting) -> Lowered | None:
        planned = self.planned
        try:
            source = with_settings(planned.source, [setting], planned.options.environment)
        except FileError:
            return None
        week, requirements = lower(source, planned.options, planned.kept)
        return Lowered(*likewise(source, week, requirements, planned.plan))
