"""Somebody is faster than we are, between our look at the server and our write."""

import pytest

from scheduler.sync.collection import Collection


@pytest.fixture
def meanwhile(monkeypatch):
    """Do something right after the server was looked at."""
    look = Collection.events

    def then(does) -> None:
        def looked(self):
            found = look(self)
            does()
            return found

        monkeypatch.setattr(Collection, "events", looked)

    return then


def test_a_move_wins_over_our_update(published, meanwhile):
    published.edit("sat:", "tue: [], sat:")
    published.plan()
    meanwhile(lambda: published.program.move("A", hours=1))
    result = published.publish()

    assert (result.exit_code, "moved to Tue 12 Jan 18:00" in result.stdout) == (0, True)
    assert published.program.shown()["A"] == "Tue 12 18:00"


def test_a_move_wins_over_our_deletion(published, meanwhile):
    published.edit("sessions: 2", "sessions: 1")
    published.plan()
    (dropped,) = {"A", "B"} - {title[-1] for title in published.sessions()}
    meanwhile(lambda: published.program.move(dropped, hours=1))
    published.publish()

    assert set(published.program.shown()) == {"A", "B"}


def test_a_deletion_wins_over_our_update(published, meanwhile):
    published.edit("sat:", "tue: [], sat:")
    published.plan()
    meanwhile(lambda: published.program.delete("A"))
    result = published.publish()

    assert "Wed 13 Jan 17:00: deleted" in result.stdout
    assert set(published.program.shown()) == {"B"}


def test_a_deletion_and_ours_are_one(published, meanwhile):
    published.edit("sessions: 2", "sessions: 1")
    published.plan()
    (dropped,) = {"A", "B"} - {title[-1] for title in published.sessions()}
    meanwhile(lambda: published.program.delete(dropped))

    assert published.publish().exit_code == 0
    assert len(published.program.shown()) == 1


def test_a_reminder_of_the_athletes_is_kept_by_our_update(published, meanwhile):
    published.edit("mon-fri: [17:00", "mon-fri: [17:30")
    published.plan()
    meanwhile(
        lambda: published.program.change("A", lambda event: event.add("LOCATION", "Riverside"))
    )
    published.publish()
    event = published.program.events()["A"].icalendar_component

    assert (event["LOCATION"], f"{event.start:%H:%M}") == ("Riverside", "17:30")


def test_two_machines_that_publish_at_once_do_not_double(kim, meanwhile):
    kim.publish("--dry-run")
    first = iter([True])

    def another() -> None:
        if next(first, False):
            notes = kim.plans / "caldav.json"
            ours = notes.read_bytes()
            assert kim.publish().exit_code == 0
            notes.write_bytes(ours)

    meanwhile(another)
    result = kim.publish()

    assert (result.exit_code, result.stderr) == (0, "")
    assert kim.program.shown() == {"A": "Tue 12 17:00", "B": "Fri 15 17:00"}
    assert kim.publish().stdout == "nothing to do\n"


def test_an_event_that_never_keeps_still_is_left_for_the_next_time(published, monkeypatch):
    published.edit("mon-fri: [17:00", "mon-fri: [17:30")
    published.plan()
    update, minutes = Collection.update, iter(range(1, 10))

    def slow(self, *words, **more):
        place = f"Room {next(minutes)}"
        published.program.change("A", lambda event: event.update({"LOCATION": place}))
        return update(self, *words, **more)

    monkeypatch.setattr(Collection, "update", slow)
    result = published.publish()

    assert "keeps changing on the server; it is left for the next time" in result.stderr


def test_unpublishing_deletes_what_was_changed_meanwhile_too(published, meanwhile):
    meanwhile(lambda: published.program.move("A", hours=1))
    published.unpublish()

    assert published.program.events() == {}


def test_unpublishing_counts_what_is_gone_meanwhile_as_done(published, meanwhile):
    meanwhile(lambda: published.program.delete("A"))

    assert published.unpublish().exit_code == 0
    assert published.program.events() == {}


def test_unpublishing_gives_up_on_what_never_keeps_still(published, monkeypatch):
    delete, minutes = Collection.delete, iter(range(1, 10))

    def slow(self, *words, **more):
        place = f"Room {next(minutes)}"
        published.program.change("A", lambda event: event.update({"LOCATION": place}))
        return delete(self, *words, **more)

    monkeypatch.setattr(Collection, "delete", slow)
    result = published.unpublish()

    assert result.exit_code == 5
    assert "keeps changing" in result.stderr
