"""The time zones that a calendar names, however it names them."""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.read.calendar.ics import blocks
from scheduler.read.calendar.recurrence import RuleError, read_rule, starts
from scheduler.read.calendar.remarks import Remarks

MOST_DEFINED = 30  # zones that a calendar may define itself and use
MOST_LINES = 300  # of one such definition

_NAME = re.compile(r"^TZID(?:;[^:\n]*)?:(.+)$", re.MULTILINE)
_CALENDAR_ZONE = re.compile(r"^X-WR-TIMEZONE(?:;[^:\n]*)?:(.+)$", re.MULTILINE)
_NEEDED = re.compile(r"(BEGIN|END|DTSTART|RRULE|RDATE|TZOFFSETFROM|TZOFFSETTO|TZNAME)[;:]")
_RULE = re.compile(r"^RRULE[^:\n]*:(.*)$", re.MULTILINE)
_TYPICAL = (dt.datetime(2026, 1, 15, 12), dt.datetime(2026, 7, 15, 12))  # noqa: DTZ001
_PROBED = dt.timedelta(days=366 * 9)  # a rule of a zone that is silent for so long has no use


class Zones:
    """Finds the zone behind a TZID: by IANA name, Windows name, or the calendar's definition.

    Parameters
    ----------
    header
        The calendar without its events.
    runner
        The runner's own zone, for what names none or an unknown one.
    remarks
        Told about zones that cannot be used.
    """

    def __init__(self, header: str, *, runner: ZoneInfo, remarks: Remarks) -> None:
        self._remarks = remarks
        self._known: dict[str, dt.tzinfo] = {}
        self._definitions = {
            found[1].strip().strip('"'): text
            for text in blocks(header, "VTIMEZONE")
            if (found := _NAME.search(text))
        }
        self._defined = 0
        self._runner = runner
        self.floating, self.floating_is_runners = self._floating(header)

    def named(self, tzid: str) -> dt.tzinfo:
        """The zone of that name; an unknown one is the runner's, with a remark."""
        if tzid not in self._known:
            self._known[tzid] = self._found(tzid)
        return self._known[tzid]

    def _floating(self, header: str) -> tuple[dt.tzinfo, bool]:
        """The zone for times without one, and whether it is only assumed to be the runner's."""
        found = _CALENDAR_ZONE.search(header)
        if found is None:
            return self._runner, True
        zone = _iana(found[1].strip()) or _from_windows(found[1].strip())
        if zone is None:
            self._remarks.add(
                f"its time zone {found[1].strip()[:60]!r} is not known; {self._runner} is used"
            )
        return zone or self._runner, zone is None

    def _found(self, tzid: str) -> dt.tzinfo:
        zone = _iana(tzid) or _from_windows(tzid) or self._from_definition(tzid)
        if zone is None:
            self._remarks.add(
                f"the time zone {tzid[:60]!r} is not known; its times are read in {self._runner}"
            )
        return zone or self._runner

    def _from_definition(self, tzid: str) -> dt.tzinfo | None:
        text = self._definitions.get(tzid)
        self._defined += text is not None
        if text is None or self._defined > MOST_DEFINED:
            return None
        try:
            return _defined_zone(text)
        except Exception:  # noqa: BLE001  a broken definition fails in many ways, all the same to us
            self._remarks.add(f"its definition of the time zone {tzid[:60]!r} is broken")
            return None


def _iana(name: str) -> ZoneInfo | None:
    """An IANA zone, also behind a vendor's prefix (``/mozilla.org/20070129_1/Europe/Berlin``)."""
    if name.rpartition("/")[2].casefold() == "utc":  # also tzone://Microsoft/Utc
        return ZoneInfo("UTC")
    parts = name.strip("/").split("/")
    tails = ["/".join(parts[-length:]) for length in (len(parts), 3, 2) if length <= len(parts)]
    for key in dict.fromkeys(tails):
        try:
            return ZoneInfo(key)
        except (KeyError, ValueError, OSError):
            continue
    return None


def _from_windows(name: str) -> ZoneInfo | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return _iana(WINDOWS_TO_OLSON[name]) if name in WINDOWS_TO_OLSON else None


def _defined_zone(text: str) -> dt.tzinfo:
    """Build the zone that a VTIMEZONE defines; anything broken in it raises."""
    from icalendar import Timezone

    lines = [line for line in text.split("\n") if _NEEDED.match(line)]
    if len(lines) > MOST_LINES or not all(map(_is_yearly, _RULE.findall(text))):
        raise ValueError(len(lines))
    inner = "\r\n".join(lines)
    definition: Any = Timezone.from_ical(
        f"BEGIN:VTIMEZONE\r\nTZID:own\r\n{inner}\r\nEND:VTIMEZONE\r\n"
    )
    zone: dt.tzinfo = definition.to_tz(lookup_tzid=False)
    for moment in _TYPICAL:
        if moment.replace(tzinfo=zone).utcoffset() is None:
            raise ValueError(moment)
    return zone


def _is_yearly(text: str) -> bool:
    """Whether a zone's rule is one of the yearly ones that end by themselves and do match."""
    try:
        rule = read_rule(text)
    except RuleError:
        return False
    begin = _TYPICAL[0]
    found = starts(rule, begin, first=begin, last=begin + _PROBED)
    return rule.frequency == "YEARLY" and rule.count is None and next(found, None) is not None
