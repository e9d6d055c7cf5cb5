"""Run every lesson, solution and test and compare what they print with what is stored.

Arguments are passed on to pytest: -k rnn, or the path of a test file or notebook.
"""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from course import measure
from course.notebooks import environment, lessons, named, solutions
from course.venv import ROOT

PYTEST = ["-n", "2", "--dist", "loadfile", "--nbval", "--nbval-current-env", "--nbval-cell-timeout", "60"]


def main(arguments):
    report = ROOT / "build" / "tests.xml"
    report.unlink(missing_ok=True)
    paths = [] if any(is_path(argument) for argument in arguments) else default_paths()
    command = [sys.executable, "-m", "pytest", *PYTEST, f"--junitxml={report}", *paths, *arguments]
    status = ruff() or subprocess.call(command, cwd=ROOT, env=environment())
    if report.exists() and not any(is_path(argument) for argument in arguments):
        print(measure.table(lessons() + solutions(), seconds(report)))
    return status


def ruff():
    """Hold code and notebooks against ruff's rules and format; return 0 when they fit."""
    python = [sys.executable, "-m", "ruff"]
    calls = [*python, "check", "--quiet"], [*python, "format", "--check", "--quiet"]
    return max(subprocess.call(call, cwd=ROOT) for call in calls)


def default_paths():
    return [named(path) for path in lessons() + solutions()] + ["tests"]


def is_path(argument):
    """Tell a file or folder that pytest is to collect from its other arguments."""
    name = argument.split("::")[0]
    return (
        not name.startswith("-")
        and ("/" in name or name.endswith((".py", ".ipynb")))
        and (ROOT / name).exists()
    )


def seconds(report):
    """Sum the seconds of each notebook's cells, by its path with dots for slashes, as pytest reports it."""
    total = {}
    for case in ElementTree.parse(report).iter("testcase"):
        total[case.get("classname")] = total.get(case.get("classname"), 0) + float(case.get("time"))
    return total
