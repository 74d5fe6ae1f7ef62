"""What is new since the last plan, and why: each session that is not where the athlete knew it.

A session moves because its old slot breaks a must, by itself or beside what has to be there too, or
because the best week with it in the old slot would cost more, the price of the move included. Where
several weeks are planned, or the time ran out, it is only put back into the plan as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scheduler.errors import NotKnownError
from scheduler.explain import words
from scheduler.explain.compare import broken_alone, compared, findings_of, points
from scheduler.explain.refusals import refused_by
from scheduler.explain.why_not import why_not
from scheduler.explaining.planned import Planned
from scheduler.outcome import Change, Outcome, Refusal, WhyNot
from scheduler.requirements import Finding
from scheduler.training import LastPlan, Plan, Session, Slot, Wanted

PLACED = frozenset({"planned", "pinned"})  # what is fixed is the athlete's own doing


def with_changes(planned: Planned, outcome: Outcome) -> Outcome:
    """The outcome with what is new since the last plan; nothing where there is no plan."""
    last = planned.kept.last
    if outcome.status == "out_of_time" or not last.sessions:
        return outcome
    return replace(outcome, changes=tuple(_Telling(planned, outcome, last).changes()))


@dataclass(frozen=True)
class _Why:
    """Why one session is elsewhere."""

    says: str
    because: tuple[Refusal, ...] = ()
    saves: int | None = None


@dataclass(frozen=True)
class _Telling:
    """The new plan beside the last one."""

    planned: Planned
    outcome: Outcome
    last: LastPlan

    def changes(self) -> Iterator[Change]:
        """Every session that is elsewhere, new or left out."""
        told = {own.key: own for own in self.outcome.told}
        placed = {key: own for key, own in told.items() if own.origin in PLACED}
        for key in sorted({*self.last.sessions, *placed}):
            was, session = self.last.sessions.get(key), placed.get(key)
            if was is None:
                yield self._new(placed[key])
            elif session is not None and was.start != session.start:
                yield self._moved(session, was)
            elif session is not None and _mode(was) != _mode(session):
                yield self._otherwise(session, was)
            elif session is None and key not in told:
                yield self._left_out(was)
            elif session is None and told[key].origin == "missed":
                what = f"{was.title} ({self._at(was.start)}) is missed"
                yield _change(key, was.start, None, what, _Why(""))

    def _new(self, session: Session) -> Change:
        week = self.outcome.week.horizon.day(session.start) // 7
        if session.origin == "pinned":
            why = "you pinned it there"
        elif session.key in self.last.missing:
            why = "there is room for it now"
        else:
            why = "you ask for it now" if week in self.last.weeks else ""
        what = f"{session.title} is new: {self._at(session.start)}"
        return _change(session.key, None, session.start, what, _Why(why))

    def _left_out(self, was: Session) -> Change:
        wanted = self._wanted(was.key)
        why = _Why("it is no longer asked for")
        if wanted is not None:
            why = self._not_there(wanted, was.start)
        what = f"{was.title} ({self._at(was.start)}) is left out"
        return _change(was.key, was.start, None, what, why)

    def _moved(self, session: Session, was: Session) -> Change:
        what = f"{session.title} moves from {self._at(was.start)} to {self._at(session.start)}"
        why = self._why_moved(session, was.start)
        return _change(session.key, was.start, session.start, what, why)

    def _otherwise(self, session: Session, was: Session) -> Change:
        """At its time, but lighter, heavier, shorter or longer."""
        wanted = self._wanted(session.key)
        modes = {(mode.kind, mode.minutes): mode for mode in wanted.modes} if wanted else {}
        old = modes.get((was.kind, was.minutes))
        why = _Why("you ask for it so now")
        if wanted is not None and old is not None:
            why = self._as_it_is(wanted, Slot(was.start, old))
        new, before = (f"{one.kind}, {one.minutes} min" for one in (session, was))
        what = f"{session.title} ({self._at(was.start)}) becomes {new} instead of {before}"
        return _change(session.key, was.start, session.start, what, why)

    def _why_moved(self, session: Session, was: int) -> _Why:
        kept, wanted = self.outcome.week.kept.get(session.key), self._wanted(session.key)
        word = self.planned.kept.words.get(session.key)
        if word is not None and word.what == "missed":
            return _Why("it was missed")
        if session.origin == "pinned":
            return _Why("you pinned it there" if word is None else "you moved it there")
        if self.last.again and kept is not None and kept.start == session.start:
            return _Why(self.last.again)
        return _Why("") if wanted is None else self._not_there(wanted, was)

    def _wanted(self, key: str) -> Wanted | None:
        return next((own for own in self.outcome.week.wanted if own.key == key), None)

    def _not_there(self, wanted: Wanted, start: int) -> _Why:
        """Why a session is not in its old slot."""
        slots = self.outcome.plan.slots
        mode = slots[wanted.key].mode if wanted.key in slots else wanted.modes[0]
        if self.outcome.week.horizon.weeks > 1 or self.outcome.proof != "optimal":
            return self._as_it_is(wanted, Slot(start, mode))
        try:
            answer = why_not(
                self.outcome, self.planned.requirements, wanted, start, self.planned.solver
            )
        except NotKnownError:
            return self._as_it_is(wanted, Slot(start, mode))
        if answer.forbidden_by:
            return _Why(_in_old_slot(answer.forbidden_by[0], wanted), answer.forbidden_by)
        if answer.conflict:
            return _Why(f"beside what has to be there it finds no room on {self._at(start)}")
        return self._too_dear(answer, wanted)

    def _too_dear(self, answer: WhyNot, wanted: Wanted) -> _Why:
        costs = tuple(refused_by(found, answer.start, costly=True) for found in answer.costs)
        if answer.lost:
            says = f"if it stayed, {words.listed(answer.lost)} would be left out"
        elif answer.more <= 0:
            says = "if it stayed, another session would have to move"
        else:
            says = self._dearer(wanted, answer.more, next(iter(answer.costs), None))
        return _Why(says, costs, answer.more)

    def _dearer(self, wanted: Wanted, more: int, dearest: Finding | None) -> str:
        verb = "staying" if wanted.key in self.outcome.plan.slots else "keeping it"
        reason = f": {dearest.says}" if dearest is not None else ""
        return f"{verb} would cost {points(more)} more{reason}"

    def _as_it_is(self, wanted: Wanted, slot: Slot) -> _Why:
        """What the old slot breaks or costs, with the rest of the plan where it is now."""
        requirements = self.planned.requirements
        broken = broken_alone(self.outcome.week, requirements, wanted, slot)
        there = Plan({**self.outcome.plan.slots, wanted.key: slot})
        findings = findings_of(self.outcome.week, requirements, there)
        broken = broken or [f for f in findings if f.breaks and wanted.key in f.sessions]
        if broken:
            refused = tuple(refused_by(finding, slot.start) for finding in broken)
            return _Why(_in_old_slot(refused[0], wanted), refused)
        found = compared(self.outcome.findings, findings)
        if found.more <= 0:
            return _Why("")
        return _Why(self._dearer(wanted, found.more, next(iter(found.new), None)))

    def _at(self, start: int) -> str:
        return self.outcome.week.horizon.says(start)


def _mode(session: Session) -> tuple[str, int]:
    return session.kind, session.minutes


def _change(key: str, was: int | None, now: int | None, what: str, why: _Why) -> Change:
    says = f"{what}, because {why.says}" if why.says else what
    return Change(key, was, now, says, why.because, why.saves)


def _in_old_slot(refusal: Refusal, wanted: Wanted) -> str:
    """``the old slot overlaps Meeting``, ``in the old slot it ends Tue 18:30, 11 h before ...``."""
    says = refusal.says
    if not says.startswith(f"{wanted.title} "):
        return f"in the old slot {says}"
    rest = says.removeprefix(f"{wanted.title} ")
    if rest.startswith("("):
        return f"the old slot {rest.partition(') ')[2]}"
    return f"in the old slot it {rest}"
