"""Where the notebooks are, and the environment they are executed in."""

import os
import re
import sys
from pathlib import Path

from course.venv import ROOT
from helpers.learner.copies import pristine_copies

NOTEBOOKS = ROOT / "notebooks"
# No bars in stored outputs and demos as stills, one BLAS thread (two notebooks run side by side), the kernel
# of this Python, the learner's own progress left alone.
ENVIRONMENT = {
    "TQDM_DISABLE": "1",
    "COURSE_DEMOS": "still",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "RNN_COURSE_PROGRESS": "off",
}


def environment():
    return {**os.environ, **ENVIRONMENT}


def lessons():
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def solutions():
    return sorted((NOTEBOOKS / "solutions").glob("*/*.ipynb"))


def exercises():
    return pristine_copies(ROOT)


def find(name, among):
    """Find what `name` means: a path, NN or NN_topic (two notebooks, if a lesson and its solution match)."""
    for path in (Path(name), ROOT / name):
        if path.suffix == ".ipynb" and path.is_file():
            return [path.resolve()]
    found = [path for path in among if path.stem == name or re.match(rf"{re.escape(name)}_", path.stem)]
    if not found:
        there = ", ".join(sorted({path.stem for path in among})) or "none"
        sys.exit(f"No notebook is called {name!r}; there are: {there}.")
    return found


def named(path):
    """Name a notebook as the reader knows it: its path in the repository."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
