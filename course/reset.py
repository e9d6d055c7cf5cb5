"""The learner's own copies in work/: made where absent, never overwritten, set aside on demand."""

import argparse
import time

from course.notebooks import exercises, find, named
from course.venv import ROOT

WORK = ROOT / "work"


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m course reset", description=__doc__)
    parser.add_argument("exercise", help="02 or 02_forward_pass")
    given = parser.parse_args(arguments)
    for pristine in find(given.exercise, exercises()):
        aside = set_aside(copy_of(pristine))
        if aside:
            print(f"Your copy is now {named(aside)}.")
        make_copy(pristine)
        print(f"A fresh one is {named(copy_of(pristine))}.")


def copy_of(pristine):
    return WORK / pristine.parent.name / pristine.name


def make_copies():
    """Make each copy that does not exist yet."""
    for pristine in exercises():
        if not copy_of(pristine).exists():
            make_copy(pristine)


def make_copy(pristine):
    copy = copy_of(pristine)
    copy.parent.mkdir(parents=True, exist_ok=True)
    with open(copy, "xb") as file:  # x: fails rather than overwrites
        file.write(pristine.read_bytes())


def set_aside(copy):
    """Rename the copy after the present second; return its new path, or None when there is no copy."""
    if not copy.exists():
        return None
    while (aside := copy.with_name(f"{copy.stem}.before-{time.strftime('%Y%m%d-%H%M%S')}.ipynb")).exists():
        time.sleep(0.1)
    copy.rename(aside)
    return aside
