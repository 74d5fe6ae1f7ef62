"""The best plan of a random week as an outcome, so that questions can be asked about it."""

from collections import namedtuple

from scheduler.explaining.answers import Answers
from scheduler.outcome import Outcome
from scheduler.requirements import Finished, judge
from scheduler.rules import requirements_of
from scheduler.solve import SolveOptions
from scheduler.training import Plan, in_order, placed_session

from ..oracle import oracle, weeks  # noqa: TID252

SOLVER = Answers(SolveOptions())
LIMIT = 100_000  # partial plans that the oracle may look at for one answer
BestWeek = namedtuple("BestWeek", "week rules requirements plan outcome")  # noqa: PYI024


def best_week(seed, *, must=False):
    """A week with its best plan by the oracle; with ``must`` no strength may be missing.

    ``TooManyError`` where there are too many plans.
    """
    week, rules = weeks.random_week(seed)
    if must:
        rules = with_rule(rules, "strength_sessions", level="must", off=False)
    verdict = oracle.best(rules, week, limit=LIMIT)
    requirements = requirements_of(rules, week, lambda *key: ".".join(key))
    finished = Finished.of(week, verdict.plan or Plan({}))
    outcome = Outcome(
        week=week,
        sessions=finished.sessions,
        status="none" if verdict.plan is None else "planned",
        proof="infeasible" if verdict.plan is None else "optimal",
        findings=judge(requirements, finished),
        points=verdict.points,
    )
    return BestWeek(week, rules, requirements, verdict.plan, outcome)


def with_rule(rules, name, **changed):
    """The rules with some numbers of one of them changed."""
    rule = getattr(rules, name).model_copy(update=changed)
    return rules.model_copy(update={name: rule})


def judged(requirements, week, wanted, slot):
    """What the judge says of the facts of a week and one more session alone."""
    sessions = in_order([*week.fixed, placed_session(wanted, slot)])
    return judge(requirements, Finished(week, sessions))
