"""What is noted of a calendar server."""

import datetime as dt

import pytest
from filelock import FileLock

from scheduler.errors import FileError
from scheduler.store import locks
from scheduler.store.files import write_together
from scheduler.store.published import (
    NAME,
    Ledger,
    Published,
    forgetting,
    read_ledger,
    write_ledger,
)
from scheduler.write.ics import Entry

START = dt.datetime(2027, 1, 12, 17, tzinfo=dt.UTC)
ENTRY = Entry("a", START, START + dt.timedelta(hours=1), "Strength A", "Why here.")
LEDGER = Ledger(
    "https://example.org/kim/",
    {"a": Published("https://example.org/kim/a.ics", (ENTRY,), confirmed=True)},
)


def test_what_is_noted_is_read_again(tmp_path):
    write_ledger(tmp_path, LEDGER)

    assert read_ledger(tmp_path) == LEDGER


def test_only_its_owner_reads_it(tmp_path):
    write_ledger(tmp_path, LEDGER)

    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_where_nothing_was_published_nothing_is_noted(tmp_path):
    assert read_ledger(tmp_path) is None
    assert forgetting(tmp_path, ["a"]) == []
    write_ledger(tmp_path, None)
    assert not (tmp_path / NAME).exists()


def test_an_event_is_forgotten(tmp_path):
    write_ledger(tmp_path, LEDGER)
    assert forgetting(tmp_path, []) == []
    write_together(forgetting(tmp_path, ["a"]))

    assert read_ledger(tmp_path) == Ledger(LEDGER.calendar)
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("ledger", [LEDGER, None])
def test_while_another_run_holds_the_folder_nothing_is_noted(tmp_path, monkeypatch, ledger):
    write_ledger(tmp_path, Ledger("https://example.org/kim/"))
    before = (tmp_path / NAME).read_bytes()
    monkeypatch.setattr(locks, "_PATIENCE", 0.01)

    with (
        FileLock(tmp_path / ".lock"),
        pytest.raises(FileError, match=r"caldav\.json: error: another run is writing it"),
    ):
        write_ledger(tmp_path, ledger)
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"schema": "microcycle-caldav/1"}', "[" * 100_000]
)
def test_a_damaged_file_is_refused_and_kept(tmp_path, text):
    (tmp_path / NAME).write_text(text)

    with pytest.raises(FileError, match="move it away"):
        read_ledger(tmp_path)
    assert (tmp_path / NAME).read_text() == text


def test_a_file_of_a_newer_version_is_left_to_it(tmp_path):
    """Moved away, as a damaged one may be, it would bring back what was deleted on the server."""
    (tmp_path / NAME).write_text('{"schema": "microcycle-caldav/2", "calendar": ""}')

    with pytest.raises(FileError, match="is of version 2, which this microcycle") as refused:
        read_ledger(tmp_path)
    assert str(refused.value).endswith("hint: use the newer microcycle that wrote it")


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / NAME).mkdir()

    with pytest.raises(FileError, match="cannot be read"):
        read_ledger(tmp_path)
