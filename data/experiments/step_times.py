"""Time 500 steps of a network, each waiting for the one before, against products that wait for nothing.

    python data/experiments/step_times.py     in a clone of the course; writes step_times.csv beside itself

For each number of processor threads and each batch size m, in ROUNDS rounds: the shortest of 15 calls of
each way, in milliseconds by the clock. Lesson: 02_forward_pass
"""

import csv
import os
import platform
import subprocess
import sys
import timeit
from pathlib import Path
from time import perf_counter

import numpy as np

HERE = Path(__file__).resolve()
SEED, T_X, N_X, N_A, ROUNDS = 27, 500, 27, 64, 5
COLUMNS = ["threads", "m", "round", "way", "milliseconds"]


def ways(m):
    """Return way -> function without arguments: five ways to compute 500 steps of m examples."""
    from helpers.layers import rnn
    from tests.lesson import definitions

    rng = np.random.default_rng(SEED)
    weights = rnn.init(rng, N_X, N_A)
    x, a0 = rng.standard_normal((T_X, N_X, m)), np.zeros((N_A, m))
    Wa, columns = np.hstack([weights["Waa"], weights["Wax"]]), rng.standard_normal((T_X, N_A + N_X, m))
    textbook = definitions("02_forward_pass", "rnn_cell_forward", "rnn_forward").rnn_forward
    together, spare = np.hstack(list(columns)), columns.copy()

    def products(written):
        """Take the 500 products one by one; each result goes into the next column of `written`."""
        for t in range(T_X):
            written[(t + 1) % T_X, :N_A] = np.tanh(Wa @ columns[t])

    return {
        "textbook loop": lambda: textbook(weights, x, a0),
        "fast loop": lambda: rnn.forward(weights, x, a0, keep=False),
        "waiting products": lambda: products(columns),
        "free products": lambda: products(spare),
        "one product": lambda: np.tanh(Wa @ together),
    }


def measure(threads, sizes=(1, 32), rounds=ROUNDS, calls=15):
    """Return a row for each size, round and way; the ways take turns."""
    rows = []
    for m in sizes:
        functions = ways(m)
        for number in range(1, rounds + 1):
            for way, function in functions.items():
                shortest = min(timeit.repeat(function, number=1, repeat=calls))
                row = [threads, m, number, way, f"{1e3 * shortest:.4g}"]
                rows.append(dict(zip(COLUMNS, row, strict=True)))
    return rows


def main():
    start = perf_counter()
    parts = [
        subprocess.run(
            [sys.executable, HERE, str(threads)],
            env=os.environ | {"OPENBLAS_NUM_THREADS": str(threads), "PYTHONPATH": str(HERE.parents[2])},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        for threads in (1, 2)
    ]
    conditions = {
        "command": "python data/experiments/step_times.py",
        "seed": SEED,
        "sizes": f"T_x = {T_X}, n_x = {N_X}, n_a = {N_A}, float64",
        "versions": f"Python {platform.python_version()}, NumPy {np.__version__}",
        "processors": f"{os.cpu_count()}, {platform.machine()}, others at work on them",
        "seconds": round(perf_counter() - start),
    }
    lines = [f"# {name}: {value}\n" for name, value in conditions.items()]
    HERE.with_suffix(".csv").write_text("".join([*lines, ",".join(COLUMNS), "\n", *parts]), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n").writerows(measure(int(sys.argv[1])))
    else:
        main()
