"""Why a session is missing: for every window of its week, the slot that came nearest and its rule.

The rest of the plan stays as it is. A slot that breaks no must was open and not worth its points:
then the wishes and their points are the reason.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.explain.compare import points
from scheduler.horizon import Span
from scheduler.outcome import Missing, Refusal, Solution
from scheduler.requirements import Ask, Finding, Finished, Requirement, judge
from scheduler.training import Plan, Slot, Wanted, Week, in_order, placed_session


def missing_sessions(
    week: Week, requirements: Sequence[Requirement], solution: Solution
) -> tuple[Missing, ...]:
    """Every wanted session that the plan leaves out, with at least one reason."""
    plan = solution.plan or Plan({})
    cut_off = solution.proof == "feasible"
    return tuple(
        _Trial(week, tuple(_about(wanted, requirements)), plan, wanted).missing(cut_off=cut_off)
        for wanted in week.wanted
        if wanted.key not in plan.slots
    )


def _about(wanted: Wanted, requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """The requirements that can speak of a session in the mode asked for."""
    kind = wanted.modes[0].kind
    for requirement in requirements:
        if not isinstance(requirement, Ask) and requirement.concerns(wanted.key, kind):
            yield requirement


DEAR = "a slot is open, but it would cost more than the session is worth"
NO_SLOT = "no slot that is left keeps all your rules"


@dataclass(frozen=True)
class _Trial:
    """One missing session, tried in every window with the rest of the plan as it is."""

    week: Week
    requirements: tuple[Requirement, ...]
    plan: Plan
    wanted: Wanted

    def missing(self, *, cut_off: bool) -> Missing:
        """The session with its reasons."""
        because = tuple(refusal for window in self._windows() for refusal in self._refusals(window))
        if cut_off and (not because or any(refusal.costly for refusal in because)):
            says = "the time ran out before every slot was tried"
        elif not because:
            says = "no window is open for it"
        elif any(refusal.costly for refusal in because):
            says = DEAR
        else:
            says = NO_SLOT
        where = self.week.available_where or self.wanted.where
        return Missing(self.wanted, says, because or (Refusal("availability", where, says),))

    def _windows(self) -> Iterator[Span]:
        """What is open on each day on which it may start."""
        horizon, first = self.week.horizon, 7 * self.wanted.week
        for day in self.wanted.days or range(first, first + 7):
            midnight, end = horizon.span(day)
            for start, stop in self._open():
                opens = max(start, midnight)
                if opens < min(stop, end):
                    yield opens, stop

    def _open(self) -> Iterator[Span]:
        """The windows of the athlete, as far as those of the request reach."""
        for start, stop in self.week.available:
            for first, last in self.wanted.windows or ((start, stop),):
                yield max(start, first), min(stop, last)

    def _refusals(self, window: Span) -> list[Refusal]:
        """What refuses the best slot of one window."""
        wanted = self.wanted.modes[0].minutes
        if window[1] - window[0] < wanted:
            return [self._too_short(window, wanted)]
        tried = [(start, self._judged(start)) for start in self._starts(window)]
        start, findings = min(tried, key=lambda one: _badness(one[1]))
        broken = [finding for finding in findings if finding.breaks]
        if broken:
            return [refused_by(finding, start) for finding in _one_a_rule(broken)]
        key = self.wanted.key
        costs = [finding for finding in findings if finding.points and key in finding.sessions]
        return [refused_by(finding, start, costly=True) for finding in costs]

    def _too_short(self, window: Span, wanted: int) -> Refusal:
        found = window[1] - window[0]
        opens = self.week.horizon.says(window[0])
        says = (
            f"the window of {opens} is too short for {self.wanted.title}: {found} of {wanted} min"
        )
        where = self.week.available_where or self.wanted.where
        found_wanted = (f"{found} min", f"{wanted} min")
        return Refusal("availability", where, says, *found_wanted, window[0])

    def _judged(self, start: int) -> tuple[Finding, ...]:
        """What the judge says of the plan with the session in a slot, as it was asked for."""
        session = placed_session(self.wanted, Slot(start, self.wanted.modes[0]))
        sessions = in_order([*self.plan.sessions(self.week), session])
        return judge(self.requirements, Finished(self.week, sessions))

    def _starts(self, window: Span) -> list[int]:
        """The grid of a window, and its edges."""
        horizon, grid = self.week.horizon, self.week.grid
        midnight, end = horizon.span(horizon.day(window[0]))
        first, last = window[0], min(window[1] - self.wanted.modes[0].minutes, end - grid)
        aligned = midnight + -(-(first - midnight) // grid) * grid
        return sorted({first, max(first, last), *range(aligned, last + 1, grid)})


def _badness(findings: Iterable[Finding]) -> tuple[int, int]:
    found = list(findings)
    return len({f.rule for f in found if f.breaks}), sum(f.points for f in found)


def _one_a_rule(findings: Iterable[Finding]) -> list[Finding]:
    """The first finding of each rule; of two sessions that overlap, their gap is not news."""
    found = list(findings)
    overlapping = {
        finding.sessions
        for finding in found
        if finding.rule == "availability" and len(finding.sessions) > 1
    }
    first: dict[str, Finding] = {}
    for finding in found:
        if finding.rule == "availability" or finding.sessions not in overlapping:
            first.setdefault(finding.rule, finding)
    return list(first.values())


def refused_by(finding: Finding, slot: int, *, costly: bool = False) -> Refusal:
    """A finding as what refuses a slot; with its points where the slot is only too dear."""
    says = f"{finding.says}: {points(finding.points)}" if costly else finding.says
    found, wanted = finding.found or None, finding.wanted or None
    return Refusal(finding.rule, finding.where, says, found, wanted, slot, costly)
