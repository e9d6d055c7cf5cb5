"""The experiments of data/experiments: their tables are read, and one point of each is measured again."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.data import load_experiment

EXPERIMENTS = Path(__file__).parents[1] / "data" / "experiments"


def test_each_table_says_how_it_was_made_by_the_script_beside_it():
    tables = sorted(path.name for path in EXPERIMENTS.glob("*.csv"))
    assert tables
    for name in tables:
        rows, made = load_experiment(name)
        assert rows and {"command", "seed", "versions", "seconds"} <= made.keys()
        script = EXPERIMENTS / Path(name).with_suffix(".py")
        assert script.is_file() and script.name in made["command"]


@pytest.mark.parametrize("name", ["nothing.csv", "step_times.py", "../README.md", None])
def test_refusals(name):
    with pytest.raises(ValueError, match=r"name must be one of step_times\.csv"):
        load_experiment(name)


AGAIN = """
import runpy, sys
rows = runpy.run_path(sys.argv[1])["measure"](threads=1, sizes=(1,), rounds=1)
times = {row["way"]: float(row["milliseconds"]) for row in rows}
assert times["textbook loop"] > times["fast loop"] > 2 * times["one product"], times
"""


def test_step_times_again_for_one_example():
    """With one thread the loop costs a multiple of the one product; the table says five times as much."""
    script, folder = EXPERIMENTS / "step_times.py", str(EXPERIMENTS.parents[1])
    settings = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": folder}
    run = [sys.executable, "-c", AGAIN, str(script)]
    again = subprocess.run(run, env=settings, cwd=folder, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr


def test_step_times_has_a_row_for_each_setting():
    rows, made = load_experiment("step_times.csv")
    script = runpy.run_path(str(EXPERIMENTS / "step_times.py"))
    settings = {(row["threads"], row["m"], row["round"], row["way"]) for row in rows}
    assert len(settings) == len(rows) == 2 * 2 * script["ROUNDS"] * len(script["ways"](m=1))
    assert set(rows[0]) == set(script["COLUMNS"]) and float(made["seed"]) == script["SEED"]
