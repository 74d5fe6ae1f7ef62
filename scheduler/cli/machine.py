"""What this machine knows of where it is."""

from collections.abc import Mapping
from pathlib import Path

ROOT = Path("/")


def machine_zone(environment: Mapping[str, str], *, root: Path = ROOT) -> str | None:
    """The machine's own time zone as an IANA name, or None where it does not tell.

    Parameters
    ----------
    environment
        Where ``TZ`` is looked up, which beats the system's setting.
    root
        The folder that holds ``etc``.
    """
    link = root / "etc" / "localtime"
    named = root / "etc" / "timezone"
    guesses = [environment.get("TZ", "").removeprefix(":")]
    if named.is_file():
        guesses.append(named.read_text(encoding="utf-8", errors="replace").strip())
    if link.is_symlink():
        guesses.append(str(link.readlink()).partition("zoneinfo/")[2])
    return next((guess for guess in guesses if guess and _is_zone(guess)), None)


def _is_zone(name: str) -> bool:
    from scheduler.read.file.fields import read_timezone

    try:
        read_timezone(name)
    except ValueError:
        return False
    return True
