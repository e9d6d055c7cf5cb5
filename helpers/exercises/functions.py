"""Functions that checks pass to a student's function, by name (see `check.Function`)."""

import numpy as np


def sum_of_cubes(v):
    """Return Σ v³ + Σ v[0]·v[-1]: curved, and every entry matters differently."""
    return float((v**3).sum() + (v[0] * v[-1]).sum())


def smooth_maximum(v):
    """Return log Σ exp(2 v) / 2."""
    return float(np.log(np.exp(2 * v).sum()) / 2)


FUNCTIONS = {"sum_of_cubes": sum_of_cubes, "smooth_maximum": smooth_maximum}
