"""A rule alone: its requirements, what its judge says, and what the solver lets through."""

import datetime as dt
import inspect
from dataclasses import replace
from zoneinfo import ZoneInfo

from scheduler.horizon import Horizon
from scheduler.requirements import Ask, Finished, Window, judge
from scheduler.rules import RULES
from scheduler.solve import solve
from scheduler.training import ANY_KIND, STRENGTH, Mode, Session, Wanted, Week, in_order
from scheduler.units import read_clock

from ..oracle.weeks import evidence  # noqa: TID252

LONDON = ZoneInfo("Europe/London")
JANUARY = Horizon(LONDON, dt.date(2027, 1, 11))
SPRING = Horizon(LONDON, dt.date(2027, 3, 22))  # Sunday's first night is an hour short
AUTUMN = Horizon(LONDON, dt.date(2026, 10, 19))  # and here an hour long
FLOOR = evidence()


def session(day, clock, kind="heavy", minutes=50, **more):
    """A session on a day of the week (0 is the first) at a clock time; planned where strength."""
    horizon = more.pop("horizon", JANUARY)
    strength = kind in STRENGTH
    more.setdefault("title", "Strength A" if strength else kind.title())
    planned = more.setdefault("origin", "planned" if strength else "fixed") == "planned"
    more.setdefault("load", 5 * minutes)
    start = horizon.at(horizon.date(day), read_clock(clock))
    more.setdefault("key", f"{more['title']}-{start}")
    return Session(kind=kind, start=start, minutes=minutes, rpe=5.0, decided=planned, **more)


def week(*sessions, horizon=JANUARY, **more):
    """A week with these facts."""
    facts = in_order(found for found in sessions if not found.decided)
    return Week(horizon, "Ana", "ana", fixed=facts, **more)


def rule(name, **overrides):
    """A rule of the preset, with some of its numbers overridden."""
    return getattr(evidence({name: overrides}), name)


def lowered(found, scene):
    """The requirements of a rule; their ``where`` is the key that the rule names."""
    return tuple(found.requirements(scene, lambda *path: ".".join(path)))


def findings(found, *sessions, **scene):
    """What a rule says of these sessions."""
    own = week(*sessions, **scene)
    return judge(lowered(found, own), Finished(own, in_order(sessions)))


def says(found, *sessions, **scene):
    """What a rule says of these sessions, in words."""
    return [finding.says for finding in findings(found, *sessions, **scene)]


def points(found, *sessions, **scene):
    """What these sessions cost under a rule [points]."""
    return sum(finding.points for finding in findings(found, *sessions, **scene)) / 100


def legal(found, *sessions, **scene):
    """Whether a rule lets the plan be so: as the judge sees it and as the solver does."""
    own = week(*sessions, **scene)
    asked = lowered(found, own)
    judged = not any(f.breaks for f in judge(asked, Finished(own, in_order(sessions))))
    planned = [one for one in sessions if one.decided]
    just_there = [found for one in planned for found in _just_there(one)]
    tried = replace(own, wanted=tuple(map(_wanted_again, planned)), grid=1)
    solved = solve(tried, [*asked, *just_there]).proof == "optimal"
    assert solved == judged, f"the solver says {solved}, the judge {judged}"
    return judged


def _wanted_again(one):
    mode = Mode(one.kind, one.minutes, one.load, one.rpe)
    request = 0 if one.kind in STRENGTH else None
    return Wanted(one.key, one.title, (mode,), request=request, key_run=one.key_run)


def _just_there(one):
    """The session must be there, and nowhere else."""
    yield Ask(rule="scene", where="", key=one.key, asked=one.title)
    yield Window(
        rule="scene", where="", spans=((one.start, one.end),), inside=True, kinds=ANY_KIND,
        keys=frozenset({one.key}),
    )  # fmt: skip


def says_when_violated(name):
    """What the rule's docstring promises to say."""
    text = inspect.getdoc(RULES[name]).split("Says when violated\n")[1]
    return text.split("\n")[1].strip()


def loosened(name, **overrides):
    """The keys in which a rule is looser than the preset."""
    return [path for path, _ in rule(name, **overrides).loosened(getattr(FLOOR, name))]


def eased(name, **overrides):
    """What a rule may ask less: the key, from where, how far if not at will, and the step."""
    return [
        (".".join(found.path), found.write(found.value), _written(found), found.step)
        for found in rule(name, **overrides).easing(getattr(FLOOR, name))
    ]


def _written(number):
    return None if number.limit is None else number.write(number.limit)
