"""Gradient clipping, against exploding gradients. Nothing is changed in place."""

import math

import numpy as np

from helpers.ground import arguments


def clip_by_value(grads, limit):
    """Return the gradients with every entry held between -limit and limit: this can turn the direction.

    Raises ValueError: limit is not above 0.
    """
    arguments.number("limit", limit)
    return {key: np.clip(g, -limit, limit) for key, g in grads.items()}


def clip_by_norm(grads, limit):
    """Return the gradients, scaled as one long vector to at most the norm `limit`, and their norm before.

    Formula: g limit / max(norm, limit), norm = sqrt(sum of the squares of all entries of all arrays).
    Returns: grads; norm, a float.  Raises ValueError: limit is not above 0.
    Source: Pascanu, Mikolov and Bengio (2013).
    """
    arguments.number("limit", limit)
    norm = global_norm(grads)
    if not norm > limit:
        return dict(grads), norm
    return {key: g * g.dtype.type(limit / norm) for key, g in grads.items()}, norm


def global_norm(grads):
    """Return the norm of all gradients as one long vector, a float."""
    return math.sqrt(sum(float(np.vdot(g, g)) for g in grads.values()))
