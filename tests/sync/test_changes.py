"""What becomes of answers when secrets or plans change, are damaged, or are gone."""

import pytest

from scheduler.store.tokens import NAME, make_tokens
from scheduler.sync.answers import Question

from .scene import (
    BUSY,
    FULL,
    MONDAY,
    TOKEN,
    get,
    paths,
    raising,
    site,
)


def test_a_renewed_token_counts_at_once(root, here):
    assert get(here, FULL).status == 200
    new = make_tokens(root, ["kim"], renew="kim")["kim"]

    assert get(here, FULL).status == get(here, BUSY).status == 404
    assert [get(here, path).status for path in paths(token=new)] == [200, 200]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"tokens": {"kim": "short"}}'])
def test_the_last_good_tokens_stay_while_their_file_is_damaged(root, damage):
    here, told = site(root)
    get(here, FULL)
    (root / NAME).write_text(damage)

    assert [get(here, FULL).status for _ in range(3)] == [200, 200, 200]
    assert len(told) == 1
    assert TOKEN not in told[0]


def test_the_last_good_tokens_stay_where_their_file_cannot_be_looked_at(root, here, monkeypatch):
    get(here, FULL)
    monkeypatch.setattr(type(root), "stat", raising(OSError(5, "input/output error")))

    assert get(here, FULL).status == 200
    monkeypatch.undo()
    assert get(here, FULL).status == 200


def test_tokens_that_cannot_be_read_for_once_count_as_soon_as_they_can(root, monkeypatch):
    here, told = site(root)
    get(here, FULL)
    new = make_tokens(root, ["kim"], renew="kim")["kim"]
    monkeypatch.setattr(type(root), "read_bytes", raising(OSError(24, "too many open files")))

    assert [get(here, FULL).status for _ in range(2)] == [200, 200]
    monkeypatch.undo()
    assert [get(here, path).status for path in (FULL, paths(token=new)[0])] == [404, 200]
    assert [text.partition("error: ")[2].partition("\n")[0] for text in told] == [
        "cannot be read: too many open files"
    ]


def test_without_the_file_of_tokens_all_addresses_end(root, here):
    get(here, FULL)
    (root / NAME).unlink()

    assert get(here, FULL) == get(here, "/nothing")


@pytest.mark.parametrize(("length", "status"), [(16_384, 200), (16_385, 431), (10**6, 431)])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_too_long_a_head_is_refused_whatever_it_asks_for(here, length, status, method):
    assert here.answer(Question(method, FULL, {}, length)).status == status


def test_a_plan_damaged_from_the_start_is_a_matter_of_waiting(root):
    (root / "plans" / "kim" / f"{MONDAY}.json").write_text("{")
    here, told = site(root)
    found = get(here, FULL)

    assert found.status == 503
    assert found.headers["Retry-After"] == "60"
    assert TOKEN not in "".join(told)


def test_nothing_is_ever_said_to_be_gone(root, here):
    get(here, FULL)
    (root / "plans" / "kim" / f"{MONDAY}.json").unlink()

    assert get(here, FULL).status == 404
