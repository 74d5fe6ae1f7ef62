"""What a plan says beside its sessions: races, facts that stay, and what was assumed."""

import datetime as dt

import pytest

SKI = dt.datetime(2027, 1, 24, 8, tzinfo=dt.UTC)  # when the run of that Sunday would start
RUNS = "availability: {daily: [06:00-08:00]}\nstrength: {sessions: 1, class: light, minutes: 30}\n"
RACE = (
    "races: [{date: 2027-01-17, start: 09:00, title: City Race,"
    " minutes: 45, priority: B, distance: 10k}]\n"
)
GAPS = "{heavy: {min: 5d}, moderate: {min: 4d}, light: {min: 50h}, core: {min: 12h}}"


def starting(outcome, words):
    return [note for note in outcome.notes if note.startswith(words)]


def test_the_last_strength_before_a_race_is_told_by_the_rules_own_numbers(planned):
    found = planned(RUNS + RACE + f"rules: {{before_race: {{B: {GAPS}}}}}\n")

    (note,) = starting(found, "race week")
    race, last = note.split("; strength before it: ")

    assert race == "race week: City Race on Sun 09:00"
    assert last.split(", ") == [
        "heavy until Tue 09:00",
        "moderate until Wed 09:00",
        "light until Fri 07:00",
        "core until Sat 21:00",
    ]


@pytest.mark.parametrize(
    "rule",
    [
        '{off: yes, because: "my coach says so"}',
        '{level: wish, because: "my coach says so"}',
        '{B: {heavy: 0h, moderate: 0h, light: 0h, core: 0h}, because: "my coach says so"}',
    ],
    ids=["off", "a wish", "nothing asked"],
)
def test_where_no_rule_forbids_strength_before_a_race_nothing_is_told(planned, rule):
    found = planned(RUNS + RACE + f"rules: {{before_race: {rule}}}\n")

    assert starting(found, "race week") == []
    assert any("because: my coach says so" in note for note in found.notes)


def test_a_race_of_another_week_is_no_race_week(planned):
    assert starting(planned(RUNS + RACE.replace("01-17", "01-24")), "race week") == []


DATED = "runs: [{{date: {date}, start: 09:00, minutes: 45, kind: race, title: Park Race}}]\n"
BARE = "races: [{{date: {date}, start: 09:00, title: Park Race}}]\n"


@pytest.mark.parametrize("lines", [DATED, BARE], ids=["a run that is a race", "a bare race"])
@pytest.mark.parametrize(("date", "told"), [("2027-01-17", 1), ("2027-01-20", 0)])
def test_what_is_assumed_of_a_race_is_told_for_the_dates_planned_alone(planned, lines, date, told):
    found = planned(RUNS + lines.format(date=date))

    assert len(starting(found, "Park Race (")) == told
    assert any(s.title == "Park Race" for s in found.sessions)


@pytest.mark.parametrize("title", ["Race: City 10k", "Zoomies"])
@pytest.mark.parametrize(("date", "told"), [("20270117", 1), ("20270120", 0)])
def test_what_is_assumed_of_a_feed_is_told_for_the_dates_planned_alone(
    planned, tmp_path, title, date, told
):
    event = f"UID:1\r\nDTSTART:{date}T090000Z\r\nDURATION:PT45M\r\nSUMMARY:{title}\r\n"
    (tmp_path / "runs.ics").write_bytes(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{event}END:VEVENT\r\n"
        "END:VCALENDAR\r\n".encode()
    )
    found = planned(RUNS + "calendars: [{path: runs.ics, holds: runs}]\n")

    assert len([note for note in found.notes if title in note and "race week" not in note]) == told
    assert any(s.title == title for s in found.sessions)


def test_three_runs_at_one_time_give_two_overlaps(planned):
    runs = "runs:\n" + "".join(
        f"  - {{day: sat, start: {start}, minutes: {minutes}, kind: easy, title: {title}}}\n"
        for title, start, minutes in (
            ("One", "08:00", 90),
            ("Two", "08:30", 20),
            ("Three", "09:00", 60),
        )
    )

    assert [note for note in planned(RUNS + runs).notes if "overlap" in note] == [
        "One and Two overlap (Sat 08:30); both are fixed and stay",
        "One and Three overlap (Sat 09:00); both are fixed and stay",
    ]


@pytest.mark.parametrize(
    "fixed",
    [
        "fixed_strength: [{day: sat, start: 18:00, minutes: 45, class: light, title: Circuit}]\n",
        "runs: [{day: sat, start: 18:00, minutes: 45, kind: easy, title: Circuit}]\n",
    ],
    ids=["strength", "run"],
)
def test_what_is_fixed_on_a_rest_day_is_told_once(planned, fixed):
    found = planned(RUNS + fixed + "rest_days: [sat]\n")

    assert len([note for note in found.notes if "Circuit" in note]) == 1


def test_a_rest_day_that_nobody_asks_to_keep_is_not_told(planned):
    lines = (
        "runs: [{day: sat, start: 18:00, minutes: 45, kind: easy, title: Circuit}]\n"
        'rest_days: [sat]\nrules: {rest_day: {off: yes, because: "I like to move"}}\n'
    )

    assert not any("Circuit" in note for note in planned(RUNS + lines).notes)


@pytest.mark.parametrize(("first", "told"), [("2027-01-16", 1), ("2027-01-18", 0)])
def test_a_run_left_out_for_days_away_is_told_for_the_dates_planned_alone(planned, first, told):
    lines = (
        "runs: [{day: sun, start: 09:00, minutes: 90, kind: long}]\n"
        f"away: [{{from: {first}, to: 2027-01-30, why: ski}}]\n"
    )
    found = planned(RUNS + lines)

    assert len([note for note in found.notes if note.endswith(" is left out: ski")]) == told
    assert found.week.horizon.minute(SKI) not in {s.start for s in found.sessions}
