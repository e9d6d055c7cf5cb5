"""Exercise checks: data (`check.py`), run by `runner.py`; a folder for each lesson, a file for each check."""

from helpers.exercises.notebook import CheckFailed, check

__all__ = ["CheckFailed", "check"]
