"""The reasons of a plan as plain data: why not here, why not at all, what would help."""

from scheduler.horizon import Horizon
from scheduler.identity import uid_of
from scheduler.outcome import Change, Clause, Elsewhere, Missing, Outcome, Refusal, Sentence, WhyNot
from scheduler.training import Session
from scheduler.write.plain import Document, cost, iso, points


def shortfall(outcome: Outcome, missing: Missing) -> Document:
    """A session that could not be placed: why, and what would help."""
    horizon = outcome.week.horizon
    first = horizon.date(7 * missing.wanted.week)
    week = f", week of {first.day} {first:%b}" if horizon.weeks > 1 else ""
    return {
        "uid": uid_of(outcome.week.identity, missing.wanted.key),
        "asked": f"{missing.wanted.asked}{week}",
        "says": missing.says,
        "because": [_refusal(horizon, refusal) for refusal in missing.because],
        "conflict": _conflict(outcome, missing.conflict),
        "sentences": _sentences(missing.why),
        "would_help": [
            {
                "change": way.change,
                "gives": way.gives,
                "set": way.setting,
                "points": points(way.points),
                "cost": points(way.cost),
            }
            for way in missing.would_help
        ],
        "all_tried": missing.all_tried,
    }


def change(outcome: Outcome, change: Change) -> Document:
    """A session that is not where the last plan had it, and why."""
    horizon = outcome.week.horizon
    return {
        "uid": uid_of(outcome.week.identity, change.key),
        "from": None if change.was is None else iso(horizon, change.was),
        "to": None if change.now is None else iso(horizon, change.now),
        "says": change.says,
        "because": [_refusal(horizon, refusal) for refusal in change.because],
        "saves": None if change.saves is None else points(change.saves),
    }


def _refusal(horizon: Horizon, refusal: Refusal) -> Document:
    return {
        "rule": refusal.rule,
        "where": refusal.where,
        "says": refusal.says,
        "found": refusal.found,
        "wanted": refusal.wanted,
        "slot": None if refusal.slot is None else iso(horizon, refusal.slot),
    }


def _conflict(outcome: Outcome, clauses: tuple[Clause, ...]) -> list[Document]:
    return [
        {
            "rule": clause.rule,
            "where": clause.where,
            "says": clause.says,
            "sessions": [uid_of(outcome.week.identity, key) for key in clause.sessions],
        }
        for clause in clauses
    ]


def _sentences(sentences: tuple[Sentence, ...]) -> list[Document]:
    return [
        {
            "says": sentence.says,
            "rules": [{"rule": rule, "where": where} for rule, where in sentence.rules],
        }
        for sentence in sentences
    ]


def why_not(outcome: Outcome, answer: WhyNot) -> Document:
    """Why a session is not in the slot that was asked about."""
    horizon, mode = outcome.week.horizon, answer.mode
    found: Document = {
        "session": answer.wanted.title,
        "named": answer.named,
        "uid": uid_of(outcome.week.identity, answer.wanted.key),
        "start": iso(horizon, answer.start),
        "end": iso(horizon, answer.start + mode.minutes),
        "kind": mode.kind,
        "minutes": mode.minutes,
        "allowed": answer.allowed,
        "forbidden_by": [_refusal(horizon, refusal) for refusal in answer.forbidden_by],
        "conflict": _conflict(outcome, answer.conflict),
        "sentences": _sentences(answer.why),
    }
    if answer.points is not None:
        found["costs"] = {
            "total": points(answer.points),
            "more": points(answer.more),
            "rules": {rule: points(more) for rule, more in answer.rules.items()},
            "points": [cost(finding) for finding in answer.costs],
            "left_out": list(answer.lost),
        }
    return found


def elsewhere(horizon: Horizon, found: Elsewhere | None) -> Document | None:
    """What a session would cost in another slot; None where there is none."""
    if found is None:
        return None
    return {
        "start": iso(horizon, found.start),
        "end": iso(horizon, found.start + found.minutes),
        "kind": found.kind,
        "minutes": found.minutes,
        "more": points(found.more),
        "says": found.says,
    }


def backup(outcome: Outcome, session: Session) -> Document:
    """Where it could still be done if it is missed; of what is past nothing is said."""
    left = outcome.backups.get(session.key)
    if left is None or left.start is None:
        return {"backup": None, "if_missed": left.says if left else None}
    return {
        "backup": {
            "start": iso(outcome.week.horizon, left.start),
            "end": iso(outcome.week.horizon, left.start + left.minutes),
            "kind": left.kind,
            "minutes": left.minutes,
        },
        "if_missed": left.says,
    }
