"""The search: the best plan, its proof, and the written tie-break that makes it the only one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from scheduler.errors import NotKnownError
from scheduler.outcome import Proof, Solution
from scheduler.requirements import Ask, Requirement
from scheduler.solve.candidates import Facts, all_blocks, signature
from scheduler.solve.encode import encode_all
from scheduler.solve.variables import Linear, Literal, Model, Placing
from scheduler.training import CLASSES, Mode, Plan, Week

PACKED = 2**60  # how large the numbers of one tie-break may grow; above 2**62 is an overflow


@dataclass(frozen=True)
class SolveOptions:
    """How the solver is run; the defaults suit one week, and give the same plan on any machine."""

    time_limit: float = 60.0  # [s]
    presolve: bool = False
    linearization: int = 0
    tuned: bool = True  # False: the solver's own defaults, on one worker

    def parameters(self) -> cp_model.CpSolver:
        """A solver set to these options."""
        solver = cp_model.CpSolver()
        chosen = solver.parameters
        chosen.num_workers = 1
        chosen.random_seed = 0
        chosen.max_time_in_seconds = self.time_limit
        if self.tuned:
            chosen.cp_model_presolve = self.presolve
            chosen.linearization_level = self.linearization
            chosen.symmetry_level = 0
            chosen.cp_model_probing_level = 0
            chosen.use_sat_inprocessing = False
        return solver


def build(week: Week, requirements: Sequence[Requirement]) -> Model:
    """The model of one week; points and missing runs collected, nothing minimised yet."""
    facts = Facts.of(week)
    model = Model(all_blocks(facts, requirements), week.wanted)
    model.kept = {key: slot.start for key, slot in week.kept.items()}
    _order_alike(model, requirements)
    encode_all(model, requirements, facts)
    return model


def _order_alike(model: Model, requirements: Sequence[Requirement]) -> None:
    """Sessions that nothing tells apart keep their order; the dearer ones are placed first."""
    asks = {ask.key: ask for ask in requirements if isinstance(ask, Ask)}
    for one, other in zip(model.placings, model.placings[1:], strict=False):
        if one.wanted.is_strength and signature(one.wanted, requirements) == signature(
            other.wanted, requirements
        ):
            model.set_before(one, other)
            if _comes_first(asks.get(one.key), asks.get(other.key)):
                model.cp.add_implication(other.present, one.present)


def _comes_first(one: Ask | None, other: Ask | None) -> bool:
    """Whether the first of two alike is to be there wherever the second is."""
    if other is not None and other.level == "must":
        return one is not None and one.level == "must"
    return (one.points if one else 0) >= (other.points if other else 0)


def solve(
    week: Week, requirements: Sequence[Requirement], options: SolveOptions | None = None
) -> Solution:
    """The best plan of a week under its requirements."""
    options = options or SolveOptions()
    model = build(week, requirements)
    if model.impossible:
        return Solution("infeasible")
    found = _minimum(model, options)
    if found.proof == "infeasible" and not options.presolve:
        # or-tools #5274: a wrong verdict is possible, so a second search has to agree.
        return _minimum(build(week, requirements), replace(options, presolve=True))
    return found


def any_plan(
    week: Week, requirements: Sequence[Requirement], options: SolveOptions | None = None
) -> Plan | None:
    """A plan that keeps every must, whatever it costs; None where there is none.

    Raises
    ------
    NotKnownError
        The time ran out first.
    """
    options = options or SolveOptions()
    musts = [requirement for requirement in requirements if requirement.level == "must"]
    model = build(week, musts)
    if model.impossible:
        return None
    solver = options.parameters()
    proof = _proof(solver.solve(model.cp))
    if proof == "unknown":
        raise NotKnownError
    return None if proof == "infeasible" else model.plan(solver)


def _minimum(model: Model, options: SolveOptions) -> Solution:
    solver = options.parameters()
    score = cp_model.LinearExpr.sum(model.points) if model.points else 0
    runs = cp_model.LinearExpr.sum(model.missing_runs) if model.missing_runs else 0
    weight = model.most_points + 1  # so that no points outweigh a run
    model.cp.minimize(runs * weight + score)
    status = solver.solve(model.cp)
    proof = _proof(status)
    if proof in ("infeasible", "unknown"):
        return Solution(proof)
    missing, points = _value(solver, runs), _value(solver, score)
    bound = max(0, round(solver.best_objective_bound) - missing * weight)
    plan = model.plan(solver)
    if proof == "optimal":
        least = (runs * weight + score, missing * weight + points)
        plan, proof = _first_of_equals(model, options, least, solver)
    return Solution(proof, plan, points + model.constant, bound + model.constant)


def _value(solver: cp_model.CpSolver, linear: Linear) -> int:
    return linear if isinstance(linear, int) else solver.value(linear)


def _proof(status: object) -> Proof:
    match status:
        case cp_model.OPTIMAL:
            return "optimal"
        case cp_model.FEASIBLE:
            return "feasible"
        case cp_model.INFEASIBLE:
            return "infeasible"
        case cp_model.UNKNOWN:
            return "unknown"
        case _:
            raise RuntimeError("the model is invalid")


def _first_of_equals(
    model: Model,
    options: SolveOptions,
    objective: tuple[Linear, int],
    first: cp_model.CpSolver,
) -> tuple[Plan, Proof]:
    """Of all plans as good, the one that the written tie-break prefers, if the time suffices."""
    if not isinstance(objective[0], int):
        model.cp.add(objective[0] <= objective[1])
    solver, left = first, options.time_limit - first.wall_time
    for packed in _packed(model):
        model.cp.clear_hints()  # type: ignore[no-untyped-call]
        for placing in model.placings:
            model.cp.add_hint(placing.start, solver.value(placing.start))
        model.cp.minimize(packed)
        following = replace(options, time_limit=max(left, 0)).parameters()
        if _proof(following.solve(model.cp)) != "optimal":
            return model.plan(solver), "feasible"
        solver = following
        left -= solver.wall_time
        model.cp.add(packed == solver.value(packed))
    return model.plan(solver), "optimal"


def _packed(model: Model) -> Iterator[Linear]:
    """What is preferred, the first first, in as few numbers as hold it.

    That the fewest sessions move, and then each session's preference, in their order.
    """
    moving = [moves for placing in model.placings for moves in _moves(model, placing)]
    packed: Linear = cp_model.LinearExpr.sum(moving) if moving else 0
    highest = len(moving)
    for placing in model.placings:
        preference, values, most = _preference(model, placing)
        if highest * values + most > PACKED:
            yield packed
            packed, highest = 0, 0
        packed = packed * values + preference
        highest = highest * values + most
    if model.placings:
        yield packed


def _moves(model: Model, placing: Placing) -> Iterator[Literal]:
    """Whether a session is not where the last plan had it, though it could be."""
    at = model.kept.get(placing.key)
    if any(at in block.starts for block in placing.blocks):
        stays = model.cp.new_bool_var("")
        model.cp.add(placing.start == at).only_enforce_if(stays)
        yield ~stays


def _preference(model: Model, placing: Placing) -> tuple[Linear, int, int]:
    """Placed, early, heavy, long: the smaller the better; a run that has a start rather stays.

    With it how many values there are, and the most that its terms come to before the earliest
    start is taken away: the solver's own test for an overflow knows the terms alone.
    """
    modes = sorted(placing.modes, key=lambda number: _heaviest_longest(placing.kind(number)))
    ways, start = len(modes), _start_preferred(model, placing)
    rank = cp_model.LinearExpr.weighted_sum(
        [placing.modes[number] for number in modes[1:]], range(1, ways)
    )
    count = placing.out - placing.first + 2
    return ways * start + rank, ways * count, ways * (placing.out + ways)


def _start_preferred(model: Model, placing: Placing) -> Linear:
    """The start, counted from the earliest; less than any other where a run stays at its own."""
    early = placing.start - placing.first
    at = placing.wanted.at
    if at is None or not any(at in block.starts for block in placing.blocks):
        return early
    stays = model.cp.new_bool_var("")
    preferred = model.cp.new_int_var(0, placing.out - placing.first + 1, "")
    model.cp.add(placing.start == at).only_enforce_if(stays)
    model.cp.add(preferred >= early + 1).only_enforce_if(~stays)
    return preferred


def _heaviest_longest(mode: Mode) -> tuple[int, int]:
    order: tuple[str, ...] = CLASSES
    return order.index(mode.kind) if mode.kind in order else 0, -mode.minutes
