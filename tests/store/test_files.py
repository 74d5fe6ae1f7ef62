import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import scheduler
from scheduler.errors import FileError
from scheduler.store.files import File, write_atomically, write_together

KILLED_BEFORE_THE_RENAME = """
import os, signal, sys
from pathlib import Path
from scheduler.store.files import write_atomically

Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
write_atomically(Path(sys.argv[1]), b"new")
"""


def test_new_file_is_written_with_its_folders(tmp_path):
    path = tmp_path / "plans" / "ana" / "week.json"

    assert write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


def test_old_file_is_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "week.ics"
    path.write_bytes(b"old and longer")

    assert write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_same_bytes_leave_the_file_untouched(tmp_path):
    path = tmp_path / "week.ics"
    path.write_bytes(b"same")
    before = path.stat()

    assert not write_atomically(path, b"same")
    assert path.stat() == before


def test_permissions_are_kept(tmp_path):
    path = tmp_path / "week.ics"
    path.write_bytes(b"old")
    path.chmod(0o640)

    write_atomically(path, b"new")

    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path):
    link, target = tmp_path / "link.ics", tmp_path / "cloud.ics"
    target.write_bytes(b"old")
    link.symlink_to(target)

    write_atomically(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"in the way")

    with pytest.raises(FileError, match=r"file/week\.ics: error: cannot be written: .+") as refused:
        write_atomically(tmp_path / "file" / "week.ics", b"new")
    assert "hint: nothing was changed" in str(refused.value)


def test_bytes_reach_the_disk_before_the_rename(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(os, "fsync", lambda _: done.append("to disk"))
    monkeypatch.setattr(Path, "replace", lambda *_: done.append("renamed"))

    write_atomically(tmp_path / "week.ics", b"new")

    assert done == ["to disk", "renamed"]


def test_a_failed_rename_leaves_the_old_file_and_no_draft(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    path = tmp_path / "week.ics"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(FileError, match="No space left on device"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_run_killed_before_the_rename_leaves_the_old_file(tmp_path):
    path = tmp_path / "week.ics"
    path.write_bytes(b"old")
    root = Path(scheduler.__file__).parents[1]

    ended = subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", KILLED_BEFORE_THE_RENAME, str(path)],
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )

    assert ended.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    assert write_atomically(path, b"newer")


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_a_private_file_is_its_owners_alone_whatever_was_there(tmp_path):
    path = tmp_path / "secret"
    path.write_bytes(b"old")
    path.chmod(0o644)
    (tmp_path / f".secret.{os.getpid()}.tmp").write_bytes(b"left behind, for all to read")

    write_atomically(path, b"new", private=True)

    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_files_are_written_together_in_their_order(tmp_path, monkeypatch):
    replace, done = Path.replace, []
    monkeypatch.setattr(Path, "replace", lambda *words: done.append(words[1]) or replace(*words))
    places = [tmp_path / name for name in ("week.json", "made/week.ics", "week.html")]
    places[1].parent.mkdir()
    places[1].write_bytes(b"new")

    assert write_together([File(place, b"new") for place in places]) == [places[0], places[2]]
    assert done == [places[0], places[2]]


@pytest.mark.parametrize("fails", ["in the way", "a folder", "doubled"])
def test_where_one_cannot_be_written_none_is(tmp_path, fails):
    first = tmp_path / "week.json"
    first.write_bytes(b"old")
    (tmp_path / "in the way").write_bytes(b"")
    (tmp_path / "folder.ics").mkdir()
    last = {
        "in the way": tmp_path / "in the way" / "week.ics",
        "a folder": tmp_path / "folder.ics",
        "doubled": tmp_path / "folder.ics" / ".." / "week.json",
    }[fails]
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(FileError, match="error: cannot be written: ") as refused:
        write_together([File(first, b"new"), File(tmp_path / "new", b"new"), File(last, b"else")])
    assert "hint: nothing was changed" in str(refused.value)
    assert (first.read_bytes(), sorted(tmp_path.rglob("*"))) == (b"old", before)


@pytest.mark.parametrize("error", [OSError(16, "Device or resource busy"), KeyboardInterrupt()])
def test_what_was_written_before_a_rename_that_fails_is_taken_back(tmp_path, monkeypatch, error):
    changed, made, failing = (tmp_path / name for name in ("week.json", "week.ics", "week.html"))
    changed.write_bytes(b"old")
    changed.chmod(0o640)
    replace = Path.replace

    def busy(self, target):
        if target == failing:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises((FileError, KeyboardInterrupt)):
        write_together([File(place, b"new") for place in (changed, made, failing)])

    assert (changed.read_bytes(), changed.stat().st_mode & 0o777) == (b"old", 0o640)
    assert list(tmp_path.iterdir()) == [changed]
