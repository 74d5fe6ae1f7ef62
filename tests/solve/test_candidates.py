"""Where a session may start: the grid, the exact edges of what is there, and nothing else."""

from scheduler.requirements import Gap, Window
from scheduler.rules import requirements_of
from scheduler.solve import solve
from scheduler.solve.candidates import Facts, blocks_of
from scheduler.training import ANY_KIND, Busy, KeptSlot, Wanted, Week

from ..oracle.weeks import evidence  # noqa: TID252
from .encodings import DAY, HORIZON, HOUR, fixed, mode, week_of

COMMON = {"rule": "rule", "where": "ana.yaml:1"}
HEAVY = mode("heavy", 50)


def starts(own, week, *requirements):
    """All starts of a session under these requirements."""
    blocks = blocks_of(own, requirements, Facts.of(week))
    return sorted(start for block in blocks for start in block.starts)


def one(*, day=1, **more):
    return Wanted("a", "Strength A", (HEAVY,), days=(day,), request=0, **more)


def rule_starts(own, overrides=None, **week):
    """All starts under the rules of the preset."""
    scene = Week(
        HORIZON, "Ana", "ana", wanted=(own,), **{"available": ((0, 7 * DAY),), "grid": 60, **week}
    )
    return starts(own, scene, *requirements_of(evidence(overrides), scene, lambda *_: "ana.yaml:1"))


def test_the_grid_of_the_day_is_counted_from_midnight():
    assert starts(one(), week_of([], ())) == [DAY + hour * HOUR for hour in (0, 4, 8, 12, 16, 20)]


def test_a_window_gives_its_exact_edges():
    window = Window(**COMMON, spans=((DAY + 365, DAY + 487),), inside=True, kinds=ANY_KIND)

    assert starts(one(), week_of([], ()), window) == [DAY + 365, DAY + 437]


def test_a_closed_span_gives_its_exact_edges():
    closed = Window(**COMMON, spans=((DAY + 10, 2 * DAY - 70),), inside=False, kinds=ANY_KIND)

    assert starts(one(), week_of([], ()), closed) == [2 * DAY - 70]


def test_the_least_gap_to_a_fact_gives_its_exact_edge():
    gap = Gap(**COMMON, earlier=frozenset({"tempo"}), later=frozenset({"heavy"}), least=6 * HOUR)
    run = fixed(1, 9.25, "tempo")

    assert DAY + 16 * HOUR + 15 in starts(one(), week_of([run], ()), gap)


def test_a_day_has_no_edge_a_minute_before_midnight():
    assert rule_starts(one(day=0), rest_days=(1,))[-1] == 23 * HOUR
    only_tuesday = {"preferred_day": {"days": ["tue"], "level": "must"}}
    assert rule_starts(one(day=1), only_tuesday)[-1] == DAY + 23 * HOUR


def test_the_present_minute_is_no_start():
    now = DAY + 20 * HOUR + 7

    assert rule_starts(one(), now=now) == [DAY + 21 * HOUR, DAY + 22 * HOUR, DAY + 23 * HOUR]


def test_a_run_may_stay_at_its_own_start_off_the_grid_and_outside_the_windows():
    run = Wanted("run", "Easy", (mode("easy", 40),), days=(1,), at=DAY + 371)

    assert rule_starts(run, available=()) == [DAY + 371]


def test_a_kept_start_off_the_grid_stays_possible_where_nothing_may_move():
    kept = {"a": KeptSlot(DAY + 1051, 50)}

    assert rule_starts(one(), {"keep_last_plan": {"level": "must"}}, kept=kept) == [DAY + 1051]


def test_busy_times_and_their_edges():
    meeting = Busy(DAY + 30, 2 * DAY - 115, "Review", "work.ics")

    assert rule_starts(one(), busy=(meeting,)) == [2 * DAY - 115, 2 * DAY - 60]


def test_the_points_hold_what_fixed_strength_costs_by_itself():
    late = fixed(2, 21, "heavy")
    week = Week(HORIZON, "Ana", "ana", fixed=(late,), wanted=(one(),), available=((0, 7 * DAY),))

    def cost(*, off):
        rules = evidence({"quiet_hours": {"off": off}})
        return solve(week, requirements_of(rules, week, lambda *_: "ana.yaml:1")).points

    assert cost(off=False) - cost(off=True) == 600
