"""The rules, each in the file of its name; this is their table of contents."""

from collections.abc import Callable, Iterator

from pydantic import BaseModel, ConfigDict

from scheduler.requirements import Requirement
from scheduler.rules import runs_to_place
from scheduler.rules.after_race import AfterRace
from scheduler.rules.availability import Availability
from scheduler.rules.base import Loosened, Rule
from scheduler.rules.before_race import BeforeRace
from scheduler.rules.between_sessions import BetweenSessions
from scheduler.rules.daily_minutes import DailyMinutes
from scheduler.rules.gap_after_long_run import GapAfterLongRun
from scheduler.rules.gap_after_quality import GapAfterQuality
from scheduler.rules.gap_before_hard_run import GapBeforeHardRun
from scheduler.rules.gap_between_strength import GapBetweenStrength
from scheduler.rules.hard_day_streak import HardDayStreak
from scheduler.rules.keep_last_plan import KeepLastPlan
from scheduler.rules.leg_sessions_per_day import LegSessionsPerDay
from scheduler.rules.monotony import Monotony
from scheduler.rules.no_strength_on_long_run_day import NoStrengthOnLongRunDay
from scheduler.rules.preferred_day import PreferredDay
from scheduler.rules.preferred_time import PreferredTime
from scheduler.rules.quiet_hours import QuietHours
from scheduler.rules.rest_day import RestDay
from scheduler.rules.same_day_policy import SameDayPolicy
from scheduler.rules.sessions_per_day import SessionsPerDay
from scheduler.rules.strength_sessions import StrengthSessions
from scheduler.rules.weekly_load import WeeklyLoad
from scheduler.training import Week

RuleWhere = Callable[..., str]  # (rule, "heavy", "min") -> "constraints/ana.yaml:31"


class Rules(BaseModel):
    """The rules of one athlete: the presets' numbers with the athlete's own in their place."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    availability: Availability
    rest_day: RestDay
    gap_before_hard_run: GapBeforeHardRun
    gap_after_quality: GapAfterQuality
    gap_after_long_run: GapAfterLongRun
    no_strength_on_long_run_day: NoStrengthOnLongRunDay
    gap_between_strength: GapBetweenStrength
    leg_sessions_per_day: LegSessionsPerDay
    sessions_per_day: SessionsPerDay
    same_day_policy: SameDayPolicy
    before_race: BeforeRace
    after_race: AfterRace
    weekly_load: WeeklyLoad
    daily_minutes: DailyMinutes
    monotony: Monotony
    between_sessions: BetweenSessions
    hard_day_streak: HardDayStreak
    quiet_hours: QuietHours
    preferred_time: PreferredTime
    preferred_day: PreferredDay
    keep_last_plan: KeepLastPlan
    strength_sessions: StrengthSessions

    @property
    def reach(self) -> int:
        """How far beside the week any rule looks [min]."""
        return max(rule.reach for rule in self.all())

    def all(self) -> Iterator[Rule]:
        """The rules in the order of the table."""
        for name in type(self).model_fields:
            yield getattr(self, name)


RULES: dict[str, type[Rule]] = {
    name: field.annotation  # type: ignore[misc]
    for name, field in Rules.model_fields.items()
}


def requirements_of(rules: Rules, week: Week, where: RuleWhere) -> tuple[Requirement, ...]:
    """All rules of one week, lowered to requirements."""
    found: list[Requirement] = list(runs_to_place.asks(week))
    for rule in rules.all():
        found += rule.requirements(week, lambda *path, name=rule.name: where(name, *path))
    return tuple(found)


def loosened(rules: Rules, floor: Rules) -> tuple[Loosened, ...]:
    """Each must made looser than its floor without a reason: its key below ``rules``, and why."""
    return tuple(
        ((rule.name, *path), says)
        for rule, base in zip(rules.all(), floor.all(), strict=True)
        if rule.because is None
        for path, says in rule.loosened(base)
    )


def reasons(rules: Rules, floor: Rules) -> tuple[str, ...]:
    """What the athlete says of each must made looser than its floor, for the notes of a plan."""
    return tuple(
        f"{rule.name} is looser than its default because: {rule.because}"
        for rule, base in zip(rules.all(), floor.all(), strict=True)
        if rule.because is not None and any(rule.loosened(base))
    )
