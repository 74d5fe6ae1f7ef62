"""Finished weeks for the judges: a few sessions at their times, planned or fixed."""

import datetime as dt
from zoneinfo import ZoneInfo

from scheduler.horizon import Horizon
from scheduler.requirements import Finished
from scheduler.training import STRENGTH, Session, Week, in_order
from scheduler.units import read_clock

JANUARY = Horizon(ZoneInfo("Europe/London"), dt.date(2027, 1, 11))
DAYS = tuple(JANUARY.span(day) for day in range(7))
COMMON = {"rule": "rule", "where": "ana.yaml:3"}


def planned(day, clock, kind="heavy", minutes=60, **more):
    """A session that the plan placed."""
    return fixed(day, clock, kind, minutes, origin="planned", decided=True, **more)


def fixed(day, clock, kind="easy", minutes=60, **more):
    """A session that was there before."""
    more.setdefault("title", "Strength A" if kind in STRENGTH else kind.title())
    more.setdefault("load", 5 * minutes)
    start = JANUARY.midnight(day) + read_clock(clock)
    more.setdefault("key", f"{more['title']}-{start}")
    return Session(kind=kind, start=start, minutes=minutes, rpe=5.0, **more)


def finished(*sessions, **week):
    """A week with these sessions."""
    return Finished(Week(JANUARY, "Ana", "ana", **week), in_order(sessions))


def judged(requirement, *sessions, **week):
    """All that a requirement finds."""
    return tuple(requirement.judge(finished(*sessions, **week)))


def kept(requirement, *sessions, **week):
    """Whether the plan breaks nothing."""
    return not any(finding.breaks for finding in judged(requirement, *sessions, **week))


def points(requirement, *sessions, **week):
    """What the sessions cost, in hundredths."""
    return sum(finding.points for finding in judged(requirement, *sessions, **week))
