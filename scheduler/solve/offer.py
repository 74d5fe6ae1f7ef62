"""The starts on offer, for questions about a week of which some requirements are left out."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.requirements import Requirement
from scheduler.solve.candidates import Facts, days_of, legal_and_edges, legal_starts
from scheduler.solve.spans import members
from scheduler.training import Wanted, Week


def starts_of(week: Week, wanted: Wanted, requirements: Sequence[Requirement]) -> frozenset[int]:
    """The starts that break no must which concerns this session alone, in any of its modes."""
    facts = Facts.of(week)
    return frozenset(
        start for mode in wanted.modes for start in legal_starts(wanted, mode, requirements, facts)
    )


def with_starts_on_offer(week: Week, requirements: Sequence[Requirement]) -> Week:
    """The same week, in which the exact edges stay on offer whatever requirement is left out.

    The starts between which the plan chooses hang on the requirements; to ask what is possible
    without one of them, the choice must be the same.
    """
    facts = Facts.of(week)
    return replace(week, wanted=tuple(_with_offer(own, requirements, facts) for own in week.wanted))


def _with_offer(wanted: Wanted, requirements: Sequence[Requirement], facts: Facts) -> Wanted:
    days = days_of(wanted, facts.week.horizon)
    offered = {
        mode: tuple(members(days, sorted(legal_and_edges(wanted, mode, requirements, facts)[1])))
        for mode in wanted.modes
    }
    return replace(wanted, offered=offered)
