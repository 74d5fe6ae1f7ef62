"""The rows of a CSV export become activities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from scheduler.exercises.names import Names
from scheduler.past import Activity, Sport
from scheduler.read.file.sections import History
from scheduler.read.history import bounds
from scheduler.read.history.export import Export, far_in
from scheduler.read.history.formats import FORMATS, Format, located
from scheduler.read.history.moments import Moment, clock_length, day_comes_first, moment
from scheduler.read.history.numbers import is_missing, number
from scheduler.read.history.sets import SetRows
from scheduler.read.history.table import Found, read_table
from scheduler.read.history.trouble import NotSettledError, RowError
from scheduler.read.history.units import kilometres_in_one, mark_of
from scheduler.read.history.words import sport_of

_MINUTES = {"s": Decimal(1) / 60, "min": Decimal(1), "h": Decimal(60)}


def read_rows(
    data: bytes, entry: History, home: ZoneInfo, where: str, names: Names | None = None
) -> Export:
    """Read a CSV export.

    Parameters
    ----------
    data
        The bytes of the file.
    entry
        What the athlete file says of it.
    home
        The athlete's time zone.
    where
        How the file is named to the athlete.
    names
        What the athlete's exercises are called; without them, as they usually are.

    Raises
    ------
    ExportError
        It is no table, not of its format, or none of its rows can be read.
    NotSettledError
        It does not say something that only the athlete knows.
    """
    found = located(read_table(data), entry)
    return _Rows(found, entry, home, where, names or Names()).export()


class _Rows:
    """One export while it is read."""

    def __init__(
        self, found: Found, entry: History, home: ZoneInfo, where: str, names: Names
    ) -> None:
        self.found, self.entry, self.home, self.where = found, entry, home, where
        self.form: Format = FORMATS[entry.format]
        self.unknown: set[str] = set()
        self.marks: dict[str, str] = {}
        self.sets = SetRows(names, self.number, where)
        starts = found.table.column(found.place["start"])
        self.day_first = day_comes_first(starts, entry.dates)
        utc = self.form.utc and entry.timezone is None
        self.zone = ZoneInfo("UTC" if utc else entry.timezone or str(home))

    def export(self) -> Export:
        """All rows; those that cannot be read are told."""
        export, wrong, runs = Export(self.where), list[str](), list[tuple[int, Mapping[str, str]]]()
        for row, cells in self.found.records():
            if self.form.plans and is_missing(cells["time"]):
                continue
            try:
                activity = self._activity(cells)
                if activity is None:
                    continue
                if activity.sport == "run" and not is_missing(cells.get("distance", "")):
                    self.number("distance", cells["distance"])
                    minutes = {"minutes": str(activity.minutes)}
                    runs.append((len(export.activities), {**cells, **minutes}))
                export.activities.append(activity)
                self.sets.add(activity, cells)
            except RowError as error:
                wrong.append(f"row {row}: {error}")
        export.leave_out(wrong, part="row")
        if not self.found.table.rows:
            export.notes.append(f"{self.where} holds no activity")
        self._with_distances(export, runs)
        each = dict.fromkeys(export.activities)  # Hevy has a row a set
        export.activities = [replace(one, done=self.sets.done(one)) for one in each]
        export.notes += [*self._unknown_sports(), *self.sets.notes()]
        return export

    def _activity(self, cells: Mapping[str, str]) -> Activity | None:
        """One row; None for what took no time."""
        date, start = self._moment(cells["start"])
        sport = self.form.sport or self._sport(cells["sport"])
        minutes = self._minutes(cells, sport)
        if minutes < 1:
            return None
        return Activity(
            date=date,
            start=start,
            sport=sport,
            title=bounds.title(cells.get("title", ""), sport),
            minutes=minutes,
            where=self.where,
            rpe=self._rpe(cells.get("rpe", "")),
        )

    def _moment(self, cell: str) -> Moment:
        return moment(cell, day_first=self.day_first, zone=self.zone, home=self.home)

    def _sport(self, cell: str) -> Sport:
        sport = sport_of(cell)
        if sport is None:
            self.unknown.add(cell)
        return sport or "cross"

    def _minutes(self, cells: Mapping[str, str], sport: Sport) -> int:
        """How long it took: of strength with its rests, of a run without its stops [min]."""
        if "end" in self.found.place:
            return bounds.whole_minutes(self._between(cells["start"], cells["end"]))
        fields = ("elapsed", "time") if sport == "strength" else ("time", "elapsed")
        name = next((f for f in fields if not is_missing(cells.get(f, ""))), None)
        if name is None:
            raise RowError("it has no length")
        if self.form.counts == "clock":
            minutes = clock_length(cells[name])
        else:
            minutes = self.number(name, cells[name]) * _MINUTES[self.form.counts]
        return bounds.whole_minutes(minutes)

    def _between(self, first: str, last: str) -> Decimal:
        (_, start), (_, end) = self._moment(first), self._moment(last)
        if start is None or end is None:
            raise RowError(f"`{first}` or `{last}` has no clock time")
        return Decimal(round((end.timestamp() - start.timestamp()) / 60))

    def _rpe(self, cell: str) -> float | None:
        return None if is_missing(cell) else bounds.effort(self.number("rpe", cell))

    def number(self, name: str, cell: str) -> Decimal:
        """The number in a cell of a column."""
        if name not in self.marks:
            self.marks[name] = mark_of(self.found, self.entry, name)
        return number(cell, self.marks[name])

    def _with_distances(
        self, export: Export, runs: Sequence[tuple[int, Mapping[str, str]]]
    ) -> None:
        """The runs with their kilometres, where these make sense."""
        if not runs:
            return
        unit = kilometres_in_one(self.found, self.entry, [cells for _, cells in runs])
        untrue: list[str] = []
        for place, cells in runs:
            run = export.activities[place]
            km = self.number("distance", cells["distance"]) * unit
            if km and not bounds.can_be_run(km, run.minutes):
                untrue.append(far_in(run, km))
            elif km:
                export.activities[place] = replace(run, km=km)
        if len(untrue) * 2 > len(runs):
            hint = "set `units` and `decimal` of this entry to what the account uses"
            raise NotSettledError(f"most of its runs cannot be true; {untrue[0]}", hint)
        export.leave_out_distances(untrue)

    def _unknown_sports(self) -> Iterator[str]:
        if self.unknown:
            names = ", ".join(sorted(self.unknown))
            yield f"{self.where}: sports that are not known count as other sport: {names}"
