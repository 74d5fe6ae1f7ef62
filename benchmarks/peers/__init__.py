"""Other ways to solve the same week, each reading the same requirements."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What a peer says about a week."""

    points: int | None  # in hundredths; None where it found no plan
    proven: bool = True  # that no plan is better, or that there is none
    search: float | None = None  # what the search alone took, where it is told apart [s]


class NotToldError(Exception):
    """The week has something in it that this peer has not been taught."""
