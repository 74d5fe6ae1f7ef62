"""What an activity can be: bounds that hold for every export, however it is written."""

from decimal import ROUND_HALF_UP, Decimal

from scheduler.load import HIGHEST_RPE
from scheduler.past import Sport
from scheduler.read.history.trouble import RowError

MOST_BYTES = 50_000_000  # of one file
_FASTEST = 2  # nobody has run a kilometre in less [min]
_LONGEST = 100 * 60  # an activity [min]
_LONGEST_TITLE = 120  # [characters]
_NO_TITLE = {"run": "Run", "strength": "Strength", "cross": "Other sport"}


def whole_minutes(minutes: Decimal) -> int:
    """How long an activity took, in whole minutes [min].

    Raises
    ------
    RowError
        Nobody is under way for so long.
    """
    if abs(minutes) > _LONGEST:
        raise RowError(f"it took more than {_LONGEST // 60} h")
    return int(minutes.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def effort(rpe: Decimal) -> float | None:
    """An effort; 0 is how exports write that none was given.

    Raises
    ------
    RowError
        It is none of the scale.
    """
    if not 0 <= rpe <= HIGHEST_RPE:
        raise RowError(f"the effort `{float(rpe):g}` lies not between 0 and {HIGHEST_RPE}")
    return float(rpe) or None


def can_be_run(km: Decimal, minutes: int) -> bool:
    """Whether anybody can have run so far in that time."""
    return 0 < km * _FASTEST <= minutes


def title(written: str, sport: Sport) -> str:
    """What an activity is called; without a title, its sport."""
    return " ".join(written.split())[:_LONGEST_TITLE] or _NO_TITLE[sport]
