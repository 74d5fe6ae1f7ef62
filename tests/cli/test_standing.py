"""Planning one week after another."""

import pytest

from .conftest import KIM


@pytest.fixture
def in_turn(microcycle):
    """Plan three weeks in a row, each on the Sunday before it."""

    def plan(file, *words):
        return [
            microcycle("plan", file, "--week", f"2027-W{week:02}", "--now", now, *words)
            for week, now in ((2, "2027-01-10"), (3, "2027-01-17"), (4, "2027-01-24"))
        ]

    return plan


def test_a_standing_week_is_planned_again_each_week(in_turn, kim, said):
    """The week beside it is itself; the kept one is not its neighbour as well."""
    kim.write_text(f"{KIM}week: {{repeat: weekly}}\n")
    results = in_turn(kim, "--json")
    starts = [
        [s["start"][11:16] for s in said(result)["sessions"] if s["origin"] == "planned"]
        for result in results
    ]

    assert [result.exit_code for result in results] == [0, 0, 0]
    assert starts[0] == starts[1] == starts[2]
