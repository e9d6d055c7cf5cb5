"""Gradient clipping, against exploding gradients. Nothing is changed in place."""

import math

import numpy as np

from helpers import validation


def clip_by_value(grads, limit):
    """Return the gradients with every entry held between -limit and limit: their direction can change.

    Parameters: grads, dict of float arrays; limit, above 0.
    Raises ValueError: limit is not above 0, a gradient is no float array.
    """
    _check(grads, limit)
    return {key: np.clip(g, -limit, limit) for key, g in grads.items()}


def clip_by_norm(grads, limit):
    """Return the gradients, scaled as one long vector to at most the norm `limit`, and their norm before.

    Formula: g limit / max(norm, limit), with norm = sqrt(sum of the squares of all entries of all arrays).
    Parameters: grads, dict of float arrays; limit, above 0; infinity clips nothing, nor does a norm of NaN.
    Returns: grads, a new dict; norm, a float.
    Raises ValueError: limit is not above 0, a gradient is no float array.
    Source: Pascanu, Mikolov and Bengio (2013).
    """
    _check(grads, limit)
    norm = math.sqrt(sum(float(np.vdot(g, g)) for g in grads.values()))
    scale = limit / norm if norm > limit else 1
    return {key: g * g.dtype.type(scale) for key, g in grads.items()}, norm


def _check(grads, limit):
    """Raise ValueError unless the limit is above 0 and every gradient a float array."""
    if not (isinstance(limit, int | float) and limit > 0):
        raise ValueError(f"limit must be a number above 0, got {limit!r}")
    for key, g in grads.items():
        validation.float_values(f'grads["{key}"]', g)
