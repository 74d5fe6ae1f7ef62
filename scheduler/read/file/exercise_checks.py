"""What must agree in the section about exercises: ids that are known, own ones told apart."""

from collections.abc import Iterator

from scheduler.exercises.catalogue import shipped
from scheduler.exercises.names import NONE_OF_THESE, told_twice
from scheduler.read.file.near import closest
from scheduler.read.file.written import Written

Slip = tuple[Written, str, str]
_LISTED = "the exercises are listed in constraints/exercises/exercises.csv"


def exercise_slips(top: Written) -> Iterator[Slip]:
    """Ids that nobody knows, own exercises of one id, favourites that are banned, doubled names."""
    section = top.part("exercises")
    if section is None or not isinstance(section.value, dict):
        return
    own = [entry.part("id") for entry in _listed(section, "own")]
    ids = [str(one.value) for one in own if one is not None]
    for number, one in enumerate(one for one in own if one is not None):
        if str(one.value) in ids[:number]:
            yield one, f"two exercises of your own are called `{one.value}`", "rename one"
    known = {*shipped(), *ids}
    listed = [*_listed(section, "favourites"), *_listed(section, "banned")]
    named = _named(section)
    told = [one for one in named.values() if one.value != NONE_OF_THESE]
    for one in (*listed, *told):
        if isinstance(one.value, str) and one.value not in known:
            close = closest(one.value, known)
            hint = f"did you mean `{close}`?" if close else _LISTED
            yield one, f"there is no exercise `{one.value}`", hint
    for name in told_twice({name: str(one.value) for name, one in named.items()}):
        says = f"`{name}` is told before, and is another exercise there"
        yield named[name], says, "keep one of the two: case and marks do not count"
    banned = {one.value for one in _listed(section, "banned") if isinstance(one.value, str)}
    for one in _listed(section, "favourites"):
        if one.value in banned:
            yield one, f"`{one.value}` is a favourite and banned", "remove one of the two"


def _named(section: Written) -> dict[str, Written]:
    names = section.part("names")
    return names.value if names is not None and isinstance(names.value, dict) else {}


def _listed(section: Written, key: str) -> list[Written]:
    listed = section.part(key)
    return listed.value if listed is not None and isinstance(listed.value, list) else []
