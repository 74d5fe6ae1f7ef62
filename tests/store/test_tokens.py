"""The secrets of feeds: drawn once, kept private, renewed one by one."""

import json
import os
import stat
import threading

import pytest
from filelock import FileLock

from scheduler.errors import FileError
from scheduler.store import locks, tokens
from scheduler.store.tokens import NAME, busy_token, make_tokens, read_tokens

TOKEN = "0123456789abcdef" * 2


def write(folder, content):
    (folder / NAME).write_text(json.dumps(content), encoding="utf-8")


def test_there_are_none_at_first(tmp_path):
    assert read_tokens(tmp_path) == {}


def test_a_token_has_128_bits_and_stays(tmp_path):
    first = make_tokens(tmp_path, ["ana", "ben"])
    second = make_tokens(tmp_path, ["ana", "ben", "cleo"])

    assert len(set(second.values())) == 3
    assert all(int(token, 16) < 2**128 and len(token) == 32 for token in second.values())
    assert first.items() <= second.items()
    assert read_tokens(tmp_path) == second


def test_one_is_renewed_and_the_others_stay(tmp_path):
    before = make_tokens(tmp_path, ["ana", "ben"])
    after = make_tokens(tmp_path, ["ana", "ben"], renew="ana")

    assert after["ben"] == before["ben"]
    assert after["ana"] != before["ana"]


def test_the_token_of_an_athlete_whose_plans_are_elsewhere_now_stays(tmp_path):
    before = make_tokens(tmp_path, ["ana"])

    assert make_tokens(tmp_path, ["ben"])["ana"] == before["ana"]


def test_the_busy_token_is_another_one_and_always_the_same():
    assert busy_token(TOKEN) == busy_token(TOKEN) != TOKEN
    assert len(busy_token(TOKEN)) == 32


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_only_the_owner_can_read_them_at_any_moment(tmp_path, monkeypatch):
    seen = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (seen.append(os.fstat(fd).st_mode), real(fd)))
    old = os.umask(0)
    try:
        make_tokens(tmp_path, ["ana"])
    finally:
        os.umask(old)

    assert [stat.S_IMODE(mode) for mode in seen] == [0o600]
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
@pytest.mark.parametrize("renew", [None, "ana"])
def test_rights_that_are_too_wide_are_narrowed(tmp_path, renew):
    make_tokens(tmp_path, ["ana"])
    (tmp_path / NAME).chmod(0o644)

    make_tokens(tmp_path, ["ana"], renew=renew)

    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_where_all_have_one_nothing_is_written(tmp_path, monkeypatch):
    there = make_tokens(tmp_path, ["ana"])
    monkeypatch.setattr(tokens, "_write", None)

    assert make_tokens(tmp_path, ["ana"]) == there


@pytest.mark.parametrize(
    "content",
    [
        [],
        {},
        {"schema": "microcycle-tokens/1", "tokens": []},
        {"schema": "microcycle-tokens/1", "tokens": {"ana": 7}},
        {"schema": "microcycle-tokens/1", "tokens": {"ana": ""}},
        {"schema": "microcycle-tokens/1", "tokens": {"ana": TOKEN + "0"}},
        {"schema": "microcycle-tokens/1", "tokens": {"ana": TOKEN.upper()}},
    ],
)
def test_a_damaged_file_is_refused_and_not_written_over(tmp_path, content):
    write(tmp_path, content)
    before = (tmp_path / NAME).read_bytes()

    with pytest.raises(FileError, match="delete the file to draw new tokens"):
        make_tokens(tmp_path, ["ben"])
    assert (tmp_path / NAME).read_bytes() == before


def test_a_file_of_a_newer_version_is_left_to_it(tmp_path):
    """Deleted, as a damaged one may be, it would end every address."""
    write(tmp_path, {"schema": "microcycle-tokens/2", "tokens": {"ana": TOKEN}})

    with pytest.raises(FileError, match="is of version 2") as refused:
        make_tokens(tmp_path, ["ben"])
    assert str(refused.value).endswith("hint: use the newer microcycle that wrote it")


def test_a_refusal_does_not_show_a_token(tmp_path):
    write(tmp_path, {"schema": "microcycle-tokens/1", "tokens": {"ana": TOKEN[1:]}})

    with pytest.raises(FileError, match=r"is damaged at tokens\.ana") as refused:
        read_tokens(tmp_path)
    assert TOKEN[1:] not in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path, data):
    (tmp_path / NAME).write_bytes(data)

    with pytest.raises(FileError, match="is damaged: "):
        read_tokens(tmp_path)


def test_a_place_that_cannot_be_read_or_written_is_told(tmp_path):
    (tmp_path / NAME).mkdir()

    with pytest.raises(FileError, match="cannot be read"):
        read_tokens(tmp_path)
    (tmp_path / "other" / ".lock").mkdir(parents=True)
    with pytest.raises(FileError, match="cannot be written"):
        make_tokens(tmp_path / "other", ["ana"])


def test_another_run_that_does_not_end_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(locks, "_PATIENCE", 0.01)
    with (
        FileLock(tmp_path / ".lock"),
        pytest.raises(FileError, match="another run"),
    ):
        make_tokens(tmp_path, ["ana"])


def test_two_runs_at_once_lose_no_token(tmp_path):
    names = [f"runner {number}" for number in range(20)]
    runs = [threading.Thread(target=make_tokens, args=(tmp_path, [name])) for name in names]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert sorted(read_tokens(tmp_path)) == sorted(names)
