"""Set your copy of an exercise notebook aside and get a fresh one."""

import argparse
import sys
import time
from pathlib import Path

from course.notebooks import exercises, find, named
from course.venv import ROOT
from helpers.learner.copies import copy_of, make_copy


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m course reset", description=__doc__)
    parser.add_argument("exercise", help="2, 02, 02_forward_pass, or the path of your copy")
    given = parser.parse_args(arguments)
    for pristine in find_pristine(given.exercise):
        aside = set_aside(copy_of(ROOT, pristine))
        if aside:
            print(f"Your copy is now {named(aside)}.")
        make_copy(ROOT, pristine)
        print(f"A fresh one is {named(copy_of(ROOT, pristine))}.")


def find_pristine(name):
    """Find the exercise notebook as it was handed out, from its number, its name or the path of the copy."""
    if not name:
        sys.exit("Say which exercise: make reset EX=02.")
    path = Path(name).resolve()
    for pristine in exercises():
        if path == copy_of(ROOT, pristine).resolve() or path == copy_of(ROOT, pristine).parent.resolve():
            return [pristine]
    return find(name, exercises())


def set_aside(copy):
    """Rename the copy after the present second; return its new path, or None when there is no copy."""
    if not copy.exists():
        return None
    while (aside := copy.with_name(f"{copy.stem}.before-{time.strftime('%Y%m%d-%H%M%S')}.ipynb")).exists():
        time.sleep(0.1)
    copy.rename(aside)
    return aside
