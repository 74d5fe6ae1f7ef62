"""The changes that are of the same sort as one that is advised, and smaller."""

import datetime as dt
from collections import namedtuple
from itertools import product

from scheduler.training import CLASSES
from scheduler.units import (
    WEEKDAYS,
    ClockWindow,
    join_windows,
    read_clock,
    read_duration,
    read_window,
    windows_on,
    write_clock,
)

from .weeks import EVIDENCE

FEW = 24  # values that are all tried; of more, the nearest and some others
NEAREST = 12

Sort = namedtuple("Sort", "read write step")  # noqa: PYI024
SORTS = {  # of the numbers of rules, by their keys; the step of a time is the grid
    "min": Sort(read_duration, "{}min".format, None),
    "before": Sort(read_clock, write_clock, None),
    "after": Sort(read_clock, write_clock, None),
    "cap": Sort(int, str, 1),
    "max": Sort(int, str, 1),
    "above": Sort(lambda text: round(float(text) * 100), lambda number: f"{number / 100:g}", 10),
}


def smaller(source, wanted, setting, grid):
    """The settings that change less than this one."""
    name, _, value = setting.partition("=")
    path = name.split(".")
    return [f"{name}={less}" for less in _less(source, wanted, path, value, grid)]


def _less(source, wanted, path, value, grid):
    match path:
        case ["rules", *_, key]:
            old, new = number_of(source, path), SORTS[key].read(value)
            step = SORTS[key].step or grid
            between = range(old, new, step if new > old else -step)[1:]
            return map(SORTS[key].write, _some(between))
        case ["strength", _, "min_minutes"]:
            shortest = min(mode.minutes for mode in wanted.modes)
            return map(str, range(int(value) + 5, shortest, 5))
        case ["strength", number, "may_become"]:
            return _shorter_lists(source.file.strength[int(number) - 1], value)
        case ["availability", day]:
            return _narrower(source, wanted, day, value, grid)
        case _:
            return ()


def number_of(source, path):
    """The number of a rule that stands in the athlete's file, or in what it extends."""
    found = source.file
    for name in path:
        found = found[name] if isinstance(found, dict) else getattr(found, name)
    return round(found * 100) if path[-1] == "above" else found


def _some(numbers):
    """All of a few; of many the nearest to the last, and some others."""
    if len(numbers) <= FEW:
        return numbers
    return [*numbers[: -NEAREST : len(numbers) // NEAREST], *numbers[-NEAREST:]]


def _shorter_lists(request, value):
    """The list without its lightest classes, as far as they are new."""
    listed = sorted(words(value), key=CLASSES.index)
    while len(listed) > 1 and listed[-1] not in request.may_become:
        listed = listed[:-1]
        yield f"[{', '.join(listed)}]"


def words(value):
    """The entries of a list as it is written."""
    return [word.strip() for word in value.strip("[]").split(",") if word.strip()]


def is_on(date, day):
    """Whether a weekday or a date, as the file names it, is this date."""
    return day in (date.isoformat(), WEEKDAYS[date.weekday()])


def opened(source, day, value):
    """The windows that were open, and the stretches that a setting opens beside them."""
    date = next(date for date in _dates() if is_on(date, day))
    old = windows_on(source.file.availability, date)
    new = [read_window(word) for word in words(value)]
    open_before = {minute for start, end in old for minute in range(start, end)}
    more = [
        ClockWindow(minute, minute + 1)
        for start, end in new
        for minute in range(start, end)
        if minute not in open_before
    ]
    return old, join_windows(tuple(more))


def _dates():
    return (dt.date(2027, 1, 1) + dt.timedelta(days=number) for number in range(365))


def _narrower(source, wanted, day, value, grid):
    """Every smaller widening of the same edges; at the start of a new window every shorter one."""
    old, more = opened(source, day, value)
    ways = [[stretch, *_parts(old, stretch, wanted, grid)] for stretch in more]
    if len(ways) > 1:
        ways = [[*parts, None] for parts in ways]
    for chosen in list(product(*ways))[1:][: 2 * FEW]:
        windows = join_windows((*old, *(stretch for stretch in chosen if stretch is not None)))
        if windows != old:
            yield f"[{', '.join(map(str, windows))}]"


def _parts(old, stretch, wanted, grid):
    start, end = stretch
    on_grid = [minute for minute in range(start + 1, end) if minute % grid == 0]
    after_one, before_one = start in {w.end for w in old}, end in {w.start for w in old}
    if after_one:
        yield from (ClockWindow(start, minute) for minute in on_grid)
    if before_one:
        yield from (ClockWindow(minute, end) for minute in on_grid)
    if not (after_one or before_one):
        lengths = sorted({mode.minutes for mode in wanted.modes})
        yield from (ClockWindow(start, start + n) for n in lengths if n < end - start)


def goes_too_far(setting):
    """Whether the number of a rule asks less than its floor; caps and loads have none."""
    name, _, value = setting.partition("=")
    path = name.split(".")
    new, floor = SORTS[path[-1]].read(value), _floor(path[1:])
    if floor is None:
        return False
    return new < floor if path[-1] in ("min", "before") else new > floor


def _floor(path):
    rule, *_, key = path
    found = EVIDENCE[rule]
    if key == "cap":
        return None
    if key == "above":
        return SORTS[key].read(found["warn"])
    for name in path[1:]:
        found = found[name]
    least = SORTS[key].read(found)
    return min(least, read_duration(EVIDENCE[rule].get("floor", found))) if key == "min" else least
