"""Compare speed and numbers with the textbook loop, PyTorch and Keras (installs them: large)."""

import importlib.metadata
import subprocess
import sys

from course import venv
from course.notebooks import environment
from course.venv import ROOT

LOCK = "requirements-bench.lock"


def main(arguments):
    if not is_installed():
        venv.pip_install(["-r", LOCK])
    settings = environment() | {"KERAS_BACKEND": "torch"}
    status = subprocess.call([sys.executable, "-m", "benchmarks", *arguments], cwd=ROOT, env=settings)
    tests = subprocess.call([sys.executable, "-m", "pytest", "benchmarks"], cwd=ROOT, env=settings)
    return status or tests


def is_installed():
    """Compare the versions that the lock names, without a local part such as +cpu, with those installed."""
    lines = [line.split(";")[0].strip() for line in (ROOT / LOCK).read_text().splitlines()]
    pins = [line.split("==") for line in lines if "==" in line and not line.startswith("#")]
    try:
        return all(importlib.metadata.version(name).split("+")[0] == version for name, version in pins)
    except importlib.metadata.PackageNotFoundError:
        return False
