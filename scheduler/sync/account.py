"""Where the calendar server is, and who asks: from the environment and the system's keyring.

The password is shown nowhere: it is in no text, no repr, and no file of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scheduler.errors import UsageError

URL = "MICROCYCLE_CALDAV_URL"
USER = "MICROCYCLE_CALDAV_USER"
PASSWORD = "MICROCYCLE_CALDAV_PASSWORD"  # noqa: S105 - where it is found, not what it is
KEYRING = "microcycle"  # the service under which the keyring has it

_HERE = {"localhost", "127.0.0.1", "::1"}
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Account:
    """A calendar server and its user."""

    url: str
    user: str
    password: str = field(repr=False)

    @property
    def host(self) -> str:
        """The server's name, for messages."""
        return urlsplit(self.url).hostname or ""


def origin_of(url: str) -> str:
    """The server of an address: with another scheme, name or port it is another one."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port in {None, _PORTS.get(parts.scheme)} else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def account_of(environment: Mapping[str, str]) -> Account:
    """Find the account.

    Raises
    ------
    UsageError
        Something is not said, or the address would send the password in the open.
    """
    missing = [name for name in (URL, USER) if not environment.get(name)]
    if missing:
        raise UsageError(f"which calendar server? set {' and '.join(missing)}")
    url, user = environment[URL].strip(), environment[USER]
    _check(url)
    password = environment.get(PASSWORD) or _from_keyring(user)
    if not password:
        raise UsageError(
            f"no password is known: set {PASSWORD}, or keep it with"
            f" `keyring set {KEYRING} <the user of {USER}>`"
        )
    return Account(url, user, password)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port  # one that is no number, or too high, shows when it is asked for
    except ValueError:
        host = None
    if not host:
        raise UsageError(f"{URL} is no address: write one like https://calendar.example.org/")
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"{URL} holds a user or a password: set {USER} and {PASSWORD} instead")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _HERE):
        raise UsageError(f"{URL} begins with https://, or the password could be read on the way")


def _from_keyring(user: str) -> str | None:
    """The password that the system's keyring has; none where there is no keyring."""
    try:
        import keyring
    except ModuleNotFoundError:
        return None
    try:
        return keyring.get_password(KEYRING, user)
    # Each system's keyring fails in ways of its own, and what it says then is not ours to show.
    except Exception as error:  # noqa: BLE001
        raise UsageError(
            f"the keyring gives no password ({type(error).__name__}): unlock it, or set {PASSWORD}"
        ) from None
