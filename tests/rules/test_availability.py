"""Inside a window, clear of every session, of busy times, days away and the past."""

from scheduler.training import Busy, Wanted

from . import scene
from .scene import JANUARY, findings, legal, loosened, points, rule, session

NAME = "availability"
DEFAULT = rule(NAME)
TUESDAY = (JANUARY.at(JANUARY.date(1), 6 * 60), JANUARY.at(JANUARY.date(1), 8 * 60))


def busy(day, start, end, title="Review"):
    midnight = JANUARY.midnight(day)
    return Busy(midnight + start * 60, midnight + end * 60, title, "work.ics")


def test_says_what_its_docstring_promises():
    said = scene.says(DEFAULT, session(1, "05:30"), available=(TUESDAY,))

    assert said == [scene.says_when_violated(NAME)]


def test_a_session_lies_wholly_in_its_window():
    for clock, kept in (("06:00", True), ("05:59", False), ("07:10", True), ("07:11", False)):
        assert legal(DEFAULT, session(1, clock), available=(TUESDAY,)) is kept


def test_a_session_overlaps_no_other():
    easy = session(1, "06:00", "easy", 30)

    for clock, kept in (("06:30", True), ("06:29", False)):
        assert legal(DEFAULT, easy, session(1, clock), available=(TUESDAY,)) is kept
    assert scene.says(DEFAULT, easy, session(1, "06:29"), available=(TUESDAY,)) == [
        "Easy (Tue 06:00) and Strength A (Tue 06:29) overlap"
    ]


def test_a_fixed_class_over_a_fixed_run_is_a_fact():
    circuit = session(1, "06:10", origin="fixed", title="Circuit")
    (finding,) = findings(DEFAULT, session(1, "06:00", "easy"), circuit, available=(TUESDAY,))

    assert finding.fact
    assert not finding.breaks
    assert finding.points == 0


def test_a_fixed_class_outside_the_windows_or_already_begun_is_nobodys_business():
    circuit = session(1, "12:00", origin="fixed", title="Circuit")
    wish = rule(NAME, level="wish")

    assert findings(DEFAULT, circuit, available=(TUESDAY,), now=JANUARY.midnight(3)) == ()
    assert findings(wish, circuit, available=(TUESDAY,)) == ()


def test_a_session_is_clear_of_busy_times_and_names_them():
    meeting = {"available": ((0, JANUARY.end),), "busy": (busy(1, 7, 9),)}

    for clock, kept in (("06:10", True), ("06:11", False), ("08:59", False), ("09:00", True)):
        assert legal(DEFAULT, session(1, clock), **meeting) is kept
    assert scene.says(DEFAULT, session(1, "07:30"), **meeting) == [
        "Strength A (Tue 07:30) overlaps Review"
    ]


def test_nothing_is_placed_on_a_day_away_or_in_the_past():
    always = ((0, JANUARY.end),)
    ill = (Busy(*JANUARY.span(1), "ill", "ana.yaml:7"),)

    assert not legal(DEFAULT, session(1, "12:00"), available=always, away=ill)
    assert legal(DEFAULT, session(2, "00:00"), available=always, away=ill)
    now = JANUARY.midnight(1) + 607
    assert not legal(DEFAULT, session(1, "10:06"), available=always, now=now)
    assert legal(DEFAULT, session(1, "10:07"), available=always, now=now)


def test_a_request_may_have_narrower_windows():
    own = Wanted("a", "Strength A", (), windows=(TUESDAY,), request=0, where="ana.yaml:20")
    week = scene.week(available=((0, JANUARY.end),), wanted=(own,))
    (window,) = (found for found in scene.lowered(DEFAULT, week) if found.where == "ana.yaml:20")

    assert (window.keys, window.spans, window.inside) == ({"a"}, (TUESDAY,), True)


def test_a_run_that_may_move_may_stay_where_it_was():
    own = Wanted("run", "Easy", (), at=333)
    week = scene.week(available=(TUESDAY,), wanted=(own,))

    assert scene.lowered(DEFAULT, week)[0].free_starts == {("run", 333)}


def test_as_a_wish_only_the_windows_yield():
    wish = rule(NAME, level="wish")

    assert points(wish, session(1, "05:30"), available=(TUESDAY,)) == 40
    assert legal(wish, session(1, "05:30"), available=(TUESDAY,))
    assert not legal(wish, session(1, "06:00"), session(1, "06:30", "easy"), available=(TUESDAY,))


def test_off_the_windows_are_open_but_sessions_stay_apart():
    off = rule(NAME, off=True)

    assert legal(off, session(3, "03:00"), available=(TUESDAY,))
    assert not legal(off, session(1, "06:00"), session(1, "06:30", "easy"), available=(TUESDAY,))


def test_looser_than_its_floor():
    assert loosened(NAME, level="wish") == [("level",)]
    assert loosened(NAME, off=True) == [("off",)]
