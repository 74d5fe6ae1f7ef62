"""Solves one program after the other with HiGHS; they come and go as pickles."""

import pickle
import sys
import time
from typing import Any

import highspy
import numpy as np


def solved(program: dict[str, Any], limit: float) -> tuple[str, list[float], float]:
    """The status in words, the columns' values, and how long it took [s]."""
    begin = time.perf_counter()
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", limit)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.passModel(_model(program))
    solver.run()
    status = solver.modelStatusToString(solver.getModelStatus())
    return status, list(solver.getSolution().col_value), time.perf_counter() - begin


def _model(program: dict[str, Any]) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program["costs"]), len(program["low"])
    model.col_cost_ = np.array(program["costs"], dtype=float)
    model.col_lower_ = np.zeros(len(program["costs"]))
    model.col_upper_ = np.array(program["upper"], dtype=float)
    model.row_lower_ = np.array(program["low"], dtype=float)
    model.row_upper_ = np.array(program["high"], dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(program["starts"])
    model.a_matrix_.index_ = np.array(program["columns"])
    model.a_matrix_.value_ = np.array(program["factors"], dtype=float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(program["costs"])
    return model


def main() -> None:
    """Answer until the pipe is closed."""
    while True:
        try:
            program, limit = pickle.load(sys.stdin.buffer)  # noqa: S301
        except EOFError:
            return
        pickle.dump(solved(program, limit), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
