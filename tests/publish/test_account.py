"""Where the calendar server is, and who asks."""

import sys
import traceback

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from scheduler.errors import UsageError
from scheduler.sync.account import Account, account_of, origin_of

URL, USER, WORD = (f"MICROCYCLE_CALDAV_{name}" for name in ("URL", "USER", "PASSWORD"))
SAID = {URL: "https://calendar.example.org/dav", USER: "kim", WORD: "correct horse"}


class Ring(KeyringBackend):
    """A keyring that holds what it was made with."""

    priority = 1

    def __init__(self, **words: str) -> None:
        super().__init__()
        self.words = words

    def get_password(self, service, username):
        assert service == "microcycle"
        return self.words.get(username)

    def set_password(self, *_):
        raise AssertionError("nothing is ever written to the keyring")

    delete_password = set_password


class FailingRing(Ring):
    """A keyring of some system that says more than it should when it fails."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, _service, _username):
        raise self.error


@pytest.fixture(autouse=True)
def ring():
    """The keyring of this machine is left alone."""
    before = keyring.get_keyring()
    keyring.set_keyring(Ring(kim="from the ring"))
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_an_account_is_told_by_the_environment():
    assert account_of(SAID) == Account("https://calendar.example.org/dav", "kim", "correct horse")


def test_the_password_is_found_in_the_keyring():
    assert account_of({**SAID, WORD: ""}).password == "from the ring"  # noqa: S105


def test_the_password_does_not_show():
    assert "horse" not in repr(account_of(SAID))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({URL: ""}, "which calendar server? set MICROCYCLE_CALDAV_URL"),
        ({URL: "", USER: ""}, "MICROCYCLE_CALDAV_URL and MICROCYCLE_CALDAV_USER"),
        ({URL: "calendar"}, "is no address"),
        ({URL: "https://[::1/"}, "is no address"),
        ({URL: "https://example.org:port/"}, "is no address"),
        ({URL: "https://kim:secret@example.org/"}, "holds a user or a password"),
        ({URL: "http://example.org/"}, "begins with https://"),
        ({WORD: "", USER: "joe"}, "no password is known: set MICROCYCLE_CALDAV_PASSWORD"),
    ],
)
def test_what_is_missing_or_unsafe_is_told(change, says):
    with pytest.raises(UsageError) as error:
        account_of({**SAID, **change})

    assert says in str(error.value)
    assert "secret" not in str(error.value)


def test_this_machine_may_be_asked_without_https():
    assert account_of({**SAID, URL: "http://127.0.0.1:5232/"}).host == "127.0.0.1"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/", "https://EXAMPLE.org:443/dav/kim", True),
        ("http://localhost:80", "http://localhost/", True),
        ("https://example.org/", "https://example.org:8443/", False),
        ("https://example.org/", "https://p42.example.org/", False),
        ("https://localhost:8080/", "http://localhost:8080/", False),
        ("http://[::1]:5232/", "http://[::1]/", False),
    ],
)
def test_a_server_is_its_scheme_name_and_port(one, other, same):
    assert (origin_of(one) == origin_of(other)) is same


def test_a_server_is_named_so_that_its_name_can_be_copied():
    assert origin_of("http://[::1]:5232/kim/") == "http://[::1]:5232"


@pytest.mark.parametrize(
    "fails", [KeyringLocked("secret"), RuntimeError("secret"), OSError(5, "secret")]
)
def test_a_keyring_that_fails_is_told_without_its_own_words(ring, fails):
    ring(FailingRing(fails))

    with pytest.raises(UsageError, match="gives no password") as error:
        account_of({**SAID, WORD: ""})
    assert "secret" not in "".join(traceback.format_exception(error.value))


def test_without_a_keyring_the_environment_is_asked_for(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)

    with pytest.raises(UsageError, match="no password is known"):
        account_of({**SAID, WORD: ""})
