"""`microcycle check`: which weeks of a calendar are judged."""

import pytest

GYM = "DTSTART:20200106T180000\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Strength at the gym"
PAST = "DTSTART:20260811T180000\r\nSUMMARY:Strength at the gym"
NONE = "DTSTART:20270112T180000\r\nSUMMARY:Dentist"


@pytest.fixture
def judged(microcycle, kim, here):
    """Check a calendar of one event."""

    def check(event, *words):
        text = f"BEGIN:VEVENT\r\nUID:1\r\nDURATION:PT45M\r\n{event}\r\nEND:VEVENT\r\n"
        (here / "gym.ics").write_bytes(
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n".encode()
        )
        now = ("--now", "2027-01-13T12:00")
        return microcycle("check", kim, "--calendar", "gym.ics", *now, "--json", *words)

    return check


@pytest.mark.parametrize(
    ("event", "words", "dates"),
    [
        (GYM, (), ("2027-01-11", "2027-01-17")),
        (GYM, ("--now", "2027-01-17T12:00"), ("2027-01-18", "2027-01-24")),
        (GYM, ("--weeks", "2"), ("2027-01-11", "2027-01-24")),
        (GYM, ("--week", "2020-W03", "--weeks", "2"), ("2020-01-13", "2020-01-26")),
        (PAST, (), ("2026-08-10", "2026-08-16")),
    ],
    ids=["recurring", "on a Sunday the next", "two weeks", "those given", "only in the past"],
)
def test_the_week_judged_is_the_one_meant(judged, said, event, words, dates):
    shown = said(judged(event, *words))

    assert (shown["from"], shown["to"]) == dates


def test_two_weeks_have_a_session_each(judged, said):
    sessions = said(judged(GYM, "--weeks", "2"))["sessions"]
    strength = [s["start"][:10] for s in sessions if s["activity"] == "strength"]

    assert strength == ["2027-01-11", "2027-01-18"]


def test_a_calendar_without_strength_ends_with_2_and_the_reason(judged, said):
    result = judged(NONE)
    (error,) = said(result)["errors"]

    assert result.exit_code == 2
    assert error["says"].startswith("gym.ics holds no strength event from 2025-01-13 to 2028-01-10")
