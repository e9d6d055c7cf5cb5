"""Try every exercise check on wrong and right solutions and print how it judged them."""

import subprocess
import sys

from course.notebooks import environment
from course.venv import ROOT


def main(arguments):
    command = [sys.executable, "-m", "tests.exercises.attempts", *arguments]
    return subprocess.call(command, cwd=ROOT, env=environment())
