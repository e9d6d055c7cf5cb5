"""All checks of the course, by lesson and by name: what the list of lessons names, one file each.

In the folder that a teacher hands out the lessons' folders are packed: Python finds them in the archive.
"""

import difflib
from importlib import import_module
from pathlib import Path

from helpers.learner.lessons import LESSONS

import_module(__package__).__path__.append(str(Path(__file__).with_name("packed.zip")))


def _checks(lesson):
    modules = [import_module(f"helpers.exercises.{lesson.slug}.{name}") for name in lesson.exercises]
    return tuple(module.CHECK for module in modules)


CHECKS = {lesson.stem: _checks(lesson) for lesson in LESSONS.values() if lesson.exercises}


def find(name):
    """Return the check of that name; ValueError, with the nearest names, when there is none."""
    checks = {check.name: check for lesson in CHECKS.values() for check in lesson}
    if name not in checks:
        near = difflib.get_close_matches(str(name), checks, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(checks)}"
        raise ValueError(f"name must be that of an exercise, got {name!r}{hint}")
    return checks[name]
