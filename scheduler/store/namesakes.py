"""Two athletes of one name and no id: their sessions would have the same identities."""

import json
from pathlib import Path

from scheduler.store.plans import dates_kept

APART = "give each file an `athlete: id` of its own"


def namesake(folder: Path, identity: str) -> Path | None:
    """The folder of another athlete file with the same identity, beside an athlete's own.

    Parameters
    ----------
    folder
        The athlete's kept plans.
    identity
        The athlete's id, else the name.
    """
    for other in sorted(folder.parent.glob("*")) if folder.parent.is_dir() else ():
        if other.name != folder.name and other.is_dir() and _owner(other) == identity:
            return other
    return None


def _owner(folder: Path) -> str | None:
    """Whose plans a folder keeps, by the newest of them."""
    names = dates_kept(path.name for path in folder.glob("*.json"))
    if not names:
        return None
    try:
        kept = json.loads((folder / names[max(names)]).read_bytes())
    except (OSError, RecursionError, ValueError):
        return None
    return kept.get("athlete") if isinstance(kept, dict) else None
