"""A server that dies at any moment and comes back: nothing is lost and nothing doubled."""

import pytest

from scheduler.errors import RemoteError
from scheduler.sync.collection import Collection

BOTH = {"A": "Tue 12 17:00", "B": "Fri 15 17:00"}


@pytest.fixture
def dying(mortal, monkeypatch):
    """Let the server die at the n-th write, before it has it or before its answer has come."""
    put, delete = Collection._put, Collection.delete

    def at(number: int, *, stored: bool) -> None:
        left = iter(range(number))

        def dies(do):
            def write(self, *words, **more):
                if next(left, None) is not None:
                    return do(self, *words, **more)
                if stored:
                    do(self, *words, **more)
                    mortal.kill()
                    raise RemoteError("the answer is lost")
                mortal.kill()
                return do(self, *words, **more)

            return write

        monkeypatch.setattr(Collection, "_put", dies(put))
        monkeypatch.setattr(Collection, "delete", dies(delete))

    def lives() -> None:
        monkeypatch.setattr(Collection, "_put", put)
        monkeypatch.setattr(Collection, "delete", delete)
        mortal.start()

    return at, lives


@pytest.mark.parametrize("stored", [False, True], ids=["not stored", "answer lost"])
@pytest.mark.parametrize("number", [0, 1])
def test_a_first_publishing_that_breaks_off_is_made_whole(at, mortal, dying, number, stored):
    kim = at(mortal)
    kim.plan()
    dies, lives = dying
    dies(number, stored=stored)
    broken = kim.publish()
    lives()
    kim.publish()

    assert broken.exit_code == 5
    assert f"{number} of 2 changes are published" in broken.stderr
    assert kim.program.shown() == BOTH
    assert len(kim.program.calendars()) == 1
    assert kim.publish().stdout == "nothing to do\n"


@pytest.mark.parametrize("stored", [False, True], ids=["not stored", "answer lost"])
def test_a_change_that_breaks_off_is_not_taken_for_the_athletes(at, mortal, dying, stored):
    """The plan changes once more before the server is back."""
    kim = at(mortal)
    kim.plan()
    kim.publish()
    kim.edit("sat:", "tue: [], sat:")
    kim.plan()
    dies, lives = dying
    dies(0, stored=stored)
    assert kim.publish().exit_code == 5
    lives()
    kim.edit("tue: [], sat:", "sat:")
    kim.plan("--fresh")
    result = kim.publish()

    assert "yours" not in result.stdout
    assert kim.program.shown() == BOTH


def test_a_move_made_after_a_lost_answer_is_the_athletes(at, mortal, dying):
    kim = at(mortal)
    kim.plan()
    kim.publish()
    kim.edit("sat:", "tue: [], sat:")
    kim.plan()
    dies, lives = dying
    dies(0, stored=True)
    kim.publish()
    lives()
    kim.program.move("A", hours=1)
    where = kim.program.shown()["A"]
    result = kim.publish()

    assert "moved to" in result.stdout
    assert kim.program.shown()["A"] == where


def test_a_deletion_after_a_lost_answer_is_the_athletes_once_the_event_was_seen(at, mortal, dying):
    kim = at(mortal)
    kim.plan()
    dies, lives = dying
    dies(0, stored=True)
    kim.publish()
    lives()
    kim.publish()
    kim.program.delete("A")
    kim.publish()

    assert set(kim.program.shown()) == {"B"}


@pytest.mark.parametrize("stored", [False, True], ids=["not deleted", "answer lost"])
def test_a_deletion_that_breaks_off_is_made_whole(at, mortal, dying, stored):
    kim = at(mortal)
    kim.plan()
    kim.publish()
    kim.edit("sessions: 2", "sessions: 1")
    kim.plan()
    dies, lives = dying
    dies(0, stored=stored)
    assert kim.publish().exit_code == 5
    lives()
    kim.publish()

    assert len(kim.program.shown()) == 1


def test_unpublishing_that_breaks_off_is_made_whole(at, mortal, dying):
    kim = at(mortal)
    kim.plan()
    kim.publish()
    dies, lives = dying
    dies(1, stored=True)
    assert kim.unpublish().exit_code == 5
    lives()
    kim.unpublish()

    assert kim.program.events() == {}


def test_a_dead_server_leaves_everything_as_it_is(at, mortal):
    kim = at(mortal)
    kim.plan()
    kim.publish()
    files = kim.files()
    mortal.kill()
    results = [kim.plan_as_it_is(), kim.publish(), kim.publish("--dry-run"), kim.unpublish()]

    assert [result.exit_code for result in results] == [5] * 4
    assert all("cannot be reached" in result.stderr for result in results)
    assert all(kim.environment["MICROCYCLE_CALDAV_USER"] not in r.output for r in results)
    assert kim.files() == files
