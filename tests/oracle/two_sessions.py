"""What the rules say of two sessions, one before the other."""

from .one_session import STRENGTH, BrokenError
from .rounding import hundredths, pro_rata

QUALITY = ("tempo", "threshold", "intervals", "hills", "fartlek", "quality")
HARD = (*QUALITY, "long", "race")
LEGS = ("heavy", "moderate", "light")


def price(rules, earlier, later):
    """The points of a pair [hundredths]; ``BrokenError`` where a must forbids it.

    The targets that count only towards the nearest run are not here: they need the whole week.
    """
    after = later.start - earlier.end
    if after < 0:
        raise BrokenError
    return points_of(rules, earlier, later)


def points_of(rules, earlier, later, *, bind=True):
    """The same for two facts with ``bind`` off: a must that they break costs nothing."""
    after = later.start - earlier.end
    total = 0
    for rule, gap, target, points in gaps(rules, earlier, later):
        measured = later.start - earlier.start if rule is rules.gap_between_strength else after
        if 0 < gap > measured:
            if rule.level == "must":
                if bind:
                    raise BrokenError
            else:
                total += pro_rata(hundredths(rule.points), gap - measured, gap)
        if target is not None and target > gap:
            total += pro_rata(hundredths(points), target - measured, target - gap)
    return total


def gaps(rules, earlier, later):
    """Rule, least gap, target and points, for each rule that speaks of the pair."""
    if rules.between_sessions.min and not rules.between_sessions.off:
        yield rules.between_sessions, rules.between_sessions.min, None, 0
    if earlier.kind in STRENGTH and later.kind in STRENGTH:
        yield from _spacing(rules.gap_between_strength, earlier.kind, later.kind)
    elif earlier.kind in STRENGTH:
        yield from _before_a_run(rules, earlier.kind, later)
    elif later.kind in STRENGTH:
        yield from _after_a_run(rules, earlier, later.kind)


def _spacing(rule, one, other):
    """The larger of both gaps; with a light session light's, with core none (core's)."""
    if rule.off:
        return
    kinds = {one, other}
    for yielding in ("core", "light"):
        if yielding in kinds:
            own = getattr(rule, yielding)
            yield rule, own.min, own.target, own.points
            return
    heavy, moderate = (getattr(rule, kind) for kind in ("heavy", "moderate"))
    if len(kinds) == 1:
        own = getattr(rule, one)
        yield rule, own.min, own.target, own.points
        return
    least = max(heavy.min, moderate.min)
    first = (heavy.target or 0, heavy.min) >= (moderate.target or 0, moderate.min)
    longer = heavy if first else moderate
    target = None if longer.target is None else max(longer.target, least)
    yield rule, least, target, longer.points


def _before_a_run(rules, kind, run):
    if run.kind in HARD and not rules.gap_before_hard_run.off:
        yield rules.gap_before_hard_run, getattr(rules.gap_before_hard_run, kind).min, None, 0
    if run.race is not None and not rules.before_race.off:
        own = getattr(getattr(rules.before_race, run.race[0]), kind)
        yield rules.before_race, own.min, own.target, own.points


def _after_a_run(rules, run, kind):
    if run.kind in QUALITY and not rules.gap_after_quality.off:
        yield rules.gap_after_quality, getattr(rules.gap_after_quality, kind).min, None, 0
    if run.kind == "long" and not rules.gap_after_long_run.off:
        yield rules.gap_after_long_run, getattr(rules.gap_after_long_run, kind).min, None, 0
    if run.race is not None and not rules.after_race.off:
        own = getattr(rules.after_race.row(run.race[1]), kind)
        yield rules.after_race, own.min, own.target, own.points
