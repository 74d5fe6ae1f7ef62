"""The model's variables: one integer start for each wanted session, and a few literals.

A session that is left out has no block and no mode; its start then rests on the number after its
last candidate, so that a plan has one single assignment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ortools.sat.python import cp_model
from ortools.sat.python import cp_model_helper as cmh

from scheduler.solve.candidates import Block
from scheduler.training import Mode, Plan, Session, Slot, Wanted

Literal = cmh.Literal
Linear = cp_model.LinearExpr | int
Name = TypeVar("Name", int, str)


@dataclass(frozen=True)
class Placing:
    """The variables of one wanted session."""

    wanted: Wanted
    blocks: tuple[Block, ...]
    start: cp_model.IntVar
    chosen: tuple[Literal, ...]  # one literal a block
    modes: Mapping[int, Literal]  # the modes that have a block
    kinds: Mapping[str, Literal]  # the kinds of these modes
    days: Mapping[int, Literal]  # the days of the blocks
    present: Literal
    first: int  # the earliest candidate
    last: int  # the latest candidate

    @property
    def key(self) -> str:
        """The session's key."""
        return self.wanted.key

    @property
    def out(self) -> int:
        """The start of a session that is left out."""
        return self.last + 1

    def kind(self, mode: int) -> Mode:
        """One of the session's modes."""
        return self.wanted.modes[mode]

    def longest(self, kind: str) -> int:
        """The most minutes it may take in one of its kinds."""
        modes = map(self.kind, self.modes)
        return max(mode.minutes for mode in modes if mode.kind == kind)

    @cached_property
    def minutes(self) -> Linear:
        """How long the session takes in the mode that is chosen; wherever it is placed."""
        shortest = min(self.kind(mode).minutes for mode in self.modes)
        beyond = [self.kind(mode).minutes - shortest for mode in self.modes]
        # Counted from the shortest, so that the solver sees that it cannot be less.
        if not any(beyond):
            return shortest
        return shortest + cp_model.LinearExpr.weighted_sum([*self.modes.values()], beyond)

    def on(self, first: int, end: int) -> list[tuple[Literal, Mode]]:
        """The blocks whose day begins in ``[first, end)`` days, with their modes."""
        return [found for day in range(first, end) for found in self._by_day.get(day, ())]

    @cached_property
    def _by_day(self) -> dict[int, list[tuple[Literal, Mode]]]:
        days: dict[int, list[tuple[Literal, Mode]]] = {}
        for literal, block in zip(self.chosen, self.blocks, strict=True):
            days.setdefault(block.day, []).append((literal, self.kind(block.mode)))
        return days


class _CpModel(cp_model.CpModel):
    """The solver's model without its names of old: making them takes longer than many a week."""

    def _add_pre_pep8_methods(self) -> None:
        pass


class Model:
    """The model of one week, with its variables and what has been added to its points."""

    def __init__(self, blocks: Mapping[str, tuple[Block, ...]], wanted: Sequence[Wanted]) -> None:
        self.cp = _CpModel()
        self.placings = tuple(
            self._placing(session, blocks[session.key]) for session in wanted if blocks[session.key]
        )
        self.points: list[Linear] = []
        self.most_points = 0  # an upper bound of their sum
        self.constant = 0  # points that no choice changes
        self.missing_runs: list[Linear] = []
        self.impossible: list[str] = []  # why there is no plan whatever the solver says
        self.kept: Mapping[str, int] = {}  # where the last plan had a session, by key
        self._before: dict[tuple[str, str], Literal | bool] = {}
        self._days: dict[tuple[str, int, frozenset[str]], Literal] = {}

    def _placing(self, wanted: Wanted, blocks: tuple[Block, ...]) -> Placing:
        cp = self.cp
        starts = sorted({start for block in blocks for start in block.starts})
        start = cp.new_int_var_from_domain(
            cp_model.Domain.from_values([*starts, starts[-1] + 1]), wanted.key
        )
        chosen = tuple(cp.new_bool_var("") for _ in blocks)
        present = cp.new_bool_var("")
        for literal, block in zip(chosen, blocks, strict=True):
            cp.add_linear_expression_in_domain(
                start, cp_model.Domain.from_values(list(block.starts))
            ).only_enforce_if(literal)
        cp.add(start == starts[-1] + 1).only_enforce_if(~present)
        cp.add_exactly_one([*chosen, ~present])
        modes = self._grouped([block.mode for block in blocks], chosen, present)
        kinds = [wanted.modes[mode].kind for mode in modes]
        return Placing(
            wanted,
            blocks,
            start,
            chosen,
            modes,
            self._grouped(kinds, tuple(modes.values()), present),
            self._grouped([block.day for block in blocks], chosen, present),
            present,
            starts[0],
            starts[-1],
        )

    def _grouped(
        self, names: Sequence[Name], literals: Sequence[Literal], present: Literal
    ) -> dict[Name, Literal]:
        """For each name one literal, true where one of those of this name is."""
        groups: dict[Name, list[Literal]] = {}
        for name, literal in zip(names, literals, strict=True):
            groups.setdefault(name, []).append(literal)
        if len(groups) == 1:
            return dict.fromkeys(groups, present)
        return {name: self._one_of(group) for name, group in groups.items()}

    def _one_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal for literals of which at most one is true."""
        if len(literals) == 1:
            return literals[0]
        some = self.cp.new_bool_var("")
        self.cp.add_exactly_one([*literals, ~some])
        return some

    def on_day(self, day: int, kinds: frozenset[str]) -> list[Literal]:
        """For each session that can be on a day in one of some kinds, whether it is."""
        found = []
        for placing in self.placings:
            blocks = placing.on(day, day + 1)
            group = [literal for literal, mode in blocks if mode.kind in kinds]
            if len(group) == len(blocks):
                found += [placing.days[day]] if group else []
            elif group:
                known = (placing.key, day, kinds.intersection(placing.kinds))
                if known not in self._days:
                    self._days[known] = self._one_of(group)
                found.append(self._days[known])
        return found

    def charge(self, points: Linear, most: int) -> None:
        """Add something, worth at most ``most``, to the points that are minimised [hundredths]."""
        self.points.append(points)
        self.most_points += most

    def set_before(self, one: Placing, other: Placing) -> None:
        """Let ``one`` start before ``other`` wherever both are placed."""
        if one.last > other.first:
            self.cp.add(one.start <= other.start).only_enforce_if([one.present, other.present])
        pair = (min(one.key, other.key), max(one.key, other.key))
        self._before[pair] = one.key < other.key

    def before(self, one: Placing, other: Placing) -> Literal | bool:
        """Whether ``one`` starts before ``other``; known where their candidates leave no choice.

        Two sessions at the same minute are ordered by their keys, as the judge orders them.
        """
        if one.key > other.key:
            turned = self.before(other, one)
            return (not turned) if isinstance(turned, bool) else ~turned
        pair = (one.key, other.key)
        if pair not in self._before:
            self._before[pair] = self._new_order(one, other)
        return self._before[pair]

    def _new_order(self, one: Placing, other: Placing) -> Literal | bool:
        if one.last <= other.first:
            return True
        if other.last < one.first:
            return False
        literal = self.cp.new_bool_var("")
        both = [one.present, other.present]
        self.cp.add(one.start <= other.start).only_enforce_if([literal, *both])
        self.cp.add(one.start > other.start).only_enforce_if([~literal, *both])
        return literal

    def order(self, one: Placing, fixed: Session) -> Literal | bool:
        """Whether ``one`` starts before a fixed session."""
        tie = one.key < fixed.key
        latest = fixed.start if tie else fixed.start - 1
        if one.last <= latest:
            return True
        if one.first > latest:
            return False
        pair = (one.key, f"{fixed.start} {fixed.key}")
        if pair not in self._before:
            literal = self.cp.new_bool_var("")
            self.cp.add(one.start <= latest).only_enforce_if([literal, one.present])
            self.cp.add(one.start > latest).only_enforce_if([~literal, one.present])
            self._before[pair] = literal
        return self._before[pair]

    def at_least(
        self, points: cp_model.IntVar, numerator: Linear, denominator: int, when: list[Literal]
    ) -> None:
        """Make points at least a fraction, rounded half up, where ``when`` holds.

        The smallest whole p with 2 d p >= 2 n - d + 1 is n / d rounded half up; points are
        minimised, so they are just that.
        """
        low = self.cp.add(2 * denominator * points >= 2 * numerator - denominator + 1)
        low.only_enforce_if(when)

    def plan(self, value: "cp_model.CpSolver") -> Plan:
        """The plan of a solution."""
        slots: dict[str, Slot] = {}
        for placing in self.placings:
            if value.boolean_value(placing.present):
                mode = next(m for m, lit in placing.modes.items() if value.boolean_value(lit))
                slots[placing.key] = Slot(value.value(placing.start), placing.kind(mode))
        return Plan(slots)
