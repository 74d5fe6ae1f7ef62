"""What the athlete was told last, so that what is new of the next plan can be told."""

from scheduler.horizon import Horizon
from scheduler.store.plans import KeptSession, KeptWeek
from scheduler.training import PLACED, LastPlan, Session


def told_last(*weeks: tuple[KeptWeek, str], horizon: Horizon) -> LastPlan:
    """What the last plans of the weeks to plan told; with each, the earlier plan that comes back.

    Parameters
    ----------
    weeks
        Those that have a plan, and in words the earlier one that counts again, or nothing.
    horizon
        The weeks to plan.
    """
    sessions, events, settled = dict[str, Session](), set[str](), set[str]()
    for week, _ in weeks:
        for one in week.revisions[-1].sessions:
            if one.origin in {"done", "missed"}:
                settled.add(one.key)
            if one.origin != "missed":
                sessions[one.key] = fact(one, horizon.minute(one.start))
                if one.activity == "strength" or one.origin in PLACED:
                    events.add(one.key)
    return LastPlan(
        sessions=sessions,
        events=frozenset(events),
        settled=frozenset(settled),
        missing=frozenset(key for week, _ in weeks for key in week.revisions[-1].missing),
        weeks=frozenset(horizon.day_of_date(week.week) // 7 for week, _ in weeks),
        again=next((says for _, says in weeks if says), ""),
    )


def fact(kept: KeptSession, start: int, where: str = "the last plan") -> Session:
    """A kept session as it stands there [min]."""
    return Session(
        key=kept.key,
        kind=kept.kind,
        title=kept.title,
        start=start,
        minutes=kept.minutes,
        load=kept.load,
        rpe=kept.rpe,
        origin=kept.origin,
        where=where,
        asked=kept.asked,
    )
