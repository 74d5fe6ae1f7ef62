"""What the athlete made of an event, told from the versions that we wrote."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from scheduler.read.calendar.events import CalendarEvent
from scheduler.store.edits import NO_EDIT, Edit, deleted, edit_of, edited, moved, placed, taken_in
from scheduler.write.ics import Entry

LONDON = ZoneInfo("Europe/London")
TUESDAY = dt.datetime(2027, 1, 12, 17, 30, tzinfo=LONDON)
HOUR = dt.timedelta(hours=1)
TEXT = "Heavy strength, 60 min.\nWhy here: the best slot."
OURS = Entry("a", TUESDAY, TUESDAY + HOUR, "Strength A (heavy)", TEXT)
AS_WRITTEN = CalendarEvent("a", OURS.title, TEXT, OURS.start, OURS.end)
NEWER = replace(OURS, text="Heavy strength, 60 min.\nWhy here: 40 h before the long run.")


def test_an_event_as_we_wrote_it_says_nothing():
    assert edit_of(AS_WRITTEN, [OURS]) == NO_EDIT


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(replace(AS_WRITTEN, text=TEXT.replace("\n", " \n\n")), id="other line breaks"),
        pytest.param(replace(AS_WRITTEN, text=f"{TEXT} "), id="a blank more"),
        pytest.param(
            replace(AS_WRITTEN, start=TUESDAY.astimezone(dt.UTC)), id="the same time in UTC"
        ),
    ],
)
def test_how_a_program_writes_it_is_no_edit(event):
    assert edit_of(event, [OURS]) == NO_EDIT


def test_an_older_version_of_ours_is_no_edit():
    older = replace(OURS, start=TUESDAY - HOUR, end=TUESDAY, title="Strength A (light)")
    event = replace(AS_WRITTEN, start=older.start, end=older.end, title=older.title)

    assert edit_of(event, [older, OURS]) == NO_EDIT


def test_a_moved_event_is_where_it_is_now_and_as_long_as_there():
    event = replace(AS_WRITTEN, start=TUESDAY + HOUR, end=TUESDAY + HOUR * 1.75)

    assert edit_of(event, [OURS]) == Edit(start=TUESDAY + HOUR, minutes=45)


def test_an_event_made_longer_stays_where_it_is():
    event = replace(AS_WRITTEN, end=TUESDAY + 2 * HOUR)

    assert edit_of(event, [OURS]) == Edit(start=TUESDAY, minutes=120)


def test_a_renamed_event_keeps_its_name_in_what_is_written_later():
    edit = edit_of(replace(AS_WRITTEN, title="Gym"), [OURS])

    assert (edited(NEWER, edit).title, edited(NEWER, edit).text) == ("Gym", NEWER.text)


@pytest.mark.parametrize(
    ("text", "later"),
    [
        pytest.param(f"{TEXT}\nBring straps", f"{NEWER.text}\nBring straps", id="added below"),
        pytest.param(f"Bring straps\n\n{TEXT}", f"Bring straps\n\n{NEWER.text}", id="above"),
        pytest.param(f"A\n{TEXT}\nB", f"A\n{NEWER.text}\nB", id="around"),
        pytest.param("Bring straps", "Bring straps", id="instead of ours"),
        pytest.param("", "", id="deleted"),
        pytest.param("Why here: because.", "Why here: because.", id="ours rewritten"),
    ],
)
def test_a_note_stays_and_our_own_words_beside_it_are_kept_up_to_date(text, later):
    edit = edit_of(replace(AS_WRITTEN, text=text), [OURS])

    assert edited(NEWER, edit).text == later


def test_a_note_that_was_taken_in_and_written_is_no_new_edit():
    edit = edit_of(replace(AS_WRITTEN, text=f"{TEXT}\nBring straps"), [OURS])
    written = edited(NEWER, edit)

    assert edit_of(replace(AS_WRITTEN, text=written.text), [written], edit) == edit


def test_a_note_changed_once_more_replaces_the_first():
    first = edit_of(replace(AS_WRITTEN, text=f"{TEXT}\nBring straps"), [OURS])
    written = edited(OURS, first)
    second = edit_of(replace(AS_WRITTEN, text=f"{TEXT}\nBring chalk"), [written], first)

    assert edited(NEWER, second).text == f"{NEWER.text}\nBring chalk"


def test_what_is_taken_in_but_not_yet_written_is_the_same_when_seen_again():
    event = replace(AS_WRITTEN, start=TUESDAY + HOUR, end=TUESDAY + 2 * HOUR, text="Mine")
    first = edit_of(event, [OURS])

    assert edit_of(event, [OURS], first) == first


def test_the_highest_sequence_is_remembered():
    first = edit_of(replace(AS_WRITTEN, sequence=7), [OURS])

    assert first == Edit(sequence=7)
    assert edit_of(replace(AS_WRITTEN, sequence=3), [OURS], first).sequence == 7


def test_a_cancelled_event_is_deleted_until_it_is_there_again():
    gone = edit_of(replace(AS_WRITTEN, cancelled=True), [OURS])

    assert gone == Edit(deleted=True)
    assert edit_of(AS_WRITTEN, [OURS], gone) == Edit(start=TUESDAY, minutes=60)


def test_what_is_deleted_is_nowhere_even_if_it_was_moved_before():
    assert deleted(Edit(start=TUESDAY, minutes=60, title="Gym")) == Edit(title="Gym", deleted=True)


def test_of_a_version_that_is_out_of_date_only_the_place_says_something():
    event = replace(AS_WRITTEN, start=TUESDAY + HOUR, end=TUESDAY + 2 * HOUR, title="Old title")

    assert moved(event, [OURS]) == Edit(start=TUESDAY + HOUR, minutes=60)
    assert moved(replace(AS_WRITTEN, title="Old title"), [OURS]) == NO_EDIT


def test_an_event_is_placed_where_the_athlete_put_it_even_if_it_was_cancelled():
    found = placed(replace(OURS, cancelled=True), Edit(start=TUESDAY + HOUR, minutes=30))

    assert (found.start, found.end, found.cancelled) == (
        TUESDAY + HOUR, TUESDAY + 1.5 * HOUR, False,
    )  # fmt: skip
    assert placed(OURS, Edit(title="Gym")) == OURS


@pytest.mark.parametrize(
    ("was_cancelled", "edit", "is_cancelled"),
    [
        pytest.param(True, Edit(title="Gym"), True, id="a name brings no session back"),
        pytest.param(True, Edit(start=TUESDAY, minutes=60), False, id="a move does"),
        pytest.param(False, Edit(deleted=True), True, id="deleted"),
    ],
)
def test_what_is_taken_in_is_on_or_off_as_the_athlete_has_it(was_cancelled, edit, is_cancelled):
    assert taken_in(replace(OURS, cancelled=was_cancelled), edit).cancelled is is_cancelled


@pytest.mark.parametrize(
    ("edit", "places"),
    [
        (NO_EDIT, False),
        (Edit(sequence=3), False),
        (Edit(title="Gym"), False),
        (Edit(note=("Mine",)), False),
        (Edit(start=TUESDAY, minutes=60), True),
        (Edit(deleted=True), True),
    ],
)
def test_an_edit_tells_whether_it_is_about_a_place(edit, places):
    assert edit.places is places


ADVICE = "If you miss it: until Thu 18:00 at the latest"


def told(text, advice=ADVICE):
    """A text with advice for a session that is missed before its last line."""
    *lines, last = text.split("\n")
    return "\n".join([*lines, advice, last])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(told(TEXT), id="as it was written"),
        pytest.param(told(TEXT).replace(" until ", "\nuntil "), id="wrapped"),
        pytest.param(told(TEXT, "If you miss it: until Fri 18:00"), id="of an earlier plan"),
        pytest.param(TEXT, id="of a plan without any"),
    ],
)
def test_what_to_do_if_it_is_missed_is_no_note_of_the_athlete(text):
    ours = replace(OURS, if_missed=ADVICE.partition(": ")[2])

    assert edit_of(replace(AS_WRITTEN, text=text), [ours]) == NO_EDIT


def test_a_note_beside_what_to_do_if_it_is_missed_is_the_note_alone():
    event = replace(AS_WRITTEN, text=f"{told(TEXT)}\nBring straps")

    assert edit_of(event, [OURS]).note == ("", "\nBring straps")


@pytest.mark.parametrize(("text", "says"), [("Mine", ""), (f"{TEXT}\nMine", "until Thu 18:00")])
def test_what_to_do_if_it_is_missed_is_not_written_into_a_text_of_the_athletes(text, says):
    edit = edit_of(replace(AS_WRITTEN, text=text), [OURS])

    assert edited(replace(OURS, if_missed="until Thu 18:00"), edit).if_missed == says
