"""The changes to the athlete file that may place one session, each as small as it can be."""

from collections.abc import Callable, Iterator
from itertools import islice

from scheduler.explain.conflict import Conflict, together_with
from scheduler.explaining.openings import openings
from scheduler.explaining.trying import Trying
from scheduler.read.file.setting import Setting
from scheduler.requirements import Gap, Window
from scheduler.rules.base import Number
from scheduler.training import CLASSES, LEG_CLASSES, SHORTER_BY


def remedies(trying: Trying) -> Iterator[Setting]:
    """All of them; those that loosen a rule only where it is part of the conflict."""
    if trying.wanted.is_strength:
        yield from _shorter(trying)
        yield from _lighter(trying)
    yield from _hours(trying)
    if trying.conflict is not None:
        yield from _events(trying, trying.conflict)
        yield from _numbers(trying, trying.conflict)
        if trying.planned.runs_may_move:
            yield from _runs(trying, trying.conflict)


def _shorter(trying: Trying) -> Iterator[Setting]:
    """The fewest minutes less."""
    shortest = min(mode.minutes for mode in trying.wanted.modes)
    floor = trying.planned.source.file.rules.strength_sessions.shortest
    setting = _of_request(trying, "min_minutes")
    found = trying.least(
        (shortest - floor) // SHORTER_BY,
        lambda steps: setting(str(shortest - steps * SHORTER_BY)),
    )
    if found is not None:
        yield found


def _lighter(trying: Trying) -> Iterator[Setting]:
    """The class that is lighter by the least."""
    known = {mode.kind for mode in trying.wanted.modes}
    lightest = max(map(CLASSES.index, known & set(CLASSES)))
    lighter = [kind for kind in CLASSES[lightest + 1 :] if kind in LEG_CLASSES]
    fallbacks = [kind for kind in CLASSES if kind in known - {trying.wanted.modes[0].kind}]
    setting = _of_request(trying, "may_become")
    found = trying.least(
        len(lighter),
        lambda steps: setting(f"[{', '.join([*fallbacks, *lighter[:steps]])}]"),
    )
    if found is not None:
        yield found


def _of_request(trying: Trying, key: str) -> Callable[[str], Setting]:
    number = str((trying.wanted.request or 0) + 1)
    return lambda value: Setting(("strength", number, key), value)


def _hours(trying: Trying) -> Iterator[Setting]:
    """A window that is wider, and one that is new."""
    planned, asked = trying.planned, trying.planned.requirements
    week = together_with(planned.outcome.week, asked, trying.wanted, planned.plan)
    for group in openings(planned.source, week, asked, trying.wanted, planned.solver):
        found = next((one for one in group if trying.works(one)), None)
        if found is not None:
            yield found


def _events(trying: Trying, conflict: Conflict) -> Iterator[Setting]:
    """One busy event that is skipped."""
    windows = [part.requirement for part in conflict.parts]
    closed = {
        (*window.spans[0], window.where)
        for window in windows
        if isinstance(window, Window) and not window.inside and len(window.spans) == 1
    }
    calendars = trying.planned.source.file.calendars
    for busy in trying.planned.outcome.week.busy:
        if (busy.start, busy.end, busy.where) in closed and busy.calendar is not None:
            before = [f"{moment:%Y-%m-%d %H:%M}" for moment in calendars[busy.calendar].skip]
            path = ("calendars", str(busy.calendar + 1), "skip")
            setting = Setting(path, f"[{', '.join([*before, busy.begins])}]")
            if trying.works(setting):
                yield setting


def _numbers(trying: Trying, conflict: Conflict) -> Iterator[Setting]:
    """One number of one rule, changed as little as possible."""
    source = trying.planned.source
    for rule in source.file.rules.all():
        if rule.name in conflict.rules and rule.level == "must":
            for number in rule.easing(getattr(source.floor, rule.name)):
                found = _eased(trying, rule.name, number)
                if found is not None:
                    yield found


def _eased(trying: Trying, rule: str, number: Number) -> Setting | None:
    step = number.step or trying.planned.outcome.week.grid
    limit = _enough(trying, number) if number.limit is None else number.limit
    way = 1 if limit > number.value else -1
    steps = -(-abs(limit - number.value) // step)

    def setting(steps: int) -> Setting:
        value = number.value + way * steps * step
        within = min(value, limit) if way > 0 else max(value, limit)
        return Setting(("rules", rule, *number.path), number.write(within))

    return trying.least(steps, setting)


def _enough(trying: Trying, number: Number) -> int:
    """More than any cap can need: all that is fixed and all that is wanted together."""
    week = trying.planned.outcome.week
    fixed = sum(max(session.load, session.minutes) for session in week.fixed)
    wanted = sum(max(m.load for m in own.modes) + own.modes[0].minutes for own in week.wanted)
    return number.value + fixed + wanted


def _runs(trying: Trying, conflict: Conflict) -> Iterator[Setting]:
    """One run of the file that may move: in its day, or else in the week."""
    source = trying.planned.source
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
            yield from islice((way for way in ways if trying.works(way)), 1)
