"""`availability`: inside a window, clear of every session and busy time."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import ClassVar

from scheduler.requirements import Gap, Requirement, Window
from scheduler.rules.base import Rule, Where
from scheduler.training import ANY_KIND, STRENGTH, Busy, Wanted, Week

SETTLED = frozenset({"fixed", "planned", "done", "missed"})  # what the athlete has not just pinned


class Availability(Rule):
    """Train only when the athlete can: in a window, and never across something else.

    Sessions lie wholly inside the windows of ``availability``, overlap no other session and no
    busy time (its buffer included), and are placed on no day away and not in the past. A run that
    may move may also stay at the start the athlete gave it. As a wish, only the windows yield.

    Says when violated
    ------------------
    Strength A (Tue 05:30) lies outside the times you are available
    """

    name: ClassVar[str] = "availability"

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """Windows, busy times, days away, the past, and no two sessions at once."""
        if not self.off:
            yield from self._open(week, where())
        for path, group in groupby(sorted(week.busy, key=attrgetter("where")), attrgetter("where")):
            yield _clear_of(tuple(group), says="overlaps", where=path)
        if week.away:
            away = _clear_of(week.away, says="falls on a day away:", where=week.away[0].where)
            yield replace(away, whole=False)
        if week.now is not None and week.now > 0:
            past = Busy(min(0, week.now), week.now, "", where())
            begun = _clear_of((past,), says="lies in the past", where=where())
            yield replace(begun, whole=False, spared=SETTLED | {"pinned"})
        yield Gap(rule=self.name, where=where(), earlier=ANY_KIND, later=ANY_KIND, least=0)

    def _open(self, week: Week, where: str) -> Iterator[Requirement]:
        yield Window(
            rule=self.name,
            where=where,
            level=self.level,
            points=self.hundredths,
            spans=week.available,
            inside=True,
            kinds=ANY_KIND,
            spared=SETTLED,
            free_starts=frozenset((run.key, run.at) for run in week.wanted if run.at is not None),
            says="lies outside the times you are available",
        )
        own = [wanted for wanted in week.wanted if wanted.windows is not None]
        for _, group in groupby(own, key=lambda wanted: (wanted.week, wanted.request)):
            yield self._narrower(tuple(group))

    def _narrower(self, sessions: tuple[Wanted, ...]) -> Window:
        return Window(
            rule=self.name,
            where=sessions[0].where,
            level=self.level,
            points=self.hundredths,
            spans=sessions[0].windows or (),
            inside=True,
            kinds=STRENGTH,
            keys=frozenset(wanted.key for wanted in sessions),
            says="lies outside the windows of its request",
        )


def _clear_of(spans: tuple[Busy, ...], *, says: str, where: str) -> Window:
    return Window(
        rule=Availability.name,
        where=where,
        spans=tuple((busy.start, busy.end) for busy in spans),
        names=tuple(busy.title for busy in spans) if any(busy.title for busy in spans) else (),
        inside=False,
        kinds=ANY_KIND,
        says=says,
    )
