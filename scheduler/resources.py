"""Finds the data that is shipped beside the code."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def constraints_folder(*, package: Path = _PACKAGE) -> Path:
    """Find the folder of presets and schema: the packaged copy, else the repository's.

    An editable install has no packaged copy, so the folder beside the package is used there.

    Raises
    ------
    FileNotFoundError
        Neither is there: the installation is damaged.
    """
    for folder in (package / "constraints", package.parent / "constraints"):
        if (folder / "presets").is_dir():
            return folder
    raise FileNotFoundError(f"no folder of presets beside {package}: install microcycle again")


def presets_folder() -> Path:
    """Find the folder of the presets (``evidence.yaml`` and those that athletes name)."""
    return constraints_folder() / "presets"
