"""Set your copy of an exercise notebook aside and get a fresh one."""

import argparse
import time

from course.notebooks import exercises, find, named
from course.venv import ROOT
from helpers.learner.copies import copy_of, make_copy


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m course reset", description=__doc__)
    parser.add_argument("exercise", help="02 or 02_forward_pass")
    given = parser.parse_args(arguments)
    for pristine in find(given.exercise, exercises()):
        aside = set_aside(copy_of(ROOT, pristine))
        if aside:
            print(f"Your copy is now {named(aside)}.")
        make_copy(ROOT, pristine)
        print(f"A fresh one is {named(copy_of(ROOT, pristine))}.")


def set_aside(copy):
    """Rename the copy after the present second; return its new path, or None when there is no copy."""
    if not copy.exists():
        return None
    while (aside := copy.with_name(f"{copy.stem}.before-{time.strftime('%Y%m%d-%H%M%S')}.ipynb")).exists():
        time.sleep(0.1)
    copy.rename(aside)
    return aside
