"""Activation functions, each stable for every finite input. Lesson: 02_forward_pass.

Each takes a float array and returns one of the same shape and dtype; sigmoid and relu take a number as well,
and hand NaN on. Softmax and its kin refuse NaN, plus infinity, and minus infinity throughout, for which they
have no value; minus infinity beside a finite number is a class with probability 0. Their axis of classes is
-2 by default: the rows of the column layout, (n_y, m) or (T_y, n_y, m). Anything else is a ValueError.
"""

import numpy as np

from helpers import validation


def sigmoid(z):
    """Return 1 / (1 + exp(-z)), elementwise; exp is taken of negative numbers only, so it cannot overflow."""
    _check(z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def relu(z, out=None):
    """Return max(z, 0), elementwise; `out`, an array to write it to, as in np.tanh."""
    _check(z)
    if out is not None and not (isinstance(out, np.ndarray) and (out.shape, out.dtype) == (z.shape, z.dtype)):
        raise ValueError(f"out must be an array shaped as z, of its dtype, got {validation.kind(out)}")
    return np.maximum(z, 0, out=out)


def log_sum_exp(z, axis=-2):
    """Return log(sum(exp(z))) along `axis`, kept with length one; the largest z is taken out first."""
    top, below = _from_the_top(z, axis)
    return top + np.log(np.exp(below).sum(axis=axis, keepdims=True))


def log_softmax(z, axis=-2):
    """Return log(softmax(z)) along `axis`: log probabilities in nats."""
    _, below = _from_the_top(z, axis)
    return below - np.log(np.exp(below).sum(axis=axis, keepdims=True))


def softmax(z, axis=-2):
    """Return exp(z) / sum(exp(z)) along `axis`: probabilities that sum to one."""
    _, below = _from_the_top(z, axis)
    e = np.exp(below, out=below)
    return e / e.sum(axis=axis, keepdims=True)


def _check(z):
    """Refuse what is neither a float array nor a number."""
    if not validation.is_number(z):
        validation.float_values("z", z)


def _from_the_top(z, axis):
    """Return the largest z along an axis, which is kept, and z minus it; refuse where that is not finite."""
    validation.float_values("z", z)
    if not (isinstance(axis, int | np.integer) and not isinstance(axis, bool) and -z.ndim <= axis < z.ndim):
        raise ValueError(f"axis must be a whole number from {-z.ndim} to {z.ndim - 1}, got {axis!r}")
    if z.size == 0:
        raise ValueError(f"z must have no axis empty, got shape {z.shape}")
    top = z.max(axis=axis, keepdims=True)
    if not np.isfinite(top).all():
        wrong = top[~np.isfinite(top)][0]
        raise validation.NotFinite(f"z must be finite where it is largest along axis {axis}, got {wrong}")
    with np.errstate(over="ignore"):  # what lies too far below the top is minus infinity, whose exp is 0 too
        return top, z - top
