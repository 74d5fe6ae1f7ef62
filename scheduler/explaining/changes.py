"""What is new since the last plan, and why: each session that is not where the athlete knew it.

A session moves because its old slot breaks a must, by itself or beside what has to be there too, or
because the best week with it in the old slot would cost more, the price of the move included. Where
several weeks are planned, or the time ran out, it is only put back into the plan as it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scheduler.errors import NotKnownError
from scheduler.explain import words
from scheduler.explain.compare import broken_alone, compared, findings_of, points
from scheduler.explain.refusals import refused_by
from scheduler.explain.why_not import why_not
from scheduler.explaining.planned import Planned
from scheduler.outcome import Change, Outcome, Refusal, WhyNot
from scheduler.requirements import Finding
from scheduler.training import HAND, PLACED, LastPlan, Plan, Session, Slot, Wanted

TAKEN_BACK = "what was said of it is taken back"


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
        """Every session that is elsewhere, new, left out or missed."""
        told = {own.key: own for own in (*self._put_beside(), *self.outcome.told)}
        shown = {key for key, own in told.items() if _has_an_event(own)}
        for key in sorted(self.last.events | shown):
            was, session = self.last.sessions.get(key), told.get(key)
            if was is None:
                yield from self._new(told[key])
            elif session is None:
                yield self._left_out(was)
            elif session.origin == "missed":
                yield self._missed(was)
            elif self._is_done_with(was, session):
                continue
            elif was.start != session.start:
                yield self._moved(session, was)
            elif (was.kind, was.minutes) != (session.kind, session.minutes):
                yield self._otherwise(session, was)

    def _is_done_with(self, was: Session, session: Session) -> bool:
        """Whether the event is past and stays as it was: when it was done is told elsewhere."""
        all_past = self.outcome.week.has_begun(was) and self.outcome.week.has_begun(session)
        return all_past and "done" in {was.origin, session.origin}

    def _put_beside(self) -> Iterator[Session]:
        """What the athlete moved by hand out of the weeks that are planned."""
        inside = self.outcome.week.horizon.inside
        for session in self.planned.kept.sessions:
            known = session.key in self.last.sessions
            if known and session.where == HAND and not inside(session.start):
                yield session

    def _new(self, session: Session) -> Iterator[Change]:
        """A session that was not there; one that has begun, or was put there, is nothing new."""
        if self.outcome.week.has_begun(session) or session.where == HAND:
            return
        week = self.outcome.week.horizon.day(session.start) // 7
        if session.origin == "pinned":
            why = self._as_you_say(session)
        elif session.key in self.last.settled:
            why = TAKEN_BACK
        elif session.key in self.last.missing:
            why = "there is room for it now"
        else:
            why = "you ask for it now" if week in self.last.weeks else ""
        what = f"{session.title} is new: {self._at(session.start)}"
        yield _change(session.key, None, session.start, what, _Why(why))

    def _missed(self, was: Session) -> Change:
        what = f"{was.title} ({self._at(was.start)}) is missed"
        return _change(was.key, was.start, None, what, _Why(""))

    def _left_out(self, was: Session) -> Change:
        wanted = self._wanted(was.key)
        why = _Why("it is no longer asked for")
        if was.key in self.planned.kept.skipped:
            why = _Why(f"you deleted it from {HAND}")
        if wanted is not None:
            why = self._not_there(wanted, was)
        what = f"{was.title} ({self._at(was.start)}) is left out"
        return _change(was.key, was.start, None, what, why)

    def _moved(self, session: Session, was: Session) -> Change:
        before, now = self._at(was.start), self._at(session.start)
        what = f"{session.title} moves from {before} to {now}"
        if session.origin == "done":
            what = f"{session.title} was done {now}, not {before}"
        elif (session.kind, session.minutes) != (was.kind, was.minutes):
            what += f" and becomes {session.kind}, {session.minutes} min"
        why = self._why_moved(session, was)
        return _change(session.key, was.start, session.start, what, why)

    def _otherwise(self, session: Session, was: Session) -> Change:
        """At its time, but lighter, heavier, shorter or longer."""
        wanted = self._wanted(session.key)
        modes = {(mode.kind, mode.minutes): mode for mode in wanted.modes} if wanted else {}
        old = modes.get((was.kind, was.minutes))
        why = _Why(f"{HAND} has it so" if session.where == HAND else "you ask for it so now")
        if "done" in {session.origin, was.origin}:
            why = self._why_moved(session, was)
        if wanted is not None and old is not None:
            why = self._as_it_is(wanted, Slot(was.start, old))
        new, before = (f"{one.kind}, {one.minutes} min" for one in (session, was))
        what = f"{session.title} ({self._at(was.start)}) becomes {new} instead of {before}"
        return _change(session.key, was.start, session.start, what, why)

    def _why_moved(self, session: Session, was: Session) -> _Why:
        told = self._as_told(session, was)
        if told:
            return _Why(told)
        kept, wanted = self.outcome.week.kept.get(session.key), self._wanted(session.key)
        if self.last.again and kept is not None and kept.start == session.start:
            return _Why(self.last.again)
        return _Why("") if wanted is None else self._not_there(wanted, was)

    def _as_told(self, session: Session, was: Session) -> str:
        """What the athlete, the file or an export says that moves it; empty where nothing does."""
        if session.origin == "done":
            spoken_of = session.key in self.planned.kept.words
            return "you said so" if spoken_of else "an export shows it"
        if session.origin == "pinned":
            return self._as_you_say(session)
        if session.origin == "fixed":
            return "you gave it that time"
        if any(lost.session.key == session.key for lost in self.outcome.week.missed):
            return "it was missed" if self.outcome.week.has_begun(was) else "it will be missed"
        return TAKEN_BACK if was.origin == "done" or self.outcome.week.has_begun(session) else ""

    def _as_you_say(self, session: Session) -> str:
        if session.key in self.planned.kept.words:
            return "you said that you moved it"
        return f"you moved it in {HAND}" if session.where == HAND else "you pinned it there"

    def _wanted(self, key: str) -> Wanted | None:
        return next((own for own in self.outcome.week.wanted if own.key == key), None)

    def _not_there(self, wanted: Wanted, was: Session) -> _Why:
        """Why a session is not in its old slot, done as it is now, or else as it was."""
        start, now = was.start, self.outcome.plan.slots.get(wanted.key)
        ways = (
            mode for mode in wanted.modes if (mode.kind, mode.minutes) == (was.kind, was.minutes)
        )
        slot = Slot(start, now.mode if now is not None else next(ways, wanted.modes[0]))
        if self.outcome.week.horizon.weeks > 1 or self.outcome.proof != "optimal":
            return self._as_it_is(wanted, slot)
        try:
            answer = why_not(
                self.outcome, self.planned.requirements, wanted, start, self.planned.solver
            )
        except NotKnownError:
            return self._as_it_is(wanted, slot)
        if answer.forbidden_by:
            # The answer may speak of a lighter session, which the athlete does not have in mind.
            return _in_old_slot(self._alone(wanted, slot) or answer.forbidden_by, wanted)
        if answer.conflict:
            return _Why(f"beside what has to be there it finds no room on {self._at(start)}")
        return self._too_dear(answer, wanted)

    def _too_dear(self, answer: WhyNot, wanted: Wanted) -> _Why:
        costs = tuple(refused_by(found, answer.start, costly=True) for found in answer.costs)
        if answer.lost:
            says = f"if it stayed, {words.listed(answer.lost)} would be left out"
        elif answer.more <= 0 and wanted.key not in self.outcome.week.kept:
            says = "planned afresh, where it was has no say, and the week is as good so"
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
        there = Plan({**self.outcome.plan.slots, wanted.key: slot})
        findings = findings_of(self.outcome.week, self.planned.requirements, there)
        beside = [found for found in findings if found.breaks and wanted.key in found.sessions]
        refused = self._alone(wanted, slot) or _refused(beside, slot)
        if refused:
            return _in_old_slot(refused, wanted)
        found = compared(self.outcome.findings, findings)
        if found.more <= 0:
            return _Why("")
        return _Why(self._dearer(wanted, found.more, next(iter(found.new), None)))

    def _alone(self, wanted: Wanted, slot: Slot) -> tuple[Refusal, ...]:
        """What a slot breaks by itself and beside what is fixed."""
        week, requirements = self.outcome.week, self.planned.requirements
        return _refused(broken_alone(week, requirements, wanted, slot), slot)

    def _at(self, start: int) -> str:
        return self.outcome.week.horizon.says(start)


def _has_an_event(session: Session) -> bool:
    """Whether it stands in the calendar: fixed runs do not, nor does what else was done."""
    is_class = session.activity == "strength" and session.origin == "fixed"
    return is_class or session.origin in PLACED


def _change(key: str, was: int | None, now: int | None, what: str, why: _Why) -> Change:
    says = f"{what}, because {why.says}" if why.says else what
    return Change(key, was, now, says, why.because, why.saves)


def _refused(broken: Iterable[Finding], slot: Slot) -> tuple[Refusal, ...]:
    return tuple(refused_by(finding, slot.start) for finding in broken)


def _in_old_slot(refused: tuple[Refusal, ...], wanted: Wanted) -> _Why:
    """``the old slot overlaps Meeting``, ``in the old slot it ends Tue 18:30, 11 h before ...``."""
    says = refused[0].says
    rest = says.removeprefix(f"{wanted.title} ")
    if rest == says:
        return _Why(f"in the old slot {says}", refused)
    if rest.startswith("("):
        return _Why(f"the old slot {rest.partition(') ')[2]}", refused)
    return _Why(f"in the old slot it {rest}", refused)
