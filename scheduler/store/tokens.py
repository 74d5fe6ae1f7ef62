"""The secrets in the addresses of feeds: one an athlete, in a file that only its owner reads."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, TypeAdapter

from scheduler.store.files import write_atomically
from scheduler.store.kept_json import KeptJson
from scheduler.store.locks import locked, refused

NAME = ".feed-tokens.json"

_BYTES = 16  # of a secret: 128 bits cannot be guessed
_OWNER = 0o600
_SECRETS = KeptJson(
    "microcycle-tokens/1",
    "file of feed tokens",
    "delete the file to draw new tokens: the old addresses then end",
)

Token = Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{2 * _BYTES}}}$")]


@dataclass(frozen=True, slots=True)
class _Tokens:
    """What the file holds."""

    tokens: Mapping[str, Token]


def read_tokens(folder: Path) -> dict[str, str]:
    """Read the secrets, by athlete; none where there is no file.

    Raises
    ------
    FileError
        The file cannot be read, is damaged, or from a newer version.
    """
    found = _SECRETS.read(folder / NAME, _adapter())
    return dict(found.tokens) if found else {}


def make_tokens(
    folder: Path, athletes: Iterable[str], *, renew: str | None = None
) -> dict[str, str]:
    """Draw a secret for each athlete who has none, and keep them.

    Parameters
    ----------
    folder
        Where the file lies.
    athletes
        Who is to have one; a secret of somebody else is kept as well.
    renew
        Who is to have another one, so that the old addresses end.

    Returns
    -------
    dict
        All secrets, by athlete.

    Raises
    ------
    FileError
        The file is damaged, or cannot be written.
    """
    path, wanted = folder / NAME, set(athletes)
    if renew is None and wanted <= set(there := read_tokens(folder)) and _is_private(path):
        return there  # so that a folder that cannot be written can still be served
    with locked(folder, path):
        found = {name: token for name, token in read_tokens(folder).items() if name != renew}
        drawn = {name: secrets.token_hex(_BYTES) for name in wanted if name not in found}
        _write(path, found | drawn)
    return found | drawn


def busy_token(token: str) -> str:
    """The secret of an athlete's busy-only feed; the athlete's own cannot be had from it."""
    return hashlib.sha256(f"{token}/busy".encode()).hexdigest()[: 2 * _BYTES]


def _is_private(path: Path) -> bool:
    return path.exists() and not path.stat().st_mode & ~_OWNER & 0o777


def _write(path: Path, tokens: Mapping[str, str]) -> None:
    data = _SECRETS.written({"tokens": dict(sorted(tokens.items()))})
    write_atomically(path, data, private=True)
    try:
        path.chmod(_OWNER)  # also one that is as it should be but for its rights
    except OSError as error:
        raise refused(path, f"cannot be made private: {error.strerror or error}") from error


@cache
def _adapter() -> TypeAdapter[_Tokens]:
    return TypeAdapter(_Tokens)
