"""Timefold for Python: only whether it could be run here.

Its Python edition was archived in October 2025, needs Java 17 and seconds to start, and proves
nothing; it is named so that nobody looks for it in vain.
"""

import shutil
from importlib.util import find_spec


def why_not() -> str:
    """Why it is not in the table."""
    if shutil.which("java") is None:
        return "Timefold is skipped: no Java"
    if find_spec("timefold") is None:
        return "Timefold is skipped: the package `timefold` is not installed"
    return "Timefold is skipped: its Python edition is archived, and no model is kept for it"
