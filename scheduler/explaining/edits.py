"""A setting as the edit that it is: the file, the line, what stands there and what is to."""

from collections.abc import Sequence

from scheduler.read.file.merge import Merged
from scheduler.read.file.setting import Setting
from scheduler.read.file.written import Loc, Written

_PRESETS = "presets/"


def edit_of(merged: Merged, setting: Setting) -> str:
    """``constraints/ana.yaml:31: min: 48h -> 46h``; where nothing stands, what to add, and where.

    A value of a preset is not changed there: the athlete's own file says otherwise.
    """
    loc = tuple(int(name) - 1 if name.isdecimal() else name for name in setting.path)
    found = _exactly(merged.top, loc)
    if found is not None and not found.key.path.startswith(_PRESETS):
        name = _name(merged.top, loc)
        return f"{found.key.where}: {name}: {flow(found)} -> {setting.value}"
    around = _own_part(merged.top, loc)
    at = merged.top.at(around)
    where = at.key.where if around else merged.own.shown
    says = f"{where}: {_place(at, around)}add {_nested(loc[len(around) :], setting.value)}"
    return says if found is None else f"{says} ({found.key.where} says {flow(found)})"


def _place(at: Written, loc: Loc) -> str:
    """Below which key, or inside which braces, something is to be added."""
    name = loc[-1] if loc and isinstance(loc[-1], str) else ""
    if isinstance(at.value, dict) and any(part.key == at.place for part in at.value.values()):
        return f"below {name}, " if name else ""  # a block begins with its first key
    if loc and isinstance(at.value, dict):
        return f"inside {name or 'the braces'}, "
    return f"below {name}, " if name else ""


def flow(written: Written) -> str:
    """A value on one line, as it could stand in the file."""
    if isinstance(written.value, dict):
        return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in written.value.items()) + "}"
    if isinstance(written.value, list):
        return "[" + ", ".join(map(flow, written.value)) + "]"
    return written.value or ""


def _exactly(top: Written, loc: Loc) -> Written | None:
    found: Written | None = top
    for name in loc:
        found = found.part(name) if found is not None else None
    return found


def _name(top: Written, loc: Loc) -> str:
    """The key as it is written: a bare value stands for one of its keys."""
    while len(loc) > 1 and top.at(loc).key == top.at(loc[:-1]).key:
        loc = loc[:-1]
    return str(loc[-1])


def _own_part(top: Written, loc: Loc) -> Loc:
    """As much of the path as stands in a file of the athlete's."""
    for length in range(len(loc) - 1, 0, -1):
        found = _exactly(top, loc[:length])
        if found is not None and not found.key.path.startswith(_PRESETS):
            return loc[:length]
    return ()


def _nested(names: Sequence[str | int], value: str) -> str:
    name, *rest = names
    return f"{name}: {{{_nested(rest, value)}}}" if rest else f"{name}: {value}"
