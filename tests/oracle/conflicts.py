"""Every plan of a conflict, tried one by one and judged by the conflict's parts, without a solver.

A start is thrown out early only where a part forbids it whatever else is placed. Where no part that
is kept looks at more than the day, the starts of one day are alike, and one stands for all.
"""

from dataclasses import dataclass

from scheduler.requirements import Cap, Finished, Gap, Window
from scheduler.training import Session, Slot, in_order, placed_session

LIMIT = 2_000_000  # of effort, after which the search gives up
JUDGEMENT = 10  # the effort of one that is new; to remember one costs 1
STAYS_BROKEN = (Window, Gap, Cap)  # whatever else is placed


class TooManyError(Exception):
    """The conflict is too large to look at every plan."""


@dataclass(eq=False)
class Choice:
    """One session at one start, in one mode."""

    session: Session
    broken: frozenset[int] = frozenset()  # the parts that it breaks whatever else is placed


class Plans:
    """The plans of the sessions of one conflict, at every start and in every mode."""

    def __init__(self, conflict):
        self.week, self.parts = conflict.week, conflict.parts
        self.rules = [part.requirement for part in conflict.parts]
        self.known, self.effort = {}, 0
        self.choices = {
            own.key: [self._judged(Choice(session)) for session in _placed(self.week, own)]
            for own in self.week.wanted
        }

    def any(self, without=None):
        """Whether a plan keeps all parts, or all but one; ``TooManyError`` after many."""
        left_out = None if without is None else self.parts[without].asks_for
        self.kept = set(range(len(self.parts))) - {without}
        self.gaps, self.caps = self.kept & self._those(Gap), self.kept & self._those(Cap)
        options = [
            [choice for choice in listed if choice.broken <= {without}]
            for key, listed in self.choices.items()
            if key != left_out
        ]
        if not self.gaps:
            options = [self._one_a_day(listed) for listed in options]
        return self._any_of(sorted(options, key=len), ())

    def breaks(self, number, *choices, beside=None):
        """Whether choices break a part, beside all that is fixed or beside nothing."""
        known = (number, beside, *choices)
        self.effort += 1 if known in self.known else JUDGEMENT
        if self.effort > LIMIT:
            raise TooManyError
        if known not in self.known:
            fixed = self.week.fixed if beside is None else beside
            sessions = in_order([*fixed, *(choice.session for choice in choices)])
            found = self.rules[number].judge(Finished(self.week, sessions))
            self.known[known] = any(finding.breaks for finding in found)
        return self.known[known]

    def _judged(self, choice):
        choice.broken = frozenset(n for n in self._those(STAYS_BROKEN) if self.breaks(n, choice))
        return choice

    def _any_of(self, options, taken):
        """Whether a plan has these choices, and one of each of the options."""
        if not all(options) or any(self.breaks(number, *taken) for number in self.caps):
            return False
        if not options:
            return not any(self.breaks(number, *taken) for number in self.kept)
        first, *later = options
        return any(self._any_of(self._beside(choice, later), (*taken, choice)) for choice in first)

    def _beside(self, choice, options):
        """The options that no gap forbids beside a choice."""
        return [
            [
                other
                for other in listed
                if not any(self.breaks(number, choice, other, beside=()) for number in self.gaps)
            ]
            for listed in options
        ]

    def _those(self, kinds):
        """The numbers of the parts of some kinds."""
        return {number for number, rule in enumerate(self.rules) if isinstance(rule, kinds)}

    def _one_a_day(self, choices):
        alike = {}
        for choice in choices:
            own = choice.session
            alike[self.week.horizon.day(own.start), own.kind, own.minutes] = choice
        return list(alike.values())


def _placed(week, wanted):
    """A session at the grid of each of its days and at every exact start, in every mode."""
    days = range(7 * wanted.week, 7 * wanted.week + 7) if wanted.days is None else wanted.days
    spans = [week.horizon.span(day) for day in days]
    grid = {start for span in spans for start in range(*span, week.grid)}
    for mode in wanted.modes:
        for start in sorted({*grid, *wanted.offered.get(mode, ())}):
            yield placed_session(wanted, Slot(start, mode))
