"""What would help a missing session: changes to the athlete file, each tried on the whole week.

A way out has to break the conflict, so only the rules, hours and events of the conflict are looked
at. A number is changed by as few steps as there is a plan for; then the changed file is planned
like any other, and the way counts if the session is placed and nothing else is missing for it.

What is never advised: a must below its floor, training on a rest day or in the quiet hours, moving
a run unless the athlete asks for it, and the hours of a gym.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from scheduler.errors import FileError, NotKnownError
from scheduler.explain.compare import findings_of
from scheduler.explain.conflict import Conflict, together_with
from scheduler.explain.slots import must_ask
from scheduler.explaining.edits import edit_of
from scheduler.explaining.gains import gains
from scheduler.explaining.making_up import likewise
from scheduler.explaining.openings import openings
from scheduler.explaining.planned import Planned
from scheduler.explaining.toll import toll
from scheduler.lowering import lower
from scheduler.outcome import WayOut
from scheduler.read.file.setting import Setting, with_settings
from scheduler.requirements import Ask, Gap, Requirement, Window
from scheduler.rules.base import Number
from scheduler.training import CLASSES, LEG_CLASSES, SHORTER_BY, Wanted, Week

MOST = 5  # ways out that are told
FURTHER = 4  # steps that are tried where the fewest are too dear


@dataclass(frozen=True)
class Lowered:
    """A week with its requirements, from the athlete file as it is or changed."""

    week: Week
    requirements: tuple[Requirement, ...]


def ways_out(planned: Planned, wanted: Wanted, conflict: Conflict | None) -> tuple[WayOut, ...]:
    """The cheapest changes that place a missing session, the cheapest first; of one week alone."""
    if planned.options.weeks > 1:
        return ()  # each change would have to be tried on all of the weeks
    trying = _Trying(planned, wanted, conflict)
    for setting in trying.settings():
        trying.gives(setting)
    found = [way for way in trying.tried.values() if way is not None]
    return tuple(sorted(found, key=lambda way: (way.cost, way.points, way.change))[:MOST])


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
class _Trying:
    """The changes that may place one session."""

    planned: Planned
    wanted: Wanted
    conflict: Conflict | None
    tried: dict[str, WayOut | None] = field(default_factory=dict)

    def settings(self) -> Iterator[Setting]:
        """The changes to try, each as small as it can be."""
        if self.wanted.is_strength:
            yield from self._shorter()
            yield from self._lighter()
        yield from self._hours()
        if self.conflict is not None:
            yield from self._events(self.conflict)
            yield from self._numbers(self.conflict)
            if self.planned.runs_may_move:
                yield from self._runs(self.conflict)

    def gives(self, setting: Setting) -> WayOut | None:
        """Plan the changed file; None where the session is still missing, or another is now."""
        known = str(setting)
        if known not in self.tried:
            self.tried[known] = self._given(setting)
        return self.tried[known]

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
        return WayOut(
            change=self._edit(setting, changed.week),
            setting=str(setting),
            gives=gains(self.planned.outcome, changed.week, plan, cost),
            points=cost,
            cost=cost + toll(self.planned, setting.path[-1], changed.week, plan),
        )

    @cached_property
    def _missing(self) -> set[str]:
        slots = self.planned.plan.slots
        return {own.key for own in self.planned.outcome.week.wanted if own.key not in slots}

    def _changed(self, setting: Setting) -> Lowered | None:
        planned = self.planned
        try:
            source = with_settings(planned.source, [setting], planned.options.environment)
        except FileError:
            return None
        week, requirements = lower(source, planned.options, planned.kept)
        return Lowered(*likewise(source, week, requirements, planned.plan))

    def _fits(self, setting: Setting) -> bool:
        """Whether a plan of the changed file could hold the session beside the others."""
        changed = self._changed(setting)
        if changed is None:
            return False
        own = next((w for w in changed.week.wanted if w.key == self.wanted.key), None)
        if own is None:
            return False
        week = together_with(changed.week, changed.requirements, own, self.planned.plan)
        asked = [found for found in changed.requirements if not isinstance(found, Ask)]
        asked += [must_ask(wanted) for wanted in week.wanted]
        try:
            return self.planned.solver.any_plan(week, asked) is not None
        except NotKnownError:
            return False

    def _shorter(self) -> Iterator[Setting]:
        """The fewest minutes less."""
        shortest = min(mode.minutes for mode in self.wanted.modes)
        floor = self.planned.source.file.rules.strength_sessions.shortest
        setting = self._of_request("min_minutes")
        found = self._least(
            (shortest - floor) // SHORTER_BY,
            lambda steps: setting(str(shortest - steps * SHORTER_BY)),
        )
        if found is not None:
            yield found

    def _lighter(self) -> Iterator[Setting]:
        """The class that is lighter by the least."""
        known = {mode.kind for mode in self.wanted.modes}
        lightest = max(map(CLASSES.index, known & set(CLASSES)))
        lighter = [kind for kind in CLASSES[lightest + 1 :] if kind in LEG_CLASSES]
        fallbacks = [kind for kind in CLASSES if kind in known - {self.wanted.modes[0].kind}]
        setting = self._of_request("may_become")
        found = self._least(
            len(lighter),
            lambda steps: setting(f"[{', '.join([*fallbacks, *lighter[:steps]])}]"),
        )
        if found is not None:
            yield found

    def _least(self, steps: int, setting: Callable[[int], Setting]) -> Setting | None:
        """The setting of the fewest steps by which the session fits."""
        if self.conflict is None:  # it fits as it is, and was too dear
            tried = (setting(number) for number in range(1, steps + 1))
            return next((one for one in tried if self.gives(one) is not None), None)
        found = least(steps, lambda number: self._fits(setting(number)))
        if found is None:
            return None
        tried = (setting(number) for number in range(found, min(found + FURTHER, steps) + 1))
        return next((one for one in tried if self.gives(one) is not None), None)

    def _of_request(self, key: str) -> Callable[[str], Setting]:
        number = str((self.wanted.request or 0) + 1)
        return lambda value: Setting(("strength", number, key), value)

    def _hours(self) -> Iterator[Setting]:
        """A window that is wider, and one that is new."""
        planned, asked = self.planned, self.planned.requirements
        week = together_with(planned.outcome.week, asked, self.wanted, planned.plan)
        for group in openings(planned.source, week, asked, self.wanted, planned.solver):
            found = next((one for one in group if self._works(one)), None)
            if found is not None:
                yield found

    def _works(self, setting: Setting) -> bool:
        return (self.conflict is None or self._fits(setting)) and self.gives(setting) is not None

    def _events(self, conflict: Conflict) -> Iterator[Setting]:
        """One busy event that is skipped."""
        windows = [part.requirement for part in conflict.parts]
        closed = {
            (*window.spans[0], window.where)
            for window in windows
            if isinstance(window, Window) and not window.inside and len(window.spans) == 1
        }
        calendars = self.planned.source.file.calendars
        for busy in self.planned.outcome.week.busy:
            if (busy.start, busy.end, busy.where) in closed and busy.calendar is not None:
                before = [f"{moment:%Y-%m-%d %H:%M}" for moment in calendars[busy.calendar].skip]
                path = ("calendars", str(busy.calendar + 1), "skip")
                setting = Setting(path, f"[{', '.join([*before, busy.begins])}]")
                if self._fits(setting):
                    yield setting

    def _numbers(self, conflict: Conflict) -> Iterator[Setting]:
        """One number of one rule, changed as little as possible."""
        source = self.planned.source
        for rule in source.file.rules.all():
            if rule.name in conflict.rules and rule.level == "must":
                for number in rule.easing(getattr(source.floor, rule.name)):
                    found = self._eased(rule.name, number)
                    if found is not None:
                        yield found

    def _eased(self, rule: str, number: Number) -> Setting | None:
        step = number.step or self.planned.outcome.week.grid
        limit = self._enough(number) if number.limit is None else number.limit
        way = 1 if limit > number.value else -1
        steps = -(-abs(limit - number.value) // step)

        def setting(steps: int) -> Setting:
            value = number.value + way * steps * step
            within = min(value, limit) if way > 0 else max(value, limit)
            return Setting(("rules", rule, *number.path), number.write(within))

        return self._least(steps, setting)

    def _enough(self, number: Number) -> int:
        """More than any cap can need: all that is fixed and all that is wanted together."""
        week = self.planned.outcome.week
        fixed = sum(max(session.load, session.minutes) for session in week.fixed)
        wanted = sum(max(m.load for m in own.modes) + own.modes[0].minutes for own in week.wanted)
        return number.value + fixed + wanted

    def _runs(self, conflict: Conflict) -> Iterator[Setting]:
        """One run of the file that may move: in its day, or else in the week."""
        source = self.planned.source
        lines = {
            session.where
            for part in conflict.parts
            if isinstance(part.requirement, Gap)
            for session in conflict.week.fixed
            if session.key in (part.requirement.only or ())
        }
        for number, run in enumerate(source.file.runs):
            if run.movable == "no" and source.merged.where(("runs", number)) in lines:
                path = ("runs", str(number + 1), "movable")
                ways = (Setting(path, way) for way in ("time", "day"))
                yield from islice((way for way in ways if self._works(way)), 1)

    def _edit(self, setting: Setting, changed: Week) -> str:
        says = edit_of(self.planned.source.merged, setting)
        gone = [
            busy.title
            for busy in self.planned.outcome.week.busy
            if setting.path[-1] == "skip" and busy not in changed.busy
        ]
        return f"{says} ({gone[0]})" if gone else says
