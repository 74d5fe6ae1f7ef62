"""Requirements by which a question about one session is put: it must be here, or must not."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from scheduler.horizon import Span
from scheduler.requirements import Ask, Requirement, Window
from scheduler.training import ANY_KIND, Wanted, Week

QUESTION = "the question"  # the rule of what no rule asks
FAR = 10**9  # beyond any horizon [min]


def must_ask(wanted: Wanted) -> Ask:
    """The session must be there; how it is done costs nothing."""
    rule = "strength_sessions" if wanted.is_strength else "runs"
    return Ask(rule=rule, where=wanted.where, key=wanted.key, asked=wanted.asked)


def for_sure(keys: Collection[str], requirements: Sequence[Requirement]) -> list[Requirement]:
    """The requirements, by which some sessions may not be missing."""
    return [
        replace(requirement, level="must", outranks=False)
        if isinstance(requirement, Ask) and requirement.key in keys
        else requirement
        for requirement in requirements
    ]


def starts_at(wanted: Wanted, start: int) -> Window:
    """The session starts at this very minute, be it on the grid or not."""
    return _window({wanted.key}, (start, start + 1), inside=True)


def inside(wanted: Wanted, spans: Sequence[Span]) -> Window:
    """The whole session lies in one of the spans."""
    return Window(
        rule="availability",
        where=wanted.where,
        spans=tuple(spans),
        inside=True,
        kinds=ANY_KIND,
        keys=frozenset({wanted.key}),
    )


def starts_outside(keys: Iterable[str], span: Span) -> Window:
    """These sessions start elsewhere."""
    return _window(keys, span, inside=False)


def alike(week: Week, wanted: Wanted) -> frozenset[str]:
    """The keys of the sessions that are wanted just like this one, itself included."""
    return frozenset(own.key for own in week.wanted if is_alike(own, wanted))


def is_alike(one: Wanted, other: Wanted) -> bool:
    """Whether two sessions are asked for in the same way."""
    if one.key == other.key or not one.is_strength:
        return one.key == other.key
    ways = [(own.request, own.week, own.modes, own.days, own.windows) for own in (one, other)]
    return ways[0] == ways[1]


def _window(keys: Iterable[str], span: Span, *, inside: bool) -> Window:
    return Window(
        rule=QUESTION,
        where="",
        spans=(span,),
        inside=inside,
        whole=False,
        kinds=ANY_KIND,
        keys=frozenset(keys),
        says="is not where it was asked for",
    )
