"""The solver against an exhaustive search over many random weeks: ``python benchmarks/oracle.py``.

Each week is planned twice, by the solver and by trying every plan; outcome, points and plan have
to be the same. The result goes to ``benchmarks/oracle.md``. Exit 1 where any week disagrees.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scheduler.outcome import Solution  # noqa: E402
from scheduler.requirements import Finished, Requirement, judge  # noqa: E402
from scheduler.rules import requirements_of  # noqa: E402
from scheduler.solve import solve  # noqa: E402
from scheduler.training import Week  # noqa: E402
from tests.oracle import oracle, weeks  # noqa: E402

Result = tuple[int, str, list[str], float, float]  # seed, outcome, differences, seconds
LIMIT = 20_000  # plans, whole and in part, after which the exhaustive search gives up


def compare(seed: int) -> Result:
    """How the week of a seed ended, what disagrees, and the seconds of both searches."""
    week, rules = weeks.random_week(seed)
    requirements = requirements_of(rules, week, lambda *key: ".".join(key))
    begun = time.perf_counter()
    solution = solve(week, requirements)
    solved = time.perf_counter()
    try:
        verdict = oracle.best(rules, week, limit=LIMIT)
    except oracle.TooManyError:
        return seed, "given up", [], 0.0, 0.0
    times = solved - begun, time.perf_counter() - solved
    return seed, verdict.outcome, _differences(week, requirements, solution, verdict), *times


def _differences(
    week: Week, requirements: Sequence[Requirement], solution: Solution, verdict: oracle.Verdict
) -> list[str]:
    if verdict.outcome == "impossible":
        return [] if solution.proof == "infeasible" else [f"impossible, but {solution.proof}"]
    if solution.proof != "optimal":
        return [f"{verdict.outcome}, but {solution.proof}"]
    findings = judge(requirements, Finished.of(week, solution.plan))
    pairs = {
        "points": (solution.points, verdict.points),
        "plan": (dict(solution.plan.slots), dict(verdict.plan.slots)),
        "judged points": (sum(finding.points for finding in findings), verdict.points),
        "broken musts": ([finding.says for finding in findings if finding.breaks], []),
    }
    return [f"{name}: {one} and {other}" for name, (one, other) in pairs.items() if one != other]


def table(results: Sequence[Result], seconds: float) -> str:
    """The result as Markdown."""
    mix = Counter(outcome for _, outcome, *_ in results)
    wrong = sum(bool(differences) for _, _, differences, *_ in results)
    compared = len(results) - mix["given up"]
    solver, exhaustive = (sum(result[at] for result in results) for at in (3, 4))
    rows = [
        ("random weeks", len(results)),
        ("everything asked for is placed", mix["full"]),
        ("something is left out", mix["partial"]),
        ("proven impossible by both", mix["impossible"]),
        ("too many plans to try, not compared", mix["given up"]),
        ("**disagreements** (outcome, points, plan, judge)", f"**{wrong}**"),
        ("solver, a week on average", f"{1000 * solver / compared:.1f} ms"),
        ("exhaustive search, a week on average", f"{1000 * exhaustive / compared:.0f} ms"),
        ("whole run, two processes", f"{seconds:.0f} s"),
    ]
    return "\n".join(
        [
            "# The solver against an exhaustive search",
            "",
            "Written by `python benchmarks/oracle.py`. The exhaustive search reads the rules'",
            "numbers and the week itself; it shares no code with the solver, the requirements or",
            "the lowering of rules to them.",
            "",
            "| what | how many |",
            "|---|--:|",
            *(f"| {name} | {value} |" for name, value in rows),
            "",
        ]
    )


def main() -> int:
    """Compare the weeks, on two processes, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weeks", type=int, default=600)
    parser.add_argument("--first-seed", type=int, default=10_000)
    chosen = parser.parse_args()
    begun = time.perf_counter()
    seeds = range(chosen.first_seed, chosen.first_seed + chosen.weeks)
    with ProcessPoolExecutor(2) as executor:
        results = list(executor.map(compare, seeds, chunksize=10))
    for seed, _, differences, *_ in results:
        for difference in differences:
            print(f"seed {seed}: {difference}")
    written = table(results, time.perf_counter() - begun)
    (ROOT / "benchmarks" / "oracle.md").write_text(written, encoding="utf-8")
    print(written)
    return int(any(differences for _, _, differences, *_ in results))


if __name__ == "__main__":
    sys.exit(main())
