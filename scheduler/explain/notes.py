"""What every plan says beside its sessions."""

from collections.abc import Iterable, Iterator

from scheduler.requirements import Finding
from scheduler.rules import Rules, reasons
from scheduler.training import CLASSES, Session, Week


def notes(rules: Rules, floor: Rules, week: Week, findings: Iterable[Finding]) -> Iterator[str]:
    """The athlete's own reasons, what a race asks for, and what is fixed and stays as it is."""
    yield from reasons(rules, floor)
    yield from _races(rules, week)
    yield from _overlaps(week)
    done = {session.key for session in week.fixed if session.origin == "done"}
    for finding in findings:
        if finding.level == "must" and finding.fact and not set(finding.sessions) <= done:
            yield _stays(week, finding)
    if not rules.rest_day.off:
        yield from _runs_on_rest_days(week)
    if not any(request.target for request in week.requests):
        yield "no strength session is asked for"
    yield from week.warnings


def _stays(week: Week, finding: Finding) -> str:
    """What is fixed breaks no rule; of what the athlete pinned, the rule is named."""
    pinned = {session.key for session in week.fixed if session.origin == "pinned"}
    if pinned.isdisjoint(finding.sessions):
        return f"fixed, so it stays: {finding.says}"
    return f"pinned, so it stays: {finding.says} ({finding.rule}, {finding.where})"


def _races(rules: Rules, week: Week) -> Iterator[str]:
    """The last strength before each race of the weeks to plan, by the rule's own numbers."""
    rule = rules.before_race
    if rule.off or rule.level != "must":
        return
    for race in week.fixed:
        if race.race is None or not week.horizon.inside(race.start):
            continue
        row = rule.row(race.race[0])
        gaps = ((c, row.gap(c).min) for c in CLASSES)
        last = [f"{c} until {week.horizon.says(race.start - gap)}" for c, gap in gaps if gap]
        if last:
            says = week.horizon.says(race.start)
            yield f"race week: {race.title} on {says}; strength before it: {', '.join(last)}"


def _overlaps(week: Week) -> Iterator[str]:
    """Fixed runs at the same time: the athlete's file or calendars may be mistaken."""
    runs = [s for s in week.fixed if week.horizon.inside(s.start) and s.activity != "strength"]
    latest: Session | None = None
    for run in runs:
        if latest is not None and run.start < latest.end:
            says = week.horizon.says(run.start)
            yield f"{latest.title} and {run.title} overlap ({says}); both are fixed and stay"
        if latest is None or run.end > latest.end:
            latest = run


def _runs_on_rest_days(week: Week) -> Iterator[str]:
    for run in week.fixed:
        if run.activity != "strength" and week.horizon.day(run.start) in week.rest_days:
            says = week.horizon.says(run.start)
            yield f"{run.title} ({says}) is on a rest day; it is fixed and stays"
