"""How an exercise goes on from what was done of it."""

import datetime as dt

import pytest

from scheduler.content.doses import dose, eased
from scheduler.content.past import Past, Weaker
from scheduler.content.progress import Amount, Progress, Rhythm
from scheduler.exercises.catalogue import shipped
from scheduler.exercises.done import Done, SetDone
from scheduler.exercises.session import Given

MONDAY = dt.date(2027, 1, 11)
DUMBBELL = frozenset({"dumbbell"})


def sets(text, effort=None):
    """``8 8 6@14``, ``left:8 right:9@14``: reps, for each side, with a load in kilograms."""
    text, _, load = text.partition("@")
    found = []
    for part in text.split():
        side, _, reps = part.rpartition(":")
        found.append(SetDone(int(reps), float(load) if load else None, side or None, effort))
    return tuple(found)


def done(text, *, days=4, exercise="split_squat", asked=None, effort=None, **more):
    date = MONDAY - dt.timedelta(days=days)
    return Done(exercise, f"{date}/strength-1-1", date, sets(text, effort), asked, **more)


def after(*past, exercise="split_squat", phase="build", off=0, easy=False, smallest=1.0, there=()):
    rhythm = Rhythm(MONDAY, off, is_easy=easy)
    taken = dose(phase, "intermediate", "heavy", 60)
    equipment = frozenset(there) or DUMBBELL
    return Progress(shipped()[exercise], taken, past, rhythm, equipment, smallest).step()


def test_what_was_never_done_follows_from_nothing():
    assert after() is None


@pytest.mark.parametrize("exercise", ["pogo", "couch_stretch"])
def test_jumps_and_mobility_do_not_rise(exercise):
    assert after(done("15 15", exercise=exercise), exercise=exercise) is None


@pytest.mark.parametrize(
    ("past", "wanted"),
    [
        pytest.param("9 9 9@14", Amount(10, 14), id="a rep more"),
        pytest.param("12 12 12@14", Amount(9, 15), id="at the top more load and fewer reps"),
        pytest.param("12 12 12@40", Amount(9, 42), id="five per cent"),
        pytest.param("12 12 12", Amount(9), id="at the top without a told load: any weight"),
        pytest.param("20 20 20@14", Amount(9, 15), id="beyond the top"),
        pytest.param("5 5 5@14", Amount(9, 12), id="more reps of a phase, less load"),
        pytest.param("left:12 right:10@14", Amount(11, 14), id="the side that did fewer counts"),
    ],
)
def test_what_was_done_as_asked_rises(past, wanted):
    step = after(done(past))

    assert (step.next, step.why_of(step.last.rounds) in {"", "add weight"}) == (wanted, True)


def test_two_reps_more_than_asked_in_two_sessions_running_are_more_load():
    past = done("9 9 11@14", asked=9, days=11), done("9 9 11@14", asked=9)

    assert after(*past).next == Amount(9, 15)
    assert after(past[1]).next == Amount(10, 14)


@pytest.mark.parametrize(
    ("past", "more", "says"),
    [
        pytest.param(done("9 9 7@14", asked=9), {}, "until every set is done", id="not all done"),
        pytest.param(done("9 9 9@14", effort=10), {}, "harder than meant", id="too hard"),
        pytest.param(done("9 9 9@14"), {"off": 1}, "after a week off", id="a week off"),
        pytest.param(done("9 9 9@14"), {"easy": True}, "the week is easy", id="an easy week"),
    ],
)
def test_what_is_to_be_repeated_stays_and_says_why(past, more, says):
    step = after(past, **more)

    assert step.next == Amount(9, 14)
    assert says in step.why


@pytest.mark.parametrize(
    ("off", "days", "wanted"),
    [
        pytest.param(2, 20, Amount(9, 18), id="two weeks off: a tenth less"),
        pytest.param(3, 27, Amount(9, 16), id="three weeks off: two tenths less"),
        pytest.param(8, 60, Amount(9, 16), id="longer off"),
        pytest.param(0, 25, Amount(9, 18), id="others stood in for it"),
    ],
)
def test_after_time_off_there_is_less_load(off, days, wanted):
    assert after(done("10 10 10@20", days=days), off=off).next == wanted


def test_after_time_off_without_a_load_there_are_fewer_reps():
    assert after(done("12 12", days=20), off=2).next == Amount(10)
    assert after(done("12 12", days=27), off=3).next == Amount(9)


@pytest.mark.parametrize(
    ("phase", "wanted"),
    [
        pytest.param("peak", Amount(8, 21), id="fewer reps, and more load still"),
        pytest.param("taper", Amount(8, 20), id="load kept"),
        pytest.param("race_week", Amount(8, 0), id="the body alone"),
        pytest.param("recovery", Amount(12, 16), id="a fifth less"),
    ],
)
def test_each_phase_goes_on_in_its_own_way(phase, wanted):
    assert after(done("10 10 10@20"), phase=phase).next == wanted


def test_what_recovery_takes_off_is_of_the_usual_load_and_not_of_the_eased_one():
    weeks = (
        done("10 10@20", days=18),
        done("12 12@16", days=11, held=True),
        done("12 12@16", days=4, held=True),
    )

    assert after(*weeks, phase="recovery").next == Amount(12, 16)
    assert after(*weeks, phase="taper").next == Amount(8, 20)
    assert after(*weeks).next == Amount(9, 17)


def test_after_race_week_the_usual_load_counts_again():
    assert after(done("8@20", days=11), done("8@0", held=True)).next == Amount(9, 20)


@pytest.mark.parametrize(
    ("past", "smallest", "wanted"),
    [
        pytest.param("10 10@8", 4, Amount(9, 8), id="a tenth would be half: fewer reps instead"),
        pytest.param("10 10@5", 5, Amount(9, 5), id="a tenth would be nothing: fewer reps instead"),
        pytest.param("10 10@12.5", 2.5, Amount(9, 10), id="within twice as much"),
    ],
)
def test_where_weights_lie_far_apart_a_step_down_is_not_a_fall(past, smallest, wanted):
    assert after(done(past, days=20), off=2, smallest=smallest).next == wanted


def test_in_the_taper_a_load_stays_as_it_is_even_between_two_weights():
    assert after(done("8 8@12.5"), phase="taper").next == Amount(8, 12.5)


def test_where_nothing_can_fall_that_is_said():
    step = after(done("8 8", days=20), off=2)

    assert (step.next, step.why) == (Amount(8), "as little as its range allows")


def test_of_sets_with_rising_loads_the_heaviest_that_was_done_as_asked_counts():
    ramp = Done("split_squat", "", MONDAY, (SetDone(9, 10), SetDone(9, 12), SetDone(7, 14)), 9)

    assert (ramp.load, ramp.reps) == (12, 9)
    assert Done("split_squat", "", MONDAY, ramp.sets).load == 10


def test_after_an_easy_week_the_sets_are_the_usual_ones_again():
    step = after(done("9 9 9@14", days=11), done("9 9@14", easy=True))

    assert (step.most_sets, step.amount(3), step.why_of(3)) == (4, Amount(10, 14), "")


def test_calf_raises_rise_by_less():
    past = done("12 12 12@40", exercise="calf_raise_loaded")

    assert after(past, exercise="calf_raise_loaded").next.load == 41


def test_where_the_next_weight_is_too_far_reps_go_beyond_the_range_first():
    assert after(done("12 12 12@4")).next == Amount(13, 4)
    far = after(done("18 18 18@4"))
    assert (far.next, far.why) == (Amount(18, 4), "the next weight would be too much more")


def test_one_thing_rises_at_a_time():
    step = after(done("9 9 9@14"))

    assert (step.amount(3), step.amount(4)) == (Amount(10, 14), Amount(9, 14))
    assert (step.most_sets, step.why_of(3), step.why_of(4)) == (4, "", "one set more first")


def test_what_no_weight_makes_harder_is_outgrown_at_the_top():
    past = done("15 15", exercise="glute_bridge_single")
    step = after(past, exercise="glute_bridge_single", there=["wall"])

    assert (step.outgrown, step.next.reps) == (True, past.reps)
    assert not after(done("9 9"), there=["wall"]).outgrown


def test_an_easy_week_has_about_half_of_the_sets():
    usual = dose("build", "intermediate", "heavy", 60)

    assert eased(usual, 12).leg_sets == (6, 7)
    assert eased(usual, None).leg_sets == (4, 8)
    assert eased(usual, 3).leg_sets == (1, 1)
    assert eased(usual, 12).sets == (1, 2)


def past(*weeks, told=(), reps=9):
    """The same exercise in so many weeks back."""
    keys = (f"{MONDAY - dt.timedelta(weeks=back)}/strength-1-1" for back in weeks)
    given = {key: (Given("split_squat", 3, reps, 8),) for key in keys}
    return Past(MONDAY, tuple(told), given)


@pytest.mark.parametrize(("weeks", "off"), [((1, 2), 0), ((2, 3), 1), ((3,), 2), ((), 0)], ids=str)
def test_weeks_without_strength_are_time_off(weeks, off):
    assert past(*weeks).rhythm("novice").weeks_off == off


@pytest.mark.parametrize(("level", "every"), [("novice", 4), ("intermediate", 5), ("advanced", 6)])
def test_the_last_of_so_many_weeks_running_is_easy(level, every):
    assert not past(*range(1, every - 1)).rhythm(level).is_easy
    assert past(*range(1, every)).rhythm(level).is_easy
    assert not past(*range(2, every + 1)).rhythm(level).is_easy


def test_an_easy_week_is_counted_from():
    given = {
        f"{MONDAY - dt.timedelta(weeks=back)}/strength-1-1": (
            Given("split_squat", 2, 9, 8, easy=back == 3),
        )
        for back in range(1, 6)
    }

    assert not Past(MONDAY, (), given).rhythm("novice").is_easy
    assert (
        Past(
            MONDAY + dt.timedelta(weeks=1),
            (),
            given | {"2027-01-11/strength-1-1": (Given("split_squat", 3, 9, 8),)},
        )
        .rhythm("novice")
        .is_easy
    )


def test_what_nobody_speaks_of_was_done_as_given():
    (one,) = past(1).done["split_squat"]

    assert (one.rounds, one.reps, one.load, one.asked) == (3, 9, None, 9)


def test_what_an_athlete_tells_counts_and_keeps_what_was_asked():
    told = Done("split_squat", "2027-01-04/strength-1-1", dt.date(2027, 1, 6), sets("10 10@14"))
    (one,) = past(1, told=[told]).done["split_squat"]

    assert (one.reps, one.load, one.asked) == (10, 14, 9)


def test_what_is_done_in_the_week_itself_does_not_move_its_sessions():
    told = Done("split_squat", "2027-01-11/strength-1-1", MONDAY, sets("10 10@14"))

    assert past(told=[told]).done == {}


@pytest.mark.parametrize(
    ("pain", "worse", "days", "hurts"),
    [(6, False, 3, True), (5, False, 3, False), (0, True, 3, True), (9, False, 15, False)],
)
def test_what_hurts_is_left_out_for_two_weeks_with_what_is_harder(pain, worse, days, hurts):
    told = done("9", pain=pain, worse_after=worse, days=days)
    found = past(told=[told]).hurt(shipped(), MONDAY)

    assert ("split_squat" in found, "rfess" in found) == (hurts, hurts)
    assert "glute_bridge_single" not in found


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["left:8 right:10", "left:9 right:10"], Weaker("left", 15)),
        (["left:10 right:8", "left:10 right:9"], Weaker("right", 15)),
        (["left:8 right:10"], None),
        (["9 9", "9 9"], None),
    ],
    ids=["left", "right", "one session tells too little", "no sides told"],
)
def test_the_weaker_side_follows_from_the_sets_of_both(texts, wanted):
    told = [done(text, days=4 + number) for number, text in enumerate(texts)]

    assert past(told=told).weaker(shipped()) == wanted


def test_a_set_more_of_the_weaker_side_does_not_make_it_the_stronger():
    told = [done("left:8 left:8 right:8 left:8 right:8 right:8 left:8", days=d) for d in (4, 6)]

    assert past(told=told).weaker(shipped()) is None


def test_sides_with_loads_of_their_own_are_not_compared():
    uneven = (SetDone(8, 14, "left"), SetDone(8, None, "right"))
    told = [
        Done("split_squat", f"{day}", MONDAY - dt.timedelta(days=day), uneven) for day in (4, 6)
    ]

    assert past(told=told).weaker(shipped()) is None


def test_two_exercises_of_one_session_are_one_session():
    told = [done("left:8 right:10"), done("left:8 right:10", exercise="step_up")]

    assert past(told=told).weaker(shipped()) is None


def test_an_old_export_alone_makes_nothing_new():
    old = Done("squat", "", dt.date(2026, 1, 5), sets("5@60"))

    assert Past(MONDAY, (old,)).known is None
    assert past(1, told=[old]).known == {"split_squat"}


def test_the_first_week_after_time_off_is_easy():
    assert past(3, 4).rhythm("advanced").is_easy
    assert not past(2, 3).rhythm("advanced").is_easy


def test_a_session_is_of_the_day_on_which_it_was_done():
    key = "2027-01-04/strength-1-1"
    wednesday = Past(MONDAY, (), past(1).given, {key: dt.date(2027, 1, 6)})

    assert [one.date.day for one in wednesday.done["split_squat"]] == [6]


def test_a_side_takes_a_set_more_above_ten_per_cent():
    assert (Weaker("left", 10).wants_more, Weaker("left", 10.5).wants_more) == (False, True)
