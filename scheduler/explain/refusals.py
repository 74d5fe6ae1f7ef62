"""Why a session is missing: for every window of its week, the slot that came nearest and its rule.

The rest of the plan stays as it is. A slot that breaks no must was open and not worth its points:
then the wishes and their points are the reason.
"""

from collections.abc import Iterable, Iterator, Sequence

from scheduler.horizon import Span
from scheduler.outcome import Missing, Refusal
from scheduler.requirements import Finding, Finished, Requirement, judge
from scheduler.training import Mode, Plan, Slot, Wanted, Week, in_order, placed_session

HUNDREDTHS = 100


def missing_sessions(
    week: Week, requirements: Sequence[Requirement], plan: Plan
) -> tuple[Missing, ...]:
    """Every wanted session that the plan leaves out, with at least one reason."""
    return tuple(
        _missing(week, requirements, plan, wanted)
        for wanted in week.wanted
        if wanted.key not in plan.slots
    )


def _missing(
    week: Week, requirements: Sequence[Requirement], plan: Plan, wanted: Wanted
) -> Missing:
    because = [
        refusal
        for window in _windows(week, wanted)
        for refusal in _refusals(week, requirements, plan, wanted, window)
    ]
    if not because:
        return Missing(wanted, "no window is open for it", (_no_window(week, wanted),))
    worth = any(refusal.costly for refusal in because)
    says = (
        "a slot is open, but it would cost more than the session is worth"
        if worth
        else "no slot that is left keeps all your rules"
    )
    return Missing(wanted, says, tuple(because))


def _windows(week: Week, wanted: Wanted) -> Iterator[Span]:
    """The windows of the days on which it may start."""
    horizon = week.horizon
    days = wanted.days or tuple(range(7 * wanted.week, 7 * wanted.week + 7))
    for start, end in week.available:
        if end > start and horizon.day(start) in days:
            yield start, end


def _no_window(week: Week, wanted: Wanted) -> Refusal:
    where = week.available_where or wanted.where
    return Refusal("availability", where, "no window is open for it")


def _refusals(
    week: Week,
    requirements: Sequence[Requirement],
    plan: Plan,
    wanted: Wanted,
    window: Span,
) -> list[Refusal]:
    """What refuses the best slot of one window."""
    asked = wanted.modes[0]
    tried = [
        (start, _judged(week, requirements, plan, wanted, Slot(start, asked)))
        for start in _starts(week, window, asked)
    ]
    start, findings = min(tried, key=lambda one: _badness(one[1]))
    broken = [finding for finding in findings if finding.breaks]
    if broken:
        return [_refusal(finding, start) for finding in _one_a_rule(broken)]
    costs = [finding for finding in findings if finding.points and wanted.key in finding.sessions]
    return [
        Refusal(
            finding.rule,
            finding.where,
            f"{finding.says}: {finding.points / HUNDREDTHS:g} points, more than it is worth",
            finding.found or None,
            finding.wanted or None,
            start,
            costly=True,
        )
        for finding in costs
    ]


def _judged(
    week: Week, requirements: Sequence[Requirement], plan: Plan, wanted: Wanted, slot: Slot
) -> tuple[Finding, ...]:
    """What the judge says of the plan with the session in a slot."""
    sessions = in_order([*plan.sessions(week), placed_session(wanted, slot)])
    return judge(requirements, Finished(week, sessions))


def _starts(week: Week, window: Span, mode: Mode) -> list[int]:
    """The grid of a window, and its edges; at least the start of one that is too short."""
    first, last = window[0], window[1] - mode.minutes
    midnight = week.horizon.midnight(week.horizon.day(first))
    aligned = midnight + -(-(first - midnight) // week.grid) * week.grid
    return sorted({first, max(first, last), *range(aligned, last + 1, week.grid)})


def _badness(findings: Iterable[Finding]) -> tuple[int, int]:
    found = list(findings)
    return len({f.rule for f in found if f.breaks}), sum(f.points for f in found)


def _one_a_rule(findings: Iterable[Finding]) -> list[Finding]:
    """The first finding of each rule; of two sessions that overlap, their gap is not news."""
    found = list(findings)
    overlapping = {finding.sessions for finding in found if finding.rule == "availability"}
    first: dict[str, Finding] = {}
    for finding in found:
        if finding.rule == "availability" or finding.sessions not in overlapping:
            first.setdefault(finding.rule, finding)
    return list(first.values())


def _refusal(finding: Finding, start: int) -> Refusal:
    return Refusal(
        finding.rule,
        finding.where,
        finding.says,
        finding.found or None,
        finding.wanted or None,
        start,
    )
