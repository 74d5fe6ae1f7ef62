"""Places a runner's strength sessions in the week, and proves the week best.

The public API is small: ``read_athlete`` reads an athlete file, ``plan`` plans its weeks,
``explain_plan`` says why they are so, ``check`` judges a calendar. Nothing is imported before it is
used, so that ``import scheduler`` costs next to nothing.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "read_athlete": "scheduler.lowering",
    "plan": "scheduler.planning",
    "explain_plan": "scheduler.planning",
    "check": "scheduler.checking",
}
__all__ = ["check", "explain_plan", "plan", "read_athlete"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function
    if name not in _HOMES:
        raise AttributeError(f"module 'scheduler' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
