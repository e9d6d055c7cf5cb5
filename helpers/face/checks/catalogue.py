"""All checks of the course, by lesson and by name."""

import difflib

from helpers.face.checks import bptt, forward_pass, notation

CHECKS = {
    "01_notation": notation.CHECKS,
    "02_forward_pass": forward_pass.CHECKS,
    "03_bptt": bptt.CHECKS,
}


def find(name):
    """Return the check of that name; ValueError, with the nearest names, when there is none."""
    checks = {check.name: check for lesson in CHECKS.values() for check in lesson}
    if name not in checks:
        near = difflib.get_close_matches(str(name), checks, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(checks)}"
        raise ValueError(f"name must be that of an exercise, got {name!r}{hint}")
    return checks[name]
