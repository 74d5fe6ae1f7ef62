"""A week on a real CalDAV server, from the first publishing to the last."""

import datetime as dt
import json

import pytest

from scheduler.identity import uid_of

TUESDAY, FRIDAY = "Tue 12 17:00", "Fri 15 17:00"


def test_the_week_is_published_to_a_calendar_of_our_own(kim):
    result = kim.publish()

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "+ Strength A (heavy), Tue 12 Jan 17:00\n+ Strength B (heavy), Fri 15 Jan 17:00\n"
    )
    assert kim.program.shown() == {"A": TUESDAY, "B": FRIDAY}
    assert kim.program.calendar.get_display_name() == "Strength, Kim"


def test_publishing_again_sends_nothing(published):
    before = {name: event.data for name, event in published.program.events().items()}
    files = published.files()
    result = published.publish()

    assert (result.exit_code, result.stdout) == (0, "nothing to do\n")
    assert {name: event.data for name, event in published.program.events().items()} == before
    assert published.files() == files


def test_a_dry_run_shows_the_difference_and_sends_nothing(kim):
    files = kim.files()
    result = kim.publish("--dry-run", "--json")

    assert [change["does"] for change in json.loads(result.stdout)["changes"]] == ["create"] * 2
    assert (kim.program.calendars(), kim.files()) == ([], files)


def test_a_session_that_the_plan_moves_moves_there(published):
    published.edit("sat:", "tue: [], sat:")
    published.plan()
    uid = str(published.program.events()["A"].icalendar_component["UID"])
    result = published.publish()
    event = published.program.events()["A"].icalendar_component

    assert result.stdout.startswith("~ Strength A (heavy), ")
    assert (str(event["UID"]), event["SEQUENCE"]) == (uid, 1)
    assert published.program.shown()["A"] != TUESDAY


def test_a_session_that_the_plan_drops_is_deleted_there(published):
    published.edit("sessions: 2", "sessions: 1")
    published.plan()
    result = published.publish()

    changed, deleted = result.stdout.splitlines()  # what is left holds what both had to hold
    assert changed.startswith("~ Strength A")
    assert deleted.startswith("- Strength B")
    assert len(published.program.events()) == 1


def test_a_session_that_comes_back_takes_up_its_event(published):
    published.edit("sessions: 2", "sessions: 1")
    published.plan()
    published.publish()
    published.edit("sessions: 1", "sessions: 2")
    published.plan()
    published.publish()

    assert set(published.program.shown()) == {"A", "B"}


def test_a_session_moved_in_a_program_stays_there_and_the_plan_goes_around_it(published):
    published.program.move("A", hours=-24)
    result = published.plan_as_it_is()
    published.publish()
    event = published.program.events()["A"].icalendar_component

    assert "pinned, so it stays: Strength A ends Mon 17:45" in " ".join(result.stderr.split())
    assert f"{event.start:%a %d %H:%M}" == "Mon 11 17:00"
    assert "this is where you put it" in event["DESCRIPTION"]
    assert published.sessions()["Strength A"]["origin"] == "pinned"


def test_the_counter_never_falls_behind_the_programs(published):
    def much_edited(component):
        component["SEQUENCE"] = 9

    published.program.change("A", much_edited)
    published.program.move("A", hours=1)
    ahead = published.program.events()["A"].icalendar_component["SEQUENCE"]
    published.plan_as_it_is()
    published.publish()

    assert published.program.events()["A"].icalendar_component["SEQUENCE"] == ahead + 1


def test_publishing_never_overwrites_what_was_moved_meanwhile(published):
    published.edit("sat:", "tue: [], sat:")
    published.plan()
    published.program.move("A", hours=1)
    result = published.publish()

    assert result.exit_code == 0
    assert "yours: Strength A (heavy), Wed 13 Jan 17:00: moved to Tue 12 Jan 18:00" in result.stdout
    assert "to plan around what is yours: microcycle plan" in result.stderr
    assert published.program.shown()["A"] == "Tue 12 18:00"
    assert published.publish().stdout == "nothing to do\n"
    assert published.program.shown()["A"] == "Tue 12 18:00"
    assert published.sessions()["Strength A"]["start"] == "2027-01-12T18:00:00+01:00"


def test_a_session_deleted_in_a_program_is_skipped_and_not_created_again(published):
    published.program.delete("A")
    result = published.plan_as_it_is("--json")
    titles = [s["title"] for s in json.loads(result.stdout)["sessions"]]

    assert (result.exit_code, "Strength A" in titles) == (0, False)
    assert published.publish().stdout == "~ Strength B (heavy), Fri 15 Jan 17:00\n"
    published.plan()
    assert published.publish().stdout == "nothing to do\n"
    published.plan()
    published.publish()
    assert published.program.shown() == {"B": FRIDAY}


def test_a_session_that_was_moved_and_then_deleted_stays_deleted(published):
    published.program.move("A", hours=1)
    published.plan_as_it_is()
    published.publish()
    published.program.delete("A")
    published.plan_as_it_is()
    published.publish()
    published.plan()
    published.publish()

    assert set(published.program.shown()) == {"B"}


def test_publishing_takes_a_deleted_session_in_too(published):
    published.program.delete("A")
    result = published.publish()

    assert result.stdout == "yours: Strength A (heavy), Tue 12 Jan 17:00: deleted\n"
    assert published.publish().stdout == "nothing to do\n"
    assert list(published.sessions()) == ["Strength B"]


def test_a_fresh_plan_brings_a_deleted_session_back(published):
    published.program.delete("A")
    published.plan_as_it_is()
    published.plan("--fresh")
    published.publish()

    assert published.program.shown() == {"A": TUESDAY, "B": FRIDAY}


def test_exercises_are_published_and_change_beside_a_note(published):
    def note(component):
        component["DESCRIPTION"] = component["DESCRIPTION"] + "\nBring straps"

    published.program.change("A", note)
    published.plan_as_it_is()
    published.publish()
    before = str(published.program.events()["A"].icalendar_component["DESCRIPTION"])
    published.edit("strength:", "exercises: {banned: [split_squat, reverse_lunge]}\nstrength:")
    published.plan()
    published.publish()
    after = str(published.program.events()["A"].icalendar_component["DESCRIPTION"])

    assert "\n2. Split squat\n" in before
    assert "plit squat" not in after
    assert after.count("Warm up for 6 min.") == after.count("Bring straps") == 1


def test_a_title_a_note_and_what_we_do_not_know_of_stay(published):
    def annotate(component):
        component["SUMMARY"] = "Gym with Joe, the one beside the river where the old boats lie"
        component["DESCRIPTION"] = component["DESCRIPTION"] + "\nBring straps"
        component.add("LOCATION", "Riverside")
        component.subcomponents.clear()

    published.program.change("A", annotate)
    published.plan_as_it_is()
    published.edit("mon-fri: [17:00", "mon-fri: [17:30")
    published.plan()
    published.publish()
    (found,) = (e for name, e in published.program.events().items() if name.startswith("Gym"))
    event = found.icalendar_component

    assert f"{event.start:%H:%M}" == "17:30"
    assert str(event["SUMMARY"]).endswith("where the old boats lie")
    assert str(event["DESCRIPTION"]).endswith("Bring straps")
    assert (event["LOCATION"], event.subcomponents) == ("Riverside", [])
    assert published.publish().stdout == "nothing to do\n"


def test_events_of_others_are_never_touched(published):
    published.program.add("other", "Dentist")
    before = published.program.events()["Dentist"].data
    published.edit("sessions: 2", "sessions: 1")
    published.plan_as_it_is()
    published.publish()
    published.unpublish()

    assert list(published.program.events()) == ["Dentist"]
    assert published.program.events()["Dentist"].data == before


def test_an_event_made_all_day_is_left_alone(published):
    def all_day(component):
        for key, day in (("DTSTART", 13), ("DTEND", 14)):
            del component[key]
            component.add(key, dt.date(2027, 1, day))

    published.program.change("A", all_day)
    before = published.program.events()["A"].data
    published.edit("mon-fri: [17:00", "mon-fri: [17:30")
    plan = published.plan_as_it_is()
    result = published.publish()

    assert "has no time there; it is left alone" in " ".join(plan.stderr.split())
    assert "has no time there; it is left alone" in result.stderr
    assert published.program.events()["A"].data == before


def test_an_event_made_a_series_is_left_alone(published):
    def weekly(component):
        component.add("RRULE", {"FREQ": ["WEEKLY"], "COUNT": [3]})

    published.program.change("A", weekly)
    published.edit("mon-fri: [17:00", "mon-fri: [17:30")
    published.plan()
    result = published.publish()

    assert "is left alone" in result.stderr
    assert published.program.shown()["A"] == TUESDAY


def test_a_cancelled_event_counts_as_deleted(published):
    def cancel(component):
        component["STATUS"] = "CANCELLED"

    published.program.change("A", cancel)
    published.plan_as_it_is()

    assert list(published.sessions()) == ["Strength B"]
    assert published.publish().stdout == "~ Strength B (heavy), Fri 15 Jan 17:00\n"


def test_what_has_begun_is_not_touched(published):
    wednesday = "2027-01-13T08:00"
    published.program.change("A", lambda component: component.update({"SUMMARY": "Done!"}))
    before = published.program.events()["Done!"].data
    published.edit("sessions: 2", "sessions: 1")
    published.plan_as_it_is(now=wednesday)
    published.publish(now=wednesday)
    published.unpublish(now=wednesday)

    assert published.program.events()["Done!"].data == before
    published.unpublish("--past", now=wednesday)
    assert published.program.events() == {}


@pytest.mark.parametrize("offset", ["", "+01:00"])
def test_the_moment_is_read_on_the_athletes_clock(published, offset):
    """Strength A is on Tuesday from 17:00 to 17:45, in Berlin."""
    published.edit("mon-fri: [17:00", "mon-fri: [17:30")
    published.plan()

    moved = published.publish("--dry-run", now=f"2027-01-12T16:30{offset}").stdout
    assert moved.startswith("~ Strength A (heavy), Tue 12 Jan 17:30\n")
    begun = published.publish("--dry-run", now=f"2027-01-12T17:40{offset}").stdout
    assert begun == "~ Strength B (heavy), Fri 15 Jan 17:30\n"
    ahead = published.unpublish("--dry-run", now=f"2027-01-12T17:40{offset}").stdout
    assert ahead == "- Strength B (heavy), Fri 15 Jan 17:00\n"


def test_unpublishing_removes_ours_and_publishing_again_brings_them_back(published):
    shown = published.unpublish("--dry-run")
    assert set(published.program.shown()) == {"A", "B"}
    result = published.unpublish()

    assert shown.stdout == result.stdout
    assert sorted(result.stdout.splitlines()) == [
        "- Strength A (heavy), Tue 12 Jan 17:00",
        "- Strength B (heavy), Fri 15 Jan 17:00",
    ]
    assert published.program.events() == {}
    assert published.unpublish().stdout == "nothing to do\n"
    published.publish()
    assert published.program.shown() == {"A": TUESDAY, "B": FRIDAY}


def test_without_the_notes_nothing_is_doubled_and_nothing_taken_for_deleted(published):
    (published.plans / "caldav.json").unlink()
    published.program.delete("B")
    result = published.publish()

    assert result.stdout == "+ Strength B (heavy), Fri 15 Jan 17:00\n"
    assert published.program.shown() == {"A": TUESDAY, "B": FRIDAY}


def test_a_calendar_that_is_named_itself_is_used_as_it_is(published):
    address = str(published.program.calendar.url)
    published.unpublish()
    published.environment["MICROCYCLE_CALDAV_URL"] = address
    published.publish()

    assert published.program.shown() == {"A": TUESDAY, "B": FRIDAY}


def test_a_calendar_that_is_named_itself_and_gone_is_forgotten(published):
    calendar = published.program.calendar
    published.unpublish()
    published.environment["MICROCYCLE_CALDAV_URL"] = str(calendar.url)
    published.publish()
    calendar.delete()
    files = published.files()

    for result in (published.plan_as_it_is(), published.publish()):
        assert (result.exit_code, published.files()) == (5, files)
        assert "`microcycle unpublish` forgets it" in result.stderr
    assert published.unpublish().exit_code == 0
    assert "caldav.json" not in published.files()


def test_the_address_may_be_that_of_the_calendar_or_of_its_account(published):
    published.environment["MICROCYCLE_CALDAV_URL"] = str(published.program.calendar.url)

    assert published.publish().stdout == "nothing to do\n"


def test_a_calendar_whose_name_ends_like_ours_is_somebody_elses(kim):
    name = f"my-microcycle-{uid_of('kim1', 'calendar')}"
    kim.program.principal().make_calendar(name="Mine", cal_id=name)
    kim.publish()
    found = {str(one.url).split("/")[-2]: one for one in kim.program.calendars()}

    assert (len(found), found[name].get_events()) == (2, [])


def test_a_calendar_that_is_gone_deletes_nothing_from_the_plan(published):
    files = published.files()
    published.program.calendar.delete()

    for result in (published.plan_as_it_is(), published.publish()):
        assert (result.exit_code, published.files()) == (5, files)
        assert "no such calendar" in result.stderr
    assert published.unpublish().exit_code == 0
    assert published.publish().exit_code == 0
    assert published.program.shown() == {"A": TUESDAY, "B": FRIDAY}


@pytest.mark.parametrize("command", ["publish", "unpublish", "plan_as_it_is"])
def test_a_wrong_password_ends_with_5_and_is_told_nowhere(published, command):
    files = published.files()
    published.environment["MICROCYCLE_CALDAV_PASSWORD"] = "wrong secret"  # noqa: S105
    result = getattr(published, command)()

    assert (result.exit_code, published.files()) == (5, files)
    assert "refused: the user, the password" in result.stderr
    assert "secret" not in result.output
    assert published.environment["MICROCYCLE_CALDAV_USER"] not in result.output


def test_before_anything_is_published_there_is_nothing_to_read_back(kim):
    result = kim.plan_as_it_is()

    assert result.exit_code == 0
    assert "nothing is published yet" in result.stderr


def test_without_a_plan_there_is_nothing_to_publish(at, server):
    result = at(server).publish()

    assert result.exit_code == 2
    assert "keeps no plan to publish: run `microcycle plan" in result.stderr


MONDAY, WEDNESDAY = (f"2027-01-{day}T12:00" for day in (11, 13))


def made_up_for(athlete):
    """Strength A was missed, its backup planned and published; where that is."""
    athlete.call("log", "missed", "Strength A", now=WEDNESDAY)
    athlete.plan(now="2027-01-13T12:10")
    athlete.publish(now="2027-01-13T12:10")
    return athlete.program.shown()["A"]


def test_a_missed_session_is_shown_where_it_is_made_up_for(published):
    assert made_up_for(published) == "Wed 13 17:00"
    assert published.publish(now=WEDNESDAY).stdout == "nothing to do\n"


def test_a_backup_that_was_deleted_in_a_program_does_not_come_back(published):
    made_up_for(published)
    published.program.delete("A")
    published.plan_as_it_is(now="2027-01-13T12:30")
    published.publish(now="2027-01-13T12:30")
    published.plan(now="2027-01-13T13:00")
    published.publish(now="2027-01-13T13:00")

    assert set(published.program.shown()) == {"B"}


def test_a_backup_that_was_moved_in_a_program_stays_there(published):
    made_up_for(published)
    published.program.move("A", hours=1)
    published.plan_as_it_is(now="2027-01-13T12:30")
    published.publish(now="2027-01-13T12:30")

    assert published.program.shown()["A"] == "Wed 13 18:00"


def test_a_word_that_is_said_after_a_move_in_a_program_moves_the_event(published):
    published.program.move("B", hours=1)
    published.publish(now=MONDAY)
    published.call("log", "moved", "Strength B", "thu 17:00", now=WEDNESDAY)
    published.plan_as_it_is(now=WEDNESDAY)
    published.publish(now=WEDNESDAY)

    assert published.program.shown()["B"] == "Thu 14 17:00"
    assert published.publish(now=WEDNESDAY).stdout == "nothing to do\n"


@pytest.mark.parametrize("slot", ["thu 17:00", "fri 17:00"], ids=["elsewhere", "as planned"])
def test_a_word_goes_over_a_move_in_a_program_that_is_read_after_it(published, slot):
    published.program.move("B", hours=1)
    published.call("log", "moved", "Strength B", slot, now=WEDNESDAY)
    published.plan_as_it_is(now=WEDNESDAY)
    published.publish(now=WEDNESDAY)

    assert published.program.shown()["B"][:3].lower() == slot[:3]
    assert published.program.shown()["B"].endswith("17:00")
    assert published.publish(now=WEDNESDAY).stdout == "nothing to do\n"


def test_a_session_deleted_in_a_program_comes_back_by_a_later_word(published):
    published.program.delete("B")
    published.publish(now=MONDAY)
    published.call("log", "moved", "Strength B", "thu 17:00", now=WEDNESDAY)
    published.plan(now=WEDNESDAY)
    published.publish(now=WEDNESDAY)

    assert published.program.shown()["B"] == "Thu 14 17:00"
