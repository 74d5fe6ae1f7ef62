"""The sets that an export tells beside its activities: a row a set, as Hevy writes them.

A warm-up is no set, and a drop set is the rest of the one before it: neither counts. A set to
failure counts, and where it has no effort of its own it has the highest. Reps of an exercise that
is done side by side count as those of each side.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from scheduler.exercises.done import Done, SetDone
from scheduler.exercises.names import NONE_OF_THESE, Names
from scheduler.exercises.written import KILOGRAMS, MOST_LOAD, MOST_REPS, Mass
from scheduler.load import HIGHEST_RPE
from scheduler.past import Activity
from scheduler.read.history.numbers import is_missing
from scheduler.read.history.trouble import RowError

_PASSED_OVER = frozenset({"warmup", "dropset"})
_FAILURE = "failure"
_ONE = Decimal(1)
_REPS = (("reps", _ONE),)
_AMOUNTS: Mapping[str, Sequence[tuple[str, Decimal]]] = {  # by unit: columns, and what one of it is
    "s": (("seconds", _ONE),),
    "m": (("kilometres", Decimal(1000)), ("miles", Decimal("1609.344"))),
}
_LOADS: tuple[Mass, ...] = ("kg", "lb")
_WORDS = {"s": "seconds", "m": "metres"}
_MOST_TOLD = 5  # names in a note
Number = Callable[[str, str], Decimal]  # of a column and a cell


@dataclass
class SetRows:
    """The sets of one export, while it is read."""

    names: Names
    number: Number
    where: str
    found: dict[Activity, dict[str, list[SetDone]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    unknown: Counter[str] = field(default_factory=Counter)
    without: Counter[str] = field(default_factory=Counter)  # sets that tell no amount, by id

    def add(self, activity: Activity, cells: Mapping[str, str]) -> None:
        """Add what one row tells, if it tells a set.

        Raises
        ------
        RowError
            A number of it cannot be read.
        """
        title, kind = cells.get("exercise", ""), cells.get("set", "").casefold()
        if not title or kind in _PASSED_OVER or self.names.ignores(title):
            return
        exercise = self.names.called(title)
        if exercise is None:
            self.unknown[title] += 1
            return
        reps = self._amount(_AMOUNTS.get(exercise.unit, _REPS), cells)
        if reps is None:
            self.without[exercise.id] += 1
            return
        effort = self._value("set_rpe", cells, HIGHEST_RPE) or (
            HIGHEST_RPE if kind == _FAILURE else None
        )
        one = SetDone(reps, self._load(cells), effort=float(effort) if effort else None)
        self.found[activity][exercise.id].append(one)

    def done(self, activity: Activity) -> tuple[Done, ...]:
        """The exercises of an activity, in their order."""
        exercises = self.found.get(activity, {})
        return tuple(
            Done(exercise, "", activity.date, tuple(sets)) for exercise, sets in exercises.items()
        )

    def notes(self) -> Iterator[str]:
        """What could not be taken in, each name once."""
        if self.unknown:
            names = [name for name, _ in self.unknown.most_common()]
            more = f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else ""
            key = f'exercises: {{names: {{"{names[0]}": ID}}}}'
            yield (
                f"{self.where}: exercises that are not known: {', '.join(names[:_MOST_TOLD])}"
                f"{more}; to have them counted, tell which they are, `{key}`, with an id of the"
                f" catalogue or `{NONE_OF_THESE}`"
            )
        for id_, count in self.without.items():
            exercise = self.names.catalogue[id_]
            sets = "a set" if count == 1 else f"{count} sets"
            word = _WORDS.get(exercise.unit, exercise.unit)
            yield f"{self.where}: left out: {sets} of {exercise.name}, for which no {word} are told"

    def _amount(
        self, columns: Sequence[tuple[str, Decimal]], cells: Mapping[str, str]
    ) -> int | None:
        """How much a set was, in the exercise's unit."""
        for name, one in columns:
            value = self._value(name, cells, MOST_REPS, one)
            if value:
                return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP)) or None
        return None

    def _load(self, cells: Mapping[str, str]) -> float | None:
        for mass in _LOADS:
            value = self._value(mass, cells, MOST_LOAD, KILOGRAMS[mass])
            if value is not None:
                return float(value)
        return None

    def _value(
        self, name: str, cells: Mapping[str, str], most: int, one: Decimal = _ONE
    ) -> Decimal | None:
        """The number in a column, counted in what one of it is."""
        cell = cells.get(name, "")
        if is_missing(cell):
            return None
        value = self.number(name, cell) * one
        if not 0 <= value <= most:
            raise RowError(f"a set has `{cell}` {name.removeprefix('set_')}")
        return value
