"""Rules of every sort: tighter, looser, switched off, wishes made musts and musts made wishes."""

LEVELS = ("availability", "rest_day", "gap_before_hard_run", "gap_after_quality",
          "gap_after_long_run", "no_strength_on_long_run_day", "gap_between_strength",
          "leg_sessions_per_day", "sessions_per_day", "before_race", "after_race",
          "quiet_hours", "preferred_time", "preferred_day", "keep_last_plan", "hard_day_streak",
          "monotony", "daily_minutes", "weekly_load", "between_sessions", "same_day_policy",
          "strength_sessions")  # fmt: skip


def overlaid(base, over):
    """Maps merged key by key; anything else replaced."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    return {key: overlaid(base[key], over[key]) if key in base and key in over
            else over.get(key, base.get(key)) for key in {**base, **over}}  # fmt: skip


def draw_overrides(draw):
    """Some rules with other numbers, another level, or off."""
    found = {}
    for number in _numbers(draw):
        if draw.random() < 0.18:
            found = overlaid(found, number)
    for rule in LEVELS:
        chance = draw.random()
        if chance < 0.05:
            found = overlaid(found, {rule: {"off": True}})
        elif chance < 0.13:
            found = overlaid(found, {rule: {"level": draw.choice(("wish", "must"))}})
    return found


def _numbers(draw):
    return [*_gaps(draw), *_amounts(draw), *_preferences(draw)]


def _gaps(draw):
    kind = draw.choice(("heavy", "moderate", "light", "core"))
    yield {"gap_before_hard_run": {kind: {"min": draw.choice(("0h", "13h", "30h", "36h", "50h"))}}}
    yield {"gap_before_hard_run": {"light": {"min": "8h", "target": "31h"}, "long_points": 7.77}}
    yield {"gap_before_hard_run": {"quality_points": 33.3, "key_factor": draw.choice((1, 1.25, 3))}}
    yield {"gap_after_quality": {kind: {"min": "3h", "target": "20h", "points": 3.33}}}
    yield {"gap_after_quality": {"heavy": {"min": draw.choice(("10min", "24h"))}}}
    yield {"gap_after_long_run": {kind: {"min": "5h", "target": "40h", "points": 11}}}
    yield {"gap_between_strength": {"heavy": {"min": draw.choice(("24h", "47h", "72h", "90h"))}}}
    yield {"gap_between_strength": {"moderate": {"min": "36h", "target": "80h", "points": 12.34}}}
    yield {"gap_between_strength": {"light": {"target": "50h", "points": 5}, "core": {"min": "6h"}}}
    yield {
        "before_race": {draw.choice("ABC"): {kind: {"min": "30h", "target": "9d", "points": 17}}}
    }
    yield {"after_race": {"5k": {kind: {"min": "30h", "target": "4d", "points": 9}}}}
    yield {"after_race": {"marathon": {"heavy": {"min": "5d", "target": "14d", "points": 25}}}}
    yield {"between_sessions": {"min": draw.choice(("10min", "45min", "2h"))}}
    yield {"between_sessions": {"min": "3h", "level": "wish"}}


def _amounts(draw):
    yield {"weekly_load": {"cap": draw.choice((300, 700, 1200, 2000))}}
    yield {"weekly_load": {"cap": 900, "level": "wish"}}
    yield {
        "daily_minutes": {"cap": draw.choice((45, 90, 100)), "level": draw.choice(("wish", "must"))}
    }
    yield {"daily_minutes": {"points": 3.7, "per": 17}}
    yield {"sessions_per_day": {"max": draw.choice((1, 1, 2))}}
    yield {"leg_sessions_per_day": {"max": draw.choice((0, 2))}}
    yield {
        "monotony": {
            "above": draw.choice((0.4, 0.8, 1, 1.2)),
            "level": draw.choice(("wish", "must")),
        }
    }
    yield {"monotony": {"above": 0.7, "step": 0.25, "points": 7, "at_most": 35}}
    yield {"monotony": {"ddof": 0}}
    yield {
        "hard_day_streak": {"max": draw.choice((1, 1, 3)), "level": draw.choice(("wish", "must"))}
    }
    yield {"strength_sessions": {"missing": [draw.choice((20, 60, 100)), 45]}}
    yield {"strength_sessions": {"lighter": 7, "shorter": 2.5, "core": 11}}
    yield {"strength_sessions": {"level": "must"}}


def _preferences(draw):
    yield {"same_day_policy": {"policy": "easy_days", "points": 9}}
    yield {"same_day_policy": {"level": "must"}}
    yield {"no_strength_on_long_run_day": {"classes": ["heavy", "light"]}}
    yield {"preferred_day": {"days": draw.choice((["tue,thu"], ["mon-wed"], ["sat", "sun"]))}}
    yield {"preferred_time": {"windows": {"daily": [draw.choice(("06:00-07:10", "17:30-19:00"))]}}}
    yield {
        "preferred_time": {
            "windows": {"tue": ["22:30-01:00"], "daily": ["06:30-07:30", "07:30-08:10"]}
        }
    }
    yield {"quiet_hours": {"before": "06:30", "after": draw.choice(("19:00", "24:00"))}}
    yield {"quiet_hours": {"level": "must"}}
    yield {"keep_last_plan": {"points": 12.5, "time_points": 6}}
    yield {"keep_last_plan": {"level": "must"}}
