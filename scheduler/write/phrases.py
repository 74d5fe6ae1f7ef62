"""The plain words that the terminal and the report share: dates, figures, the verdict.

No word of the trade of solving stands here; a runner reads these sentences before breakfast.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from scheduler.write.view import Document, SessionView, WeekView, clean

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
TO = "\N{EN DASH}"
_NO_PLAN = "With it there is no plan at all."

RULE_WORDS = {  # what each rule takes its points for
    "after_race": "work soon after the race",
    "availability": "times outside the availability",
    "before_race": "work close to the race",
    "between_sessions": "sessions close together",
    "daily_minutes": "long days",
    "gap_after_long_run": "less rest after the long run",
    "gap_after_quality": "less rest after hard runs",
    "gap_before_hard_run": "legs less fresh before hard runs",
    "gap_between_strength": "less rest between strength sessions",
    "hard_day_streak": "hard days in a row",
    "keep_last_plan": "moves since the last plan",
    "leg_sessions_per_day": "several leg sessions in a day",
    "monotony": "days too much alike",
    "no_strength_on_long_run_day": "strength on the day of the long run",
    "preferred_day": "other days than preferred",
    "preferred_time": "other times than preferred",
    "quiet_hours": "early or late hours",
    "rest_day": "sessions on rest days",
    "same_day_policy": "hard and easy mixed",
    "sessions_per_day": "too many sessions in a day",
    "strength_sessions": "sessions left out, lighter or shorter",
    "weekly_load": "the week's load",
}


def clock(moment: dt.datetime) -> str:
    """``17:30``."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def day_name(date: dt.date) -> str:
    """``Tue 12``."""
    return f"{DAYS[date.weekday()]} {date.day}"


def long_day(date: dt.date) -> str:
    """``Tuesday 12 January``."""
    return f"{LONG_DAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]}"


def when(session: SessionView) -> str:
    """``Tue 12, 17:30-18:20``, with a longer dash."""
    return f"{day_name(session.start)}, {clock(session.start)}{TO}{clock(session.end)}"


def slot(moment: dt.datetime) -> str:
    """``Tue 12 17:30``."""
    return f"{day_name(moment)} {clock(moment)}"


def dates(first: dt.date, last: dt.date) -> str:
    """``11-17 January 2027``, with as much of the first date as differs from the last."""
    ends = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year} {TO} {ends}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} {TO} {ends}"
    return f"{first.day}{TO}{ends}"


def number(value: float) -> str:
    """At most two decimals and no idle zero: ``31``, ``7.25``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def count(amount: float, word: str) -> str:
    """``1 point``, ``31 points``."""
    return f"{number(amount)} {word}" if amount == 1 else f"{number(amount)} {word}s"


def rule_words(rule: str) -> str:
    """A rule's name as a runner would say it."""
    return RULE_WORDS.get(rule, rule.replace("_", " "))


def verdict(document: Document, weeks: int = 1) -> str:
    """How good the plan is and how surely: one sentence without a full stop."""
    score = document.get("score") or {}
    total = score.get("total") or 0
    best = "the best week" if weeks == 1 else f"the best {weeks} weeks"
    tail = _missing(document)
    match document.get("proof"):
        case "infeasible":
            return f"Proven impossible: your rules contradict each other{tail}"
        case "optimal":
            return f"Proven {best} under your rules: {count(total, 'point')}{tail}"
        case "feasible":
            far = max(0, total - (score.get("bound") or 0))
            bound = f"at most {number(far)} from the best"
            return f"The best found in the time: {count(total, 'point')}, {bound}{tail}"
        case _:
            return f"The time ran out before a plan was found{tail}"


def falls_short(document: Document) -> bool:
    """Whether less was placed than was asked; a target above the minimum is no more than a wish."""
    return bool(document.get("shortfall")) and document.get("status") != "planned"


def _missing(document: Document) -> str:
    sessions = len(document.get("shortfall") or ())
    if not sessions:
        return ""
    short = "missing" if falls_short(document) else "short of the target"
    return f", {count(sessions, 'session')} {short}"


def breakdown(document: Document) -> tuple[str, ...]:
    """Where the points come from, the dearest first: ``16 for an even week``."""
    rules = (document.get("score") or {}).get("rules") or {}
    dear = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
    return tuple(f"{number(points)} for {rule_words(rule)}" for rule, points in dear if points)


def would_cost(costs: Document) -> str:
    """What a week costs more than the plan: ``nothing forbids it; the week would cost 3 more``."""
    more, total = costs["more"], count(costs["total"], "point")
    if not more:
        return f"nothing forbids it, and the week costs the same, {total}"
    change = f"{number(abs(more))} {'more' if more > 0 else 'fewer'}"
    lost = ", ".join(map(clean, costs["left_out"]))
    but = f", but {lost} would find no slot" if more < 0 else ""  # a run, which has no points
    return f"nothing forbids it{but}; the week would cost {total}, {change}"


def what_if_costs(document: Document) -> str:
    """How the points of two weeks differ, in a sentence."""
    before, after = (document[name]["score"]["total"] for name in ("before", "after"))
    more = document["difference"]["total"]
    if after is None:
        late = document["after"]["status"] == "out_of_time"
        return "The time ran out before a plan with it was found." if late else _NO_PLAN
    if more is None:
        return f"With it there is a plan, of {count(after, 'point')}."
    if not more:
        return f"It costs the same: {count(after, 'point')}."
    change = f"{count(abs(more), 'point')} {'more' if more > 0 else 'fewer'}"
    return f"It costs {change}: {number(after)} instead of {number(before)}."


def cut_off(document: Document) -> Iterator[str]:
    """Which of two weeks is not proven, so that their difference is not exact."""
    for name, says in (("before", "As it is"), ("after", "As it would be")):
        week = document[name]
        if week["proof"] in {"feasible", "unknown"}:
            told = verdict(week)
            yield f"{says}: {told[0].lower()}{told[1:]}."


def differences(rules: Mapping[str, float]) -> tuple[str, ...]:
    """What each rule takes more or less: ``40 more for legs less fresh before hard runs``."""
    dear = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        f"{number(abs(more))} {'more' if more > 0 else 'less'} for {rule_words(rule)}"
        for rule, more in dear
        if more
    )


def monotony(week: WeekView) -> str:
    """The monotony and what it means; a week of equal days has none."""
    if week.monotony is None:
        return "no monotony figure: every day is alike" if week.load else "no load at all"
    figure = f"monotony {week.monotony:.2f}"
    if "monotony" in week.flags:
        return f"{figure}, too even days"
    if week.monotony_wanted is None:
        return figure
    varied = week.monotony <= week.monotony_wanted
    return f"{figure}, {'the days vary well' if varied else 'rather even days'}"


def figures(week: WeekView) -> tuple[str, ...]:
    """The week's load, monotony and strain in words."""
    strain = () if week.strain is None else (f"strain {week.strain:.1f}",)
    return (f"load {number(week.load)} AU", monotony(week), *strain)


def session_words(session: SessionView) -> str:
    """A session in one line: ``06:00 6 x 800 m, intervals, 60 min``."""
    parts: Iterable[str] = (
        f"{clock(session.start)} {session.title}",
        session.kind,
        f"{session.minutes} min",
        session.remark,
    )
    return ", ".join(part for part in parts if part)


def costs(session: SessionView) -> tuple[str, ...]:
    """What the session costs and why, the dearest first: ``6 points: starts before 06:00``."""
    dear = sorted(session.costs, key=lambda cost: (-cost.points, cost.rule, cost.says))
    return tuple(f"{count(cost.points, 'point')}: {cost.says}" for cost in dear if cost.points)
