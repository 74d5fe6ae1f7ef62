"""What a change to the athlete file costs by itself, in the athlete's own points.

A must that the changed week no longer keeps costs what it costs where it is a wish: so a gap made
shorter, or an hour opened that was closed, has its price. An event that is skipped and a run that
is moved cost as much as a session outside the availability.
"""

from scheduler.explaining.planned import Planned
from scheduler.requirements import Finished, Requirement, judge
from scheduler.rules import Rules, requirements_of
from scheduler.training import Plan, Week

_LIFE = ("skip", "movable")  # keys that move what is not the athlete's alone


def toll(planned: Planned, key: str, week: Week, plan: Plan) -> int:
    """What the musts of the file as it is would take from a plan of the changed file.

    ``key`` is the last name of what was changed, ``week`` the changed week. What they would take
    from the plan as it is, for the sake of what is fixed, does not count. [hundredths]
    """
    before, rules = planned.outcome.week, planned.source.file.rules
    wishes = _musts_as_wishes(rules, before)
    now, then = (
        sum(finding.points for finding in judge(wishes, Finished(before, sessions)))
        for sessions in (planned.outcome.sessions, plan.sessions(week))
    )
    life = rules.availability.hundredths if key in _LIFE else 0
    return life + max(0, then - now)


def _musts_as_wishes(rules: Rules, week: Week) -> list[Requirement]:
    wishes = {rule.name: rule.model_copy(update={"level": "wish"}) for rule in rules.all()}
    as_they_are, as_wishes = (
        requirements_of(lowered, week, lambda *_: "")
        for lowered in (rules, rules.model_copy(update=wishes))
    )
    return [wish for wish in as_wishes if wish not in as_they_are]
