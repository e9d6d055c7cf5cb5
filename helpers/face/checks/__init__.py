"""Exercise checks: each one is data (`check.py`), run by `runner.py`, with one file of checks per lesson."""

from helpers.face.checks.notebook import CheckFailed, check

__all__ = ["CheckFailed", "check"]
