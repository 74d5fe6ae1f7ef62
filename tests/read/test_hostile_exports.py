"""Exports that somebody edited or cut off: read, or refused with a reason, never a crash."""

from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.read.file.sections import History
from scheduler.read.history.rows import read_rows
from scheduler.read.history.trouble import ExportError

BERLIN = ZoneInfo("Europe/Berlin")
FOLDER = Path(__file__).parent / "exports"
SAMPLES = {
    "garmin": "garmin",
    "garmin-german": "garmin",
    "strava": "strava",
    "intervals": "intervals",
    "trainingpeaks": "trainingpeaks",
    "hevy": "hevy",
    "own": "csv",
}
ODD = (
    "", "--", "0", "-5", "1e9", "1,024", "1.024,5", "9" * 40, "00:00", "99:99:99", "Run",
    "0001-01-01", "9999-12-31 23:59", "31/02/2027", "2027-03-28 02:30", '"', "\n", "=1+1",
)  # fmt: skip
CELLS = st.one_of(st.sampled_from(ODD), st.text(max_size=12))


@st.composite
def edited(draw):
    """A sample with some of its cells replaced, and perhaps cut off."""
    name = draw(st.sampled_from(sorted(SAMPLES)))
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").split("\n")
    separator = ";" if name == "own" else ","
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.integers(0, len(lines) - 1))
        cells = lines[number].split(separator)
        cells[draw(st.integers(0, len(cells) - 1))] = draw(CELLS)
        lines[number] = separator.join(cells)
    text = "\n".join(lines)
    return name, text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text


def test_an_edited_export_is_read_or_refused():
    came = Counter()

    @settings(max_examples=300, deadline=None)
    @given(edited())
    def reads(sample):
        name, text = sample
        entry = History(path=name, format=SAMPLES[name])
        try:
            found = read_rows(text.encode("utf-8", "replace"), entry, BERLIN, name)
        except ExportError:  # which has its sentence
            came["refused"] += 1
            return
        came["read"] += bool(found.activities)
        for activity in found.activities:
            assert 1 <= activity.minutes <= 6000
            assert activity.rpe is None or 0 < activity.rpe <= 10
            assert activity.km is None or activity.minutes / activity.km >= 2

    reads()

    assert came["read"] > 50
    assert came["refused"] > 50


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_sample_is_read_as_it_is(name):
    units = {"units": "km"} if name == "garmin-german" else {}
    entry = History(path=name, format=SAMPLES[name], **units)
    data = (FOLDER / f"{name}.csv").read_bytes()

    assert read_rows(data, entry, BERLIN, name).activities
