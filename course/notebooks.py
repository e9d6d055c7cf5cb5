"""Where the notebooks are, and the environment they are executed in."""

import argparse
import os
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


def choose(command, text, arguments, among):
    """Return the notebooks that a command line names, all of `among` when it names none."""
    raw = argparse.RawDescriptionHelpFormatter  # the lines of `text` stay as they are
    parser = argparse.ArgumentParser(
        prog=f"python -m course {command}", description=text, formatter_class=raw
    )
    parser.add_argument("notebooks", nargs="*", help="3, 03, 03_bptt or a path; all without it")
    names = parser.parse_args(arguments).notebooks
    return list(dict.fromkeys(path for name in names for path in find(name, among))) if names else among


def find(name, among):
    """Find what `name` means: a path, 3, 03 or 03_bptt (two of them: a lesson and its solution)."""
    paths = {path.resolve() for path in (Path(name), ROOT / name)}
    number = name.zfill(2) if name.isdigit() else name
    found = [path for path in among if path.resolve() in paths]
    found = found or [path for path in among if path.stem == name or path.stem.startswith(f"{number}_")]
    if not found:
        there = ", ".join(sorted({path.stem for path in among})) or "none"
        sys.exit(f"No notebook is called {name!r} here; there are: {there}.")
    return found


def named(path):
    """Name a notebook as the reader knows it: its path in the repository."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
