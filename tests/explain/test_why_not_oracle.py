"""Why not there, for every slot of many weeks, against every plan that there is."""

from collections import Counter
from random import Random

import pytest

from scheduler.explain.why_not import why_not
from scheduler.planning import Question, explain_plan
from scheduler.training import Plan, Slot

from ..oracle import oracle  # noqa: TID252
from .best_weeks import LIMIT, SOLVER, best_week, judged

SEEDS = (0, 1, 3, 6, 7, 106, 155)  # in the last one, what must be there leaves a legal slot closed
STRICT = (238, 247)  # in the last one, a shorter mode breaks nothing by itself
MANY = 115
ASIDE = 4  # minutes on no grid and on no edge that each session is asked at
TUESDAY, WEDNESDAY, THURSDAY = (day * 24 * 60 for day in (1, 2, 3))
KIM = """\
availability: {"tue,wed,thu": [18:00-19:00]}
runs: [{day: fri, start: 18:30, minutes: 60, kind: intervals, title: Club night}]
strength: {sessions: 1, class: heavy, minutes: 45}
"""


@pytest.mark.parametrize("seed", SEEDS)
def test_every_slot_is_forbidden_or_costs_just_as_all_plans_tell(seed, seen):
    compare(seed, seen)


@pytest.mark.parametrize("seed", STRICT)
def test_every_slot_where_no_strength_may_be_missing(seed, seen):
    compare(seed, seen, must=True)


def test_slots_of_every_sort_were_asked_about(seen):
    """Runs last: slots that are all forbidden would prove little."""
    if seen["weeks"] < len(SEEDS + STRICT):
        pytest.skip("only with all weeks")

    assert seen["too many plans"] == 0
    assert seen["forbidden by itself"] > 4000
    assert seen["forbidden in company"] >= 15
    assert min(seen["costs more"], seen["costs the same"]) > 40
    assert seen["off the grid"] >= 15


@pytest.mark.full
def test_every_slot_of_a_hundred_weeks():
    seen = Counter()
    for seed in range(MANY):
        compare(seed, seen)

    assert seen["weeks"] >= 100
    assert seen["too many plans"] < MANY / 20
    assert seen["forbidden by itself"] > 50_000
    assert min(seen["costs more"], seen["costs the same"]) > 400
    assert seen["off the grid"] > 300
    assert seen["runs are lost"] > 20


@pytest.mark.full
def test_every_slot_of_weeks_in_which_no_strength_may_be_missing():
    seen = Counter()
    for seed in range(200, 200 + MANY):
        compare(seed, seen, must=True)

    assert seen["too many plans"] < MANY / 20
    assert seen["forbidden in company"] > 200
    assert min(seen["costs more"], seen["costs the same"]) > 300


def compare(seed, seen, *, must=False):
    """Ask about every slot of a week."""
    try:
        best = best_week(seed, must=must)
        least = {own.key: least_at(best, own, Random(seed)) for own in best.week.wanted}  # noqa: S311
    except oracle.TooManyError:
        seen["too many plans"] += 1
        return
    seen["weeks"] += 1
    for wanted in best.week.wanted:
        for start, cost in least[wanted.key].items():
            answer = why_not(best.outcome, best.requirements, wanted, start, SOLVER)
            asked = (seed, wanted.key, start)
            assert answer.allowed == (cost is not None), asked
            if cost is None:
                seen[how_forbidden(best, answer, asked)] += 1
            else:
                seen.update(how_allowed(best, answer, cost, asked))


def least_at(best, wanted, draw):
    """The least cost at every slot of a session, and at some minutes that are no slot."""
    week, rules = best.week, best.rules
    known = {slot.start for slot in oracle.slots(rules, week, wanted)}
    legal = [choice.slot.start for choice in oracle.choices(rules, week, wanted)]
    aside = set()
    for number in range(ASIDE):
        near = draw.choice(legal if legal and number % 2 else sorted(known))
        midnight, end = week.horizon.span(week.horizon.day(near))
        by = draw.choice((-1, draw.randrange(1, week.grid)))
        aside.add(min(max(near + by, midnight), end - 1))
    plan = best.plan or Plan({})
    return oracle.least_at(rules, week, wanted, sorted(known | aside), plan=plan, limit=LIMIT)


def how_forbidden(best, answer, asked):
    """By itself in any mode, in the judge's words; or in company, in sentences that end so."""
    if answer.forbidden_by:
        broken = {mode: broken_alone(best, answer, mode) for mode in answer.wanted.modes}
        said = {(refusal.rule, refusal.where, refusal.says) for refusal in answer.forbidden_by}
        assert said == broken[answer.mode], asked
        assert all(broken.values()), asked
        return "forbidden by itself"
    assert answer.conflict, asked
    ends = ("finds no slot", "does not fit beside")
    assert any(f"{answer.wanted.title} {end}" in answer.why[-1].says for end in ends), asked
    return "forbidden in company"


def broken_alone(best, answer, mode):
    """The musts that the facts and this session alone break."""
    slot = Slot(answer.start, mode)
    findings = judged(best.requirements, best.week, answer.wanted, slot)
    return {
        (found.rule, found.where, found.says)
        for found in findings
        if found.breaks and answer.wanted.key in found.sessions
    }


def how_allowed(best, answer, cost, asked):
    """The points of the oracle, and a plan that has them."""
    runs, points = cost
    more = points - best.outcome.points
    told = (answer.points, answer.more, sum(answer.rules.values()))
    assert told == (points, more, more), asked

    slots, plan = answer.plan.slots, best.plan.slots
    missing = [own for own in best.week.wanted if own.key not in slots]
    assert slots[answer.wanted.key] == Slot(answer.start, answer.mode), asked
    assert oracle.price(best.rules, best.week, answer.plan) == points, asked
    assert sum(not own.is_strength for own in missing) == runs, asked
    assert answer.lost == tuple(own.title for own in missing if own.key in plan), asked

    yield "costs more" if more > 0 else "costs less" if more < 0 else "costs the same"
    if (answer.start - midnight_before(best.week, answer.start)) % best.week.grid:
        yield "off the grid"
    if any(not own.is_strength and own.key in plan for own in missing):
        yield "runs are lost"


def midnight_before(week, minute):
    """When the day of a minute began."""
    return week.horizon.midnight(week.horizon.day(minute))


@pytest.fixture
def asked_at(athlete, options):
    """The answer to why a session of these lines is not at a minute of the week."""

    def ask(lines, minute, session=None):
        question = Question(session, at=minute)
        return explain_plan(athlete(lines), options(), None, question).why_not

    return ask


def clock(hour, minute=0):
    return 60 * hour + minute


def test_what_a_slot_breaks_is_told_in_the_words_of_the_judge(asked_at):
    answer = asked_at(KIM, THURSDAY + clock(18, 15))

    assert not answer.allowed
    assert [refusal.says for refusal in answer.forbidden_by] == [
        "Strength A ends Thu 19:00, 23.5 h before Club night (Fri 18:30); 24 h wanted"
    ]


def test_exactly_the_gap_is_enough_and_a_minute_less_is_not(asked_at):
    assert asked_at(KIM.replace("18:00-19:00", "17:00-19:00"), THURSDAY + clock(17, 45)).allowed
    assert not asked_at(KIM.replace("18:00-19:00", "17:00-19:00"), THURSDAY + clock(17, 46)).allowed


def test_a_minute_on_no_grid_costs_what_it_is_short_of_the_target(asked_at):
    """18 minutes of the 24 hours between least and target, of 40 points: 0.5."""
    answer = asked_at(KIM, WEDNESDAY + clock(18, 3))

    assert (answer.more, answer.rules) == (50, {"gap_before_hard_run": 50})
    assert answer.costs[0].says == (
        "Strength A ends Wed 18:48, 47.7 h before Club night (Fri 18:30); 48 h wanted"
    )


def test_where_the_session_is_already_it_costs_no_more(asked_at):
    answer = asked_at(KIM, TUESDAY + clock(18))

    assert (answer.allowed, answer.more, answer.rules, answer.costs) == (True, 0, {}, ())


def test_a_session_that_would_be_left_out_for_it_is_named(asked_at):
    lines = KIM.replace("sessions: 1", "sessions: 2").replace("tue,wed,thu", "mon,tue,wed")
    answer = asked_at(lines, TUESDAY + clock(18), "Strength A")

    assert answer.lost == ("Strength B",)
    assert answer.costs[0].says == "Strength B (heavy, 45 min) is missing"


def test_beside_a_session_that_must_be_there_the_conflict_is_told_whole(asked_at):
    lines = KIM.replace("sessions: 1", "sessions: 2").replace("tue,wed,thu", "mon,tue,wed")
    must = "rules: {strength_sessions: {level: must}}\n"
    not_both = "Strength A does not fit beside Strength B"
    open_for_b = "Mon 18:00-18:15, Tue 18:00-18:15 or Wed 18:00-18:15"
    answer = asked_at(lines + must, TUESDAY + clock(18), "Strength A")

    assert answer.forbidden_by == ()
    assert [sentence.says for sentence in answer.why] == [
        "You can train only on Mon-Wed 18:00-19:00.",
        "Strength A is asked to start on Tue 18:00.",
        "By these rules Strength A could start only on Tue 18:00.",
        f"By these rules Strength B could start only on {open_for_b}.",
        f"Because heavy sessions are to start 48 h apart, {not_both}.",
    ]
