"""Run lessons, solutions and tests with the oldest versions that pyproject.toml allows.

They are installed in .venv-oldest. Arguments are passed on to pytest.
"""

import os
import shutil
import subprocess
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.version import Version

from course.commands.test import PYTEST, default_paths
from course.notebooks import environment
from course.venv import ROOT, python_of, say

FOLDER = ROOT / ".venv-oldest"
LISTS = ("test", "grading", "slides", "browser", "build")  # of pyproject's extras, what the tests need
NOT_HERE = "--ignore=tests/course"  # those hold what is installed against the lock


def main(arguments):
    python, wanted = python_of(FOLDER), "\n".join(oldest())
    stamp = FOLDER / "course-stamp"
    if not stamp.exists() or stamp.read_text() != wanted:
        install(python, wanted)
        stamp.write_text(wanted)
    paths = [] if arguments else default_paths()
    command = [str(python), "-m", "pytest", *PYTEST, NOT_HERE, *paths, *arguments]
    settings = environment() | {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.call(command, cwd=ROOT, env=settings)


def oldest():
    """Return every requirement of the course and its tests at its lower bound: "numpy==2.0"."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *(project["optional-dependencies"][name] for name in LISTS)]
    lowest = {}
    for needed in (Requirement(line) for names in lists for line in names):
        bounds = [Version(part.version) for part in needed.specifier if part.operator == ">="]
        lowest[needed.name] = max([*bounds, lowest.get(needed.name, Version("0"))])
    return [f"{name}=={version}" for name, version in sorted(lowest.items())]


def install(python, wanted):
    """Make the environment anew and install the oldest versions and the course in it."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    say("Making .venv-oldest ...")
    course = ["--no-deps", "--no-build-isolation", "--editable", "."]
    for command in (
        [sys.executable, "-m", "venv", str(FOLDER)],
        [str(python), "-m", "pip", "install", "--quiet", *wanted.splitlines()],
        [str(python), "-m", "pip", "install", "--quiet", *course],
    ):
        subprocess.run(command, cwd=ROOT, check=True)
