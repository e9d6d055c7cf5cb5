"""Which results are right, and where along an axis the wrong entries of the others lie."""

import numpy as np

from helpers.exercises.values import form_problem

DEFAULTS = {1: ("entry",), 2: ("row", "column")}


def which_are_right(trial):
    """Return a line that says which of several results are right in this call, or none."""
    right = trial.right()
    fine, wrong = ([name for name in right if right[name] is truth] for truth in (True, False))
    if trial.got is None or not fine or not wrong:
        return []
    return [f"{listed(fine)} right; {listed(wrong)} not."]


def listed(names):
    """Return "a is", "a and b are", "a, b and c are"."""
    start = ", ".join(names[:-1])
    return f"{start} and {names[-1]} are" if start else f"{names[0]} is"


def place_of_the_wrong(trial):
    """Return a line for the first wrong array that says along which axis the wrong entries lie together."""
    if not isinstance(trial.got, dict):
        return []
    for name, expected in trial.expected.items():
        got = trial.got.get(name)
        if isinstance(expected, np.ndarray) and expected.ndim and form_problem(name, got, expected) is None:
            wrong = entries(got, expected, trial.case.tolerance)
            if wrong.any():
                return [
                    f"In {name}, {where}." for where in along(wrong, axes(trial.check, name, wrong.ndim))[:1]
                ]
    return []


def entries(got, expected, tolerance):
    """Return where two arrays of one shape differ."""
    if expected.dtype.kind != "f":
        return got != expected
    close = np.abs(got - expected) <= tolerance * np.abs(expected).max(
        initial=1e-3, where=np.isfinite(expected)
    )
    return ~(close | (np.isnan(got) & np.isnan(expected)) | (got == expected))


def axes(check, name, ndim):
    """Return the names of an array's axes."""
    named = check.returns.get(name, "")
    return (
        tuple(named.split(", "))
        if named
        else DEFAULTS.get(ndim, tuple(f"index of axis {i}" for i in range(ndim)))
    )


def along(wrong, names):
    """Return sentences on the axes along which some entries are all right, the most telling first."""
    found = []
    for axis, name in enumerate(names):
        bad = wrong.any(axis=tuple(i for i in range(wrong.ndim) if i != axis))
        if len(bad) > 1 and not bad.all():
            fine = np.flatnonzero(~bad)
            found.append((min(len(fine), bad.sum()), sentence(bad, name)))
    return [text for _, text in sorted(found)]


def sentence(bad, name):
    """Say which indices along an axis hold wrong entries."""
    wrong, fine = np.flatnonzero(bad), np.flatnonzero(~bad)
    if len(wrong) == 1:
        return f"only {name} {ordinal(wrong[0], len(bad))} is wrong"
    if len(fine) == 1:
        return f"only {name} {ordinal(fine[0], len(bad))} is right"
    plural = f"{name}es" if name.endswith("s") else f"{name}s"
    return f"the wrong entries lie at {plural} {', '.join(map(str, wrong))} of 0 to {len(bad) - 1}"


def ordinal(index, length):
    return f"{index} (the last)" if index == length - 1 else str(index)
