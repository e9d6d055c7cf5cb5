"""Activation functions, each stable for every finite input. Lesson: 02_forward_pass.

Softmax and its kin take float arrays, else ValueError. The class axis is -2 by default: the rows of the
column layout, (n_y, m) or (T_y, n_y, m).
"""

import numpy as np

from helpers import validation


def sigmoid(z):
    """Return 1 / (1 + exp(-z)), elementwise; exp is taken of negative numbers only, so it cannot overflow."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def relu(z, out=None):
    """Return max(z, 0), elementwise; `out`, an array to write it to, as in np.tanh."""
    return np.maximum(z, 0, out=out)


def log_sum_exp(z, axis=-2):
    """Return log(sum(exp(z))) along `axis`, kept with length one; the largest z is taken out first."""
    validation.float_values("z", z)
    top = z.max(axis=axis, keepdims=True)
    return top + np.log(np.exp(z - top).sum(axis=axis, keepdims=True))


def log_softmax(z, axis=-2):
    """Return log(softmax(z)) along `axis`: log probabilities in nats."""
    return z - log_sum_exp(z, axis)


def softmax(z, axis=-2):
    """Return exp(z) / sum(exp(z)) along `axis`: probabilities that sum to one."""
    validation.float_values("z", z)
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
