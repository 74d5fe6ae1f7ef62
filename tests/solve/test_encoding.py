"""The model of every kind of requirement allows and prices exactly what its judge does."""

from fractions import Fraction
from random import Random

import pytest

from scheduler.requirements import Ask, Cap, FreeDays, Gap, Monotony, SameDay, Streak, Window
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
        wanted(1, mode(other, draw.choice((60, 100))), days=(draw.choice((first, second)),),
               key_run=draw.random() < 0.5),
        *([wanted(2, mode("tempo", 45), days=(second,))] if draw.random() < 0.4 else []),
    )  # fmt: skip
    days = range(7) if standing else range(-2, 9)
    return week_of(_facts(draw, days), sessions, grid=draw.choice((240, 360)), standing=standing)


def _facts(draw, days):
    """Two to five facts, none at the same minute as another."""
    kinds = ("heavy", "moderate", "tempo", "tempo", "long", "easy", "core")
    places = draw.sample([(day, hour) for day in days for hour in (5, 9.5, 13, 17, 21.75)], 5)
    return [
        fixed(day, hour, draw.choice(kinds), key_run=draw.random() < 0.4, load=draw.choice((90, 420)))
        for day, hour in places[: draw.randint(2, 5)]
    ]


def window(draw, level, week):
    spans = []
    for _ in range(draw.randint(1, 3)):
        start = draw.randrange(0, 7 * DAY, 35)
        spans.append((start, start + draw.choice((90, 8 * HOUR, 30 * HOUR))))
    keys = draw.choice((None, None, frozenset({"strength-0", "run-1"})))
    free = frozenset({("strength-0", draw.choice((0, DAY, 5 * DAY)))})
    return Window(
        **COMMON, level=level, points=draw.choice((500, 1250)), spans=tuple(spans),
        inside=draw.random() < 0.5, whole=draw.random() < 0.5, kinds=draw.choice((ANY_KIND, STRENGTH)),
        keys=keys, free_starts=draw.choice((frozenset(), free)),
    )  # fmt: skip


def gap(draw, level, week):
    least = draw.choice((0, 90, 24 * HOUR, 37 * HOUR))
    nearest = draw.choice((None, "earlier", "later")) if level == "wish" else None
    strength = draw.choice((HEAVY, LEGS, STRENGTH))
    runs = draw.choice((QUALITY, HARD_RUNS, TEMPO))
    earlier, later = {
        None: draw.choice(((strength, runs), (runs, strength), (strength, HEAVY), (ANY_KIND, ANY_KIND))),
        "later": (strength, runs),
        "earlier": (runs, strength),
    }[nearest]
    only = [session.key for session in week.fixed if session.kind in HARD_RUNS][:1]
    return Gap(
        **COMMON, level=level, points=draw.choice((1500, 3333)), earlier=earlier, later=later,
        least=least, target=least + draw.choice((7, 12 * HOUR, 48 * HOUR)) if level == "wish" else 0,
        from_start=draw.random() < 0.3, nearest=nearest,
        key_percent=draw.choice((100, 150, 300)) if nearest == "later" else 100,
        only=frozenset(only) if nearest is None and draw.random() < 0.15 else None,
    )  # fmt: skip


def same_day(draw, level, week):
    return SameDay(
        **COMMON, level=level, points=700, kinds=draw.choice((HEAVY, LEGS, STRENGTH)),
        others=draw.choice((LONG, HARD_RUNS, TEMPO)), together=draw.random() < 0.5, says="is wrong",
    )  # fmt: skip


def cap(draw, level, week):
    measure, limits = draw.choice(
        (("load", (0, 300, 1500)), ("minutes", (60, 150, 300)), ("count", (1, 2, 4)))
    )
    days = {day for own in week.wanted for day in own.days}
    return Cap(
        **COMMON, level=level, points=370, per=draw.choice((1, 17, 100)), measure=measure,
        period=draw.choice((HORIZON.week(0), *(SPANS[day] for day in sorted(days)))), limit=draw.choice(limits),
        kinds=draw.choice((ANY_KIND, STRENGTH)), binds=draw.choice((ANY_KIND, STRENGTH)), says="here",
    )  # fmt: skip


def ask(draw, level, week):
    own = draw.choice(week.wanted)
    run = own.request < 0
    return Ask(
        **COMMON, level="wish" if run else level, points=0 if run else 9000, key=own.key, asked="it",
        lesser=tuple((other, 2000) for other in own.modes[1:]),
    )  # fmt: skip


def monotony(draw, level, week):
    return Monotony(
        **COMMON, level=level, points=400, days=SPANS, start=Fraction(draw.choice(("0.4", "0.7", "1"))),
        step=Fraction(draw.choice(("0.1", "0.25"))), most=draw.choice((1, 5, 10)) if level == "wish" else 1,
        ddof=draw.choice((0, 1)),
    )  # fmt: skip


def streak(draw, level, week):
    return Streak(
        **COMMON, level=level, points=2000, kinds=HARD_RUNS | LEGS, most=draw.choice((1, 1, 1, 2))
    )


def free_days(draw, level, week):
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


@pytest.mark.full
@pytest.mark.parametrize("level", ["must", "wish"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_model_and_judge_agree_in_many_weeks(kind, level):
    for seed in range(MANY):
        agree(kind, level, 1000 + seed)
