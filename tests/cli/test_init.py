"""`microcycle init`: five questions, and a file that can be planned at once."""

import re

import pytest

from scheduler import lowering
from scheduler.resources import constraints_folder

SENSIBLE = {
    "nothing but a name": ("Sam", "", "", "", ""),
    "all of one's own": (
        "Zoë O'Neill",
        "America/New_York",
        "mon-fri 05:30-07:30; sat 07:00-12:00",
        "tue 18:00 tempo 50; thu 18:00 easy 40; sun 08:00 long 100",
        "2",
    ),
    "no run yet": ("Sam", "Europe/Berlin", "daily 18:00-21:00", "none", "3"),
    "two or three": ("Sam", "Asia/Kolkata", "mon-sat 06:00-08:00", "sun 07:00 long 80", "2-3"),
    "one": ("Sam", "Australia/Lord_Howe", "sat 09:00-12:00", "tue 07:00 intervals 45", "1"),
}


@pytest.fixture
def asked(microcycle):
    """Run `init` with these answers, one a line."""

    def ask(*answers, words=()):
        return microcycle("init", *words, input="".join(f"{line}\n" for line in answers))

    return ask


@pytest.mark.parametrize("answers", SENSIBLE.values(), ids=SENSIBLE)
def test_the_file_plans_at_once(asked, microcycle, answers):
    assert asked(*answers).exit_code == 0
    assert microcycle("plan", "athlete.yaml", "--now", "2027-01-10T12:00").exit_code == 0


def test_the_file_says_what_was_answered(asked, here):
    asked("Zoë O'Neill", "Asia/Kolkata", "sat 06:00-08:00", "sun 07:00 long 80", "1-2")
    file = lowering.read_athlete(here / "athlete.yaml").file

    assert (file.athlete.name, file.athlete.timezone) == ("Zoë O'Neill", "Asia/Kolkata")
    assert [str(window) for window in file.availability["sat"]] == ["06:00-08:00"]
    assert [(run.kind, run.minutes) for run in file.runs] == [("long", 80)]
    assert (file.strength[0].target, file.strength[0].least) == (2, 1)


def test_the_zone_offered_is_the_machines(asked, here, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    result = asked("Sam", "", "", "", "")

    assert "[Asia/Tokyo]" in result.stderr
    assert "timezone: Asia/Tokyo" in (here / "athlete.yaml").read_text()


def test_a_bad_answer_is_told_at_once_and_asked_again(asked, here):
    result = asked("Sam", "Europe/Lodnon", "Europe/London", "", "", "")

    assert "did you mean `Europe/London`?" in result.stderr
    assert (result.exit_code, (here / "athlete.yaml").is_file()) == (0, True)


def test_there_are_five_questions(asked):
    told = asked("Sam", "Europe/London", "", "", "").stderr

    assert re.findall(r"^.*?(\d) of 5\.", told, re.MULTILINE) == ["1", "2", "3", "4", "5"]


def test_the_id_is_drawn_and_never_the_same(asked, here):
    for name in ("a.yaml", "b.yaml"):
        asked("Sam", "UTC", "", "", "", words=(name,))
    ids = {lowering.read_athlete(here / name).file.athlete.id for name in ("a.yaml", "b.yaml")}

    assert len(ids) == 2
    assert all(re.fullmatch("[0-9a-f]{8}", identity) for identity in ids)


def test_the_id_may_be_given(asked, here):
    asked("Sam", "UTC", "", "", "", words=("--id", "sam-1"))

    assert lowering.read_athlete(here / "athlete.yaml").file.athlete.id == "sam-1"


def test_with_the_id_given_the_file_is_the_same_on_every_machine(asked, here):
    asked("Sam", "UTC", "", "", "", words=("--id", "1", "a.yaml"))
    asked("Sam", "UTC", "", "", "", words=("--id", "1", "b.yaml"))
    a, b = ((here / name).read_bytes() for name in ("a.yaml", "b.yaml"))

    assert a.replace(b"a.yaml", b"b.yaml") == b


def test_a_bad_id_ends_with_2_before_any_question(asked, written):
    result = asked(words=("--id", "no spaces"))

    assert (result.exit_code, written(), "1 of 5" in result.stderr) == (2, set(), False)


def test_a_file_that_is_there_is_never_written_over(asked, here):
    (here / "athlete.yaml").write_text("mine")
    result = asked("Sam", "", "", "", "")

    assert (result.exit_code, (here / "athlete.yaml").read_text()) == (2, "mine")
    assert "microcycle init me.yaml" in result.stderr


@pytest.mark.parametrize("number", range(5))
def test_whoever_stops_at_a_question_leaves_nothing(asked, written, number):
    result = asked(*("Sam", "UTC", "", "", "")[:number])

    assert (result.exit_code, written()) == (2, set())


def test_ctrl_c_leaves_nothing(asked, written, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("scheduler.cli.answers.read_sessions", interrupted)

    assert (asked("Sam", "UTC", "", "", "").exit_code, written()) == (2, set())


def test_a_place_that_cannot_be_written_ends_with_2(asked, here):
    (here / "taken").write_text("a file")

    assert asked("Sam", "UTC", "", "", "", words=("taken/me.yaml",)).exit_code == 2


def test_a_file_that_turns_up_meanwhile_stays(asked, here, monkeypatch):
    def meanwhile(_):
        (here / "athlete.yaml").write_text("mine")
        return "2"

    monkeypatch.setattr("scheduler.cli.answers.read_sessions", meanwhile)
    result = asked("Sam", "UTC", "", "", "")

    assert (result.exit_code, (here / "athlete.yaml").read_text()) == (2, "mine")


def test_a_secret_address_is_neither_kept_nor_shown_again(asked, here, written):
    result = asked("Sam", "UTC", "", "webcal://x.example/SECRET", "")

    assert not any("SECRET" in (here / name).read_text() for name in written())
    assert "export RUN_FEED=https://..." in result.stdout
    assert "SECRET" not in result.stdout


def test_a_calendar_of_runs_stands_in_the_file(asked, here):
    (here / "plan.ics").write_text("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")
    asked("Sam", "UTC", "", "plan.ics", "", words=("athletes/sam.yaml",))
    (calendar,) = lowering.read_athlete(here / "athletes" / "sam.yaml").file.calendars

    assert (calendar.path, calendar.holds) == ("../plan.ics", "runs")


def test_the_first_line_names_a_schema_that_lies_beside_the_file(asked, here):
    asked("Sam", "UTC", "", "", "", words=("athletes/sam.yaml",))
    first = (here / "athletes" / "sam.yaml").read_text().splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    schema = (constraints_folder() / "schema.json").read_bytes()

    assert (here / "athletes" / name).read_bytes() == schema


def test_a_schema_that_is_there_already_is_used(asked, here, written):
    (here / "schema.json").write_bytes((constraints_folder() / "schema.json").read_bytes())
    asked("Sam", "UTC", "", "", "")

    assert written() == {"athlete.yaml", "schema.json"}
    assert "$schema=schema.json" in (here / "athlete.yaml").read_text()


def test_an_older_schema_of_ours_is_brought_up_to_date(asked, here):
    (here / "microcycle.schema.json").write_text('{"title": "Athlete file of microcycle"}')
    asked("Sam", "UTC", "", "", "")

    assert len((here / "microcycle.schema.json").read_bytes()) > 1000


def test_a_schema_of_somebody_else_is_left_alone(asked, here):
    (here / "microcycle.schema.json").write_text("{}")
    asked("Sam", "UTC", "", "", "")

    assert (here / "microcycle.schema.json").read_text() == "{}"


def test_commented_hints_are_right_when_taken_up(asked, here):
    asked("Sam", "UTC", "", "", "", words=("--id", "sam"))
    (here / "work.ics").write_text("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")
    path = here / "athlete.yaml"
    lines = path.read_text().splitlines()
    head, rest = lines[:3], lines[3:]
    hint = re.compile(r"^( *)# ((?:[a-z_]+:|  ).*)$")
    path.write_text("\n".join([*head, *(hint.sub(r"\1\2", line) for line in rest)]))
    file = lowering.read_athlete(path).file

    assert (len(file.calendars), len(file.races), file.athlete.equipment[0]) == (1, 1, "dumbbell")
    assert file.rules.preferred_time.windows
