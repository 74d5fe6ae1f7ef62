"""An athlete file of a few lines, read and planned without the command line."""

import datetime as dt
from pathlib import Path

import pytest

from scheduler import lowering, planning
from scheduler.lowering import PlanOptions

MONDAY = dt.date(2027, 1, 11)
BEFORE = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def athlete(tmp_path: Path):
    """Read an athlete of these lines; name and zone are given."""

    def read(lines: str):
        path = tmp_path / "kim.yaml"
        path.write_text(f"athlete: {{name: Kim, id: kim1, timezone: Europe/Berlin}}\n{lines}")
        return lowering.read_athlete(path)

    return read


@pytest.fixture
def options(tmp_path: Path):
    """Tell planning of the week of 11 January 2027."""

    def tell(**more) -> PlanOptions:
        return PlanOptions(**{"first": MONDAY, "now": BEFORE, "copies": tmp_path, **more})

    return tell


@pytest.fixture
def planned(athlete, options):
    """Plan an athlete of these lines."""

    def plan(lines: str, kept=None, **more):
        return planning.plan(athlete(lines), options(**more), kept)

    return plan
