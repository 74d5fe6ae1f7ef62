"""The model of every kind of requirement allows and prices exactly what its judge does."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from scheduler.requirements import Ask, Cap, FreeDays, Gap, Monotony, SameDay, Streak, Window
from scheduler.solve.search import build
from scheduler.training import ANY_KIND, HARD_RUNS, LONG, QUALITY, STRENGTH

from .encodings import DAY, HORIZON, HOUR, compare, fixed, mode, wanted, week_of

HEAVY, LEGS = frozenset({"heavy"}), frozenset({"heavy", "moderate"})
TEMPO = frozenset({"tempo"})
SPANS = tuple(HORIZON.span(day) for day in range(7))
COMMON = {"rule": "rule", "where": "ana.yaml:1"}


def draw_week(draw, *, standing=False):
    """Two or three sessions to place on a few days, some facts around them."""
    first, second = draw.sample((0, 1, 2, 5, 6), 2)
    modes = [mode(draw.choice(("heavy", "moderate", "light", "core")), 60, draw.choice((60, 300)))]
    if draw.random() < 0.5:
        modes.append(mode(draw.choice(("core", "light")), draw.choice((30, 90)), 120))
    other = draw.choice(("heavy", "heavy", "tempo", "long", "easy"))
    sessions = (
        wanted(0, *modes, days=tuple(sorted((first, second)))),
        wanted(
            1,
            mode(other, draw.choice((60, 100))),
            days=(draw.choice((first, second)),),
            key_run=draw.random() < 0.5,
        ),
        *([wanted(2, mode("tempo", 45), days=(second,))] if draw.random() < 0.4 else []),
    )
    days = range(7) if standing else range(-2, 9)
    return week_of(_facts(draw, days), sessions, grid=draw.choice((240, 360)), standing=standing)


def _facts(draw, days):
    """Two to five facts, none at the same minute as another."""
    kinds = ("heavy", "moderate", "tempo", "tempo", "long", "easy", "core")
    places = draw.sample([(day, hour) for day in days for hour in (5, 9.5, 13, 17, 21.75)], 5)
    return [
        fixed(
            day, hour, draw.choice(kinds), key_run=draw.random() < 0.4, load=draw.choice((90, 420))
        )
        for day, hour in places[: draw.randint(2, 5)]
    ]


def window(draw, level, _week):
    spans = []
    for _ in range(draw.randint(1, 3)):
        start = draw.randrange(0, 7 * DAY, 35)
        spans.append((start, start + draw.choice((90, 8 * HOUR, 30 * HOUR))))
    keys = draw.choice((None, None, frozenset({"strength-0", "run-1"})))
    free = frozenset({("strength-0", draw.choice((0, DAY, 5 * DAY)))})
    return Window(
        **COMMON,
        level=level,
        points=draw.choice((500, 1250)),
        spans=tuple(spans),
        inside=draw.random() < 0.5,
        whole=draw.random() < 0.5,
        kinds=draw.choice((ANY_KIND, STRENGTH)),
        keys=keys,
        free_starts=draw.choice((frozenset(), free)),
    )


def gap(draw, level, week):
    least = draw.choice((0, 90, 24 * HOUR, 37 * HOUR))
    nearest = draw.choice((None, "earlier", "later")) if level == "wish" else None
    strength = draw.choice((HEAVY, LEGS, STRENGTH))
    runs = draw.choice((QUALITY, HARD_RUNS, TEMPO))
    earlier, later = {
        None: draw.choice(
            ((strength, runs), (runs, strength), (strength, HEAVY), (ANY_KIND, ANY_KIND))
        ),
        "later": (strength, runs),
        "earlier": (runs, strength),
    }[nearest]
    only = [session.key for session in week.fixed if session.kind in HARD_RUNS][:1]
    return Gap(
        **COMMON,
        level=level,
        points=draw.choice((1500, 3333)),
        earlier=earlier,
        later=later,
        least=least,
        target=least + draw.choice((7, 12 * HOUR, 48 * HOUR)) if level == "wish" else 0,
        from_start=draw.random() < 0.3,
        nearest=nearest,
        key_percent=draw.choice((100, 150, 300)) if nearest else 100,
        only=frozenset(only) if nearest is None and draw.random() < 0.15 else None,
    )


def same_day(draw, level, _week):
    return SameDay(
        **COMMON,
        level=level,
        points=700,
        kinds=draw.choice((HEAVY, LEGS, STRENGTH)),
        others=draw.choice((LONG, HARD_RUNS, TEMPO)),
        together=draw.random() < 0.5,
        says="is wrong",
    )


def cap(draw, level, week):
    measure, limits = draw.choice(
        (("load", (0, 300, 1500)), ("minutes", (60, 150, 300)), ("count", (1, 2, 4)))
    )
    days = {day for own in week.wanted for day in own.days}
    return Cap(
        **COMMON,
        level=level,
        points=370,
        per=draw.choice((1, 17, 100)),
        measure=measure,
        period=draw.choice((HORIZON.week(0), *(SPANS[day] for day in sorted(days)))),
        limit=draw.choice(limits),
        kinds=draw.choice((ANY_KIND, STRENGTH)),
        binds=draw.choice((ANY_KIND, STRENGTH)),
        says="here",
    )


def ask(draw, level, week):
    own = draw.choice(week.wanted)
    run = not own.is_strength
    return Ask(
        **COMMON,
        level="wish" if run else level,
        points=0 if run else 9000,
        key=own.key,
        asked="it",
        lesser=tuple((other, 2000) for other in own.modes[1:]),
    )


def monotony(draw, level, _week):
    return Monotony(
        **COMMON,
        level=level,
        points=400,
        days=SPANS,
        start=Fraction(draw.choice(("0.4", "0.7", "1"))),
        step=Fraction(draw.choice(("0.1", "0.25"))),
        most=draw.choice((1, 5, 10)) if level == "wish" else 1,
        ddof=draw.choice((0, 1)),
    )


def streak(draw, level, _week):
    return Streak(
        **COMMON, level=level, points=2000, kinds=HARD_RUNS | LEGS, most=draw.choice((1, 1, 1, 2))
    )


def free_days(draw, level, _week):
    return FreeDays(**COMMON, level=level, points=4000, days=SPANS, count=draw.choice((3, 4, 5, 6)))


KINDS = (window, gap, same_day, cap, ask, monotony, streak, free_days)
MANY, FEW = 60, {gap: 14, streak: 12}


def agree(kind, level, seed):
    draw = Random(f"{kind.__name__} {level} {seed}")  # noqa: S311
    week = draw_week(draw, standing=kind in (gap, streak) and draw.random() < 0.25)
    requirement = kind(draw, level, week)

    answers = compare(week, requirement)

    assert answers.modelled == answers.judged, requirement
    return answers


@pytest.mark.parametrize("level", ["must", "wish"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_model_and_judge_agree_on_every_way_to_place(kind, level):
    found = [agree(kind, level, seed) for seed in range(FEW.get(kind, 5))]

    if level == "must":
        assert any(0 < len(answers.judged) < answers.asked for answers in found)
    else:
        assert any(len(set(answers.judged.values())) > 1 for answers in found)


PAIR = (wanted(0, mode("heavy"), days=(1, 2)), wanted(1, mode("heavy"), days=(2, 3)))
SPACING = Gap(**COMMON, earlier=HEAVY, later=HEAVY, least=24 * HOUR, from_start=True)
BEFORE = Gap(**COMMON, earlier=HEAVY, later=TEMPO, least=20 * HOUR)
WISH = replace(
    BEFORE, level="wish", points=4000, target=60 * HOUR, nearest="later", key_percent=150
)


@pytest.mark.parametrize(
    ("facts", "requirement", "mistake"),
    [
        pytest.param([], SPACING, 1, id="too strict between sessions that are placed"),
        pytest.param([fixed(3, 8, "tempo")], BEFORE, 1, id="too strict before a fact"),
        pytest.param([fixed(3, 8, "tempo")], BEFORE, -1, id="too lax before a fact"),
        pytest.param([fixed(0, 23, "heavy")], SPACING, 1, id="too strict after a fact"),
        pytest.param([fixed(0, 23, "heavy")], SPACING, -1, id="too lax after a fact"),
    ],
)
def test_a_gap_that_is_a_minute_off_is_caught(facts, requirement, mistake):
    """As of an author who writes ``> least`` for ``>= least``, or the reverse."""
    week = week_of(facts, PAIR)
    wrong = replace(requirement, least=requirement.least + mistake)

    right_answers = compare(week, requirement)
    wrong_answers = compare(week, requirement, modelled_as=wrong)

    assert right_answers.modelled == right_answers.judged
    assert wrong_answers.modelled != wrong_answers.judged


@pytest.mark.parametrize(
    "mistake",
    [{"target": 60 * HOUR + 30}, {"points": 4003}, {"key_percent": 151}, {"points": 0}],
    ids=["the target", "the points", "the key run", "forgotten"],
)
def test_a_price_that_is_a_little_off_is_caught(mistake):
    week = week_of([fixed(3, 8, "tempo", key_run=True)], PAIR)

    answers = compare(week, WISH, modelled_as=replace(WISH, **mistake))

    assert answers.modelled != answers.judged


def test_the_exact_edges_are_candidates_whatever_the_grid():
    week = week_of([fixed(3, 8, "tempo")], (wanted(0, mode("heavy"), days=(2, 3)),), grid=240)
    model = build(week, [BEFORE])

    starts = {start for block in model.placings[0].blocks for start in block.starts}
    latest = 3 * DAY + 8 * HOUR - 20 * HOUR - 60
    assert latest in starts
    assert not starts & set(range(latest + 1, 3 * DAY + 8 * HOUR + 1))


def nearest_runs(near_key, far_key):
    """A session on Tuesday, and two runs after it."""
    runs = [fixed(2, 12, "tempo", key_run=near_key), fixed(3, 6, "tempo", key_run=far_key)]
    return week_of(runs, (wanted(0, mode("heavy"), days=(1,)),), grid=60)


@pytest.mark.parametrize("near_key", [False, True], ids=["a run", "a key run"])
@pytest.mark.parametrize("far_key", [False, True], ids=["before a run", "before a key run"])
def test_only_the_nearest_run_costs_also_where_a_farther_key_run_is_dearer(near_key, far_key):
    answers = compare(nearest_runs(near_key, far_key), WISH)

    assert answers.modelled == answers.judged
    assert len(set(answers.judged.values())) > 5


def test_of_two_fixed_runs_in_the_same_minute_the_key_run_counts():
    runs = [
        fixed(2, 12, "tempo", key_run=key_run, key=key) for key, key_run in (("a", 0), ("b", 1))
    ]
    answers = compare(week_of(runs, PAIR[:1], grid=60), WISH)

    assert answers.modelled == answers.judged


@pytest.mark.parametrize("key_run", [False, True], ids=["a run", "a key run"])
def test_a_movable_run_that_may_come_between_takes_the_place_of_the_nearest(key_run):
    moved = wanted(1, mode("tempo"), days=(2, 3), key_run=key_run)
    week = week_of([fixed(3, 9, "tempo", key_run=not key_run)], (PAIR[0], moved))

    answers = compare(week, WISH)

    assert answers.modelled == answers.judged


@pytest.mark.full
@pytest.mark.parametrize("level", ["must", "wish"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_model_and_judge_agree_in_many_weeks(kind, level):
    for seed in range(MANY):
        agree(kind, level, 1000 + seed)
