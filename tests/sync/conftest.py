"""One runner's folder, and what serves it."""

import pytest

from scheduler.sync import server as serving

from .scene import TOKEN, entry, keep, site, week, write_tokens
from .wire import running


def folder_of_kim(folder):
    keep(folder, week(entry("a", "2027-01-12T17:30")))
    write_tokens(folder, kim=TOKEN)
    return folder


@pytest.fixture
def root(tmp_path):
    """A folder to change."""
    return folder_of_kim(tmp_path)


@pytest.fixture
def here(root):
    """A site without a server."""
    found, _ = site(root)
    return found


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """A folder that no test changes."""
    return folder_of_kim(tmp_path_factory.mktemp("lasting"))


@pytest.fixture(scope="module")
def served(lasting):
    """A server."""
    with running(lasting) as found:
        yield found


@pytest.fixture
def hurried(lasting, monkeypatch):
    """A server that waits for nobody long."""
    monkeypatch.setattr(serving, "PATIENCE", 0.3)
    monkeypatch.setattr(serving, "KEEP_ALIVE", 0.1)
    with running(lasting) as found:
        yield found
