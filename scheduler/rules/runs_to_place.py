"""Runs without a start: a slot is found for each, before any strength."""

from collections.abc import Iterator

from scheduler.requirements import Ask
from scheduler.training import Week

NAME = "runs"


def asks(week: Week) -> Iterator[Ask]:
    """One ask for each run that has no time yet; runs outrank strength."""
    for wanted in week.wanted:
        if not wanted.is_strength:
            yield Ask(
                rule=NAME,
                where=wanted.where,
                level="wish",
                key=wanted.key,
                asked=wanted.asked,
                outranks=True,
            )
