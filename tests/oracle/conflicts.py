"""Every plan of a conflict, tried one by one, and judged by its parts: no solver has a say.

A start is thrown out early where a part forbids it whatever else is placed. Where all that is left
looks at whole days, the starts of one day are alike, and one of them is tried for all.
"""

from scheduler.requirements import Cap, Finished, Gap, Window
from scheduler.training import Slot, in_order, placed_session

LIMIT = 60_000  # plans, whole and in part, after which the search gives up
STAYS_BROKEN = (Window, Gap, Cap)  # whatever else is placed


class TooManyError(Exception):
    """The conflict is too large to look at every plan."""


class Plans:
    """The plans of the sessions of one conflict, at every start and in every mode."""

    def __init__(self, conflict):
        self.week, self.parts, self.looked = conflict.week, conflict.parts, 0
        self.broken = {}
        self.choices = {own.key: list(_choices(self.week, own)) for own in self.week.wanted}
        self.alone = {
            choice: frozenset(number for number in self._lasting() if self._breaks(number, choice))
            for listed in self.choices.values()
            for choice in listed
        }

    def any(self, without=None):
        """Whether a plan keeps all parts, or all but one; ``TooManyError`` after many."""
        kept = [number for number in range(len(self.parts)) if number != without]
        left_out = None if without is None else self.parts[without].asks_for
        free = self._one_a_day if self._by_day(kept) else list
        options = [
            free([choice for choice in listed if self.alone[choice] <= {without}])
            for key, listed in self.choices.items()
            if key != left_out
        ]
        return self._any_of(sorted(options, key=len), kept, ())

    def _any_of(self, options, kept, taken):
        """Whether the sessions placed so far can be followed by all others."""
        self.looked += 1
        if self.looked > LIMIT:
            raise TooManyError
        if len(taken) == len(options):
            return not any(self._breaks(number, *taken) for number in kept)
        lasting = [number for number in self._lasting() if number in kept]
        return any(
            self._any_of(options, kept, (*taken, choice))
            for choice in options[len(taken)]
            if not taken or not any(self._breaks(number, *taken, choice) for number in lasting)
        )

    def _lasting(self):
        """The parts that stay broken whatever else is placed."""
        return [n for n, part in enumerate(self.parts) if isinstance(part.requirement, STAYS_BROKEN)]

    def _by_day(self, kept):
        return not any(isinstance(self.parts[number].requirement, Gap) for number in kept)

    def _one_a_day(self, choices):
        day = self.week.horizon.day
        return list({(day(c.start), c.kind, c.minutes): c for c in choices}.values())

    def _breaks(self, number, *sessions):
        known = (number, *sessions)
        if known not in self.broken:
            finished = Finished(self.week, in_order([*self.week.fixed, *sessions]))
            found = self.parts[number].requirement.judge(finished)
            self.broken[known] = any(finding.breaks for finding in found)
        return self.broken[known]


def _choices(week, wanted):
    """A session at the grid of each of its days and at every exact start, in every mode."""
    days = range(7 * wanted.week, 7 * wanted.week + 7) if wanted.days is None else wanted.days
    spans = [week.horizon.span(day) for day in days]
    grid = {start for span in spans for start in range(*span, week.grid)}
    for mode in wanted.modes:
        for start in sorted({*grid, *wanted.offered.get(mode, ())}):
            yield placed_session(wanted, Slot(start, mode))
