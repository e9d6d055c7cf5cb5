"""Exercise checks: each one is data (`check.py`), run by `runner.py`, with one folder per lesson, one file per exercise."""

from helpers.face.checks.notebook import CheckFailed, check

__all__ = ["CheckFailed", "check"]
