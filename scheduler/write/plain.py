"""Moments, points and costs as plain data."""

from typing import Any

from scheduler.horizon import Horizon
from scheduler.requirements import Finding
from scheduler.units import HUNDREDTHS

Document = dict[str, Any]


def points(hundredths: int) -> float | int:
    """Hundredths as points: whole where they are whole."""
    return hundredths // HUNDREDTHS if hundredths % HUNDREDTHS == 0 else hundredths / HUNDREDTHS


def iso(horizon: Horizon, minute: int) -> str:
    """A minute as ISO 8601 with offset."""
    return horizon.clock(minute).isoformat()


def cost(finding: Finding) -> Document:
    """What a wish costs, and why."""
    return {"rule": finding.rule, "points": points(finding.points), "says": finding.says}
