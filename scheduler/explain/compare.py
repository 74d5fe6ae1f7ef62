"""Two plans of one week, compared: what one costs more than the other, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.requirements import Finding, Finished, Requirement, judge
from scheduler.training import Plan, Slot, Wanted, Week
from scheduler.units import HUNDREDTHS


@dataclass(frozen=True)
class Comparison:
    """What a plan costs more than another."""

    more: int  # in hundredths; less than nothing where it costs less
    rules: Mapping[str, int]  # the same by rule, where it differs
    new: tuple[Finding, ...]  # what the other plan finds anew of the rules that cost more there

    @property
    def reason(self) -> str:
        """The sentence that says most of why it costs more; empty where it does not."""
        return self.new[0].says if self.new else ""


def compared(before: Iterable[Finding], after: Iterable[Finding]) -> Comparison:
    """What the second plan costs more than the first."""
    old, new = list(before), list(after)
    rules: Counter[str] = Counter()
    for finding in new:
        rules[finding.rule] += finding.points
    for finding in old:
        rules[finding.rule] -= finding.points
    known = {(finding.rule, finding.says, finding.sessions) for finding in old}
    fresh = [f for f in new if rules[f.rule] > 0 and f.points]
    fresh = [found for found in fresh if (found.rule, found.says, found.sessions) not in known]
    fresh.sort(key=lambda found: (-rules[found.rule], -found.points, found.rule, found.says))
    differing = {rule: points for rule, points in sorted(rules.items()) if points}
    return Comparison(sum(differing.values()), differing, tuple(fresh))


def findings_of(week: Week, requirements: Sequence[Requirement], plan: Plan) -> tuple[Finding, ...]:
    """What the judge finds in a plan."""
    return judge(requirements, Finished.of(week, plan))


def broken_alone(
    week: Week, requirements: Sequence[Requirement], wanted: Wanted, slot: Slot
) -> list[Finding]:
    """The musts that a session breaks in a slot beside what is fixed, whatever else is planned."""
    alone = replace(week, wanted=(wanted,))
    findings = findings_of(alone, requirements, Plan({wanted.key: slot}))
    return [found for found in findings if found.breaks and wanted.key in found.sessions]


def points(hundredths: int) -> str:
    """``31 points``, ``0.5 points``, ``1 point``."""
    return f"{number(hundredths)} {'point' if hundredths == HUNDREDTHS else 'points'}"


def number(hundredths: int) -> str:
    """``31``, ``0.5``, ``1234.56``."""
    return f"{hundredths / HUNDREDTHS:.2f}".rstrip("0").rstrip(".")
