"""The secrets in the addresses of feeds: one an athlete, in a file that only its owner reads."""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from scheduler.errors import FileError
from scheduler.store.files import write_atomically
from scheduler.store.locks import refused

NAME = ".feed-tokens.json"
SCHEMA = "microcycle-tokens/1"

_BYTES = 16  # of a secret: 128 bits cannot be guessed
_TOKEN = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}")
_OWNER = 0o600
_PATIENCE = 10  # for another run to finish [s]


def read_tokens(folder: Path) -> dict[str, str]:
    """Read the secrets, by athlete; none where there is no file.

    Raises
    ------
    FileError
        The file cannot be read, or is damaged.
    """
    path = folder / NAME
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror or error}") from error
    except (RecursionError, ValueError) as error:
        raise _refused(path, "is damaged: it is no JSON text") from error
    return _understood(path, content)


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
    try:
        if renew is None and wanted <= set(there := read_tokens(folder)) and _is_private(path):
            return there  # so that a folder that cannot be written can still be served
        with FileLock(folder / f"{NAME}.lock", timeout=_PATIENCE):
            found = {name: token for name, token in read_tokens(folder).items() if name != renew}
            drawn = {name: secrets.token_hex(_BYTES) for name in wanted if name not in found}
            _write(path, found | drawn)
    except Timeout as error:
        raise _refused(path, "another run is writing it") from error
    except OSError as error:
        raise _refused(path, f"cannot be written: {error.strerror or error}") from error
    return found | drawn


def busy_token(token: str) -> str:
    """The secret of an athlete's busy-only feed; the athlete's own cannot be had from it."""
    return hashlib.sha256(f"{token}/busy".encode()).hexdigest()[: 2 * _BYTES]


def _is_private(path: Path) -> bool:
    return path.exists() and not path.stat().st_mode & ~_OWNER & 0o777


def _write(path: Path, tokens: Mapping[str, str]) -> None:
    content = {"schema": SCHEMA, "tokens": dict(sorted(tokens.items()))}
    text = json.dumps(content, indent=2, ensure_ascii=False)
    write_atomically(path, f"{text}\n".encode(), private=True)
    path.chmod(_OWNER)  # also one that is as it should be but for its rights


def _understood(path: Path, content: Any) -> dict[str, str]:  # noqa: ANN401 - whatever JSON can say
    tokens = content.get("tokens") if isinstance(content, dict) else None
    if not isinstance(tokens, dict) or content.get("schema") != SCHEMA:
        raise _refused(path, "is no file of feed tokens")
    for name, token in tokens.items():
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise _refused(path, f"the token of {name} is not one of ours")
    return tokens


def _refused(path: Path, says: str) -> FileError:
    hint = "delete the file to draw new tokens: the old addresses then end"
    return refused(path, says, hint)
