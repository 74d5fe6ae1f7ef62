"""What a session holds instead of what the last plan gave it, and why."""

from collections.abc import Iterator, Mapping

from scheduler.content.asked import Asked, ToFill
from scheduler.content.suits import refusal
from scheduler.exercises.session import Filled, Given

_MANY = 2  # names in one sentence
_BETTER = "what the week holds is shared out anew"


def exchanged(
    asked: Asked, filled: Mapping[str, Filled], given: Mapping[str, tuple[Given, ...]]
) -> Iterator[tuple[str, str]]:
    """Each session that holds other exercises than before: its key, and what is said of it."""
    for session in asked.sessions:
        had = [one.exercise for one in given.get(session.key, ())]
        holds = {line.exercise.id: line.exercise.name for line in filled[session.key].lines}
        gone = [one for one in had if one not in holds]
        come = [name for own, name in holds.items() if own not in had]
        if had and (gone or come) and not session.lines:
            yield session.key, _says(asked, session, gone, come)


def _says(asked: Asked, session: ToFill, gone: list[str], come: list[str]) -> str:
    catalogue = asked.runner.catalogue
    names = [catalogue[one].name if one in catalogue else one for one in gone]
    why = next((says for one in gone if (says := _why(asked, session, one))), _BETTER)
    if not come:
        return f"{session.title} is without {_listed(names)}, because {why}"
    instead = f" instead of {_listed(names)}" if names else ""
    return f"{session.title} has {_listed(come)}{instead}, because {why}"


def _why(asked: Asked, session: ToFill, exercise: str) -> str:
    """Why an exercise does not suit any more; empty where it would."""
    own = asked.runner.catalogue.get(exercise)
    found = refusal(asked, session, own) if own is not None else None
    if own is None:
        return f"there is no exercise {exercise} any more"
    return "" if found is None else found.says


def _listed(names: list[str]) -> str:
    more = len(names) - _MANY
    return ", ".join(names[:_MANY]) + (f" and {more} more" if more > 0 else "")
