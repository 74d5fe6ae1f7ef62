"""The plan as one plain object: what ``--json`` prints, and what terminal and report draw."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from scheduler.horizon import Horizon, Span
from scheduler.identity import SCHEMA, uid_of
from scheduler.load import WeekLoad
from scheduler.outcome import Outcome
from scheduler.requirements import Finding
from scheduler.training import Session
from scheduler.write import document_reasons as reasons
from scheduler.write.document_content import content, unmet
from scheduler.write.document_history import history
from scheduler.write.plain import Document, cost, iso, points


class Evenness(NamedTuple):
    """How the athlete's rules look at the monotony of a week [-]."""

    wanted: float | None = None  # up to it the days vary well
    warn: float | None = None  # from it on the week is flagged


NOT_SAID = Evenness()
_OF_ANOTHER_WEEK = (  # what is told of the best week with a session elsewhere
    "timezone", "from", "to", "score", "sessions", "rest_days", "load", "availability", "busy",
)  # fmt: skip


def document(outcome: Outcome, *, evenness: Evenness = NOT_SAID) -> Document:
    """The whole outcome; times are ISO 8601 with offset, points have at most two decimals."""
    horizon = outcome.week.horizon
    shown: Document = {
        "schema": SCHEMA,
        "athlete": outcome.week.athlete,
        "timezone": str(horizon.zone),
        "from": horizon.date(0).isoformat(),
        "to": horizon.date(horizon.days - 1).isoformat(),
        "status": outcome.status,
        "proof": outcome.proof,
        "score": _score(outcome),
        "sessions": [_session(outcome, session) for session in outcome.told],
        "rest_days": _rest_days(outcome),
        "shortfall": [reasons.shortfall(outcome, missing) for missing in outcome.missing],
        "load": _load(outcome, evenness),
        "changes": [reasons.change(outcome, change) for change in outcome.changes],
        "unmet": unmet(outcome),
        "notes": list(dict.fromkeys(outcome.notes)),
        "availability": [_span(horizon, span) for span in _inside(horizon, outcome.week.available)],
        "busy": [
            _span(horizon, span)
            for span in _inside(horizon, tuple((b.start, b.end) for b in outcome.week.busy))
        ],
    }
    if outcome.lately is not None:
        shown["history"] = history(outcome, outcome.lately)
    if outcome.about is not None:
        shown["about"] = uid_of(outcome.week.identity, outcome.about)
    if outcome.why_not is not None:
        shown["at"] = reasons.why_not(outcome, outcome.why_not)
        if outcome.why_not.week is not None:
            whole = document(outcome.why_not.week, evenness=evenness)
            shown["at"]["week"] = {key: whole[key] for key in _OF_ANOTHER_WEEK}
    return shown


def judged(outcome: Outcome, *, evenness: Evenness = NOT_SAID) -> Document:
    """A calendar that was judged: its sessions, what they break and what they cost."""
    shown = document(outcome, evenness=evenness)
    wanted = ("schema", "athlete", "timezone", "from", "to", "sessions", "load", "notes")
    return {
        **{key: shown[key] for key in wanted},
        "score": {"total": shown["score"]["total"], "rules": shown["score"]["rules"]},
        "findings": [_finding(outcome, finding) for finding in outcome.findings],
    }


def _finding(outcome: Outcome, finding: Finding) -> Document:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "breaks": finding.breaks,
        "where": finding.where,
        "says": finding.says,
        "found": finding.found or None,
        "wanted": finding.wanted or None,
        "points": points(finding.points),
        "sessions": [uid_of(outcome.week.identity, key) for key in finding.sessions],
    }


def _score(outcome: Outcome) -> Document:
    rules: Counter[str] = Counter()
    for finding in outcome.findings:
        rules[finding.rule] += finding.points
    return {
        "total": None if outcome.points is None else points(outcome.points),
        "bound": None if outcome.bound is None else points(outcome.bound),
        "rules": {rule: points(rules[rule]) for rule in sorted(rules) if rules[rule]},
    }


def _session(outcome: Outcome, session: Session) -> Document:
    horizon = outcome.week.horizon
    found: Document = {
        "uid": uid_of(outcome.week.identity, session.key),
        "activity": session.activity,
        "kind": session.kind,
        "title": session.title,
        "start": iso(horizon, session.start),
        "end": iso(horizon, session.start + session.minutes),
        "minutes": session.minutes,
        "rpe": session.rpe,
        "load": session.load,
        "origin": session.origin,
        "points": [
            cost(finding)
            for finding in outcome.findings
            if finding.points and finding.sessions[:1] == (session.key,)
        ],
    }
    if session.activity == "strength":
        found["asked"] = session.asked
        kept = outcome.keeps.get(session.key, ())
        found["keeps"] = [keep.says for keep in kept]
        found["why"] = [keep.says for keep in kept if keep.beside_fixed]
        found |= reasons.backup(outcome, session)
        found |= content(outcome, session)
    if session.key in outcome.elsewhere:
        any_slot, other_day = outcome.elsewhere[session.key]
        found["next_best"] = reasons.elsewhere(horizon, any_slot)
        found["other_day"] = reasons.elsewhere(horizon, other_day)
    if session.key in outcome.as_asked:
        found["as_asked"] = reasons.elsewhere(horizon, outcome.as_asked[session.key])
    return found


def _rest_days(outcome: Outcome) -> list[str]:
    horizon = outcome.week.horizon
    used = {horizon.day(session.start) for session in outcome.own}
    return [
        horizon.date(day).isoformat()
        for day in horizon.all_days()
        if day in outcome.week.rest_days or day not in used
    ]


def _load(outcome: Outcome, evenness: Evenness) -> Document:
    weeks = [
        {
            "from": outcome.week.horizon.date(7 * number).isoformat(),
            **_week(outcome, number, load, evenness),
        }
        for number, load in enumerate(outcome.load)
    ]
    first = {key: value for key, value in weeks[0].items() if key != "from"}
    return first if len(weeks) == 1 else {**first, "weeks": weeks}


def _week(outcome: Outcome, number: int, load: WeekLoad, evenness: Evenness) -> Document:
    horizon = outcome.week.horizon
    warn = evenness.warn
    high = warn is not None and load.monotony is not None and load.monotony >= warn
    return {
        "days": [
            {"date": horizon.date(7 * number + day).isoformat(), "load": amount}
            for day, amount in enumerate(load.days)
        ],
        "week": load.week,
        "monotony": None if load.monotony is None else round(load.monotony, 2),
        "monotony_wanted": evenness.wanted,
        "ddof": load.ddof,
        "strain": None if load.strain is None else round(load.strain, 1),
        "flags": [*load.flags, *(["monotony"] if high else [])],
    }


def _inside(horizon: Horizon, spans: tuple[Span, ...]) -> list[Span]:
    return [(start, end) for start, end in spans if end > 0 and start < horizon.end]


def _span(horizon: Horizon, span: Span) -> Document:
    return {"start": iso(horizon, span[0]), "end": iso(horizon, span[1])}


def compared(before: Document, after: Document, settings: Sequence[str]) -> Document:
    """Two documents of one week: as the file has it, and with some values set otherwise."""
    totals = before["score"]["total"], after["score"]["total"]
    rules = {
        rule: round(after["score"]["rules"].get(rule, 0) - before["score"]["rules"].get(rule, 0), 2)
        for rule in sorted({**before["score"]["rules"], **after["score"]["rules"]})
    }
    return {
        "schema": SCHEMA,
        "what_if": list(settings),
        "before": before,
        "after": after,
        "difference": {
            "total": None if None in totals else round(totals[1] - totals[0], 2),
            "rules": {rule: more for rule, more in rules.items() if more},
            "notes": [note for note in after["notes"] if note not in before["notes"]],
        },
    }
