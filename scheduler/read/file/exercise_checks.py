"""What must agree in the section about exercises: ids that are known, own ones told apart."""

from collections.abc import Iterator

from scheduler.exercises.catalogue import shipped
from scheduler.exercises.names import NONE_OF_THESE, told_twice
from scheduler.exercises.words import JUMPS
from scheduler.read.file.near import closest
from scheduler.read.file.written import Written

Slip = tuple[Written, str, str]
_HARD = frozenset({"middle", "high"})  # landings that only jumps have
_IN_CONTACTS = "write `unit: contacts`, and in `reps` how often the feet land in a set"
_LISTED = "the exercises are listed in constraints/exercises/exercises.csv"


def exercise_slips(top: Written) -> Iterator[Slip]:
    """What is told twice or of nobody, favourites that are banned, and jumps that are uncounted."""
    section = top.part("exercises")
    if section is None or not isinstance(section.value, dict):
        return
    own = [entry.part("id") for entry in _listed(section, "own")]
    ids = [str(one.value) for one in own if one is not None]
    for number, one in enumerate(one for one in own if one is not None):
        if str(one.value) in ids[:number]:
            yield one, f"two exercises of your own are called `{one.value}`", "rename one"
    for entry in _listed(section, "own"):
        yield from _uncounted(entry)
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


def _uncounted(own: Written) -> Iterator[Slip]:
    """A jump that is not told in contacts: its landings would escape all caps on them."""
    unit = own.part("unit")
    if unit is not None and unit.value == "contacts":
        return
    for key, jumps in (("pattern", JUMPS), ("landing", _HARD)):
        told = own.part(key)
        if told is not None and str(told.value) in jumps:
            says = f"`{key}: {told.value}` is a jump, and is not told in contacts"
            yield unit or told, says, _IN_CONTACTS
            return


def _named(section: Written) -> dict[str, Written]:
    names = section.part("names")
    return names.value if names is not None and isinstance(names.value, dict) else {}


def _listed(section: Written, key: str) -> list[Written]:
    listed = section.part(key)
    return listed.value if listed is not None and isinstance(listed.value, list) else []
