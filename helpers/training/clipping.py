"""Gradient clipping, against exploding gradients. Nothing is changed in place.

A gradient of NaN or infinity has no direction left to follow, so it is refused, not clipped.
"""

import numpy as np

from helpers import validation
from helpers.training.norm import norm as norm_of


def clip_by_value(grads, limit):
    """Return the gradients with every entry held between -limit and limit: their direction can change.

    Parameters: grads, dict of float arrays; limit, above 0; infinity clips nothing.
    Raises ValueError: limit is not above 0, a gradient is no float array, or NaN or infinite.
    """
    _check(grads, limit)
    bounds = {key: min(float(limit), float(np.finfo(g.dtype).max)) for key, g in grads.items()}
    return {key: np.clip(g, -bounds[key], bounds[key]) for key, g in grads.items()}


def clip_by_norm(grads, limit):
    """Return the gradients, scaled as one long vector to at most the norm `limit`, and their norm before.

    Formula: g limit / max(norm, limit), with norm = sqrt(sum of the squares of all entries of all arrays).
    Parameters: grads, dict of float arrays; limit, above 0; infinity clips nothing.
    Returns: grads, a new dict; norm, a float, right also where the square of an entry is too large for its
    dtype; infinity when it is itself above the largest float64.
    Raises ValueError: limit is not above 0, a gradient is no float array, or NaN or infinite.
    Source: Pascanu, Mikolov and Bengio (2013).
    """
    _check(grads, limit)
    limit = float(limit)
    size, ratio = norm_of(grads.values())
    norm = size * ratio
    if norm <= limit:
        return {key: g.copy() for key, g in grads.items()}, norm
    return {key: g / g.dtype.type(size) * g.dtype.type(limit / ratio) for key, g in grads.items()}, norm


def _check(grads, limit):
    """Raise ValueError unless the limit is above 0 and every gradient a finite float array."""
    validation.number("limit", limit, finite=False)
    validation.arrays("grads", grads)
