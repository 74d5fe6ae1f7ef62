"""Hours beside the athlete's own in which a missing session would fit: windows to widen or to add.

The solver is asked twice for the best plan in which that session, and no other, may lie outside the
availability: once as few minutes outside as possible, once wherever the week is cheapest. The hours
of the night that the athlete keeps quiet stay closed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scheduler.explain.slots import for_sure
from scheduler.explain.solver import Solver
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.file.setting import Setting
from scheduler.requirements import Requirement, Window
from scheduler.training import ANY_KIND, Slot, Wanted, Week
from scheduler.units import WEEKDAYS, ClockWindow, join_windows, windows_on

# So many minutes outside the hours are told apart: few more finely than many.
LAYERS = (*range(0, 60, 5), *range(60, 195, 15))
DEAR = 10**6  # more than any wish costs [hundredths]


def openings(
    source: AthleteSource,
    week: Week,
    requirements: Sequence[Requirement],
    wanted: Wanted,
    solver: Solver,
) -> Iterator[list[Setting]]:
    """Settings of the availability, in groups: the first that works of each is what helps."""
    windows = (found for found in requirements if isinstance(found, Window))
    hours = next((w for w in windows if w.is_availability and w.level == "must"), None)
    if hours is None:
        return
    asked = _asked(source, week, requirements, wanted, hours)
    layers = _layers(wanted, hours)
    for more in (layers, []):
        plan = solver.solve(week, [*asked, *more]).plan
        if plan is not None and wanted.key in plan.slots:
            yield list(_settings(source, week, wanted, plan.slots[wanted.key]))


def _asked(
    source: AthleteSource,
    week: Week,
    requirements: Sequence[Requirement],
    wanted: Wanted,
    hours: Window,
) -> list[Requirement]:
    """The requirements, in which the availability binds all sessions but one."""
    others = frozenset(own.key for own in week.wanted if own.key != wanted.key)
    sure = for_sure({own.key for own in week.wanted}, requirements)
    bound = replace(hours, keys=others)
    return [*(bound if found is hours else found for found in sure), _awake(source, week, wanted)]


def _awake(source: AthleteSource, week: Week, wanted: Wanted) -> Window:
    quiet = (
        source.floor.quiet_hours
        if source.file.rules.quiet_hours.off
        else (source.file.rules.quiet_hours)
    )
    day, horizon = ClockWindow(quiet.before, quiet.after), week.horizon
    return Window(
        rule="quiet_hours",
        where="",
        spans=tuple(horizon.window(horizon.date(number), day) for number in horizon.all_days()),
        inside=True,
        kinds=ANY_KIND,
        keys=frozenset({wanted.key}),
    )


def _layers(wanted: Wanted, hours: Window) -> list[Window]:
    """The availability grown step by step: outside each a session costs more than any wish."""
    return [
        replace(
            hours,
            level="wish",
            points=DEAR,
            spans=tuple((start - minutes, end + minutes) for start, end in hours.spans),
            keys=frozenset({wanted.key}),
            free_starts=frozenset(),
        )
        for minutes in LAYERS
    ]


def _settings(source: AthleteSource, week: Week, wanted: Wanted, slot: Slot) -> Iterator[Setting]:
    """The windows of the slot's day with ever more of the slot in them."""
    date = week.horizon.clock(slot.start).date()
    windows = windows_on(source.file.availability, date)
    clock = week.horizon.clock(slot.start)
    start = clock.hour * 60 + clock.minute
    lengths = sorted({mode.minutes for mode in wanted.modes if mode.minutes <= slot.mode.minutes})
    for length in lengths:
        for grown in _grown(windows, ClockWindow(start, start + length), week.grid):
            if grown != windows:
                listed = ", ".join(map(str, grown))
                yield Setting(("availability", _day(week, date)), f"[{listed}]")


def _grown(
    windows: tuple[ClockWindow, ...], slot: ClockWindow, grid: int
) -> Iterator[tuple[ClockWindow, ...]]:
    """A window grown towards the slot step by step, where one touches it; else the slot itself."""
    touched = [near for near in windows if near.start <= slot.end and slot.start <= near.end]
    if len(touched) == 1:
        (near,) = touched
        for start, end in _edges(near, slot, grid):
            yield join_windows((*windows, ClockWindow(start, end)))
    else:
        if touched:  # what lies between two windows may be enough
            yield join_windows((*windows, ClockWindow(touched[0].end, touched[-1].start)))
        yield join_windows((*windows, slot))


def _edges(near: ClockWindow, slot: ClockWindow, grid: int) -> Iterable[tuple[int, int]]:
    if slot.end > near.end and slot.start >= near.start:
        ends = range(near.end + grid - near.end % grid, slot.end, grid)
        return [(near.start, end) for end in (*ends, slot.end)]
    if slot.start < near.start and slot.end <= near.end:
        starts = range(near.start - (near.start % grid or grid), slot.start, -grid)
        return [(start, near.end) for start in (*starts, slot.start)]
    return [(min(near.start, slot.start), max(near.end, slot.end))]


def _day(week: Week, date: dt.date) -> str:
    """The date alone, but in a standing week its weekday."""
    return WEEKDAYS[date.weekday()] if week.standing else date.isoformat()
