"""Losses computed from logits, with their gradients. Lesson: 03_bptt.

Both take the mean over real positions: the entries (t, i) that the mask keeps; without a mask, all of them.
"""

import numpy as np

from helpers.ground import arguments
from helpers.ground.activations import log_softmax, sigmoid


def softmax_cross_entropy(z, y, mask=None):
    """Return the mean cross-entropy of softmax(z) against the classes y, and its gradient.

    Formula: loss = -1/N sum over real (t, i) of log softmax(z)[t, y[t, i], i];  dz = (softmax(z) -
    one_hot(y)) / N.
    Parameters: z, logits (T, n_y, m) or (n_y, m); y, classes, integers from 0 to n_y - 1, (T, m) or (m,);
    mask, booleans shaped as y, False at padding, where z and y may hold anything.
    Returns: loss, a float in nats, mean over the N real positions; dz, shaped as z, zero at padding.
    Raises ValueError: z is no float array of 2 or 3 axes, y or mask has another shape, a class at a real
    position is out of range, the mask keeps nothing. No argument is changed.
    Source: Goodfellow, Bengio and Courville (2016), sections 6.2 and 10.2.  Lesson: 03_bptt
    """
    shapes, layout = _logit_shapes(z)
    shapes.integers("y", y, layout)
    real, count = _real_positions(mask, layout, shapes)
    z, y = _replaced(z, real[..., None, :]), _replaced(y, real)
    shapes.integers("y", y, layout, 0, shapes.size["n_y"] - 1)
    rows = np.expand_dims(y, -2)
    log_p = log_softmax(z)
    loss = -np.take_along_axis(log_p, rows, axis=-2)[..., 0, :].sum(where=real) / count
    dz = np.exp(log_p)
    np.put_along_axis(dz, rows, np.take_along_axis(dz, rows, axis=-2) - 1, axis=-2)
    return float(loss), _replaced(dz / count, real[..., None, :])


def binary_cross_entropy(z, y, mask=None):
    """Return the mean cross-entropy of n_y independent yes-or-no labels a position, and its gradient.

    Formula: loss = -1/N sum over real (t, i), over labels k, of y log sigmoid(z) + (1 - y) log(1 -
    sigmoid(z)); dz = (sigmoid(z) - y) / N.
    Parameters: z, logits (T, n_y, m) or (n_y, m); y, zeros and ones, with the shape and dtype of z;
    mask, booleans (T, m) or (m,), False at padding, where z and y may hold anything.
    Returns: loss, a float in nats, summed over the labels of a position, mean over the N real positions;
    dz, shaped as z, zero at padding.
    Raises ValueError: z is no float array of 2 or 3 axes, y or mask has another shape, a label at a real
    position is neither 0 nor 1, the mask keeps nothing. No argument is changed.
    Source: Ng (2018), course on sequence models, week 1.  Lesson: 03_bptt
    """
    shapes, layout = _logit_shapes(z)
    shapes.floats("y", y, layout.replace("m", "n_y m"))
    real, count = _real_positions(mask, layout, shapes)
    real = real[..., None, :]
    z, y = _replaced(z, real), _replaced(y, real)
    wrong = y[(y != 0) & (y != 1)]
    if wrong.size:
        raise ValueError(f"y must hold zeros and ones only, got {wrong[0]}")
    # log(1 + exp(z)) - y z, written so that exp is taken of negative numbers only.
    losses = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
    dz = (sigmoid(z) - y) / count
    return float(losses.sum(where=real) / count), _replaced(dz, real)


def _logit_shapes(z):
    """Check the logits; return their shapes, and the layout of positions."""
    layout = "m" if getattr(z, "ndim", 3) == 2 else "T_y m"
    return arguments.Shapes().floats("z", z, layout.replace("m", "n_y m")), layout


def _real_positions(mask, layout, shapes):
    """Return the mask (all True when none is given) and the number of positions that it keeps."""
    if mask is None:
        mask = np.ones([shapes.size[axis] for axis in layout.split()], dtype=bool)
    shapes.booleans("mask", mask, layout)
    if not mask.any():
        raise ValueError("mask must keep at least one position, got none")
    return mask, int(mask.sum())


def _replaced(v, real):
    """Return v with zeros at padding: replaced, not multiplied, since 0 times NaN is NaN."""
    return v if real.all() else np.where(real, v, v.dtype.type(0))
