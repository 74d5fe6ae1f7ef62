"""A session lies inside, or clear of, some spans."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.horizon import Span
from scheduler.requirements.finished import Finding, Finished, Requirement
from scheduler.training import Session


@dataclass(frozen=True, kw_only=True)
class Window(Requirement):
    """These sessions lie inside one of the spans, or clear of all of them.

    With ``whole`` the whole session counts, else only its start. A wish costs its points once for
    each session that is not where it should be.
    """

    spans: tuple[Span, ...]
    inside: bool
    whole: bool = True
    kinds: frozenset[str]
    keys: frozenset[str] | None = None  # only these sessions
    spared: frozenset[str] = frozenset()  # origins that are not judged where the plan had no say
    free_starts: frozenset[tuple[str, int]] = frozenset()  # (key, start) that are right anyhow
    says: str = ""  # what is wrong with a session elsewhere
    names: tuple[str, ...] = ()  # what stands in each span, where sessions stay clear of them

    @property
    def is_availability(self) -> bool:
        """Whether it says when the athlete can train at all."""
        return self.rule == "availability" and self.inside and self.keys is None

    def concerns(self, key: str, kind: str) -> bool:
        """Whether it can speak of a session."""
        return kind in self.kinds and (self.keys is None or key in self.keys)

    def names_starts_of(self, key: str) -> bool:
        """Whether it names starts of this very session, such as where it was."""
        return not self.whole and key in (self.keys or ())

    def judge(self, finished: Finished) -> Iterator[Finding]:
        """One finding for each session that is not where it should be."""
        for session in finished.judged:
            free = (session.key, session.start) in self.free_starts
            concerned = self.concerns(session.key, session.kind) and not free
            if not concerned or (session.origin in self.spared and not session.decided):
                continue
            wrong = self._wrong(session)
            if wrong is not None:
                says = f"{session.title} ({finished.horizon.says(session.start)}) {wrong}"
                yield self.finding(says, session, points=self.points)

    def _wrong(self, session: Session) -> str | None:
        """What is wrong with where the session is; None where it is right."""
        end = session.end if self.whole else session.start + 1
        if self.inside:
            right = any(start <= session.start and end <= stop for start, stop in self.spans)
            return None if right else self.says
        for number, (start, stop) in enumerate(self.spans):
            if start < stop and session.start < stop and end > start:
                return f"{self.says} {self.names[number]}" if self.names else self.says
        return None
