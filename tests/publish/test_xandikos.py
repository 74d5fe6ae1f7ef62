"""The same way through a second server, which stores and refuses in ways of its own."""

import pytest

from scheduler.sync.collection import Collection

BOTH = {"A": "Tue 12 17:00", "B": "Fri 15 17:00"}


@pytest.fixture
def kim(at, xandikos):
    """A runner whose week is published there; nobody else has published anything."""
    athlete = at(xandikos)
    athlete.plan()
    assert athlete.publish().exit_code == 0
    yield athlete
    assert athlete.unpublish("--past").exit_code == 0


def shown(athlete):
    """Where our events are, whatever other calendars the server came with."""
    (ours,) = (one for one in athlete.program.calendars() if "microcycle-" in str(one.url))
    return {str(event.icalendar_component["SUMMARY"])[9]: event for event in ours.get_events()}


def places(athlete):
    found = shown(athlete).items()
    return {name: f"{event.icalendar_component.start:%a %d %H:%M}" for name, event in found}


def move(athlete, name, hours):
    import datetime as dt

    event = shown(athlete)[name]
    with event.edit_icalendar_instance() as calendar:
        for key in ("DTSTART", "DTEND"):
            calendar.events[0][key].dt += dt.timedelta(hours=hours)
    event.save()


def test_publishing_again_sends_nothing(kim):
    assert places(kim) == BOTH
    assert kim.publish().stdout == "nothing to do\n"


def test_a_moved_session_is_planned_around(kim):
    move(kim, "A", -24)
    kim.plan_as_it_is()
    kim.publish()

    assert places(kim)["A"] == "Mon 11 17:00"
    assert kim.sessions()["Strength A"]["origin"] == "pinned"
    assert kim.publish().stdout == "nothing to do\n"


def test_a_move_between_our_look_and_our_write_wins(kim, monkeypatch):
    kim.edit("sat:", "tue: [], sat:")
    kim.plan()
    look = Collection.events

    def looked(self):
        found = look(self)
        move(kim, "A", 1)
        return found

    monkeypatch.setattr(Collection, "events", looked)
    result = kim.publish()
    monkeypatch.setattr(Collection, "events", look)

    assert "moved to Tue 12 Jan 18:00" in result.stdout
    assert places(kim)["A"] == "Tue 12 18:00"


def test_a_deleted_session_is_skipped(kim):
    shown(kim)["A"].delete()
    kim.plan_as_it_is()

    assert list(kim.sessions()) == ["Strength B"]
    assert kim.publish().stdout == "~ Strength B (heavy), Fri 15 Jan 17:00\n"
    assert set(places(kim)) == {"B"}


def test_a_dropped_session_is_deleted_and_comes_back(kim):
    kim.edit("sessions: 2", "sessions: 1")
    kim.plan()
    kim.publish()
    assert len(places(kim)) == 1
    kim.edit("sessions: 1", "sessions: 2")
    kim.plan()
    kim.publish()

    assert set(places(kim)) == {"A", "B"}


def test_without_the_notes_nothing_is_doubled(kim):
    (kim.plans / "caldav.json").unlink()

    assert kim.publish().stdout == "nothing to do\n"
    assert places(kim) == BOTH
