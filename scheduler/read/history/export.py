"""What one export holds: activities, and a word on what of it is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from scheduler.past import Activity
from scheduler.read.history.trouble import ExportError

_MOST_TOLD = 3  # parts that are left out, by name


@dataclass
class Export:
    """What one export holds."""

    where: str  # how the file is named to the athlete
    activities: list[Activity] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def leave_out(self, wrong: Sequence[str], *, part: str, hint: str = "") -> None:
        """Tell which rows or sessions cannot be read, and why.

        Raises
        ------
        ExportError
            Nothing else is there.
        """
        if wrong and not self.activities:
            raise ExportError(f"has no {part} that can be read; {wrong[0]}", hint)
        if wrong:
            more = f" and {len(wrong) - _MOST_TOLD} more" if len(wrong) > _MOST_TOLD else ""
            self.notes.append(f"{self.where}: left out: {'; '.join(wrong[:_MOST_TOLD])}{more}")

    def leave_out_distances(self, untrue: Iterable[str]) -> None:
        """Tell which distances are left out because nobody can have run them."""
        self.notes += [f"{self.where}: a distance is left out: {says}" for says in untrue]


def far_in(run: Activity, km: Decimal) -> str:
    """``Run (2027-01-05): 502 km in 31 min``."""
    return f"{run.title} ({run.date}): {float(km):g} km in {run.minutes} min"
