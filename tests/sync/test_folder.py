"""What a folder serves: what it keeps, the last good of what it kept, and nothing outside."""

import datetime as dt
import os

import pytest

from scheduler.store.plans import dates_kept
from scheduler.sync.folder import ServedFolder

from .scene import MONDAY, NOW, entry, keep, raising, replan, week

A, B = entry("a", "2027-01-12T17:30"), entry("b", "2027-01-14T07:00")


@pytest.fixture
def served(tmp_path):
    keep(tmp_path, week(A, B))
    return ServedFolder(tmp_path, told.append)


@pytest.fixture(autouse=True)
def _nothing_told():
    told.clear()


told: list[str] = []


def full(served, now=NOW):
    return served.feeds("kim", now).full.plain


def file_of(tmp_path):
    return tmp_path / "plans" / "kim" / f"{MONDAY}.json"


def test_athletes_are_those_with_a_kept_week(served, tmp_path):
    keep(tmp_path, week(A), athlete="ana maria")
    (tmp_path / "plans" / "nobody").mkdir()
    (tmp_path / "plans" / "stray.json").write_text("{}")
    keep(tmp_path, week(A), athlete=".hidden")
    keep(tmp_path, week(A), athlete="bell\a")

    assert served.athletes() == ["ana maria", "kim"]


def test_a_folder_without_plans_has_no_athletes(tmp_path):
    assert ServedFolder(tmp_path, told.append).athletes() == []


def test_files_are_read_only_when_they_have_changed(served, monkeypatch):
    first = served.feeds("kim", NOW)
    monkeypatch.setattr("scheduler.sync.folder.read_week", None)

    assert served.feeds("kim", NOW + dt.timedelta(hours=3)) is first


def test_a_new_plan_is_served_at_once(served, tmp_path):
    before = full(served)
    replan(tmp_path, A)

    assert b"UID:b" in before
    assert b"UID:b" not in full(served)


def test_a_new_week_is_served_at_once(served, tmp_path):
    full(served)
    keep(tmp_path, week(entry("c", "2027-01-19T07:00"), first=MONDAY + dt.timedelta(weeks=1)))

    assert b"UID:c" in full(served)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[: len(data) // 2], id="half of it, as if being rewritten"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"\xff\xfe", id="no text"),
        pytest.param(lambda _: b"[" * 100_000, id="nested too deep"),
        pytest.param(lambda data: data.replace(b"plan/1", b"plan/2"), id="of a newer version"),
        pytest.param(lambda data: data.replace(b"Europe/Berlin", b"Mars/Base"), id="no such zone"),
        pytest.param(lambda data: data.replace(b"Europe/Berlin", b"Europe"), id="no zone but many"),
        pytest.param(lambda data: data.replace(b'"uid": "a"', b'"uid": "\\ud800"'), id="no sign"),
        pytest.param(lambda data: data.replace(b"2027-01-12T17", b"0001-01-01T00"), id="too early"),
        pytest.param(lambda data: data.replace(b"18:00:00Z", b"18:00:00"), id="in no zone"),
        pytest.param(lambda data: data.replace(b"2027-01-11", b"2027-01-18"), id="another week"),
    ],
)
def test_the_last_good_feed_stays_while_a_file_is_damaged(served, tmp_path, damage):
    file = file_of(tmp_path)
    good, data = full(served), file.read_bytes()

    file.write_bytes(damage(data))
    during = [full(served) for _ in range(3)]
    file.write_bytes(data)

    assert during == [good] * 3
    assert len(told) == 1
    assert told[0].startswith("kim: ")
    assert full(served) == good


def test_a_file_damaged_from_the_start_gives_nothing_until_it_is_mended(tmp_path, served):
    data = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(b"{")

    assert served.feeds("kim", NOW) is None
    file_of(tmp_path).write_bytes(data)
    assert b"UID:a" in full(served)


def test_a_folder_that_cannot_be_looked_at_for_once_changes_nothing(served, monkeypatch):
    good = full(served)

    monkeypatch.setattr(os, "scandir", raising(OSError(24, "too many open files")))

    assert full(served) == good
    assert ServedFolder(served.root, told.append).feeds("kim", NOW) is None


def test_a_file_that_cannot_be_read_for_once_is_read_the_next_time(served, tmp_path, monkeypatch):
    good = full(served)
    replan(tmp_path, A)
    monkeypatch.setattr(type(tmp_path), "read_bytes", raising(OSError(24, "too many open files")))

    assert [full(served) for _ in range(2)] == [good, good]
    monkeypatch.undo()
    assert b"UID:b" not in full(served)
    assert len(told) == 1


def test_a_week_that_is_taken_away_while_it_is_read_does_not_empty_the_feed(
    served, tmp_path, monkeypatch
):
    good = full(served)
    replan(tmp_path, A)
    monkeypatch.setattr("scheduler.sync.folder.read_week", lambda *_: None)

    assert full(served) == good
    assert told[0].endswith(f"error: the week of {MONDAY} was just taken away")


def test_a_week_that_is_taken_away_while_it_is_looked_at_is_not_there(served, monkeypatch):
    def taken_away(names):
        found = dates_kept(names)
        (served.root / "plans" / "kim" / f"{MONDAY}.json").unlink()
        return found

    monkeypatch.setattr("scheduler.sync.folder.dates_kept", taken_away)

    assert served.athletes() == []


def test_plans_that_cannot_be_looked_at_do_not_hide_those_of_others(served, tmp_path, monkeypatch):
    keep(tmp_path, week(A), athlete="lea")
    real = os.scandir
    denied = raising(PermissionError(13, "permission denied"))
    monkeypatch.setattr(os, "scandir", lambda at: (denied if at.name == "lea" else real)(at))

    assert served.athletes() == ["kim"]
    assert told == ["lea: the plans cannot be looked at: permission denied"]


def test_a_week_at_the_end_of_time_is_one_as_well(served, tmp_path):
    (tmp_path / "plans" / "kim" / "9999-12-31.json").write_text("{}")

    assert served.feeds("kim", NOW) is None
    assert "9999-12-31.json: error: is no kept plan" in told[0]


def test_an_athlete_whose_plans_were_deleted_is_no_longer_known(served, tmp_path):
    full(served)
    file_of(tmp_path).unlink()

    with pytest.raises(LookupError):
        served.feeds("kim", NOW)


def test_an_event_is_there_for_four_weeks_and_gone_a_week_later(served):
    assert b"UID:a" in full(served, A.start + dt.timedelta(weeks=4))
    assert b"UID:a" not in full(served, A.start + dt.timedelta(weeks=5))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("start", ["2027-01-11T00:05", "2027-01-17T23:10"])
def test_four_weeks_are_full_in_every_zone(tmp_path, zone, start):
    shown = entry("a", start, zone)
    keep(tmp_path, week(shown, zone=zone))
    found = ServedFolder(tmp_path, told.append).feeds("kim", shown.start + dt.timedelta(weeks=4))

    assert b"UID:a" in found.full.plain


links = pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs links")


@links
@pytest.mark.parametrize("what", ["plans", "plans/kim", f"plans/kim/{MONDAY}.json"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path, what):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    keep(outside, week(A))
    link = inside / what
    link.parent.mkdir(parents=True)
    link.symlink_to(outside / what)
    served = ServedFolder(inside, told.append)

    assert served.athletes() == []
    with pytest.raises(LookupError):
        served.feeds("kim", NOW)


@links
def test_a_link_within_the_folder_is(tmp_path, served):
    (tmp_path / "plans" / "twin").symlink_to(tmp_path / "plans" / "kim")

    assert served.athletes() == ["kim", "twin"]


@links
def test_links_that_go_round_in_circles_lead_nowhere(tmp_path, served):
    (tmp_path / "plans" / "round").symlink_to("round")
    (tmp_path / "plans" / "kim" / "2027-01-18.json").symlink_to("2027-01-18.json")

    assert served.athletes() == ["kim"]
    assert b"UID:a" in full(served)
    assert served.feeds("round", NOW) is None


@links
def test_what_is_no_file_is_not_opened(tmp_path, served):
    os.mkfifo(tmp_path / "plans" / "kim" / "2027-01-18.json")
    (tmp_path / "plans" / "kim" / "2027-01-25.json").symlink_to(tmp_path / "nowhere")

    assert b"UID:a" in full(served)


def test_a_name_that_leads_elsewhere_finds_nothing(served, tmp_path):
    keep(tmp_path.parent / "beside", week(A))

    with pytest.raises(LookupError):
        served.feeds("../../beside/plans/kim", NOW)
