"""The machine's own time zone, as far as it tells."""

from scheduler.cli.machine import machine_zone


def test_the_environment_comes_first(tmp_path):
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "timezone").write_text("Europe/Paris\n")

    assert machine_zone({"TZ": ":Asia/Tokyo"}, root=tmp_path) == "Asia/Tokyo"


def test_what_is_no_zone_is_passed_over(tmp_path):
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "timezone").write_text("Europe/Paris\n")

    assert machine_zone({"TZ": "<+03>-3"}, root=tmp_path) == "Europe/Paris"


def test_the_link_names_the_zone(tmp_path):
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "localtime").symlink_to("/var/db/timezone/zoneinfo/America/New_York")

    assert machine_zone({}, root=tmp_path) == "America/New_York"


def test_a_machine_that_does_not_tell_gives_none(tmp_path):
    assert machine_zone({}, root=tmp_path) is None


def test_a_copy_instead_of_a_link_tells_nothing(tmp_path):
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "localtime").write_bytes(b"TZif2")

    assert machine_zone({"TZ": ""}, root=tmp_path) is None
