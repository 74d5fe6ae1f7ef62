"""The written rules are expanded by dateutil, which shares no code with the writer."""

import bisect
import datetime as dt
import random
import re
import struct
import zoneinfo
from textwrap import dedent

import pytest
from dateutil.rrule import rrulestr

from scheduler.write import vtimezone as module
from scheduler.write.vtimezone import FIRST_YEAR, LAST_YEAR, vtimezone

ZONES = sorted(zoneinfo.available_timezones())
SOME = sorted(random.Random(2027).sample(ZONES, 40))  # noqa: S311 - the same forty each time
BEGIN, END = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (FIRST_YEAR, LAST_YEAR + 1))
LONDON = "GMT0BST,M3.5.0/1,M10.5.0"  # as POSIX writes it

GOLDEN = {
    "Europe/London": """
        BEGIN:VTIMEZONE
        TZID:Europe/London
        X-LIC-LOCATION:Europe/London
        BEGIN:DAYLIGHT
        DTSTART:19700329T010000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        TZNAME:BST
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        END:DAYLIGHT
        BEGIN:STANDARD
        DTSTART:19701025T020000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        TZNAME:GMT
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        END:STANDARD
        END:VTIMEZONE
        """,
    "America/New_York": """
        BEGIN:VTIMEZONE
        TZID:America/New_York
        X-LIC-LOCATION:America/New_York
        BEGIN:DAYLIGHT
        DTSTART:19700308T020000
        RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
        TZNAME:EDT
        TZOFFSETFROM:-0500
        TZOFFSETTO:-0400
        END:DAYLIGHT
        BEGIN:STANDARD
        DTSTART:19701101T020000
        RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
        TZNAME:EST
        TZOFFSETFROM:-0400
        TZOFFSETTO:-0500
        END:STANDARD
        END:VTIMEZONE
        """,
    "Asia/Tokyo": """
        BEGIN:VTIMEZONE
        TZID:Asia/Tokyo
        X-LIC-LOCATION:Asia/Tokyo
        BEGIN:STANDARD
        DTSTART:19700101T000000
        TZNAME:JST
        TZOFFSETFROM:+0900
        TZOFFSETTO:+0900
        END:STANDARD
        END:VTIMEZONE
        """,
    # Irish law calls the summer's clock the standard one; calendars want the later one as DAYLIGHT.
    "Europe/Dublin": """
        BEGIN:VTIMEZONE
        TZID:Europe/Dublin
        X-LIC-LOCATION:Europe/Dublin
        BEGIN:STANDARD
        DTSTART:19701025T020000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        TZNAME:GMT
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:19700329T010000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        TZNAME:IST
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        END:DAYLIGHT
        END:VTIMEZONE
        """,
    # Half an hour of summer time, south of the equator, with names that are numbers.
    "Australia/Lord_Howe": """
        BEGIN:VTIMEZONE
        TZID:Australia/Lord_Howe
        X-LIC-LOCATION:Australia/Lord_Howe
        BEGIN:DAYLIGHT
        DTSTART:19701004T020000
        RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10
        TZNAME:+11
        TZOFFSETFROM:+1030
        TZOFFSETTO:+1100
        END:DAYLIGHT
        BEGIN:STANDARD
        DTSTART:19700405T020000
        RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4
        TZNAME:+1030
        TZOFFSETFROM:+1100
        TZOFFSETTO:+1030
        END:STANDARD
        END:VTIMEZONE
        """,
}


def written(zone):
    component = vtimezone(zone)
    return component.to_ical().decode().replace("\r\n", "\n") if component else None


def minutes_of(offset):
    sign, hours, minutes = re.fullmatch(r"([+-])(\d\d)(\d\d)", offset).groups()
    return (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)


def expanded(text):
    """The moments in UTC from which each offset is in force, as a calendar program finds them."""
    found = []
    for part in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\n(.*?)END:", text, re.DOTALL):
        said = dict(line.split(":", 1) for line in part.splitlines())
        start = dt.datetime.fromisoformat(said["DTSTART"] + "Z")  # a local clock, in truth
        before, after = minutes_of(said["TZOFFSETFROM"]), minutes_of(said["TZOFFSETTO"])
        begins = [start]
        if "RRULE" in said:
            begins = rrulestr(said["RRULE"], dtstart=start).between(start, END, inc=True)
        found += [(begin - dt.timedelta(minutes=before), after) for begin in begins]
    return sorted(found)


def wrong_offsets(zone):
    """Where the written rules and ``zoneinfo`` differ, at each change, and every eighth day."""
    changes = expanded(written(zone))
    begins = [begin for begin, _ in changes]
    second = dt.timedelta(seconds=1)
    moments = [moment for begin in begins for moment in (begin - second, begin) if moment >= BEGIN]
    moments += [BEGIN + dt.timedelta(days=8, hours=1) * step for step in range(540)]
    expected = zoneinfo.ZoneInfo(zone)
    return [
        (moment, offset)
        for moment in moments
        for offset in [dt.timedelta(minutes=changes[bisect.bisect(begins, moment) - 1][1])]
        if moment.astimezone(expected).utcoffset() != offset
    ]


@pytest.mark.parametrize("zone", GOLDEN)
def test_text_of_well_known_zones(zone):
    assert written(zone) == dedent(GOLDEN[zone]).lstrip()


@pytest.mark.parametrize("zone", [zone for zone in [*GOLDEN, *SOME] if vtimezone(zone)])
def test_rules_give_the_offsets_of_zoneinfo(zone):
    assert wrong_offsets(zone) == []


@pytest.mark.full
def test_rules_of_all_zones_give_the_offsets_of_zoneinfo():
    described = [zone for zone in ZONES if vtimezone(zone)]

    assert {zone for zone in described if wrong_offsets(zone)} == set()
    assert len(described) > 0.9 * len(ZONES)


@pytest.mark.parametrize(
    "zone",
    [
        pytest.param("Africa/Cairo", id="changes at 24:00"),
        pytest.param("Africa/Casablanca", id="changes with the moon"),
        pytest.param("America/Nuuk", id="changes the day before the last Sunday"),
        pytest.param("America/Santiago", id="changes at 24:00 of a Saturday"),
        pytest.param("Asia/Jerusalem", id="changes the day after the fourth Thursday"),
        pytest.param("UTC", id="is UTC"),
        pytest.param("Etc/UTC", id="is UTC by another name"),
    ],
)
def test_zone_without_a_plain_yearly_rule_is_written_in_utc(zone):
    assert vtimezone(zone) is None


def test_no_rule_names_days_of_the_month_and_nothing_is_commented():
    texts = "".join(written(zone) or "" for zone in SOME)

    assert "BYDAY" in texts
    assert "BYMONTHDAY" not in texts
    assert "COMMENT" not in texts
    assert "RDATE" not in texts


def test_each_call_gives_a_component_of_its_own():
    assert vtimezone("Europe/London") is not vtimezone("Europe/London")


def test_unknown_zone_is_refused():
    with pytest.raises(zoneinfo.ZoneInfoNotFoundError):
        vtimezone("Europe/Atlantis")


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Tokyo"])
def test_a_zone_is_asked_less_than_a_thousand_times(zone):
    clocks = module._clocks(zone)

    assert 500 < len(list(module._samples(clocks))) < 1000


def zone_file(footer, *, changes=(), offsets=((0, "GMT"), (3600, "BST"))):
    """A zone's data (RFC 8536, version 2): at each change, given in UTC, the next offset begins."""
    names = b"".join(name.encode() + b"\0" for _, name in offsets)
    starts = [sum(len(name) + 1 for _, name in offsets[:index]) for index in range(len(offsets))]
    kinds = b"".join(
        struct.pack(">lBB", offset, index, start)
        for index, ((offset, _), start) in enumerate(zip(offsets, starts, strict=True))
    )
    times = b"".join(struct.pack(">q", int(change.timestamp())) for change in changes)
    which = bytes((index + 1) % len(offsets) for index in range(len(changes)))

    def head(count):
        return b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, count, len(offsets), len(names))

    old = head(0) + kinds + names
    return old + head(len(changes)) + times + which + kinds + names + f"\n{footer}\n".encode()


@pytest.fixture
def made_up_zone(tmp_path):
    """Writes a zone of our own making where zoneinfo looks for it."""

    def make(name, data):
        (tmp_path / name).write_bytes(data)
        zoneinfo.reset_tzpath(to=[str(tmp_path)])
        return name

    yield make
    zoneinfo.reset_tzpath()


def test_made_up_zone_with_a_true_rule_is_described(made_up_zone):
    zone = made_up_zone("TrueRule", zone_file(LONDON))

    assert written(zone) == written("Europe/London").replace("Europe/London", "TrueRule")


def days(*dates, hour=1):
    return [dt.datetime.fromisoformat(date).replace(hour=hour, tzinfo=dt.UTC) for date in dates]


ALL_BUT_ONE_AS_IN_LONDON = days(
    *("2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"),
    *("2028-03-25", "2028-10-29"),  # on a Saturday, once
)


@pytest.mark.parametrize(
    ("name", "footer", "changes"),
    [
        pytest.param("Last", "GMT0", days("2030-07-01", "2031-07-01"), id="one more summer"),
        pytest.param("Late", LONDON, days("2026-07-01", "2030-07-01"), id="a law put off"),
        pytest.param("First", LONDON, days("2026-01-10", "2026-02-10"), id="a change in January"),
        pytest.param("Early", LONDON, ALL_BUT_ONE_AS_IN_LONDON, id="one change a day early"),
        pytest.param("Counted", "GMT0BST,J90/1,J300/2", (), id="a rule that counts days"),
        pytest.param("Silent", "", (), id="no rule at all"),
    ],
)
def test_rule_that_does_not_hold_all_through_the_years_is_not_used(
    made_up_zone, name, footer, changes
):
    zone = made_up_zone(name, zone_file(footer, changes=changes))

    assert vtimezone(zone) is None


def test_change_outside_the_fixed_years_does_not_matter(made_up_zone):
    former = days("2024-07-01", "2025-07-01")
    zone = made_up_zone("FormerSummers", zone_file("GMT0", changes=former))

    assert written(zone) is not None


def test_zone_is_found_in_the_package_where_the_system_has_none():
    zoneinfo.reset_tzpath(to=[])
    try:
        footer = module._footer("America/Indiana/Knox")
    finally:
        zoneinfo.reset_tzpath()

    assert footer == "CST6CDT,M3.2.0,M11.1.0"
