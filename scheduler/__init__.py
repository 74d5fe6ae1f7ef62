"""Places a runner's strength sessions in the week, and proves the week best.

The public API is small: ``read`` an athlete file, ``plan`` its weeks, ``check`` a calendar. Nothing
is imported before it is used, so that ``import scheduler`` costs next to nothing.
"""

from typing import Any

__all__ = ["check", "plan", "read"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module or a function
    if name not in __all__:
        raise AttributeError(f"module 'scheduler' has no attribute {name!r}")
    if name == "check":
        from scheduler import checking

        return checking.check
    from scheduler import planning

    return getattr(planning, name)
