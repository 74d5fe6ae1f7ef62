"""A session is wanted, best in its first mode."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.requirements.finished import Finding, Finished, Requirement
from scheduler.training import Mode


@dataclass(frozen=True, kw_only=True)
class Ask(Requirement):
    """One session is wanted; missing, it costs ``points``; a must may not be missing.

    A run outranks all strength: it has no points, and as many runs as possible are placed before
    any point is counted. ``lesser`` says what each mode beside the first one costs.
    """

    key: str
    asked: str
    outranks: bool = False
    lesser: tuple[tuple[Mode, int], ...] = ()  # in hundredths

    def mode_points(self, mode: Mode) -> int:
        """What placing it in this mode costs, in hundredths."""
        return dict(self.lesser).get(mode, 0)

    def judge(self, finished: Finished) -> Iterator[Finding]:
        """One finding where it is missing or done in a lesser way."""
        session = next((found for found in finished.sessions if found.key == self.key), None)
        if session is None:
            level_says = f"{self.asked} is missing"
            yield Finding(
                rule=self.rule,
                where=self.where,
                level=self.level,
                says=level_says,
                sessions=(self.key,),
                points=self.points if self.level == "wish" else 0,
            )
            return
        mode = Mode(session.kind, session.minutes, session.load, session.rpe)
        points = self.mode_points(mode)
        if points:
            yield Finding(
                rule=self.rule,
                where=self.where,
                level="wish",
                says=f"{self.asked} is done as {session.kind}, {session.minutes} min",
                sessions=(self.key,),
                points=points,
            )
